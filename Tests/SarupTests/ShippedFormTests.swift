import Sarup
import SarupSyntax
import TestSupport
import Testing

/// The forms of Thai offices against the figures of the typing guide, and a brief with its English twin.
@Suite struct ShippedFormTests {
  private static let examples = Fixtures.folder(beside: #filePath) + "/../../Examples/"
  private static let millimetre = 72 / 25.4
  /// Points of the bundled Sarabun that look like one of TH Sarabun New.
  private static let scale = 0.386 / 0.576

  /// A line of text on a page: where it begins, its baseline and its size.
  private struct Line {
    var x: Double
    var baseline: Double
    var size: Double
    var text: String
  }

  private static func dump(_ name: String) throws -> String {
    let rendering = Renderer().renderKept(try Brief(path: examples + name), RenderRequest(formats: [.dump]))
    return String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self)
  }

  private static func lines(_ dump: String) -> [Line] {
    var lines: [Line] = []
    let all = dump.split(separator: "\n")
    for (index, line) in all.enumerated() where line.hasPrefix("text ") {
      let parts = line.split(separator: " ")
      guard parts.count > 5, let x = Double(parts[1]), let baseline = Double(parts[2]), let size = Double(parts[5])
      else {
        continue
      }
      let text = all[index + 1].drop { $0 == " " }.dropFirst().dropLast()
      lines.append(Line(x: x, baseline: baseline, size: size, text: String(text)))
    }
    return lines
  }

  private static func isNear(_ value: Double, _ wanted: Double, within tolerance: Double = 1) -> Bool {
    abs(value - wanted) <= tolerance
  }

  @Test func memoHasTheSizesOfTheGuide() throws {
    let lines = Self.lines(try Self.dump("memo.md"))
    let title = try #require(lines.first { $0.text.contains("บันทึกข้อความ") })
    #expect(Self.isNear(title.size, 29 * Self.scale, within: 0.3))
    for label in ["ส่วนราชการ", "ที่", "วันที่", "เรื่อง"] {
      let line = try #require(lines.first { $0.text == label })
      #expect(Self.isNear(line.size, 20 * Self.scale, within: 0.3), "\(label)")
    }
    // 3 cm from the left edge, and the first line 2.5 cm further in.
    #expect(Self.isNear(lines.first { $0.text == "ส่วนราชการ" }?.x ?? 0, 30 * Self.millimetre))
    let body = try #require(lines.first { $0.text.hasPrefix("ตามที่") })
    #expect(Self.isNear(body.x, 55 * Self.millimetre))
    #expect(Self.isNear(body.size, 16 * Self.scale, within: 0.2))
  }

  @Test func letterBeginsItsDateInTheMiddle() throws {
    let dump = try Self.dump("letter.md")
    let date = try #require(Self.lines(dump).first { $0.text == "๑๖ มีนาคม ๒๕๖๙" })
    #expect(Self.isNear(date.x, 110 * Self.millimetre))
    // The emblem is 3 cm high.
    let image = try #require(dump.split(separator: "\n").first { $0.hasPrefix("image ") }).split(separator: " ")
    #expect(Self.isNear(Double(image[5]) ?? 0, 30 * Self.millimetre))
    #expect(!dump.contains("พ.ศ. ๒๕๖๙"))
  }

  /// Paper may bear the emblem: its place stays without a file.
  @Test func placeOfTheEmblemStays() throws {
    func top(_ text: String) throws -> Double {
      let input = Brief(name: "a.md", bytes: Array(text.utf8))
      let rendering = Renderer().renderKept(input, RenderRequest(formats: [.dump]))
      let dump = String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self)
      return try #require(Self.lines(dump).first { $0.text.hasPrefix("ประกาศ") }).baseline
    }
    let baseline = try top("---\ntemplate: announcement\ntitle: เวลาทำการ\nagency: กองกลาง\n---\n\nเนื้อความ\n")
    #expect(baseline > 50 * Self.millimetre && baseline < 62 * Self.millimetre)
  }

  private static func dumped(_ brief: String) throws -> String {
    let rendering = Renderer().renderKept(
      Brief(name: "a.md", bytes: Array(brief.utf8)), RenderRequest(formats: [.dump]))
    return String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self)
  }

  /// Of three lines.
  private static let paragraph =
    "ตามหนังสือที่อ้างถึง กรมตัวอย่างได้แจ้งการแต่งตั้งคณะกรรมการกำกับทิศทางเพื่อพัฒนามาตรฐานข้อมูลการท่องเที่ยวเชิงวัฒนธรรม ได้แก่ วัด "
    + "พิพิธภัณฑ์ ตลาดน้ำ ชุมชนโบราณ ฯลฯ ความละเอียดแจ้งแล้ว นั้น กรมขอเรียนว่าได้กำหนดจัดประชุมคณะกรรมการครั้งที่ ๑/๒๕๖๙ แล้ว\n\n"

  private static func form(_ template: String, _ fields: String = "", paragraphs: Int) -> String {
    "---\ntemplate: \(template)\ntitle: เรื่อง\nagency: กรมตัวอย่าง\nto: ผู้ว่าราชการ\nnumber: พอ ๐๒๐๑/๑\ndate: 2026-04-01\n\(fields)"
      + "signatures: {name: นายก, position: อธิบดี}\n---\n\n" + String(repeating: paragraph, count: paragraphs)
  }

  /// Clause 28: red, at least 32 pt, and everything else stands where it stands without it.
  @Test(arguments: ["memo", "letter"]) func urgencyMovesNothing(template: String) throws {
    let plain = Self.lines(try Self.dumped(Self.form(template, paragraphs: 1)))
    let dump = try Self.dumped(Self.form(template, "urgency: ด่วนที่สุด\n", paragraphs: 1))
    let urgent = Self.lines(dump)
    let mark = try #require(urgent.first { $0.text == "ด่วนที่สุด" })
    #expect(Self.isNear(mark.size, 32 * Self.scale, within: 0.3))
    #expect(dump.contains("rgb(176 0 0)"))
    let others = urgent.filter { $0.text != "ด่วนที่สุด" }
    #expect(others.map(\.text) == plain.map(\.text))
    #expect(others.map(\.baseline) == plain.map(\.baseline))
    #expect(others.map(\.x) == plain.map(\.x))
  }

  @Test(arguments: ["memo", "letter"]) func classificationStandsAtBothEdgesOfEveryPage(template: String) throws {
    let dump = try Self.dumped(Self.form(template, "classification: ลับ\n", paragraphs: 9))
    let pages = dump.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasPrefix("page ") }
    #expect(pages.count == 2)
    for page in pages {
      let marks = Self.lines(page.joined(separator: "\n")).filter { $0.text == "ลับ" }
      try #require(marks.count == 2)
      #expect(marks[0].baseline < 20 * Self.millimetre && marks[1].baseline > 277 * Self.millimetre)
      #expect(marks[0].x == marks[1].x)
      #expect(marks.allSatisfy { Self.isNear($0.size, 20 * Self.scale, within: 0.3) })
    }
    let number = try #require(Self.lines(dump).first { $0.text == "- ๒ -" })
    #expect(Self.isNear(number.size, 16 * Self.scale, within: 0.3))
    #expect(number.x > 170 * Self.millimetre)
    let plain = try Self.dumped(Self.form(template, paragraphs: 9))
    let middle = try #require(Self.lines(plain).first { $0.text == "- ๒ -" })
    #expect(Self.isNear(middle.x, 110 * Self.millimetre, within: 20))
  }

  /// However long the text is, the closing never stands on a page by itself.
  @Test(arguments: ["memo", "letter", "announcement"]) func twoLinesGoWithTheClosing(template: String) throws {
    for last in ["จึงเรียนมาเพื่อโปรดทราบ\n", Self.paragraph] {
      for paragraphs in 4..<9 {
        let dump = try Self.dumped(Self.form(template, paragraphs: paragraphs) + last)
        let pages = dump.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasPrefix("page ") }
        guard pages.count > 1, let end = pages.last else { continue }
        let lines = Self.lines(end.joined(separator: "\n")).filter { !$0.text.hasPrefix("- ") }
        let text = lines.prefix { !Self.closes($0) }
        #expect(Set(text.map(\.baseline)).count >= 2, "\(template) \(paragraphs) \(last.count)")
        #expect(text.count < lines.count)
      }
    }
  }

  private static func closes(_ line: Line) -> Bool {
    ["ขอแสดง", "ประกาศ ณ", "(นาย"].contains { line.text.hasPrefix($0) }
  }

  @Test func looseLinesAreTold() {
    let word = String(repeating: "x", count: 75)
    let text = "---\ntitle: ทดสอบ\n---\nกข กข \(word) กข\n"
    let input = Brief(name: "a.md", bytes: Array(text.utf8))
    #expect(Renderer().check(input).diagnostics.all.contains { $0.code.name == "line-loose" })
    let off = Brief(name: "a.md", bytes: Array(text.replacing("title", with: "lint: {off: line-loose}\ntitle").utf8))
    #expect(!Renderer().check(off).diagnostics.all.contains { $0.code.name == "line-loose" })
  }

  @Test func formsAskForWhatTheyNeed() {
    let input = Brief(name: "a.md", bytes: Array("---\ntemplate: memo\ntitle: เรื่อง\n---\n\nเนื้อความ\n".utf8))
    let rendering = Renderer().renderKept(input, RenderRequest(formats: [.pdf]))
    #expect(rendering.outputs == nil)
    #expect(
      rendering.diagnostics.all.map(\.message) == [
        "the template `memo` needs `agency`, which this brief does not have",
        "the template `memo` needs `to`, which this brief does not have",
      ])
  }

  @Test(arguments: ShippedTemplates.all.map(\.name)) func nothingIsWrongWithTheForms(name: String) {
    #expect(Renderer().check(Template(name)).diagnostics.all.map(\.message) == [])
  }

  @Test func templateThatIsNotThereIsTold() {
    let checking = Renderer().check("memmo")
    #expect(checking.diagnostics.all.map(\.code.name) == ["template-not-found"])
    #expect(checking.diagnostics.all.first?.hints.first == "Did you mean `memo`?")
  }

  /// The task of an officer: the same brief once in Thai and once in English.
  @Test func englishTwin() throws {
    func text(_ brief: String) throws -> String {
      let input = Brief(name: "a.md", bytes: Array(brief.utf8))
      let rendering = Renderer().renderKept(input, RenderRequest(formats: [.dump]))
      #expect(rendering.diagnostics.all == [])
      return Self.lines(String(decoding: try #require(rendering.outputs?.first).bytes, as: UTF8.self))
        .map(\.text).joined(separator: "|")
    }
    let thai = try text(
      """
      ---
      template: brief
      title: การรับส่งเอกสารระหว่างอาคาร
      date: 2026-02-10
      ---

      มีสาระสำคัญดังนี้

      1. เอกสารถึงช้า

      2. เพิ่มรอบเดินเอกสาร
      """)
    let english = try text(
      """
      ---
      template: brief-en
      title: Moving Documents Between Buildings
      date: 2026-02-10
      ---

      The main points are as follows.

      1. Documents are late.

      2. There will be more rounds.
      """)
    #expect(thai.contains("๑๐ กุมภาพันธ์ ๒๕๖๙") && thai.contains("๒."))
    #expect(english.contains("10 February 2026") && english.contains("2."))
    // A Thai template with an English brief: the language of the brief decides.
    let other = try text(
      "---\ntemplate: brief\nlanguage: en\ntitle: Moving Documents\ndate: 2026-02-10\n---\n\nText.\n\n1. First.\n")
    #expect(other.contains("10 February 2026"))
  }
}
