import SarupDOCX
import SarupDocument
import SarupThai
import Testing

/// Fields of the brief that stay fields in the file.
@Suite struct ControlTests {
  private func file(_ title: String, _ subtitle: String = "ข") throws -> WordFile {
    var builder = BriefBuilder()
    builder.paragraph(.title, "title", title)
    builder.paragraph(.subtitle, "byline", subtitle)
    builder.paragraph(.title, "title", "อีกชื่อหนึ่ง")
    return try WordFile(builder.document)
  }

  @Test func titleAndSubtitleAreBound() throws {
    let file = try file("สรุป & more", "รอง")
    let controls = file.body.elements("w:sdt")
    #expect(controls.map { $0.values(of: "w:tag") } == [["title"], ["subtitle"]])
    #expect(controls.map { $0.values(of: "w:alias") } == [["ชื่อเรื่อง"], ["ชื่อรอง"]])
    #expect(controls.map { $0.values(of: "w:id") } == [["1"], ["2"]])
    let bindings = file.body.attributes(of: "w:dataBinding")
    #expect(bindings.map { $0["w:xpath"] } == ["/b:brief[1]/b:title[1]", "/b:brief[1]/b:subtitle[1]"])
    let store = try #require(file["customXml/itemProps1.xml"].attributes(of: "ds:datastoreItem").first)
    #expect(bindings.allSatisfy { $0["w:storeItemID"] == store["ds:itemID"] })
    let namespace = try #require(file["customXml/item1.xml"].attributes(of: "brief").first?["xmlns"])
    #expect(bindings.allSatisfy { $0["w:prefixMappings"] == "xmlns:b='\(namespace)'" })
  }

  /// Word fills a control from its element when it opens the file, so both say the same.
  @Test func theElementSaysWhatTheControlShows() throws {
    let file = try file("น\u{E4D}\u{E32} & b\u{200B}", "Sub")
    let shown = file.paragraphs().prefix(2)
    let held = file["customXml/item1.xml"].compactMap { token -> String? in
      if case .text(let text) = token { text } else { nil }
    }
    #expect(Array(shown) == held)
  }

  @Test(arguments: ["**หนา**", "<https://example.org>ลิงก์</>", "สอง\u{2028}บรรทัด", "แท็บ\tหนึ่ง", ""])
  func whatAControlCannotHoldStaysText(title: String) throws {
    let file = try file(title)
    #expect(file.body.values(of: "w:tag") == ["subtitle", "title"])
    #expect(file.body.elements("w:sdt").last?.contains(.text("อีกชื่อหนึ่ง")) == true)
  }

  @Test func noFieldsNoParts() throws {
    var builder = BriefBuilder()
    builder.paragraph(.body, "body", "ก")
    #expect(try !WordFile(builder.document).parts.contains { $0.name.hasPrefix("customXml") })
  }

  @Test func otherLanguagesNameThemInEnglish() throws {
    var builder = BriefBuilder()
    builder.properties.language = .english
    builder.paragraph(.title, "title", "Report")
    #expect(try WordFile(builder.document).body.values(of: "w:alias") == ["Title"])
  }
}
