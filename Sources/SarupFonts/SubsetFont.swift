/// A glyph of a face, and where it stands in a cluster. Lengths are in font units, y up.
package struct GlyphPart: Hashable, Sendable {
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

/// What one document shows of a face, as a font of its own, in which whole clusters are glyphs.
///
/// A PDF maps each code of a font to a text. As long as a tone mark or half a SARA AM has a code of its own, readers put the
/// characters of a cluster together by where they stand, and get it wrong. Here each cluster is one composite glyph, so that
/// its code means the cluster's text and nothing has to be put together.
///
/// Glyphs are numbered in the order in which they are added, so that the bytes depend on the document alone.
package struct SubsetFont {
  private let face: LoadedFace
  private var forms: [Form] = []
  private var parts: [GlyphPart] = []

  private struct Form {
    var firstPart: Int
    var partCount: Int
    var advance: Int
  }

  /// Parts that are no glyph of their own need numbers too.
  private static let mostForms = 0x7FFF
  /// Outlines that share their bytes could make a small file ask for all memory.
  private static let longest = 1 << 26

  package init(_ face: LoadedFace) { self.face = face }

  /// Glyphs so far, without the one that stands for what is missing.
  package var count: Int { forms.count }

  /// How many more glyphs there is room for.
  package var room: Int { SubsetFont.mostForms - forms.count }

  /// Adds a glyph that is made of parts, or shows nothing, and gives its number. There must be ``room``.
  ///
  /// - Parameter advance: In font units; it is kept within what a font can say.
  package mutating func add(_ added: some Collection<GlyphPart>, advance: Int) -> UInt16 {
    forms.append(
      Form(firstPart: parts.count, partCount: added.count, advance: max(0, min(advance, 0xFFFF))))
    parts.append(contentsOf: added)
    return UInt16(forms.count)
  }

  /// The advance of a glyph in font units.
  package func advance(_ glyph: UInt16) -> Int { forms[Int(glyph) - 1].advance }

  package func parts(_ glyph: UInt16) -> ArraySlice<GlyphPart> {
    let form = forms[Int(glyph) - 1]
    return parts[form.firstPart..<form.firstPart + form.partCount]
  }

  /// Whether a glyph is made of exactly these parts.
  package func has(_ glyph: UInt16, _ other: [GlyphPart]) -> Bool {
    let form = forms[Int(glyph) - 1]
    guard form.partCount == other.count else { return false }
    for index in 0..<other.count {
      let part = parts[form.firstPart + index]
      if part.glyph != other[index].glyph || part.x != other[index].x || part.y != other[index].y { return false }
    }
    return true
  }

  /// The font as a TrueType file with the tables that PDF asks for (ISO 32000-1, 9.9).
  package func file() -> [UInt8] {
    guard let source = try? FontFile(face.bytes, index: face.index) else { return [] }
    var outlines = SubsetOutlines(face, limit: SubsetFont.longest)
    for (index, form) in forms.enumerated() {
      let glyph = index + 1
      let parts = parts[form.firstPart..<form.firstPart + form.partCount]
      // A part that stands at the pen is the glyph itself, the first time it is met.
      if parts.count == 1, let part = parts.first, part.x == 0, part.y == 0 { outlines.reserve(glyph, for: part.glyph) }
    }
    outlines.begin(glyphs: forms.count)
    var metrics: [UInt8] = []
    metrics.reserveCapacity(4 * (forms.count + 1))
    metrics.append(word: face.advance(of: 0))
    metrics.append(word: 0)
    var widest = 0
    for (index, form) in forms.enumerated() {
      let bearing = outlines.append(parts[form.firstPart..<form.firstPart + form.partCount], as: index + 1)
      metrics.append(word: form.advance)
      metrics.append(word: bearing)
      widest = max(widest, form.advance)
    }
    // Behind them the glyphs that are parts only. Whoever draws them looks at the outline alone.
    for bearing in outlines.appendParts() { metrics.append(word: bearing) }

    var header = Array(source.contents("head").prefix(54))
    header.store(long: 0, at: 8)
    header.store(word: outlines.isLong ? 1 : 0, at: 50)
    header.store(word: 0, at: 52)
    var horizontal = Array(source.contents("hhea").prefix(36))
    horizontal.store(word: max(widest, Int(horizontal[10]) << 8 | Int(horizontal[11])), at: 10)
    horizontal.store(word: forms.count + 1, at: 34)
    return TrueTypeFile.make([
      ("glyf", outlines.glyphs), ("head", header), ("hhea", horizontal), ("hmtx", metrics),
      ("loca", outlines.locations), ("maxp", maximum(source, glyphs: outlines.count)),
    ])
  }

  /// `maxp` of version 1. Nobody runs instructions; the other bounds are none that an outline could exceed.
  private func maximum(_ source: FontFile, glyphs: Int) -> [UInt8] {
    let old = source.contents("maxp")
    func bound(_ offset: Int, _ otherwise: Int) -> Int {
      face.hasOutlines && old.count >= 32 ? old.word(offset) : otherwise
    }
    let most = max(1, forms.reduce(0) { max($0, $1.partCount) })
    let points = max(bound(6, 0xFFFF), bound(10, 0))
    let contours = max(bound(8, 0x3FFF), bound(12, 0))
    let depth = min(16, bound(30, 0) + 1)
    var table: [UInt8] = []
    for value in [
      1, 0, glyphs, bound(6, 0xFFFF), bound(8, 0x3FFF), points * most, contours * most, 2, 0, 0, 0, 0, 0, 0,
      max(bound(28, 0), most), depth,
    ] { table.append(word: min(value, 0xFFFF)) }
    return table
  }
}
