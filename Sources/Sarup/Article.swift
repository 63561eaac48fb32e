internal import SarupBrief
public import SarupSyntax

/// Turns articles as government sites publish them into briefs.
public enum Article {
  /// A brief as Markdown, with what was dropped, changed or guessed on the way.
  public struct Imported: Sendable {
    /// `nil` when the article could not be read at all.
    public var markdown: [UInt8]?
    public var diagnostics: [Diagnostic]
    /// The texts that the diagnostics point into.
    public var sources: [SourceText]
  }

  /// Reads a plain-text article.
  ///
  /// - Parameter name: what messages call it.
  public static func brief(from bytes: [UInt8], name: String, encoding: TextEncoding = .utf8) -> Imported {
    var diagnostics = Diagnostics()
    var sources: [SourceText] = []
    let source = SourceText.decode(
      name: name, bytes: bytes, encoding: encoding, limit: Limits.brief, reporting: &diagnostics, sources: &sources)
    let brief = source.flatMap { ArticleReader.read($0, into: &diagnostics) }
    let markdown = brief.map { Array(MarkdownWriter.write($0).utf8) }
    return Imported(markdown: markdown, diagnostics: diagnostics.all, sources: sources)
  }
}
