internal import SarupThai
private import Synchronization

/// A face that is in use: its bytes, its font, its measures. Immutable and shared by all threads.
package final class LoadedFace: Sendable {
  package let bytes: FontBytes
  /// Which face of a collection; 0 in a plain file.
  package let index: Int
  let font: HarfBuzzFont
  package let metrics: FontMetrics
  package let unitsPerEm: Int
  package let glyphCount: Int
  /// TrueType outlines; `nil` where the face has others, which ``convertedOutline(_:)`` gives.
  let outlines: GlyphTable?
  /// Outlines of other kinds that have been converted so far, by glyph.
  private let converted = Mutex<[UInt32: [UInt8]]>([:])
  private static let mostConverted = 4096
  private let shapes = Mutex(Shapes())

  /// Caches that no task has taken, and what they are made with.
  private struct Shapes {
    var reach: GlyphReach?
    var isReachKnown = false
    var free: [ShapeCache] = []
  }
  private static let mostFree = 16
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
    outlines = GlyphTable(file)
    glyphCount = outlines?.count ?? file.word("maxp", 4) ?? 0
    metrics = FontMetrics(file, font)
  }

  package func covers(_ scalar: Unicode.Scalar) -> Bool { font.glyph(scalar) != nil }

  /// The outline of a glyph in font units, y up; empty for one that has none.
  package func outline(of glyph: UInt32) -> GlyphOutline { font.outline(of: glyph) }

  /// The font's own name for a glyph, for people to read.
  package func name(of glyph: UInt32) -> String { font.name(glyph) }

  /// The advance that the font gives a glyph, in font units.
  package func advance(of glyph: UInt32) -> Int { font.advance(glyph) }

  var hasOutlines: Bool { outlines != nil }

  /// The outline of a glyph as `glyf` holds it, for a face without TrueType outlines; empty where there is none.
  func convertedOutline(_ glyph: UInt32) -> [UInt8] {
    converted.withLock { converted in
      if let known = converted[glyph] { return known }
      let outline = glyph < glyphCount ? font.outline(of: glyph).encoded() : []
      // A document that shows most of a large face pays for it each time.
      if converted.count < LoadedFace.mostConverted { converted[glyph] = outline }
      return outline
    }
  }

  /// What a glyph's outline covers, and how far it is moved when the glyph is drawn by itself; `nil` where nothing can be seen.
  func outlineBox(_ glyph: UInt32) -> (left: Int, bottom: Int, right: Int, top: Int, shift: Int)? {
    guard let outlines else {
      let outline = convertedOutline(glyph)
      return outline.withUnsafeBytes { $0.count < 10 ? nil : LoadedFace.box($0, bearing: $0.signed(2)) }
    }
    let outline = outlines.outline(Int(glyph))
    return outline.count < 10 ? nil : LoadedFace.box(outline, bearing: outlines.leftSideBearing(Int(glyph)))
  }

  private static func box(
    _ outline: UnsafeRawBufferPointer, bearing: Int
  ) -> (left: Int, bottom: Int, right: Int, top: Int, shift: Int) {
    (outline.signed(2), outline.signed(4), outline.signed(6), outline.signed(8), bearing - outline.signed(2))
  }

  /// A cache for one task, of text that has been shaped in the face; `nil` where none can be had.
  func takeShapeCache(_ script: Script, _ language: String) -> ShapeCache? {
    shapes.withLock { shapes in
      if let place = shapes.free.lastIndex(where: { $0.script == script && $0.language == language }) {
        return shapes.free.remove(at: place)
      }
      if !shapes.isReachKnown {
        shapes.isReachKnown = true
        let file = try? FontFile(bytes, index: index)
        shapes.reach = file.flatMap { GlyphReach($0, font, glyphCount: glyphCount) }
      }
      return shapes.reach.map { ShapeCache(script: script, language: language, reach: $0) }
    }
  }

  /// Gives a cache back, for the next task.
  func giveBack(_ cache: ShapeCache) {
    shapes.withLock { shapes in
      if shapes.free.count >= LoadedFace.mostFree { shapes.free.removeFirst() }
      shapes.free.append(cache)
    }
  }

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
