extension BriefDate {
  /// The date in Thai, in the Buddhist era unless the form asks for the other.
  ///
  /// - Parameters:
  ///   - form: how it is written.
  ///   - digits: `.thai` for ๐–๙; other modes give 0–9.
  package func thaiText(_ form: DateForm, digits: DigitMode = .arabic) -> String {
    let text = DateText(form: form, names: ThaiDateNames()).text(of: self)
    return digits == .thai ? text.withThaiDigits : text
  }

  /// The date in English, day first, in the Gregorian calendar unless the form asks for the Buddhist era.
  package func englishText(_ form: DateForm) -> String {
    DateText(form: form, names: EnglishDateNames()).text(of: self)
  }
}

/// The words of a date in one language.
protocol DateNames {
  /// 1 is January.
  func month(_ month: Int, isShort: Bool) -> String
  /// 0 is Sunday; with what joins it to the day of the month.
  func weekday(_ weekday: Int) -> String
  func year(_ year: Int, in form: DateForm) -> String
  /// What a form puts in front of a date or a range of months or of days.
  func label(_ form: DateForm, isMonth: Bool, isRange: Bool) -> String
  /// Between the ends of a range in the form `between`; `nil` for a dash.
  var rangeWord: String? { get }
}

/// Puts a date together.
///
/// A range takes an en dash, closed up where both ends are one word, with spaces where one of them has a space inside. What its
/// ends share is written once.
private struct DateText<Names: DateNames> {
  let form: DateForm
  let names: Names

  func text(of date: BriefDate) -> String {
    switch date {
    case .day(let day): label(isMonth: false) + text(of: day)
    case .days(let first, let last) where first == last: label(isMonth: false) + text(of: first)
    case .days(let first, let last): label(isMonth: false, isRange: true) + days(first, last)
    case .month(let month): label(isMonth: true) + text(ofMonth: month)
    case .months(let first, let last) where first == last: label(isMonth: true) + text(ofMonth: first)
    case .months(let first, let last): label(isMonth: true, isRange: true) + months(first, last)
    }
  }

  private func label(isMonth: Bool, isRange: Bool = false) -> String {
    names.label(form, isMonth: isMonth, isRange: isRange)
  }

  private func text(of day: CalendarDay) -> String {
    if form == .numeric { return "\(day.day)/\(day.month)/\(year(day))" }
    return "\(head(of: day)) \(month(day)) \(year(day))"
  }

  private func text(ofMonth month: CalendarDay) -> String {
    form == .numeric ? "\(month.month)/\(year(month))" : "\(self.month(month)) \(year(month))"
  }

  private func days(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if form == .numeric { return range(text(of: first), text(of: last), isSpaced: false) }
    if first.year != last.year { return range(text(of: first), text(of: last), isSpaced: true) }
    if first.month != last.month { return range("\(head(of: first)) \(month(first))", text(of: last), isSpaced: true) }
    return range(head(of: first), text(of: last), isSpaced: form == .weekday)
  }

  private func months(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if form == .numeric { return range(text(ofMonth: first), text(ofMonth: last), isSpaced: false) }
    if first.year != last.year { return range(text(ofMonth: first), text(ofMonth: last), isSpaced: true) }
    return range(month(first), text(ofMonth: last), isSpaced: false)
  }

  private func range(_ first: String, _ last: String, isSpaced: Bool) -> String {
    if form == .between, let word = names.rangeWord { return "\(first) \(word) \(last)" }
    return isSpaced ? "\(first) – \(last)" : "\(first)–\(last)"
  }

  /// The day of the month, with the day of the week where the form shows it.
  private func head(of day: CalendarDay) -> String {
    form == .weekday ? "\(names.weekday(day.weekday)) \(day.day)" : "\(day.day)"
  }

  private func month(_ day: CalendarDay) -> String {
    names.month(day.month, isShort: form == .short || form == .short2)
  }

  private func year(_ day: CalendarDay) -> String { names.year(day.year, in: form) }
}

/// Month and weekday names of the Royal Society's dictionary; Buddhist year = Gregorian year + 543 (CLDR, calendar `buddhist`).
private struct ThaiDateNames: DateNames {
  private static let months = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
  ]
  private static let shortMonths = [
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
  ]
  private static let weekdays = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"]

  func month(_ month: Int, isShort: Bool) -> String { name(month - 1, of: isShort ? Self.shortMonths : Self.months) }
  func weekday(_ weekday: Int) -> String { "วัน\(name(weekday, of: Self.weekdays))ที่" }

  func year(_ year: Int, in form: DateForm) -> String {
    let buddhist = year + 543
    return switch form {
    case .ce: "ค.ศ. \(year)"
    case .era: "พ.ศ. \(buddhist)"
    case .short2: lastDigits(of: buddhist)
    default: "\(buddhist)"
    }
  }

  func label(_ form: DateForm, isMonth: Bool, isRange: Bool) -> String {
    switch form {
    case .label: isMonth ? "เดือน" : "วันที่ "
    case .between: (isRange ? "ระหว่าง" : "") + (isMonth ? "เดือน" : "วันที่ ")
    default: ""
    }
  }

  var rangeWord: String? { nil }
}

private struct EnglishDateNames: DateNames {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  func month(_ month: Int, isShort: Bool) -> String { name(month - 1, of: isShort ? Self.shortMonths : Self.months) }
  func weekday(_ weekday: Int) -> String { name(weekday, of: Self.weekdays) }

  func year(_ year: Int, in form: DateForm) -> String {
    switch form {
    case .ce: "CE \(year)"
    case .era: "BE \(year + 543)"
    case .short2: lastDigits(of: year)
    default: "\(year)"
    }
  }

  func label(_ form: DateForm, isMonth: Bool, isRange: Bool) -> String {
    form == .between && isRange ? "from " : ""
  }

  var rangeWord: String? { "to" }
}

private func lastDigits(of year: Int) -> String {
  year % 100 < 10 ? "0\(year % 100)" : "\(year % 100)"
}

/// Values that callers build by hand may lie outside the calendar; they must not trap.
private func name(_ index: Int, of names: [String]) -> String {
  names.indices.contains(index) ? names[index] : "\(index + 1)"
}
