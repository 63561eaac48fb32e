/// An archive written byte by byte, so that it can be as wrong as a test wants it.
struct RawArchive {
  struct File {
    var name: [UInt8]
    var content: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    /// What the directory says, where that is not the truth.
    var size: Int?
    var packedSize: Int?
    var checksum: UInt32?
    /// The place of another file's local header.
    var offset: Int?
    var localName: [UInt8]?
    var disk: UInt16 = 0

    init(_ name: String, _ content: [UInt8] = [], checksum: UInt32? = nil) {
      self.name = Array(name.utf8)
      self.content = content
      self.checksum = checksum
    }
  }

  var files: [File] = []
  var beforeEnd: [UInt8] = []
  var countDelta = 0
  var disk: UInt16 = 0
  var comment: [UInt8] = []

  init(_ files: [File]) { self.files = files }

  /// - Parameter crc: Of a file's content.
  func bytes(crc: ([UInt8]) -> UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    func add<T: FixedWidthInteger>(_ value: T) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    var offsets: [Int] = []
    for file in files {
      offsets.append(bytes.count)
      guard file.offset == nil else { continue }
      add(0x0403_4B50 as UInt32)
      common(file, &bytes, crc)
      bytes += file.localName ?? file.name
      bytes += file.content
    }
    let start = bytes.count
    for (file, offset) in zip(files, offsets) {
      add(0x0201_4B50 as UInt32)
      add(20 as UInt16)
      common(file, &bytes, crc)
      add(0 as UInt16)
      add(file.disk)
      add(0 as UInt16)
      add(0 as UInt32)
      add(UInt32(file.offset ?? offset))
      bytes += file.name
    }
    let length = bytes.count - start
    bytes += beforeEnd
    add(0x0605_4B50 as UInt32)
    add(disk)
    add(disk)
    add(UInt16(files.count + countDelta))
    add(UInt16(files.count + countDelta))
    add(UInt32(length))
    add(UInt32(start))
    add(UInt16(comment.count))
    return bytes + comment
  }

  private func common(_ file: File, _ bytes: inout [UInt8], _ crc: ([UInt8]) -> UInt32) {
    func add<T: FixedWidthInteger>(_ value: T) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    add(20 as UInt16)
    add(file.flags)
    add(file.method)
    add(0 as UInt16)
    add(0x21 as UInt16)
    add(file.checksum ?? crc(file.content))
    add(UInt32(file.packedSize ?? file.content.count))
    add(UInt32(file.size ?? file.content.count))
    add(UInt16(file.name.count))
    add(0 as UInt16)
  }
}
