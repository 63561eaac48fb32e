import SarupSyntax
import TestSupport
import Testing

@testable import SarupTemplate

/// Templates with mistakes. Each file says under its lines what is reported about them; `SARUP_RECORD=1` writes that anew.
@Suite struct MistakeTests {
  private static let folder = Fixtures.folder(beside: #filePath) + "/Mistakes"

  private let library = TemplateLibrary.shipped(with: [
    "other.yaml": "extends: loop.yaml\n",
    "loop.yaml": "extends: other.yaml\n",
    "broken.yaml": "extends: base\nstyles:\n  title: {weight: thick, color: \"#12\"}\n",
  ])

  @Test(arguments: [
    "keys", "page", "room", "styles", "tables", "body", "declared", "columns", "empty", "alone", "no-base", "outside",
    "loop",
    "in-base",
    "yaml", "unquoted", "conditions", "values", "sections", "outputs", "bases",
  ]) func areReported(name: String) throws {
    let path = "\(Self.folder)/\(name).yaml"
    let text = Annotation.strip(try #require(GoldenFile.read(path)))
    let source = SourceText(name: "\(name).yaml", text: text)
    var diagnostics = Diagnostics()
    let reading = library.template(from: source, path: "\(name).yaml", reporting: &diagnostics)
    #expect(reading.template == nil)
    #expect(diagnostics.hasErrors)
    #expect(diagnostics.all.allSatisfy { !$0.hints.isEmpty || $0.message.hasPrefix("expected") })
    let annotated = Annotation.annotate(source, others: reading.sources, with: diagnostics.all)
    #expect(GoldenFile.difference(of: annotated, from: path) == nil)
  }
}
