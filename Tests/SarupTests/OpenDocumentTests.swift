import Sarup
import SarupContainer
import SarupDocument
import SarupImage
import SarupODT
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// What an OpenDocument text has beside the words of its brief.
@Suite struct OpenDocumentTests {
  private static let examples = Fixtures.folder(beside: #filePath) + "/../../Examples/"

  private func parts(of bytes: [UInt8]) throws -> (
    content: [XMLToken], styles: [XMLToken], meta: [XMLToken]
  ) {
    let archive = try ZIPReader(bytes)
    func tokens(_ name: String) throws -> [XMLToken] {
      try XMLToken.tokens(of: archive.read(try #require(archive.entry(named: name))))
    }
    return (try tokens("content.xml"), try tokens("styles.xml"), try tokens("meta.xml"))
  }

  private func text(of tokens: [XMLToken]) -> String {
    tokens.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
  }

  /// The table of contents shows pages from the start, and says how a program makes it anew.
  @Test func contentsHavePagesAndTemplates() throws {
    let rendering = Renderer().render(
      try Brief(path: Self.examples + "data-report.md"), RenderRequest(formats: [.odt]))
    let (content, styles, _) = try parts(of: try #require(rendering.outputs?.first).bytes)
    let contents = try #require(content.elements("text:table-of-content").first)
    #expect(text(of: Array(contents.elements("text:index-title").joined())) == "สารบัญ")
    #expect(
      text(of: Array(contents.elements("text:index-title-template").joined())) == "สารบัญ")
    let pages = contents.elements("text:bookmark-ref").map { text(of: $0) }
    #expect(pages.count == 4)
    #expect(
      pages.allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy { ("๐"..."๙").contains($0) } })
    let template = try #require(
      contents.attributes(of: "text:table-of-content-entry-template").first)
    let name = try #require(template["text:style-name"])
    #expect(styles.attributes(of: "style:style").contains { $0["style:name"] == name })
    #expect(contents.attributes(of: "text:index-entry-tab-stop").first?["style:leader-char"] == ".")
    // Page numbers end at the right margin, 16 cm from the left one.
    let tabs = content.attributes(of: "style:tab-stop").filter { $0["style:leader-text"] == "." }
    #expect(tabs.map { $0["style:type"] } == ["right"])
    #expect(tabs.map { $0["style:position"] } == ["453.543pt"])
  }

  /// A field that says two things stays text where it says the second; one in two looks or on two lines stays text everywhere.
  @Test(arguments: [
    ("number: ๑/๒๕๖๙", "{{number}} และ {{number}}", 2), ("number: a๑", "{{number}}", 0),
    ("number: ๑ **๒**", "{{number}}", 0), ("number: ๑", "ที่ {{number}}", 1),
    ("date: 2026-03-05", "{{date | date: long}}", 1),
    ("date: 2026-03-05", "{{date | date: long}} {{date | date: short}}", 1),
  ])
  func fieldsArePropertiesOfTheFile(field: String, line: String, count: Int) throws {
    var request = RenderRequest(formats: [.odt])
    request.template = Template(
      name: "a.yaml",
      bytes: Array(
        "extends: brief\nbody: [header: [{text: \"\(line)\", style: byline}], lead]\n".utf8))
    let brief = Array("---\ntitle: ก\n\(field)\n---\nข\n".utf8)
    let rendering = Renderer().render(Brief(name: "a.md", bytes: brief), request)
    let (content, _, meta) = try parts(of: try #require(rendering.outputs?.first).bytes)
    let fields = content.elements("text:user-defined")
    #expect(fields.count == count)
    let name = String(field.prefix { $0 != ":" })
    let property = try #require(
      meta.elements("meta:user-defined").first {
        $0.attributes(of: "meta:user-defined")[0]["meta:name"] == name
      })
    for field in fields { #expect(text(of: field) == text(of: property)) }
  }

  /// Points of numbers stand below each other, and no number can fall to a second line, whatever font a program has to choose.
  @Test func pointsOfNumbersStandBelowEachOther() throws {
    let brief =
      "---\ntitle: ก\n---\n```table\ncolumns: [decimal]\nrows:\n  - [ร้อยละ]\n  - [\"1.50\"]\n  - [\"2.5\"]\n  - [\"3\"]\n```\n"
    let rendering = Renderer().render(
      Brief(name: "a.md", bytes: Array(brief.utf8)), RenderRequest(formats: [.odt]))
    let (content, named, _) = try parts(of: try #require(rendering.outputs?.first).bytes)
    let cells = content.elements("table:table-cell").dropFirst()
    #expect(cells.map { $0.attributes(of: "text:tab").count } == [0, 0, 0])
    let styles = (content + named).elements("style:style")
    /// What a style says of paragraphs, or the one that it stands on.
    func property(_ name: String, of style: String?) -> String? {
      guard let tokens = styles.first(where: { $0.attributes(of: "style:style")[0]["style:name"] == style }) else {
        return nil
      }
      return tokens.attributes(of: "style:paragraph-properties").first?[name]
        ?? property(name, of: tokens.attributes(of: "style:style")[0]["style:parent-style-name"])
    }
    let names = cells.map { $0.attributes(of: "text:p").first?["text:style-name"] }
    #expect(names.map { property("fo:text-align", of: $0) } == ["end", "end", "end"])
    let pads = names.map { name in property("fo:margin-right", of: name).flatMap { Double($0.dropLast(2)) } ?? -1 }
    try #require(pads.count == 3)
    #expect(pads[0] == 0)
    // A digit; a point and two digits.
    #expect(pads[1] > 0 && abs(pads[2] / pads[1] - (0.44 + 2 * 0.955) / 0.955) < 0.01)
  }

  @Test func picturesStandOnTheirSideWithWhatIsBelow() throws {
    let picture = try Picture(Fixtures.picture("rgba8.png"))
    func figure(_ alignment: TextAlignment?, end: Int) -> Element {
      Element(
        kind: .figure(
          FigureProperties(picture: 0, alternative: "ก", style: 0, alignment: alignment)),
        parent: -1, end: end)
    }
    var document = Document(
      properties: DocumentProperties(title: "ก", language: .thai),
      page: PageSetup(
        width: 595, height: 842, top: 70, end: 57, bottom: 57, start: 85, headDistance: 35,
        footDistance: 35),
      styles: [ParagraphStyle(name: "body", font: FontChoice(families: ["Sarabun"]), size: 16)],
      numberings: [],
      elements: [
        figure(.end, end: 2),
        Element(
          kind: .paragraph(Paragraph(role: .caption, style: 0, text: StyledText())), parent: 0,
          end: 2),
        figure(.start, end: 3),
      ])
    document.pictures = [picture]
    var diagnostics = Diagnostics()
    let content = try parts(of: ODTWriter.write(document, reporting: &diagnostics)).content
    let style = try #require(
      content.elements("style:style").first {
        $0.attributes(of: "style:style")[0]["style:name"] == "P.1"
      })
    let properties = style.attributes(of: "style:paragraph-properties")[0]
    #expect(properties["fo:text-align"] == "end" && properties["fo:keep-with-next"] == "always")
    // What the style says anyway is not said again.
    #expect(content.attributes(of: "text:p").last?["text:style-name"]?.hasPrefix("P.") == false)
  }
}
