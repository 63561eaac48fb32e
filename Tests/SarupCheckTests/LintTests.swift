import SarupBrief
import SarupCheck
import SarupSyntax
import TestSupport
import Testing

@Suite struct LintTests {
  private static let all = Set(LintRule.allCases)

  private static func brief(_ text: String) throws -> (brief: Brief, source: SourceText) {
    let source = SourceText(name: "brief.md", text: "---\ntitle: ชื่อ\n---\n\(text)")
    var diagnostics = Diagnostics()
    let brief = MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter)
    return (try #require(brief), source)
  }

  @Test func everyCase() throws {
    let path = Fixtures.folder(beside: #filePath) + "/lints.tsv"
    var met: Set<LintRule> = []
    for line in try #require(GoldenFile.read(path)).split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(cells.count == 4, "\(line)")
      let text = Escapes.unescaped(cells[1])
      let (brief, source) = try Self.brief(text)
      let findings = Lints.findings(in: brief, rules: Self.all)
      let found = findings.map { "\($0.rule.rawValue) |\(source[$0.span])|" }
      guard let rule = LintRule(rawValue: String(cells[0])) else {
        #expect(found == [], "\(text)")
        continue
      }
      met.insert(rule)
      #expect(found == ["\(rule.rawValue) |\(Escapes.unescaped(cells[2]).filter { $0 != "|" })|"], "\(text)")
      let (bytes, mended) = LintFix.apply(findings, to: source)
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("---\n" + Escapes.unescaped(cells[3])), "\(text)")
      let declaration = try #require(LintDeclaration.all.first { $0.rule == rule })
      #expect(mended.isEmpty != declaration.isFixable, "\(text)")
    }
    // The line ends are those of pages.
    #expect(met == Self.all.subtracting([.lineEnd, .lineLoose]))
  }

  @Test func everyRuleIsDeclaredByItsCode() {
    for rule in LintRule.allCases { #expect(rule.code.name == rule.rawValue) }
    #expect(LintDeclaration.all.map(\.rule) == LintRule.allCases)
  }

  @Test func codeAndMarkupAreLeftAlone() throws {
    let (brief, _) = try Self.brief("คำ `a  b ( c )` และ[เว็บ](https://example.org/a(b)c)\n\n- ข้อ\n\n      เเ  ต่างๆ\n")
    #expect(Lints.findings(in: brief, rules: Self.all).map(\.rule.rawValue) == [])
  }

  /// Text within a line of YAML and in tables has its place as well.
  @Test func everyTextIsRead() throws {
    let (brief, source) = try Self.brief(
      "ต่างๆ **หนาๆ**\n\n1. ข้อๆ[^1]\n\n   > คำๆ\n\n- จุดๆ\n\n| หัวๆ |\n| --- |\n| ช่องๆ |\n\n[^1]: หมายเหตุๆ\n")
    let findings = Lints.findings(in: brief, rules: [.repeatSignSpace])
    #expect(findings.count == 8)
    for finding in findings { #expect(source[finding.span] == "ๆ") }
  }

  /// Every other byte stays, and mending what was mended finds nothing.
  @Test(arguments: 0..<40) func mendingEnds(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "เเ", "ก", "\u{E4D}", "า", "\u{E48}", "\u{E35}", " ", "  ", "ๆ", "ฯลฯ", "(", ")", "“", "”", "\u{200B}", "A", "5",
      "การ", "*",
    ]
    var text = "คำ"
    for _ in 0..<30 { text += pieces[Int(random.next() % UInt64(pieces.count))] }
    var (brief, source) = try Self.brief(text)
    for _ in 0..<8 {
      let (bytes, mended) = LintFix.apply(Lints.findings(in: brief, rules: Self.all), to: source)
      if mended.isEmpty { return }
      let next = SourceText(name: "brief.md", text: String(decoding: bytes, as: UTF8.self))
      var diagnostics = Diagnostics()
      brief = try #require(
        MarkdownReader.read(next, into: &diagnostics, fields: BriefFields.readFrontMatter))
      source = next
    }
    Issue.record("\(text) is never done")
  }

  @Test func specimenIsABrief() throws {
    let brief = try #require(Specimen.read())
    #expect(Lints.findings(in: brief, rules: Self.all).map(\.message) == [])
    #expect(!brief.lead.isEmpty && !brief.findings.isEmpty && !brief.closing.isEmpty && !brief.credits.isEmpty)
  }
}
