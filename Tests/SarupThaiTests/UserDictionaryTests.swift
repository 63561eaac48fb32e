import SarupSyntax
import Testing

@testable import SarupThai

@Suite struct UserDictionaryTests {
  /// Entries apart by spaces (_ is a space inside one), then a text with the breaks that must and must not be offered.
  @Test(arguments: [
    ("โชติมา", "คุณโ~ช~ต~ิ~ม~า|มา|ถึง"),
    ("ศรีธนนท์ไชยา", "กับ|ศ~ร~ี~ธ~น~น~ท~์~ไ~ช~ย~า|และ|คณะ"),
    ("สำนักงาน|คณะกรรมการ|กฤษฎีกา", "ถาม|สำ~นั~ก~งา~น|ค~ณ~ะ~ก~ร~ร~ม~กา~ร|ก~ฤ~ษ~ฎี~กา|แล้ว"),
    ("ปลากระป๋อง!", "กิน~ป~ล~า~กระ~ป๋อง~เสมอ"),
    ("ที่!", "ฝ่าย ~ที่ ~ดี"),
    ("COVID-19", "โรค C~O~V~I~D~-~1~9 และ"),
    ("นาย_ก", "พบ นาย ~ก แล้ว"),
    ("open|source", "ใช้ open|source แต่ไม่ใช่ reopensources"),
    ("ก.พ.ร. สำนัก|งาน", "ให้ ก.พ.ร. และ|สำ~นัก|งาน"),
    ("แม่ทองใบ", "กับ|เ~เ~ม~่~ท~อ~ง~ใ~บ|และ"),
    ("กฟ", "ส่ง|กฟ|และ|กฟผ"),
  ]) func pins(entries: String, marked: String) throws {
    var words = UserDictionary()
    var diagnostics = Diagnostics()
    let lines = entries.split(separator: " ").map { $0.replacing("_", with: " ") }.joined(separator: "\n")
    words.read(SourceText(name: "words", text: lines), reporting: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    let item = try #require(MarkedText(marked))
    let offered = item.offered(by: ThaiBreakFinder(words: words))
    #expect(item.wanted.filter { !offered.contains($0) }.isEmpty, "\(item.show(offered.sorted()))")
    #expect(item.forbidden.filter(offered.contains).isEmpty, "\(item.show(offered.sorted()))")
  }

  /// The mistake and the text under its caret.
  @Test(arguments: [
    ("|กข", "dictionary-mark", "|"), ("กข|", "dictionary-mark", "|"), ("กา||ขา", "dictionary-mark", "|"),
    ("กา!ขา", "dictionary-mark", "!"), ("ก|า", "dictionary-mark", "|"), ("เ|กา", "dictionary-mark", "|"),
    ("าก", "dictionary-entry", "าก"), ("!", "dictionary-entry", "!"), ("ตา|กา\nตากา", "dictionary-conflict", "ตากา"),
  ]) func mistakes(text: String, code: String, place: String) throws {
    let source = SourceText(name: "words", text: "# words\n\nสวย\r\n" + text + "\n งาม \n")
    var words = UserDictionary()
    var diagnostics = Diagnostics()
    words.read(source, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == [code])
    #expect(source[try #require(diagnostics.all.first?.span)] == place)
    #expect(diagnostics.all.first?.hints.isEmpty == false)
    #expect(words.count >= 2)
  }

  @Test func everyMistakeIsReported() {
    var words = UserDictionary()
    var diagnostics = Diagnostics()
    words.read(
      SourceText(name: "words", text: "|ก\nข|า\nดี\n!า!\n" + String(repeating: "ก", count: 200)), reporting: &diagnostics
    )
    #expect(
      diagnostics.all.map(\.code.name) == ["dictionary-mark", "dictionary-mark", "dictionary-mark", "dictionary-size"])
    #expect(words.count == 1)
  }

  @Test func manyEntries() {
    var random = SmallRandom(seed: 5)
    let letters = Array("กขคงจชดตทนบปผพมยรลวสหอ")
    var lines: [String] = []
    for _ in 0..<20000 {
      lines.append(String((0..<9).map { _ in letters[Int(random.next() % UInt64(letters.count))] }))
    }
    var words = UserDictionary()
    var diagnostics = Diagnostics()
    words.read(SourceText(name: "words", text: lines.joined(separator: "\n")), reporting: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    for line in lines.prefix(200) {
      let found = ThaiBreakTests.breaks("เมือง" + line + "และ", words).filter { $0.score > 0 }.map(\.offset)
      #expect(found == [15, 15 + line.utf8.count])
    }
  }

  @Test func namesGiveWay() {
    var words = UserDictionary()
    var diagnostics = Diagnostics()
    words.read(SourceText(name: "words", text: "กาลา|ปาเต"), reporting: &diagnostics)
    words.add(names: ["กาลาปาเต มานะ", "John Smith"])
    #expect(words.count == 2)
    #expect(ThaiBreakTests.breaks("และกาลาปาเตมา", words).filter { $0.score > 0 }.map(\.offset) == [9, 21, 33])
  }
}
