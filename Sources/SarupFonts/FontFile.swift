/// The tables of one font in a file (ISO/IEC 14496-22, "OpenType"), read without trusting a single offset.
///
/// It answers what must be known before a face is given to HarfBuzz and FreeType: how it is named, whether it may be
/// embedded, and whether its tables lie inside the file.
package struct FontFile {
  private let bytes: UnsafeRawBufferPointer
  /// Whose memory that is, so that it stays as long as somebody reads in it.
  let owner: FontBytes?
  private var tables: [(tag: UInt32, range: Range<Int>)] = []

  /// How many faces are read from one collection.
  private static let mostFaces = 64
  private static let mostTables = 256

  /// How many faces a file holds; 0 when it is no font.
  static func faceCount(in bytes: UnsafeRawBufferPointer) -> Int {
    let reader = FontFile(reading: bytes)
    guard let tag = reader.long(at: 0) else { return 0 }
    if tag == FontFile.tag("ttcf") { return min(reader.long(at: 8).map(Int.init) ?? 0, mostFaces) }
    return 1
  }

  static func isCollection(_ bytes: UnsafeRawBufferPointer) -> Bool {
    FontFile(reading: bytes).long(at: 0) == tag("ttcf")
  }

  private init(reading bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    owner = nil
  }

  /// - Throws: ``FontDefect`` when the bytes are not those of a font, or one of its tables reaches out of the file.
  package init(_ source: FontBytes, index: Int) throws(FontDefect) {
    bytes = source.buffer
    owner = source
    var start = 0
    if long(at: 0) == FontFile.tag("ttcf") {
      guard let offset = long(at: 12 + 4 * index), index < FontFile.mostFaces else { throw .notAFont }
      start = Int(offset)
    }
    guard let version = long(at: start), let count = word(at: start + 4) else { throw .notAFont }
    guard version == 0x0001_0000 || version == FontFile.tag("OTTO") || version == FontFile.tag("true") else {
      throw .notAFont
    }
    guard count <= FontFile.mostTables else { throw .notAFont }
    for number in 0..<count {
      let record = start + 12 + 16 * number
      guard let tag = long(at: record), let offset = long(at: record + 8), let length = long(at: record + 12) else {
        throw .truncated
      }
      // An empty table says nothing, wherever it claims to lie.
      if length == 0 { continue }
      guard Int(offset) + Int(length) <= bytes.count else { throw .truncated }
      tables.append((tag, Int(offset)..<Int(offset) + Int(length)))
    }
    for required in ["head", "hhea", "hmtx", "maxp", "cmap"] where table(required) == nil {
      throw .missingTable(required)
    }
    guard let head = table("head"), head.count >= 54, long(at: head.lowerBound + 12) == 0x5F0F_3CF5 else {
      throw .missingTable("head")
    }
    guard let hhea = table("hhea"), hhea.count >= 36 else { throw .missingTable("hhea") }
    guard let maxp = table("maxp"), maxp.count >= 6 else { throw .missingTable("maxp") }
    let isTrueType = table("glyf") != nil && table("loca") != nil
    guard isTrueType || table("CFF ") != nil || table("CFF2") != nil else { throw .missingTable("glyf") }
  }

  /// Where a table lies in the file.
  package func table(_ name: StaticString) -> Range<Int>? {
    let tag = FontFile.tag(name)
    return tables.first { $0.tag == tag }?.range
  }

  private func table(_ name: String) -> Range<Int>? {
    let tag = name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return tables.first { $0.tag == tag }?.range
  }

  /// The bytes of a table; empty when there is none.
  package func contents(_ name: StaticString) -> UnsafeRawBufferPointer {
    table(name).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) } ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  package var hasGlyf: Bool { table("glyf") != nil && table("loca") != nil }
  var isVariable: Bool { table("fvar") != nil || table("CFF2") != nil }

  func word(_ name: StaticString, _ offset: Int) -> Int? {
    guard let range = table(name), offset + 2 <= range.count else { return nil }
    return word(at: range.lowerBound + offset)
  }

  func signed(_ name: StaticString, _ offset: Int) -> Int? {
    word(name, offset).map { Int(Int16(truncatingIfNeeded: $0)) }
  }

  private func word(at offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= bytes.count else { return nil }
    return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }

  private func long(at offset: Int) -> UInt32? {
    guard offset >= 0, offset + 4 <= bytes.count else { return nil }
    return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func tag(_ name: StaticString) -> UInt32 {
    name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }
}

// MARK: - Names

extension FontFile {
  /// Texts of the `name` table with a name identifier, each once, in the order of the table.
  func names(_ identifier: Int) -> [String] {
    guard let range = table("name"), let count = word("name", 2), let storage = word("name", 4) else { return [] }
    var found: [String] = []
    for record in 0..<min(count, 1024) {
      let start = 6 + 12 * record
      guard let platform = word("name", start), word("name", start + 6) == identifier,
        let length = word("name", start + 8), let offset = word("name", start + 10)
      else { continue }
      let lower = range.lowerBound + storage + offset
      guard lower + length <= range.upperBound else { continue }
      let text = bytes[lower..<lower + length]
      // Platform 1 is Macintosh, whose Roman letters are ASCII as far as family names go; 0 and 3 are UTF-16.
      let name =
        platform == 1
        ? String(decoding: text, as: Unicode.ASCII.self)
        : String(
          decoding: stride(from: 0, to: length - 1, by: 2).map { FontFile.unit(text, lower + $0) }, as: UTF16.self)
      if !name.isEmpty && !found.contains(name) { found.append(name) }
    }
    return found
  }

  private static func unit(_ text: Slice<UnsafeRawBufferPointer>, _ offset: Int) -> UInt16 {
    UInt16(text[offset]) << 8 | UInt16(text[offset + 1])
  }
}

// MARK: - What a face is

extension FontFile {
  /// Empty for a face that has none.
  package var postScriptName: String { names(6).first ?? "" }

  /// What no outline reaches beyond: left, bottom, right, top, in font units.
  package var box: [Int] { (0..<4).map { signed("head", 36 + 2 * $0) ?? 0 } }

  /// Degrees from upright, counter-clockwise.
  package var italicAngle: Double {
    guard let whole = signed("post", 4), let part = word("post", 6) else { return 0 }
    return Double(whole) + Double(part) / 65536
  }

  /// Bit 5 of `fsSelection` or, in files that never set it, the weight class.
  var isBold: Bool { (word("OS/2", 62) ?? 0) & 0x20 != 0 || weight >= 600 }
  var isItalic: Bool { (word("OS/2", 62) ?? 0) & 0x201 != 0 || (word("head", 44) ?? 0) & 2 != 0 }
  /// Bit 9: slanted, where the family may have a true italic beside it.
  var isOblique: Bool { (word("OS/2", 62) ?? 0) & 0x200 != 0 }
  /// 100 to 900; 400 is regular.
  var weight: Int { word("OS/2", 4) ?? ((word("head", 44) ?? 0) & 1 != 0 ? 700 : 400) }

  /// Why the font's own embedding permission (`fsType`) forbids a subset in a document, if it does.
  var embeddingBan: FontDefect? {
    let type = word("OS/2", 8) ?? 0
    // Where several of the low bits are set, the least restrictive holds (OpenType, OS/2, fsType).
    if type & 0x000F == 0x0002 { return .embeddingForbidden }
    if type & 0x0300 != 0 { return .subsettingForbidden }
    return nil
  }
}
