import SarupBrief
import SarupSyntax
import TestSupport
import Testing

@Suite struct MarkdownReaderTests {
  /// The outline of the brief and behind it what the reader had to say, each with its line and column.
  @Test(arguments: ["thai-brief", "title-heading", "mistakes", "fenced"])
  func outline(_ name: String) throws {
    let folder = Fixtures.folder(beside: #filePath)
    let source = SourceText(name: "\(name).md", text: try #require(GoldenFile.read("\(folder)/markdown/\(name).md")))
    var diagnostics = Diagnostics()
    let brief = try #require(MarkdownReader.read(source, into: &diagnostics))
    var text = BriefDump.whole(of: brief)
    for diagnostic in diagnostics.all {
      let span = try #require(diagnostic.span)
      let before = source.bytes[..<Int(span.lower)]
      let line = before.count { $0 == 0x0A } + 1
      text += "\(line) \(diagnostic.severity) \(diagnostic.code.name): \(diagnostic.message) [\(source[span])]\n"
      for hint in diagnostic.hints { text += "   \(hint)\n" }
    }
    if let difference = GoldenFile.difference(of: text, from: "\(folder)/markdown/\(name).outline") {
      Issue.record("\(difference)")
    }
  }

  @Test func mistakesInAFencedBlockHaveTheirPlace() throws {
    let text =
      "---\ntitle: ก\n---\n1. ข\n\n   ```figure\n   path: a.png\n   caption: ค\n   size: 3\n   ```\n\n> ```table\n> rows: 5\n> ```\n"
    let source = SourceText(name: "t", text: text)
    var diagnostics = Diagnostics()
    #expect(MarkdownReader.read(source, into: &diagnostics) == nil)
    #expect(diagnostics.all.map { $0.span.map { source[$0].prefix(8) } } == ["size", "```table"])
    #expect(diagnostics.all.map(\.code.name) == ["unknown-key", "wrong-type"])
  }

  /// Terms one after another are one list; what stands between them parts it, and a comment without words is told by nobody.
  @Test(arguments: [
    ("ก\n: ข\n\nค\n: ง", [2], 0), ("ก\n: ข\n\n<!-- -->\n\nค\n: ง", [1, 1], 0),
    ("ก\n: ข\n\n<!---->\nค\n: ง", [1, 1], 0),
    ("ก\n: ข\n\n<!-- จบ -->\n\nค\n: ง\n\nจ\n: ฉ", [1, 2], 1), ("ก\n: ข\n\nย่อหน้า\n\nค\n: ง", [1, 1], 0),
    ("> ก\n> : ข\n>\n> <!-- -->\n>\n> ค\n> : ง", [1, 1], 0), ("<!-- -->\n\nก\n: ข\n\nค\n: ง", [2], 0),
    ("```definitions\n- {term: ก, definition: ข}\n```\n\n```definitions\n- {term: ค, definition: ง}\n```", [1, 1], 0),
    ("```definitions\n- {term: ก, definition: ข}\n```\n\nค\n: ง", [1, 1], 0),
  ])
  func listsOfDefinitionsStayApart(_ text: String, _ counts: [Int], _ messages: Int) throws {
    func lists(_ blocks: [Block]) -> [Int] {
      blocks.flatMap { block in
        switch block {
        case .definitions(let definitions): [definitions.count]
        case .quote(let inner): lists(inner)
        default: [Int]()
        }
      }
    }
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: "---\ntitle: ก\n---\n\(text)\n")
    let brief = try #require(MarkdownReader.read(source, into: &diagnostics))
    #expect(lists(brief.lead) == counts)
    #expect(diagnostics.all.map(\.code.name) == Array(repeating: "markdown-comment", count: messages))
  }

  @Test func openFrontMatterIsAnErrorAtItsBeginning() throws {
    let source = SourceText(name: "t", text: "---\ntitle: ก\n\nข้อความ\n")
    var diagnostics = Diagnostics()
    #expect(MarkdownReader.read(source, into: &diagnostics) == nil)
    let error = try #require(diagnostics.all.first)
    #expect(diagnostics.all.count == 1)
    #expect(error.code.name == "front-matter-open")
    #expect(error.span == source.span(0, 3))
    #expect(!error.hints.isEmpty)
  }

  @Test(arguments: ["ข้อความ", "---\nplace: ก\n---\n\nข้อความ\n", "", "---\n---", "## ก\n\nข"])
  func aBriefNeedsATitle(_ text: String) {
    var diagnostics = Diagnostics()
    #expect(MarkdownReader.read(SourceText(name: "t", text: text), into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.code.name) == ["brief-title-missing"])
  }

  @Test(arguments: [
    "---\r\ntitle: ก\r\n---\r\nข\r\n\r\n๑. ค\r\n", "--- \ntitle: ก\n...\nข\n\n๑. ค", "---\ntitle: ก\n---\nข\n\n๑. ค",
    "\n \r\n---\ntitle: ก\n---\nข\n\n๑. ค",
  ])
  func linesEndInAnyWay(_ text: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(MarkdownReader.read(SourceText(name: "t", text: text), into: &diagnostics))
    #expect(BriefDump.text(of: brief) == "title: ก\nlead\n  paragraph: ข\nfindings\n  finding 1\n    paragraph: ค\n")
    #expect(diagnostics.all.isEmpty)
  }
}

@Suite struct InlineMarkdownTests {
  /// What would open a block in a text is text in a scalar.
  @Test(arguments: [
    "1. ก", "๑. ก", "# ก", "- ก", "> ก", "| ก", "***", "---", "    ก", "+ ก", "=", "[ก]: ข", "```", "1) ก\n2) ข",
  ])
  func nothingOpensABlock(_ text: String) {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: text)
    let read = InlineMarkdown.read(
      text, contentSpan: source.span(0, source.bytes.count), span: nil, into: &diagnostics)
    let trimmed = text.drop { $0 == " " }
    #expect(read.string == trimmed.replacing("\n", with: " "))
  }

  @Test func runsKeepTheirPlaces() throws {
    let source = SourceText(name: "t", text: "title: ก **ข**ค \\* &amp; ง\n")
    let content = source.span(7, source.bytes.count - 1)
    var diagnostics = Diagnostics()
    let text = InlineMarkdown.read(source[content], contentSpan: content, span: content, into: &diagnostics)
    #expect(BriefDump.inline(text) == "ก ‹b:ข›ค * & ง")
    #expect(text.runs.map { $0.span.map { source[$0] } ?? "-" } == ["ก ", "ข", "ค ", "\\*", " ", "&amp;", " ง"])
  }

  @Test func aTextWithoutAnExactPlaceHasThatOfItsScalar() {
    let source = SourceText(name: "t", text: "title: \"ก \\u0E02 **ค**\"")
    let span = source.span(7, source.bytes.count)
    var diagnostics = Diagnostics()
    let text = InlineMarkdown.read("ก ข **ค**", contentSpan: nil, span: span, into: &diagnostics)
    #expect(text.string == "ก ข ค")
    #expect(text.runs.allSatisfy { $0.span == span })
  }
}
