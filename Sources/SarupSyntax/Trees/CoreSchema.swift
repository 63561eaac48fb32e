/// What a plain scalar means by the core schema (YAML 1.2.2, 10.3.2). Any other scalar is a text.
extension Scalar {
  // To compare a long text with a short one costs more than to see that it is long.

  package var isNull: Bool {
    guard style == .plain, text.utf8.count <= 4 else { return false }
    return switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  package var bool: Bool? {
    guard style == .plain, text.utf8.count <= 5 else { return nil }
    return switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// A whole number in base 10, 8 (`0o17`) or 16 (`0xf`). `nil` as well for one that no `Int` holds.
  package var integer: Int? {
    guard style == .plain else { return nil }
    if text.hasPrefix("0o") { return unsigned(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return unsigned(text.dropFirst(2), radix: 16) }
    // `Int` takes exactly [-+]?[0-9]+ here, and gives nil where the number is too large.
    return Int(text)
  }

  private func unsigned(_ digits: Substring, radix: Int) -> Int? {
    // `Int` would take a sign as well.
    digits.first == "-" || digits.first == "+" ? nil : Int(digits, radix: radix)
  }

  /// A number: whole, with a fraction or an exponent, or `.inf` and `.nan`.
  package var number: Double? {
    guard style == .plain else { return nil }
    if let integer { return Double(integer) }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: return isFloat ? Double(text) : nil
    }
  }

  /// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
  ///
  /// `Double` alone would take more: hexadecimal, `nan`, `infinity`.
  private var isFloat: Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest[run.endIndex...]
      return run.count
    }
    func take(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    _ = take("+-")
    let whole = digits()
    let fraction = take(".") ? digits() : 0
    guard whole + fraction > 0 else { return false }
    if take("eE") {
      _ = take("+-")
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
