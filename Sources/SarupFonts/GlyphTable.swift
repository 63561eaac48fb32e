/// The outlines of a TrueType font as they lie in `glyf` (ISO/IEC 14496-22, 5.3.3), read with every offset checked.
struct GlyphTable: @unchecked Sendable {
  // Read only, and the bytes of a face never change.
  private let outlines: UnsafeRawBufferPointer
  private let locations: UnsafeRawBufferPointer
  private let metrics: UnsafeRawBufferPointer
  private let metricCount: Int
  private let isLong: Bool
  private let owner: FontBytes?
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
    owner = file.owner
    self.count = count
    self.metricCount = metricCount
    guard locations.count >= (count + 1) * (isLong ? 4 : 2), metrics.count >= 4 * metricCount else { return nil }
  }

  /// The outline of a glyph; empty for one that has none, or lies outside the table. It lies in the font's own bytes.
  func outline(_ glyph: Int) -> UnsafeRawBufferPointer {
    guard glyph < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
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

  /// Copies an outline without its instructions, which nobody who draws pages uses, and gives the length of the copy: 0 where
  /// there is no outline or it is broken. `output` must have room for as many bytes as the outline has.
  func copyBare(_ glyph: Int, to output: UnsafeMutableRawBufferPointer) -> Int {
    let outline = outline(glyph)
    if outline.isEmpty { return 0 }
    return outline.signed(0) >= 0
      ? GlyphTable.copySimple(outline, to: output) : GlyphTable.copyComposite(outline, to: output)
  }

  private static func copySimple(
    _ outline: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
  ) -> Int {
    let header = 10 + 2 * outline.signed(0)
    guard header + 2 <= outline.count else { return 0 }
    let rest = header + 2 + outline.word(header)
    guard rest <= outline.count else { return 0 }
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: outline[..<header]))
    output.store(word: 0, at: header)
    UnsafeMutableRawBufferPointer(rebasing: output[(header + 2)...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: outline[rest...]))
    return header + 2 + outline.count - rest
  }

  private static func copyComposite(
    _ outline: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
  ) -> Int {
    var offset = 10
    while true {
      guard offset + 4 <= outline.count else { return 0 }
      let flags = outline.word(offset)
      let length = CompositeFlags.length(flags)
      guard offset + length <= outline.count else { return 0 }
      output.store(word: flags & ~CompositeFlags.instructions, at: offset)
      UnsafeMutableRawBufferPointer(rebasing: output[(offset + 2)...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: outline[offset + 2..<offset + length]))
      offset += length
      if flags & CompositeFlags.more == 0 { break }
    }
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: outline[..<10]))
    return offset
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

  /// Bytes of a part with these flags.
  static func length(_ flags: Int) -> Int {
    let arguments = flags & wordArguments != 0 ? 8 : 6
    if flags & scale != 0 { return arguments + 2 }
    if flags & scales != 0 { return arguments + 4 }
    return flags & matrix != 0 ? arguments + 8 : arguments
  }
}

extension UnsafeRawBufferPointer {
  func word(_ offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }
  func signed(_ offset: Int) -> Int { Int(Int16(truncatingIfNeeded: word(offset))) }
}

extension UnsafeMutableRawBufferPointer {
  func store(word: Int, at offset: Int) {
    storeBytes(of: UInt16(truncatingIfNeeded: word).bigEndian, toByteOffset: offset, as: UInt16.self)
  }
}
