import SarupThai
import Testing

@Suite struct HyphenatorTests {
  /// A handful of patterns in the form of libhyphen's files.
  private static let patterns = """
    UTF-8
    LEFTHYPHENMIN 2
    RIGHTHYPHENMIN 3
    % no pattern
    1na
    n2at
    1tio
    2io
    o2n
    .in1t
    4te.
    1go
    n1m
    """

  private func parted(_ text: String) -> String {
    let hyphenator = Hyphenator(patterns: Array(Self.patterns.utf8))
    let bytes = Array(text.utf8)
    var points: [Int] = []
    hyphenator?.findPoints(in: bytes.span, 0..<bytes.count, into: &points)
    var result: [UInt8] = []
    for (offset, byte) in bytes.enumerated() {
      if points.contains(offset) { result.append(UInt8(ascii: "-")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test(arguments: [
    ("nation", "na-tion"), ("national", "na-tional"), ("government", "govern-ment"), ("Government", "Govern-ment"),
    ("(government)", "(govern-ment)"), ("government.", "govern-ment."), ("ของgovernmentและ", "ของgovern-mentและ"),
    ("GOVERNMENT", "GOVERNMENT"), ("government.example", "government.example"), ("a@government", "a@government"),
    ("e-government", "e-government"), ("government2", "government2"), ("eGovernment", "eGovernment"), ("", ""),
  ]) func words(text: String, expected: String) {
    #expect(parted(text) == expected)
  }

  @Test(arguments: [
    "", "UTF-8", "UTF-8\n% nothing", "\u{0}\u{1}", "1234", "UTF-8\nLEFTHYPHENMIN 99999999999999999999\n",
  ])
  func noPatterns(text: String) {
    #expect(Hyphenator(patterns: Array(text.utf8)) == nil)
  }
}
