import Sarup
import SarupSyntax
import TestSupport
import Testing

private let here = Fixtures.folder(beside: #filePath)
private let examples = here + "/../../Examples/"

/// Every brief in `Examples/`.
private let names =
  [
    "integrity-workshop.md", "one-page.md", "bilingual.md", "long.md", "data-report.md", "pictures.md", "agreement.md",
    "brief.yaml", "brief.json",
  ] + forms

/// Those of the forms of Thai offices.
private let forms = ["memo.md", "letter.md", "announcement.md", "press.md", "minutes.md"]

private func render(_ name: String, _ formats: OutputFormat...) throws -> Rendering {
  let input = try Brief(path: examples + name)
  return Renderer().renderKept(input, RenderRequest(formats: formats))
}

@Test(arguments: names)
func exampleRendersWithoutAWord(_ name: String) throws {
  let rendering = try render(name, .pdf, .docx)
  #expect(rendering.diagnostics.all == [])
  let outputs = try #require(rendering.outputs)
  #expect(outputs[0].bytes.starts(with: Array("%PDF-1.7".utf8)))
  #expect(outputs[1].bytes.starts(with: Array("PK".utf8)))
}

/// The pages of the examples, line by line. Of the long one the glyphs are left out: it is read for its breaks; and of the forms,
/// which are read for where things stand.
@Test(arguments: names)
func pagesOfExample(_ name: String) throws {
  let rendering = try render(name, .dump)
  var text = String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self)
  if name == "long.md" || forms.contains(name) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    text = lines.filter { !$0.hasPrefix("  ") || $0.hasPrefix("  \"") }.joined(separator: "\n")
  }
  let difference = GoldenFile.difference(of: text, from: "\(here)/Pages/\(name).dump")
  #expect(difference == nil, Comment(rawValue: difference ?? ""))
}

@Test func oneBriefInThreeNotationsIsOneDocument() throws {
  let yaml = try #require(try render("brief.yaml", .pdf, .docx).outputs)
  let json = try #require(try render("brief.json", .pdf, .docx).outputs)
  #expect(yaml.map(\.bytes) == json.map(\.bytes))
}

@Test func bytesAreTheSameOnEveryThread() async throws {
  let bytes = try #require(GoldenFile.readBytes(examples + "integrity-workshop.md"))
  let other = try #require(GoldenFile.readBytes(examples + "bilingual.md"))
  let renderer = Renderer()
  let first = renderer.renderKept(Brief(name: "a.md", bytes: bytes), RenderRequest(formats: [.pdf, .docx]))
  let expected = try #require(first.outputs).map(\.bytes)
  let same = await withTaskGroup(of: Bool.self) { group in
    for task in 0..<16 {
      group.addTask {
        // Other documents in between must leave no trace.
        if task % 3 == 0 {
          _ = renderer.renderKept(Brief(name: "b.md", bytes: other), RenderRequest(formats: [.pdf]))
        }
        let again = renderer.renderKept(Brief(name: "a.md", bytes: bytes), RenderRequest(formats: [.pdf, .docx]))
        return again.outputs?.map(\.bytes) == expected
      }
    }
    return await group.reduce(true) { $0 && $1 }
  }
  #expect(same)
}

@Test func settingsOverrideTheBrief() throws {
  let bytes = try #require(GoldenFile.readBytes(examples + "one-page.md"))
  var request = RenderRequest(formats: [.dump])
  request.settings = [(key: "title", value: "ชื่อ**ใหม่**"), (key: "place", value: "ขอนแก่น")]
  let rendering = Renderer().renderKept(Brief(name: "one-page.md", bytes: bytes), request)
  let text = String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self)
  #expect(text.contains("\"ชื่อใหม่\"") && text.contains("ขอนแก่น"))
}

@Test func brokenBriefGivesEveryMistakeAndNoOutput() {
  let text = """
    ---
    titel: ผิด
    date: 2019-02-30
    credits: x
    ---
    ข้อความ
    """
  let input = Brief(name: "broken.md", bytes: Array(text.utf8))
  let rendering = Renderer().renderKept(input, RenderRequest(formats: [.pdf]))
  #expect(rendering.outputs == nil)
  #expect(rendering.diagnostics.all.count(where: { $0.severity == .error }) >= 2)
}
