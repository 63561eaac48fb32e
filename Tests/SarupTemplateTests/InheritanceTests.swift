import SarupDocument
import SarupResources
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

@Suite struct InheritanceTests {
  private func read(
    _ texts: [String: String], _ name: String = "a.yaml", folder: String = ""
  ) -> (template: Template?, diagnostics: [Diagnostic], sources: [SourceText]) {
    var library = TemplateLibrary.shipped(with: texts)
    library = TemplateLibrary(shipped: library.shipped, files: library.files, folder: folder)
    var diagnostics = Diagnostics()
    let reading = library.template(named: name, reporting: &diagnostics)
    return (reading.template, diagnostics.all, reading.sources)
  }

  @Test(arguments: BundledTemplates.all.map(\.name)) func shippedTemplatesAreWhole(name: String) throws {
    var diagnostics = Diagnostics()
    let template = TemplateLibrary.shipped().template(named: name, reporting: &diagnostics).template
    #expect(diagnostics.all.map(\.message) == [])
    #expect(try #require(template).name == name)
  }

  @Test func mappingsAreMergedKeyByKey() throws {
    let (template, diagnostics, _) = read([
      "a.yaml": "extends: base\nstyles: {title: {size: 24pt}, own: {based-on: title}}\n"
    ])
    #expect(diagnostics == [])
    let styles = try #require(template).styles
    let title = try #require(styles.first { $0.name == "title" })
    #expect(title.size == 24)
    #expect(title.isBold)
    #expect(title.alignment == .center)
    // What is inherited comes first, in its order; what is new behind it.
    #expect(styles.last?.name == "own")
    #expect(styles.last?.size == 24)
  }

  @Test func stylesFollowTheStyleTheyAreBasedOn() throws {
    let styles = try #require(read(["a.yaml": "extends: base\nstyles: {body: {size: 14pt}}\n"]).template).styles
    #expect(
      styles.filter { ["finding", "note", "bullet-3", "quote"].contains($0.name) }.map(\.size) == [14, 14, 14, 14])
    #expect(styles.first { $0.name == "title" }?.size == 20)
  }

  @Test func listsAreReplaced() throws {
    let (template, diagnostics, _) = read(["a.yaml": "extends: brief\nbody: [lead]\n"])
    #expect(diagnostics == [])
    #expect(try #require(template).sections.count == 1)
  }

  @Test func nullTakesAKeyAway() throws {
    let template = read(["a.yaml": "extends: brief\npage: {running: {rest: {top: ~}}}\nstyles: {bullet-3: ~}\n"])
      .template
    #expect(try #require(template).restHeads.top.isEmpty)
    #expect(template?.styles.contains { $0.name == "bullet-3" } == false)
  }

  @Test func filesAreFoundBesideTheOneThatNamesThem() throws {
    let texts = [
      "a.yaml": "extends: office/b.yaml\n", "office/b.yaml": "extends: ./c\nname: b\n",
      "office/c.yaml": "extends: ../d.yaml\n",
      "d.yaml": "extends: brief\n",
    ]
    let (template, diagnostics, sources) = read(texts, folder: "templates")
    #expect(diagnostics == [])
    // The name of a base is not inherited.
    #expect(try #require(template).name == "templates/a.yaml")
    #expect(
      sources.map(\.name) == [
        "templates/a.yaml", "templates/office/b.yaml", "templates/office/c.yaml", "templates/d.yaml", "brief", "base",
      ])
  }

  /// An office's own `brief.yaml` extends the one that ships, not itself.
  @Test func shippedNamesComeFirst() throws {
    let (template, diagnostics, _) = read(["brief.yaml": "extends: brief\ndigits: arabic\n"], "brief.yaml")
    #expect(diagnostics == [])
    #expect(try #require(template).digits == .arabic)
  }

  @Test func aFileNeedsNoEnding() throws {
    #expect(read(["office.yaml": "extends: base\n"], "office").template != nil)
  }

  @Test func longChainsAreRefused() {
    var texts: [String: String] = [:]
    for number in 0..<40 { texts["\(number).yaml"] = "extends: \(number + 1).yaml\n" }
    let (template, diagnostics, _) = read(texts, "0.yaml")
    #expect(template == nil)
    #expect(diagnostics.map(\.code.name) == ["template-base-loop"])
  }

  @Test(arguments: [("b.yaml", "b.yaml"), ("a.yaml", "a.yaml")]) func loopsAreRefused(base: String, other: String)
    throws
  {
    let (template, diagnostics, sources) = read(["a.yaml": "extends: \(base)\n", "b.yaml": "extends: a.yaml\n"])
    #expect(template == nil)
    #expect(diagnostics.count == 1)
    let span = try #require(diagnostics.first?.span)
    #expect(sources.contains { $0.id == span.source && $0[span] == "a.yaml" })
  }

  @Test func missingTemplateIsSaidWhereItIsNamed() throws {
    let (template, diagnostics, sources) = read([
      "a.yaml": "extends: office/b.yaml\n", "office/b.yaml": "extends: nowhere\n",
    ])
    #expect(template == nil)
    let span = try #require(diagnostics.first?.span)
    #expect(sources.first { $0.id == span.source }?.name == "office/b.yaml")
    #expect(diagnostics.first?.code.name == "template-not-found")
  }

  @Test func bytesThatAreNoTextAreRefused() {
    var diagnostics = Diagnostics()
    let library = TemplateLibrary(shipped: [], files: BadFiles())
    #expect(library.template(named: "a.yaml", reporting: &diagnostics).template == nil)
    #expect(diagnostics.hasErrors)
  }

  private struct BadFiles: FileAccess {
    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] { [0x6E, 0xFF, 0xFE] }
  }

  /// Many keys in two templates cost no more than the limit lets them.
  @Test func hugeTemplatesAreRefused() {
    let keys = (0..<20_000).map { "k\($0): 1\n" }.joined()
    #expect(read(["a.yaml": "extends: b.yaml\n\(keys)", "b.yaml": keys]).template == nil)
  }

  @Test func schemaNamesEveryKey() {
    let path = Fixtures.folder(beside: #filePath) + "/template.schema.json"
    let schema = TemplateReader.schema.document(title: "Sarup template")
    #expect(GoldenFile.difference(of: schema, from: path) == nil)
  }
}
