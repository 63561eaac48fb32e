internal import Glibc
internal import Sarup

/// Puts many files in place at once, each whole or not at all: written into a folder of their own beside them, synced, renamed.
///
/// To sync is what takes long, and a disk syncs many files nearly as fast as one; so files come in groups.
final class Staging {
  private let folder: String
  private let root: String
  /// Folders that are there; forgotten when they are many.
  private var known: Set<String> = []

  private static let mostKnown = 4096

  struct File {
    var path: String
    var bytes: [UInt8]
  }

  /// Why one file of a group is not there. Others of the group may be.
  struct Refusal: Error {
    var path: String
    var error: SystemError
  }

  /// - Parameter name: of the folder in which files wait; nobody else writes there. What a killed run left in it is taken away.
  init(root: String, name: String) throws(SystemError) {
    self.root = root
    folder = "\(root)/\(name)"
    try Self.makeFolders(root)
    try SystemFiles.makeFolder(folder)
    for old in (try? SystemFiles.names(in: folder)) ?? [] { unlink("\(folder)/\(old)") }
  }

  deinit {
    for left in (try? SystemFiles.names(in: folder)) ?? [] { unlink("\(folder)/\(left)") }
    rmdir(folder)
  }

  /// Puts files in place. When it comes back they are on disk, and so are their names.
  ///
  /// - Returns: those that the system will not have under their names, such as one where a folder stands.
  /// - Throws: what stands in the way of all of them, such as a full disk; none of them is in place then that was not before.
  func place(_ files: [File]) throws(SystemError) -> [Refusal] {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    do throws(SystemError) {
      for (number, file) in files.enumerated() {
        let descriptor = open("\(folder)/\(number)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last }
        descriptors.append(descriptor)
        try SystemFiles.write(file.bytes, to: descriptor)
        // Tells the system to begin writing: when they are synced one by one, all are on their way.
        posix_fadvise(descriptor, 0, 0, Int32(POSIX_FADV_DONTNEED))
      }
      for descriptor in descriptors {
        guard fsync(descriptor) == 0 else { throw .last }
      }
    } catch {
      for number in files.indices { unlink("\(folder)/\(number)") }
      throw error
    }
    return try rename(files)
  }

  private func rename(_ files: [File]) throws(SystemError) -> [Refusal] {
    var refusals: [Refusal] = []
    var touched: [String] = []
    for (number, file) in files.enumerated() {
      let target = SystemFiles.folder(of: file.path)
      do throws(SystemError) {
        if !known.contains(target) {
          try Self.makeFolders(target)
          if known.count > Self.mostKnown { known = [] }
          known.insert(target)
        }
        guard Glibc.rename("\(folder)/\(number)", file.path) == 0 else { throw .last }
        if !touched.contains(target) { touched.append(target) }
      } catch {
        unlink("\(folder)/\(number)")
        guard Self.isAboutOneFile(error) else {
          for left in number..<files.count { unlink("\(folder)/\(left)") }
          throw error
        }
        refusals.append(Refusal(path: file.path, error: error))
      }
    }
    for folder in touched { try SystemFiles.syncFolder(folder) }
    return refusals
  }

  private static func isAboutOneFile(_ error: SystemError) -> Bool {
    [EISDIR, ENOTDIR, ENAMETOOLONG, EACCES, EPERM, ENOTEMPTY, EEXIST, ELOOP, EINVAL, EILSEQ].contains(error.number)
  }

  /// Makes a folder with those above it; each new one is on disk when it comes back.
  static func makeFolders(_ path: String) throws(SystemError) {
    if SystemFiles.isFolder(path) { return }
    let above = SystemFiles.folder(of: path)
    if above != path { try makeFolders(above) }
    try SystemFiles.makeFolder(path)
    try SystemFiles.syncFolder(above)
  }
}
