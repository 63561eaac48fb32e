internal import Glibc
internal import Synchronization

/// Which files a rendering has asked for, and how each was then: for whoever renders again when one of them changes.
package final class FileLog: Sendable {
  /// What changes with a file.
  package struct Stamp: Hashable, Sendable {
    private let device: dev_t
    private let number: ino_t
    private let size: off_t
    private let seconds: Int
    private let nanoseconds: Int

    /// `nil` for a path where nothing is.
    package init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = status.st_dev
      number = status.st_ino
      size = status.st_size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private let files = Mutex<[String: Stamp?]>([:])

  package init() {}

  /// Before a file is read; one that is not there counts too.
  package func note(_ path: String) {
    let stamp = Stamp(path)
    files.withLock { $0[path] = .some(stamp) }
  }

  /// Forgets everything.
  package func clear() { files.withLock { $0 = [:] } }

  /// Sorted, each once.
  package var paths: [String] { files.withLock { $0.keys.sorted() } }

  /// Whether a file has changed since it was noted.
  package var isStale: Bool { files.withLock { $0.contains { path, stamp in Stamp(path) != stamp } } }
}
