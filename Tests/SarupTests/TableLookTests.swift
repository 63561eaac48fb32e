import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// The lines of tables, and where text stands in their rows: what a template asks for and what each kind of file says of it.
@Suite struct TableLookTests {
  private static let brief = """
    ---
    title: ตาราง
    ---

    ```table
    columns: [start, end]
    widths: [3, 1]
    header-rows: 1
    rows: [[รายการ, บาท], [อบรม, "1,200"], [คู่มือ, "300"]]
    ```

    """

  private static func render(_ format: OutputFormat, _ look: String, of brief: String = brief) throws -> [UInt8] {
    var request = RenderRequest(formats: [format])
    request.template = Template(
      name: "office.yaml", bytes: Array("extends: brief\ntables: {\(look)}\n".utf8))
    let rendering = Renderer().renderKept(Brief(name: "brief.md", bytes: Array(brief.utf8)), request)
    #expect(rendering.diagnostics.all.isEmpty)
    return try #require(rendering.outputs?.first).bytes
  }

  private static func part(
    _ name: String, _ format: OutputFormat, _ look: String, of brief: String = brief
  ) throws -> [XMLToken] {
    let archive = try ZIPReader(try render(format, look, of: brief))
    return try XMLToken.tokens(of: archive.read(try #require(archive.entry(named: name))))
  }

  @Test(
    arguments: [
      ("borders: grid", [:]),
      ("borders: horizontal", ["top": "4", "bottom": "4", "insideH": "4"]),
      ("borders: header, thickness: 1pt", ["top": "8", "bottom": "8"]),
      ("borders: none", [:]),
      (
        "color: '#1a3c6e'",
        ["top": "4", "left": "4", "bottom": "4", "right": "4", "insideH": "4", "insideV": "4"]
      ),
    ] as [(String, [String: String])]) func linesInWord(look: String, sizes: [String: String]) throws
  {
    let table = try #require(try Self.part("word/document.xml", .docx, look).elements("w:tbl").first)
    let borders = table.elements("w:tblBorders").joined()
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
      #expect(Array(borders).attributes(of: "w:\(side)").first?["w:sz"] == sizes[side])
    }
    #expect(borders.isEmpty == (look == "borders: grid"))
    // The line below the head is said of its cells.
    let heads = table.elements("w:tr").map { !$0.attributes(of: "w:tcBorders").isEmpty }
    #expect(heads == [look.contains("header"), false, false])
  }

  @Test func textInRowsOfWord() throws {
    let table = try Self.part("word/document.xml", .docx, "align: middle, head-align: bottom")
    let rows = table.elements("w:tbl").flatMap { $0.elements("w:tr") }
    let expected = [["bottom", "bottom"], ["center", "center"], ["center", "center"]]
    #expect(rows.map { $0.values(of: "w:vAlign") } == expected)
    #expect(table.attributes(of: "w:gridCol").compactMap { $0["w:w"] } == ["6803", "2268"])
  }

  @Test(
    arguments: [
      ("borders: grid", ["0.5pt solid #000000"], [[]]),
      ("borders: horizontal", [], [["0.5pt solid #000000", "0.5pt solid #000000"]]),
      (
        "borders: header, thickness: 1pt, color: '#1a3c6e'", [],
        [["1pt solid #1a3c6e", "1pt solid #1a3c6e"], ["none", "none"], ["none", "1pt solid #1a3c6e"]]
      ),
      ("borders: none", [], [["none", "none"]]),
    ] as [(String, [String], [[String]])])
  func linesInOpenDocument(look: String, around: [String], sides: [[String]]) throws {
    let cells = try Self.part("content.xml", .odt, look).attributes(of: "style:table-cell-properties")
    #expect(cells.compactMap { $0["fo:border"] } == around)
    #expect(cells.map { cell in ["fo:border-top", "fo:border-bottom"].compactMap { cell[$0] } } == sides)
    #expect(cells.allSatisfy { $0["style:vertical-align"] == nil })
    let middle = try Self.part("content.xml", .odt, look + ", align: middle")
    #expect(middle.attributes(of: "style:table-cell-properties").contains { $0["style:vertical-align"] == "middle" })
  }

  @Test(
    arguments: [
      ("borders: grid", nil), ("borders: none", "border:0"), ("borders: horizontal", "border-width:"),
      ("borders: header", "thead{border-bottom:"), ("align: bottom", "vertical-align:bottom"),
      ("head-align: middle", "thead th{vertical-align:middle"),
    ] as [(String, String?)]) func linesOnAPage(look: String, rule: String?) throws
  {
    let page = String(decoding: try Self.render(.html, look), as: UTF8.self)
    #expect(page.contains("<table class=\"table-1\">") == (rule != nil))
    if let rule { #expect(page.contains(rule)) }
  }

  /// The line below the head goes on below a cell that reaches down through it.
  @Test func headsOverRowsInOpenDocument() throws {
    let rows = "header-rows: 2\nrows: [[{text: ก, rows: 2}, ข], [ค], [ง, จ], [ฉ, ช]]"
    let brief = "---\ntitle: ตาราง\n---\n\n```table\n\(rows)\n```\n"
    let content = try Self.part("content.xml", .odt, "borders: header", of: brief)
    let looks = content.attributes(of: "style:table-cell-properties").map { cell in
      ["fo:border-top", "fo:border-bottom"].map { cell[$0] != "none" }
    }
    #expect(looks == [[true, true], [true, false], [false, true], [false, false]])
    let used = content.attributes(of: "table:table-cell").compactMap { $0["table:style-name"] }
    #expect(used == ["Cell.1", "Cell.2", "Cell.3", "Cell.4", "Cell.4", "Cell.3", "Cell.3"])
  }

  @Test func pages() throws {
    for look in ["borders: none, align: middle", "borders: header, thickness: 2pt"] { _ = try Self.render(.pdf, look) }
  }
}
