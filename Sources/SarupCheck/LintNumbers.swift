internal import SarupBrief
internal import SarupSyntax

// Rules that compare the numbers of a whole brief.

extension LintPass {
  private struct Place {
    var range: Range<Int>
    var text: LintText
  }

  // MARK: - Digits

  /// A brief has one kind of digits; the first number of the rarer kind is told. Numbers in Latin words and addresses, which stay as
  /// they are, do not count.
  mutating func compareDigits(of texts: [LintText]) {
    var (thai, arabic): ([Place], [Place]) = ([], [])
    for text in texts {
      var index = 0
      while index < text.scalars.count {
        guard Letters.isDigit(text.scalars[index]) else {
          index += 1
          continue
        }
        let start = index
        while Letters.isDigit(text.at(index)) || Self.isInside(text, index) { index += 1 }
        let range = start..<index
        if Self.isForeign(text.at(start - 1)) || Self.isForeign(text.at(index)) { continue }
        let digits = text.scalars[range].filter(Letters.isDigit)
        let thaiDigits = digits.count(where: Letters.isThaiDigit)
        if thaiDigits > 0, thaiDigits < digits.count {
          add(
            .mixedDigits, range, of: text, "the number `\(text.string(range))` has Thai and Arabic digits",
            "Write all of its digits alike.")
        } else if thaiDigits > 0 {
          thai.append(Place(range: range, text: text))
        } else {
          arabic.append(Place(range: range, text: text))
        }
      }
    }
    guard let firstThai = thai.first, let firstArabic = arabic.first else { return }
    let isThai = thai.count < arabic.count
    let (few, many) = isThai ? (thai, arabic) : (arabic, thai)
    let (rare, usual) = isThai ? (firstThai, firstArabic) : (firstArabic, firstThai)
    add(
      .mixedDigits, rare.range, of: rare.text,
      "the brief has Thai and Arabic digits: \(isThai ? "Thai" : "Arabic") ones in \(few.count) of \(few.count + many.count) numbers",
      "Write one kind, or let the template change them: `digits-in-text: true`.",
      note: (usual.range, usual.text, "here they are \(isThai ? "Arabic" : "Thai")"))
  }

  /// A point, a comma or a colon between two digits.
  private static func isInside(_ text: LintText, _ index: Int) -> Bool {
    [0x2E, 0x2C, 0x3A].contains(text.at(index)) && Letters.isDigit(text.at(index + 1))
  }

  private static func isForeign(_ scalar: UInt32) -> Bool {
    Letters.isLatin(scalar) || scalar == LintText.opaque || [0x2D, 0x5F, 0x2F, 0x40, 0x23].contains(scalar)
  }

  // MARK: - Years

  private static let buddhist = 2440...2640
  private static let common = 1900...2100
  /// Behind พ.ศ.: years of the Buddhist era before these are history, and may be meant.
  private static let surelyCommon = 2000...2100
  private static let months: [[UInt32]] = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
  ].map { $0.unicodeScalars.map(\.value) }
  private static let year = "ปี".unicodeScalars.map(\.value)
  private static let yearOf = ["พ.ศ.", "ค.ศ."].map { $0.unicodeScalars.map(\.value) }

  private enum Sign { case month, year, buddhist, common }

  /// Years behind a Thai month, behind ปี and behind พ.ศ. are those of the Buddhist era; one of the Common Era there wants ค.ศ.
  mutating func compareYears(of texts: [LintText]) {
    var buddhist: Place?
    var common: [(place: Place, isMarkedWrong: Bool)] = []
    for text in texts {
      for index in text.scalars.indices
      where Letters.isDigit(text.scalars[index]) && !Letters.isDigit(text.at(index - 1)) {
        guard let value = Self.number(text, at: index), let sign = Self.sign(text, before: index) else { continue }
        let place = Place(range: index..<index + 4, text: text)
        if Self.buddhist.contains(value), sign != .common {
          if buddhist == nil { buddhist = place }
        } else if Self.common.contains(value), sign != .common {
          if sign != .buddhist || Self.surelyCommon.contains(value) { common.append((place, sign == .buddhist)) }
        }
      }
    }
    for (place, isMarkedWrong) in common {
      let year = place.text.string(place.range)
      if isMarkedWrong {
        add(
          .mixedYears, place.range, of: place.text, "พ.ศ. \(year) is a year of the Common Era",
          "Write ค.ศ., or the year of the Buddhist era.")
      } else if let buddhist {
        add(
          .mixedYears, place.range, of: place.text,
          "\(year) is a year of the Common Era, and other years are of the Buddhist era",
          "Write ค.ศ. before it, or the year of the Buddhist era.",
          note: (buddhist.range, buddhist.text, "this one is of the Buddhist era"))
      }
    }
  }

  /// Of exactly four digits that stand alone.
  private static func number(_ text: LintText, at index: Int) -> Int? {
    var value = 0
    for offset in 0..<4 {
      let scalar = text.at(index + offset)
      guard Letters.isDigit(scalar) else { return nil }
      value = value * 10 + Int(scalar & 0xF)
    }
    let next = text.at(index + 4)
    return Letters.isDigit(next) || next == 0x2C && Letters.isDigit(text.at(index + 5)) ? nil : value
  }

  /// What stands before a number and makes it a year.
  private static func sign(_ text: LintText, before index: Int) -> Sign? {
    var end = index
    while text.at(end - 1) == Letters.space { end -= 1 }
    func ends(with word: [UInt32]) -> Bool {
      end >= word.count && text.scalars[end - word.count..<end].elementsEqual(word)
    }
    if ends(with: yearOf[0]) { return .buddhist }
    if ends(with: yearOf[1]) { return .common }
    if ends(with: year) { return .year }
    return months.contains(where: ends) ? .month : nil
  }
}
