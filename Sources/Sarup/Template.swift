public import SarupSyntax

/// What a brief looks like: a template that ships, a file, or YAML from memory.
public struct Template: Sendable {
  /// The name of a template that ships, or the path of a file; of a template from memory what messages call it.
  public var name: String
  /// As they came: not checked, not decoded. `nil` where the name says what to read.
  public var bytes: [UInt8]?
  /// How the bytes stand for characters.
  public var encoding = TextEncoding.utf8
  /// Bases and pictures that a template from memory names are read through this; templates that ship are found without it. What a template
  /// file names is read below its own folder.
  public var files: any FileAccess = NoFiles()

  /// A template that ships, by its name, or any file, by its path. It is read when it is needed first: that it is not there is a diagnostic
  /// of the rendering.
  public init(_ name: String) { self.name = name }

  /// A template from memory.
  public init(name: String, bytes: [UInt8], files: any FileAccess = NoFiles()) {
    self.name = name
    self.bytes = bytes
    self.files = files
  }
}

extension Template: ExpressibleByStringLiteral {
  /// A template that ships, or a file: `request.template = "minutes"`.
  public init(stringLiteral name: String) { self.init(name) }
}
