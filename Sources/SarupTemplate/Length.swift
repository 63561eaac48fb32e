internal import SarupDocument

/// A length as a template writes it: a number and its unit, `25mm`.
struct Length {
  enum Failure: Error, Equatable {
    case notANumber
    case noUnit(number: String)
    case unknownUnit(String, number: String)
  }

  var points: Points

  static let units: [(name: String, points: Points)] = [
    ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("pt", 1), ("in", 72),
  ]

  /// The shortest length that no page has: what is longer is a slip of the pen.
  static let longest: Points = 14400

  /// Zero needs no unit.
  init(_ text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    var end = 0
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { end += 1 }
    while end < bytes.count, digits.contains(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
    let number = String(decoding: bytes[..<end], as: UTF8.self)
    guard let value = Double(number), value.isFinite else { throw .notANumber }
    var start = end
    while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
    let unit = String(decoding: bytes[start...], as: UTF8.self)
    if unit.isEmpty {
      guard value == 0 else { throw .noUnit(number: number) }
      points = 0
      return
    }
    guard let known = Self.units.first(where: { $0.name == unit }) else { throw .unknownUnit(unit, number: number) }
    points = value * known.points
  }
}
