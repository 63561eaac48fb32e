internal import Glibc
internal import Sarup

/// Waits until one of a few files changes, or a font in one of a few folders. Folders are watched, not files: an editor that writes a new
/// file and puts it in the place of the old one is seen, and so is a file that was not there before.
struct FileWatcher: ~Copyable {
  private let descriptor: Int32
  /// The watch of each folder; of a folder that two paths lead to both have the same.
  private var watches: [String: Int32] = [:]
  /// The names that matter, by the watch of their folder.
  private var names: [Int32: Set<String>] = [:]
  /// Watches of folders in which every font matters.
  private var fontWatches: Set<Int32> = []

  /// What is written whole, put in place, or taken away. A file that is only made is empty, and says so once it is closed.
  private static let events = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE)
  /// Milliseconds without a change that end a burst, and milliseconds after which it is not waited for any longer.
  private static let pause: Int32 = 3
  private static let longestBurst = Duration.milliseconds(20)

  init() throws(SystemError) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    if descriptor < 0 { throw SystemError.last }
  }

  deinit { close(descriptor) }

  /// Watches these files, the fonts of these folders, and nothing else.
  ///
  /// - Returns: Whether a folder is new: what happened in it until now was not seen.
  mutating func watch(_ paths: [String], fontsIn fontFolders: [String]) -> Bool {
    var wanted: [String: Set<String>] = [:]
    for path in paths {
      wanted[SystemFiles.folder(of: path), default: []].insert(Self.name(of: path))
      // Of a link both ends may change.
      if let real = SystemFiles.resolved(path), real != path {
        wanted[SystemFiles.folder(of: real), default: []].insert(Self.name(of: real))
      }
    }
    for folder in fontFolders where wanted[folder] == nil { wanted[folder] = [] }
    names = [:]
    fontWatches = []
    var isNew = false
    for folder in wanted.keys.sorted() {
      if watches[folder] == nil {
        let watch = inotify_add_watch(descriptor, folder, Self.events)
        guard watch >= 0 else { continue }
        watches[folder] = watch
        isNew = true
      }
      guard let watch = watches[folder] else { continue }
      names[watch, default: []].formUnion(wanted[folder] ?? [])
      if fontFolders.contains(folder) { fontWatches.insert(watch) }
    }
    return isNew
  }

  /// Waits for a change, and until a burst of changes is over.
  ///
  /// - Returns: `false` when a signal has come instead.
  mutating func wait() -> Bool {
    var isChanged = false
    var start = ContinuousClock.now
    while true {
      if Interruption.hasCome { return false }
      if isChanged, ContinuousClock.now - start > Self.longestBurst { return true }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // A signal that comes just before is looked for once a second.
      let ready = poll(&request, 1, isChanged ? Self.pause : 1000)
      if ready == 0, isChanged { return true }
      if ready > 0, readEvents(), !isChanged {
        isChanged = true
        start = .now
      }
    }
  }

  /// Takes what there is; whether one of the files is among it.
  private mutating func readEvents() -> Bool {
    var isMeant = false
    var buffer = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return isMeant }
      var offset = 0
      let header = MemoryLayout<inotify_event>.size
      while offset + header <= count {
        let (watch, mask, length) = buffer.withUnsafeBytes { bytes in
          (
            bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self),
            bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
            Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
          )
        }
        let name = buffer[(offset + header)..<min(count, offset + header + length)].prefix { $0 != 0 }
        // When too much has happened to be told, anything may have.
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { isMeant = true }
        if matters(String(decoding: name, as: UTF8.self), at: watch) { isMeant = true }
        // The folder itself is gone; if there is another of its name, it gets a watch of its own.
        if mask & UInt32(IN_IGNORED) != 0 {
          isMeant = isMeant || names[watch] != nil
          watches = watches.filter { $0.value != watch }
        }
        offset += header + length
      }
    }
  }

  private func matters(_ name: String, at watch: Int32) -> Bool {
    names[watch]?.contains(name) == true || fontWatches.contains(watch) && FontFolders.isFont(name)
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
