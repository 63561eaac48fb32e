internal import SarupDrawing

/// What this is, and what it was built on: the same versions give the same bytes.
public enum Version {
  /// Semantic version of Sarup.
  public static let number = "0.1.0"

  /// What `sarup --version` prints.
  public static var text: String { "sarup \(number)\n\(PageDrawer.libraryVersion)" }
}
