import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// Words that furnish pages: the watermark behind the text, and the catchword at the foot.
@Suite struct WatermarkTests {
  private static let template = Fixtures.folder(beside: #filePath) + "/Files/draft.yaml"

  private static func render(_ format: OutputFormat, status: String? = "ร่าง") throws -> [UInt8] {
    let sentence =
      "ที่ประชุมรับทราบผลการดำเนินงานตามแผนพัฒนาระบบราชการในไตรมาสที่สองและเห็นชอบให้ขยายการดำเนินงานไปยังหน่วยงานในระดับภูมิภาค "
    var text = "---\ntitle: แผนงานประจำปี\ndate: 2019-03-14\n\(status.map { "status: \($0)\n" } ?? "")---\n\n"
    for number in 1...20 { text += "\(number). \(sentence)\(sentence)\n\n" }
    var request = RenderRequest(formats: [format])
    request.template = Template(template)
    let rendering = Renderer().renderKept(Brief(name: "draft.md", bytes: Array(text.utf8)), request)
    #expect(rendering.diagnostics.all.isEmpty)
    return try #require(rendering.outputs?.first).bytes
  }

  private static func lines(status: String? = "ร่าง") throws -> [[Substring]] {
    String(decoding: try render(.dump, status: status), as: UTF8.self).split(separator: "page ")
      .filter { $0.first?.isNumber ?? false }.map { $0.split(separator: "\n") }
  }

  @Test func watermarkStandsBehindTheTextOfEveryPage() throws {
    let pages = try Self.lines()
    #expect(pages.count > 2)
    for page in pages {
      #expect(page[1].hasSuffix("watermark turned 50.00 at 297.64 420.94") && page[1].contains("rgb(224 224 224)"))
    }
    // A brief that does not have the field has no watermark.
    #expect(try Self.lines(status: nil).joined().allSatisfy { !$0.contains("watermark") })
  }

  @Test func catchwordIsWhatTheNextPageBeginsWith() throws {
    let pages = try Self.lines()
    for (number, page) in pages.enumerated() {
      let place = page.firstIndex { $0.hasSuffix(" catchword") && $0.hasPrefix("text") }
      guard number < pages.count - 1 else {
        #expect(place == nil)
        continue
      }
      let words = String(page[try #require(place) + 1].drop { $0 == " " })
      #expect(words.hasPrefix("\"/") && words.hasSuffix(" ...\""))
      let first = words.dropFirst(2).dropLast(5).filter { $0 != " " }
      let next = pages[number + 1]
      let body = next.indices.filter { next[$0].hasPrefix("text ") && next[$0].contains(" #") }
        .map { next[$0 + 1].drop { $0 == " " }.dropFirst().dropLast() }.joined().filter { $0 != " " }
      #expect(body.hasPrefix(first), "\(first) is not \(body.prefix(20))")
    }
  }

  /// Whoever copies the text or has it read meets neither.
  @Test func bothAreNoTextOfThePDF() throws {
    let marked = try Self.render(.pdf)
    let plain = try Self.render(.pdf, status: nil)
    #expect(marked.count > plain.count && marked.count < plain.count + 8000)
    let drawing = String(decoding: try Self.render(.svg), as: UTF8.self)
    #expect(drawing.contains("rotate(-50 297.638 420.945)"))
  }

  @Test func officeFilesHaveAWatermarkOfTheirOwn() throws {
    let word = try Self.render(.docx)
    KeptFiles.keep(word, of: Test.current?.name, ending: "docx")
    let archive = try ZIPReader(word)
    let heads = archive.entries.filter { $0.name.hasPrefix("word/header") }
    #expect(heads.count == 2)
    for (number, head) in heads.enumerated() {
      let text = String(decoding: try archive.read(head), as: UTF8.self)
      #expect(
        text.contains("id=\"PowerPlusWaterMarkObject\(2 - number)\"") || text.contains("WaterMarkObject\(number + 1)\"")
      )
      #expect(text.contains("string=\"ร่าง\"") && text.contains("rotation:310"))
    }
    let open = try Self.render(.odt)
    KeptFiles.keep(open, of: Test.current?.name, ending: "odt")
    let styles = try ZIPReader(open)
    let part = try #require(styles.entries.first { $0.name == "styles.xml" })
    #expect(String(decoding: try styles.read(part), as: UTF8.self).contains("draw:type=\"fontwork-plain-text\""))
    #expect(String(decoding: try Self.render(.html), as: UTF8.self).contains("body::before{content:\"ร่าง\""))
  }
}
