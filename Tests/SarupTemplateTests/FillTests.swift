import SarupBrief
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

@Suite struct FillTests {
  static func template(_ name: String = "brief", over text: String? = nil) throws -> Template {
    var diagnostics = Diagnostics()
    let library = TemplateLibrary.shipped()
    let reading =
      if let text {
        library.template(from: SourceText(name: "test.yaml", text: text), reporting: &diagnostics)
      } else {
        library.template(named: name, reporting: &diagnostics)
      }
    #expect(diagnostics.all.map(\.message) == [])
    return try #require(reading.template)
  }

  /// Items of an agenda are headings, below those that stand before them.
  @Test func findingsThatAreHeadings() throws {
    let template = try Self.template(
      over: """
        extends: base
        body:
          - header:
              - {text: "รายงาน{{title}}", style: title, role: title}
              - {text: หมายเหตุ, role: title}
          - findings: {heading: true, levels: [{style: finding}, {style: finding-2, heading: false}]}
        """)
    var brief = Brief(title: RichText("การประชุม"))
    brief.findings = [
      .heading(level: 1, RichText("หมวด"), label: nil),
      .findings(
        FindingList(items: [
          Finding(blocks: [
            .paragraph(RichText("ก")), .paragraph(RichText("ข")),
            .findings(FindingList(items: [Finding(blocks: [.paragraph(RichText("ค"))])])),
          ])
        ])),
    ]
    var diagnostics = Diagnostics()
    let document = template.fill(brief, reporting: &diagnostics)
    let roles = document.elements.compactMap { element -> ParagraphRole? in
      if case .paragraph(let paragraph) = element.kind { paragraph.role } else { nil }
    }
    #expect(roles == [.title, .title, .heading(1), .heading(2), .body, .body])
    #expect(document.properties.title == "รายงานการประชุม หมายเหตุ")
    #expect(document.properties.details.first { $0.name == "title" }?.text == "การประชุม")
    #expect(document.numberings[0].levels.prefix(3).map(\.isHeading) == [true, false, false])
  }

  /// The sample of the field: eight findings would only repeat what three show.
  static var sample: Brief {
    var brief = Brief(title: RichText("การประชุมคณะทำงานของเจ้าหน้าที่อาวุโสด้านความซื่อตรงในภาครัฐ"))
    brief.subtitle = RichText("The Working Party of Senior Public Integrity Officials: SPIO")
    brief.agency = RichText("สำนักงาน ก.พ.ร.")
    brief.date = Placed(.days(CalendarDay(year: 2019, month: 3, day: 14), CalendarDay(year: 2019, month: 3, day: 15)))
    brief.place = RichText("บาหลี ประเทศอินโดนีเซีย")
    brief.lead = [.paragraph(RichText("นายปกรณ์ ร่วมงาน 2019 International Symposium เมื่อวันที่ 14 มีนาคม 2562"))]
    var strong = RichText("การปฏิรูป")
    strong.append("การบริหารงาน".utf8, traits: .strong)
    brief.findings = [
      .findings(
        FindingList(items: [
          Finding(blocks: [
            .paragraph(strong),
            .findings(
              FindingList(items: [
                Finding(blocks: [.paragraph(RichText("ข้อย่อยหนึ่ง"))]),
                Finding(blocks: [
                  .paragraph(RichText("ข้อย่อยสอง")), .paragraph(RichText("ความต่อ")),
                  .findings(FindingList(items: [Finding(blocks: [.paragraph(RichText("ชั้นสาม"))])])),
                ]),
              ])),
          ]),
          Finding(blocks: [
            .paragraph(RichText("การบริหารงานภาครัฐในรูปแบบดิจิทัล")),
            .paragraph(RichText("ตัวอย่างที่น่าสนใจ เช่น การนำประโยชน์ของ Big Data มาใช้")),
            .paragraph(RichText("ข้อสังเกต: ความสำเร็จ")), .paragraph(RichText("กรณีศึกษา อินโดนีเซีย")),
          ]),
        ]))
    ]
    brief.closing = [.paragraph(RichText("จึงเรียนมาเพื่อทราบ"))]
    brief.credits = [
      Credit(name: RichText("โชติมา"), unit: RichText("กองนวัตกรรม"), role: RichText("ข่าว&ภาพ")),
      Credit(name: RichText("กลุ่มงานเลขานุการ"), role: RichText("จัดทำ")), Credit(name: RichText("ภัทรพร")),
    ]
    brief.keywords = ["ความซื่อตรง"]
    return brief
  }

  /// Every kind of block in every place.
  static var blocks: Brief {
    var brief = Brief(title: RichText("ทุกชนิด\u{2028}สองบรรทัด"))
    var linked = RichText("ดู ")
    linked.links = [RichText.Link(destination: "https://example.org")]
    linked.append("เว็บ".utf8, traits: .emphasis, link: 0)
    brief.lead = [
      .heading(level: 1, RichText("หัวข้อ")), .paragraph(linked), .heading(level: 5, RichText("หัวข้อลึก")),
      .bullets([
        [.paragraph(RichText("หนึ่ง")), .bullets([[.paragraph(RichText("ใน"))]])], [.code("a = 1\n\nb = 2\n", span: nil)],
        [.quote([.paragraph(RichText("อ้าง"))])],
      ]),
      .rule(span: nil), .pageBreak(span: nil),
      .table(
        Table(
          caption: RichText("รายการ 1"), alignments: [.start, .end], headerRows: 1,
          rows: [[RichText("ปี"), RichText("จำนวน")], [RichText("2562")]])),
      .figure(
        Figure(
          path: Placed("rgb8.png"), alternative: "ภาพหมู่", caption: RichText("ผู้เข้าร่วม"),
          width: FigureWidth(8, .centimetres))),
    ]
    brief.findings = [
      .findings(FindingList(start: 3, items: [Finding(blocks: [.bullets([[.paragraph(RichText("ก"))]])])])),
      .paragraph(RichText("คั่น")),
      .findings(
        FindingList(start: 4, items: [Finding(blocks: []), Finding(blocks: [.heading(level: 2, RichText("หัว"))])])),
      .findings(FindingList(items: [Finding(blocks: [.paragraph(RichText("เริ่มใหม่"))])])),
    ]
    brief.findings += [
      .definitions([
        Definition(term: RichText("ธรรมาภิบาล"), meanings: [[.paragraph(RichText("การบริหารที่ดี"))]]),
        Definition(
          term: RichText("หน่วยงาน"),
          meanings: [
            [.paragraph(RichText("กรม")), .bullets([[.paragraph(RichText("ก"))]])], [.paragraph(RichText("จังหวัด"))],
          ]),
      ])
    ]
    brief.attachments = [RichText("รายชื่อ"), RichText("แผน 2 ฉบับ")]
    return brief
  }

  private func filled(
    _ brief: Brief, in template: Template, environment: FillEnvironment = FillEnvironment(),
    expecting messages: [String] = []
  ) -> Document {
    var diagnostics = Diagnostics()
    var environment = environment
    environment.briefFiles = PictureFiles()
    let document = template.fill(brief, environment: environment, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == messages)
    #expect(document.brokenInvariants() == [])
    return document
  }

  private func compare(_ document: Document, with name: String) {
    let path = "\(Fixtures.folder(beside: #filePath))/Filled/\(name).txt"
    #expect(GoldenFile.difference(of: DocumentDump.text(of: document), from: path) == nil)
  }

  // MARK: - Definitions

  /// Where terms and definitions start, in millimetres, in the order of the document.
  private func starts(_ blocks: [Block], in template: Template) -> [String] {
    var brief = Brief(title: RichText("ก"))
    brief.findings = blocks
    let document = filled(brief, in: template)
    return document.elements.compactMap { element in
      guard case .paragraph(let paragraph) = element.kind else { return nil }
      let style = document.styles[paragraph.style]
      guard style.name.hasSuffix("term") || style.name.hasSuffix("definition") else { return nil }
      return "\(style.name) \(Int((style.startIndent * 25.4 / 72).rounded()))"
    }
  }

  private static func definitions(_ more: [Block] = []) -> Block {
    .definitions([Definition(term: RichText("ก"), meanings: [[.paragraph(RichText("ข"))] + more])])
  }

  @Test func definitionsStartWhereTheTextAroundThemStarts() throws {
    let template = try Self.template()
    let list = Self.definitions()
    #expect(starts([list], in: template) == ["term 0", "definition 25"])
    let inner = Finding(blocks: [.paragraph(RichText("ค")), list])
    let item = Finding(blocks: [.paragraph(RichText("ง")), list, .findings(FindingList(items: [inner]))])
    // The text of a finding starts 6 mm behind its number, which stands at 25 mm.
    #expect(
      starts([.findings(FindingList(items: [item]))], in: template) == [
        "finding-term 31", "finding-definition 56", "finding-2-term 40", "finding-2-definition 65",
      ])
    #expect(
      starts([.bullets([[.paragraph(RichText("ค")), list]])], in: template) == [
        "bullet-term 30", "bullet-definition 55",
      ])
    #expect(starts([.quote([list])], in: template) == ["quote-term 25", "quote-definition 50"])
    // A page is 160 mm wide between its margins: half of it is left.
    #expect(
      starts([Self.definitions([Self.definitions([Self.definitions([list])])])], in: template) == [
        "term 0", "definition 25", "definition-term 25", "definition-definition 50", "definition-definition-term 50",
        "definition-definition-definition 75", "definition-definition-definition-term 75",
        "definition-definition-definition-definition 80",
      ])
  }

  @Test func aTemplateMaySayHowTheyLookInAFinding() throws {
    let template = try Self.template(
      over: "extends: brief\nstyles: {finding-term: {based-on: term, start-indent: 40mm}}\n")
    let item = Finding(blocks: [.paragraph(RichText("ค")), Self.definitions()])
    #expect(
      starts([.findings(FindingList(items: [item]))], in: template) == ["finding-term 40", "finding-definition 56"])
  }

  // MARK: - Golden dumps

  @Test func sampleInBrief() throws {
    let document = filled(Self.sample, in: try Self.template())
    compare(document, with: "sample")
    #expect(document.page.pageNumbers == .thaiDigits)
    #expect(document.page.first == RunningHeads())
    #expect(document.page.rest.top?.center.count == 3)
  }

  /// Three that sign, side by side: the last stands in the middle. Dots are blanks, and the paragraph before stays with them.
  @Test func signatures() throws {
    var brief = Brief(title: RichText("คำสั่ง"))
    brief.closing = [.paragraph(RichText("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"))]
    var first = Signature(name: RichText("สมชาย"))
    first.position = RichText("รองปลัด")
    first.acting = RichText("ปฏิบัติราชการแทน ปลัด")
    first.role = RichText("ประธาน")
    var second = Signature(name: RichText("ปาณิสรา"))
    second.date = Placed(.day(CalendarDay(year: 2026, month: 2, day: 12)))
    brief.signatures = [first, second, Signature(name: RichText("อรอนงค์"))]
    let two = try Self.template(
      over: "{extends: base, body: [closing, signatures: {columns: 2}], styles: {signature-first: {size: 14pt}}}")
    compare(filled(brief, in: two), with: "signatures")
    let stacked = try Self.template(
      over: "{extends: base, body: [closing, signatures: {line: '', lines: ['({{name}})', '{{position}}']}]}")
    compare(filled(brief, in: stacked), with: "signatures-below")
  }

  @Test func tableWithEverything() throws {
    var diagnostics = Diagnostics()
    let source = SourceText(
      name: "x.yaml",
      text: """
        title: ก
        lead:
          - table:
              columns: [start, decimal, decimal]
              widths: [150mm, auto, 20%]
              header-rows: 2
              header-columns: 1
              rows:
                - [{text: รายการ, rows: 2}, {text: ล้านบาท, columns: 2}]
                - ["2568", "2569"]
                - [{text: [อบรม, ทั้งปี]}, "1.25", (0.5)]
                - [คู่มือ, "12", "–"]
              notes: "ที่มา: กองคลัง"
        """)
    let brief = try #require(DataReader.readYAML(source, reporting: &diagnostics))
    compare(
      filled(
        brief, in: try Self.template("base"),
        expecting: ["the columns are 182 mm wide together, and there is room for 160 mm"]), with: "table")
  }

  @Test func sampleInEnglish() throws {
    compare(filled(Self.sample, in: try Self.template("brief-en")), with: "sample-en")
  }

  @Test func everyBlock() throws {
    let template = try Self.template(
      over: """
        extends: brief
        digits-in-text: true
        body:
          - header: [{text: "{{title}}", style: title, role: title}]
          - lead: {}
          - findings: {numbers: ["ข้อ {n}", "{n.n}", "{roman})"], style: finding}
          - attachments: {line: "[สิ่งที่ส่งมาด้วย {{n}}. {{attachment}}]"}
        """)
    compare(filled(Self.blocks, in: template), with: "blocks")
  }

  // MARK: - Lines

  /// A line of a template and what it gives; `nil` for a line that vanishes.
  @Test(arguments: [
    ("{{date | date: long}}[ {{place}}]", "๑๔–๑๕ มีนาคม ๒๕๖๒ บาหลี ประเทศอินโดนีเซีย"), ("{{date}}", "๑๔–๑๕ มีนาคม ๒๕๖๒"),
    ("{{date | date: between}}", "ระหว่างวันที่ ๑๔–๑๕ มีนาคม ๒๕๖๒"),
    ("{{date | date: short2 | digits: arabic}}", "14–15 มี.ค. 62"),
    ("{{today | date: label}}", "วันที่ ๑ ธันวาคม ๒๕๖๗"), ("[{{unit}}]{{title}}", "หัวเรื่อง"), ("เรื่อง {{subject}}", nil),
    ("[เรื่อง {{subject}}]", nil), ("{{unit | default: ไม่ระบุ}}", "ไม่ระบุ"), ("{{keywords}}", "ก, ข"),
    ("{{keywords | join: ' / '}}", "ก / ข"), ("{{venue.city}}", "บาหลี"), ("{{venue.city | upper}}", "บาหลี"),
    ("{{code | upper}}", "AB-1"), ("{{code | digits: thai}}", "ab-1"), ("{{budget | amount}}", "หนึ่งพันบาทถ้วน"),
    ("{{deadline | date: numeric}}", "๕/๘/๒๕๖๒"), ("{{title}}[ ({{unit}}[, {{place}}])]", "หัวเรื่อง"),
    ("{{title}}[ ({{place}}[, {{unit}}])]", "หัวเรื่อง (บาหลี ประเทศอินโดนีเซีย)"), ("static", "static"),
    ("\\[{{title}}\\]", "[หัวเรื่อง]"),
  ]) func lines(line: String, expected: String?) throws {
    let template = try Self.template(
      over:
        "extends: base\nbody:\n  - lines:\n      - text: '\(line.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'\n"
    )
    var brief = Brief(title: RichText("หัวเรื่อง"))
    brief.date = Self.sample.date
    brief.place = Self.sample.place
    brief.keywords = ["ก", "ข"]
    brief.extra = [
      Brief.Extra(
        key: Placed("venue"), value: .record([Brief.Extra(key: Placed("city"), value: .text(RichText("บาหลี")))])),
      Brief.Extra(key: Placed("code"), value: .text(RichText("ab-1"))),
      Brief.Extra(key: Placed("budget"), value: .text(RichText("1,000"))),
      Brief.Extra(key: Placed("deadline"), value: .text(RichText("2019-08-05"))),
    ]
    var diagnostics = Diagnostics()
    let document = template.fill(
      brief, environment: FillEnvironment(day: CalendarDay(year: 2024, month: 12, day: 1)), reporting: &diagnostics)
    let texts = document.elements.compactMap { element in
      if case .paragraph(let paragraph) = element.kind { paragraph.text.string } else { nil }
    }
    #expect(texts == [expected].compactMap { $0 })
    #expect(!diagnostics.all.contains { $0.code != .unusedKey })
  }

  @Test func missingFieldOutsideAnOptionalPartIsSaid() throws {
    let template = try Self.template(
      over: "extends: base\nbody:\n  - lines: [{text: \"{{title}} ที่ {{number}}\"}]\n")
    var diagnostics = Diagnostics()
    _ = template.fill(Brief(title: RichText("ก")), reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == ["the brief has no `number` for this line"])
    #expect(diagnostics.all.first?.span.map { template.sources[0][$0] } == "{{number}}")
  }

  // MARK: - Digits and language

  @Test(arguments: [
    (DigitMode.thai, "๑.", "๑๔–๑๕ มีนาคม ๒๕๖๒"), (.arabic, "1.", "14–15 มีนาคม 2562"), (.keep, "1.", "14–15 มีนาคม 2562"),
  ]) func digitsOfGeneratedNumbers(mode: DigitMode, label: String, date: String) throws {
    let template = try Self.template()
    let dump = DocumentDump.text(
      of: filled(Self.sample, in: template, environment: FillEnvironment(digits: mode)))
    #expect(dump.contains("item \(label)\n"))
    #expect(dump.contains(date))
    // The brief's own text stays.
    #expect(dump.contains("เมื่อวันที่ 14 มีนาคม 2562"))
  }

  @Test func briefChoosesItsDigits() throws {
    var brief = Self.sample
    brief.digits = .arabic
    #expect(filled(brief, in: try Self.template()).page.pageNumbers == .arabicDigits)
    #expect(
      filled(brief, in: try Self.template(), environment: FillEnvironment(digits: .thai)).page.pageNumbers
        == .thaiDigits)
  }

  @Test func briefInAnotherLanguage() throws {
    var brief = Self.sample
    brief.language = "en"
    brief.place = RichText("Bali")
    let document = filled(brief, in: try Self.template())
    #expect(document.properties.language == .english)
    #expect(document.page.pageNumbers == .arabicDigits)
    #expect(DocumentDump.text(of: document).contains("14–15 March 2019 Bali"))
  }

  @Test func properties() throws {
    let properties = filled(
      Self.blocks, in: try Self.template(),
      environment: FillEnvironment(day: CalendarDay(year: 2024, month: 1, day: 2)),
      expecting: ["the template `brief` has no place for the brief's attachments"]
    ).properties
    #expect(properties.title == "ทุกชนิด สองบรรทัด")
    #expect(properties.date == CalendarDay(year: 2024, month: 1, day: 2))
    #expect(filled(Self.sample, in: try Self.template()).properties.date == CalendarDay(year: 2019, month: 3, day: 15))
  }

  // MARK: - Notes

  @Test(arguments: [
    ("ตัวอย่าง เช่น", "ตัวอย่าง"), ("ตัวอย่างที่น่าสนใจ เช่น", "ตัวอย่างที่น่าสนใจ"), ("ข้อสังเกต: ก", "ข้อสังเกต"),
    ("ข้อสังเกต\u{A0}ก", "ข้อสังเกต"),
    ("ข้อสังเกต\u{2028}ก", "ข้อสังเกต"), ("ข้อสังเกต", nil), ("มีตัวอย่าง คือ", nil), ("", nil),
    ("ตัวอย่างการนำประโยชน์ของข้อมูลขนาดใหญ่มาใช้กำหนดนโยบาย เช่น", nil),
  ]) func labels(text: String, expected: String?) throws {
    let length = try Self.template().findings.labelLength(in: RichText(text))
    #expect(length.map { String(decoding: Array(text.utf8)[..<$0], as: UTF8.self) } == expected)
  }

  // MARK: - What is reported

  /// Of a key that is nearly a field's name the reader of the brief has told already.
  @Test func unknownKeysOfABrief() throws {
    let source = SourceText(name: "brief.md", text: "subtitel: x\nzzz: y\n")
    var brief = Self.sample
    brief.extra = [
      Brief.Extra(key: Placed("subtitel", at: source.span(0, 8)), value: .text(RichText("x"))),
      Brief.Extra(key: Placed("zzz", at: source.span(12, 15)), value: .text(RichText("y"))),
    ]
    var diagnostics = Diagnostics()
    _ = try Self.template().fill(brief, reporting: &diagnostics)
    #expect(
      diagnostics.all.map(\.message) == ["nothing in the template `brief` prints `zzz`"])
    #expect(
      diagnostics.all.map(\.hints.first) == ["Take it out, or print it with `{{zzz}}` in a line of the template."])
    #expect(diagnostics.all.compactMap { $0.span.map { source[$0] } } == ["zzz"])
    #expect(!diagnostics.hasErrors)
  }

  @Test func whatCannotBeSet() throws {
    let source = SourceText(name: "brief.md", text: "ก[^1]")
    var brief = Self.sample
    var noted = RichText("ก")
    noted.append(RichText.placeholder, footnote: 0, span: source.span(3, 7))
    brief.lead = [.paragraph(noted)]
    // A footnote that refers to itself.
    brief.footnotes = [Footnote(label: "1", blocks: [.paragraph(noted)])]
    var deep = Finding(blocks: [.paragraph(RichText("ลึก", span: source.span(0, 3)))])
    for _ in 0..<9 { deep = Finding(blocks: [.paragraph(RichText("ก")), .findings(FindingList(items: [deep]))]) }
    brief.findings = [.findings(FindingList(start: Int.max, items: [deep, deep]))]
    var diagnostics = Diagnostics()
    let document = try Self.template().fill(brief, reporting: &diagnostics)
    #expect(document.brokenInvariants() == [])
    #expect(Set(diagnostics.all.map(\.code.name)) == ["template-unsupported"])
    #expect(diagnostics.all.first?.span == source.span(3, 7))
    #expect(diagnostics.all.last?.span == source.span(0, 3))
  }

  /// Footnotes, numbered captions and references, those included that stand before what they lead to.
  @Test(arguments: ["brief", "brief-en"]) func referencesAndNotes(name: String) throws {
    let text = """
      ---
      title: ชื่อเรื่อง[^t]
      ---
      ดู[](#costs) [](#second) [](#deep) [](#results) และ[ตาราง](#costs)[^1]

      ## ผล*การ*ประชุม[^2] {#results}

      1. หนึ่ง

      2. สอง[^1] {#second}

         1. ชั้นสอง

            1. ชั้นสาม {#deep}

      ```table
      caption: งบประมาณ
      id: costs
      rows: [[ปี, บาท], [2568, "100[^3]"]]
      ```

      ดู [ผล](#ผลการประชุม)

      [^t]: ของชื่อเรื่อง
      [^1]: คำอธิบาย

          ย่อหน้าที่สอง
      [^2]: ของหัวข้อ
      [^3]: ของช่อง
      """
    var diagnostics = Diagnostics()
    let source = SourceText(name: "brief.md", text: text)
    let brief = try #require(MarkdownReader.read(source, into: &diagnostics))
    let document = try Self.template(name).fill(brief, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == [])
    #expect(document.brokenInvariants() == [])
    #expect(document.properties.title == "ชื่อเรื่อง")
    compare(document, with: "references-\(name)")
  }

  @Test func valuesOfTheWrongKind() throws {
    let template = try Self.template(
      over: """
        extends: base
        body:
          - lines:
              - text: "{{title}} {{venue}} {{city.name}} {{people}} {{deadline | date: long}} {{budget | amount}}"
        """)
    let source = SourceText(name: "brief.yaml", text: "2019-02-30")
    var brief = Brief(title: RichText("ก"))
    brief.extra = [
      Brief.Extra(key: Placed("venue"), value: .record([])),
      Brief.Extra(key: Placed("city"), value: .text(RichText("ข"))),
      Brief.Extra(key: Placed("people"), value: .list([.record([])])),
      Brief.Extra(key: Placed("deadline"), value: .text(RichText("2019-02-30", span: source.span(0, 10)))),
      Brief.Extra(key: Placed("budget"), value: .text(RichText("มาก"))),
    ]
    var diagnostics = Diagnostics()
    _ = template.fill(brief, reporting: &diagnostics)
    let errors = diagnostics.all.filter { $0.severity == .error }
    #expect(errors.count == 5)
    #expect(errors.contains { $0.span == source.span(8, 10) })
  }

  // MARK: - Nothing is lost

  /// Every text of a brief stands in the document, in its order.
  @Test(arguments: 0..<150) func loosesNoText(seed: Int) throws {
    var maker = BriefMaker(seed: UInt64(seed))
    let brief = maker.brief()
    var diagnostics = Diagnostics()
    let document = try Self.template(["brief", "base", "brief-en"][seed % 3]).fill(
      brief, environment: FillEnvironment(briefFiles: PictureFiles()), reporting: &diagnostics)
    #expect(document.brokenInvariants() == [])
    #expect(!diagnostics.hasErrors)
    var position = 0
    let words = document.elements.flatMap { element -> [UInt8] in
      if case .paragraph(let paragraph) = element.kind { paragraph.text.utf8 } else { [] }
    }
    for text in maker.texts {
      let found = words[position...].firstRange(of: text)
      #expect(found != nil, "\(String(decoding: text, as: UTF8.self))")
      position = found?.upperBound ?? position
    }
  }
}
