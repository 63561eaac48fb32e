private import SarupThai

/// Measures of a face, in units of the em (1 = the type size).
package struct FontMetrics: Hashable, Sendable {
  /// Line box above and below the baseline, both positive. From the typographic metrics where the face says to use them.
  package var ascent: Double
  package var descent: Double
  package var lineGap: Double
  /// Advance of ก U+0E01: what apparent size is measured by; the x-height stands in for a face without Thai.
  package var koKaiWidth: Double
  package var capHeight: Double
  package var underlinePosition: Double
  package var underlineThickness: Double
  /// How far Thai marks reach when they are stacked, above (ปี่ ที่ ฟื้) and below (ญุ ฐู) the baseline; both positive.
  /// The line box for a face without Thai.
  package var stackAscent: Double
  package var stackDescent: Double
}

extension FontMetrics {
  /// In the Thai faces that were measured, ก is 1.13 to 1.15 times as wide as the Latin x is high.
  private static let koKaiPerXHeight = 1.14

  init(_ file: FontFile, _ font: HarfBuzzFont) {
    let em = Double(font.unitsPerEm)
    func measure(_ table: StaticString, _ offset: Int) -> Double? { file.signed(table, offset).map { Double($0) / em } }

    let hasTypographic = (file.word("OS/2", 62) ?? 0) & 0x80 != 0
    ascent = (hasTypographic ? measure("OS/2", 68) : nil) ?? measure("hhea", 4) ?? 0
    descent = -((hasTypographic ? measure("OS/2", 70) : nil) ?? measure("hhea", 6) ?? 0)
    lineGap = max(0, (hasTypographic ? measure("OS/2", 72) : nil) ?? measure("hhea", 8) ?? 0)
    if ascent + descent <= 0 {
      // Some old files have measures for Windows alone, and those are not signed.
      ascent = file.word("OS/2", 74).map { Double($0) / em } ?? 0.8
      descent = file.word("OS/2", 76).map { Double($0) / em } ?? 0.2
    }

    let hasHeights = (file.word("OS/2", 0) ?? 0) >= 2
    let xHeight = (hasHeights ? measure("OS/2", 86) : nil).flatMap { $0 > 0 ? $0 : nil } ?? 0.5
    capHeight = (hasHeights ? measure("OS/2", 88) : nil).flatMap { $0 > 0 ? $0 : nil } ?? 0.7
    koKaiWidth =
      font.glyph("\u{0E01}").map { Double(font.advance($0)) / em } ?? xHeight * FontMetrics.koKaiPerXHeight
    if koKaiWidth <= 0 { koKaiWidth = xHeight * FontMetrics.koKaiPerXHeight }
    underlinePosition = measure("post", 8).flatMap { $0 < 0 ? $0 : nil } ?? -0.1
    underlineThickness = measure("post", 10).flatMap { $0 > 0 ? $0 : nil } ?? 0.05
    stackAscent = ascent
    stackDescent = descent
    if let reach = FontMetrics.reachOfMarks(font) {
      stackAscent = Double(reach.upperBound) / em
      stackDescent = Double(-reach.lowerBound) / em
    }
  }

  /// The clusters that reach highest and lowest in Thai type.
  private static let stacks = Array("ปี่ที่ฟื้น้ำญุฐูฏฺ".utf8)

  private static func reachOfMarks(_ font: HarfBuzzFont) -> ClosedRange<Int>? {
    guard font.glyph("\u{0E01}") != nil else { return nil }
    var buffer = ShapingBuffer()
    var glyphs: [Glyph] = []
    buffer.shape(
      stacks.span, range: 0..<stacks.count, script: .thai, language: "th", font: font, into: &glyphs)
    var reach: ClosedRange<Int>?
    for glyph in glyphs {
      guard let extents = font.verticalExtents(glyph.id) else { continue }
      let lower = extents.lowerBound + Int(glyph.yOffset)
      let upper = extents.upperBound + Int(glyph.yOffset)
      reach = reach.map { min($0.lowerBound, lower)...max($0.upperBound, upper) } ?? lower...upper
    }
    return reach.flatMap { $0.lowerBound < 0 && $0.upperBound > 0 ? $0 : nil }
  }
}
