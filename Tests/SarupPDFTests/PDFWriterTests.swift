internal import SarupPDF
internal import SarupFonts
import Testing

struct PDFWriterTests {
  @Test func aBriefIsWritten() throws {
    let bytes = try Sample.brief().pdf()
    Store.keep(bytes, as: "brief.pdf")
    #expect(bytes.starts(with: Array("%PDF-1.7\n".utf8)))
  }
}
