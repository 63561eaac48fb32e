package import SarupDocument
package import SarupFonts

/// Where everything of one page is: the second of the two pivots. Positions are points from the sheet's upper left corner, y down.
///
/// Marks stand in reading order. Glyphs, clusters and text of all marks lie in shared arrays, so that a page costs a few
/// allocations however many marks it has, and a value can be emptied and filled again for the next page.
package struct Page: Sendable {
  /// 0 for the first page.
  package var number = 0
  package var width: Points = 0
  package var height: Points = 0
  package var marks: [Mark] = []
  package var glyphs: [PlacedGlyph] = []
  package var clusters: [Cluster] = []
  /// UTF-8 of all text marks, one behind the other.
  package var text: [UInt8] = []

  package init() {}
}

/// One thing on a page.
package struct Mark: Sendable {
  /// What a mark belongs to.
  package enum Owner: Hashable, Sendable {
    /// An index of ``SarupDocument/Document/elements``, and which part of it.
    case element(Int, part: Part)
    case artifact(Artifact)
  }

  package enum Part: UInt8, Hashable, Sendable {
    case content
    /// The label of a list item or a footnote; the index is the item's or the note's, not its paragraph's.
    case label
  }

  package enum Artifact: UInt8, Hashable, Sendable {
    case runningHead
    case runningFoot
    /// The first words of the next page.
    case catchword
    /// What stands behind the text.
    case watermark
    /// A picture behind everything else.
    case background
    /// Rules, table lines, backgrounds.
    case decoration
  }

  package enum Shape: Sendable {
    case text(TextMark)
    case rule(RuleMark)
    case image(ImageMark)
  }

  package var owner: Owner
  package var shape: Shape

  package init(owner: Owner, shape: Shape) {
    self.owner = owner
    self.shape = shape
  }
}

/// Glyphs of one face on one baseline.
package struct TextMark: Sendable {
  package var face: FaceIndex
  /// The real size, after apparent-size scaling.
  package var size: Points
  package var color: Color
  package var x: Points
  package var baseline: Points
  /// Sum of the advances as placed; spaces that hang at a line's end count for nothing.
  package var width: Points
  package var language: LanguageTag
  /// Index of the paragraph's ``StyledText/links``.
  package var link: Int?
  /// Positions are those before the turn; `nil` for upright text.
  package var turn: Turn?
  /// Ranges of the page's arrays.
  package var glyphs: Range<Int>
  package var clusters: Range<Int>
  package var text: Range<Int>

  package init(
    face: FaceIndex, size: Points, color: Color, x: Points, baseline: Points, width: Points, language: LanguageTag,
    link: Int?, glyphs: Range<Int>, clusters: Range<Int>, text: Range<Int>
  ) {
    self.face = face
    self.size = size
    self.color = color
    self.x = x
    self.baseline = baseline
    self.width = width
    self.language = language
    self.link = link
    self.glyphs = glyphs
    self.clusters = clusters
    self.text = text
  }
}

/// A glyph at its final place.
package struct PlacedGlyph: Hashable, Sendable {
  package var id: UInt32
  package var x: Points
  package var y: Points

  package init(id: UInt32, x: Points, y: Points) {
    self.id = id
    self.x = x
    self.y = y
  }
}

/// Characters and glyphs that belong together: `bytes` bytes of text are shown by `glyphs` glyphs.
package struct Cluster: Hashable, Sendable {
  package var bytes: UInt16
  package var glyphs: UInt16

  package init(bytes: UInt16, glyphs: UInt16) {
    self.bytes = bytes
    self.glyphs = glyphs
  }
}

/// A picture, upright, that fills a rectangle.
package struct ImageMark: Hashable, Sendable {
  /// Index in ``SarupDocument/Document/pictures``.
  package var picture: Int
  package var x: Points
  package var y: Points
  package var width: Points
  package var height: Points

  package init(picture: Int, x: Points, y: Points, width: Points, height: Points) {
    self.picture = picture
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// A filled rectangle: underlines, table lines, dividers.
package struct RuleMark: Sendable {
  package var x: Points
  package var y: Points
  package var width: Points
  package var height: Points
  package var color: Color

  package init(x: Points, y: Points, width: Points, height: Points, color: Color) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.color = color
  }
}
