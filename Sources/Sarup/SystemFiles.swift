// The only file of this module that talks to the operating system: reading, and writing whole files.

internal import Glibc
package import SarupSyntax
internal import Synchronization

/// What the system answered when a file could not be read or written.
package struct SystemError: Error, Hashable, Sendable {
  package var number: Int32

  package static var last: SystemError { SystemError(number: errno) }

  /// The system's own words, in English: nothing in Sarup sets a locale.
  package var message: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}

package enum SystemFiles {
  /// Reads a file, or standard input when `descriptor` is 0, up to a limit.
  ///
  /// - Throws: ``FileError`` with the path as it was given.
  package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, reason: reason(SystemError.last)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, reason: reason(SystemError.last)) }
    if status.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, reason: .isFolder) }
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > limit {
      throw FileError(path: path, reason: .tooLarge(limit: limit))
    }
    return try readAll(descriptor, name: path, expecting: Int(status.st_size), limit: limit)
  }

  package static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
    try readAll(0, name: "-", expecting: 0, limit: limit)
  }

  private static func readAll(
    _ descriptor: Int32, name: String, expecting size: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than the file is said to hold, so that its end is seen without growing the array.
    var room = max(size + 1, 65536)
    while true {
      var failure: SystemError?
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        repeat {
          let got = Glibc.read(descriptor, buffer.baseAddress! + count, room - count)
          if got < 0 {
            if errno == EINTR { continue }
            failure = SystemError.last
            return
          }
          if got == 0 { return }
          count += got
        } while count < room
      }
      if let failure { throw FileError(path: name, reason: reason(failure)) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { throw FileError(path: name, reason: .tooLarge(limit: limit)) }
      if chunk.count < room { return bytes }
      room = max(room, bytes.count)
    }
  }

  /// What a file that cannot be had says of it.
  package static func reason(_ error: SystemError) -> FileError.Reason {
    switch error.number {
    case ENOENT, ENOTDIR: .notFound
    case EISDIR: .isFolder
    case EACCES, EPERM: .denied
    default: .other(error.message)
    }
  }

  /// Puts a whole file in place or leaves everything as it was: written beside, synced, renamed. A link stays one, and what it
  /// points to is replaced; a device or a pipe is no file to replace, and is written to.
  ///
  /// - Parameter isSynced: Whether the bytes are on disk before they take the old file's place. Whoever writes the file again at any moment
  ///   need not wait for that.
  package static func replace(_ path: String, with bytes: [UInt8], isSynced: Bool = true) throws(SystemError) {
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: return try replaceFile(resolved(path) ?? path, with: bytes, isSynced)
      case S_IFDIR: throw SystemError(number: EISDIR)
      default: return try writeThrough(path, bytes)
      }
    }
    try replaceFile(path, with: bytes, isSynced)
  }

  private static func writeThrough(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last }
    defer { close(descriptor) }
    try write(bytes, to: descriptor)
  }

  private static func replaceFile(
    _ path: String, with bytes: [UInt8], _ isSynced: Bool
  ) throws(SystemError) {
    let number = temporaryFiles.add(1, ordering: .relaxed).newValue
    let name = "\(folder(of: path))/.sarup-\(getpid())-\(number)"
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError.last }
    do throws(SystemError) {
      try write(bytes, to: descriptor)
      var old = stat()
      // A file that is replaced keeps its permissions.
      if stat(path, &old) == 0, fchmod(descriptor, old.st_mode & 0o7777) != 0 { throw SystemError.last }
      guard !isSynced || fsync(descriptor) == 0 else { throw SystemError.last }
    } catch {
      close(descriptor)
      unlink(name)
      throw error
    }
    guard close(descriptor) == 0, rename(name, path) == 0 else {
      let error = SystemError.last
      unlink(name)
      throw error
    }
  }

  private static let temporaryFiles = Atomic<Int>(0)

  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var failure: SystemError?
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = Glibc.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if written < 0 {
          if errno == EINTR { continue }
          failure = SystemError.last
          return
        }
        offset += written
      }
    }
    if let failure { throw failure }
  }

  /// What tells a file on disk from all others, whatever path leads to it.
  package struct Identity: Hashable, Sendable {
    private let device: dev_t
    private let number: ino_t

    /// `nil` for a path where nothing is.
    package init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = status.st_dev
      number = status.st_ino
    }
  }

  /// Whether two paths name one file on disk.
  package static func isSameFile(_ first: String, _ second: String) -> Bool {
    guard let left = Identity(first), let right = Identity(second) else { return false }
    return left == right
  }

  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Makes a folder; one that is there is left as it is.
  package static func makeFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o777) == 0 { return }
    let error = SystemError.last
    guard error.number == EEXIST else { throw error }
    if !isFolder(path) { throw SystemError(number: ENOTDIR) }
  }

  /// Puts the names of new files in a folder on disk. File systems that cannot do so for a folder have no need of it.
  package static func syncFolder(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw SystemError.last }
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Names of the files in a folder, sorted by their bytes.
  package static func names(in folder: String) throws(FileError) -> [String] {
    guard let directory = opendir(folder) else { throw FileError(path: folder, reason: reason(SystemError.last)) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The folder that holds a path; `.` for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path with symbolic links resolved; `nil` when there is no such file.
  package static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Files below a folder, and no others: not through `..`, an absolute path, or a symbolic link that leads out.
package struct FolderFiles: FileAccess {
  package let root: String
  /// Hears of every file that is asked for.
  package let log: FileLog?

  package init(root: String, log: FileLog? = nil) {
    self.root = root
    self.log = log
  }

  package func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard !path.hasPrefix("/"), !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError(path: path, reason: .outsideRoot)
    }
    let full = "\(root)/\(path)"
    log?.note(full)
    guard let base = SystemFiles.resolved(root), let real = SystemFiles.resolved(full) else {
      throw FileError(path: path, reason: climbsOut(path) ? .outsideRoot : .notFound)
    }
    guard real.hasPrefix(base == "/" ? "/" : base + "/") else { throw FileError(path: path, reason: .outsideRoot) }
    do {
      return try SystemFiles.read(real, limit: limit)
    } catch {
      throw FileError(path: path, reason: error.reason)
    }
  }

  package func names(in folder: String) -> [String] {
    guard !folder.hasPrefix("/"), !folder.utf8.contains(0), let base = SystemFiles.resolved(root),
      let real = SystemFiles.resolved(folder.isEmpty ? root : "\(root)/\(folder)"),
      real == base || real.hasPrefix(base == "/" ? "/" : base + "/")
    else { return [] }
    return (try? SystemFiles.names(in: real)) ?? []
  }

  /// Whether the path's own `..` lead above the root, before any link is looked at.
  private func climbsOut(_ path: String) -> Bool {
    var depth = 0
    for part in path.split(separator: "/") {
      depth += part == ".." ? -1 : part == "." ? 0 : 1
      if depth < 0 { return true }
    }
    return false
  }
}
