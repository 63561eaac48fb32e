internal import SarupDocument
internal import SarupSyntax

/// Reads single values and reports those that are not what they should be.
enum ValueReader {
  static func text(_ node: Node, _ what: String, reporting diagnostics: inout Diagnostics) -> String? {
    if let scalar = node.scalar, !scalar.text.isEmpty { return scalar.text }
    diagnostics.error(.badValue, at: node.span, "\(what) is a text", hint: "Write one text behind the colon.")
    return nil
  }

  /// A list of texts; a single text is a list of one.
  static func texts(_ node: Node, _ what: String, reporting diagnostics: inout Diagnostics) -> [String] {
    if let scalar = node.scalar { return scalar.text.isEmpty ? [] : [scalar.text] }
    guard let items = node.sequence else {
      diagnostics.error(.badValue, at: node.span, "\(what) is a list of texts", hint: "Write `[one, another]`.")
      return []
    }
    return items.compactMap { text($0, "an entry of \(what)", reporting: &diagnostics) }
  }

  static func bool(_ node: Node, _ what: String, reporting diagnostics: inout Diagnostics) -> Bool? {
    if let value = node.scalar?.bool { return value }
    diagnostics.error(.badValue, at: node.span, "\(what) is true or false", hint: "Write true or false without quotes.")
    return nil
  }

  static func integer(
    _ node: Node, _ what: String, in range: ClosedRange<Int>, reporting diagnostics: inout Diagnostics
  ) -> Int? {
    if let value = node.scalar?.integer, range.contains(value) { return value }
    diagnostics.error(
      .badValue, at: node.span, "\(what) is a whole number from \(range.lowerBound) to \(range.upperBound)",
      hint: "Write a number such as \(max(range.lowerBound, 2)).")
    return nil
  }

  static func number(
    _ node: Node, _ what: String, in range: ClosedRange<Double>, reporting diagnostics: inout Diagnostics
  ) -> Double? {
    if let value = node.scalar?.number, range.contains(value) { return value }
    diagnostics.error(
      .badValue, at: node.span, "\(what) is a number from \(range.lowerBound) to \(range.upperBound)",
      hint: "Write a number without a unit, such as 1.0.")
    return nil
  }

  static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ what: String, as type: Value.Type = Value.self, reporting diagnostics: inout Diagnostics
  ) -> Value? {
    if let value = node.scalar.flatMap({ Value(rawValue: $0.text) }) { return value }
    let names = Value.allCases.map(\.rawValue)
    let written = node.scalar?.text ?? ""
    let hint =
      DidYouMean.nearest(to: written, among: names).map { "Did you mean \($0)?" }
      ?? "Write \(Self.alternatives(names))."
    diagnostics.error(
      .badValue, at: node.span, written.isEmpty ? "\(what) is one of a few words" : "there is no \(what) \(written)",
      hint: hint)
    return nil
  }

  /// `a, b or c`.
  static func alternatives(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  static func length(
    _ node: Node, _ what: String, in range: ClosedRange<Points> = 0...Length.longest,
    reporting diagnostics: inout Diagnostics
  ) -> Points? {
    guard let text = node.scalar?.text else {
      diagnostics.error(
        .badLength, at: node.span, "\(what) is a length", hint: "Write a number with its unit, such as 25mm.")
      return nil
    }
    do throws(Length.Failure) {
      let length = try Length(text)
      if range.contains(length.points) { return length.points }
      let isNegative = length.points < 0 && range.lowerBound >= 0
      diagnostics.error(
        .badLength, at: node.span, isNegative ? "\(what) cannot be negative" : "\(what) of \(text) is out of range",
        hint: "It goes from \(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound)).")
    } catch {
      let units = Length.units.map(\.name)
      switch error {
      case .notANumber:
        diagnostics.error(
          .badLength, at: node.span, "\(text.isEmpty ? "nothing" : text) is no length",
          hint: "Write a number with its unit, such as 25mm.")
      case .noUnit(let number):
        diagnostics.error(
          .badLength, at: node.span, "\(number) has no unit",
          hint: "Write \(Self.alternatives(units.map { number + $0 })).")
      case .unknownUnit(let unit, let number):
        diagnostics.error(
          .badLength, at: node.span, "there is no unit \(unit)",
          hint: "Write \(Self.alternatives(units.map { number + $0 })).")
      }
    }
    return nil
  }

  /// In whole millimetres or points where it is a whole number of them.
  private static func shown(_ points: Points) -> String {
    let millimetres = points * 25.4 / 72
    if abs(points - points.rounded()) < 0.01 { return "\(Int(points.rounded()))pt" }
    if abs(millimetres - millimetres.rounded()) < 0.01 { return "\(Int(millimetres.rounded()))mm" }
    return "\((points * 10).rounded() / 10)pt"
  }
}
