internal import Synchronization

/// Streams of the last file of a kind, and what came of compressing them, for a file that has most of them again. Safe to use from
/// many threads.
package final class PackedStreams: Sendable {
  /// Bytes of what is kept, streams and what came of them. A file that has more keeps its first ones.
  private let most: Int

  private struct Entry {
    let level: Int
    let bytes: [UInt8]
    let packed: [UInt8]

    var size: Int { bytes.count + packed.count + 128 }
  }

  private struct Content {
    /// Of the file before, without those that this one has too.
    var before: [UInt64: Entry] = [:]
    var entries: [UInt64: Entry] = [:]
    var size = 0
    var sizeBefore = 0
  }

  private let content = Mutex(Content())

  package init(most: Int = 32 << 20) { self.most = most }

  /// Bytes that what is here takes.
  package var size: Int { content.withLock { $0.size + $0.sizeBefore } }

  /// Compresses a stream in the zlib wrapping, or gives what came of it before.
  package func pack(_ bytes: [UInt8], _ compressor: inout Compressor) -> [UInt8] {
    let hash = WordHash.of(bytes) ^ UInt64(compressor.level)
    let level = compressor.level
    let known = content.withLock { content -> [UInt8]? in
      if let entry = content.entries[hash] { return entry.level == level && entry.bytes == bytes ? entry.packed : nil }
      guard let entry = content.before[hash], entry.level == level, entry.bytes == bytes else { return nil }
      content.before[hash] = nil
      content.sizeBefore -= entry.size
      content.entries[hash] = entry
      content.size += entry.size
      return entry.packed
    }
    if let known { return known }
    let packed = compressor.compress(bytes, format: .zlib)
    // Copies without room to spare: whoever makes streams fills one array again and again.
    let entry = Entry(level: level, bytes: WordHash.copy(of: bytes), packed: WordHash.copy(of: packed))
    content.withLock { content in
      guard content.entries[hash] == nil, content.size + entry.size <= most else { return }
      // What the file before had gives way.
      if content.size + content.sizeBefore + entry.size > most {
        content.before = [:]
        content.sizeBefore = 0
      }
      content.entries[hash] = entry
      content.size += entry.size
    }
    return packed
  }

  /// A file is done: what it did not have is forgotten.
  package func turn() {
    content.withLock { content in
      content = Content(before: content.entries, sizeBefore: content.size)
    }
  }
}

/// A hash of eight bytes at a time, for finding what is then compared.
enum WordHash {
  static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      var hash = UInt64(bytes.count)
      var offset = 0
      while offset + 8 <= bytes.count {
        hash = (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        offset += 8
      }
      while offset < bytes.count {
        hash = (hash ^ UInt64(bytes[offset])) &* 0x0000_0100_0000_01B3
        offset += 1
      }
      return hash
    }
  }

  static func copy(of bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      _ = buffer.initialize(from: bytes)
      count = bytes.count
    }
  }
}
