package import SarupDocument

// Whatever a template says is brought into the range that a file may have. Word counts in whole units.

/// Twentieths of a point. Word refuses measures over 22 inches.
package func twips(_ points: Points) -> Int { rounded(points * 20, in: -31_680...31_680) }

/// Half points, for type sizes: 1 to 1638 pt.
package func halfPoints(_ points: Points) -> Int { rounded(points * 2, in: 2...3276) }

/// Not a number becomes the nearest to zero that the range has.
package func rounded(_ value: Double, in range: ClosedRange<Int>) -> Int {
  guard !value.isNaN else { return min(max(0, range.lowerBound), range.upperBound) }
  return Int(min(max(value, Double(range.lowerBound)), Double(range.upperBound)).rounded())
}

extension Color {
  /// Six hexadecimal digits, as in `1F4E79`.
  package var hexadecimal: String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = [red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A number with at most three decimals, as CSS and OpenDocument write it; what is no number becomes 0.
package func decimal(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let thousandths = Int((min(max(value, -1e6), 1e6) * 1000).rounded())
  let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
  let text = thousandths < 0 ? "-\(whole)" : "\(whole)"
  guard rest > 0 else { return text }
  var digits = "\(rest)"
  while digits.utf8.count < 3 { digits = "0" + digits }
  while digits.hasSuffix("0") { digits.removeLast() }
  return text + "." + digits
}
