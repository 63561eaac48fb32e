public import SarupThai

/// What a ``Renderer`` may use of the world outside. Everything in it is handed in; Sarup looks nowhere else.
public struct Environment: Sendable {
  /// Font files beside the bundled faces, by name and bytes. They come before the bundled ones.
  public var fonts: [FontFile] = []
  /// Whether a family that no file has is asked of Fontconfig.
  public var allowsSystemFonts = true
  /// The day that `{{today}}` and the outputs' metadata take where the brief gives no date.
  public var day: CalendarDay?
  public init() {}

  /// A font file in memory.
  public struct FontFile: Sendable {
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }
}

/// The largest inputs that Sarup reads, in bytes.
public enum Limits {
  public static let brief = 64 << 20
  public static let template = 1 << 20
  public static let font = 64 << 20
  public static let dictionary = 16 << 20
}
