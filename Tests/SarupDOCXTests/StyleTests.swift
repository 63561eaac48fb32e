import SarupDOCX
import SarupDocument
import SarupThai
import TestSupport
import Testing

@Suite struct StyleTests {
  private func style(_ id: String, of file: WordFile) throws -> [XMLToken] {
    try #require(
      file["word/styles.xml"].elements("w:style").first { $0.attributes(of: "w:style")[0]["w:styleId"] == id })
  }

  private func change(_ name: String, _ change: (inout ParagraphStyle) -> Void) throws -> WordFile {
    var builder = BriefBuilder()
    builder.paragraph(.body, "credit", "ค")
    change(&builder.styles[builder.style(name)])
    builder.paragraph(.title, "title", "ก")
    builder.paragraph(.byline, name, "ข")
    return try WordFile(builder.document)
  }

  @Test func rolesTakeTheStylesThatWordKnows() throws {
    let ids = try WordFile(Samples.rich).body.values(of: "w:pStyle")
    #expect(
      ids.prefix(10) == [
        "Title", "Subtitle", "Heading1", "Heading2", "BodyText", "Lead", "BodyText", "BodyText", "ListBullet",
        "ListBullet2",
      ])
    let file = try WordFile(Samples.rich)
    #expect(try style("Heading2", of: file).values(of: "w:name") == ["heading 2"])
    #expect(try style("Lead", of: file).values(of: "w:basedOn") == ["BodyText"])
    #expect(try style("Heading1", of: file).values(of: "w:link") == ["Heading1Char"])
    #expect(try style("Heading1", of: file).values(of: "w:next") == ["BodyText"])
  }

  /// An agency above the title is body text by its role, and yet no model for the text of the brief.
  @Test func theMostUsedStyleIsTheBuiltInOne() throws {
    var builder = BriefBuilder()
    builder.add("agency", 16) {
      $0.alignment = .center
      $0.isBold = true
    }
    builder.paragraph(.body, "agency", "ก")
    builder.list {
      $0.item([1]) {
        $0.paragraph(.body, "finding", "ข")
        $0.paragraph(.note(labelLength: 3), "body", "ค")
        for _ in 0..<2 { $0.paragraph(.body, "finding", "ง") }
      }
    }
    for _ in 0..<2 { builder.paragraph(.body, "body", "จ") }
    let file = try WordFile(builder.document)
    #expect(
      file.body.values(of: "w:pStyle") == [
        "Agency", "ListNumber", "Body", "ListContinue", "ListContinue", "BodyText", "BodyText",
      ])
    #expect(try style("Agency", of: file).values(of: "w:basedOn") == ["Normal"])
    #expect(try style("Body", of: file).values(of: "w:basedOn") == ["ListContinue"])
    #expect(try style("Body", of: file).values(of: "w:jc") == [])
  }

  /// Whoever goes on behind a heading writes running text, not the first line of the head; though nothing is written in it yet.
  @Test func runningTextFollowsAHeading() throws {
    var builder = BriefBuilder()
    builder.add("agency", 16) { $0.isBold = true }
    for _ in 0..<2 { builder.paragraph(.body, "agency", "ก") }
    builder.paragraph(.heading(1), "heading", "ข")
    let file = try WordFile(builder.document)
    #expect(file.body.values(of: "w:pStyle") == ["Agency", "Agency", "Heading1"])
    #expect(try style("Heading1", of: file).values(of: "w:next") == ["BodyText"])
    #expect(try style("BodyText", of: file).values(of: "w:aliases") == ["body"])
    #expect(try style("BodyText", of: file).values(of: "w:jc") == ["thaiDistribute"])
  }

  /// The items of an agenda stand in the navigation pane, and their text comes behind them.
  @Test func titlesOfItemsAreHeadings() throws {
    var builder = BriefBuilder()
    builder.list {
      for number in 1...2 {
        $0.item([number]) {
          $0.paragraph(.heading(1), "finding", "ก")
          $0.paragraph(.body, "body", "ข")
        }
      }
    }
    let file = try WordFile(builder.document)
    #expect(file.body.values(of: "w:pStyle") == ["ListNumber", "ListContinue", "ListNumber", "ListContinue"])
    #expect(try style("ListNumber", of: file).values(of: "w:outlineLvl") == ["0"])
    #expect(try style("ListNumber", of: file).values(of: "w:next") == ["ListContinue"])
    #expect(file.body.values(of: "w:outlineLvl").isEmpty)
    // One item among others without a title says it of itself.
    builder.list { $0.item([3]) { $0.paragraph(.body, "finding", "ค") } }
    let mixed = try WordFile(builder.document)
    #expect(mixed.body.values(of: "w:outlineLvl") == ["0", "0"])
    #expect(try style("ListNumber", of: mixed).values(of: "w:outlineLvl").isEmpty)
  }

  @Test func everyStyleThatIsNamedIsThere() throws {
    for sample in Samples.all {
      let file = try WordFile(sample.document)
      let ids = file["word/styles.xml"].attributes(of: "w:style").compactMap { $0["w:styleId"] }
      #expect(Set(ids.map { $0.lowercased() }).count == ids.count)
      let names = file["word/styles.xml"].values(of: "w:name").map { $0.lowercased() }
      #expect(Set(names).count == names.count)
      for (name, tokens) in file.parts where name.hasPrefix("word/") {
        for reference in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"] {
          for id in tokens.values(of: reference) { #expect(ids.contains(id), "\(name): \(id)") }
        }
      }
    }
  }

  /// The name that the template gives a style is at hand in Word's style pane, and no name stands for two styles.
  @Test func templateNamesAreAliases() throws {
    let file = try WordFile(Samples.brief)
    #expect(try style("BodyText", of: file).values(of: "w:aliases") == ["body"])
    #expect(try style("ListNumber", of: file).values(of: "w:aliases") == ["finding"])
    #expect(try style("ListContinue", of: file).values(of: "w:aliases") == [])
    let rich = try WordFile(Samples.rich)
    #expect(try style("HTMLPreformatted", of: rich).values(of: "w:aliases") == [])
    #expect(try style("Cell", of: rich).values(of: "w:name") == ["cell"])
  }

  @Test(arguments: ["ข้อ ๑", "a,b;c", "Normal", "", "title", "List Number", "TableGrid", "<&>"])
  func anyNameMakesAStyle(name: String) throws {
    var builder = BriefBuilder()
    builder.add(name, 16) { _ in }
    for (index, style) in builder.styles.enumerated() {
      builder.add(
        .paragraph(Paragraph(role: .byline, style: index, text: BriefBuilder.text(style.name))))
    }
    let file = try WordFile(builder.document)
    let ids = file["word/styles.xml"].attributes(of: "w:style").compactMap { $0["w:styleId"] }
    #expect(Set(ids.map { $0.lowercased() }).count == ids.count)
    #expect(ids.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    #expect(file["word/styles.xml"].values(of: "w:name").allSatisfy { !$0.contains(",") && !$0.contains(";") })
  }

  // MARK: Properties

  @Test func thaiTextTakesTheSecondTwin() throws {
    for name in ["w:sz", "w:b", "w:i"] {
      for sample in Samples.all {
        let styles = try WordFile(sample.document)["word/styles.xml"]
        #expect(styles.attributes(of: name) == styles.attributes(of: name + "Cs"))
      }
    }
    let defaults = try #require(try WordFile(Samples.brief)["word/styles.xml"].elements("w:docDefaults").first)
    let fonts = try #require(defaults.attributes(of: "w:rFonts").first)
    #expect(Set(fonts.keys) == ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"])
    #expect(Set(fonts.values) == ["TH Sarabun New"])
    #expect(defaults.attributes(of: "w:lang").first?["w:bidi"] == "th-TH")
  }

  @Test func measuresAreTwentiethsAndHalves() throws {
    let byline = try style(
      "Byline",
      of: change("byline") {
        $0.size = 12.5
        $0.startIndent = 10.02
        $0.endIndent = 5
        $0.firstLine = -7.5
        $0.spaceBefore = 1
        $0.spaceAfter = 3.33
        $0.lineHeight = 1.5
      })
    #expect(byline.values(of: "w:szCs") == ["25"])
    #expect(byline.attributes(of: "w:ind") == [["w:left": "200", "w:right": "100", "w:hanging": "150"]])
    #expect(
      byline.attributes(of: "w:spacing") == [
        ["w:before": "20", "w:after": "67", "w:line": "360", "w:lineRule": "auto"]
      ])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, .leastNonzeroMagnitude])
  func noMeasureIsTooWild(value: Double) throws {
    var builder = BriefBuilder()
    for index in builder.styles.indices {
      builder.styles[index].size = value
      builder.styles[index].startIndent = value
      builder.styles[index].endIndent = value
      builder.styles[index].firstLine = value
      builder.styles[index].labelWidth = value
      builder.styles[index].lineHeight = value
      builder.styles[index].spaceBefore = value
      builder.styles[index].spaceAfter = value
    }
    builder.page.width = value
    builder.page.height = value
    builder.page.top = value
    builder.page.start = value
    builder.paragraph(.body, "body", "ก")
    builder.list { $0.item([1]) { $0.paragraph(.body, "finding", "ข") } }
    builder.container(.table(TableProperties(columns: 2, columnShares: [value, 1]))) {
      $0.container(.row(isHeader: false)) { $0.container(.cell(CellProperties())) { _ in } }
    }
    let file = try WordFile(builder.document)
    for attribute in ["w:left", "w:firstLine", "w:hanging", "w:before", "w:line", "w:pos", "w:top", "w:h"] {
      for (_, tokens) in file.parts {
        for token in tokens {
          guard case .start(_, let attributes, _) = token,
            let number = attributes.first(where: { $0.name == attribute }),
            let found = Int(number.value)
          else { continue }
          #expect((-31_680...31_680).contains(found), "\(attribute)=\(found)")
        }
      }
    }
  }

  @Test(arguments: [
    (TextAlignment.start, []), (.center, ["center"]), (.end, ["right"]), (.justify, ["thaiDistribute"]),
  ])
  func alignments(alignment: TextAlignment, expected: [String]) throws {
    let file = try change("byline") { $0.alignment = alignment }
    #expect(try style("Byline", of: file).values(of: "w:jc") == expected)
  }

  @Test(
    arguments: [
      ("ภาษาไทยเป็นหลัก with English", []), ("Mostly English ไทย", ["both"]), ("ไทย abc", []), ("ไทย abcd", ["both"]),
      ("1234", []), ("", []),
    ] as [(String, [String])])
  func justificationFollowsTheLetters(text: String, expected: [String]) throws {
    var builder = BriefBuilder()
    builder.paragraph(.body, "body", text)
    #expect(try WordFile(builder.document).body.values(of: "w:jc") == expected)
  }

  @Test func keepRules() throws {
    let file = try change("byline") {
      $0.keepWithNext = true
      $0.keepTogether = true
      $0.widows = 0
      $0.orphans = 1
    }
    let byline = try style("Byline", of: file)
    #expect(byline.attributes(of: "w:keepNext").count == 1)
    #expect(byline.attributes(of: "w:keepLines").count == 1)
    #expect(byline.values(of: "w:widowControl") == ["0"])
  }

  @Test func groupsKeepTogether() throws {
    var builder = BriefBuilder()
    builder.container(.group(.credits)) {
      for text in ["ก", "ข", "ค"] { $0.paragraph(.credit, "credit", text) }
    }
    builder.paragraph(.body, "body", "ง")
    let keeps = try WordFile(builder.document).body.elements("w:p").map { !$0.attributes(of: "w:keepNext").isEmpty }
    #expect(keeps == [true, true, false, false])
  }

  // MARK: Fonts

  /// Name, half points and line pitch that Word is given for 16 pt meant for TH Sarabun New.
  @Test(
    arguments: [
      (
        FontChoice(families: ["Sarabun"], wordFamilies: ["TH Sarabun New"], sizeAs: "TH Sarabun New"), "TH Sarabun New",
        "32", nil
      ),
      (FontChoice(families: ["Sarabun"], sizeAs: "TH Sarabun New"), "TH Sarabun New", "32", nil),
      (FontChoice(families: ["Sarabun"]), "Sarabun", "32", nil),
      (
        FontChoice(families: ["X"], wordFamilies: ["TH SarabunPSK"], sizeAs: "TH Sarabun New"), "TH SarabunPSK", "32",
        "241"
      ),
      // Sarabun is half as wide again, so it takes two thirds of the size and half as much line again.
      (FontChoice(families: ["X"], wordFamilies: ["Sarabun"], sizeAs: "TH Sarabun New"), "Sarabun", "21", "367"),
      (FontChoice(families: ["X"], wordFamilies: ["Unknown"], sizeAs: "TH Sarabun New"), "Unknown", "32", nil),
      (FontChoice(families: []), "TH Sarabun New", "32", nil),
      (
        FontChoice(families: ["A name of more than thirty-one characters"]), "A name of more than thirty-one ", "32",
        nil
      ),
    ] as [(FontChoice, String, String, String?)])
  func fontsLookAsTheSizeMeans(font: FontChoice, name: String, size: String, line: String?) throws {
    var builder = BriefBuilder()
    builder.styles = [ParagraphStyle(name: "body", font: font, size: 16)]
    builder.paragraph(.body, "body", "ก")
    let file = try WordFile(builder.document)
    let defaults = try #require(file["word/styles.xml"].elements("w:docDefaults").first)
    #expect(defaults.attributes(of: "w:rFonts").first?["w:cs"] == name)
    #expect(defaults.values(of: "w:szCs") == [size])
    #expect(defaults.attributes(of: "w:spacing").first?["w:line"] == line)
    #expect(file["word/fontTable.xml"].attributes(of: "w:font").first?["w:name"] == name)
  }

  @Test func fontTableNamesStandIns() throws {
    let table = try WordFile(Samples.brief)["word/fontTable.xml"]
    #expect(table.values(of: "w:altName") == ["TH SarabunPSK"])
    #expect(table.values(of: "w:panose1") == ["020B0500040200020003"])
    #expect(table.values(of: "w:charset") == ["DE"])
  }
}
