import SarupContainer
import SarupDOCX
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct LetterheadTests {
  private func file(
    _ sample: LetterheadSample, _ document: Document = Samples.rich
  ) throws -> (file: WordFile, messages: [String]) {
    let (letterhead, messages) = sample.read()
    return (try WordFile(document, upon: try #require(letterhead, "\(messages)")), messages)
  }

  private static let image = LetterheadSample.relationship("rId7", "image", "media/a.png")

  // MARK: Page and running heads

  @Test func thePageIsThatOfTheLetterhead() throws {
    let sample = LetterheadSample(
      section: "<w:pgSz w:w=\"10000\" w:h=\"12000\"/><w:pgMar w:top=\"-1000\" w:right=\"500\" w:bottom=\"700\" "
        + "w:left=\"900\" w:header=\"300\" w:footer=\"200\" w:gutter=\"100\"/><w:cols w:space=\"720\"/><w:docGrid w:linePitch=\"360\"/>"
    )
    let (file, messages) = try file(sample)
    #expect(messages.isEmpty)
    #expect(file.body.attributes(of: "w:pgSz")[0]["w:w"] == "10000")
    #expect(file.body.attributes(of: "w:pgMar")[0]["w:gutter"] == "100")
    #expect(file.body.attributes(of: "w:docGrid").count == 1)
    #expect(file.body.elements("w:sectPr").count == 1)
    // Tables are as wide as the letterhead leaves room for.
    let document = try #require(sample.read().letterhead).placed(Samples.rich)
    #expect((document.page.width, document.page.start) == (500, 50))
    #expect((document.page.top, document.page.end) == (50, 25))
  }

  @Test func headsAreCopiedByteForByteIntoAFolderOfTheirOwn() throws {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed=\"rId7\"/></w:drawing></w:r></w:p><w:p>  <w:r/> </w:p>"
    let sample = LetterheadSample(head: picture, headRelationships: Self.image)
    let (file, _) = try file(sample)
    let archive = try ZIPReader(file.bytes)
    let copy = try archive.read(try #require(archive.entry(named: "word/letterhead/header1.xml")))
    #expect(String(decoding: copy, as: UTF8.self).hasSuffix(sample["word/header1.xml"]))
    #expect(
      try archive.read(try #require(archive.entry(named: "word/letterhead/media/a.png"))) == Array("not looked at".utf8)
    )
    let list = file["word/letterhead/_rels/header1.xml.rels"].attributes(of: "Relationship")
    #expect(list.map { $0["Target"] } == ["media/a.png"] && list[0]["Id"] == "rId7")
    let types = file["[Content_Types].xml"].attributes(of: "Override")
    #expect(types.contains { $0["PartName"] == "/word/letterhead/media/a.png" && $0["ContentType"] == "image/png" })
    #expect(file.names.filter { $0.hasPrefix("word/header") }.isEmpty)
  }

  @Test func aWatermarkThatTheirHeadHidesIsTold() {
    let watermark = Watermark(
      text: StyledText(RichText("ร่าง"), language: .thai, digits: .keep), style: 0, color: .black, size: nil, angle: 45)
    for mark in [watermark, nil] {
      var document = Samples.rich
      document.page.watermark = mark
      var options = DOCXOptions()
      options.letterhead = LetterheadSample().read().letterhead
      var diagnostics = Diagnostics()
      _ = DOCXWriter.write(document, options: options, reporting: &diagnostics)
      #expect(diagnostics.all.contains { $0.code == .letterheadDropped } == (mark != nil))
    }
  }

  @Test(arguments: [1, 0]) func aBorderThatTheirSheetHasNotIsTold(thickness: Points) {
    var document = Samples.rich
    let sides = Sides(top: thickness, end: thickness, bottom: thickness, start: thickness)
    document.page.border = PageBorder(sides: sides, distance: 20)
    var options = DOCXOptions()
    options.letterhead = LetterheadSample().read().letterhead
    var diagnostics = Diagnostics()
    _ = DOCXWriter.write(document, options: options, reporting: &diagnostics)
    #expect(diagnostics.all.contains { $0.code == .letterheadDropped } == (thickness > 0))
  }

  /// A landscape part is a section of its own with the letterhead's sheet turned, and its heads on all pages.
  @Test func aLandscapePartTurnsTheSheetOfTheLetterhead() throws {
    let sample = LetterheadSample(
      section: "<w:pgSz w:w=\"11000\" w:h=\"16000\"/><w:pgMar w:top=\"1000\" w:right=\"500\" w:bottom=\"700\" "
        + "w:left=\"900\" w:header=\"300\" w:footer=\"200\" w:gutter=\"0\"/><w:docGrid w:linePitch=\"360\"/>")
    var builder = BriefBuilder()
    builder.paragraph(.body, "body", "ก่อน")
    builder.container(.group(.landscape)) {
      $0.container(.table(TableProperties(columns: 1))) {
        $0.container(.row(isHeader: false)) { row in
          row.container(.cell(CellProperties())) { $0.paragraph(.body, "cell", "กว้าง") }
        }
      }
    }
    builder.paragraph(.body, "body", "หลัง")
    let file = try file(sample, builder.document).file
    let sections = file.body.elements("w:sectPr")
    let sizes = sections.compactMap { $0.attributes(of: "w:pgSz").first }
    #expect(sizes.map { $0["w:w"] } == ["11000", "16000", "11000"])
    #expect(sizes.map { $0["w:h"] } == ["16000", "11000", "16000"])
    #expect(sizes.map { $0["w:orient"] } == [nil, "landscape", nil])
    // Turned to the left, the left margin comes to lie at the top; the head keeps its room.
    let margins = sections.compactMap { $0.attributes(of: "w:pgMar").first }
    #expect(margins.map { $0["w:top"] } == ["1000", "1000", "1000"])
    #expect(margins.map { $0["w:left"] } == ["900", "700", "900"])
    #expect(margins.map { $0["w:right"] } == ["500", "1000", "500"])
    #expect(sections.allSatisfy { $0.attributes(of: "w:headerReference").count == 1 })
    #expect(sections.allSatisfy { $0.attributes(of: "w:docGrid").count == 1 })
    // The table is as wide as the turned sheet has room for.
    #expect(file.body.attributes(of: "w:tblW").first?["w:w"] == "14300")
  }

  @Test func sameBytesOnEveryRun() throws {
    let sample = LetterheadSample(head: "<w:p/>", styles: "<w:style w:type=\"paragraph\" w:styleId=\"a\"/>")
    #expect(try file(sample).file.bytes == file(sample).file.bytes)
  }

  // MARK: Body

  @Test func theBriefStandsWhereTheLetterheadHasItsPlace() throws {
    for place in [
      "<w:p><w:r><w:t>{{bo</w:t></w:r><w:r><w:t>dy}} </w:t></w:r></w:p>",
      "<w:sdt><w:sdtPr><w:tag w:val=\"Body\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    ] {
      let sample = LetterheadSample(
        body: "<w:p><w:r><w:t>above</w:t></w:r></w:p>\(place)<w:p><w:r><w:t>below</w:t></w:r></w:p>")
      let (file, messages) = try file(sample)
      #expect(messages.isEmpty)
      let paragraphs = file.paragraphs()
      #expect(paragraphs.first == "above" && paragraphs.last == "below")
      #expect(paragraphs.count > 10 && !paragraphs.contains { $0.contains("{{") })
    }
  }

  @Test func aBodyWithoutAPlaceIsToldAndLeftOut() throws {
    let (file, messages) = try file(LetterheadSample(body: "<w:p><w:r><w:t>บันทึกข้อความ</w:t></w:r></w:p>"))
    #expect(
      messages == ["warning letterhead-body: what stands in the body of the letterhead is left out: `บันทึกข้อความ`"])
    #expect(!file.paragraphs().contains("บันทึกข้อความ"))
    #expect(LetterheadSample(body: "<w:p/>").read().messages.isEmpty)
  }

  @Test func relationshipsOfTheBodyHaveNewIDs() throws {
    var sample = LetterheadSample(
      body: "<w:p><w:r><w:drawing><a:blip r:embed=\"rId1\"/></w:drawing></w:r><w:hyperlink r:id=\"rId9\"/></w:p>"
        + "<w:p><w:r><w:t>{{body}}</w:t></w:r></w:p>")
    sample["word/_rels/document.xml.rels"] = LetterheadSample.list(
      LetterheadSample.relationship("rId1", "image", "media/a.png")
        + LetterheadSample.relationship("rId2", "header", "header1.xml")
        + LetterheadSample.relationship("rId9", "hyperlink", "https://example.org/", isExternal: true))
    let (file, messages) = try file(sample)
    #expect(messages.isEmpty)
    let list = file["word/_rels/document.xml.rels"].attributes(of: "Relationship")
    func target(_ id: String?) -> String? { list.first { $0["Id"] == id }?["Target"] }
    #expect(target(file.body.attributes(of: "a:blip")[0]["r:embed"]) == "letterhead/media/a.png")
    #expect(target(file.body.attributes(of: "w:hyperlink")[0]["r:id"]) == "https://example.org/")
    #expect(Set(list.map { $0["Id"] }).count == list.count)
  }

  // MARK: Styles

  private static func style(_ id: String, _ name: String, _ inside: String = "", type: String = "paragraph") -> String {
    "<w:style w:type=\"\(type)\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(inside)</w:style>"
  }

  @Test func stylesAreFoundByNameAndByID() throws {
    let sample = LetterheadSample(
      styles: Self.style("a", "Title") + Self.style("1", "หัวเรื่อง 1") + Self.style("x", "Own", "")
        + Self.style("Heading2", "Something") + Self.style("b", "body text", "<w:aliases w:val=\"Text,Lead\"/>"))
    let (file, messages) = try file(sample)
    #expect(messages.isEmpty)
    let ids = file.body.values(of: "w:pStyle")
    #expect(ids.prefix(5) == ["a", "Subtitle", "1", "Heading2", "b"])
    let styles = file["word/styles.xml"].attributes(of: "w:style")
    #expect(styles.filter { $0["w:styleId"] == "a" }.count == 1)
    #expect(!styles.contains { ["Title", "Heading1", "BodyText"].contains($0["w:styleId"]) })
    #expect(styles.contains { $0["w:styleId"] == "Subtitle" } && styles.contains { $0["w:styleId"] == "x" })
  }

  @Test func oursAreBasedOnTheirNormalAndSayWhatDiffers() throws {
    let normal =
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"n\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing "
      + "w:after=\"160\" w:line=\"259\" w:lineRule=\"auto\"/></w:pPr></w:style>"
    let (file, _) = try file(LetterheadSample(styles: normal))
    let styles = file["word/styles.xml"].elements("w:style")
    let title = try #require(styles.first { $0.attributes(of: "w:style")[0]["w:styleId"] == "Title" })
    #expect(title.values(of: "w:basedOn") == ["n"])
    let spacing = try #require(title.attributes(of: "w:spacing").first)
    #expect(spacing["w:after"] != nil && spacing["w:line"] == "240")
    #expect(!styles.contains { $0.attributes(of: "w:style")[0]["w:styleId"] == "Normal" })
  }

  @Test func latinSizesHoldForThaiToo() throws {
    let sample = LetterheadSample(
      styles:
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/><w:lang w:val=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr>"
        + "</w:rPrDefault></w:docDefaults>"
        + Self.style(
          "a", "Title", "<w:rPr><w:rFonts w:ascii=\"X &amp; Y\"/><w:b/><w:i w:val=\"0\"/><w:sz w:val=\"40\"/></w:rPr>")
        + Self.style("b", "Quote", "<w:rPr><w:sz w:val=\"40\"/><w:szCs w:val=\"44\"/></w:rPr>"))
    let (file, messages) = try file(sample)
    #expect(
      messages == [
        "warning letterhead-style: styles of the letterhead size or mark only Latin letters: Thai text takes the same (`Title`)",
        "warning letterhead-style: the style `Quote` of the letterhead sets Latin text at 20 pt and Thai text at 22 pt",
      ])
    let styles = file["word/styles.xml"]
    let title = try #require(styles.elements("w:style").first { $0.attributes(of: "w:style")[0]["w:styleId"] == "a" })
    #expect(title.attributes(of: "w:rFonts")[0]["w:cs"] == "X & Y")
    #expect(title.values(of: "w:szCs") == ["40"] && title.values(of: "w:iCs") == ["0"])
    #expect(title.attributes(of: "w:bCs").count == 1)
    let defaults = styles.elements("w:docDefaults")[0]
    #expect(defaults.values(of: "w:szCs") == ["22"])
    #expect(defaults.attributes(of: "w:lang")[0]["w:bidi"] == "th-TH")
    #expect(defaults.attributes(of: "w:rFonts")[0]["w:cs"] != nil)
  }

  @Test func listsKeepTheirNumbersAndGoOnBehindTheirs() throws {
    var sample = LetterheadSample(
      styles: Self.style(
        "l", "List Number",
        "<w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr>"))
    sample["word/numbering.xml"] =
      "<w:numbering xmlns:w=\"\(LetterheadSample.main)\"><w:abstractNum w:abstractNumId=\"2\"/>"
      + "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>"
    sample["word/_rels/document.xml.rels"] = sample["word/_rels/document.xml.rels"].replacing(
      "</Relationships>", with: LetterheadSample.relationship("rId3", "numbering", "numbering.xml") + "</Relationships>"
    )
    var builder = BriefBuilder()
    builder.list {
      $0.item([1]) { $0.paragraph(.body, "finding", "ก") }
      $0.item([2]) { $0.paragraph(.body, "finding", "ข") }
    }
    let (file, messages) = try file(sample, builder.document)
    #expect(messages.isEmpty)
    #expect(file.body.values(of: "w:numId") == ["5", "5"])
    let numbering = file["word/numbering.xml"]
    #expect(numbering.attributes(of: "w:abstractNum").map { $0["w:abstractNumId"] } == ["2", "3"])
    #expect(numbering.attributes(of: "w:num").map { $0["w:numId"] } == ["4", "5"])
    // The style is theirs and tied to their list; the level of ours has its indents.
    #expect(numbering.values(of: "w:pStyle").isEmpty)
    #expect(numbering.attributes(of: "w:ind").first?["w:hanging"] == "360")
  }

  // MARK: Fields

  @Test func controlsShowFieldsOfTheBrief() throws {
    let control = { (properties: String, content: String) in
      "<w:sdt><w:sdtPr>\(properties)<w:date/></w:sdtPr><w:sdtContent>\(content)</w:sdtContent></w:sdt>"
    }
    let look = "<w:rPr><w:b/><w:sz w:val=\"40\"/><w:lang w:val=\"en-US\"/></w:rPr>"
    let sample = LetterheadSample(
      head:
        "<w:p>\(control("<w:tag w:val=\"agency\"/><w:id w:val=\"1\"/>", "<w:r>\(look)<w:t>old</w:t></w:r><w:r><w:t>er</w:t></w:r>"))"
        + "\(control("<w:alias w:val=\"ที่\"/><w:id w:val=\"2\"/><w:showingPlcHdr/>", "<w:r><w:t>[number]</w:t></w:r>"))</w:p>"
        + control("<w:tag w:val=\"place\"/>", "<w:p/><w:p/>") + control("<w:tag w:val=\"other\"/>", "<w:p/>"))
    let (letterhead, _) = sample.read()
    #expect(letterhead?.fields == [.agency, .number, .place])
    var document = Samples.rich
    document.properties.fieldTexts = [.init(.agency, "สำนัก A&B"), .init(.place, "น่าน")]
    let file = try WordFile(document, upon: try #require(letterhead))
    let head = file["word/letterhead/header1.xml"]
    let controls = head.elements("w:sdt")
    #expect(controls.count == 4)
    let texts = controls.map { control in
      control.elements("w:t").joined().compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
    }
    #expect(texts == ["สำนัก A&B", "[number]", "น่าน", ""])
    #expect(
      controls[0].attributes(of: "w:dataBinding").count == 1 && controls[1].attributes(of: "w:dataBinding").isEmpty)
    #expect(controls[2].elements("w:p").count == 1)
    // Thai runs are tagged before the language, as the schema has it, and sized for Thai.
    let thai = controls[0].elements("w:sdtContent")[0].elements("w:rPr")[0]
    #expect(thai.values(of: "w:szCs") == ["40"])
    #expect(
      thai.compactMap { if case .start(let name, _, _) = $0 { name } else { nil } } == [
        "w:rPr", "w:b", "w:bCs", "w:sz", "w:szCs", "w:cs", "w:lang",
      ])
    let item = file["customXml/item1.xml"]
    #expect(item.elements("agency").joined().contains(.text("สำนัก A&B")))
    #expect(
      file.diagnostics.all.map(\.message).contains("the letterhead shows `number`, which the brief does not have"))
    // No other control of the file has the id of one of theirs.
    #expect(!file.body.elements("w:sdtPr").contains { ["1", "2"].contains($0.values(of: "w:id").first) })
  }
}
