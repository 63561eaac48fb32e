import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct DateTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var input: String
    var form: DateForm
    var expected: String
    var testDescription: String { "\(input) \(form)" }
  }

  static let cases: [Case] = {
    var result: [Case] = []
    var input = ""
    for line in FixtureLines.read("dates.txt") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, let form = DateForm(rawValue: parts[0].trimmed) {
        result.append(Case(input: input, form: form, expected: parts[1].trimmed))
      } else {
        input = line
      }
    }
    return result
  }()

  @Test func fixturesAreThere() { #expect(Self.cases.count > 70) }

  @Test(arguments: cases) func form(_ item: Case) throws {
    let date = try #require(ISODate.parse(item.input))
    #expect(date.thaiText(item.form) == item.expected)
    #expect(date.thaiText(item.form, digits: .keep) == item.expected)
    let thai = String(String.UnicodeScalarView(item.expected.unicodeScalars.map(ThaiDigits.scalar)))
    #expect(date.thaiText(item.form, digits: .thai) == thai)
  }

  @Test(arguments: [
    ("2019-03-14", DateForm.long, "14 March 2019"), ("2019-03-14", .short, "14 Mar 2019"),
    ("2019-03-14", .short2, "14 Mar 19"), ("2019-03-14", .numeric, "14/3/2019"),
    ("2019-03-14", .era, "14 March BE 2562"),
    ("2019-03-14", .ce, "14 March CE 2019"), ("2019-03-14", .weekday, "Thursday 14 March 2019"),
    ("2019-03-14/2019-03-15", .long, "14–15 March 2019"),
    ("2019-03-14/2019-03-15", .between, "from 14 to 15 March 2019"),
    ("2022-03-30/2022-04-02", .long, "30 March – 2 April 2022"),
    ("2019-12-31/2020-01-02", .long, "31 December 2019 – 2 January 2020"), ("2019-03", .long, "March 2019"),
    ("2019-03/2019-05", .long, "March–May 2019"), ("2007-01-01", .short2, "1 Jan 07"),
  ]) func english(input: String, form: DateForm, expected: String) throws {
    #expect(try #require(ISODate.parse(input)).englishText(form) == expected)
  }

  /// The caret of each message, as the text under it.
  @Test(arguments: [
    ("2023-02-29", "date-not-in-calendar", "29"), ("2100-02-29", "date-not-in-calendar", "29"),
    ("2024-13-01", "date-not-in-calendar", "13"), ("2024-00-10", "date-not-in-calendar", "00"),
    ("2024-04-31", "date-not-in-calendar", "31"), ("2024-04-00", "date-not-in-calendar", "00"),
    ("0000-01-01", "date-not-in-calendar", "0000"), ("2019-03-15/2019-03-14", "date-order", "2019-03-14"),
    ("2019-05/2019-03", "date-order", "2019-03"), ("14/03/2019", "date-form", "14/03/2019"),
    ("2019-3-14", "date-form", "2019-3-14"), ("2019-03-14/2019-3-15", "date-form", "2019-3-15"),
    ("2019-03-14/2019-04", "date-form", "2019-03-14/2019-04"), ("2019-03-14/", "date-form", ""),
    ("2019-03-14/15", "date-form", "15"), ("", "date-form", ""), ("2019", "date-form", "2019"),
    ("2019-03-1x", "date-form", "2019-03-1x"), ("20190314", "date-form", "20190314"), ("/", "date-form", "/"),
    ("2019/03/14", "date-form", "2019/03/14"), ("๒๐๑๙-๐๓-๑๔", "date-form", "๒๐๑๙-๐๓-๑๔"),
    ("2562-03-14", "date-era", "2562"), ("2019-12-05/2563-01-05", "date-era", "2563"),
  ]) func refused(input: String, code: String, place: String) throws {
    let source = SourceText(name: "test", text: "date: \(input)")
    var diagnostics = Diagnostics()
    let date = ISODate.parse(Array(input.utf8), at: source.span(6, source.bytes.count), reporting: &diagnostics)
    #expect(date == nil)
    #expect(ISODate.parse(input) == nil)
    let first = try #require(diagnostics.all.first)
    #expect(first.severity == .error)
    #expect(first.code.name == code)
    #expect(source[try #require(first.span)] == place)
    #expect(!first.hints.isEmpty)
  }

  @Test func bothEndsAreReported() {
    var diagnostics = Diagnostics()
    #expect(ISODate.parse(Array("2019-13-01/2019-02-30".utf8), at: nil, reporting: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.code) == [.dateNotInCalendar, .dateNotInCalendar])
  }

  @Test(arguments: [
    ("1940-02-01", "date-old-year", "1 กุมภาพันธ์ 2483")
  ]) func warned(input: String, code: String, expected: String) {
    var diagnostics = Diagnostics()
    let date = ISODate.parse(Array(input.utf8), at: nil, reporting: &diagnostics)
    #expect(date?.thaiText(.long) == expected)
    #expect(diagnostics.all.map(\.code.name) == [code])
    #expect(!diagnostics.hasErrors)
  }

  @Test(arguments: ["2019-03-14", "1940-04-01", "1941-01-01", "2100-01-01", "9999-12-31"])
  func silent(input: String) {
    var diagnostics = Diagnostics()
    #expect(ISODate.parse(Array(input.utf8), at: nil, reporting: &diagnostics) != nil)
    #expect(diagnostics.all.isEmpty)
  }

  /// Every day of four centuries follows the one before it in the week.
  @Test func weekdaysFollowEachOther() throws {
    let names = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"]
    var expected = 6  // 1 January 2000 was a Saturday.
    for year in 2000..<2400 {
      for month in 1...12 {
        for day in 1...31 {
          let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          guard let date = ISODate.parse(text) else { continue }
          #expect(date.thaiText(.weekday).hasPrefix("วัน\(names[expected])ที่ "), "\(text)")
          expected = (expected + 1) % 7
        }
      }
    }
    #expect(expected == 6)
  }

  @Test func daysOutsideTheCalendarDoNotTrap() {
    let day = CalendarDay(year: -1, month: 13, day: 99)
    #expect(BriefDate.day(day).thaiText(.weekday).contains("99"))
    #expect(BriefDate.month(CalendarDay(year: 2019, month: -4, day: 1)).englishText(.short).contains("2019"))
  }
}
