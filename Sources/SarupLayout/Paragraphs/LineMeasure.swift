internal import SarupDocument

/// The room that the lines of a paragraph have.
struct LineMeasure: Sendable, Equatable {
  /// Of the first line, between its indent or label and the end indent.
  var first: Points
  var rest: Points

  func width(isFirst: Bool) -> Points { isFirst ? first : rest }
}

/// Prices of the line fitter, in squares of columns (a column is the width of ก).
enum Price {
  /// A line end inside a word. 200 suits narrow columns, 1000 wide ones.
  static let torn = 500.0
  /// In columns; its square is a little more than the price of a torn word.
  static let mostSlack = 24.0
  /// Opportunities that are likelier wrong than this are not even looked at, unless a line cannot do without.
  static let lowestScore: Float = -2
  /// Two neighbours of which one is drawn together and the other wide.
  static let clash = 12.0
  /// A hyphen at a line's end: readers take it where the line would gape without.
  static let hyphen = 40.0
  /// A last line with little on it.
  static let stub = 150.0
  /// A line end at a place that only an emergency opened.
  static let emergency = 2000.0
  static let overfull = 1e9
  /// In a title, a line end inside a phrase: readers forgive lines of unlike length sooner.
  static let phrase = 250.0

  /// The chance of being wrong times the price of a torn word.
  static func lineEnd(score: Float) -> Double {
    score >= 9 ? 0 : torn / (1 + exponential(Double(max(score, -12))))
  }

  /// e^x for |x| <= 12 within half a percent: ten squarings of a polynomial. A library's own may differ in the last
  /// bit from machine to machine, and a line end with it.
  private static func exponential(_ x: Double) -> Double {
    let part = x / 1024
    var result = 1 + part + part * part / 2
    for _ in 0..<10 { result *= result }
    return result
  }
}
