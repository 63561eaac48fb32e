/// Writes a ZIP archive in memory, the same bytes for the same entries: they stand in the order given, carry the first day that
/// the format can say (1980-01-01) and no owner, no data descriptor and no extra field.
///
/// Source: PKWARE APPNOTE 6.3; the subset that ISO/IEC 29500-2 (packages) and ODF 1.3 part 2 allow. No ZIP64.
package struct ZIPWriter: ~Copyable {
  package enum Method: UInt16, Hashable, Sendable {
    case stored = 0
    /// Deflated, or stored where that is not shorter.
    case deflated = 8
  }

  private struct Entry {
    var name: [UInt8]
    var method: Method
    var checksum: UInt32
    var packedSize: UInt32
    var size: UInt32
    var offset: UInt32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var compressor: Compressor

  /// - Parameter level: 0 (stored) to 12 (smallest, slow).
  package init(level: Int) {
    compressor = Compressor(level: level)
    bytes.reserveCapacity(16384)
  }

  /// Adds a file. Its name has forward slashes and no drive, such as `word/document.xml`.
  package mutating func add(_ name: String, _ content: [UInt8], method: Method = .deflated) throws(ZIPError) {
    let name = Array(name.utf8)
    guard Self.isPortable(name) else { throw .unusableName(String(decoding: name, as: UTF8.self)) }
    guard !entries.contains(where: { $0.name == name }) else {
      throw .duplicateName(String(decoding: name, as: UTF8.self))
    }
    var method = method
    var packed = content
    if method == .deflated {
      packed = compressor.compressRemembering(content, format: .raw)
      if packed.count >= content.count { (method, packed) = (.stored, content) }
    }
    guard entries.count < 0xFFFE, let size = UInt32(exactly: content.count),
      let packedSize = UInt32(exactly: packed.count), let offset = UInt32(exactly: bytes.count),
      bytes.count + packed.count + 30 + name.count < Self.largestArchive
    else { throw .tooLarge }
    let entry = Entry(
      name: name, method: method, checksum: Deflate.crc32(content), packedSize: packedSize, size: size, offset: offset)
    append(0x0403_4B50 as UInt32)
    appendCommonFields(of: entry)
    bytes += name
    bytes += packed
    entries.append(entry)
  }

  /// The whole archive.
  package consuming func finish() -> [UInt8] {
    let start = UInt32(bytes.count)
    for entry in entries {
      append(0x0201_4B50 as UInt32)
      // Made by: format 2.0 on a file system without owners or modes.
      append(20 as UInt16)
      appendCommonFields(of: entry)
      // Comment length, disk number, internal attributes.
      for _ in 0..<3 { append(0 as UInt16) }
      // External attributes.
      append(0 as UInt32)
      append(entry.offset)
      bytes += entry.name
    }
    let length = UInt32(bytes.count) - start
    append(0x0605_4B50 as UInt32)
    append(0 as UInt16)
    append(0 as UInt16)
    append(UInt16(entries.count))
    append(UInt16(entries.count))
    append(length)
    append(start)
    append(0 as UInt16)
    return bytes
  }

  /// Room is left for a directory of 65,534 entries with the longest names that are allowed.
  private static let largestArchive = Int(UInt32.max) - 65_534 * (46 + longestName)
  static let longestName = 1024

  static func isPortable(_ name: [UInt8]) -> Bool {
    guard !name.isEmpty, name.count <= longestName, name.first != UInt8(ascii: "/") else { return false }
    guard name.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: ":") }) else { return false }
    return name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }

  /// What the local header and the directory say alike, from the version needed to the length of the extra field.
  private mutating func appendCommonFields(of entry: Entry) {
    append(entry.method == .deflated ? 20 : 10 as UInt16)
    // Bit 11: the name is UTF-8; left out for ASCII names, since some readers of packages want all bits clear.
    append(entry.name.allSatisfy { $0 < 0x80 } ? 0 : 0x0800 as UInt16)
    append(entry.method.rawValue)
    // 00:00 on 1980-01-01.
    append(0 as UInt16)
    append(0x0021 as UInt16)
    append(entry.checksum)
    append(entry.packedSize)
    append(entry.size)
    append(UInt16(entry.name.count))
    append(0 as UInt16)
  }

  private mutating func append(_ value: some FixedWidthInteger & UnsignedInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Why a file could not be put into an archive.
package enum ZIPError: Error, Hashable, Sendable {
  /// Empty, absolute, with a backslash, a control character or a `..`.
  case unusableName(String)
  case duplicateName(String)
  /// Over 4 GiB, or over 65,534 files.
  case tooLarge
}
