package import SarupDOCX
public import SarupSyntax

/// An office's own Word file, whose page, running heads, pictures, theme and styles Word files take on.
///
/// It is read once and serves any number of renderings. See ``RenderRequest/letterhead``.
public struct LetterheadFile: Sendable {
  /// What was found wrong with it. A letterhead with errors renders nothing.
  public let diagnostics: Diagnostics
  /// The texts that its diagnostics, and those of renderings, may point into: parts of the file.
  public let sources: [SourceText]
  package let letterhead: Letterhead?
  package let bytes: [UInt8]

  /// Reads a letterhead from the bytes of a .docx or .dotx file.
  ///
  /// - Parameters:
  ///   - name: What messages call it.
  ///   - bytes: The file as it was read.
  public init(name: String, bytes: [UInt8]) {
    self.bytes = bytes
    var diagnostics = Diagnostics()
    var sources: [SourceText] = []
    letterhead = Letterhead.read(name, bytes, sources: &sources, reporting: &diagnostics)
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// Reads the letterhead at a path, through whoever may open files.
  ///
  /// - Throws: `FileError` when the file cannot be read, or is larger than 32 MiB.
  public init(path: String, files: any FileAccess) throws(FileError) {
    self.init(name: path, bytes: try files.read(path, limit: Limits.letterhead))
  }

  /// Reads the letterhead at any path of the system.
  package init(path: String) throws(FileError) {
    self.init(name: path, bytes: try SystemFiles.read(path, limit: Limits.letterhead))
  }
}
