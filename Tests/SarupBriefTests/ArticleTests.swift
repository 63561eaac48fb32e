import SarupBrief
import SarupSyntax
import TestSupport
import Testing

@Suite struct ArticleTests {
  static let names = [
    "workshop", "thai-digits", "brackets", "clauses", "headings", "nested", "bullets", "dateline", "spaces", "markup",
    "order", "letter", "english", "restart",
  ]

  private static func source(_ name: String) throws -> SourceText {
    let path = "\(Fixtures.folder(beside: #filePath))/articles/\(name).txt"
    return SourceText(name: name, text: try #require(GoldenFile.read(path)))
  }

  /// The Markdown, and behind it what the import had to say.
  @Test(arguments: names)
  func becomesMarkdown(_ name: String) throws {
    let source = try ArticleTests.source(name)
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    var text = MarkdownWriter.write(brief)
    for diagnostic in diagnostics.all {
      #expect(diagnostic.severity == .warning)
      let span = try #require(diagnostic.span)
      text += "\n<!-- \(diagnostic.code.name): \(diagnostic.message) [\(source[span])] -->"
    }
    let path = "\(Fixtures.folder(beside: #filePath))/articles/\(name).md"
    if let difference = GoldenFile.difference(of: text + "\n", from: path) { Issue.record("\(difference)") }
  }

  @Test(arguments: names)
  func readsBackToTheSameText(_ name: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(ArticleTests.source(name), into: &diagnostics))
    var found = Diagnostics()
    let back = MarkdownReader.read(SourceText(name: "brief", text: MarkdownWriter.write(brief)), into: &found)
    #expect(back == brief)
    #expect(found.all.isEmpty)
  }

  /// Furniture, list marks, brackets, blanks and line ends apart, every character of an article is in its brief.
  @Test(arguments: names)
  func keepsEveryCharacter(_ name: String) throws {
    let source = try ArticleTests.source(name)
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    var dropped = diagnostics.all.filter { $0.code.name == "article-furniture" }.compactMap(\.span)
    if let date = brief.date?.span,
      diagnostics.all.contains(where: { $0.message == "line became the date of the brief" })
    {
      dropped.append(date)
    }
    var kept = [Bool](repeating: false, count: source.bytes.count)
    let texts =
      [brief.title, brief.subtitle].compactMap { $0 } + brief.texts
      + brief.credits.flatMap { [$0.name, $0.unit, $0.role].compactMap { $0 } }
    for span in texts.flatMap(\.runs).compactMap(\.span) + dropped {
      for at in Int(span.lower)..<Int(span.upper) { kept[at] = true }
    }
    let rest = String(decoding: source.bytes.indices.filter { !kept[$0] }.map { source.bytes[$0] }, as: UTF8.self)
    let marks = rest.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{A0}" }
    let allowed = "0123456789๐๑๒๓๔๕๖๗๘๙.()-•/ข้อ".unicodeScalars
    #expect(marks.allSatisfy(allowed.contains), "lost: \(String(String.UnicodeScalarView(marks)))")
  }
}
