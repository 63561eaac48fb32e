internal import SarupDocument
internal import SarupSyntax

/// Whether text can be read on what is behind it: WCAG 2.1, success criterion 1.4.3 (level AA).
enum Contrast {
  /// Of usual text, and of large text.
  private static let least = (usual: 4.5, large: 3.0)

  /// Points from which text is large, regular and bold. Sizes that stand for those of TH Sarabun look two thirds as large.
  private static let large = (regular: 18.0, bold: 14.0)

  /// Warns of a style whose text has too little contrast.
  ///
  /// - Parameters:
  ///   - background: What is behind it.
  ///   - span: Where the colour was written.
  static func check(
    _ style: ParagraphStyle, on background: Color, at span: Span,
    reporting diagnostics: inout Diagnostics
  ) {
    let scale = style.font.sizeAs == nil ? 1 : 1.5
    let isLarge = style.size >= (style.isBold ? large.bold : large.regular) * scale
    let wanted = isLarge ? least.large : least.usual
    let found = ratio(style.color, background)
    if found >= wanted { return }
    let better = nearest(to: style.color, on: background, wanted)
    diagnostics.warning(
      .lowContrast, at: span,
      "the colour \(style.color.notation) of `\(style.name)` has a contrast of \(shown(found)):1 on \(background.notation)",
      hint: "Many readers need \(shown(wanted)):1 (WCAG 1.4.3). Take \(better.notation), or one further from it.")
  }

  /// From 1 for the same colour to 21 for black on white.
  static func ratio(_ first: Color, _ second: Color) -> Double {
    let (one, other) = (luminance(first), luminance(second))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// Relative luminance, from 0 for black to 1 for white (WCAG 2.1).
  private static func luminance(_ color: Color) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private static func linear(_ value: UInt8) -> Double {
    let share = Double(value) / 255
    if share <= 0.04045 { return share / 12.92 }
    // The power of 2.4 is the square times the fifth root of the square: the same on every machine.
    let base = (share + 0.055) / 1.055
    return base * base * fifthRoot(base * base)
  }

  /// By Newton's method; of numbers from 0 to 1 a dozen steps are more than enough.
  private static func fifthRoot(_ number: Double) -> Double {
    var root = 1.0
    for _ in 0..<24 {
      let fourth = root * root * root * root
      root -= (root * fourth - number) / (5 * fourth)
    }
    return root
  }

  /// The colour with as little black or white mixed in as suffices.
  private static func nearest(to color: Color, on background: Color, _ wanted: Double) -> Color {
    let goal: Double = luminance(background) > 0.18 ? 0 : 255
    for step in 1...100 {
      let share = Double(step) / 100
      func mixed(_ value: UInt8) -> UInt8 { UInt8(Double(value) + (goal - Double(value)) * share) }
      let other = Color(red: mixed(color.red), green: mixed(color.green), blue: mixed(color.blue))
      if ratio(other, background) >= wanted { return other }
    }
    return .black
  }

  /// With one decimal, rounded down, so that what is too little never looks enough.
  private static func shown(_ ratio: Double) -> String {
    let tenths = Int(ratio * 10)
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Color {
  /// As templates write it.
  fileprivate var notation: String {
    if self == .black { return "black" }
    if self == .white { return "white" }
    let hexadecimal = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "`\"#\(hexadecimal.joined())\"`"
  }
}
