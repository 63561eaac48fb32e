import SarupDocument
import SarupImage
import SarupSyntax
import SarupThai
import TestSupport

/// Documents that several tests look at.
enum Samples {
  static var all: [(name: String, document: Document)] {
    [("plain", plain), ("brief", brief), ("rich", rich), ("report", report)]
  }

  /// The least that is a document.
  static var plain: Document {
    var builder = BriefBuilder()
    builder.properties = DocumentProperties(title: "ก", language: .thai)
    builder.paragraph(.title, "title", "ก", field: .title)
    return builder.document
  }

  /// A brief with everything that an ordinary one has.
  static var brief: Document {
    var builder = BriefBuilder()
    builder.properties.title = "สรุปการประชุมคณะทำงานด้านข้อมูลเปิดภาครัฐ"
    builder.properties.authors = ["มาลี", "สมชาย"]
    builder.properties.publisher = "กองพัฒนาระบบข้อมูล"
    builder.properties.keywords = ["ข้อมูลเปิด", "open data"]
    builder.properties.date = CalendarDay(year: 2024, month: 2, day: 9)
    let style = builder.style("running")
    builder.page.rest.top = RunningLine(
      style: style,
      center: [.text(BriefBuilder.text("- ")), .pageNumber, .text(BriefBuilder.text(" -"))])
    builder.page.pageNumbers = .thaiDigits
    builder.container(.group(.header)) {
      $0.paragraph(.title, "title", "สรุปการประชุมคณะทำงานด้านข้อมูลเปิดภาครัฐ (Open Data Working Group: ODWG)", field: .title)
      var byline = BriefBuilder.text("วันที่ ๙ กุมภาพันธ์ ๒๕๖๗ ณ จังหวัดน่าน")
      byline.fields = [
        .init(.date, 0..<"วันที่ ๙ กุมภาพันธ์ ๒๕๖๗".utf8.count),
        .init(.place, "วันที่ ๙ กุมภาพันธ์ ๒๕๖๗ ณ ".utf8.count..<byline.utf8.count),
      ]
      $0.paragraph(.byline, "byline", byline)
    }
    builder.paragraph(
      .body, "body",
      "ที่ประชุมรับทราบความก้าวหน้าของโครงการ **Open Data** (ดู <#แผนงานระยะต่อไป>แผนงานระยะต่อไป</>) และกำหนดแนวทางทำงานร่วมกันของหน่วยงานทั้ง ๑๒ แห่ง"
    )
    builder.list {
      $0.item([1]) {
        $0.paragraph(.body, "finding", "การจัดทำบัญชีข้อมูลภาครัฐต้องคำนึงถึงความถูกต้อง ความครบถ้วน และความเป็นปัจจุบัน")
      }
      $0.item([2]) {
        $0.paragraph(.body, "finding", "มาตรฐานการแลกเปลี่ยนข้อมูล (API) ที่ทุกหน่วยงานใช้ร่วมกัน")
        $0.paragraph(.note(labelLength: 24), "finding", "**ข้อสังเกต** หน่วยงานขนาดเล็กยังขาดบุคลากร")
        $0.list(level: 1) {
          $0.item([2, 1]) { $0.paragraph(.body, "finding", "จัดอบรมให้แก่เจ้าหน้าที่") }
          $0.item([2, 2]) {
            $0.paragraph(.body, "finding", "จัดทำคู่มือ")
            $0.list(level: 2) {
              $0.item([2, 2, 1]) { $0.paragraph(.body, "finding", "ฉบับย่อ") }
              $0.item([2, 2, 2]) { $0.paragraph(.body, "finding", "ฉบับเต็ม") }
            }
          }
        }
      }
      $0.item([3]) {
        $0.paragraph(
          .body, "finding", "รายละเอียดอยู่ที่ <https://example.org/ข้อมูล>เว็บไซต์ของโครงการ (portal)</> และ `catalog.json`")
      }
    }
    builder.paragraph(.heading(1), "heading", "แผนงานระยะต่อไป")
    builder.list {
      $0.item([1], restarts: true) { $0.paragraph(.body, "finding", "รวบรวมความเห็น") }
      $0.item([2]) { $0.paragraph(.body, "finding", "เสนอคณะกรรมการ") }
    }
    builder.container(.group(.credits)) {
      $0.paragraph(.credit, "credit", "มาลี (กองพัฒนาระบบข้อมูล) / รายงาน")
      $0.paragraph(.credit, "credit", "สมชาย / จัดทำ")
    }
    return builder.document
  }

  /// What the other samples do not have: tables, bullets, quotes, code, rules, breaks, many scripts, all running lines.
  static var rich: Document {
    var builder = BriefBuilder()
    builder.properties.title = "ทุกอย่าง <รวม> & \"อื่น\""
    builder.properties.subject = "ทดสอบ"
    builder.properties.date = CalendarDay(year: 2024, month: 12, day: 31)
    builder.page = PageSetup(
      width: 841.89, height: 595.276, top: 56.69, end: 56.69, bottom: 56.69, start: 56.69, headDistance: 28.35,
      footDistance: 28.35)
    let running = builder.style("running")
    builder.page.rest = RunningHeads(
      top: RunningLine(
        style: running, start: [.text(BriefBuilder.text("กรม"))], end: [.text(BriefBuilder.text("Draft"))]),
      bottom: RunningLine(style: running, end: [.text(BriefBuilder.text("หน้า ")), .pageNumber, .pageCount]))
    builder.page.first = RunningHeads(
      bottom: RunningLine(style: running, start: [.text(BriefBuilder.text("<mailto:a@example.org>ติดต่อ</>"))]))
    builder.page.pageNumbers = .romanCapitals
    builder.add("lead", 16) {
      $0.alignment = .justify
      $0.color = Color(red: 0x1F, green: 0x4E, blue: 0x79)
      $0.lineHeight = 1.15
      $0.keepTogether = true
      $0.widows = 1
      $0.orphans = 1
      $0.startIndent = 36
      $0.endIndent = 18
      $0.firstLine = -18
      $0.labelWidth = 18
      $0.spaceAfter = 6
      $0.isItalic = true
    }
    builder.numberings.append(
      NumberingScheme(levels: [
        .init(pieces: [.text("ข้อ "), .ordinal(level: 0, format: .arabicDigits)]),
        .init(pieces: [.ordinal(level: 1, format: .latinLetters), .text(")")]),
      ]))
    builder.paragraph(.title, "title", "ทุกอย่าง <รวม> & \"อื่น\"".replacingMarks, field: .title)
    builder.paragraph(.subtitle, "byline", "Everything //together//")
    builder.paragraph(.heading(1), "heading", "หัวข้อ")
    builder.paragraph(.heading(2), "heading", "หัวข้อย่อย `code`")
    builder.paragraph(.body, "body", "An English paragraph with **ไทย** in it that is mostly Latin letters")
    builder.paragraph(.body, "lead", "สีและระยะอื่น\u{2028}บรรทัดใหม่\tแท็บ ไม่\u{2011}แยก")
    builder.paragraph(
      .body, "body", "ลิงก์ <file:///etc/passwd>ต้องห้าม</> <javascript:x>ห้าม</> <https://example.org/?a=1&b=\"2\">ได้</>")
    builder.paragraph(
      .body, "body", "น\u{E4D}\u{E32} น\u{E49}\u{E4D}\u{E32} ท\u{E48}\u{E35} ก\u{200B}ข soft\u{AD}hyphen")
    builder.list(nil) {
      $0.item([]) {
        $0.paragraph(.body, "lead", "จุดแรก")
        $0.list(nil, level: 1) { $0.item([]) { $0.paragraph(.body, "lead", "จุดย่อย") } }
      }
      $0.item([]) { $0.container(.quote) { $0.paragraph(.body, "body", "คำพูดในรายการ") } }
    }
    builder.list(1) {
      $0.item([4], restarts: true) { $0.paragraph(.body, "lead", "เริ่มที่สี่") }
      $0.item([5]) {
        $0.paragraph(.body, "body", "รูปแบบอื่นในระดับเดียวกัน")
        $0.list(1, level: 1) { $0.item([5, 1]) { $0.paragraph(.body, "lead", "ย่อย") } }
      }
    }
    builder.container(.quote) { $0.paragraph(.body, "lead", "คำพูด") }
    builder.paragraph(.code, "cell", "let x = 1\nlet y = 2")
    builder.add(.rule())
    builder.add(.pageBreak)
    builder.paragraph(.caption, "byline", "ตารางที่ ๑")
    builder.container(.table(TableProperties(columns: 3, columnShares: [2, 1, 1]))) {
      $0.container(.row(isHeader: true)) {
        $0.cell("หัว") { $0.columnSpan = 2 }
        $0.cell("Head")
      }
      $0.container(.row(isHeader: false)) {
        $0.cell("สองแถว") { $0.rowSpan = 2 }
        $0.cell("๑")
        $0.cell("๒")
      }
      $0.container(.row(isHeader: false)) {
        $0.cell("๓")
        $0.container(.cell(CellProperties())) { _ in }
      }
    }
    builder.container(.table(TableProperties(columns: 2))) {
      $0.container(.row(isHeader: true)) {
        $0.cell("ก")
        $0.cell("ข")
      }
    }
    let style = builder.style("body")
    builder.container(
      .figure(FigureProperties(picture: 0, alternative: "ตรา \"ใบไม้\"", style: style, alignment: .center))
    ) {
      $0.paragraph(.caption, "credit", "คำบรรยายภาพ")
    }
    builder.add(.figure(FigureProperties(picture: 0, alternative: "", style: style, size: .share(0.5))))
    builder.add(.figure(FigureProperties(picture: 1, alternative: "ภาพถ่าย", style: style, size: .width(90))))
    var document = builder.document
    document.pictures = ["rgba8.png", "held6.jpg"].compactMap { try? Picture(Fixtures.picture($0)) }
    return document
  }
}

extension String {
  /// The builder's markup would take angle brackets for a link.
  fileprivate var replacingMarks: String { String(map { $0 == "<" ? "‹" : $0 == ">" ? "›" : $0 }) }
}

extension BriefBuilder {
  fileprivate mutating func cell(_ text: String, change: (inout CellProperties) -> Void = { _ in }) {
    var properties = CellProperties()
    change(&properties)
    container(.cell(properties)) { $0.paragraph(.body, "cell", text) }
  }
}
