import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct NumberTests {
  static let amounts = FixtureLines.read("amounts.txt").filter { $0.contains(" = ") }
  static let refused = FixtureLines.read("amounts.txt").filter { $0.contains(" ! ") }
  static let counters = FixtureLines.read("counters.txt")

  @Test func fixturesAreThere() {
    #expect(Self.amounts.count > 50 && Self.refused.count > 14 && Self.counters.count == 7 && Self.texts.count > 15)
  }

  @Test(arguments: amounts) func amount(line: String) throws {
    let parts = line.split(separator: " = ", omittingEmptySubsequences: false)
    #expect(try BahtWords.text(of: parts[0]) == parts[1])
  }

  @Test(arguments: refused) func refusedAmount(line: String) {
    let parts = line.split(separator: " ! ", omittingEmptySubsequences: false)
    let error = #expect(throws: BahtWords.Fault.self) { try BahtWords.text(of: parts[0]) }
    #expect(error.map { "\($0)" } == String(parts[1]))
  }

  @Test(arguments: counters) func counter(line: String) throws {
    let formats: [NumberFormat] = [
      .thaiDigits, .arabicDigits, .thaiLetters, .latinLetters, .latinCapitals, .roman, .romanCapitals,
    ]
    let words = line.split(separator: " ")
    let format = try #require(formats.first { "\($0)" == words[0] })
    for word in words.dropFirst() {
      let parts = word.split(separator: "=")
      #expect(format.string(for: try #require(Int(parts[0]))) == parts[1])
    }
  }

  static let texts: [(String, String)] = {
    let lines = FixtureLines.read("digits.txt")
    return stride(from: 0, to: lines.count - 1, by: 2).map { (lines[$0], lines[$0 + 1]) }
  }()

  @Test(arguments: texts) func digits(written: String, thai: String) {
    #expect(written.withDigits(.thai) == thai)
    #expect(written.withDigits(.keep) == written)
    #expect(thai.withDigits(.thai) == thai)
    #expect(RichText(written).withDigits(.thai).string == thai)
  }

  @Test func arabicDigits() {
    #expect("มาตรา ๔๔ วรรค 2 (PM๒.๕)".withDigits(.arabic) == "มาตรา 44 วรรค 2 (PM2.5)")
    #expect("๐๑๒๓๔๕๖๗๘๙".withDigits(.arabic) == "0123456789")
  }

  @Test func richTextKeepsItsPlaces() throws {
    let source = SourceText(name: "test", text: "ข้อ 12 และ `7` กับ PM2.5 ใน 9")
    var text = RichText()
    let code = source.bytes.firstIndex(of: UInt8(ascii: "`"))!
    text.append(source.bytes[..<code], traits: .strong, span: source.span(0, code))
    text.append([0x37], traits: .code, span: source.span(code + 1, code + 2))
    text.append(source.bytes[(code + 3)...], span: source.span(code + 3, source.bytes.count))
    let result = text.withDigits(.thai)
    #expect(result.string == "ข้อ ๑๒ และ 7 กับ PM2.5 ใน ๙")
    #expect(result.runs.map(\.range.lowerBound) == [0] + result.runs.dropLast().map(\.range.upperBound))
    let changed = result.runs.filter { result.utf8[$0.range].starts(with: [0xE0, 0xB9]) }
    #expect(changed.map { $0.span.map { source[$0] } } == ["12", "9"])
    #expect(result.runs.first?.traits == .strong)
    #expect(result.runs.contains { $0.traits == .code && $0.span.map { source[$0] } == "7" })
  }
}
