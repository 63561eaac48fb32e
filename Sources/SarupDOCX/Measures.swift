internal import SarupDocument

// Word counts in whole units; whatever a template says is brought into the range that Word takes.

/// Twentieths of a point. Word refuses measures over 22 inches.
func twips(_ points: Points) -> Int { rounded(points * 20, in: -31_680...31_680) }

/// Half points, for type sizes: 1 to 1638 pt.
func halfPoints(_ points: Points) -> Int { rounded(points * 2, in: 2...3276) }

/// Not a number becomes the nearest to zero that the range has.
func rounded(_ value: Double, in range: ClosedRange<Int>) -> Int {
  guard !value.isNaN else { return min(max(0, range.lowerBound), range.upperBound) }
  return Int(min(max(value, Double(range.lowerBound)), Double(range.upperBound)).rounded())
}

extension Color {
  /// Six hexadecimal digits, as in `1F4E79`.
  var hexadecimal: String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = [red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
