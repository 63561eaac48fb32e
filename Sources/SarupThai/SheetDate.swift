/// Days as spreadsheets write them into tables: day, month and year with slashes.
package enum SheetDate {
  /// `14/3/2562`, `๑๔/๓/๒๕๖๒`, `14/3/2019` as `2019-03-14`.
  ///
  /// A year of the Buddhist era says that the day comes first. Of a year of the Common Era only a first number over 12 does: 3/4/2019 may
  /// be either day, and is left as it is.
  ///
  /// - Returns: `nil` for anything else; it is then read, or refused, as it stands.
  package static func iso(_ text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(number)
    guard parts.count == 3, let day = parts[0], let month = parts[1], let written = parts[2],
      written >= 1000, (1...12).contains(month)
    else { return nil }
    let isBuddhist = (2443...2742).contains(written)
    guard isBuddhist || day > 12 else { return nil }
    let year = isBuddhist ? written - 543 : written
    guard year <= 9999, (1...CalendarDay.days(inMonth: month, of: year)).contains(day) else { return nil }
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4).contains(text.count) else { return nil }
    var value = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: value = value * 10 + Int(scalar.value - 0x30)
      case 0x0E50...0x0E59: value = value * 10 + Int(scalar.value - 0x0E50)
      default: return nil
      }
    }
    return value
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
