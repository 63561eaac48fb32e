internal import SarupContainer
internal import SarupDrawing
internal import SarupFonts
internal import SarupImage
internal import SarupSyntax

/// What this is, and what it was built on: the same versions give the same bytes.
public enum Version {
  /// Semantic version of Sarup.
  public static let number = "0.1.0"

  /// The C libraries in use, by name, with the version of each that is loaded. Asking for them loads nothing else.
  public static var libraries: [(name: String, version: String)] {
    [("HarfBuzz", HarfBuzzLibrary.version)] + PageDrawer.libraryVersions + [
      ("Fontconfig", FontconfigLibrary.version), ("libyaml", YAMLLibrary.version),
      ("cmark-gfm", MarkdownLibrary.version), ("libdeflate", Deflate.libraryVersion),
      ("expat", XMLTree.libraryVersion), ("libpng", PictureLibraries.png),
    ]
  }

  /// What `sarup --version` prints: a name and a version on each line.
  public static var text: String {
    (["sarup \(number)"] + libraries.map { "\($0.name) \($0.version)" }).joined(separator: "\n")
  }
}
