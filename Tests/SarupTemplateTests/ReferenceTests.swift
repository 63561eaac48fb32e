import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

/// The template reference says what the reader does.
@Suite struct ReferenceTests {
  private static let languages = ["README.md", "README.th.md"]

  private func page(_ name: String) throws -> String {
    try #require(GoldenFile.read(Fixtures.folder(beside: #filePath) + "/../../Templates/" + name))
  }

  /// Code between fences of a language.
  private func blocks(of text: String, in language: String) -> [String] {
    text.split(separator: "```\(language)\n").dropFirst().compactMap {
      $0.split(separator: "```").first.map(String.init)
    }
  }

  /// The cells of every row of every table.
  private func rows(of text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  @Test(arguments: languages) func examplesAreTemplates(language: String) throws {
    let blocks = blocks(of: try page(language), in: "yaml")
    #expect(blocks.count >= 6)
    for block in blocks {
      let text = block.contains("extends:") ? block : "extends: brief\n" + block
      var diagnostics = Diagnostics()
      let source = SourceText(name: "example.yaml", text: text)
      let template = TemplateLibrary.shipped().template(from: source, reporting: &diagnostics).template
      #expect(template != nil)
      #expect(diagnostics.all.map(\.message) == [], "\(block)")
    }
  }

  @Test(arguments: languages) func everyKeyIsExplained(language: String) throws {
    let text = try page(language)
    var keys: [String] = []
    Self.collect(.schema(TemplateReader.schema), into: &keys)
    for definition in TemplateReader.schema.definitions() { Self.collect(.schema(definition.schema), into: &keys) }
    #expect(keys.count > 50)
    for key in keys { #expect(text.contains("`\(key)`"), "`\(key)` is not in \(language)") }
    for form in DateForm.allCases { #expect(text.contains("`\(form.rawValue)`")) }
    for field in FieldScope.ofBriefs { #expect(text.contains("`\(field.name)`")) }
    for form in NumberPattern.Form.allCases { #expect(text.contains("`{\(form.rawValue)}`")) }
  }

  private static func collect(_ value: SchemaNode.Value, into keys: inout [String]) {
    switch value {
    case .schema(let node): for keyword in node.keywords { collect(keyword.value, into: &keys) }
    case .schemas(let nodes):
      for node in nodes {
        keys.append(node.name)
        collect(.schema(node.schema), into: &keys)
      }
    case .list(let values): for value in values { collect(value, into: &keys) }
    case .text, .integer, .number, .flag, .null: break
    }
  }

  @Test(arguments: languages) func dateTableIsRight(language: String) throws {
    let wording = Wording(language: .thai, digits: .thai)
    let first = CalendarDay(year: 2019, month: 3, day: 14)
    let last = CalendarDay(year: 2019, month: 3, day: 15)
    var found = 0
    for row in rows(of: try page(language)) where row.count == 3 {
      guard let form = DateForm.allCases.first(where: { "`\($0.rawValue)`" == row[0] }) else { continue }
      #expect(row[1] == wording.text(of: .day(first), as: form, digits: .thai))
      #expect(row[2] == wording.text(of: .days(first, last), as: form, digits: .thai))
      found += 1
    }
    #expect(found == DateForm.allCases.count)
  }

  /// A default in a table is what a template that says nothing has.
  @Test func defaultsAreRight() throws {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "bare.yaml", text: "styles: {only: {}}\nbody: [lead]\n")
    let template = try #require(TemplateLibrary.shipped().template(from: source, reporting: &diagnostics).template)
    let style = try #require(template.styles.first)
    #expect(style == ParagraphStyle(name: "only", font: FontChoice(families: ["Sarabun"]), size: 16))
    #expect([style.widows, style.orphans] == [2, 2])
    #expect(template.digits == .thai)
    #expect(template.language == .thai)
    #expect(!template.changesDigitsInText)
    let millimetres = [
      template.page.width, template.page.height, template.page.top, template.page.end, template.page.bottom,
      template.page.start,
      template.page.headDistance, template.page.footDistance,
    ].map { ($0 * 25.4 / 72 * 10).rounded() / 10 }
    #expect(millimetres == [210, 297, 25, 20, 20, 30, 12.5, 10])
  }
}
