import SarupSyntax

/// What opens a finding at the start of a line: `๑.` `1)` `(1)` `ข้อ ๑` `1.1` `-` `•`.
struct ArticleMarker {
  enum Style: Hashable {
    case dot
    case bracket
    case brackets
    case clause
    /// `1.1` has depth 2.
    case decimal(depth: Int)
    case dash
    case bullet

    /// Whether it has a number.
    var isNumbered: Bool { self != .dash && self != .bullet }
  }

  var style: Style
  /// One number, or as many as a decimal has; empty for dashes and bullets.
  var numbers: [Int]
  /// Where the text behind it begins.
  var textStart: Int
  /// The marker without the blanks behind it.
  var range: Range<Int>
  /// Whether a blank stands behind the marker.
  var isSpaced: Bool

  var number: Int { numbers.last ?? 0 }

  /// Reads the marker that a line begins with.
  init?(_ text: ArticleText, _ line: Range<Int>) {
    var scan = Scanner(text: text, at: line.lowerBound, upper: line.upperBound)
    guard let (style, numbers) = scan.marker() else { return nil }
    self.style = style
    self.numbers = numbers
    range = line.lowerBound..<scan.at
    textStart = text.skipBlanks(scan.at, before: line.upperBound)
    isSpaced = textStart > scan.at
    guard textStart < line.upperBound else { return nil }
    // A number sticks to the letter behind it in many articles, but never to a digit: 3.5 is a number.
    if !isSpaced {
      if style == .clause || scan.number(at: textStart) != nil { return nil }
      if ArticleMarker.isUnspacedText(text.bytes[textStart]) == false { return nil }
    }
    if case .decimal = style, ArticleMarker.isMeasure(text.string(textStart..<line.upperBound)) { return nil }
    if numbers.contains(where: { $0 < 1 || $0 > 200 }) { return nil }
  }

  /// Whether a text may follow a marker without a blank: a letter, a bracket or a quotation mark.
  private static func isUnspacedText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "("),
      UInt8(ascii: "\""), 0x80...:
      true
    default: false
    }
  }

  /// `3.5 ล้านบาท` is an amount, not the fifth point of the third.
  private static func isMeasure(_ text: String) -> Bool { measures.contains { text.hasPrefix($0) } }

  /// Units alone that do not begin other words: a point may well start with `หน่วยงาน` or `คน`.
  private static let measures = [
    "ล้าน", "แสน", "หมื่น", "พันล้าน", "พันบาท", "บาท", "เท่า", "%", "เปอร์เซ็นต์", "ตัน", "กิโลเมตร", "กิโลกรัม", "เมตร",
    "ตารางเมตร", "ไร่",
    "ลิตร", "องศา", "ริกเตอร์", "น.", "million", "billion",
  ]

  private struct Scanner {
    let text: ArticleText
    var at: Int
    let upper: Int

    mutating func marker() -> (Style, [Int])? {
      let bytes = text.bytes
      switch bytes[at] {
      case UInt8(ascii: "-"):
        at += 1
        return (.dash, [])
      case UInt8(ascii: "("):
        at += 1
        guard let number = takeNumber(), take(UInt8(ascii: ")")) else { return nil }
        return (.brackets, [number])
      case 0xE2, 0xC2, 0xEF:
        return bullet()
      default: break
      }
      if starts(with: "ข้อที่") || starts(with: "ข้อ") {
        at += starts(with: "ข้อที่") ? 18 : 9
        at = text.skipBlanks(at, before: upper)
        guard let number = takeNumber() else { return nil }
        if at < upper, [UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ":")].contains(bytes[at]) { at += 1 }
        return (.clause, [number])
      }
      return numbered()
    }

    private mutating func numbered() -> (Style, [Int])? {
      guard let first = takeNumber() else { return nil }
      var numbers = [first]
      while numbers.count < 5, at < upper, text.bytes[at] == UInt8(ascii: "."), number(at: at + 1) != nil {
        at += 1
        guard let next = takeNumber() else { return nil }
        numbers.append(next)
      }
      if numbers.count > 1 {
        if at < upper, [UInt8(ascii: "."), UInt8(ascii: ")")].contains(text.bytes[at]) { at += 1 }
        return (.decimal(depth: numbers.count), numbers)
      }
      if take(UInt8(ascii: ".")) { return (.dot, numbers) }
      if take(UInt8(ascii: ")")) { return (.bracket, numbers) }
      return nil
    }

    /// • · ▪ ● ◦ ‣ – and the bullet of a word processor's symbol font.
    private mutating func bullet() -> (Style, [Int])? {
      for mark in ["•", "▪", "●", "◦", "‣", "■", "·", "\u{F0B7}", "\u{F0A7}"] where starts(with: mark) {
        at += mark.utf8.count
        return (.bullet, [])
      }
      for mark in ["–", "—"] where starts(with: mark) {
        at += mark.utf8.count
        return (.dash, [])
      }
      return nil
    }

    private func starts(with word: String) -> Bool { text.bytes[at..<upper].starts(with: word.utf8) }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard at < upper, text.bytes[at] == byte else { return false }
      at += 1
      return true
    }

    private mutating func takeNumber() -> Int? {
      guard let (value, end) = number(at: at) else { return nil }
      at = end
      return value
    }

    /// A number of at most three digits, Thai or Arabic.
    func number(at start: Int) -> (value: Int, end: Int)? {
      var at = start
      var value = 0
      var count = 0
      while at < upper {
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.bytes[at]) {
          value = value * 10 + Int(text.bytes[at] - UInt8(ascii: "0"))
          at += 1
        } else if let digit = MarkdownThai.digit(text.bytes, at: at, before: upper) {
          value = value * 10 + Int(digit)
          at += 3
        } else {
          break
        }
        count += 1
        if count > 3 { return nil }
      }
      return count > 0 ? (value, at) : nil
    }
  }
}
