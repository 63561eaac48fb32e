import SarupBrief
import SarupSyntax
import SarupThai
import TestSupport
import Testing

struct DataReaderTests {
  @Test func cases() throws {
    let path = Fixtures.folder(beside: #filePath) + "/data.cases"
    let cases = AnnotatedCases(try #require(GoldenFile.read(path)))
    #expect(cases.cases.count > 10)
    let text = cases.annotated { example, source, diagnostics in
      let brief: Brief?
      switch example.name.prefix(while: { $0 != " " }) {
      case "yaml": brief = DataReader.readYAML(source, reporting: &diagnostics)
      case "json": brief = DataReader.readJSON(source, reporting: &diagnostics)
      default: brief = MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter)
      }
      guard let brief else { return [] }
      return (BriefDump.text(of: brief) + Self.rest(of: brief)).split(separator: "\n").map(String.init)
    }
    #expect(GoldenFile.difference(of: text, from: path) == nil)
  }

  /// What the dump leaves out.
  private static func rest(of brief: Brief) -> String {
    var lines: [String] = []
    if !brief.keywords.isEmpty { lines.append("keywords: \(brief.keywords)") }
    if !brief.attachments.isEmpty { lines.append("attachments: \(brief.attachments.map(\.string))") }
    if brief.language != "th" { lines.append("language: \(brief.language)") }
    if let digits = brief.digits { lines.append("digits: \(digits)") }
    for (name, value) in [("logo", brief.logo), ("template", brief.template), ("dictionary", brief.dictionary)] {
      if let value { lines.append("\(name): \(value.value)") }
    }
    return (lines + brief.extra.map { "extra \($0.key.value): \(describe($0.value))" }).joined(separator: "\n")
  }

  private static func describe(_ value: ExtraValue) -> String {
    switch value {
    case .text(let text): BriefDump.inline(text)
    case .list(let items): "[" + items.map(describe).joined(separator: ", ") + "]"
    case .record(let fields):
      "{" + fields.map { "\($0.key.value): \(describe($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test func everyTextKnowsItsPlace() throws {
    let source = SourceText(name: "x", text: "title: การ**ประชุม**\nlead:\n  - >\n    ย่อหน้า\nvenue: \"ห้อง\"\n")
    var diagnostics = Diagnostics()
    let brief = try #require(DataReader.readYAML(source, reporting: &diagnostics))
    #expect(brief.title.runs.map { $0.span.map { source[$0] } } == ["การ", "ประชุม"])
    guard case .paragraph(let lead) = brief.lead.first, case .text(let venue) = brief.extra.first?.value else {
      Issue.record("the lead or the further key is missing")
      return
    }
    #expect(lead.runs.first?.span.map { source[$0] } == "ย่อหน้า")
    #expect(venue.runs.first?.span.map { source[$0] } == "ห้อง")
  }

  @Test func settingsOverride() throws {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "x", text: "title: ก\nplace: ข\nlead: [ค]\nvenue: ง\nseats: 1\n")
    var brief = try #require(DataReader.readYAML(source, reporting: &diagnostics))
    let later = SourceText(name: "y", text: "{place: จ, lead: [ฉ, ช], venue: ซ, digits: thai}")
    let node = try #require(YAML.read(later, reporting: &diagnostics))
    BriefFields.apply(node, to: &brief, reporting: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    #expect(brief.title.string == "ก" && brief.place?.string == "จ" && brief.lead.count == 2)
    #expect(brief.digits == .thai)
    #expect(brief.extra.map(\.key.value) == ["venue", "seats"])
    #expect(brief.extra.first?.value == .text(RichText("ซ")))
  }

  @Test func schema() throws {
    let path = Fixtures.folder(beside: #filePath) + "/brief.schema.json"
    #expect(GoldenFile.difference(of: BriefFields.schemaText, from: path) == nil)
  }
}
