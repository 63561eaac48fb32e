internal import ArgumentParser
internal import Glibc
internal import Sarup

/// The day that a build names for everything it makes: seconds since 1970 in the variable SOURCE_DATE_EPOCH.
enum SourceDate {
  private static let name = "SOURCE_DATE_EPOCH"

  /// The day in UTC; `nil` when the variable is not set.
  ///
  /// - Throws: `ExitCode`, after saying what is wrong with the variable.
  static func day() throws -> CalendarDay? {
    guard let text = getenv(name).map({ String(cString: $0) }), !text.isEmpty else { return nil }
    // To the end of the year 9999.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int(text), seconds < 253_402_300_800 {
      return day(number: seconds / 86400)
    }
    var reporter = Reporter()
    reporter.fail("usage", "\(name) is no number of seconds since 1970: \(text)", hints: "Unset it, or give --date.")
    throw ExitCode(Status.usage.rawValue)
  }

  /// The day so many days after 1 January 1970, in years that begin in March, so that the leap day is the last of its year.
  private static func day(number: Int) -> CalendarDay {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return CalendarDay(
      year: yearOfEra + era * 400 + (isNextYear ? 1 : 0), month: isNextYear ? month - 9 : month + 3,
      day: dayOfYear - (153 * month + 2) / 5 + 1)
  }
}
