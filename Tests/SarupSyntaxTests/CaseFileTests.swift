import SarupSyntax
import TestSupport
import Testing

/// The files of cases: input, place and wording together. `SARUP_RECORD=1` writes what the readers say today.
struct CaseFileTests {
  private func check(
    _ name: String, _ read: (AnnotatedCases.Case, SourceText, inout Diagnostics) -> [String]
  ) throws {
    let path = Fixtures.folder(beside: #filePath) + "/" + name
    let cases = AnnotatedCases(try #require(GoldenFile.read(path)))
    #expect(cases.cases.count > 3)
    let difference = GoldenFile.difference(of: cases.annotated(read), from: path)
    #expect(difference == nil)
  }

  @Test func yaml() throws {
    try check("yaml.cases") { _, source, diagnostics in
      YAML.read(source, reporting: &diagnostics).map { [outline($0)] } ?? []
    }
  }

  @Test func json() throws {
    try check("json.cases") { _, source, diagnostics in
      JSON.read(source, reporting: &diagnostics).map { [outline($0)] } ?? []
    }
  }

  @Test func shapes() throws {
    try check("shapes.cases") { _, source, diagnostics in
      guard let node = YAML.read(source, reporting: &diagnostics),
        let sample = Sample.shape.read(node, &diagnostics)
      else { return [] }
      return [sample.description]
    }
  }

  @Test func schemaOfTheSameShapes() {
    let path = Fixtures.folder(beside: #filePath) + "/sample.schema.json"
    let text = Sample.shape.schema.document(title: "A sample")
    let difference = GoldenFile.difference(of: text, from: path)
    #expect(difference == nil)
    var diagnostics = Diagnostics()
    #expect(JSON.read(SourceText(name: "schema", text: text), reporting: &diagnostics) != nil)
  }
}

/// One field of each shape.
struct Sample: Sendable {
  enum Digits: String, CaseIterable, Sendable { case thai, arabic, keep }

  var title = ""
  var size = 0
  var scale = 1.0
  var digits = Digits.keep
  var bold = false
  var tags: [String] = []
  var lengths: [Keyed<Int>] = []
  var body: [String] = []

  var description: String {
    let lengths = lengths.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return "\(title) \(size) \(scale) \(digits) \(bold) \(tags) \(lengths) \(body)"
  }

  static let shape = Shape<Sample>.record(
    "a sample", initial: { Sample() },
    fields: [
      Field("title", "A text.", .text, .required) { $0.title = $1 },
      Field("size", "A whole number.", .integer(in: 1...99)) { $0.size = $1 },
      Field("scale", "A number.", .number(in: 0.5...2)) { $0.scale = $1 },
      Field("digits", "A choice.", .choice(Digits.self)) { $0.digits = $1 },
      Field("bold", "A truth value.", .bool) { $0.bold = $1 },
      Field("tags", "One or many.", .oneOrMany(.text)) { $0.tags = $1 },
      Field("lengths", "Any keys.", .mapping(of: .integer(in: 0...9))) { $0.lengths = $1 },
      Field("body", "Variants.", .list(of: .named("part", wants: "a part", hint: "Write something else.") { part })) {
        $0.body = $1
      },
    ])

  private static let part = Shape<String>.variant(
    "a part",
    [
      Variant("lead", "May stand alone.", .text) { _ in "lead" },
      Variant("header", "Needs a value.", .text),
    ])
}
