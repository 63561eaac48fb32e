internal import SarupPDF
internal import SarupFonts
import Testing

struct PDFWriterTests {
  @Test func aBriefIsWritten() throws {
    let bytes = try Sample.brief().pdf()
    Store.keep(bytes, as: "brief.pdf")
    #expect(bytes.starts(with: Array("%PDF-1.7\n".utf8)))
    var odd = Sample()
    for line in ["ฟำ่ ก๎ ก่ี กิิ ร์ุ A่ ๑่", "ที่ น้ำ ปี่ ฝั่ง ญุ ฎุ ฤๅษี x̄́ q̇ ก่ำ น้ํา กํา", "official figure efficient ﬁnal", "ตราฺ ปูู่ พุทฺธ อกุสลา ธมฺมา สงฺฆํ สรณํ คจฺฉามิ ก้ี กัันก์้"] { odd.paragraph(line) }
    Store.keep(try odd.pdf(), as: "odd.pdf")
    #expect(try Sample.brief().pdf() == bytes)
  }
}
