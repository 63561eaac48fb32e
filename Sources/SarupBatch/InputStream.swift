internal import Glibc
internal import Sarup
internal import SarupSyntax

/// A file, or standard input, read piece by piece.
final class InputStream {
  private let descriptor: Int32
  private let name: String
  private let isStopped: @Sendable () -> Bool
  /// `nil` for what has no size, such as a pipe.
  let size: Int?

  private static let pieceSize = 256 << 10
  /// How long a pipe may keep silent before somebody looks whether to stop.
  private static let patience: Int32 = 200

  init(_ path: String, isStopped: @escaping @Sendable () -> Bool) throws(FileError) {
    name = path
    self.isStopped = isStopped
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, reason: SystemFiles.reason(SystemError.last)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, reason: SystemFiles.reason(.last)) }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// The next piece; an empty one at the end, and when the work is to stop.
  func read() throws(FileError) -> [UInt8] {
    while true {
      if isStopped() { return [] }
      if size == nil {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&request, 1, Self.patience) <= 0 { continue }
      }
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(0, count)
      }
      if count >= 0 { return piece }
      if errno != EINTR { throw FileError(path: name, reason: SystemFiles.reason(SystemError.last)) }
    }
  }
}
