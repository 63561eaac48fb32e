import SarupBrief
import SarupSyntax
import TestSupport
import Testing

/// Whatever comes in, a reader gives a value or an error with a place, and no crash.
@Suite struct HostileInputTests {
  @Test func anyMixtureOfMarksIsRead() throws {
    var random = TokenSource(seed: 7)
    for _ in 0..<1000 {
      let text = random.text()
      let source = SourceText(name: "t", text: "---\ntitle: t\n---\n" + text)
      var diagnostics = Diagnostics()
      let brief = MarkdownReader.read(source, into: &diagnostics)
      check(diagnostics, source)
      guard let brief else {
        // A row with a cell too many is an error of its own; all else is read.
        #expect(diagnostics.all.contains { $0.code.name == "markdown-table-row" }, "nothing read: \(text)")
        continue
      }
      if let run = MarkdownSpans.inexactRun(of: brief.texts, in: source) { Issue.record("\(run)\n\(text)") }
    }
  }

  @Test func anyArticleIsReadAndWritten() throws {
    var random = TokenSource(seed: 11)
    for _ in 0..<1000 {
      // What decodes a source refuses a null.
      let text = "ก" + random.text().replacing("\0", with: "")
      let source = SourceText(name: "t", text: text)
      var diagnostics = Diagnostics()
      let brief = try #require(ArticleReader.read(source, into: &diagnostics))
      check(diagnostics, source)
      let written = MarkdownWriter.write(brief)
      var found = Diagnostics()
      let back = MarkdownReader.read(SourceText(name: "w", text: written), into: &found)
      if back == brief { continue }
      Issue.record("\(text)\n===== written\n\(written)\n===== found\n\(back.map(BriefDump.text) ?? "nothing")")
      return
    }
  }

  struct Excess: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
  }

  @Test(arguments: [
    Excess(testDescription: "quotes", text: String(repeating: ">", count: 100_000) + "ก"),
    Excess(testDescription: "bullets", text: String(repeating: "- ", count: 100_000) + "ก"),
    Excess(
      testDescription: "bars", text: String(repeating: "|", count: 5000) + "\n" + String(repeating: "|-", count: 5000)),
    Excess(testDescription: "pictures", text: String(repeating: "![[]()", count: 100_000)),
    Excess(
      testDescription: "rows",
      text: String(repeating: "|a", count: 200) + "\n" + String(repeating: "|-", count: 200)
        + String(repeating: "\n|", count: 20000)),
    Excess(
      testDescription: "steps",
      text: (0..<200).map { String(repeating: " ", count: $0 * 2) + "- ก" }.joined(separator: "\n")),
  ])
  func excessIsAnError(_ excess: Excess) {
    let source = SourceText(name: "t", text: "---\ntitle: t\n---\n" + excess.text)
    var diagnostics = Diagnostics()
    #expect(MarkdownReader.read(source, into: &diagnostics) == nil)
    #expect(diagnostics.all.count == 1)
    #expect(diagnostics.all.first?.severity == .error)
    check(diagnostics, source)
  }

  @Test func sizeIsLimited() {
    var limits = MarkdownLimits()
    limits.bytes = 10
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: "---\ntitle: t\n---\n12345678901")
    #expect(MarkdownReader.read(source, limits: limits, into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.code.name) == ["markdown-size"])
  }

  /// The parser's library shares a table between threads; what one text uses must not change how another is read.
  @Test func threadsDoNotDisturbEachOther() async throws {
    // Long texts, so that the threads are inside the parser at the same time.
    let texts = (0..<8).map { index in
      "# ก"
        + String(
          repeating: index.isMultiple(of: 2) ? "\n\n~~ข~~**(ค)**ง ~~ฉ~~" : "\n\nข**(ค)**ง ~ จ", count: 100 + 50 * index)
    }
    func outline(_ text: String) -> String {
      var diagnostics = Diagnostics()
      return MarkdownReader.read(SourceText(name: "t", text: text), into: &diagnostics).map(BriefDump.text) ?? "-"
    }
    let expected = texts.map(outline)
    let found = await withTaskGroup(of: Bool.self) { group in
      for (text, outlined) in zip(texts, expected) {
        group.addTask { (0..<20).allSatisfy { _ in outline(text) == outlined } }
      }
      return await group.reduce(into: true) { $0 = $0 && $1 }
    }
    #expect(found)
    #expect(expected[0].contains("‹s:ข›"))
  }

  private func check(_ diagnostics: Diagnostics, _ source: SourceText) {
    for diagnostic in diagnostics.all {
      guard let span = diagnostic.span else {
        Issue.record("no place: \(diagnostic)")
        continue
      }
      #expect(span.lower <= span.upper && Int(span.upper) <= source.bytes.count)
    }
  }
}

/// Texts of tokens that mean something to one of the readers. The same seed makes the same texts.
struct TokenSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func text() -> String {
    (0..<(1 + below(30))).map { _ in
      below(3) == 0
        ? TokenSource.structure[below(TokenSource.structure.count)]
        : BriefGenerator.pieces[below(BriefGenerator.pieces.count)]
    }.joined()
  }

  private static let structure = [
    "\n", "\n\n", "\r\n", "\n   ", "\n1. ", "\n๑. ", "\n- ", "\n> ", "\n\n    ", "\n| a | b |\n|--|--|\n| c | d |\n",
    "\n[^1]: ", "[^1]", "\n[ก]: x", "[ก]", "\n```\n",
    "\n<div>\n", "\n(2) ", "\nข้อ ๑ ", "\n1.1 ", "\n• ", "  \n", "\\\n", "\n14 มีนาคม 2562\n", "\nมานี (กอง) /ข่าว",
    "\nแชร์หน้านี้\n", "\t", "\u{0}", "\n# ก\n", "\n===\n",
    "![ก](a.png)", "\n![ก](a.png)\n", "\n~~~ก\n", "\u{85}", "\n\u{A0}\u{A0}", "](", ")", "<a href=\"x\">", "<!--",
    "-->", "\n***\n",
  ]

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
