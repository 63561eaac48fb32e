/// The bytes of a font file at an address that stays the same as long as the value lives.
///
/// HarfBuzz and FreeType read a font in place and keep pointers into it, which an `Array` cannot promise.
package final class FontBytes: @unchecked Sendable {
  // Nothing writes to the memory after `init`, so that any thread may read it.
  package let buffer: UnsafeRawBufferPointer
  private let release: (() -> Void)?

  /// Memory that lives as long as the process, such as a resource of the executable.
  package init(permanent buffer: UnsafeRawBufferPointer) {
    self.buffer = buffer
    release = nil
  }

  package init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(copy)
    release = { copy.deallocate() }
  }

  /// Memory that somebody else owns and takes back with `release`.
  init(_ buffer: UnsafeRawBufferPointer, release: @escaping () -> Void) {
    self.buffer = buffer
    self.release = release
  }

  deinit { release?() }
}
