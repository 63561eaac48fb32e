/// A day of the Gregorian calendar (ISO 8601).
public struct CalendarDay: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
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
