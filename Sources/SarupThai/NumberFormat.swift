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
}
