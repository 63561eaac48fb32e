public import SarupSyntax
public import SarupThai

/// What a ``Renderer`` may use of the world outside. Everything in it is handed in; Sarup looks nowhere else.
public struct Environment: Sendable {
  /// Font files beside the bundled faces, by name and bytes. They come before the bundled ones.
  public var fonts: [FontFile] = []
  /// Whether a family that no file has is asked of Fontconfig.
  public var allowsSystemFonts = true
  /// The day that `{{today}}` stands for, and that the outputs' metadata take where the brief gives no date.
  public var day: CalendarDay?
  /// Lists of words that lines must not tear, one a line, of the organisation and the project. A brief's own list overrides them.
  public var dictionaries: [SourceText] = []
  /// Where English words are parted in paragraphs whose template says `hyphenate: true`.
  public var hyphenation = HyphenationPatterns.system

  /// Bundled fonts and those of the system; no day.
  public init() {}

  /// A font file in memory.
  public struct FontFile: Sendable {
    /// A path as the user gave it; messages use it.
    public var name: String
    /// TrueType, OpenType, or a collection of them.
    public var bytes: [UInt8]

    /// A file that is known by a name.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }
}

/// The largest inputs that Sarup reads, in bytes.
public enum Limits {
  /// A brief, or an article that is imported.
  public static let brief = 64 << 20
  /// A template; each of its bases counts by itself.
  public static let template = 1 << 20
  /// A letterhead, packed.
  public static let letterhead = 32 << 20
  /// A PDF that a brief is taken out of.
  public static let pdf = 256 << 20
  /// A font file.
  public static let font = 64 << 20
  /// A list of words for line breaking.
  public static let dictionary = 16 << 20
}
