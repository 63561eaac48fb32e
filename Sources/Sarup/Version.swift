internal import SarupDrawing

/// What this is, and what it was built on: the same versions give the same bytes.
public enum Version {
  public static let number = "0.1.0"
}
