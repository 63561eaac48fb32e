import SarupThai

/// Dates that stand alone on a line or open the first paragraph.
enum ArticleDateline {
  /// A line that holds nothing but a date, perhaps with a place and a time.
  static func lone(_ line: some StringProtocol) -> (date: BriefDate, place: String?)? {
    if let (date, rest) = ArticleDate.prefix(of: line) {
      let rest = trim(rest)
      if rest.isEmpty || isTime(rest) { return (date, nil) }
      // `14 มีนาคม 2562 ณ บาหลี`
      if rest.hasPrefix("ณ "), rest.count <= 60 { return (date, trim(rest.dropFirst(2))) }
      return nil
    }
    // `กรุงเทพฯ, 14 มีนาคม 2562`
    for mark in [",", " -", " –", " —", " |"] {
      guard let range = String(line).ranges(of: mark).first else { continue }
      let string = String(line)
      let place = trim(string[..<range.lowerBound])
      guard place.count <= 40, !place.isEmpty, !place.contains(where: \.isNumber),
        let (date, rest) = ArticleDate.prefix(of: string[range.upperBound...]),
        trim(rest).isEmpty || isTime(trim(rest))
      else { continue }
      return (date, place)
    }
    return nil
  }

  /// The date that a paragraph opens with: `(14 มีนาคม 2562) ...`, `กรุงเทพฯ – 14 มีนาคม 2562 – ...`, `เมื่อวันที่ 14 มีนาคม 2562 ...`.
  static func opening(_ paragraph: String) -> BriefDate? {
    var text = trim(paragraph)
    for word in ["วันนี้"] where text.hasPrefix(word) { text = trim(text.dropFirst(word.count)) }
    if text.hasPrefix("("), let (date, rest) = ArticleDate.prefix(of: text.dropFirst()), trim(rest).hasPrefix(")") {
      return date
    }
    if let (date, _) = ArticleDate.prefix(of: text) { return date }
    // A place before it, parted by a dash, a comma or brackets.
    for mark in [" (", ",", " -", " –", " —", "(", ":"] {
      guard let range = text.ranges(of: mark).first else { continue }
      let place = text[..<range.lowerBound]
      guard place.count <= 40, let (date, rest) = ArticleDate.prefix(of: text[range.upperBound...]) else { continue }
      let next = trim(rest)
      if [")", "-", "–", "—", ":"].contains(where: next.hasPrefix) { return date }
    }
    return nil
  }

  /// The date that an announcement ends with: `ประกาศ ณ วันที่ 3 พฤษภาคม พ.ศ. 2566`.
  static func closing(_ paragraph: String) -> BriefDate? {
    let text = trim(paragraph)
    guard let formula = ["ประกาศ ณ", "สั่ง ณ", "ให้ไว้ ณ"].first(where: text.hasPrefix),
      let (date, rest) = ArticleDate.prefix(of: text.dropFirst(formula.count)), trim(rest).isEmpty
    else { return nil }
    return date
  }

  /// `เวลา 10.30 น.` or `10:30`
  private static func isTime(_ text: String) -> Bool {
    text.contains(where: \.isNumber)
      && text.replacing("เวลา", with: "").replacing("น.", with: "").allSatisfy {
        $0.isNumber || $0.isWhitespace || ".:,-–".contains($0)
      }
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
