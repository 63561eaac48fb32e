import SarupDocument
import SarupLayout
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// Whole pages as text, in files that a person can read and check.
@Suite struct GoldenTests {
  private func check(_ sheet: Sheet, _ name: String) {
    var diagnostics = Diagnostics()
    let dump = PageDump.dump(sheet.layout(&diagnostics), book: FixedFont.book)
    let told = diagnostics.all.map { "\($0.severity.rawValue) \($0.code.name) \($0.message)\n" }.joined()
    let difference = GoldenFile.difference(
      of: dump + told, from: Fixtures.folder(beside: #filePath) + "/Golden/\(name).txt")
    #expect(difference == nil)
  }

  @Test(arguments: [FixedFont.family, "Sarabun"]) func aBriefOfTwoPages(family: String) {
    var sheet = Sheet()
    sheet.family = family
    sheet.setup = PageSetup(
      width: 300, height: 300, top: 40, end: 30, bottom: 30, start: 40, headDistance: 15, footDistance: 10,
      rest: RunningHeads(
        top: RunningLine(
          style: 2, center: [.text(Sheet.styled(Array("- ".utf8))), .pageNumber, .text(Sheet.styled(Array(" -".utf8)))])
      ),
      pageNumbers: .thaiDigits)
    let title = sheet.style("title", size: 14) {
      $0.isBold = family == "Sarabun"
      $0.alignment = .center
      $0.balance = true
      $0.keepWithNext = true
      $0.spaceAfter = 6
    }
    let finding = sheet.style("finding") {
      $0.alignment = .justify
      $0.firstLine = 30
      $0.labelWidth = 15
      $0.spaceBefore = 4
    }
    let body = sheet.style("body") {
      $0.alignment = .justify
      $0.firstLine = 30
      $0.color = Color(red: 0, green: 0, blue: 128)
    }
    sheet.numberings = [
      NumberingScheme(levels: [.init(pieces: [.ordinal(level: 0, format: .thaiDigits), .text(".")])])
    ]
    sheet.add(.group(.header)) { sheet in
      sheet.paragraph(
        "การ|ประชุม|คณะ|ทำงาน|ของ|เจ้าหน้าที่|อาวุโส|ด้าน|ความ|ซื่อตรง|ใน|ภาครัฐ", style: title, role: .title)
    }
    sheet.paragraph(
      "นาย|ปกรณ์ นิล|ประพันธ์ เลขาธิการ ก.พ.ร. ร่วม|งาน|ประชุม|นานาชาติ 2019 International Reform Policy Symposium ภาย|ใต้|หัวข้อ "
        + "การ|ยก|ระดับ|การ|บริหาร|จัดการ|ภาครัฐ|ใน|ภูมิภาค|อาเซียน", style: body)
    sheet.add(.list(ListProperties(numbering: 0, level: 0))) { sheet in
      for number in 1...4 {
        sheet.add(.item(ItemProperties(ordinals: [number], restarts: number == 1))) { sheet in
          sheet.paragraph(
            "ระบบ|การ|บริหาร|ผล|การ|ปฏิบัติ|งาน ควร|ให้|ความ|สำคัญ|กับ|การ|ขับ|เคลื่อน|น้ำ|และ|ที่|ดิน ฯลฯ โดย|ออกแบบ|กฎ ระเบียบ|ให้|เอื้อ|ต่อ|การ"
              + "|เสริม|สร้าง|นวัตกรรม|ใน|ภาครัฐ", style: finding)
        }
      }
    }
    sheet.add(.rule())
    sheet.paragraph("ราย|งาน\u{2028}จัด|ทำ", style: body, role: .credit, traits: [.strikethrough])
    check(sheet, "brief-\(family.lowercased())")
  }

  @Test func charactersThatNoFontHas() {
    var sheet = Sheet()
    sheet.family = "Sarabun"
    let body = sheet.style("body")
    sheet.paragraph("ก ກ ກ 漢 ก\u{20D7} e\u{301} ก", style: body)
    check(sheet, "missing")
  }
}
