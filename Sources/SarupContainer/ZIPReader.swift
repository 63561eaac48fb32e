/// Reads a ZIP archive that stands in memory, by its directory, within limits.
///
/// What an office package needs and no more: stored and deflated files; no encryption, no volumes, no ZIP64. The directory
/// decides; a local header that tells otherwise makes the archive unusable, so that no two readers see two contents.
package struct ZIPReader: Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var size: Int
    var packedSize: Int
    var method: UInt16
    var checksum: UInt32
    var offset: Int
  }

  /// The most that an archive may ask for.
  package struct Limits: Sendable {
    package var entries = 4096
    /// Bytes of all files together when they are unpacked.
    package var total = 256 << 20

    package init() {}
  }

  /// In the order of the directory.
  package let entries: [Entry]
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZIPReadError) {
    self.bytes = bytes
    entries = try Self.directory(of: bytes, limits: limits)
  }

  package func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// The bytes of a file, unpacked, with their checksum proved.
  package func read(_ entry: Entry) throws(ZIPReadError) -> [UInt8] {
    let start = entry.offset
    guard start >= 0, start + 30 <= bytes.count, Self.number(bytes, start, 4) == 0x0403_4B50,
      Self.number(bytes, start + 8, 2) == Int(entry.method)
    else { throw .corrupt }
    let data = start + 30 + Self.number(bytes, start + 26, 2) + Self.number(bytes, start + 28, 2)
    guard bytes[start + 30..<min(data, bytes.count)].starts(with: entry.name.utf8),
      data <= bytes.count, entry.packedSize <= bytes.count - data
    else { throw .corrupt }
    let packed = bytes[data..<data + entry.packedSize]
    var content: [UInt8]
    switch entry.method {
    case 0: content = Array(packed)
    case 8:
      do throws(DeflateError) {
        content = try Deflate.decompress(packed, format: .raw, limit: entry.size)
      } catch { throw .corrupt }
    default: throw .unsupported
    }
    guard content.count == entry.size, Deflate.crc32(content) == entry.checksum else { throw .corrupt }
    return content
  }

  private static func directory(of bytes: [UInt8], limits: Limits) throws(ZIPReadError) -> [Entry] {
    guard let end = endOfDirectory(bytes) else { throw .corrupt }
    let count = number(bytes, end + 10, 2)
    var position = number(bytes, end + 16, 4)
    guard number(bytes, end + 4, 2) == 0, number(bytes, end + 6, 2) == 0, count == number(bytes, end + 8, 2),
      count < 0xFFFF
    else { throw .unsupported }
    guard count <= limits.entries else { throw .tooLarge }
    var entries: [Entry] = []
    var names: Set<String> = []
    var total = 0
    for _ in 0..<count {
      guard position + 46 <= end, number(bytes, position, 4) == 0x0201_4B50 else { throw .corrupt }
      // Bit 0: encrypted. Sizes of all ones stand for ZIP64.
      let (packedSize, size) = (number(bytes, position + 20, 4), number(bytes, position + 24, 4))
      guard number(bytes, position + 8, 2) & 1 == 0, packedSize < 0xFFFF_FFFF, size < 0xFFFF_FFFF else {
        throw .unsupported
      }
      total += size
      guard total <= limits.total else { throw .tooLarge }
      let name = position + 46..<position + 46 + number(bytes, position + 28, 2)
      guard name.upperBound <= end, let text = String(validating: bytes[name], as: UTF8.self),
        names.insert(text).inserted
      else { throw .corrupt }
      entries.append(
        Entry(
          name: text, size: size, packedSize: packedSize, method: UInt16(number(bytes, position + 10, 2)),
          checksum: UInt32(number(bytes, position + 16, 4)), offset: number(bytes, position + 42, 4)))
      position = name.upperBound + number(bytes, position + 30, 2) + number(bytes, position + 32, 2)
    }
    return entries
  }

  /// The record at the end stands behind everything but a comment of up to 65,535 bytes.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    var position = bytes.count - 22
    let first = max(0, position - 65_535)
    while position >= first {
      if number(bytes, position, 4) == 0x0605_4B50,
        position + 22 + number(bytes, position + 20, 2) == bytes.count
      {
        return position
      }
      position -= 1
    }
    return nil
  }

  /// A little-endian number of up to four bytes.
  private static func number(_ bytes: [UInt8], _ position: Int, _ count: Int) -> Int {
    (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
  }
}

/// Why an archive or a file of it could not be read.
package enum ZIPReadError: Error, Hashable, Sendable {
  case corrupt
  /// Encrypted, in volumes, ZIP64, or packed in another way than DEFLATE.
  case unsupported
  case tooLarge
}
