import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// Two-sided printing and landscape parts in every output: what an officer asks for, and what each kind of file says of it.
@Suite struct PageMasterTests {
  private static let template = Fixtures.folder(beside: #filePath) + "/Files/two-sided.yaml"

  private static let brief: String = {
    let sentence =
      "ที่ประชุมรับทราบผลการดำเนินงานตามแผนพัฒนาระบบราชการในไตรมาสที่สองและเห็นชอบให้ขยายการดำเนินงานไปยังหน่วยงานในระดับภูมิภาค "
    var text = "---\ntitle: แผนงานประจำปี\nagency: สำนักงาน ก.พ.ร.\ndate: 2019-03-14\n---\n\n# บทนำ\n\n"
    for _ in 0..<10 { text += sentence + sentence + "\n\n" }
    text += "# งบประมาณ\n\n\(sentence)[^1]\n\n[^1]: หมายเหตุ\n\n\\landscape\n\n"
    text += "|" + (1...10).map { "เดือน \($0)|" }.joined() + "\n|" + String(repeating: "---|", count: 10) + "\n"
    for row in 1...24 { text += "|" + (1...10).map { "\(row * $0 * 100)|" }.joined() + "\n" }
    text += "\n\\portrait\n\n# สรุป\n\n"
    for _ in 0..<14 { text += sentence + sentence + "\n\n" }
    return text
  }()

  private static func render(_ format: OutputFormat) throws -> [UInt8] {
    var request = RenderRequest(formats: [format])
    request.template = Template(template)
    let rendering = Renderer().renderKept(Brief(name: "two-sided.md", bytes: Array(brief.utf8)), request)
    #expect(rendering.diagnostics.all.isEmpty)
    return try #require(rendering.outputs?.first).bytes
  }

  /// The lines of a dump, page by page.
  private static func pages() throws -> [[Substring]] {
    String(decoding: try render(.dump), as: UTF8.self).split(separator: "page ", omittingEmptySubsequences: true)
      .filter { $0.first?.isNumber ?? false }.map { $0.split(separator: "\n") }
  }

  private static func heads(_ page: [Substring]) -> [String] {
    page.indices.filter { page[$0].hasSuffix(" head") && page[$0].hasPrefix("text") }.map { page[$0 + 1].trimmed }
  }

  @Test func oddAndEvenHeads() throws {
    _ = try Self.render(.pdf)
    let pages = try Self.pages()
    #expect(pages.count >= 5)
    #expect(Self.heads(pages[0]).isEmpty)
    #expect(Self.heads(pages[1]).joined() == "\"๒\"\"สำนักงาน ก.พ.ร.\"")
    // The heading that begins on the page goes before the one that the page stands under.
    #expect(Self.heads(pages[2]).first == "\"งบประมาณ\"")
    #expect(Self.heads(pages[4]).first == "\"สรุป\"")
    for page in pages.dropFirst() { #expect(page.contains { $0.hasSuffix(" rgb(192 0 0) foot") }) }
  }

  @Test func marginsAreMirrored() throws {
    let pages = try Self.pages()
    let inside = 35 * 72 / 25.4
    let outside = 20 * 72 / 25.4
    for (number, page) in pages.enumerated() where page[0].hasSuffix("595.28 x 841.89") {
      let lefts = page.filter { $0.hasPrefix("text ") && $0.contains(" #") }.compactMap {
        Double($0.split(separator: " ")[1])
      }
      let least = try #require(lefts.min())
      #expect(abs(least - (number % 2 == 0 ? inside : outside)) < 0.02, "page \(number + 1)")
    }
  }

  @Test func tableOfTenColumnsStandsOnLandscapePages() throws {
    let pages = try Self.pages()
    let wide = pages.indices.filter { pages[$0][0].hasSuffix("841.89 x 595.28") }
    #expect(!wide.isEmpty && wide.count == (wide.last ?? 0) - (wide.first ?? 0) + 1)
    // Nothing but the table stands there, with its head on each page, and text goes on upright behind it.
    for page in wide { #expect(pages[page].filter { $0.hasPrefix("  \"เดือน") }.count >= 10) }
    #expect((wide.last ?? 0) < pages.count - 1 && (wide.first ?? 0) > 0)
    for page in pages {
      let size = page[0].split(separator: " ").compactMap { Double($0) }
      for line in page where line.hasPrefix("text ") {
        let words = line.split(separator: " ")
        let x = try #require(Double(words[1]))
        let y = try #require(Double(words[2]))
        let width = try #require(Double(words[3].dropFirst(2)))
        #expect(x > 0 && x + width < size[1] && y < size[2])
      }
    }
  }

  @Test func wordFile() throws {
    let bytes = try Self.render(.docx)
    KeptFiles.keep(bytes, of: Test.current?.name, ending: "docx")
    let archive = try ZIPReader(bytes)
    func part(_ name: String) throws -> String {
      let entry = try #require(archive.entries.first { $0.name == name })
      return String(decoding: try archive.read(entry), as: UTF8.self)
    }
    let settings = try part("word/settings.xml")
    #expect(settings.contains("<w:mirrorMargins/>") && settings.contains("<w:evenAndOddHeaders/>"))
    let document = try part("word/document.xml")
    let sections = document.split(separator: "<w:sectPr>").dropFirst().map { $0.split(separator: "</w:sectPr>")[0] }
    #expect(sections.count == 3)
    #expect(sections.map { $0.contains("w:orient=\"landscape\"") } == [false, true, false])
    #expect(sections.map { $0.contains("<w:titlePg/>") } == [true, false, false])
    for section in sections {
      for type in ["default", "even"] { #expect(section.split(separator: "w:type=\"\(type)\"").count == 3) }
    }
    let heads = try archive.entries.map(\.name).filter { $0.hasPrefix("word/header") }.map(part)
    let odd = try #require(heads.first { $0.contains("STYLEREF 1") })
    #expect(odd.contains("งบประมาณ"))
  }

  @Test func openDocument() throws {
    let bytes = try Self.render(.odt)
    KeptFiles.keep(bytes, of: Test.current?.name, ending: "odt")
    let archive = try ZIPReader(bytes)
    func part(_ name: String) throws -> String {
      let entry = try #require(archive.entries.first { $0.name == name })
      return String(decoding: try archive.read(entry), as: UTF8.self)
    }
    let styles = try part("styles.xml")
    for name in ["Standard", "Landscape", "Further"] {
      #expect(styles.contains("<style:master-page style:name=\"\(name)\""))
    }
    #expect(styles.contains("style:page-usage=\"mirrored\"") && styles.contains("<style:header-left>"))
    #expect(styles.split(separator: "<style:header-first>").count == 2)
    let content = try part("content.xml")
    #expect(
      content.contains("style:master-page-name=\"Landscape\"") && content.contains("style:master-page-name=\"Further\"")
    )
  }

  @Test func webPage() throws {
    let page = String(decoding: try Self.render(.html), as: UTF8.self)
    #expect(page.contains("@page landscape{size:841.89pt 595.276pt") && page.contains(".landscape{page:landscape}"))
    #expect(page.contains("@page :left{margin-left:56.693pt;margin-right:99.213pt}"))
    #expect(page.contains("<div class=\"landscape\">"))
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
