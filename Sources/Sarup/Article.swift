internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
public import SarupSyntax

/// Turns articles as government sites publish them, and Word files, into briefs.
public enum Article {
  /// A brief as Markdown, with what was dropped, changed or guessed on the way.
  public struct Imported: Sendable {
    /// `nil` when the article could not be read at all.
    public var markdown: [UInt8]?
    /// Pictures of a Word file, by the paths that the brief names them by.
    public var pictures: [(path: String, bytes: [UInt8])] = []
    /// Errors, and everything that was dropped, changed or guessed.
    public var diagnostics: Diagnostics
    /// The texts that the diagnostics point into.
    public var sources: [SourceText]
  }

  /// Reads a plain-text article, or a Word file: one that Sarup wrote comes back with its front matter, its lists and references,
  /// any other with what a brief has of it.
  ///
  /// - Parameters:
  ///   - bytes: as they were read.
  ///   - name: what messages call it.
  ///   - encoding: how the bytes stand for characters.
  ///   - pictures: the folder for a Word file's pictures, relative to the brief.
  public static func brief(
    from bytes: [UInt8], name: String, encoding: TextEncoding = .utf8, pictures: String = "pictures"
  ) -> Imported {
    var diagnostics = Diagnostics()
    switch InputKind.tell(name: name, bytes: bytes) {
    case .foreign(.word):
      var sources: [SourceText] = []
      let result = WordReader.read(name, bytes, pictures: pictures, sources: &sources, reporting: &diagnostics)
      let markdown = diagnostics.hasErrors ? nil : result.map { Array(MarkdownWriter.write($0.brief).utf8) }
      return Imported(
        markdown: markdown, pictures: result?.pictures ?? [], diagnostics: diagnostics, sources: sources)
    case .foreign(let kind):
      diagnostics.error(
        "input-kind", at: nil, "\(name == "-" ? "standard input" : name) is \(kind.name), not plain text",
        hint: kind.isDocument ? "Save its text as a plain-text file first." : "An article is a text file.")
      return Imported(markdown: nil, diagnostics: diagnostics, sources: [])
    case .brief, .template, .empty: break
    }
    var limits = InputLimits()
    limits.bytes = Limits.brief
    let decoded = SourceText.decode(
      name: name, bytes: bytes, encoding: encoding, limits: limits, reporting: &diagnostics)
    let brief = decoded.isValid ? ArticleReader.read(decoded.source, into: &diagnostics) : nil
    let markdown = brief.map { Array(MarkdownWriter.write($0).utf8) }
    return Imported(markdown: markdown, diagnostics: diagnostics, sources: [decoded.source])
  }
}
