// The one file that speaks to Nettle.

internal import CNettle

/// SHA-256 of some bytes (FIPS 180-4).
package struct Digest: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(of bytes: [UInt8]) {
    var hasher = Hasher256()
    hasher.add(bytes)
    self = hasher.digest()
  }

  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

  /// 64 lower-case hexadecimal digits.
  package var hexadecimal: String {
    var text = ""
    for byte in bytes { text += (byte < 0x10 ? "0" : "") + String(byte, radix: 16) }
    return text
  }

  /// The first 16 bytes: no two different texts that anyone has seen share them.
  var key: UInt128 { bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) } }
}

/// Takes bytes piece by piece.
struct Hasher256 {
  private var context = sha256_ctx()

  init() { nettle_sha256_init(&context) }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { nettle_sha256_update(&context, $0.count, $0.baseAddress) }
  }

  /// Adds a text with its length in front, so that two texts are never taken for two others.
  mutating func add(framed bytes: [UInt8]) {
    add(withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) })
    add(bytes)
  }

  mutating func add(framed text: String) { add(framed: Array(text.utf8)) }

  mutating func digest() -> Digest {
    Digest(
      bytes: [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
        nettle_sha256_digest(&context, 32, buffer.baseAddress)
        count = 32
      })
  }
}
