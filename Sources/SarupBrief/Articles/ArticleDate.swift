import SarupSyntax
package import SarupThai

/// Reads dates as articles write them: `14 มีนาคม 2562`, `๑๔ - ๑๕ มี.ค. ๖๒`, `14/03/2562`, `14 March 2019`, `มีนาคม 2562`.
///
/// A year over 2400 is of the Buddhist era, two digits are its last ones.
package struct ArticleDate {
  private var scalars: [Unicode.Scalar]
  private var at: Int

  /// A date that starts at the beginning of a text; `rest` is what stands behind it.
  static func prefix(of text: some StringProtocol) -> (date: BriefDate, rest: String)? {
    var reader = ArticleDate(scalars: Array(text.unicodeScalars), at: 0)
    guard let date = reader.read() else { return nil }
    var rest = String.UnicodeScalarView()
    rest.append(contentsOf: reader.scalars[reader.at...])
    return (date, String(rest))
  }

  /// The date that a text is, and nothing but it.
  package static func whole(_ text: String) -> BriefDate? {
    guard let (date, rest) = prefix(of: text), rest.allSatisfy(\.isWhitespace) else { return nil }
    return date
  }

  private mutating func read() -> BriefDate? {
    skipIntroduction()
    let start = at
    if let date = numeric() { return date }
    at = start
    if let date = named() { return date }
    at = start
    if let date = monthOnly() { return date }
    return nil
  }

  /// Words that say a date comes: `เผยแพร่เมื่อวันพฤหัสบดีที่`.
  private mutating func skipIntroduction() {
    var found = true
    while found {
      found = false
      skipSpace()
      for word in ArticleDate.introductions where accept(word) {
        found = true
        break
      }
      if found, peek == ":" { at += 1 }
    }
    skipSpace()
  }

  private static let introductions = [
    "เผยแพร่", "โพสต์", "ลงวันที่", "ประจำ", "ระหว่าง", "ข้อมูล", "เมื่อ", "ณ วันที่", "วันที่", "วันจันทร์ที่", "วันอังคารที่",
    "วันพุธที่", "วันพฤหัสบดีที่", "วันศุกร์ที่", "วันเสาร์ที่", "วันอาทิตย์ที่", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์",
    "วันเสาร์", "วันอาทิตย์", "ใน", "Posted on", "Published on", "Published", "Date",
  ]

  /// `14/03/2562`, `14-3-2562`, `2019-03-14`.
  private mutating func numeric() -> BriefDate? {
    guard let first = number(digits: 1...4), let mark = peek, mark == "/" || mark == "-" || mark == "." else {
      return nil
    }
    at += 1
    guard let second = number(digits: 1...2), peek == mark else { return nil }
    at += 1
    guard let third = number(digits: 1...4) else { return nil }
    if first > 31 {
      return day(year: first, month: second, day: third).map(BriefDate.day)
    }
    return day(year: third, month: second, day: first).map(BriefDate.day)
  }

  /// `14 มีนาคม 2562`, `14 - 15 มีนาคม 2562`, `28 กุมภาพันธ์ - 1 มีนาคม 2562`, `30 ธันวาคม 2561 - 2 มกราคม 2562`.
  private mutating func named() -> BriefDate? {
    guard let firstDay = number(digits: 1...2) else { return nil }
    let firstMonth = month()
    if let firstMonth, let year = year() {
      guard let first = day(year: year, month: firstMonth, day: firstDay) else { return nil }
      let end = at
      if rangeMark(), let last = dayMonthYear(), let range = range(first, last) { return range }
      at = end
      return .day(first)
    }
    guard rangeMark(), let last = dayMonthYear(),
      let first = day(year: last.year, month: firstMonth ?? last.month, day: firstDay)
    else { return nil }
    return range(first, last)
  }

  /// A range, when its last day is behind its first.
  private func range(_ first: CalendarDay, _ last: CalendarDay) -> BriefDate? {
    func order(_ day: CalendarDay) -> Int { (day.year * 12 + day.month) * 31 + day.day }
    return order(first) < order(last) ? .days(first, last) : nil
  }

  private mutating func dayMonthYear() -> CalendarDay? {
    skipSpace()
    _ = accept("วันที่")
    guard let number = number(digits: 1...2), let month = month(), let year = year() else { return nil }
    return day(year: year, month: month, day: number)
  }

  private mutating func monthOnly() -> BriefDate? {
    _ = accept("เดือน")
    guard let month = month(), let year = year(), let day = day(year: year, month: month, day: 1) else { return nil }
    return .month(day)
  }

  // MARK: Pieces

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func skipSpace() {
    while let scalar = peek, scalar.properties.isWhitespace || scalar == "\u{A0}" { at += 1 }
  }

  private mutating func accept(_ word: String) -> Bool {
    let wanted = Array(word.unicodeScalars)
    guard scalars[at...].starts(with: wanted) else { return false }
    at += wanted.count
    return true
  }

  private mutating func rangeMark() -> Bool {
    skipSpace()
    for mark in ["-", "–", "—", "ถึงวันที่", "ถึง", "และ", "to"] where accept(mark) {
      skipSpace()
      return true
    }
    return false
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int? {
    skipSpace()
    var value = 0
    var count = 0
    while count < digits.upperBound, let digit = peek.flatMap(ArticleDate.digit) {
      value = value * 10 + digit
      count += 1
      at += 1
    }
    guard count >= digits.lowerBound, peek.flatMap(ArticleDate.digit) == nil else { return nil }
    return value
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x0E50...0x0E59: Int(scalar.value - 0x0E50)
    default: nil
    }
  }

  private mutating func month() -> Int? {
    skipSpace()
    for (index, names) in ArticleDate.months.enumerated() {
      for name in names where accept(name) { return index + 1 }
    }
    return nil
  }

  /// The year as it is written, brought to the Buddhist era.
  private mutating func year() -> Int? {
    skipSpace()
    for word in ["พุทธศักราช", "พ.ศ.", "พศ.", "ค.ศ.", ","] where accept(word) { break }
    guard let year = number(digits: 2...4) else { return nil }
    switch year {
    case 0...99: return 2500 + year
    case 1800...2299: return year + 543
    case 2400...2842: return year
    default: return nil
    }
  }

  private func day(year: Int, month: Int, day: Int) -> CalendarDay? {
    let gregorian: Int
    switch year {
    case 0...99: gregorian = 2500 + year - 543
    case 1800...2299: gregorian = year
    case 2343...2842: gregorian = year - 543
    default: return nil
    }
    guard (1...12).contains(month) else { return nil }
    let isLeap = gregorian % 4 == 0 && (gregorian % 100 != 0 || gregorian % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    return CalendarDay(year: gregorian, month: month, day: day)
  }

  /// The long name first, so that a short one does not cut it.
  private static let months = [
    ["มกราคม", "ม.ค.", "January", "Jan"], ["กุมภาพันธ์", "ก.พ.", "February", "Feb"],
    ["มีนาคม", "มี.ค.", "March", "Mar"], ["เมษายน", "เม.ย.", "April", "Apr"], ["พฤษภาคม", "พ.ค.", "May"],
    ["มิถุนายน", "มิ.ย.", "June", "Jun"], ["กรกฎาคม", "ก.ค.", "July", "Jul"],
    ["สิงหาคม", "ส.ค.", "August", "Aug"], ["กันยายน", "ก.ย.", "September", "Sep"], ["ตุลาคม", "ต.ค.", "October", "Oct"],
    ["พฤศจิกายน", "พ.ย.", "November", "Nov"], ["ธันวาคม", "ธ.ค.", "December", "Dec"],
  ]
}
