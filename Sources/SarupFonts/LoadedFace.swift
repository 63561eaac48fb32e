private import Synchronization

/// A face that is in use: its bytes, its font, its measures. Immutable and shared by all threads.
package final class LoadedFace: Sendable {
  package let bytes: FontBytes
  /// Which face of a collection; 0 in a plain file.
  package let index: Int
  let font: HarfBuzzFont
  package let metrics: FontMetrics
  package let unitsPerEm: Int
  /// What another floor keeps with the face, such as the face as Cairo sees it, so that it lives as long as the face.
  private let companion = Mutex<(any Sendable)?>(nil)

  /// - Throws: ``FontDefect`` when the file is broken, variable, or must not be embedded.
  init(_ bytes: FontBytes, index: Int) throws(FontDefect) {
    let file = try FontFile(bytes, index: index)
    if file.isVariable { throw .variable }
    if let ban = file.embeddingBan { throw ban }
    guard let font = HarfBuzzFont(bytes, index: index), (16...16384).contains(font.unitsPerEm) else { throw .notAFont }
    self.bytes = bytes
    self.index = index
    self.font = font
    unitsPerEm = font.unitsPerEm
    metrics = FontMetrics(file, font)
  }

  package func covers(_ scalar: Unicode.Scalar) -> Bool { font.glyph(scalar) != nil }

  /// The outline of a glyph in font units, y up; empty for one that has none.
  package func outline(of glyph: UInt32) -> GlyphOutline { font.outline(of: glyph) }

  /// The font's own name for a glyph, for people to read.
  package func name(of glyph: UInt32) -> String { font.name(glyph) }

  /// The companion of the face, made at the first call. A face has one kind of companion.
  package func companion<Companion: Sendable>(_ make: () -> Companion) -> Companion {
    companion.withLock { kept in
      if let known = kept as? Companion { return known }
      let made = make()
      kept = made
      return made
    }
  }
}
