import Foundation
import Sarup
import SarupBrief
import SarupSyntax
import TestSupport
import Testing

private let tests = Fixtures.folder(beside: #filePath) + "/.."
private let repository = tests + "/.."

private func names(in folder: String, ending: String...) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: "\(repository)/\(folder)").sorted()
    .filter { name in ending.contains { name.hasSuffix($0) } }
}

/// What `sarup schema` prints and what the readers say agree on every template and every brief of this repository, the wrong ones too.
@Suite struct SchemaAgreementTests {
  private static let template = SchemaValidator(InputSchema.template.text)
  private static let brief = SchemaValidator(InputSchema.brief.text)

  /// Mistakes in what a text means, or in how parts of one input or several inputs go together: no schema says them.
  private static let beyondSchemas: Set<String> = [
    // What is somewhere else: in the template, in its bases, in other files, in fonts.
    "template-incomplete", "template-unknown-style", "template-unknown-font", "template-style-loop",
    "template-base-loop",
    "template-not-found", "template-no-section", "template-repeated-section", "template-no-room",
    "dictionary-not-found",
    "picture-not-found", "font-not-found", "label-unknown", "picture-alternative-missing", "brief-required-field",
    // What lines and numbers of templates mean, and what they want of a brief.
    "template-unclosed-field", "template-unclosed-optional", "template-optional-without-field",
    "template-nested-too-deep",
    "template-unknown-field", "template-unknown-filter", "template-filter-argument", "template-filter-mismatch",
    "template-bad-condition", "template-not-a-list", "template-bad-numbering", "template-bad-value", "brief-bad-value",
    // Days of the calendar, and characters that an archive copy does not hold.
    "date-not-in-calendar", "date-order", "date-era", "archive-private-character",
  ]

  /// Single cases that the readers refuse and no schema can. One that it can by now is to be taken out.
  private static let exceptions: [(reason: String, cases: Set<String>)] = [
    (
      "a pattern knows units, but not how long a length is",
      [
        "page.template.cases: a border that is too thick", "page.template.cases: a border that is too far in",
        "page.template.cases: a length out of range", "page.template.cases: a page that is too small",
        "styles.template.cases: a padding that Word does not know", "styles.template.cases: a size that is too large",
      ]
    ),
    (
      "a length goes with another one, or with the size of the type",
      [
        "styles.template.cases: a first line outside the margin",
        "styles.template.cases: a first line in em outside the margin",
        "styles.template.cases: em that is too long with the size",
        "styles.template.cases: em that is too long with another size",
      ]
    ),
    (
      "letters of all scripts need classes that not every validator knows",
      ["references.yaml.cases: an id that cannot be one"]
    ),
  ]

  // MARK: - What is right

  @Test(arguments: try names(in: "Templates", ending: ".yaml")) func templatesThatShip(name: String) throws {
    try expectRight("Templates/\(name)", by: Self.template)
  }

  @Test(
    arguments: try ["Examples", "Documentation/gallery/elements", "Documentation/gallery/templates"].flatMap { folder in
      try names(in: folder, ending: ".yaml", ".json", ".md").map { "\(folder)/\($0)" }
    }) func briefsThatAreRight(path: String) throws
  {
    try expectRight(path, by: Self.brief)
  }

  @Test func templatesOfTests() throws {
    for path in ["Documentation/gallery/elements/pages/slip.yaml"]
      + (try names(in: "Tests/SarupTests/Files", ending: ".yaml").map { "Tests/SarupTests/Files/\($0)" })
    {
      try expectRight(path, by: Self.template)
    }
  }

  private func expectRight(_ path: String, by validator: SchemaValidator?) throws {
    let text = try #require(GoldenFile.read("\(repository)/\(path)"))
    let tree = try #require(Self.tree(SourceText(name: path, text: text)))
    let fault = try #require(validator).fault(in: tree)
    #expect(fault == nil || fault == ": title is missing" && path.hasSuffix(".md"), "\(path)\(fault ?? "")")
  }

  // MARK: - What is wrong

  @Test(arguments: try names(in: "Tests/SarupTests/Mistakes", ending: ".cases")) func mistakes(file: String) throws {
    let cases = AnnotatedCases(try #require(GoldenFile.read("\(tests)/SarupTests/Mistakes/\(file)")))
    let parts = file.split(separator: ".").map(String.init)
    let isTemplate = parts[1] == "template"
    for example in cases.cases {
      let run = Run(example, ending: parts[1])
      let name = isTemplate ? "case.yaml" : "case.\(parts[1])"
      guard let own = run.rendering.sources.first(where: { $0.name == name }) else { continue }
      try compare(
        "\(file): \(example.name)", own, run.rendering.diagnostics.all, isTemplate ? Self.template : Self.brief)
    }
  }

  @Test(arguments: try names(in: "Tests/SarupTemplateTests/Mistakes", ending: ".yaml")) func templates(file: String)
    throws
  {
    let text = try #require(GoldenFile.read("\(tests)/SarupTemplateTests/Mistakes/\(file)"))
    let plain = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#~") }
      .joined(separator: "\n")
    let example = try #require(AnnotatedCases("=== \(file)\n\(plain)").cases.first)
    let run = Run(example, ending: "template")
    guard let own = run.rendering.sources.first(where: { $0.name == "case.yaml" }) else { return }
    try compare(file, own, run.rendering.diagnostics.all, Self.template)
  }

  @Test func dataOfBriefs() throws {
    let cases = AnnotatedCases(try #require(GoldenFile.read("\(tests)/SarupBriefTests/data.cases")))
    for example in cases.cases {
      let ending = example.name.hasPrefix("json") ? "json" : "yaml"
      let run = Run(example, ending: ending)
      guard let own = run.rendering.sources.first(where: { $0.name == "case.\(ending)" }) else { continue }
      try compare("data.cases: \(example.name)", own, run.rendering.diagnostics.all, Self.brief)
    }
  }

  private func compare(
    _ name: String, _ source: SourceText, _ diagnostics: [Diagnostic], _ validator: SchemaValidator?
  ) throws {
    guard let tree = Self.tree(source) else { return }
    let own = diagnostics.filter { diagnostic in
      guard diagnostic.severity == .error, let span = diagnostic.span, span.source == source.id else { return false }
      // Of a Markdown text only what stands between the lines of hyphens has a schema.
      return span.lower >= tree.span.lower && span.lower <= tree.span.upper
    }
    let sayable = own.filter { !Self.beyondSchemas.contains($0.code.name) }
    var fault = try #require(validator).fault(in: tree)
    if fault == ": title is missing", source.name.hasSuffix(".md") { fault = nil }
    // What a schema can say it says, and nothing that no reader says.
    let agrees = fault == nil ? sayable.isEmpty : !own.isEmpty
    if Self.exceptions.contains(where: { $0.cases.contains(name) }) {
      #expect(!agrees, "\(name): the two agree by now")
    } else {
      let said = own.map { "\($0.message) [\($0.code.name)]" }.joined(separator: "; ")
      #expect(agrees, "\(name): the reader says \(said.isEmpty ? "nothing" : said), the schema \(fault ?? "nothing")")
    }
  }

  // MARK: - Files

  private static func tree(_ source: SourceText) -> Node? {
    var diagnostics = Diagnostics()
    if source.name.hasSuffix(".md") { return BriefFields.frontMatter(of: source) }
    return source.name.hasSuffix(".json")
      ? JSON.read(source, reporting: &diagnostics) : YAML.read(source, reporting: &diagnostics)
  }
}
