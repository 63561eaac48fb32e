/// Amounts of money in Thai words: หนึ่งพันบาทห้าสิบสตางค์.
///
/// A final 1 is เอ็ด behind any higher digit (Royal Institute dictionary, s.v. เอ็ด), millions repeat (ล้านล้าน), and ถ้วน closes an
/// amount without satang.
package enum BahtWords {
  /// Why a text is no amount.
  package enum Fault: Error, Hashable, Sendable {
    case notANumber
    /// More than two decimals. An amount is never rounded.
    case tooManyDecimals
    case tooLong

    /// What follows "it" in a message.
    package var message: String {
      switch self {
      case .notANumber: "is not a number"
      case .tooManyDecimals: "has more than two decimals"
      case .tooLong: "has more than \(BahtWords.digitLimit) digits"
      }
    }

    package var hint: String {
      switch self {
      case .notANumber: "Write digits, with commas between thousands and up to two decimals: 1,234.50."
      case .tooManyDecimals: "Round it to satang, such as 1,234.50."
      case .tooLong: "Write a smaller amount."
      }
    }
  }

  /// More is a mistake, and the words of one million digits would fill a book.
  fileprivate static let digitLimit = 60

  /// - Parameter amount: `1,234.50`, with Arabic or Thai digits, a minus sign or none, commas between thousands or none.
  /// - Throws: ``Fault`` when it is not of that form.
  package static func text(of amount: some StringProtocol) throws(Fault) -> String {
    let number = try AmountReader.read(Array(amount.unicodeScalars))
    let baht = number.baht.drop { $0 == 0 }
    let satang = number.satang
    if baht.isEmpty, satang == 0 { return "ศูนย์บาทถ้วน" }

    var result = number.isNegative ? "ลบ" : ""
    if !baht.isEmpty { result += words(of: Array(baht)) + "บาท" }
    if satang == 0 {
      result += "ถ้วน"
    } else {
      result += words(of: satang < 10 ? [satang] : [satang / 10, satang % 10]) + "สตางค์"
    }
    return result
  }

  private static let digits = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
  private static let places = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]

  /// - Parameter number: decimal digits without a leading zero.
  private static func words(of number: [Int]) -> String {
    var result = ""
    for (index, digit) in number.enumerated() {
      let position = number.count - 1 - index
      let place = position % 6
      switch (digit, place) {
      case (0, _): break
      case (1, 0) where index > 0: result += "เอ็ด"
      case (1, 1): result += "สิบ"
      case (2, 1): result += "ยี่สิบ"
      default: result += digits[digit] + places[place]
      }
      if place == 0, position > 0 { result += "ล้าน" }
    }
    return result
  }
}

private struct AmountReader {
  var isNegative = false
  var baht: [Int] = []
  var satang = 0

  static func read(_ text: [Unicode.Scalar]) throws(BahtWords.Fault) -> AmountReader {
    var result = AmountReader()
    var rest = text[...]
    if rest.first == "-" || rest.first == "\u{2212}" {
      result.isNegative = true
      rest.removeFirst()
    }
    let point = rest.firstIndex(of: ".") ?? rest.endIndex
    let whole = rest[..<point].split(separator: ",", omittingEmptySubsequences: false)
    guard let first = whole.first, !first.isEmpty, whole.count == 1 || first.count <= 3 else { throw .notANumber }
    for (index, group) in whole.enumerated() {
      guard index == 0 || group.count == 3 else { throw .notANumber }
      for scalar in group {
        guard let digit = digit(scalar) else { throw .notANumber }
        result.baht.append(digit)
      }
    }
    if result.baht.count > BahtWords.digitLimit { throw .tooLong }

    guard point < rest.endIndex else { return result }
    let decimals = rest[(point + 1)...]
    if decimals.isEmpty { throw .notANumber }
    var value = 0
    for (index, scalar) in decimals.enumerated() {
      guard let digit = digit(scalar) else { throw .notANumber }
      if index < 2 { value = value * 10 + digit }
    }
    if decimals.count > 2 { throw .tooManyDecimals }
    result.satang = decimals.count == 1 ? value * 10 : value
    return result
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0xE50...0xE59: Int(scalar.value - 0xE50)
    default: nil
    }
  }
}
