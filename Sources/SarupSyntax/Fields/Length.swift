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
  /// `mm`, `cm`, `pt` or `in`; empty for zero alone.
  package let unit: String
  /// The length in PostScript points, 1/72 inch.
  package let points: Double

  package static let units: [(name: String, points: Double)] = [
    ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("pt", 1), ("in", 72),
  ]

  /// Five metres, the longest side that a page of a PDF may have (ISO 32000-1, annex C).
  package static let longest = 14400.0

  /// Zero needs no unit.
  package init(_ text: String) throws(Failure) {
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
    guard let known = Self.units.first(where: { $0.name == unit }) else {
      throw .unknownUnit(unit, number: number)
    }
    points = value * known.points
  }
}

extension Shape where Value == Double {
  /// A length in points; most may not be negative.
  package static func length(in range: ClosedRange<Double> = 0...Length.longest) -> Shape {
    let wants = "a length such as `25mm`"
    let pattern = "^[-+]?[0-9]*\\.?[0-9]+ ?(mm|cm|pt|in)$|^0$"
    let schema = SchemaNode.type("string", "number", with: [("pattern", .text(pattern))])
    let hint = "Write a number with its unit, such as 25mm."
    return Shape(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      guard let scalar = node.scalar, !scalar.isNull else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return LengthReader(range: range, span: node.span).read(scalar.text, &diagnostics)
    }
  }
}

/// Says what is wrong with a length.
private struct LengthReader {
  let range: ClosedRange<Double>
  let span: SarupSyntax.Span

  func read(_ text: String, _ diagnostics: inout Diagnostics) -> Double? {
    do throws(Length.Failure) {
      let length = try Length(text)
      if range.contains(length.points) { return length.points }
      let isNegative = length.points < 0 && range.lowerBound >= 0
      diagnostics.error(
        .badLength, at: span, "\(Excerpt.of(text)) is \(isNegative ? "below zero" : "out of range")",
        hint:
          "Write a length from \(Self.shown(range.lowerBound, in: text)) to \(Self.shown(range.upperBound, in: text)).")
    } catch {
      switch error {
      case .notANumber:
        diagnostics.error(
          .badLength, at: span, "`\(Excerpt.of(text))` is not a length",
          hint: "Write a number with its unit, such as 25mm.")
      case .noUnit(let number):
        diagnostics.error(.badLength, at: span, "\(number) has no unit", hint: Self.choices(number))
      case .unknownUnit(let unit, let number):
        diagnostics.error(
          .badLength, at: span, "there is no unit `\(Excerpt.of(unit))`", hint: Self.choices(number))
      }
    }
    return nil
  }

  private static func choices(_ number: String) -> String {
    "Write \(Length.units.dropLast().map { number + $0.name }.joined(separator: ", ")) or \(number)in."
  }

  /// In the unit that was written, with at most one decimal.
  private static func shown(_ points: Double, in text: String) -> String {
    let unit = Length.units.first { text.hasSuffix($0.name) } ?? Length.units[0]
    let tenths = Int((points / unit.points * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)\(unit.name)" : "\(tenths / 10).\(abs(tenths % 10))\(unit.name)"
  }
}
