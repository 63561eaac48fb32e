package import SarupSyntax

extension DiagnosticCode {
  /// A date that is not written as 2019-03-14, 2019-03 or a range of these.
  package static let dateForm: DiagnosticCode = "date-form"
  /// A day or a month that the calendar does not have.
  package static let dateNotInCalendar: DiagnosticCode = "date-not-in-calendar"
  /// A range whose end comes before its start.
  package static let dateOrder: DiagnosticCode = "date-order"
  /// A year that is likely to be of the Buddhist era.
  package static let dateEra: DiagnosticCode = "date-era"
  /// A day before 1941 between January and March, for which books of that time print another Buddhist year.
  package static let dateOldYear: DiagnosticCode = "date-old-year"
}

/// Reads dates as ISO 8601 writes them: `2019-03-14`, `2019-03`, and ranges of either with a slash.
package enum ISODate {
  /// The date, or `nil` where the text is none.
  package static func parse(_ text: some StringProtocol) -> BriefDate? {
    var ignored = Diagnostics()
    return parse(Array(text.utf8), at: nil, reporting: &ignored)
  }

  /// The date, or `nil` after reporting why the text is none.
  ///
  /// - Parameters:
  ///   - text: UTF-8 without spaces around it.
  ///   - span: where it was written. When it is as long as the text, messages point at the part that is wrong.
  package static func parse(
    _ text: [UInt8], at span: SarupSyntax.Span?, reporting diagnostics: inout Diagnostics
  ) -> BriefDate? {
    var reader = DateReader(text: text, span: span)
    let date = reader.read()
    diagnostics.add(contentsOf: reader.diagnostics)
    return reader.diagnostics.hasErrors ? nil : date
  }
}

private struct DateReader {
  private enum Part {
    case day(CalendarDay)
    case month(CalendarDay)
  }

  let text: [UInt8]
  let span: SarupSyntax.Span?
  var diagnostics = Diagnostics()

  mutating func read() -> BriefDate? {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
      return switch part(0..<text.count) {
      case .day(let day): .day(day)
      case .month(let month): .month(month)
      case nil: nil
      }
    }
    // 14/03/2019 has slashes too; a second slash or a short first part says that this is no range of ISO dates.
    guard slash >= 7, !text[(slash + 1)...].contains(UInt8(ascii: "/")) else {
      reportForm(0..<text.count)
      return nil
    }
    let parts = (part(0..<slash), part(slash + 1..<text.count))
    switch parts {
    case (.day(let first), .day(let last)):
      checkOrder(first, last, end: slash + 1..<text.count)
      return .days(first, last)
    case (.month(let first), .month(let last)):
      checkOrder(first, last, end: slash + 1..<text.count)
      return .months(first, last)
    case (nil, _), (_, nil): return nil
    default:
      diagnostics.error(
        .dateForm, at: place(0..<text.count), "the range goes from a day to a month, or from a month to a day",
        hint: "Write both ends as days (2019-03-14/2019-03-15) or both as months (2019-03/2019-05).")
      return nil
    }
  }

  /// `yyyy-mm-dd` or `yyyy-mm`.
  private mutating func part(_ range: Range<Int>) -> Part? {
    let hasDay = range.count == 10
    let start = range.lowerBound
    guard hasDay || range.count == 7, let year = number(start..<start + 4), text[start + 4] == UInt8(ascii: "-"),
      let month = number(start + 5..<start + 7)
    else {
      reportForm(range)
      return nil
    }
    guard !hasDay || text[start + 7] == UInt8(ascii: "-"), let day = hasDay ? number(start + 8..<start + 10) : 1 else {
      reportForm(range)
      return nil
    }
    guard year > 0, (1...12).contains(month) else {
      let place = year > 0 ? start + 5..<start + 7 : start..<start + 4
      diagnostics.error(
        .dateNotInCalendar, at: self.place(place),
        year > 0 ? "there is no month \(padded(month))" : "there is no year 0000",
        hint: year > 0 ? "Months run from 01 to 12." : "Years run from 0001 to 9999.")
      return nil
    }
    let days = CalendarDay.days(inMonth: month, of: year)
    guard (1...days).contains(day) else {
      diagnostics.error(
        .dateNotInCalendar, at: place(start + 8..<start + 10), "\(year)-\(padded(month)) has no day \(padded(day))",
        hint: "Its last day is \(days).")
      return nil
    }
    checkYear(year, month: month, at: start..<start + 4)
    let value = CalendarDay(year: year, month: month, day: day)
    return hasDay ? .day(value) : .month(value)
  }

  private mutating func checkYear(_ year: Int, month: Int, at range: Range<Int>) {
    // The Gregorian years 1900 to 2199, in the count of the Buddhist era.
    if (2443...2742).contains(year) {
      // Printed as it stands it would be 543 years late, in a hundred thousand letters before somebody looks.
      diagnostics.error(
        .dateEra, at: place(range), "\(year) looks like a year of the Buddhist era",
        hint: "Write the Gregorian year, \(year - 543); the document shows \(year) for it.")
    }
    if year < 1941, month < 4 {
      diagnostics.warning(
        .dateOldYear, at: place(range), "before 1941 the Thai year began in April",
        hint: "The document shows the year \(year + 543); books of that time print \(year + 542).")
    }
  }

  private mutating func checkOrder(_ first: CalendarDay, _ last: CalendarDay, end: Range<Int>) {
    guard last < first else { return }
    diagnostics.error(
      .dateOrder, at: place(end), "the range ends before it starts",
      hint: "Write the earlier date in front of the slash.")
  }

  private mutating func reportForm(_ range: Range<Int>) {
    diagnostics.error(
      .dateForm, at: place(range),
      range.isEmpty
        ? "a date is missing" : "`\(Excerpt.of(String(decoding: text[range], as: UTF8.self)))` is not a date",
      hint: "Write the year, month and day as 2019-03-14, a month as 2019-03, a range as 2019-03-14/2019-03-15.")
  }

  private func number(_ range: Range<Int>) -> Int? {
    var value = 0
    for byte in text[range] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func place(_ range: Range<Int>) -> SarupSyntax.Span? {
    guard let span, Int(span.upper) - Int(span.lower) == text.count else { return span }
    return SarupSyntax.Span(
      source: span.source, lower: span.lower + UInt32(range.lowerBound), upper: span.lower + UInt32(range.upperBound))
  }
}

extension BriefDate {
  /// As ISO 8601 and the front matter of a brief write it: `2019-03-14`, `2019-03/2019-05`.
  package var iso: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    func month(_ day: CalendarDay) -> String { "\(padded(day.year, 4))-\(padded(day.month, 2))" }
    func full(_ day: CalendarDay) -> String { "\(month(day))-\(padded(day.day, 2))" }
    return switch self {
    case .day(let day): full(day)
    case .days(let first, let last): "\(full(first))/\(full(last))"
    case .month(let day): month(day)
    case .months(let first, let last): "\(month(first))/\(month(last))"
    }
  }
}
