internal import SarupDocument
internal import SarupFonts
internal import SarupLayout
internal import SarupSyntax
internal import TestSupport
internal import Testing

@testable import SarupPDF

struct PDFWriterTests {
  // MARK: - The file, as its objects

  @Test func aShortBriefIsWrittenAsItWasRead() throws {
    var sample = Sample()
    sample.paragraph("สรุป", .title, style: .title)
    sample.paragraph("น้ำ ปี่ (State) [ข่าว](https://example.org/ข่าว)")
    sample.add(.list(ListProperties(numbering: 0, level: 0))) { sample in
      sample.item([1]) { $0.paragraph("ข้อ", style: .finding) }
    }
    let file = try PDFFile(sample.pdf())
    let path = "\(Fixtures.folder(beside: #filePath))/Golden/short-brief.txt"
    let difference = GoldenFile.difference(of: file.normalised, from: path)
    #expect(difference == nil)
  }

  /// No validator looks at this. 220 findings need a parent tree of several leaves.
  @Test(arguments: [1, 40, 220]) func everyPageAndMarkLeadsToTheElementThatNamesIt(findings: Int) throws {
    let bytes = try Sample.brief(findings: findings).pdf()
    let file = try PDFFile(bytes)
    let parents = try file.parents()
    var marks = 0
    for page in file.pages {
      let key = try #require(page.integer("/StructParents"))
      for (mark, owner) in try #require(parents[key]).enumerated() {
        let element = try #require(file.objects[owner]).text
        marks += 1
        let isOwn = element.reference("/Pg") == page.number && element.kidNumbers.contains(mark)
        let isForeign = element.contains("<</Type/MCR/Pg \(page.number) 0 R/MCID \(mark)>>")
        #expect(isOwn || isForeign, "page \(page.number), mark \(mark): \(element)")
      }
      for annotation in page.text.references(in: "/Annots") {
        let key = try #require(file.objects[annotation]?.integer("/StructParent"))
        let owner = try #require(parents[key]?.first)
        let element = try #require(file.objects[owner]).text
        #expect(element.contains("/S/Link/") && element.contains("/Obj \(annotation) 0 R"))
      }
    }
    #expect(marks > 4 * findings)
  }

  /// A footnote, its mark and a reference to a heading lead to each other by names.
  @Test func footnotesAndReferencesLeadToEachOther() throws {
    var sample = Sample()
    var text = Sample.styled("ข้อความ [๑](#) และ [หัวข้อ](#หัวข้อ)")
    text.references = [
      .init(link: 0, element: 1, shows: .note), .init(link: 1, element: 3, shows: .heading),
    ]
    sample.add(.paragraph(Paragraph(role: .body, style: Sample.Style.body.rawValue, text: text)))
    sample.add(.note(NoteProperties(number: 1))) { $0.paragraph("คำอธิบาย", .footnote, style: .small) }
    sample.paragraph("หัวข้อ", .heading(1), style: .title)
    sample.anchors = [Anchor(element: 3, name: "หัวข้อ")]
    let file = try PDFFile(sample.pdf())
    let path = "\(Fixtures.folder(beside: #filePath))/Golden/footnote.txt"
    #expect(GoldenFile.difference(of: file.normalised, from: path) == nil)
    let names = file.objects.values.filter { $0.text.contains("/Limits[") && $0.text.contains("/XYZ") }
    #expect(names.count == 1)
    for name in ["(note.1)", "(note.1.mark)", "<FEFF0E2B0E310E270E020E490E2D>"] {
      #expect(names.first?.text.contains(name) == true)
      #expect(file.objects.values.contains { $0.text.contains("/Dest\(name)") })
    }
    #expect(file.objects.values.contains { $0.text.contains("/S/Note/") && $0.text.contains("/ID(note-1)") })
    #expect(file.objects.values.count { $0.text.contains("/S/Reference/") } == 1)
  }

  @Test func contentOfAnotherLanguageSaysSo() throws {
    let file = try PDFFile(Sample.brief().pdf())
    let page = try #require(file.pages.first)
    let content = String(decoding: try #require(file.object("/Contents", in: page.text)?.stream), as: UTF8.self)
    #expect(content.contains("/Lang(en-GB)>>BDC"))
    #expect(!content.contains("/Lang(th-TH)"))
  }

  @Test func headingsBeginAtOneAndSkipNone() throws {
    var sample = Sample()
    sample.paragraph("ก", .heading(2))
    sample.paragraph("ข", .heading(5))
    sample.paragraph("ค", .heading(1))
    let file = try PDFFile(sample.pdf())
    let types = file.objects.values.sorted { $0.number < $1.number }.compactMap { object in
      ["H1", "H2", "H3", "H4", "H5", "H6"].first { object.text.contains("/S/\($0)/") }
    }
    #expect(types == ["H1", "H2", "H1"])
  }

  @Test func bookmarksAreNestedAsTheHeadingsAre() throws {
    var sample = Sample()
    sample.paragraph("หัวเรื่อง", .title, style: .title)
    for (title, level) in [("ก", 1), ("ข", 2), ("ค", 2), ("ง", 1)] { sample.paragraph(title, .heading(level)) }
    let file = try PDFFile(sample.pdf())
    let catalog = try #require(file.root)
    let root = try #require(file.object("/Outlines", in: catalog.text))
    var lines: [String] = []
    func walk(_ parent: PDFFile.Object, depth: Int) {
      var previous: Int?
      var next = parent.text.reference("/First")
      while let number = next, let entry = file.objects[number] {
        #expect(entry.text.reference("/Parent") == parent.number)
        #expect(entry.text.reference("/Prev") == previous)
        lines.append("\(depth) \(entry.text.integer("/Count") ?? 0)")
        walk(entry, depth: depth + 1)
        previous = number
        next = entry.text.reference("/Next")
      }
      #expect(parent.text.reference("/Last") == previous)
    }
    walk(root, depth: 0)
    #expect(lines == ["0 4", "1 2", "2 0", "2 0", "1 0"])
    #expect(root.text.integer("/Count") == 5)
  }

  @Test func anElementWithoutContentIsLeftOut() throws {
    var sample = Sample()
    sample.paragraph("ข้อความ")
    sample.add(.list(ListProperties(numbering: nil, level: 0)))
    let text = try PDFFile(sample.pdf()).normalised
    #expect(!text.contains("/S/L/"))
    #expect(text.contains("/S/P/"))
  }

  @Test func aDocumentWithoutPagesIsAFile() throws {
    let document = Sample().document
    let file = try PDFFile(kept(PDFWriter(document: document, fonts: FontBook()).finish()))
    #expect(file.pages.isEmpty)
  }

  @Test func textThatLooksLikeOperatorsIsText() throws {
    var sample = Sample()
    sample.numbersPages = false
    let line = "0.003922 0 0 rg (1 0 0 rg) Q \\ ( EMC ET"
    sample.paragraph(line, style: .small)
    let file = try PDFFile(sample.pdf())
    var reader = PDFText(file)
    #expect(try reader.text(of: try #require(file.pages.first)) == line)
  }

  @Test func marksAreDrawnInTheirOwnColors() throws {
    var sample = Sample()
    sample.paragraph("ก")
    sample.paragraph("ข", style: .small)
    sample.paragraph("ค", style: .small)
    sample.paragraph("ง")
    let file = try PDFFile(sample.pdf())
    let page = try #require(file.pages.first)
    let content = String(decoding: try #require(file.object("/Contents", in: page.text)?.stream), as: UTF8.self)
    let colors = content.split(separator: "\n").filter { $0.contains(" rg") }
    // Black is what a page begins with; grey stays until black is needed again.
    #expect(colors == ["0.353 0.353 0.353 rg", "0 0 0 rg"])
  }

  /// A term is the label of its item, each meaning a body of it (ISO 32000-1, table 336).
  @Test func termsAreTheLabelsOfAList() throws {
    var sample = Sample()
    sample.add(.definitions) { sample in
      sample.add(.definition) { sample in
        sample.paragraph("กข", .term)
        for _ in 0..<2 { sample.add(.meaning) { $0.paragraph("คง") } }
      }
    }
    let text = try PDFFile(sample.pdf()).normalised
    for (type, count) in [("L", 1), ("LI", 1), ("Lbl", 1), ("LBody", 2), ("P", 2)] {
      #expect(text.count(of: "/S/\(type)/") == count)
    }
  }

  @Test func cellsOfATableAreHeadersAndData() throws {
    var sample = Sample()
    sample.add(.table(TableProperties(columns: 2))) { sample in
      for row in 0..<3 {
        sample.add(.row(isHeader: row == 0)) { sample in
          // The first cell of the second row reaches down into the third.
          for column in (row == 2 ? 1 : 0)..<2 {
            var cell = CellProperties()
            cell.rowSpan = row == 1 && column == 0 ? 2 : 1
            sample.add(.cell(cell)) { $0.paragraph("กข") }
          }
        }
      }
    }
    let document = sample.document
    let fonts = FontBook()
    var writer = PDFWriter(document: document, fonts: fonts)
    writer.add(HandSetPage.make(document, fonts: fonts))
    let bytes = kept(try writer.finish())
    let text = try PDFFile(bytes).normalised
    #expect(text.count(of: "/S/TH/") == 2)
    #expect(text.count(of: "/S/TD/") == 3)
    #expect(text.count(of: "/A<</O/Table/Scope/Column>>") == 2)
    #expect(text.count(of: "/RowSpan 2>>") == 1)
    #expect(text.count(of: "/Headers[") == 3)
    #expect(text.count(of: "/S/TR/") == 3)
  }

  /// Where a header reaches over two columns, each cell names all of its headers, and the names lead to the cells.
  @Test func cellsThatReachOverOthersNameTheirHeaders() throws {
    var sample = Sample()
    sample.add(.table(TableProperties(columns: 3))) { sample in
      sample.add(.row(isHeader: true)) { sample in
        for span in [1, 2] {
          var cell = CellProperties()
          cell.columnSpan = span
          sample.add(.cell(cell)) { $0.paragraph("กข") }
        }
      }
      sample.add(.row(isHeader: false)) { sample in
        for column in 0..<3 {
          var cell = CellProperties()
          cell.isRowHeader = column == 0
          sample.add(.cell(cell)) { $0.paragraph("กข") }
        }
      }
    }
    // The table is element 0; rows are 1 and 6, cells stand behind them with a paragraph each.
    let text = try PDFFile(kept(try sample.pdf())).normalised
    #expect(text.count(of: "/S/TH/") == 3)
    #expect(text.count(of: "/Scope/Row") == 1)
    #expect(text.count(of: "/Headers[(head-4)(head-7)]") == 2)
    #expect(text.count(of: "/ID(head-4)") == 1)
    #expect(text.count(of: "(head-4)") == 4)
  }

  @Test func anEmptyCellIsACell() throws {
    var sample = Sample()
    sample.add(.table(TableProperties(columns: 2))) { sample in
      for row in 0..<2 {
        sample.add(.row(isHeader: row == 0)) { sample in
          for column in 0..<2 { sample.add(.cell(CellProperties())) { $0.paragraph(row == column ? "กข" : "") } }
        }
      }
    }
    let text = try PDFFile(sample.pdf()).normalised
    #expect(text.count(of: "/S/TH/") == 2)
    #expect(text.count(of: "/S/TD/") == 2)
  }

  @Test func aPageOfNothingIsAPage() throws {
    let document = Sample().document
    var writer = PDFWriter(document: document, fonts: FontBook())
    var page = Page()
    page.width = 100
    page.height = 200
    writer.add(page)
    page.width = 200
    writer.add(page)
    let pages = try PDFFile(kept(writer.finish())).pages
    #expect(pages.map { $0.text.contains("/MediaBox[0 0 100 200]") } == [true, false])
  }

  @Test func marksOfWhatNoReaderHearsOfAreArtifacts() throws {
    var sample = Sample()
    sample.add(.figure(FigureProperties(picture: 0, alternative: "", style: 0)))
    sample.paragraph("กข")
    let document = sample.document
    let fonts = FontBook()
    var page = HandSetPage.make(document, fonts: fonts)
    page.marks[0].owner = .element(0, part: .content)
    var writer = PDFWriter(document: document, fonts: fonts)
    writer.add(page)
    let file = try PDFFile(kept(writer.finish()))
    #expect(file.normalised.contains("/Artifact<</Type/Layout>>BDC"))
    #expect(try file.parents() == [0: []])
  }

  @Test func marksOfElementsThatAreNotThereAreArtifacts() throws {
    var sample = Sample()
    sample.paragraph("กข")
    let document = sample.document
    let fonts = FontBook()
    var page = HandSetPage.make(document, fonts: fonts)
    page.marks[0].owner = .element(99, part: .label)
    var writer = PDFWriter(document: document, fonts: fonts)
    writer.add(page)
    #expect(try PDFFile(kept(writer.finish())).normalised.contains("/Artifact<</Type/Layout>>BDC"))
  }

  // MARK: - Metadata

  @Test func withoutAClaimToBeAnArchiveCopyThereIsNoProfile() throws {
    var options = PDFOptions()
    options.conformance = .undeclared
    let bytes = try Sample.brief().pdf(options: options)
    let text = try PDFFile(bytes).normalised
    #expect(!text.contains("OutputIntent"))
    #expect(!text.contains("pdfaid:part"))
    #expect(!text.contains("pdfuaid:part"))
    #expect(text.contains("/MarkInfo<</Marked true>>"))
  }

  @Test func anArchiveCopyOfPartThreeCarriesItsSource() throws {
    var options = PDFOptions()
    let source = Array("# สรุป\n".utf8)
    options.attachments = [
      PDFAttachment(name: "สรุป (1).md", mediaType: "text/markdown", description: "ต้นฉบับ", bytes: source),
      PDFAttachment(name: "a.yaml", mediaType: "application/yaml", description: "data", bytes: []),
    ]
    options.conformance = .archive3a
    let bytes = try Sample.brief().pdf(options: options)
    let file = try PDFFile(bytes)
    let text = file.normalised
    #expect(text.contains("<pdfaid:part>3</pdfaid:part>"))
    #expect(file.objects.values.contains { $0.stream == source && $0.text.contains("/Subtype/text#2Fmarkdown") })
    #expect(text.contains("/UF“สรุป (1).md”/Desc“ต้นฉบับ”/AFRelationship/Source"))
    #expect(text.contains("/EmbeddedFiles<</Names[(a.yaml)"))
    options.conformance = .archive2a
    #expect(try !PDFFile(Sample.brief().pdf(options: options)).normalised.contains("EmbeddedFile"))
  }

  @Test func textsOfTheDocumentAreEscaped() throws {
    var sample = Sample()
    sample.properties.title = "a (b) \\ c"
    sample.properties.subject = "<x> & \u{1}y"
    sample.paragraph("ก")
    let text = try PDFFile(sample.pdf()).normalised
    #expect(text.contains("/Title(a \\(b\\) \\\\ c)"))
    #expect(text.contains("&lt;x&gt; &amp; y"))
  }

  /// No string of an archive copy may have more than 32,767 bytes, and a cut falls between characters.
  @Test(arguments: [(20_000, "ก"), (20_000, "😀"), (40_000, "a")]) func textsThatAreTooLongAreCut(
    count: Int, unit: String
  ) {
    var output: [UInt8] = []
    output.append(textString: String(repeating: unit, count: count))
    #expect(output.count > 15_000 && output.count / (unit == "a" ? 1 : 2) < 32_767)
    #expect(String(decoding: output, as: UTF8.self).hasSuffix("2026>"))
  }

  @Test func pagesAreLabelledInThaiDigits() throws {
    let text = try PDFFile(Sample.brief(findings: 40).pdf()).normalised
    #expect(text.contains("/PageLabels<</Nums[0<</P“๑”>>1<</P“๒”>>"))
  }

  @Test(arguments: [
    ("https://example.org/a b", "(https://example.org/a%20b)"),
    ("https://example.org/(x)", "(https://example.org/\\(x\\))"),
    ("mailto:a@example.org", "(mailto:a@example.org)"), ("https://example.org/ก", "(https://example.org/%E0%B8%81)"),
  ])
  func aLinkIsFollowedToItsDestination(destination: String, uri: String) throws {
    let text = try linked(to: destination)
    #expect(text.contains("/S/URI/URI\(uri)"))
    #expect(text.contains("/S/Link/"))
  }

  @Test(arguments: ["#part", "javascript:alert(1)", "DATA:text/html,x", "file:///etc/passwd", "no scheme", ":x", ""])
  func aDestinationThatNobodyShouldFollowIsPlainText(destination: String) throws {
    let text = try linked(to: destination)
    #expect(!text.contains("/S/URI"))
    #expect(!text.contains("/S/Link/"))
  }

  private func linked(to destination: String) throws -> String {
    var sample = Sample()
    var text = Sample.styled("[คำ](x)")
    text.links[0].destination = destination
    sample.add(.paragraph(Paragraph(role: .body, style: 1, text: text)))
    return try PDFFile(sample.pdf()).normalised
  }

  // MARK: - The same bytes every time

  @Test func whatWasRenderedBeforeLeavesNoTrace() throws {
    let fonts = FontBook()
    let alone = try Sample.brief().pdf(fonts: FontBook())
    var other = Sample()
    other.paragraph("ฟำ่ ก่ี ซื้อ ผู้ใหญ่ ฌูุ x̄́ ทั้งหมด เปลี่ยน")
    _ = try other.pdf(fonts: fonts)
    let after = try Sample.brief().pdf(fonts: fonts)
    #expect(alone == after)
    #expect(try Sample.brief().pdf(fonts: fonts) == alone)
  }

  @Test func threadsGetTheSameBytes() async throws {
    let fonts = FontBook()
    let expected = try Sample.brief().pdf()
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for number in 0..<12 {
        group.addTask {
          if number % 3 == 0 {
            var other = Sample()
            other.paragraph("น้ำ \(number) ฟำ่ ก่ี ปิ๊ง เก้าอี้")
            _ = try other.pdf(fonts: fonts)
          }
          return try Sample.brief().pdf(fonts: fonts)
        }
      }
      for try await bytes in group { #expect(bytes == expected) }
    }
  }
}

extension String {
  /// The plain numbers among the kids of a structure element.
  fileprivate var kidNumbers: [Int] {
    guard let start = offset(of: "/K[") else { return [] }
    var words: [String] = []
    var depth = 0
    for character in String(decoding: Array(utf8)[(start + 3)...], as: UTF8.self) {
      if character == "<" { depth += 1 }
      if depth == 0 {
        if character == "]" { break }
        if character == " " { words.append("") } else { words.append((words.popLast() ?? "") + String(character)) }
      }
      if character == ">" { depth -= 1 }
    }
    // `12 0 R` is a reference: its two numbers are no kids.
    return words.indices.compactMap { index in
      if index + 2 < words.count && words[index + 2] == "R" { return nil }
      if index + 1 < words.count && words[index + 1] == "R" { return nil }
      return Int(words[index])
    }
  }

  fileprivate func count(of text: String) -> Int {
    var count = 0
    var rest = self
    while let offset = rest.offset(of: text) {
      count += 1
      rest = String(decoding: Array(rest.utf8)[(offset + text.utf8.count)...], as: UTF8.self)
    }
    return count
  }

  fileprivate func contains(_ text: String) -> Bool { offset(of: text) != nil }
}
