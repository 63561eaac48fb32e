/// How an ordinal of a list or a page is written.
package enum NumberFormat: Hashable, Sendable {
  /// ๑ ๒ ๓
  case thaiDigits
  /// 1 2 3
  case arabicDigits
  /// ก ข ค, without ฃ ฅ ฆ (ECMA-376 Part 1, ST_NumberFormat thaiLetters)
  case thaiLetters
  /// a b c
  case latinLetters
  /// A B C
  case latinCapitals
  /// i ii iii
  case roman
  /// I II III
  case romanCapitals

  /// The number as this format writes it; digits stand in where the format has no form for it, such as zero in Roman numerals.
  package func string(for number: Int) -> String {
    switch self {
    case .thaiDigits: "\(number)".withThaiDigits
    case .arabicDigits: "\(number)"
    case .thaiLetters: Self.letters(number, of: Self.thaiAlphabet) ?? "\(number)".withThaiDigits
    case .latinLetters: Self.letters(number, of: Self.latinAlphabet) ?? "\(number)"
    case .latinCapitals: Self.letters(number, of: Self.latinAlphabet)?.uppercased() ?? "\(number)"
    case .roman: Self.roman(number) ?? "\(number)"
    case .romanCapitals: Self.roman(number)?.uppercased() ?? "\(number)"
    }
  }

  package static let thaiAlphabet = Array("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ")
  package static let latinAlphabet = Array("abcdefghijklmnopqrstuvwxyz")

  /// Behind the last letter the letters double (กก ขข, aa bb), as Word has it, so that a list shows the same labels everywhere.
  private static func letters(_ number: Int, of alphabet: [Character]) -> String? {
    // Word stops at 780 letters of the Latin alphabet; nobody reads a label of that length.
    guard number > 0, number <= alphabet.count * 30 else { return nil }
    return String(repeating: alphabet[(number - 1) % alphabet.count], count: (number - 1) / alphabet.count + 1)
  }

  private static let romanDigits: [(value: Int, letters: String)] = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
  ]

  private static func roman(_ number: Int) -> String? {
    guard (1..<4000).contains(number) else { return nil }
    var rest = number
    var result = ""
    for (value, letters) in romanDigits {
      while rest >= value {
        result += letters
        rest -= value
      }
    }
    return result
  }
}
