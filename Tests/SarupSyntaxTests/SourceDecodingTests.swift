import SarupSyntax
import Testing

struct SourceDecodingTests {
  private func decode(
    _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, _ limits: InputLimits = InputLimits()
  ) -> (DecodedSource, Diagnostics) {
    var diagnostics = Diagnostics()
    let decoded = SourceText.decode(
      name: "x", bytes: bytes, encoding: encoding, limits: limits, reporting: &diagnostics)
    #expect(decoded.isValid == !diagnostics.hasErrors)
    return (decoded, diagnostics)
  }

  /// สรุป in Windows-874.
  private let thai: [UInt8] = [0xCA, 0xC3, 0xD8, 0xBB]

  @Test func byteOrderMark() {
    let (decoded, _) = decode([0xEF, 0xBB, 0xBF] + Array("ก".utf8))
    #expect(decoded.isValid && decoded.source.bytes == Array("ก".utf8))
  }

  @Test(arguments: [[0xFF, 0xFE, 0x01, 0x0E], [0xFE, 0xFF, 0x0E, 0x01]] as [[UInt8]])
  func utf16(_ bytes: [UInt8]) {
    #expect(decode(bytes).1.all.map(\.hints) == [["Save the text as UTF-8."]])
  }

  @Test func firstBadByte() {
    let (decoded, diagnostics) = decode(Array("กข\nค ".utf8) + [0x80] + Array("ง".utf8))
    #expect(diagnostics.all.map { $0.span?.lower } == [11])
    #expect(decoded.source.bytes.starts(with: "กข\nค \u{FFFD}ง".utf8))
    #expect(diagnostics.all.first?.hints == ["Save the text as UTF-8."])
  }

  @Test func windows874() {
    let hint = decode(thai).1.all.first?.hints.first ?? ""
    #expect(hint.contains("--encoding windows-874"))
    let (decoded, diagnostics) = decode(thai + [0x41, 0x93, 0x85], .windows874)
    #expect(diagnostics.all.isEmpty && decoded.source.bytes == Array("สรุปA“…".utf8))
    let bad = decode([0x41, 0xDB, 0xA1, 0xFC], .windows874).1
    #expect(bad.all.map { $0.span?.lower } == [1, 7])
  }

  @Test func controlCharacters() {
    let (_, diagnostics) = decode(Array("a\u{0}\tก\u{1B}\n\u{FFFE}\u{7F}\u{FFFD}".utf8))
    #expect(diagnostics.all.map { $0.span?.lower } == [1, 6, 8, 11])
    #expect(diagnostics.all.map(\.code.name) == Array(repeating: "control-character", count: 4))
    #expect(decode([UInt8](repeating: 0, count: 1000)).1.all.count == 10)
  }

  @Test func size() {
    var limits = InputLimits()
    limits.bytes = 3
    #expect(decode(Array("กข".utf8), .utf8, limits).1.all.map(\.code.name) == ["input-too-large"])
    #expect(decode(Array("ก".utf8), .utf8, limits).0.isValid)
  }
}
