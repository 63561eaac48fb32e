internal import SarupDocument
internal import SarupThai

/// Says of a date in the text which day it is, for programs that do not read Thai dates.
struct TimeText {
  private let date: BriefDate?

  init(_ date: BriefDate?) { self.date = date }

  /// The parts of a text that are a day or a month, with the value of `datetime`. The ends of a range are told apart by its dash; a
  /// range that is written with a word is left as it is, for HTML has no value for it.
  func parts(of text: StyledText) -> [(range: Range<Int>, value: String)] {
    guard let date else { return [] }
    return text.fields.flatMap { field -> [(range: Range<Int>, value: String)] in
      guard field.field == .date, field.range.upperBound <= text.utf8.count, !field.range.isEmpty else { return [] }
      switch date {
      case .day(let day): return [(field.range, Self.value(day))]
      case .month(let month): return [(field.range, Self.month(month))]
      case .days(let first, let last) where first == last: return [(field.range, Self.value(first))]
      case .months(let first, let last) where first == last: return [(field.range, Self.month(first))]
      case .days(let first, let last):
        return Self.ends(of: field.range, in: text.utf8, Self.value(first), Self.value(last))
      case .months(let first, let last):
        return Self.ends(of: field.range, in: text.utf8, Self.month(first), Self.month(last))
      }
    }
  }

  private static func ends(
    of range: Range<Int>, in utf8: [UInt8], _ first: String, _ last: String
  ) -> [(range: Range<Int>, value: String)] {
    let dash = Array("–".utf8)
    let places = range.dropLast(dash.count).filter { utf8[$0..<$0 + dash.count].elementsEqual(dash) }
    guard places.count == 1, let place = places.first else { return [] }
    func trimmed(_ part: Range<Int>) -> Range<Int> {
      let start = part.first { utf8[$0] != 0x20 } ?? part.upperBound
      let end = part.last { utf8[$0] != 0x20 }.map { $0 + 1 } ?? start
      return start..<max(start, end)
    }
    return [
      (trimmed(range.lowerBound..<place), first), (trimmed(place + dash.count..<range.upperBound), last),
    ].filter { !$0.0.isEmpty }
  }

  private static func value(_ day: CalendarDay) -> String { "\(month(day))-\(padded(day.day, to: 2))" }

  private static func month(_ day: CalendarDay) -> String { "\(padded(day.year, to: 4))-\(padded(day.month, to: 2))" }

  private static func padded(_ number: Int, to count: Int) -> String {
    let digits = "\(max(0, number))"
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
