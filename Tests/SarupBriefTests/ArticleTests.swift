import SarupBrief
import SarupSyntax
import TestSupport
import Testing

@Suite struct ArticleTests {
  static let names = [
    "workshop", "thai-digits", "brackets", "clauses", "headings", "nested", "bullets", "dateline", "spaces", "markup",
    "order", "letter", "english", "restart",
  ]

  private static func source(_ name: String) throws -> SourceText {
    let path = "\(Fixtures.folder(beside: #filePath))/articles/\(name).txt"
    return SourceText(name: name, text: try #require(GoldenFile.read(path)))
  }

  /// The Markdown, and behind it what the import had to say.
  @Test(arguments: names)
  func becomesMarkdown(_ name: String) throws {
    let source = try ArticleTests.source(name)
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    var text = MarkdownWriter.write(brief)
    for diagnostic in diagnostics.all {
      #expect(diagnostic.severity == .warning)
      let span = try #require(diagnostic.span)
      text += "\n<!-- \(diagnostic.code.name): \(diagnostic.message) [\(source[span])] -->"
    }
    let path = "\(Fixtures.folder(beside: #filePath))/articles/\(name).md"
    if let difference = GoldenFile.difference(of: text + "\n", from: path) { Issue.record("\(difference)") }
  }

  @Test(arguments: names)
  func readsBackToTheSameText(_ name: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(ArticleTests.source(name), into: &diagnostics))
    var found = Diagnostics()
    let back = MarkdownReader.read(SourceText(name: "brief", text: MarkdownWriter.write(brief)), into: &found)
    #expect(back == brief)
    #expect(found.all.isEmpty)
  }

  /// Furniture, list marks, brackets, blanks and line ends apart, every character of an article is in its brief.
  @Test(arguments: names)
  func keepsEveryCharacter(_ name: String) throws {
    let source = try ArticleTests.source(name)
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    var dropped = diagnostics.all.filter { $0.code.name == "article-furniture" }.compactMap(\.span)
    if let date = brief.date?.span,
      diagnostics.all.contains(where: { $0.message == "line became the date of the brief" })
    {
      dropped.append(date)
    }
    var kept = [Bool](repeating: false, count: source.bytes.count)
    let texts =
      [brief.title, brief.subtitle].compactMap { $0 } + brief.texts
      + brief.credits.flatMap { [$0.name, $0.unit, $0.role].compactMap { $0 } }
    for span in texts.flatMap(\.runs).compactMap(\.span) + dropped {
      for at in Int(span.lower)..<Int(span.upper) { kept[at] = true }
    }
    let rest = String(decoding: source.bytes.indices.filter { !kept[$0] }.map { source.bytes[$0] }, as: UTF8.self)
    let marks = rest.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{A0}" }
    let allowed = "0123456789๐๑๒๓๔๕๖๗๘๙.()-•/ข้อ".unicodeScalars
    #expect(marks.allSatisfy(allowed.contains), "lost: \(String(String.UnicodeScalarView(marks)))")
  }

  @Test(arguments: [
    ("14 มีนาคม 2562", "2019-03-14"), ("วันที่ ๑๔ มีนาคม ๒๕๖๒", "2019-03-14"), ("14 มี.ค. 62", "2019-03-14"),
    ("วันพฤหัสบดีที่ 14 มีนาคม พ.ศ. 2562", "2019-03-14"), ("14/03/2562", "2019-03-14"), ("2019-03-14", "2019-03-14"),
    ("14 March 2019", "2019-03-14"), ("14 - 15 มีนาคม 2562", "2019-03-14/2019-03-15"),
    ("ระหว่างวันที่ 28 กุมภาพันธ์ - 1 มีนาคม 2562", "2019-02-28/2019-03-01"),
    ("30 ธันวาคม 2561 ถึง 2 มกราคม 2562", "2018-12-30/2019-01-02"), ("เดือนมีนาคม 2562", "2019-03"),
    ("เผยแพร่เมื่อ 14 มีนาคม 2562 เวลา 10.30 น.", "2019-03-14"), ("29 กุมภาพันธ์ 2567 | เข้าชม 20 ครั้ง", "2024-02-29"),
    ("29 กุมภาพันธ์ 2566", nil), ("32 มีนาคม 2562", nil), ("15 - 14 มีนาคม 2562", nil), ("14 มีนาคม", nil),
    ("14 มีนาคม 2562 มีการประชุม ณ ห้องใหญ่", nil), ("ก.พ.ร. 2562", nil), ("ปี 2562", nil), ("1/2562", nil),
  ])
  func aLoneDateLineIsTheDate(_ line: String, _ expected: String?) throws {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: "ชื่อเรื่อง\n\n\(line)\n\nก่อนหน้านี้มีข้อความ\n")
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    let written = MarkdownWriter.write(brief).split(separator: "\n").first { $0.hasPrefix("date: ") }
    #expect(written.map { String($0.dropFirst(6)) } == expected || brief.lead.count == 2)
    #expect(brief.lead.count == (expected == nil ? 2 : 1))
  }

  @Test(arguments: [
    ("(14 มีนาคม 2562) นายกเปิดงาน", "2019-03-14"), ("กรุงเทพฯ – 14 มีนาคม 2562 – นายกเปิดงาน", "2019-03-14"),
    ("เมื่อวันที่ ๑๔ มีนาคม ๒๕๖๒ นายกเปิดงาน", "2019-03-14"), ("วันนี้ (14 มีนาคม 2562) นายกเปิดงาน", "2019-03-14"),
    ("นายกเปิดงานเมื่อวันที่ 14 มีนาคม 2562", nil), ("2562 เป็นปีที่ดี", nil), ("ในปี 2562 มีงาน", nil),
  ])
  func aDatelineIsTheDateAndStays(_ line: String, _ expected: String?) throws {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: "ชื่อเรื่อง\n\n\(line)\n")
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    let written = MarkdownWriter.write(brief).split(separator: "\n").first { $0.hasPrefix("date: ") }
    #expect(written.map { String($0.dropFirst(6)) } == expected)
    #expect(brief.lead == [.paragraph(RichText(line))])
  }

  /// A sentence that begins with a number opens no finding.
  @Test(arguments: [
    "2562 เป็นปีที่ดี", "3.5 ล้านบาท เป็นงบประมาณ", "๒๕๖๒ เป็นปี", "1,250 คน เข้าร่วม", "12. ไม่มีข้ออื่น", "(ก) ข้อความ", "-5 องศา",
    "ข้อมูล 1 ชุด", "1.",
    "100 บาท", "7 หน่วยงาน", "ข้อ", "1.1 ล้านบาท",
  ])
  func aNumberMayBeginASentence(_ line: String) throws {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "t", text: "ชื่อเรื่อง\n\n\(line)\n\nจบ\n")
    let brief = try #require(ArticleReader.read(source, into: &diagnostics))
    #expect(brief.findings.isEmpty)
    #expect(brief.lead == [.paragraph(RichText(line)), .paragraph(RichText("จบ"))])
  }

  @Test(arguments: [
    "1. ก\n\n2. ข", "๑. ก\n\n๒. ข", "1) ก\n\n2) ข", "(1) ก\n\n(2) ข", "ข้อ ๑ ก\n\nข้อ ๒ ข", "ข้อที่ 1 ก\n\nข้อที่ 2 ข",
    "1.ก\n2.ข",
    "\t1.\tก\n\t2.\tข", "1. ก\n2. ข", "ข้อ 1. ก\n\nข้อ 2. ข",
  ])
  func numbersOpenFindings(_ list: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(
      ArticleReader.read(SourceText(name: "t", text: "ชื่อเรื่อง\n\nนำ\n\n\(list)\n"), into: &diagnostics))
    let items = ["ก", "ข"].map { Finding(blocks: [.paragraph(RichText($0))]) }
    #expect(brief.findings == [.findings(FindingList(items: items))])
    #expect(brief.lead == [.paragraph(RichText("นำ"))])
  }

  @Test(arguments: [
    ("โชติ (กองข่าว) /ข่าว&ภาพ", ["โชติ", "กองข่าว", "ข่าว&ภาพ"]), ("โชติ /รายงาน", ["โชติ", "-", "รายงาน"]),
    ("กลุ่มงานเลขานุการ ก.พ.ร. / จัดทำ", ["กลุ่มงานเลขานุการ ก.พ.ร.", "-", "จัดทำ"]),
    ("โชติ(กอง ก/ข)/ข่าว/ภาพ", ["โชติ", "กอง ก/ข", "ข่าว/ภาพ"]), ("Anna (Desk) / photo", ["Anna", "Desk", "photo"]),
    ("กองแผนงาน (สำนัก (กลาง)) /สรุป", ["กองแผนงาน", "สำนัก (กลาง)", "สรุป"]),
  ])
  func creditsStandAtTheEnd(_ line: String, _ expected: [String]) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(
      ArticleReader.read(SourceText(name: "t", text: "ชื่อเรื่อง\n\nข้อความ\n\n\(line)\n"), into: &diagnostics))
    let credit = try #require(brief.credits.first)
    #expect([credit.name.string, credit.unit?.string ?? "-", credit.role?.string ?? "-"] == expected)
    #expect(brief.lead == [.paragraph(RichText("ข้อความ"))])
  }

  @Test(arguments: ["ดูรายละเอียดที่ https://example.go.th/a", "ประชุมครั้งที่ 1/2562", "ให้ทำและ/หรือแก้ไข", "รถ 3 คัน/วัน"])
  func aSlashDoesNotMakeACredit(_ line: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(
      ArticleReader.read(SourceText(name: "t", text: "ชื่อเรื่อง\n\nข้อความ\n\n\(line)\n"), into: &diagnostics))
    #expect(brief.credits.isEmpty)
    #expect(brief.lead.count == 2)
  }

  @Test(arguments: [
    "แชร์หน้านี้", "แชร์ข่าวนี้ :", "Share", "แชร์ | พิมพ์", "Facebook Twitter LINE", "จำนวนผู้เข้าชม 1,234 ครั้ง", "เปิดอ่าน ๑๒๓ ครั้ง",
    "Views: 99", "อ่านต่อ...",
    "Read more »", "อ่านเพิ่มเติม", "กลับหน้าหลัก",
  ])
  func furnitureIsDroppedWhereverItStands(_ line: String) throws {
    for text in ["\(line)\nชื่อ\n\nข้อความ", "ชื่อ\n\(line)\n\nข้อความ", "ชื่อ\n\nข้อความ\n\n\(line)", "ชื่อ\n\nข้อความ\n\(line)"] {
      var diagnostics = Diagnostics()
      let brief = try #require(ArticleReader.read(SourceText(name: "t", text: text), into: &diagnostics))
      #expect(brief.title.string == "ชื่อ")
      #expect(brief.lead == [.paragraph(RichText("ข้อความ"))])
      #expect(diagnostics.all.map(\.code.name) == ["article-furniture"])
    }
  }

  @Test(arguments: ["แชร์ข้อมูลระหว่างหน่วยงานทุกเดือน", "อ่านต่อได้ที่ศูนย์ข้อมูล", "เข้าชมนิทรรศการ 3 ครั้งต่อปี", "Share of GDP"])
  func aSentenceIsNoFurniture(_ line: String) throws {
    var diagnostics = Diagnostics()
    let brief = try #require(ArticleReader.read(SourceText(name: "t", text: "ชื่อ\n\n\(line)\n\nจบ"), into: &diagnostics))
    #expect(brief.lead.first == .paragraph(RichText(line)))
  }
}
