internal import SarupSyntax

extension FigureWidth {
  static let shape = Shape<FigureWidth>(
    schema: .type("string", with: [("pattern", .text("^[0-9]*\\.?[0-9]+ ?(mm|cm|pt|in|%)$"))]), wants: wants, hint: hint
  ) { node, diagnostics in
    guard let scalar = node.scalar, !scalar.isNull else {
      diagnostics.mismatch(node, wants: wants, hint: hint)
      return nil
    }
    if scalar.text.hasSuffix("%") { return percent(scalar.text, node, &diagnostics) }
    // The shape says what is wrong with a length, and this one keeps the unit.
    guard Shape<Double>.length(in: 1...Length.longest).read(node, &diagnostics) != nil,
      let length = try? Length(scalar.text), let unit = Unit(rawValue: length.unit)
    else { return nil }
    return FigureWidth(length.amount, unit)
  }

  private static let wants = "a width such as `80mm` or `60%`"
  private static let hint = "Write a length such as 80mm, or a part of the room between the margins such as 60%."

  private static func percent(_ text: String, _ node: Node, _ diagnostics: inout Diagnostics) -> FigureWidth? {
    var number = text.dropLast()
    while number.hasSuffix(" ") { number.removeLast() }
    guard let amount = Double(number), (1...100).contains(amount) else {
      diagnostics.error(
        .badLength, at: node.span, "`\(Excerpt.of(text))` is no part of the room between the margins",
        hint: "Write a part from 1% to 100%.")
      return nil
    }
    return FigureWidth(amount, .percent)
  }

  /// As it is written in a brief.
  var text: String { (Int(exactly: amount).map { "\($0)" } ?? "\(amount)") + unit.rawValue }
}
