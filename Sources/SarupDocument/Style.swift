package import SarupSyntax
package import SarupThai

/// Length in PostScript points, 1/72 inch.
package typealias Points = Double

/// A colour in sRGB.
package struct Color: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  package static let black = Color(red: 0, green: 0, blue: 0)
  /// That of a sheet.
  package static let white = Color(red: 255, green: 255, blue: 255)
}

/// Which faces a text is set in, and what its size means.
package struct FontChoice: Hashable, Sendable {
  /// Families in the order of preference, for everything that Sarup draws itself.
  package var families: [String]
  /// Families that Word and OpenDocument files name, where they differ.
  package var wordFamilies: [String]
  /// The family whose look the size stands for: another face is scaled until its ก is as wide as this one's.
  /// `nil`: a size is the face's own.
  package var sizeAs: String?
  /// Where the template names ``families`` and ``sizeAs``.
  package var familiesSpan: SarupSyntax.Span?
  package var sizeAsSpan: SarupSyntax.Span?

  package init(families: [String], wordFamilies: [String] = [], sizeAs: String? = nil) {
    self.families = families
    self.wordFamilies = wordFamilies
    self.sizeAs = sizeAs
  }
}

package enum TextAlignment: String, Sendable, Hashable, CaseIterable {
  /// Left for every script that Sarup sets.
  case start
  case center
  case end
  case justify
}

package struct ParagraphStyle: Sendable, Equatable {
  /// The template's name for it, unique in a document.
  package var name: String
  package var font: FontChoice
  /// Apparent size, see ``FontChoice/sizeAs``.
  package var size: Points
  package var isBold = false
  package var isItalic = false
  package var color = Color.black
  package var alignment = TextAlignment.start
  /// Indents from the margins, and of the first line from the start indent; the latter may be negative.
  package var startIndent: Points = 0
  package var endIndent: Points = 0
  package var firstLine: Points = 0
  /// From where the label of a list or a line starts to where the text behind it starts; a label that is wider pushes the text on.
  package var labelWidth: Points = 0
  /// Multiple of the line box of the face that the size is meant for.
  package var lineHeight = 1.0
  /// From one baseline to the next, whatever stands there; over ``lineHeight``.
  package var exactLine: Points?
  package var box = BoxLook()
  /// What fills the rest of the last line.
  package var leader: Leader?
  package var spaceBefore: Points = 0
  package var spaceAfter: Points = 0
  package var keepWithNext = false
  /// All lines on one page.
  package var keepTogether = false
  /// Fewest lines at a page's top and foot.
  package var widows = 2
  package var orphans = 2
  /// Lines of like length, for titles.
  package var balance = false
  /// Whether lines may end inside long English words, with a hyphen.
  package var hyphenate = false
  /// Of a justified paragraph.
  package var justification = JustificationLimits()

  package init(name: String, font: FontChoice, size: Points) {
    self.name = name
    self.font = font
    self.size = size
  }

  /// Whether it is the style of what terms of another style mean: `finding-definition` of `finding-term`.
  package func defines(_ term: ParagraphStyle) -> Bool {
    term.name.hasSuffix("term") && name == term.name.dropLast("term".count) + "definition"
  }
}

/// How the levels of a list are numbered.
package struct NumberingScheme: Sendable, Equatable {
  package struct Level: Sendable, Equatable {
    /// The label in pieces, such as `ordinal 0`, `.`, `ordinal 1`.
    package var pieces: [Piece]
    /// Index in ``Document/styles`` of the paragraph beside a label, for levels as well on which nothing stands; `nil`: not known.
    package var style: Int?
    /// That paragraph is a heading.
    package var isHeading = false

    package init(pieces: [Piece]) { self.pieces = pieces }
  }

  package enum Piece: Sendable, Equatable {
    case text(String)
    /// The ordinal of a level, 0 for the outermost.
    case ordinal(level: Int, format: NumberFormat)
  }

  package var levels: [Level]

  package init(levels: [Level]) { self.levels = levels }
}
