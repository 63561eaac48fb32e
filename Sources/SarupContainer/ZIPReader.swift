/// Reads a ZIP archive that stands in memory, by its directory, within limits.
///
/// What an office package needs and no more: stored and deflated files; no encryption, no volumes, no ZIP64. The directory
/// decides; an archive that two readers could take for two different ones is refused: names that are there twice, local headers
/// that tell otherwise, files that share bytes, something between the directory and the end.
package struct ZIPReader: Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var size: Int
    var packedSize: Int
    var method: UInt16
    var checksum: UInt32
    var offset: Int
    /// Where its packed bytes stand.
    var data: Range<Int> = 0..<0
  }

  /// The most that an archive may ask for.
  package struct Limits: Sendable {
    package var entries = 4096
    /// Bytes of one file when it is unpacked.
    package var size = 128 << 20
    /// Bytes of all files together when they are unpacked.
    package var total = 256 << 20
    /// How many times as long a file may become when it is unpacked. Files under a MiB are not asked: a table of empty rows packs
    /// well, and they are small whatever they are.
    package var ratio = 250

    package init() {}
  }

  /// In the order of the directory; folders, which some programs write as files without bytes, are left out.
  package let entries: [Entry]
  private let places: [String: Int]
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZIPReadError) {
    self.bytes = bytes
    entries = try Self.directory(of: bytes, limits: limits)
    places = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func entry(named name: String) -> Entry? { places[name].map { entries[$0] } }

  /// The bytes of a file, unpacked, with their checksum proved.
  package func read(_ entry: Entry) throws(ZIPReadError) -> [UInt8] {
    guard entry.data.lowerBound >= 0, entry.data.upperBound <= bytes.count else { throw .corrupt }
    let packed = bytes[entry.data]
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
    let start = number(bytes, end + 16, 4)
    // The record before this one tells that sizes stand elsewhere, as ZIP64 has it.
    guard !(end >= 20 && number(bytes, end - 20, 4) == 0x0706_4B50), number(bytes, end + 4, 2) == 0,
      number(bytes, end + 6, 2) == 0, count == number(bytes, end + 8, 2), count < 0xFFFF, start < 0xFFFF_FFFF
    else { throw .unsupported }
    guard count <= limits.entries else { throw .tooLarge }
    var position = start
    var entries: [Entry] = []
    var names: Set<String> = []
    var total = 0
    for _ in 0..<count {
      guard position + 46 <= end, number(bytes, position, 4) == 0x0201_4B50 else { throw .corrupt }
      // Bits 0 and 6: encrypted. Sizes of all ones stand for ZIP64.
      let (packedSize, size) = (number(bytes, position + 20, 4), number(bytes, position + 24, 4))
      let offset = number(bytes, position + 42, 4)
      guard number(bytes, position + 8, 2) & 0x41 == 0, number(bytes, position + 34, 2) == 0, packedSize < 0xFFFF_FFFF,
        size < 0xFFFF_FFFF, offset < 0xFFFF_FFFF
      else { throw .unsupported }
      total += size
      guard size <= limits.size, total <= limits.total, size <= 1 << 20 || size / limits.ratio <= packedSize else {
        throw .tooLarge
      }
      let name = position + 46..<position + 46 + number(bytes, position + 28, 2)
      guard name.upperBound <= end, let text = String(validating: bytes[name], as: UTF8.self) else { throw .corrupt }
      // Names that differ in capitals alone are one file to some readers, and two to others.
      guard names.insert(text.lowercased()).inserted else { throw .duplicateName(text) }
      var entry = Entry(
        name: text, size: size, packedSize: packedSize, method: UInt16(number(bytes, position + 10, 2)),
        checksum: UInt32(number(bytes, position + 16, 4)), offset: offset)
      entry.data = try data(of: entry, name: bytes[name], in: bytes, before: start)
      entries.append(entry)
      position = name.upperBound + number(bytes, position + 30, 2) + number(bytes, position + 32, 2)
    }
    guard position == end else { throw .corrupt }
    try checkOverlaps(entries)
    var files: [Entry] = []
    for entry in entries where try !isFolder(entry) { files.append(entry) }
    return files
  }

  /// A folder is a name with a slash at its end and no bytes. All other names must be fit to be files below a folder.
  private static func isFolder(_ entry: Entry) throws(ZIPReadError) -> Bool {
    let isFolder = entry.name.hasSuffix("/") && entry.size == 0
    guard ZIPWriter.isPortable(Array((isFolder ? entry.name.dropLast() : entry.name[...]).utf8)) else {
      throw .unusableName(entry.name)
    }
    return isFolder
  }

  /// Where the packed bytes of a file stand, by its local header, which must agree with the directory.
  private static func data(
    of entry: Entry, name: ArraySlice<UInt8>, in bytes: [UInt8], before end: Int
  ) throws(ZIPReadError) -> Range<Int> {
    let start = entry.offset
    guard start + 30 <= end, number(bytes, start, 4) == 0x0403_4B50,
      number(bytes, start + 6, 2) & 0x41 == 0, number(bytes, start + 8, 2) == Int(entry.method)
    else { throw .corrupt }
    let nameLength = number(bytes, start + 26, 2)
    let data = start + 30 + nameLength + number(bytes, start + 28, 2)
    guard nameLength == name.count, data <= end, entry.packedSize <= end - data,
      bytes[start + 30..<start + 30 + nameLength].elementsEqual(name)
    else { throw .corrupt }
    return data..<data + entry.packedSize
  }

  /// Files that share their bytes let a small archive stand for a large one (the "better zip bomb").
  private static func checkOverlaps(_ entries: [Entry]) throws(ZIPReadError) {
    var end = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= end else { throw .overlapping }
      end = entry.data.upperBound
    }
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
  /// Two files with one name, or with names that differ in capitals alone.
  case duplicateName(String)
  /// Absolute, with a backslash, a colon, a control character or a `..`.
  case unusableName(String)
  /// Two files share bytes of the archive.
  case overlapping
}
