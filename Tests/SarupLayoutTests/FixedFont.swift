import SarupFonts

/// A TrueType font made on the spot: every character is half an em wide and every mark has no width, so that a reader of a test can
/// count. The line box is 1.0 em above and 0.3 em below the baseline. It has ASCII, Thai, `…` and `–`, and no outlines.
enum FixedFont {
  static let family = "Fixed"

  static var book: FontBook { FontBook(faces: [FontSource(name: "Fixed.ttf", bytes: bytes)]) }

  static let bytes: [UInt8] = {
    let tables: [(tag: String, bytes: [UInt8])] = [
      ("OS/2", os2), ("cmap", cmap), ("glyf", [0, 0, 0, 0]), ("head", head), ("hhea", hhea), ("hmtx", hmtx),
      ("loca", Array(repeating: 0, count: 2 * (glyphCount + 1))), ("maxp", maxp), ("name", name), ("post", post),
    ]
    var file = long(0x0001_0000) + word(tables.count) + word(0) + word(0) + word(0)
    var offset = file.count + 16 * tables.count
    for table in tables {
      file += Array(table.tag.utf8) + long(0) + long(offset) + long(table.bytes.count)
      offset += (table.bytes.count + 3) / 4 * 4
    }
    for table in tables {
      file += table.bytes + Array(repeating: 0, count: (4 - table.bytes.count % 4) % 4)
    }
    return file
  }()

  /// Ranges of characters; glyphs are numbered from 1 in this order.
  private static let ranges: [ClosedRange<Int>] = [
    0x20...0x7E, 0xA0...0xA0, 0x0E01...0x0E5B, 0x2013...0x2014, 0x2022...0x2026,
  ]
  private static var glyphCount: Int { 1 + ranges.reduce(0) { $0 + $1.count } }

  private static var cmap: [UInt8] {
    var groups: [UInt8] = []
    var glyph = 1
    for range in ranges {
      groups += long(range.lowerBound) + long(range.upperBound) + long(glyph)
      glyph += range.count
    }
    let subtable = word(12) + word(0) + long(16 + groups.count) + long(0) + long(ranges.count) + groups
    return word(0) + word(1) + word(3) + word(10) + long(12) + subtable
  }

  private static var head: [UInt8] {
    long(0x0001_0000) + long(0x0001_0000) + long(0) + long(0x5F0F_3CF5) + word(0) + word(1000) + long(0) + long(0)
      + long(0) + long(0) + word(0) + word(0) + word(500) + word(700) + word(0) + word(8) + word(2) + word(0) + word(0)
  }

  private static var hhea: [UInt8] {
    long(0x0001_0000) + word(1000) + word(0x10000 - 300) + word(0) + word(500) + word(0) + word(0) + word(500)
      + word(1) + word(0) + word(0) + Array(repeating: 0, count: 8) + word(0) + word(1)
  }

  private static var hmtx: [UInt8] { word(500) + word(0) + Array(repeating: 0, count: 2 * (glyphCount - 1)) }

  private static var maxp: [UInt8] { long(0x0001_0000) + word(glyphCount) + Array(repeating: 0, count: 26) }

  private static var post: [UInt8] { long(0x0003_0000) + Array(repeating: 0, count: 28) }

  private static var os2: [UInt8] {
    // Version 4 with regular style and nothing that forbids embedding.
    var table = [UInt8](repeating: 0, count: 96)
    table.replaceSubrange(0..<2, with: word(4))
    table.replaceSubrange(4..<6, with: word(400))
    table.replaceSubrange(62..<64, with: word(0x40))
    return table
  }

  private static var name: [UInt8] {
    let text = family.utf16.flatMap { word(Int($0)) }
    return word(0) + word(1) + word(18) + word(3) + word(1) + word(0x409) + word(1) + word(text.count) + word(0) + text
  }

  private static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
  private static func long(_ value: Int) -> [UInt8] { word(value >> 16 & 0xFFFF) + word(value & 0xFFFF) }
}
