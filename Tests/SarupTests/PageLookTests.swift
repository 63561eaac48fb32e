import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// Lines along the edges of the sheet, and the picture behind the text.
@Suite struct PageLookTests {
  private static let folder = Fixtures.folder(beside: #filePath) + "/Files"

  private static func render(_ format: OutputFormat, template: String = "framed.yaml") throws -> [UInt8] {
    let sentence = "ที่ประชุมรับทราบผลการดำเนินงานตามแผนพัฒนาระบบราชการในไตรมาสที่สองและเห็นชอบให้ขยายการดำเนินงานไปยังส่วนภูมิภาค "
    var text = "---\ntitle: แผนงานประจำปี\ndate: 2019-03-14\n---\n\n"
    for number in 1...16 { text += "\(number). \(sentence)\(sentence)\n\n" }
    text += "\\landscape\n\n\(sentence)\n\n\\portrait\n\n\(sentence)\n"
    var request = RenderRequest(formats: [format])
    request.template = Template("\(folder)/\(template)")
    let rendering = Renderer().renderKept(Brief(name: "framed.md", bytes: Array(text.utf8)), request)
    #expect(rendering.diagnostics.all.isEmpty)
    return try #require(rendering.outputs?.first).bytes
  }

  private static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    let archive = try ZIPReader(bytes)
    let entry = try #require(archive.entries.first { $0.name == name })
    return String(decoding: try archive.read(entry), as: UTF8.self)
  }

  @Test func linesAreOnEveryPageAndThePictureOnTheFirst() throws {
    let pages = String(decoding: try Self.render(.dump), as: UTF8.self).split(separator: "page ")
      .filter { $0.first?.isNumber ?? false }.map { $0.split(separator: "\n") }
    #expect(pages.count > 2)
    for (number, page) in pages.enumerated() {
      let isWide = page[0].contains("841.89 x 595.28")
      #expect(page.contains { $0.hasPrefix("image ") && $0.hasSuffix(" background") } == (number == 0))
      let rules = page.filter { $0.hasPrefix("rule 20.00 20.00") || $0.hasPrefix("rule 20.00 22.00") }
      #expect(rules.count == 2, "\(page)")
      #expect(rules.first?.contains(isWide ? "801.89" : "555.28") == true)
    }
    #expect(pages.contains { $0[0].contains("841.89 x 595.28") })
  }

  /// Both are there for the checkers; that the picture is an artifact is tested where the PDF is written.
  @Test func thePDFIsWhole() throws {
    #expect(try Self.render(.pdf).count > 1000)
  }

  @Test func wordHasABorderOfItsOwnAndThePictureInTheFirstHead() throws {
    let bytes = try Self.render(.docx)
    KeptFiles.keep(bytes, of: Test.current?.name, ending: "docx")
    let document = try Self.part("word/document.xml", of: bytes)
    #expect(
      document.contains(
        "<w:pgBorders w:offsetFrom=\"page\"><w:top w:val=\"single\" w:sz=\"16\" w:space=\"20\" w:color=\"1A3C6E\"/>"))
    #expect(document.split(separator: "<w:pgBorders").count == 4)
    #expect(document.split(separator: "<w:titlePg/>").count == 2)
    let archive = try ZIPReader(bytes)
    let heads = try archive.entries.filter { $0.name.hasPrefix("word/header") && $0.name.hasSuffix(".xml") }
      .map { String(decoding: try archive.read($0), as: UTF8.self) }
    let behind = heads.filter { $0.contains("behindDoc=\"1\"") }
    #expect(heads.count > 1 && behind.count == 1)
    // 120 mm in the middle of 210 and 297.
    #expect(behind.first?.contains("<wp:posOffset>1620000</wp:posOffset>") == true)
    #expect(behind.first?.contains("<wp:posOffset>3186000</wp:posOffset>") == true)
  }

  @Test func openDocumentHasABorderOfItsOwnAndThePictureInTheFirstHead() throws {
    let bytes = try Self.render(.odt)
    KeptFiles.keep(bytes, of: Test.current?.name, ending: "odt")
    let styles = try Self.part("styles.xml", of: bytes)
    #expect(styles.contains("fo:margin-left=\"20pt\" fo:border-left=\"0.5pt solid #1a3c6e\""))
    #expect(styles.split(separator: "draw:style-name=\"Background\"").count == 2)
    let first = try #require(styles.firstRange(of: "<style:header-first>"))
    #expect(styles[first.lowerBound...].prefix(400).contains("draw:style-name=\"Background\""))
  }

  @Test func aCheckSaysWhereWebPagesShowThem() throws {
    let path = "\(Self.folder)/framed.yaml"
    #expect(Renderer().check(try Brief(path: path)).diagnostics.all.map(\.code.name) == ["page-look-in-print"])
    let text = try #require(GoldenFile.read(path)) + "outputs: {html: {page: {border: 0, background: null}}}\n"
    let input = Brief(name: path, bytes: Array(text.utf8), files: FolderFiles(root: Self.folder))
    #expect(Renderer().check(input).diagnostics.all.isEmpty)
  }

  /// The crest is grey where it is darkest: nobody who reads black letters minds, but who reads grey ones does.
  @Test func aCheckLooksAtTextOnThePicture() throws {
    let path = "\(Self.folder)/framed.yaml"
    let text = try #require(GoldenFile.read(path)) + "outputs: {html: {page: {border: 0, background: null}}}\n"
    func codes(_ text: String) -> [String] {
      let input = Brief(name: path, bytes: Array(text.utf8), files: FolderFiles(root: Self.folder))
      return Renderer().check(input).diagnostics.all.map { "\($0.code.name) \($0.message)" }
    }
    #expect(codes(text) == [])
    let grey = codes(text + "styles: {body: {color: \"#767676\"}}\n")
    #expect(grey.count == 1 && grey[0].hasPrefix("template-low-contrast"), "\(grey)")
    #expect(grey[0].contains("to the picture behind the pages"))
  }

  @Test func webPagesHaveBothInPrint() throws {
    let page = String(decoding: try Self.render(.html), as: UTF8.self)
    #expect(page.contains("@page :first{print-color-adjust:exact;background:"))
    // Upright, landscape, and the first of each.
    #expect(page.split(separator: "url(data:image/svg+xml;base64,").count == 5)
    #expect(page.split(separator: "url(data:image/png;base64,").count == 3)
  }
}
