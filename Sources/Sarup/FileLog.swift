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

  private struct Notes {
    var files: [String: Stamp?] = [:]
    /// The font files of folders, each with its stamp.
    var fonts: [String: [String: Stamp]] = [:]
  }

  private let notes = Mutex(Notes())

  package init() {}

  /// Before a file is read; one that is not there counts too.
  package func note(_ path: String) {
    let stamp = Stamp(path)
    notes.withLock { $0.files[path] = .some(stamp) }
  }

  /// Before the fonts of a folder are read; one that is added later counts too. A path that is no folder is a file as any other.
  package func noteFonts(in folder: String) {
    if SystemFiles.exists(folder), !SystemFiles.isFolder(folder) { return note(folder) }
    let stamps = Self.fonts(in: folder)
    notes.withLock { $0.fonts[folder] = stamps }
  }

  /// Forgets everything.
  package func clear() { notes.withLock { $0 = Notes() } }

  /// Files, sorted, each once.
  package var paths: [String] { notes.withLock { $0.files.keys.sorted() } }

  /// Folders whose fonts count, sorted, each once.
  package var fontFolders: [String] { notes.withLock { $0.fonts.keys.sorted() } }

  /// Whether a file has changed since it was noted, or a font of a folder has.
  package var isStale: Bool {
    hasStaleFonts || notes.withLock { $0.files.contains { path, stamp in Stamp(path) != stamp } }
  }

  /// Whether a font of a folder has changed, come or gone.
  package var hasStaleFonts: Bool {
    notes.withLock { $0.fonts.contains { folder, stamps in Self.fonts(in: folder) != stamps } }
  }

  private static func fonts(in folder: String) -> [String: Stamp] {
    let names = (try? SystemFiles.names(in: folder)) ?? []
    var stamps: [String: Stamp] = [:]
    for name in names where FontFolders.isFont(name) { stamps[name] = Stamp("\(folder)/\(name)") }
    return stamps
  }
}
