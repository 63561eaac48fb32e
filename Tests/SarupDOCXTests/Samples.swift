import SarupDocument
import SarupSyntax
import SarupThai

/// Documents that several tests look at.
enum Samples {
  /// A brief with everything that an ordinary one has.
  static var brief: Document {
    var builder = DocumentBuilder()
    builder.properties.title = "สรุปการประชุมคณะทำงานด้านข้อมูลเปิดภาครัฐ"
    builder.properties.authors = ["มาลี", "สมชาย"]
    builder.properties.publisher = "กองพัฒนาระบบข้อมูล"
    builder.properties.keywords = ["ข้อมูลเปิด", "open data"]
    builder.properties.date = CalendarDay(year: 2024, month: 2, day: 9)
    let style = builder.style("running")
    builder.page.rest.top = RunningLine(
      style: style,
      center: [.text(DocumentBuilder.text("- ")), .pageNumber, .text(DocumentBuilder.text(" -"))])
    builder.page.pageNumbers = .thaiDigits
    builder.container(.group(.header)) {
      $0.paragraph(.title, "title", "สรุปการประชุมคณะทำงานด้านข้อมูลเปิดภาครัฐ (Open Data Working Group: ODWG)")
      $0.paragraph(.byline, "byline", "วันที่ ๙ กุมภาพันธ์ ๒๕๖๗ ณ จังหวัดน่าน")
    }
    builder.paragraph(
      .body, "body",
      "ที่ประชุมรับทราบความก้าวหน้าของโครงการ **Open Data** และกำหนดแนวทางทำงานร่วมกันของหน่วยงานทั้ง ๑๒ แห่ง")
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
        $0.paragraph(.body, "finding", "รายละเอียดอยู่ที่ <https://example.org/ข้อมูล>เว็บไซต์ของโครงการ (portal)</> และ `catalog.json`")
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
}
