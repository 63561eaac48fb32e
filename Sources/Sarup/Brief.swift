public import SarupSyntax

/// How a brief is written down.
public enum BriefFormat: Sendable, Hashable {
  /// Markdown with front matter.
  case markdown
  case yaml
  case json

  /// By the ending of the file; without a telling one by the first character: `{` opens JSON, all else is Markdown.
  init(name: String, bytes: [UInt8]) {
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    switch ending {
    case "md", "markdown": self = .markdown
    case "yaml", "yml": self = .yaml
    case "json": self = .json
    default:
      let first = bytes.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      self = first == UInt8(ascii: "{") ? .json : .markdown
    }
  }
}

/// A brief as it comes in: bytes with a name, and the files that it may refer to.
public struct Brief: Sendable {
  /// The name that messages use; a path, or `-` for standard input.
  public var name: String
  /// As they were read: not checked, not decoded.
  public var bytes: [UInt8]
  /// How the bytes are to be read.
  public var format: BriefFormat
  /// How the bytes stand for characters.
  public var encoding = TextEncoding.utf8
  /// Pictures and dictionaries that the brief names are read through this.
  public var files: any FileAccess
  /// The brief as data that has been read already, in place of the bytes.
  package var record: Record?

  /// Data that a record of many has given.
  package struct Record: Sendable {
    package var node: Node
    /// The texts that the node points into, that of the record itself first.
    package var sources: [SourceText]

    package init(node: Node, sources: [SourceText]) {
      self.node = node
      self.sources = sources
    }
  }

  /// A brief from memory. Without `format` the name's ending decides.
  public init(name: String, bytes: [UInt8], format: BriefFormat? = nil, files: any FileAccess = NoFiles()) {
    self.name = name
    self.bytes = bytes
    self.format = format ?? BriefFormat(name: name, bytes: bytes)
    self.files = files
  }

  /// Reads a brief from a file; `-` is standard input. What it names is read below its own folder.
  ///
  /// - Throws: `FileError` when the file cannot be read.
  public init(path: String) throws(FileError) {
    let isStandardInput = path == "-"
    let bytes =
      isStandardInput
      ? try SystemFiles.readStandardInput(limit: Limits.brief) : try SystemFiles.read(path, limit: Limits.brief)
    let folder = isStandardInput ? "." : SystemFiles.folder(of: path)
    self.init(name: path, bytes: bytes, files: FolderFiles(root: folder))
  }
}
