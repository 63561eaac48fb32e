import Testing

@testable import SarupThai

@Suite struct UnicodeLineBreakTests {
  /// Every case of the Unicode test file. Its form is described in `Tools/line_break_cases.py`.
  @Test func unicodeCases() throws {
    var count = 0
    for line in FixtureLines.read("line-breaks-unicode.txt") {
      let halves = line.split(separator: "=", omittingEmptySubsequences: false)
      for last in halves[1].split(separator: " ") {
        var bytes: [UInt8] = []
        var expected: [Int] = []
        for word in halves[0].split(separator: " ") + [last] {
          if word.hasPrefix("|") { expected.append(bytes.count) }
          let value = try #require(UInt32(word.drop { $0 == "|" }, radix: 16))
          bytes += Array(String(try #require(Unicode.Scalar(value))).utf8)
        }
        let found = UnicodeLineBreaks.find(in: bytes.span)
        #expect(found == expected, "\(halves[0]) \(last)")
        count += 1
      }
    }
    #expect(count == 7654)
  }
}
