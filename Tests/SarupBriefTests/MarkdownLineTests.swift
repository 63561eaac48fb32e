import SarupBrief
import SarupSyntax
import TestSupport
import Testing

/// One line of a data file: an input, a tab, what is expected.
struct MarkdownCase: CustomTestStringConvertible, Sendable {
  var input: String
  var expected: String

  var testDescription: String { input }

  static func all(in name: String) -> [MarkdownCase] {
    let folder = Fixtures.folder(beside: #filePath)
    let text = GoldenFile.read("\(folder)/\(name)") ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("# A ") }.compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 2 else { return nil }
      return MarkdownCase(input: unescape(fields[0]), expected: String(fields[1]))
    }
  }

  private static func unescape(_ text: Substring) -> String {
    String(text).replacing("\\\\", with: "\u{1}").replacing("\\n", with: "\n").replacing("\\s", with: " ")
      .replacing("\u{1}", with: "\\")
  }
}

@Suite struct MarkdownLineTests {
  @Test(arguments: MarkdownCase.all(in: "emphasis.tsv"))
  func emphasis(_ line: MarkdownCase) throws {
    let blocks = try MarkdownSupport.blocks(line.input)
    guard case .paragraph(let text)? = blocks.first else {
      Issue.record("no paragraph: \(blocks)")
      return
    }
    #expect(BriefDump.inline(text) == line.expected)
    #expect(blocks.count == 1)
  }

  @Test(arguments: MarkdownCase.all(in: "markers.tsv"))
  func markers(_ line: MarkdownCase) throws {
    let outline = BriefDump.text(of: try MarkdownSupport.blocks(line.input))
    #expect(outline.replacing("\n", with: "/") == line.expected)
  }

  @Test func filesHaveCases() {
    #expect(MarkdownCase.all(in: "emphasis.tsv").count > 40)
    #expect(MarkdownCase.all(in: "markers.tsv").count > 25)
  }
}

enum MarkdownSupport {
  /// The blocks of a text below a title that is given elsewhere.
  static func blocks(_ text: String) throws -> [Block] {
    var diagnostics = Diagnostics()
    let brief = try #require(read(SourceText(name: "t", text: "---\n---\n" + text), &diagnostics))
    return brief.lead + brief.findings + brief.closing
  }

  static func read(_ source: SourceText, _ diagnostics: inout Diagnostics) -> Brief? {
    MarkdownReader.read(source, into: &diagnostics) { source, _, brief, _ in
      brief.title = RichText("t", span: source.span(0, 1))
      return true
    }
  }
}
