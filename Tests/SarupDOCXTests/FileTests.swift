import SarupContainer
import SarupDOCX
import SarupDocument
import SarupImage
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// The file as a whole: its parts, its properties, its pages.
@Suite struct FileTests {
  @Test(arguments: Samples.all.map(\.name))
  func sameDocumentSameBytes(sample: String) async throws {
    let document = try #require(Samples.all.first { $0.name == sample }).document
    let first = try WordFile(document).bytes
    let others = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try WordFile(document).bytes } }
      return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
    }
    #expect(others.allSatisfy { $0 == first })
  }

  @Test func aBriefIsSmall() throws {
    #expect(try WordFile(Samples.brief).bytes.count < 10_000)
  }

  /// Each part has a content type and is reached by a relationship; each relationship leads to a part.
  @Test(arguments: Samples.all.map(\.name))
  func thePackageHangsTogether(sample: String) throws {
    let file = try WordFile(try #require(Samples.all.first { $0.name == sample }).document)
    let names = Set(file.names)
    let defaults = file["[Content_Types].xml"].attributes(of: "Default").compactMap { $0["Extension"] }
    let typed = Set(
      file["[Content_Types].xml"].attributes(of: "Override").compactMap { $0["PartName"]?.dropFirst() }.map(String.init)
    )
    var reached: Set<String> = ["[Content_Types].xml"]
    for (name, tokens) in file.parts where name.hasSuffix(".rels") {
      reached.insert(name)
      let folder = name.replacing("_rels/", with: "").split(separator: "/").dropLast().joined(separator: "/")
      let relationships = tokens.attributes(of: "Relationship")
      #expect(Set(relationships.compactMap { $0["Id"] }).count == relationships.count)
      for relationship in relationships where relationship["TargetMode"] == nil {
        let target = Self.resolved(relationship["Target"] ?? "", in: folder)
        #expect(names.contains(target), "\(name): \(target)")
        reached.insert(target)
      }
    }
    #expect(names.subtracting(reached) == [])
    // Only data of the file's own has no type but XML; pictures have the type of their ending.
    let untyped = names.filter { name in
      !name.hasSuffix(".rels") && name != "[Content_Types].xml"
        && !(name.contains("/media/") && defaults.contains { name.hasSuffix(".\($0)") })
    }.subtracting(typed)
    #expect(untyped == ["customXml/item1.xml"])
    for (name, tokens) in file.parts {
      let source =
        name.split(separator: "/").dropLast().joined(separator: "/")
        + "/_rels/\(name.split(separator: "/").last ?? "").rels"
      let known = file[source].attributes(of: "Relationship").compactMap { $0["Id"] }
      for token in tokens {
        guard case .start(_, let attributes, _) = token, let id = attributes.first(where: { $0.name == "r:id" }) else {
          continue
        }
        #expect(known.contains(id.value), "\(name): \(id.value)")
      }
    }
  }

  private static func resolved(_ target: String, in folder: String) -> String {
    var path = folder.split(separator: "/")
    for step in target.split(separator: "/") {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }

  @Test func propertiesComeFromTheDocumentAlone() throws {
    let core = try WordFile(Samples.brief)["docProps/core.xml"]
    #expect(core.contains(.text("สรุปการประชุมคณะทำงานด้านข้อมูลเปิดภาครัฐ")))
    #expect(core.contains(.text("มาลี; สมชาย")))
    #expect(core.contains(.text("ข้อมูลเปิด, open data")))
    #expect(core.contains(.text("th-TH")))
    #expect(core.filter { $0 == .text("2024-02-09T00:00:00Z") }.count == 2)
    let plain = try WordFile(Samples.plain)["docProps/core.xml"]
    #expect(plain.attributes(of: "dcterms:created").isEmpty)
    #expect(try WordFile(Samples.brief)["docProps/app.xml"].contains(.text("กองพัฒนาระบบข้อมูล")))
  }

  @Test(arguments: [(0, 1, 1), (543, 1, 1), (10_000, 1, 1), (-5, 1, 1)])
  func yearsThatW3CDTFCannotSayAreLeftOut(year: Int, month: Int, day: Int) throws {
    var builder = BriefBuilder()
    builder.properties.date = CalendarDay(year: year, month: month, day: day)
    #expect(try WordFile(builder.document)["docProps/core.xml"].attributes(of: "dcterms:created").isEmpty)
  }

  @Test func settingsMakeWordBreakThai() throws {
    let settings = try WordFile(Samples.plain)["word/settings.xml"]
    let modes = settings.attributes(of: "w:compatSetting").filter { $0["w:name"] == "compatibilityMode" }
    #expect(modes.map { $0["w:val"] } == ["15"])
    #expect(settings.attributes(of: "w:themeFontLang").first?["w:bidi"] == "th-TH")
  }

  // MARK: Pages

  @Test func thePageIsA4WithItsMargins() throws {
    let body = try WordFile(Samples.brief).body
    #expect(body.attributes(of: "w:pgSz") == [["w:w": "11906", "w:h": "16838"]])
    #expect(
      body.attributes(of: "w:pgMar") == [
        [
          "w:top": "1417", "w:right": "1134", "w:bottom": "1134", "w:left": "1701", "w:header": "709",
          "w:footer": "709", "w:gutter": "0",
        ]
      ])
    #expect(body.attributes(of: "w:pgNumType") == [["w:fmt": "thaiNumbers"]])
    #expect(body.attributes(of: "w:titlePg").count == 1)
  }

  @Test func runningHeadsOfFirstAndOtherPages() throws {
    let file = try WordFile(Samples.brief)
    #expect(file.paragraphs(of: "word/header1.xml") == ["- ๒ -"])
    #expect(file.paragraphs(of: "word/header2.xml") == [""])
    #expect(file["word/header1.xml"].contains(.text(" PAGE ")))
    #expect(file.body.attributes(of: "w:headerReference").map { $0["w:type"] } == ["default", "first"])
  }

  @Test func sameHeadsOnEveryPage() throws {
    var builder = BriefBuilder()
    let line = RunningLine(style: builder.style("running"), center: [.pageNumber])
    builder.page.first.bottom = line
    builder.page.rest.bottom = line
    let file = try WordFile(builder.document)
    #expect(file.body.attributes(of: "w:titlePg").isEmpty)
    #expect(file.body.attributes(of: "w:footerReference").map { $0["w:type"] } == ["default"])
    #expect(file.paragraphs(of: "word/footer1.xml") == ["1"])
  }

  @Test func threePartsStandAtTabStops() throws {
    var builder = BriefBuilder()
    builder.page.rest.top = RunningLine(
      style: builder.style("running"), start: [.text(BriefBuilder.text("ก"))], end: [.pageNumber])
    let file = try WordFile(builder.document)
    #expect(file.paragraphs(of: "word/header1.xml") == ["ก\t\t2"])
    #expect(
      file["word/header1.xml"].attributes(of: "w:tab").filter { !$0.isEmpty } == [
        ["w:val": "center", "w:pos": "4535"], ["w:val": "right", "w:pos": "9071"],
      ])
  }

  @Test(
    arguments: [
      (NumberFormat.thaiDigits, nil, " NUMPAGES \\* THAIARABIC ", "–"),
      (.thaiDigits, 12, " NUMPAGES \\* THAIARABIC ", "๑๒"),
      (.arabicDigits, 3, " NUMPAGES ", "3"), (.roman, 2, " NUMPAGES \\* roman ", "ii"),
    ] as [(NumberFormat, Int?, String, String)])
  func theCountOfPagesIsAField(format: NumberFormat, count: Int?, field: String, shown: String) throws {
    var builder = BriefBuilder()
    builder.page.pageNumbers = format
    builder.page.rest.top = RunningLine(style: builder.style("running"), end: [.pageCount])
    var options = DOCXOptions()
    options.pageCount = count
    let file = try WordFile(builder.document, options: options)
    #expect(file["word/header1.xml"].contains(.text(field)))
    #expect(file.paragraphs(of: "word/header1.xml") == [shown])
    #expect(file.diagnostics.all.map(\.code) == (count == nil ? [.docxPageCount] : []))
  }

  // MARK: Blocks

  @Test func aPageBreakGoesWithTheNextParagraph() throws {
    var builder = BriefBuilder()
    builder.add(.pageBreak)
    builder.paragraph(.body, "body", "ก")
    builder.paragraph(.body, "body", "ข")
    builder.add(.pageBreak)
    let paragraphs = try WordFile(builder.document).body.elements("w:p")
    #expect(paragraphs.map { !$0.attributes(of: "w:pageBreakBefore").isEmpty } == [true, false])
  }

  @Test func tablesRepeatTheirHeadersAndKeepTheirGrid() throws {
    let tables = try WordFile(Samples.rich).body.elements("w:tbl")
    #expect(tables.count == 2)
    let rows = tables[0].elements("w:tr")
    #expect(rows.map { !$0.attributes(of: "w:tblHeader").isEmpty } == [true, false, false])
    #expect(rows.allSatisfy { !$0.attributes(of: "w:cantSplit").isEmpty })
    // Every row covers all three columns, whatever reaches over them from the side or from above.
    for row in rows {
      let columns = row.elements("w:tc").map { $0.values(of: "w:gridSpan").first.flatMap { Int($0) } ?? 1 }
      #expect(columns.reduce(0, +) == 3)
    }
    #expect(tables[0].attributes(of: "w:vMerge").map { $0["w:val"] } == ["restart", nil])
  }

  /// Tables of random spans: each row covers every column once, and what reaches down goes on in the same columns.
  @Test(arguments: 0..<60)
  func spansKeepTheGrid(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (rows, columns) = (Int.random(in: 1...6, using: &random), Int.random(in: 1...5, using: &random))
    // Where a cell begins in the row: its columns; how many rows are covered from above.
    var covered = Array(repeating: 0, count: columns)
    var expected: [[Int]] = []
    var builder = BriefBuilder()
    builder.container(.table(TableProperties(columns: columns))) {
      for row in 0..<rows {
        var spans: [Int] = []
        var starts: [(column: Int, columns: Int, rows: Int)] = []
        $0.container(.row(isHeader: row == 0)) {
          var column = 0
          while column < columns {
            if covered[column] > 0 {
              column += 1
              continue
            }
            let room = (column..<columns).prefix { covered[$0] == 0 }.count
            var cell = CellProperties()
            cell.columnSpan = Int.random(in: 1...room, using: &random)
            cell.rowSpan = Int.random(in: 1...rows - row, using: &random)
            starts.append((column, cell.columnSpan, cell.rowSpan))
            $0.container(.cell(cell)) { $0.paragraph(.body, "cell", "ก") }
            column += cell.columnSpan
          }
        }
        covered = covered.map { max(0, $0 - 1) }
        for start in starts {
          for column in start.column..<start.column + start.columns { covered[column] = start.rows - 1 }
          spans.append(start.columns)
        }
        expected.append(spans)
      }
    }
    let table = try #require(try WordFile(builder.document).body.elements("w:tbl").first)
    for (row, spans) in zip(table.elements("w:tr"), expected) {
      let cells = row.elements("w:tc")
      let widths = cells.map { $0.values(of: "w:gridSpan").first.flatMap { Int($0) } ?? 1 }
      #expect(widths.reduce(0, +) == columns)
      #expect(zip(widths, cells).filter { $1.contains(.text("ก")) }.map(\.0) == spans)
    }
  }

  /// Word wants a paragraph at the end of each cell, behind the last table, and between two of them.
  @Test func tablesEndWithParagraphs() throws {
    var builder = BriefBuilder()
    builder.add(.pageBreak)
    for _ in 0..<2 {
      builder.container(.table(TableProperties(columns: 1))) {
        $0.container(.row(isHeader: false)) {
          $0.container(.cell(CellProperties())) {
            $0.container(.table(TableProperties(columns: 1))) {
              $0.container(.row(isHeader: false)) { $0.container(.cell(CellProperties())) { _ in } }
            }
          }
        }
      }
    }
    let body = try WordFile(builder.document).body
    var previous: XMLToken?
    for token in body {
      if case .end("w:tbl") = previous { #expect(token.isParagraph, "\(token)") }
      if case .end("w:tc") = token { #expect(previous?.isParagraph == true) }
      previous = token
    }
    #expect(body.elements("w:p").first?.attributes(of: "w:pageBreakBefore").count == 1)
  }

  @Test func picturesAreOneFileEachAndHaveNumbersOfTheirOwn() throws {
    let file = try WordFile(Samples.rich)
    let zip = try ZIPReader(file.bytes)
    let media = zip.entries.map(\.name).filter { $0.contains("media") }
    #expect(media == ["word/media/image1.png", "word/media/image2.jpeg"])
    let marks = file.body.attributes(of: "wp:docPr")
    #expect(marks.map { $0["id"] } == ["1", "2", "3"])
    #expect(marks.map { $0["descr"] } == ["ตรา \"ใบไม้\"", nil, "ภาพถ่าย"])
    #expect(file.body.elements("wp:docPr").map { $0.attributes(of: "adec:decorative").count } == [0, 1, 0])
    let targets = file.body.attributes(of: "a:blip").compactMap { $0["r:embed"] }
    #expect(targets.count == 3 && targets[0] == targets[1] && targets[1] != targets[2])
    // A picture that was held sideways stands upright, and no reader is left to turn it.
    let upright = try Picture(zip.read(try #require(zip.entry(named: "word/media/image2.jpeg"))))
    #expect(upright.width == 48 && upright.height == 32 && upright.orientation == .upright)
  }

  /// Word measures in 12,700ths of a point.
  @Test func picturesHaveTheSizeThatIsAskedFor() throws {
    let sizes = try WordFile(Samples.rich).body.attributes(of: "wp:extent").map { ($0["cx"] ?? "", $0["cy"] ?? "") }
    #expect(sizes.map(\.0) == ["114300", "4626039", "1143000"])
    #expect(sizes.map(\.1) == ["76200", "3084026", "762000"])
  }

  /// Indices that lead nowhere come from a mistake elsewhere; they must not take the process down.
  @Test func indicesThatLeadNowhere() throws {
    var builder = BriefBuilder()
    builder.add(.paragraph(Paragraph(role: .heading(40), style: 99, text: BriefBuilder.text("ก"))))
    builder.add(.paragraph(Paragraph(role: .heading(-1), style: -1, text: BriefBuilder.text("ข"))))
    builder.list(7, level: 30) { $0.item([1]) { $0.paragraph(.body, "finding", "ค") } }
    builder.list(0, level: -3) { $0.item([1]) { $0.paragraph(.body, "finding", "ง") } }
    builder.add(.item(ItemProperties(ordinals: [], restarts: true)))
    builder.add(.cell(CellProperties()))
    builder.page.rest.top = RunningLine(style: 40, center: [.pageNumber])
    #expect(try WordFile(builder.document).paragraphs().filter { !$0.isEmpty } == ["ก", "ข", "ค", "ง"])
  }
}

extension XMLToken {
  fileprivate var isParagraph: Bool {
    switch self {
    case .start("w:p", _, _), .end("w:p"): true
    default: false
    }
  }
}
