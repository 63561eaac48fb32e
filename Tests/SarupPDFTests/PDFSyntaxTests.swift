internal import Testing

@testable import SarupPDF

/// How things are written down.
struct PDFSyntaxTests {
  /// Readers that take the end of line for what it is find the length that the dictionary says.
  @Test(arguments: [("abc", "\nendstream"), ("ab\r", "\r\r\nendstream"), ("ab\n", "\n\nendstream")])
  func aStreamKeepsItsLastByte(content: String, end: String) {
    var writer = ObjectWriter(level: 6)
    writer.writeStream(writer.reserve(), Array(content.utf8), packing: .plain)
    let root = writer.write { $0.append("<<>>") }
    let file = String(decoding: writer.finish(root: root, info: root), as: UTF8.self)
    #expect(file.offset(of: "/Length 3>>\nstream\nab") != nil)
    #expect(file.offset(of: end) != nil)
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (-0.5, "-0.5"), (595.276, "595.276"), (0.0004, "0"), (-12.03, "-12.03"), (.nan, "0"),
    (.infinity, "0"), (1e300, "0"), (100.1, "100.1"),
  ])
  func numbersAreShort(value: Double, text: String) {
    var output: [UInt8] = []
    output.append(decimal: value)
    #expect(String(decoding: output, as: UTF8.self) == text)
  }

  @Test(arguments: [
    (0, 2, "0"), (5, 2, "0.05"), (-1210, 2, "-12.1"), (100, 2, "1"), (12_345, 4, "1.2345"), (-3, 4, "-0.0003"),
  ])
  func numbersInSmallUnitsAreShort(value: Int, decimals: Int, text: String) {
    var output: [UInt8] = []
    output.append(value, decimals: decimals)
    #expect(String(decoding: output, as: UTF8.self) == text)
  }

  @Test(arguments: [0, 7, 10, 99, 100, -45, 1_000_000, Int.max])
  func integersAreWrittenWhole(value: Int) {
    var output: [UInt8] = []
    output.append(integer: value)
    #expect(String(decoding: output, as: UTF8.self) == "\(value)")
  }

  @Test(arguments: [
    ("a(b)", "(a\\(b\\))"), ("ก", "<FEFF0E01>"), ("😀", "<FEFFD83DDE00>"), ("a\nb", "<FEFF0061000A0062>"),
  ])
  func textsAreStrings(text: String, written: String) {
    var output: [UInt8] = []
    output.append(textString: text)
    #expect(String(decoding: output, as: UTF8.self) == written)
  }
}
