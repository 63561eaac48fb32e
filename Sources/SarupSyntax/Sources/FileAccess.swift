/// Reads files for a phase, below a root that the caller chose. Phases never open a file themselves.
public protocol FileAccess: Sendable {
  /// The bytes of the file at a path relative to the root.
  ///
  /// - Throws: ``FileError`` when the path leaves the root, the file cannot be read, or it is over the limit.
  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8]

  /// Names of the files in a folder below the root, sorted; empty for the root itself. They are asked for only to suggest one
  /// where a path has been mistyped.
  func names(in folder: String) -> [String]
}

extension FileAccess {
  /// None, for an access that does not know.
  public func names(in folder: String) -> [String] { [] }
}

/// Why a file could not be had.
public struct FileError: Error, Hashable, Sendable {
  /// What stood in the way.
  public enum Reason: Hashable, Sendable {
    case notFound
    case isFolder
    case denied
    case outsideRoot
    case tooLarge(limit: Int)
    /// The system's own words.
    case other(String)
  }

  /// The path that was asked for.
  public var path: String
  /// Why it could not be had.
  public var reason: Reason

  /// Makes an error for a path.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

/// No files at all: for briefs that come from memory.
public struct NoFiles: FileAccess {
  /// Makes an access that has no files.
  public init() {}

  /// Always throws: no path is below a root that is not there.
  public func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    throw FileError(path: path, reason: .outsideRoot)
  }
}
