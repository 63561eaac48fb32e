extension DiagnosticCode {
  package static let badLength: DiagnosticCode = "bad-length"
}

/// A length as a template or a brief writes it: a number and its unit, `25mm`.
package struct Length: Hashable, Sendable {
  package enum Failure: Error, Equatable {
    case notANumber
    case noUnit(number: String)
    case unknownUnit(String, number: String)
  }

  /// The number in front of the unit.
  package let amount: Double
  /// `mm`, `cm`, `pt`, `in`, or `em` where that is allowed; empty for zero alone.
  package let unit: String
  /// The length in PostScript points, 1/72 inch.
  package let points: Double

  package static let units: [(name: String, points: Double)] = [
    ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("pt", 1), ("in", 72),
  ]

  /// Five metres, the longest side that a page of a PDF may have (ISO 32000-1, annex C).
  package static let longest = 14400.0

  /// Zero needs no unit.
  ///
  /// - Parameter em: What one em is, in points; `nil` where lengths in em make no sense.
  package init(_ text: String, em: Double? = nil) throws(Failure) {
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
    amount = value
    self.unit = unit
    if unit.isEmpty {
      guard value == 0 else { throw .noUnit(number: number) }
      points = 0
      return
    }
    let known = unit == "em" ? em : Self.units.first { $0.name == unit }?.points
    guard let known else { throw .unknownUnit(unit, number: number) }
    points = value * known
  }
}

/// A length of a style, which may be in em: parts of the size that the style turns out to have.
package struct RelativeLength: Hashable, Sendable {
  private enum Amount: Hashable, Sendable {
    case points(Double)
    case em(Double)
  }

  private let amount: Amount
  private let range: ClosedRange<Double>
  package let span: SarupSyntax.Span

  fileprivate init(_ length: Length, in range: ClosedRange<Double>, at span: SarupSyntax.Span) {
    amount = length.unit == "em" ? .em(length.amount) : .points(length.points)
    self.range = range
    self.span = span
  }

  /// Whether it depends on the size of the type.
  package var isRelative: Bool { if case .em = amount { true } else { false } }

  /// - Parameter em: The size of the type, in points.
  package func points(em: Double) -> Double {
    switch amount {
    case .points(let points): points
    case .em(let count): count * em
    }
  }

  /// The range that it leaves with such a size of type; `nil` when it fits.
  package func rangeMissed(em: Double) -> ClosedRange<Double>? { range.contains(points(em: em)) ? nil : range }
}

extension Shape where Value == Double {
  /// A length in points; most may not be negative.
  package static func length(in range: ClosedRange<Double> = 0...Length.longest) -> Shape {
    LengthReader.shape(in: range, em: nil).map { length, _ in length.points }
  }
}

extension Shape where Value == RelativeLength {
  /// A length that may be in em. One that is not is known to be in range.
  package static func relativeLength(in range: ClosedRange<Double> = 0...Length.longest) -> Shape {
    LengthReader.shape(in: range, em: 1).map { length, node in RelativeLength(length, in: range, at: node.span) }
  }
}

/// Says what is wrong with a length.
private struct LengthReader {
  let range: ClosedRange<Double>
  let em: Double?
  let span: SarupSyntax.Span

  static func shape(in range: ClosedRange<Double>, em: Double?) -> Shape<Length> {
    let wants = "a length such as `25mm`"
    let units = Length.units.map(\.name) + (em == nil ? [] : ["em"])
    let sign = range.lowerBound < 0 ? "[-+]?" : "\\+?"
    let pattern = "^\(sign)[0-9]*\\.?[0-9]+ ?(\(units.joined(separator: "|")))$|^[-+]?0*\\.?0+$"
    // Of numbers alone only zero is a length.
    let schema = SchemaNode.type(
      "string", "number", with: [("pattern", .text(pattern)), ("minimum", .integer(0)), ("maximum", .integer(0))])
    let hint = "Write a number with its unit, such as 25mm."
    return Shape<Length>(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      guard let scalar = node.scalar, !scalar.isNull else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return LengthReader(range: range, em: em, span: node.span).read(scalar.text, &diagnostics)
    }
  }

  func read(_ text: String, _ diagnostics: inout Diagnostics) -> Length? {
    do throws(Length.Failure) {
      let length = try Length(text, em: em)
      // How long an em is shows later; whether it goes to the other side shows now.
      if length.unit == "em" ? range.lowerBound < 0 || length.amount >= 0 : range.contains(length.points) {
        return length
      }
      let isNegative = length.points < 0 && range.lowerBound >= 0
      diagnostics.error(
        .badLength, at: span, "\(Excerpt.of(text)) is \(isNegative ? "below zero" : "out of range")",
        hint: Length.hint(for: range, in: Length.units.first { text.hasSuffix($0.name) }?.name ?? "mm"))
    } catch {
      switch error {
      case .notANumber:
        diagnostics.error(
          .badLength, at: span, "`\(Excerpt.of(text))` is not a length",
          hint: "Write a number with its unit, such as 25mm.")
      case .noUnit(let number):
        diagnostics.error(.badLength, at: span, "\(number) has no unit", hint: choices(number))
      case .unknownUnit(let unit, let number):
        diagnostics.error(
          .badLength, at: span, "there is no unit `\(Excerpt.of(unit))`\(unit == "em" ? " here" : "")",
          hint: choices(number))
      }
    }
    return nil
  }

  private func choices(_ number: String) -> String {
    let choices = Length.units.map { number + $0.name } + (em == nil ? [] : [number + "em"])
    return "Write \(choices.dropLast().joined(separator: ", ")) or \(choices.last ?? "")."
  }
}

extension Length {
  /// Both ends of a range, as a hint says them: in a unit of ``units``, each so that it may be written as it is said.
  package static func hint(for range: ClosedRange<Double>, in unit: String) -> String {
    let unit = units.first { $0.name == unit } ?? units[0]
    // What the division leaves of a length that is whole in this unit is none.
    let slack = 1e-6
    let lower = decimal(range.lowerBound / unit.points) { ($0 - slack).rounded(.up) }
    let upper = decimal(range.upperBound / unit.points) { ($0 + slack).rounded(.down) }
    return "Write a length from \(lower)\(unit.name) to \(upper)\(unit.name)."
  }

  /// With one decimal at most; with two where one would be much of the whole.
  private static func decimal(_ number: Double, _ round: (Double) -> Double) -> String {
    let places = abs(number) < 1 ? 100 : 10
    let count = Int(round(number * Double(places)))
    var digits = String(abs(count) % places)
    while digits.count < (places == 100 ? 2 : 1) { digits = "0" + digits }
    while digits.hasSuffix("0") { digits.removeLast() }
    return (count < 0 ? "-" : "") + "\(abs(count) / places)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}
