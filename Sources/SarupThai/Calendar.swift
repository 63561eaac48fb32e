/// A day of the Gregorian calendar (ISO 8601).
public struct CalendarDay: Hashable, Sendable {
  /// Of the Common Era.
  public var year: Int
  /// 1 is January.
  public var month: Int
  /// Of the month, from 1.
  public var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day of the Common Era, such as 2026-01-31; `nil` for one that no calendar has, and for years beyond 1 to 9999.
  public init?(ofCommonEra year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// How many days a month has, 1 being January; 0 where there is no such month.
  static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeapYear ? 29 : 28
    case 1...12: 31
    default: 0
    }
  }

  /// Day of the week, 0 for Sunday, in the Gregorian calendar without a beginning.
  var weekday: Int {
    // Counted from March, a leap day is the last of its year and months start after 0, 31, 61, 92 ... days: (153m + 2) / 5.
    let year = month < 3 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * monthFromMarch + 2) / 5 + day
    // 1 March of the year 0 was a Wednesday.
    return ((days + 2) % 7 + 7) % 7
  }
}

extension CalendarDay: Comparable {
  /// Whether the left day comes before the right one.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A date as a brief gives it: a day, a month, or a range of either.
public enum BriefDate: Hashable, Sendable {
  case day(CalendarDay)
  case days(CalendarDay, CalendarDay)
  /// The day of the value is 1.
  case month(CalendarDay)
  case months(CalendarDay, CalendarDay)
}

/// How a date is written. The raw values are the names that templates use.
package enum DateForm: String, Sendable, CaseIterable {
  /// ๑๔ มีนาคม ๒๕๖๒
  case long
  /// ๑๔ มี.ค. ๒๕๖๒
  case short
  /// ๑๔ มี.ค. ๖๒
  case short2
  /// ๑๔/๓/๒๕๖๒
  case numeric
  /// ๑๔ มีนาคม พ.ศ. ๒๕๖๒
  case era
  /// ๑๔ มีนาคม ค.ศ. ๒๐๑๙
  case ce
  /// วันที่ ๑๔ มีนาคม ๒๕๖๒
  case label
  /// วันพฤหัสบดีที่ ๑๔ มีนาคม ๒๕๖๒
  case weekday
  /// ระหว่างวันที่ ๑๔–๑๕ มีนาคม ๒๕๖๒
  case between
}
