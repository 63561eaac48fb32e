package import SarupBrief
package import SarupSyntax

/// A brief with every usual field, to try a template with.
package enum Specimen {
  /// Its text, which no message should point into: it is not the author's.
  package static let source = SourceText(
    name: "specimen",
    text: """
      ---
      title: ชื่อเรื่อง
      subtitle: ชื่อรอง
      agency: ชื่อหน่วยงาน
      unit: ชื่อกลุ่มงาน
      number: ที่ 1
      date: 2026-01-05
      place: สถานที่
      subject: เรื่อง
      to: ผู้รับ
      from: ผู้ส่ง
      credits:
        - {name: ชื่อ, unit: หน่วยงาน, role: หน้าที่}
      signatures:
        - {name: ชื่อ, position: ตำแหน่ง, unit: หน่วยงาน}
      attachments: [สิ่งที่ส่งมาด้วย]
      keywords: [คำค้น]
      ---
      ความนำ **ตัวหนา** *ตัวเอน* ***ทั้งสอง*** English

      1. ข้อแรก

         ย่อหน้าต่อ

         1. ข้อย่อย

      2. ข้อสอง

      ความปิดท้าย
      """)

  package static func read() -> Brief? {
    var unused = Diagnostics()
    return MarkdownReader.read(source, into: &unused)
  }
}
