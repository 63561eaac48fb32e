internal import SarupSyntax

/// The files that came with a request: briefs and templates find these and no others. No path leads to a disk.
struct Uploads: FileAccess {
  private var files: [String: [UInt8]] = [:]

  /// Why a file is not taken.
  enum Refusal: Error {
    /// The name is none for a file, or leads somewhere else.
    case name
    case twice
  }

  mutating func add(_ name: String, _ bytes: [UInt8]) throws(Refusal) {
    guard let path = Self.path(name) else { throw .name }
    if files[path] != nil { throw .twice }
    files[path] = bytes
  }

  /// A name as the brief may write it, `./` before it or not; `nil` for one that is absolute or goes up.
  static func path(_ name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 255, !name.hasPrefix("/"), !name.contains("\\"),
      !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    let parts = name.split(separator: "/").filter { $0 != "." }
    if parts.isEmpty || parts.contains("..") { return nil }
    return parts.joined(separator: "/")
  }

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard let own = Self.path(path) else { throw FileError(path: path, reason: .outsideRoot) }
    guard let bytes = files[own] else { throw FileError(path: path, reason: .notFound) }
    if bytes.count > limit { throw FileError(path: path, reason: .tooLarge(limit: limit)) }
    return bytes
  }

  func names(in folder: String) -> [String] {
    let prefix = Self.path(folder).map { $0 + "/" } ?? ""
    return files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .filter { !$0.contains("/") }.sorted()
  }
}
