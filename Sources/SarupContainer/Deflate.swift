// The only file that talks to libdeflate.

internal import CDeflate
private import Synchronization

/// DEFLATE (RFC 1951), bare or in the zlib wrapping (RFC 1950), and the two checksums that go with it.
package enum Deflate {
  /// The version of the headers: the library itself does not tell its own.
  package static var libraryVersion: String { LIBDEFLATE_VERSION_STRING }

  package enum Format: Hashable, Sendable {
    /// As ZIP holds it: no header, no checksum.
    case raw
    /// As PDF's FlateDecode and PNG hold it: two bytes of header, Adler-32 behind.
    case zlib
  }

  /// Compresses bytes in one go. Whoever compresses often keeps a ``Compressor``, which spares the tables' memory.
  ///
  /// - Parameter level: 0 (stored) to 12 (smallest, slow); others are taken as the nearest of these.
  package static func compress(_ bytes: [UInt8], level: Int = 6, format: Format) -> [UInt8] {
    var compressor = Compressor(level: level)
    return compressor.compress(bytes, format: format)
  }

  /// Gives back what was compressed. The whole input must be one stream.
  ///
  /// - Parameter limit: The most bytes that the result may have, so that a small input cannot ask for all memory.
  package static func decompress(
    _ bytes: some Collection<UInt8>, format: Format, limit: Int
  ) throws(DeflateError) -> [UInt8] {
    if let result = bytes.withContiguousStorageIfAvailable({ inflate($0, format: format, limit: limit) }) {
      return try result.get()
    }
    return try Array(bytes).withUnsafeBufferPointer { inflate($0, format: format, limit: limit) }.get()
  }

  private static func inflate(
    _ input: UnsafeBufferPointer<UInt8>, format: Format, limit: Int
  ) -> Result<[UInt8], DeflateError> {
    guard limit >= 0 else { return .failure(.tooLarge(limit: limit)) }
    guard let decompressor = libdeflate_alloc_decompressor() else { return .failure(.outOfMemory) }
    defer { libdeflate_free_decompressor(decompressor) }
    // A deflated text is three to six times as long when it is out; the room doubles where that was not enough.
    var room = min(limit, max(4096, input.count.multipliedReportingOverflow(by: 6).partialValue))
    while true {
      var consumed = 0
      var status = LIBDEFLATE_BAD_DATA
      let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        switch format {
        case .raw:
          status = libdeflate_deflate_decompress_ex(
            decompressor, input.baseAddress, input.count, output.baseAddress, room, &consumed, &count)
        case .zlib:
          status = libdeflate_zlib_decompress_ex(
            decompressor, input.baseAddress, input.count, output.baseAddress, room, &consumed, &count)
        }
        if status != LIBDEFLATE_SUCCESS { count = 0 }
      }
      switch status {
      case LIBDEFLATE_SUCCESS:
        return consumed == input.count ? .success(result) : .failure(.trailingBytes(input.count - consumed))
      case LIBDEFLATE_INSUFFICIENT_SPACE where room < limit:
        room = room > limit / 2 ? limit : room * 2
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        return .failure(.tooLarge(limit: limit))
      default:
        return .failure(.corrupt)
      }
    }
  }

  /// CRC-32 as ZIP, gzip and PNG use it.
  package static func crc32(_ bytes: some Collection<UInt8>, continuing checksum: UInt32 = 0) -> UInt32 {
    fold(bytes, checksum, libdeflate_crc32)
  }

  /// Adler-32 of RFC 1950.
  package static func adler32(_ bytes: some Collection<UInt8>, continuing checksum: UInt32 = 1) -> UInt32 {
    fold(bytes, checksum, libdeflate_adler32)
  }

  private static func fold(
    _ bytes: some Collection<UInt8>, _ checksum: UInt32,
    _ function: (UInt32, UnsafeRawPointer?, Int) -> UInt32
  ) -> UInt32 {
    // libdeflate takes a missing buffer as the wish for the start value.
    func feed(_ buffer: UnsafeBufferPointer<UInt8>) -> UInt32 {
      buffer.isEmpty ? checksum : function(checksum, buffer.baseAddress, buffer.count)
    }
    return bytes.withContiguousStorageIfAvailable(feed) ?? Array(bytes).withUnsafeBufferPointer(feed)
  }

  /// A stream that holds its bytes as they are, in blocks of the kind that RFC 1951 calls stored.
  package static func stored(_ bytes: [UInt8], format: Format) -> [UInt8] {
    let most = 0xFFFF
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / most * 5 + 16)
    // Deflate with a window of 32 KiB, and the check of these two bytes.
    if format == .zlib { result += [0x78, 0x01] }
    var start = 0
    repeat {
      let end = min(start + most, bytes.count)
      let (low, high) = (UInt8((end - start) & 0xFF), UInt8((end - start) >> 8))
      result += [end == bytes.count ? 1 : 0, low, high, ~low, ~high]
      result += bytes[start..<end]
      start = end
    } while start < bytes.count
    if format == .zlib {
      let sum = adler32(bytes)
      for shift in stride(from: 24 as UInt32, through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: sum >> shift))
      }
    }
    return result
  }
}

/// Why a compressed stream could not be read.
package enum DeflateError: Error, Hashable, Sendable {
  case corrupt
  /// There is no memory to unpack anything with.
  case outOfMemory
  case tooLarge(limit: Int)
  /// The stream ended this many bytes before the input did.
  case trailingBytes(Int)
}

/// The tables of one compression level, for many streams one after the other.
///
/// They are large, and memory that is fresh from the system costs more than to compress a page: so they are kept for the next one.
package struct Compressor: ~Copyable {
  /// `nil` where there was no memory for it: streams hold their bytes as they are then.
  private let state: OpaquePointer?
  let level: Int
  private let memory: PackedMemory

  private struct Spare: @unchecked Sendable {
    // Nobody uses it until it has been taken.
    let state: OpaquePointer
    let level: Int
    let memory: PackedMemory
  }

  private static let spares = Mutex<[Spare]>([])
  private static let mostSpares = 4

  /// - Parameter level: 0 (stored) to 12 (smallest, slow); others are taken as the nearest of these.
  package init(level: Int) {
    let level = min(max(level, 0), 12)
    self.level = level
    let spare = Compressor.spares.withLock { spares in
      spares.lastIndex { $0.level == level }.map { spares.remove(at: $0) }
    }
    state = spare?.state ?? libdeflate_alloc_compressor(CInt(level))
    memory = spare?.memory ?? PackedMemory()
  }

  deinit {
    guard let state else { return }
    let spare = Spare(state: state, level: level, memory: memory)
    let isKept = Compressor.spares.withLock { spares in
      if spares.count < Compressor.mostSpares { spares.append(spare) }
      return spares.last?.state == spare.state
    }
    if !isKept { libdeflate_free_compressor(state) }
  }

  package mutating func compress(_ bytes: [UInt8], format: Deflate.Format) -> [UInt8] {
    guard let state else { return Deflate.stored(bytes, format: format) }
    return bytes.withUnsafeBufferPointer { input in
      let room =
        switch format {
        case .raw: libdeflate_deflate_compress_bound(state, input.count)
        case .zlib: libdeflate_zlib_compress_bound(state, input.count)
        }
      return [UInt8](unsafeUninitializedCapacity: room) { output, count in
        count =
          switch format {
          case .raw:
            libdeflate_deflate_compress(state, input.baseAddress, input.count, output.baseAddress, room)
          case .zlib:
            libdeflate_zlib_compress(state, input.baseAddress, input.count, output.baseAddress, room)
          }
      }
    }
  }

  /// Compresses what is likely to come again, such as the styles of a template: what came of the last such pieces is remembered,
  /// as long as they are small.
  package mutating func compressRemembering(_ bytes: [UInt8], format: Deflate.Format) -> [UInt8] {
    guard bytes.count <= PackedMemory.longest else { return compress(bytes, format: format) }
    if let known = memory.packed(bytes, format) { return known }
    let packed = compress(bytes, format: format)
    memory.remember(bytes, format, packed)
    return packed
  }
}

/// The last small pieces that were compressed, and what came of them. It belongs to one compressor.
private final class PackedMemory {
  static let longest = 8192
  private static let most = 48

  private struct Entry {
    var hash: Int
    var format: Deflate.Format
    var bytes: [UInt8]
    var packed: [UInt8]
    var lastUse: Int
  }

  private var entries: [Entry] = []
  private var uses = 0

  func packed(_ bytes: [UInt8], _ format: Deflate.Format) -> [UInt8]? {
    let hash = PackedMemory.hash(bytes)
    guard let place = entries.firstIndex(where: { $0.hash == hash && $0.format == format && $0.bytes == bytes }) else {
      return nil
    }
    uses += 1
    entries[place].lastUse = uses
    return entries[place].packed
  }

  func remember(_ bytes: [UInt8], _ format: Deflate.Format, _ packed: [UInt8]) {
    uses += 1
    let entry = Entry(hash: PackedMemory.hash(bytes), format: format, bytes: bytes, packed: packed, lastUse: uses)
    if entries.count < PackedMemory.most {
      entries.append(entry)
    } else if let oldest = entries.indices.min(by: { entries[$0].lastUse < entries[$1].lastUse }) {
      entries[oldest] = entry
    }
  }

  private static func hash(_ bytes: [UInt8]) -> Int { Int(truncatingIfNeeded: WordHash.of(bytes)) }
}
