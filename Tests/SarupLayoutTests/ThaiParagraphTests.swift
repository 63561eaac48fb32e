import Foundation
import SarupDocument
import SarupFonts
import SarupLayout
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// What holds for every justified paragraph of Thai prose, set with the breaks that the program finds: 600 paragraphs, or as many as
/// `SARUP_PARAGRAPHS` says.
@Suite struct ThaiParagraphTests {
  private static let words = [
    "การ", "ความ", "ประชุม", "และ", "ที่", "ของ", "ใน", "คณะกรรมการ", "ภาครัฐ", "นโยบาย", "โครงการ", "น้ำ", "ปั่น", "ผู้",
    "ข้าราชการ", "ประชาชน",
    "พัฒนา", "ระบบ", "เพื่อ", "สนับสนุน", "เศรษฐกิจ", "สังคม", "แห่งชาติ", "สำนักงาน", "กระทรวง", "ดิจิทัล", "แพลตฟอร์ม", "สิ่งแวดล้อม",
    "ให้",
    "ได้", "รับ", "ผล", "กระทบ", "จาก", "สถานการณ์", "ดำเนินการ", "ตาม", "กฎหมาย", "งบประมาณ", "เชียงใหม่", "อินโดนีเซีย", "ปฏิรูป",
    "บูรณาการ",
  ]
  private static let joined = ["ๆ", " ๆ", "ฯลฯ", " ฯลฯ", "ฯ", "\u{200B}", "\u{2060}"]
  private static let apart = [
    "“คำอ้าง”", "(ในวงเล็บ)", "(SPIO)", "พ.ศ. ๒๕๖๘", "ก.พ.ร.", "1,234.50 บาท", "12:30 น.", "๑/๒๕๖๘", "฿500", "45 %",
    "ร้อยละ 12.5", "มาตรา ๔๔",
    "“อ้าง ‘ซ้อน’ อีก”", "COVID-19", "Open Government", "[ฉบับแก้ไข]", "ข้อ ๑.๒.๓", "หรือไม่ ?", "ดังนี้: ก; ข", "PM2.5",
    "๑๔ มีนาคม", "ดร. มานะ",
    "ไทย–ลาว", "02-123-4567",
  ]

  private static func paragraph(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<generator.number(6..<16) {
      for _ in 0..<generator.number(1..<7) { text += words[generator.number(0..<words.count)] }
      if generator.number(0..<5) == 0 { text += joined[generator.number(0..<joined.count)] }
      if generator.number(0..<3) == 0 { text += " " + apart[generator.number(0..<apart.count)] }
      text += " "
    }
    return text + "จบ"
  }

  private static let count = ProcessInfo.processInfo.environment["SARUP_PARAGRAPHS"].flatMap(Int.init) ?? 600

  @Test(arguments: 0..<20) func everyParagraph(part: Int) {
    for number in 0..<Self.count / 20 {
      var generator = SeededGenerator(seed: UInt64(part * 1_000_003 + number))
      check(Self.paragraph(&generator), width: Double(generator.number(180..<480)))
    }
  }

  private func check(_ text: String, width: Double) {
    var sheet = Sheet()
    sheet.family = "Sarabun"
    sheet.setup.width = width + 40
    sheet.setup.height = 2000
    let style = sheet.style("body") { $0.alignment = .justify }
    sheet.add(.paragraph(Paragraph(role: .body, style: style, text: Sheet.styled(Array(text.utf8)))))
    var diagnostics = Diagnostics()
    let layout = Layout(
      sheet.document, fonts: FixedFont.book, breaks: ThaiBreakFinder(), reporting: &diagnostics)
    #expect(diagnostics.all.isEmpty, "\(text)")
    let lines = layout.lines()
    let shown = text.unicodeScalars.filter { $0 != "\u{200B}" && $0 != "\u{2060}" }
    #expect(lines.flatMap { Array($0.text.unicodeScalars) } == Array(shown), "each character once and in order")
    for line in lines.dropLast() {
      #expect(abs(line.right - width - 20) <= 0.5, "a line is short of the margin: \(line.text)")
    }
    for (line, next) in zip(lines, lines.dropFirst()) {
      if let fault = Self.fault(line.text, next.text) { Issue.record("\(fault): \(line.text) | \(next.text)") }
    }
    if let hole = Self.widestHole(of: layout) { #expect(hole < 10, "a hole of \(hole) points in: \(text)") }
  }

  /// What is wrong with a line end, by rules that are written once more, and simply.
  private static func fault(_ line: String, _ next: String) -> String? {
    let left = Array(line.unicodeScalars)
    let right = Array(next.unicodeScalars)
    guard let first = right.first, let last = left.last(where: { $0 != " " }) else { return "an empty line" }
    let isSpaced = left.last == " "
    if first == " " { return "a space at the start" }
    if isMark(first) { return "a cut cluster" }
    if "ๆฯ”’)]?!:;,.%–".unicodeScalars.contains(first) { return "a line starts with \(first)" }
    if "“‘([฿".unicodeScalars.contains(last) { return "a line ends with \(last)" }
    if isSpaced { return nil }
    if "เแโใไ".unicodeScalars.contains(last) { return "a vowel without its letter" }
    if last == ".", isThai(first) { return "a cut abbreviation" }
    if isDigit(last), isDigit(first) || "./:,-".unicodeScalars.contains(first) { return "a cut number" }
    if "./:,-".unicodeScalars.contains(last), isDigit(first) { return "a cut number" }
    if isLatin(last), isLatin(first) { return "a cut word" }
    return nil
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [0x0E30, 0x0E31, 0x0E32, 0x0E33].contains(scalar.value) || (0x0E34...0x0E3A).contains(scalar.value)
      || (0x0E47...0x0E4E).contains(scalar.value)
  }
  private static func isThai(_ scalar: Unicode.Scalar) -> Bool { (0x0E01...0x0E4E).contains(scalar.value) }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || (0x0E50...0x0E59).contains(scalar.value)
  }
  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// From where a space starts to the next glyph, at most, in points.
  private static func widestHole(of layout: Layout) -> Double? {
    var widest: Double?
    layout.forEachPage { page in
      for mark in page.marks {
        guard case .text(let text) = mark.shape else { continue }
        var byte = text.text.lowerBound
        var glyph = text.glyphs.lowerBound
        var space: Double?
        for cluster in page.clusters[text.clusters] {
          if cluster.glyphs > 0 {
            if let start = space { widest = max(widest ?? 0, page.glyphs[glyph].x - start) }
            space = page.text[byte] == 0x20 ? page.glyphs[glyph].x : nil
          }
          byte += Int(cluster.bytes)
          glyph += Int(cluster.glyphs)
        }
      }
    }
    return widest
  }

  /// A paragraph as long as a chapter is fitted as a whole, in time that grows with its length alone.
  @Test func aParagraphOf200Kilobytes() {
    var generator = SeededGenerator(seed: 9)
    var text = ""
    while text.utf8.count < 200_000 {
      for _ in 0..<generator.number(1..<9) { text += Self.words[generator.number(0..<Self.words.count)] }
      text += " "
    }
    let bytes = Array(text.utf8)
    // Words known beforehand: it is the fitter that is tried.
    var breaks: [BreakOpportunity] = []
    for offset in stride(from: 12, to: bytes.count, by: 12) where bytes[offset] & 0xC0 != 0x80 {
      breaks.append(BreakOpportunity(offset: offset, score: Float(generator.number(-20..<80)) / 10, kind: .word))
    }
    var fitter = ColumnFitter()
    let ends = fitter.fit(bytes, breaks: breaks, columns: 60)
    #expect(ends.last == bytes.count)
    #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
    #expect(ends.count > 200_000 / 3 / 80)
  }

  /// Scripts whose words nobody finds here: lines end at spaces and U+200B, and between clusters only where nothing else fits.
  @Test(arguments: [
    ("ປະເທດລາວ ປະຊາທິປະໄຕ ປະຊາຊົນ", 12, ["ປະເທດລາວ ", "ປະຊາທິປະໄຕ ", "ປະຊາຊົນ"]),
    ("ປະເທດ\u{200B}ລາວປະຊາຊົນ", 12, ["ປະເທດ\u{200B}", "ລາວປະຊາຊົນ"]),
    ("ព្រះរាជាណាចក្រ កម្ពុជា", 16, ["ព្រះរាជាណាចក្រ ", "កម្ពុជា"]),
    ("ပြည်ထောင်စု မြန်မာ", 12, ["ပြည်ထောင်စု ", "မြန်မာ"]),
    ("ກກກກກກກກກກ ຂ", 4, ["ກກກກ", "ກກກກ", "ກກ ຂ"]),
  ])
  func otherScriptsOfTheRegion(text: String, columns: Int, expected: [String]) {
    let bytes = Array(text.utf8)
    var breaks: [BreakOpportunity] = []
    ThaiBreakFinder().findBreaks(in: bytes.span, into: &breaks)
    var fitter = ColumnFitter()
    var start = 0
    var lines: [String] = []
    for end in fitter.fit(bytes, breaks: breaks, columns: columns) {
      lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    #expect(lines == expected)
  }

  /// A template may give letters nothing, so that only spaces grow, or hold spaces to less.
  @Test func limitsOfJustification() throws {
    func gaps(_ limits: JustificationLimits) throws -> (space: Double, letter: Double) {
      var sheet = Sheet()
      let style = sheet.style("body") {
        $0.alignment = .justify
        $0.justification = limits
      }
      sheet.paragraph("กกกกกกกกก กกกกกกกกก กกกกก|กกกกกกกกกกก", style: style)
      var diagnostics = Diagnostics()
      let page = sheet.layout(&diagnostics).makePage(0)
      let x = page.glyphs.map(\.x)
      try #require(x.count > 12)
      return (x[10] - x[9] - 5, x[1] - x[0] - 5)
    }
    let usual = try gaps(JustificationLimits())
    let spaces = try gaps(JustificationLimits(space: 0.5, thai: 0, latin: 0, shrink: 0))
    let letters = try gaps(JustificationLimits(space: 0.2, thai: 0.16, latin: 0, shrink: 0))
    #expect(spaces.letter == 0)
    #expect(spaces.space > usual.space && usual.space > letters.space)
    #expect(letters.letter > usual.letter && usual.letter > 0)
  }
}
