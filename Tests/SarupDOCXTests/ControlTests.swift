import SarupDOCX
import SarupDocument
import SarupThai
import TestSupport
import Testing

/// Fields of the brief that stay fields in the file.
@Suite struct ControlTests {
  private func file(_ title: String, _ subtitle: String = "ข") throws -> WordFile {
    var builder = BriefBuilder()
    builder.paragraph(.title, "title", title, field: .title)
    builder.paragraph(.subtitle, "byline", subtitle, field: .subtitle)
    return try WordFile(builder.document)
  }

  private func held(_ file: WordFile) -> [String] {
    file["customXml/item1.xml"].compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  @Test func fieldsAreBoundToTheFilesOwnData() throws {
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

  @Test(arguments: BriefField.allCases)
  func everyFieldHasAnElementOfItsName(field: BriefField) throws {
    var builder = BriefBuilder()
    builder.paragraph(.byline, "byline", "ก", field: field)
    let file = try WordFile(builder.document)
    #expect(file["customXml/item1.xml"].elements(field.rawValue).first?.contains(.text("ก")) == true)
    #expect(file.body.values(of: "w:tag") == [field.rawValue])
  }

  @Test func aFieldMayStandAmidText() throws {
    let file = try WordFile(Samples.brief)
    let byline = try #require(file.body.elements("w:p").dropFirst().first)
    #expect(byline.elements("w:sdt").map { $0.values(of: "w:tag") } == [["date"], ["place"]])
    #expect(file.paragraphs()[1] == "วันที่ ๙ กุมภาพันธ์ ๒๕๖๗ ณ จังหวัดน่าน")
    #expect(held(file).dropFirst() == ["วันที่ ๙ กุมภาพันธ์ ๒๕๖๗", "จังหวัดน่าน"])
  }

  /// Word fills a control from its element when it opens the file, so both say the same.
  @Test func theElementSaysWhatTheControlShows() throws {
    let file = try file("น\u{E4D}\u{E32} & b\u{200B}", "Sub")
    #expect(Array(file.paragraphs().prefix(2)) == held(file))
  }

  @Test(arguments: ["**หนา**", "<https://example.org>ลิงก์</>", "สอง\u{2028}บรรทัด", "แท็บ\tหนึ่ง", "", "\u{200B}"])
  func whatAControlCannotHoldStaysText(title: String) throws {
    let file = try file(title)
    #expect(file.body.values(of: "w:tag") == ["subtitle"])
    #expect(held(file) == ["ข"])
  }

  @Test func aFieldThatSaysTwoThingsIsBoundOnce() throws {
    var builder = BriefBuilder()
    for text in ["๙ กุมภาพันธ์", "๙ ก.พ.", "๙ กุมภาพันธ์"] { builder.paragraph(.byline, "byline", text, field: .date) }
    let file = try WordFile(builder.document)
    #expect(file.body.values(of: "w:tag") == ["date", "date"])
    #expect(file.body.attributes(of: "w:sdt").count == 2)
    #expect(file.body.values(of: "w:id") == ["1", "2"])
    #expect(held(file) == ["๙ กุมภาพันธ์"])
    #expect(file.paragraphs() == ["๙ กุมภาพันธ์", "๙ ก.พ.", "๙ กุมภาพันธ์"])
  }

  /// Ranges that lie outside the text or over each other come from a mistake elsewhere.
  @Test func rangesThatDoNotFit() throws {
    var builder = BriefBuilder()
    var text = BriefBuilder.text("กขค")
    text.fields = [.init(.title, 0..<6), .init(.date, 3..<9), .init(.place, 6..<90), .init(.to, 6..<6)]
    builder.paragraph(.byline, "byline", text)
    let file = try WordFile(builder.document)
    #expect(file.body.values(of: "w:tag") == ["title"])
    #expect(file.paragraphs() == ["กขค"])
  }

  @Test func noFieldsNoParts() throws {
    var builder = BriefBuilder()
    builder.paragraph(.title, "title", "ก")
    #expect(try !WordFile(builder.document).parts.contains { $0.name.hasPrefix("customXml") })
  }

  @Test func otherLanguagesNameThemInEnglish() throws {
    var builder = BriefBuilder()
    builder.properties.language = .english
    builder.paragraph(.title, "title", "Report", field: .title)
    #expect(try WordFile(builder.document).body.values(of: "w:alias") == ["Title"])
  }
}
