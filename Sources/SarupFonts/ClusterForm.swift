internal import SarupThai

/// A cluster as one glyph of a ``ClusterFont``: which glyphs it is made of, and where they stand. Lengths are in font units.
package struct ClusterForm: Sendable {
  package struct Part: Hashable, Sendable {
    package var glyph: UInt32
    /// From the pen at the cluster's beginning.
    package var x: Int32
    package var y: Int32

    package init(glyph: UInt32, x: Int32, y: Int32) {
      self.glyph = glyph
      self.x = x
      self.y = y
    }
  }

  /// Four parts are a consonant, a ring, a tone and SARA AA: no cluster of ``ClusterInventory`` has more.
  package static let mostParts = 4

  package var glyph: UInt32
  package var parts: [Part]

  package init(glyph: UInt32, parts: [Part]) {
    self.glyph = glyph
    self.parts = parts
  }
}

extension LoadedFace {
  /// How a cluster is shaped where nothing stands around it; `nil` where the face has no glyph for a part of it.
  package func shapedAlone(_ text: [UInt8]) -> (parts: [ClusterForm.Part], advance: Int)? {
    var buffer = ShapingBuffer()
    var glyphs: [Glyph] = []
    buffer.shape(text.span, range: 0..<text.count, script: .thai, language: "th", font: font, into: &glyphs)
    var pen: Int32 = 0
    var parts: [ClusterForm.Part] = []
    for glyph in glyphs {
      if glyph.id == 0 { return nil }
      parts.append(ClusterForm.Part(glyph: glyph.id, x: pen &+ glyph.xOffset, y: glyph.yOffset))
      pen &+= glyph.advance
    }
    return (parts, Int(pen))
  }

  /// The advance that the font gives a glyph, in font units.
  package func advance(of glyph: UInt32) -> Int { font.advance(glyph) }
}
