import SarupSyntax
import Testing

private func decode(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8) -> (SourceText?, Diagnostics) {
  var diagnostics = Diagnostics()
  var sources: [SourceText] = []
  let source = SourceText.decode(
    name: "in.md", bytes: bytes, encoding: encoding, limit: 1000, reporting: &diagnostics, sources: &sources)
  return (source, diagnostics)
}

@Test func byteOrderMarkIsDropped() {
  #expect(decode([0xEF, 0xBB, 0xBF] + Array("ก".utf8)).0?.bytes == Array("ก".utf8))
}

@Test(arguments: [
  ([0x61, 0xFF], 1), ([0xE0, 0xB8], 0), ([0x61, 0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
  ([0xE0, 0xB8, 0x81, 0x80], 3), ([0xF0, 0x9F, 0x98], 0), ([0xC2], 0),
] as [([UInt8], Int)])
func firstBadByteIsFound(_ bytes: [UInt8], _ place: Int) {
  let (source, diagnostics) = decode(bytes)
  #expect(source == nil)
  #expect(diagnostics.all.first?.code == "source-encoding")
  #expect(diagnostics.all.first?.span?.lower == UInt32(place))
}

@Test func windows874IsRecognisedAndRead() {
  // "สวัสดี abc" in code page 874.
  let bytes: [UInt8] = [0xCA, 0xC7, 0xD1, 0xCA, 0xB4, 0xD5, 0x20, 0x61, 0x62, 0x63]
  let (source, diagnostics) = decode(bytes)
  #expect(source == nil)
  #expect(diagnostics.all.first?.hints.first?.contains("--encoding windows-874") == true)
  #expect(decode(bytes, .windows874).0?.bytes == Array("สวัสดี abc".utf8))
}

@Test func brokenUTF8ThaiIsNotTakenForWindows874() {
  let (_, diagnostics) = decode(Array("เรื่องนี้ยังเขียนเป็นยูนิโค้ดอยู่".utf8) + [0xFF])
  #expect(diagnostics.all.first?.hints == ["Save the file as UTF-8."])
}

@Test func utf16IsNamed() {
  #expect(decode([0xFF, 0xFE, 0x01, 0x0E]).1.all.first?.message.contains("UTF-16 (little-endian)") == true)
}

@Test func controlCharactersAreRefusedAtTheirPlaces() {
  let (source, diagnostics) = decode(Array("a\tb\r\n".utf8) + [0x00, 0x61, 0x1B])
  #expect(source == nil)
  #expect(diagnostics.all.map { $0.span?.lower } == [5, 7])
}

@Test func sizeIsLimited() {
  #expect(decode([UInt8](repeating: 0x61, count: 1001)).1.all.first?.code == "source-too-large")
}
