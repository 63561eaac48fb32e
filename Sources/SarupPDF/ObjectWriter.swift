internal import SarupContainer

/// Writes the objects of a file: streams as they come, all others packed into object streams (ISO 32000-1, 7.5.7), and at the
/// end the cross-reference stream.
struct ObjectWriter: ~Copyable {
  /// The file so far, see ``makeRoom(for:)``.
  private var bytes: [UInt8] = []
  /// Bytes in front of `bytes` that were taken, and what the file's identifier knows of them.
  private var taken = 0
  private var identifier = FileIdentifier()
  /// Of the compression of streams.
  let level: Int
  private var compressor: Compressor
  private var fastCompressor: Compressor
  /// Streams of the last file, for one that is much the same.
  private let streams: PackedStreams?
  /// One for each object number; number 0 is the head of the list of free objects.
  private var entries = EntryList()
  private var packed: [UInt8] = []
  private var packedObjects: [(number: Int, offset: Int)] = []

  private enum Entry {
    case free
    case offset(Int)
    case packed(stream: UInt32, index: UInt16)
  }

  /// Entries in eight bytes each, in blocks: nothing is copied when there are more.
  private struct EntryList {
    private var blocks: [[UInt64]] = []
    private(set) var count = 0
    private static let blockSize = 4096

    mutating func append(_ entry: Entry) {
      if count % EntryList.blockSize == 0 {
        blocks.append([])
        blocks[blocks.count - 1].reserveCapacity(blocks.count == 1 ? 256 : EntryList.blockSize)
      }
      blocks[blocks.count - 1].append(EntryList.code(entry))
      count += 1
    }

    subscript(number: Int) -> Entry {
      get {
        let code = blocks[number / EntryList.blockSize][number % EntryList.blockSize]
        if code == 0 { return .free }
        return code & 1 == 0
          ? .offset(Int(code >> 1)) : .packed(stream: UInt32(code >> 32), index: UInt16(code >> 1 & 0xFFFF))
      }
      set { blocks[number / EntryList.blockSize][number % EntryList.blockSize] = EntryList.code(newValue) }
    }

    /// No object begins at 0, where the file says what it is.
    private static func code(_ entry: Entry) -> UInt64 {
      switch entry {
      case .free: 0
      case .offset(let offset): UInt64(offset) << 1
      case .packed(let stream, let index): UInt64(stream) << 32 | UInt64(index) << 1 | 1
      }
    }
  }

  /// Object streams are closed at this size, so that what waits to be compressed stays small.
  private static let packedLimit = 48 * 1024

  init(level: Int, streams: PackedStreams? = nil) {
    self.level = level
    self.streams = streams
    compressor = Compressor(level: level)
    fastCompressor = Compressor(level: min(level, 1))
    entries.append(.free)
    // Four bytes above 127 tell that the file is binary (7.5.2).
    bytes.append("%PDF-1.7\n%")
    bytes += [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
  }

  /// A number for an object that is written later.
  mutating func reserve() -> Int {
    entries.append(.free)
    return entries.count - 1
  }

  /// Writes an object other than a stream.
  mutating func write(_ number: Int, _ body: (inout [UInt8]) -> Void) {
    packedObjects.append((number, packed.count))
    body(&packed)
    packed.append(UInt8(ascii: "\n"))
    if packed.count > ObjectWriter.packedLimit { closePack() }
  }

  mutating func write(_ body: (inout [UInt8]) -> Void) -> Int {
    let number = reserve()
    write(number, body)
    return number
  }

  enum Packing {
    /// As it is.
    case plain
    /// To be deflated.
    case deflate
    /// To be deflated in little time: outlines come out a twenty-fifth larger, and take half as long.
    case deflateFast
    /// To be deflated, and likely to come again.
    case deflateRemembering
    /// Is deflated already.
    case deflated
  }

  /// - Parameter dictionary: Entries beside `Length` and `Filter`.
  mutating func writeStream(_ number: Int, dictionary: [UInt8] = [], _ content: [UInt8], packing: Packing) {
    let data =
      switch packing {
      case .plain, .deflated: content
      case .deflate: Self.pack(content, &compressor, streams)
      case .deflateFast: Self.pack(content, &fastCompressor, streams)
      case .deflateRemembering: compressor.compressRemembering(content, format: .zlib)
      }
    makeRoom(for: data.count + dictionary.count + 128)
    entries[number] = .offset(taken + bytes.count)
    bytes.append(integer: number)
    bytes.append(" 0 obj\n<<")
    bytes += dictionary
    if packing != .plain { bytes.append("/Filter/FlateDecode") }
    bytes.append("/Length ")
    bytes.append(integer: data.count)
    bytes.append(">>\nstream\n")
    bytes += data
    // An end of line behind the data is not part of it. Data that ends in a carriage return would lose it to a line feed.
    bytes.append(data.last == 0x0D ? "\r\nendstream\nendobj\n" : "\nendstream\nendobj\n")
  }

  private static func pack(
    _ content: [UInt8], _ compressor: inout Compressor, _ streams: PackedStreams?
  ) -> [UInt8] {
    guard let streams else { return compressor.compress(content, format: .zlib) }
    return streams.pack(content, &compressor)
  }

  /// Bytes that ``takeBytes()`` would give, or nearly.
  var waitingBytes: Int { bytes.count }

  /// The file from where the last taking ended. A few bytes may stay behind: the identifier goes by words.
  mutating func takeBytes() -> [UInt8] {
    let count = bytes.count / FileIdentifier.wordSize * FileIdentifier.wordSize
    let rest = Array(bytes[count...])
    bytes.removeLast(rest.count)
    identifier.add(words: bytes)
    taken += count
    defer { bytes = rest }
    return bytes
  }

  /// An array that grows is copied, and is twice in memory for a moment. A file that gets long is given room of which only what is
  /// written to takes memory, so that this happens once, while it is still short.
  private mutating func makeRoom(for count: Int) {
    let needed = bytes.count + count
    if needed <= bytes.capacity { return }
    bytes.reserveCapacity(
      max(needed, bytes.count < 256 * 1024 ? 2 * needed : needed <= 1 << 26 ? 1 << 26 : 16 * needed))
  }

  private mutating func closePack() {
    if packedObjects.isEmpty { return }
    let number = reserve()
    var content: [UInt8] = []
    for (index, object) in packedObjects.enumerated() {
      entries[object.number] = .packed(stream: UInt32(number), index: UInt16(clamping: index))
      content.append(integer: object.number)
      content.append(" ")
      content.append(integer: object.offset)
      content.append(" ")
    }
    var dictionary: [UInt8] = []
    dictionary.append("/Type/ObjStm/N ")
    dictionary.append(integer: packedObjects.count)
    dictionary.append("/First ")
    dictionary.append(integer: content.count)
    content += packed
    packed.removeAll(keepingCapacity: true)
    packedObjects.removeAll(keepingCapacity: true)
    writeStream(number, dictionary: dictionary, content, packing: .deflate)
  }

  /// Writes the cross-reference stream (7.5.8) and hands the file over.
  consuming func finish(root: Int, info: Int) -> [UInt8] {
    closePack()
    let number = reserve()
    let start = taken + bytes.count
    entries[number] = .offset(start)
    identifier.add(words: bytes)
    identifier.close()
    var dictionary: [UInt8] = []
    dictionary.append("/Type/XRef/Size ")
    dictionary.append(integer: entries.count)
    dictionary.append("/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Root ")
    dictionary.append(reference: root)
    dictionary.append("/Info ")
    dictionary.append(reference: info)
    dictionary.append("/ID[")
    identifier.append(to: &dictionary)
    identifier.append(to: &dictionary)
    dictionary.append("]")
    writeStream(number, dictionary: dictionary, crossReferences(), packing: .deflate)
    streams?.turn()
    bytes.append("startxref\n")
    bytes.append(integer: start)
    bytes.append("\n%%EOF\n")
    return bytes
  }

  /// Rows as differences from the row above (PNG predictor "up"), which deflate to a fraction.
  private func crossReferences() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(entries.count * 8)
    var above: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
    for number in 0..<entries.count {
      let (kind, place, rest): (UInt8, UInt32, UInt16) =
        switch entries[number] {
        case .free: (0, 0, 0xFFFF)
        case .offset(let offset): (1, UInt32(clamping: offset), 0)
        case .packed(let stream, let index): (2, stream, index)
        }
      let row: [UInt8] = [
        kind, UInt8(place >> 24), UInt8(place >> 16 & 255), UInt8(place >> 8 & 255), UInt8(place & 255),
        UInt8(rest >> 8), UInt8(rest & 255),
      ]
      result.append(2)
      for (byte, old) in zip(row, above) { result.append(byte &- old) }
      above = row
    }
    return result
  }
}

/// Sixteen bytes that tell one file from another (14.4). Made from the file alone, so that equal files have equal identifiers.
struct FileIdentifier {
  private var high: UInt64 = 0xCBF2_9CE4_8422_2325
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Bytes of a word.
  static let wordSize = 8

  /// Bytes that were added in parts.
  private var open = 0

  init() {}

  init(of bytes: [UInt8]) { add(bytes) }

  mutating func add(_ bytes: [UInt8]) {
    add(words: bytes)
    close()
  }

  /// Adds a part of what is identified. All parts but the last are whole words.
  mutating func add(words bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        add(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      while offset < buffer.count {
        add(UInt64(buffer[offset]))
        offset += 1
      }
    }
    open += bytes.count
  }

  /// The parts are all there.
  mutating func close() {
    add(UInt64(open))
    open = 0
  }

  private mutating func add(_ word: UInt64) {
    high = (high ^ word) &* 0x0000_0100_0000_01B3
    high ^= high >> 29
    low = (low &+ word) &* 0xFF51_AFD7_ED55_8CCD
    low ^= low >> 32
  }

  func append(to output: inout [UInt8]) {
    output.append("<")
    for word in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) { output.append(hexadecimal: UInt8(word >> shift & 255)) }
    }
    output.append(">")
  }

  /// Six capitals, for the name of a font subset (9.6.4).
  var subsetTag: [UInt8] {
    var rest = high ^ low
    return (0..<6).map { _ in
      defer { rest /= 26 }
      return UInt8(ascii: "A") + UInt8(rest % 26)
    }
  }
}
