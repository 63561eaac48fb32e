internal import Testing

@testable import SarupPDF

/// Reading what Cairo writes, piece by piece.
struct CairoReaderTests {
  private func objects(_ text: String) throws(CompositionError) -> [CairoObject] {
    try CairoReader.objects(in: Array(text.utf8))
  }

  @Test func objectsAndStreamsAreCutOut() throws {
    let found = try objects(
      "%PDF-1.5\n%abcd\n4 0 obj\n<< /Length 5 0 R\n>>\nstream\nq Q\nendstream\nendobj\n5 0 obj\n   3\nendobj\n"
        + "2 0 obj\n<< /Type /Page >>\nendobj\nxref\n0 3\n")
    #expect(found.map(\.number) == [4, 5, 2])
    #expect(found[0].stream == Array("q Q".utf8))
    #expect(found[2].stream == nil)
  }

  /// Data may hold the very bytes that end a stream, and even an object that looks like its length.
  @Test func anEndInsideTheDataIsNotTheEnd() throws {
    let data = "x\nendstream\nendobj\n5 0 obj\n   7\nendobj\ny"
    let found = try objects(
      "4 0 obj\n<< /Length 5 0 R\n>>\nstream\n\(data)\nendstream\nendobj\n5 0 obj\n   \(data.utf8.count)\nendobj\n")
    #expect(found[0].stream == Array(data.utf8))
  }

  @Test(arguments: [
    "4 0 obj\n<< /Length 5 0 R\n>>\nstream\nabc", "4 0 obj\n<<", "4 0",
    "4 0 obj\n<< >>\nstream\nx\nendstream\nendobj\n",
  ])
  func whatIsCutShortIsAnError(text: String) {
    #expect(throws: CompositionError.self) { try objects(text) }
  }

  @Test(arguments: [
    (
      "<< /A 1 /B (x  y) /C [ 1 2 3 0 R ] % note\n /Filter /FlateDecode\n /Length 9 0 R >>",
      "<</A 1/B(x  y)/C[1 2 1 0 R]>>"
    ),
    ("<< /Subtype /CIDFontType2 /W [0 [ 700 1.5 ]] >>", "<</Subtype/CIDFontType2/CIDToGIDMap/Identity/W[0[700 1.5]]>>"),
    ("<< /Length1 12\n /Length 3 0 R\n /K <</X 3 0 R /Y 3 0 R>> >>", "<</Length1 12/K<</X 1 0 R/Y 1 0 R>>>>"),
  ])
  func dictionariesAreCopiedWithoutSpaces(text: String, copy: String) {
    var copier = ObjectCopier()
    var writer = ObjectWriter(level: 6)
    var output: [UInt8] = []
    copier.append(Array(text.utf8), to: &output, writer: &writer)
    #expect(String(decoding: output, as: UTF8.self) == copy)
  }

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
    ("a(b)", "(a\\(b\\))"), ("ก", "<FEFF0E01>"), ("😀", "<FEFFD83DDE00>"), ("a\nb", "<FEFF0061000A0062>"),
  ])
  func textsAreStrings(text: String, written: String) {
    var output: [UInt8] = []
    output.append(textString: text)
    #expect(String(decoding: output, as: UTF8.self) == written)
  }
}
