/// A kind of file that a brief is rendered to.
public enum OutputFormat: String, Sendable, CaseIterable {
  case pdf
  case docx
  /// OpenDocument text, for LibreOffice.
  case odt
  /// One web page with everything in it.
  case html
  /// One picture a page.
  case png
  /// One drawing a page: letters are outlines, so that it looks the same in every viewer.
  case svg
  /// Pages, lines, glyph ids and advances as plain text: for tests and for finding out why a line ends where it does.
  case dump

  /// The kind that a file name asks for by its ending.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: "."), !fileName[dot...].contains("/") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "pdf": self = .pdf
    case "docx": self = .docx
    case "odt": self = .odt
    case "html", "htm": self = .html
    case "png": self = .png
    case "svg": self = .svg
    case "dump", "txt": self = .dump
    default: return nil
    }
  }

  /// Whether a brief has a file of this kind for each page.
  package var isOnePerPage: Bool { self == .png || self == .svg }

  /// The ending of files of this kind, without the dot.
  public var fileExtension: String { rawValue }
}

/// A rendered file, in memory.
public struct Output: Sendable {
  /// What the bytes are.
  public var format: OutputFormat
  /// Counted from 1 where the format has a file for each page, else `nil`.
  public var page: Int?
  /// The whole file.
  public var bytes: [UInt8]
}
