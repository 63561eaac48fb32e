import SarupBrief
import SarupCheck
import SarupSyntax
import Testing

/// The codes that a text gets, each with the characters that it points to.
private func lints(_ text: String) -> [String] {
  let source = SourceText(name: "text", text: text)
  var diagnostics = Diagnostics()
  TypingLints.check(source, reporting: &diagnostics)
  return diagnostics.all.map { diagnostic in "\(diagnostic.code.name) \(diagnostic.span.map { source[$0] } ?? "")" }
}

@Test(arguments: [
  ("เเก้ไข", ["thai-double-sara-e เเ"]),
  ("ก\u{0E4D}า", ["thai-split-sara-am \u{0E4D}า"]),
  ("น\u{0E49}\u{0E4D}า", ["thai-split-sara-am \u{0E4D}า"]),
  ("น\u{0E4D}\u{0E49}า", ["thai-split-sara-am \u{0E4D}\u{0E49}า"]),
  ("ที\u{0E48}\u{0E48}", ["thai-repeated-mark \u{0E48}\u{0E48}"]),
  ("ท\u{0E48}\u{0E35}", ["thai-mark-order \u{0E48}\u{0E35}"]),
  ("ก า\u{0E48}", ["thai-stray-mark \u{0E48}"]),
  ("\u{0E49}ก", ["thai-stray-mark \u{0E49}"]),
  ("A\u{0E34}", ["thai-stray-mark \u{0E34}"]),
])
func mistakeOfTyping(_ text: String, _ expected: [String]) {
  #expect(lints(text) == expected)
}

@Test(arguments: [
  "แก้ไข น้ำ ที่ผู้เชี่ยวชาญสิทธิ์ กตฺวา ก็ เล่น เปล่ง", "ไม้เอก \u{25CC}\u{0E48}", "\u{A0}\u{0E48}",
  "เสน่ห์ เเ".replacing("เเ", with: "เ"),
  "English only.", "",
])
func soundText(_ text: String) {
  #expect(lints(text) == [])
}

@Test func specimenIsABrief() throws {
  var diagnostics = Diagnostics()
  TypingLints.check(Specimen.source, reporting: &diagnostics)
  #expect(diagnostics.all == [])
  let brief = try #require(Specimen.read())
  #expect(!brief.lead.isEmpty && !brief.findings.isEmpty && !brief.closing.isEmpty && !brief.credits.isEmpty)
}
