/// The outlines of a TrueType font as they lie in `glyf` (ISO/IEC 14496-22, 5.3.3), read with every offset checked.
struct GlyphTable {
  private let outlines: UnsafeRawBufferPointer
  private let locations: UnsafeRawBufferPointer
  private let metrics: UnsafeRawBufferPointer
  private let metricCount: Int
  private let isLong: Bool
  let count: Int

  /// `nil` for a font that has no such outlines.
  init?(_ file: FontFile) {
    guard file.hasGlyf, let count = file.word("maxp", 4), let format = file.signed("head", 50),
      let metricCount = file.word("hhea", 34), metricCount > 0
    else { return nil }
    outlines = file.contents("glyf")
    locations = file.contents("loca")
    metrics = file.contents("hmtx")
    isLong = format != 0
    self.count = count
    self.metricCount = metricCount
    guard locations.count >= (count + 1) * (isLong ? 4 : 2), metrics.count >= 4 * metricCount else { return nil }
  }

  /// The outline of a glyph; empty for one that has none, or lies outside the table.
  func outline(_ glyph: Int) -> UnsafeRawBufferPointer {
    let lower = location(glyph)
    let upper = location(glyph + 1)
    guard lower + 10 <= upper, upper <= outlines.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: outlines[lower..<upper])
  }

  private func location(_ glyph: Int) -> Int {
    isLong
      ? Int(UInt32(bigEndian: locations.loadUnaligned(fromByteOffset: 4 * glyph, as: UInt32.self)))
      : Int(UInt16(bigEndian: locations.loadUnaligned(fromByteOffset: 2 * glyph, as: UInt16.self))) * 2
  }

  func advance(_ glyph: Int) -> Int { metrics.word(4 * min(glyph, metricCount - 1)) }

  func leftSideBearing(_ glyph: Int) -> Int {
    let offset = glyph < metricCount ? 4 * glyph + 2 : 4 * metricCount + 2 * (glyph - metricCount)
    return offset + 2 <= metrics.count ? metrics.signed(offset) : 0
  }

  /// An outline without its instructions, which nobody who draws pages uses; empty where it is broken.
  func bareOutline(_ glyph: Int) -> [UInt8] {
    let outline = outline(glyph)
    if outline.isEmpty { return [] }
    return outline.signed(0) >= 0 ? GlyphTable.bareSimple(outline) : GlyphTable.bareComposite(outline)
  }

  private static func bareSimple(_ outline: UnsafeRawBufferPointer) -> [UInt8] {
    let header = 10 + 2 * outline.signed(0)
    guard header + 2 <= outline.count else { return [] }
    let rest = header + 2 + outline.word(header)
    guard rest <= outline.count else { return [] }
    return Array(outline[..<header]) + [0, 0] + Array(outline[rest...])
  }

  private static func bareComposite(_ outline: UnsafeRawBufferPointer) -> [UInt8] {
    var result = Array(outline[..<10])
    var offset = 10
    while true {
      guard offset + 4 <= outline.count else { return [] }
      let flags = outline.word(offset)
      var length = flags & CompositeFlags.wordArguments != 0 ? 8 : 6
      if flags & CompositeFlags.scale != 0 {
        length += 2
      } else if flags & CompositeFlags.scales != 0 {
        length += 4
      } else if flags & CompositeFlags.matrix != 0 {
        length += 8
      }
      guard offset + length <= outline.count else { return [] }
      let bare = flags & ~CompositeFlags.instructions
      result += [UInt8(bare >> 8), UInt8(bare & 255)]
      result += outline[offset + 2..<offset + length]
      offset += length
      if flags & CompositeFlags.more == 0 { return result }
    }
  }
}

/// Flags of a part of a composite glyph.
enum CompositeFlags {
  static let wordArguments = 0x0001
  static let argumentsAreOffsets = 0x0002
  static let scale = 0x0008
  static let more = 0x0020
  static let scales = 0x0040
  static let matrix = 0x0080
  static let instructions = 0x0100
}

extension UnsafeRawBufferPointer {
  func word(_ offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }
  func signed(_ offset: Int) -> Int { Int(Int16(truncatingIfNeeded: word(offset))) }
}
