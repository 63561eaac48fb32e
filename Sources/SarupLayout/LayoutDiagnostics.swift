package import SarupSyntax

extension DiagnosticCode {
  /// No face of the font book has a character.
  package static let glyphMissing: DiagnosticCode = "glyph-missing"
  /// A piece of text without a place to break is wider than its line.
  package static let lineOverfull: DiagnosticCode = "line-overfull"
  /// A family that sizes are meant for, of which nothing is known.
  package static let fontSizeUnknown: DiagnosticCode = "font-size-unknown"
  /// The layout cannot set an element yet.
  package static let layoutUnsupported: DiagnosticCode = "layout-unsupported"
}

/// Warnings about characters that no face has, each told once for a character and a style.
struct MissingGlyphs {
  /// A text in a script that no font has would bury every other message.
  private static let mostTold = 50

  private var told: Set<UInt64> = []
  private var diagnostics = Diagnostics()
  private var firstUntold: SarupSyntax.Span?

  mutating func report(_ scalar: Unicode.Scalar, style: Int, at span: @autoclosure () -> SarupSyntax.Span?) {
    guard told.insert(UInt64(scalar.value) << 32 | UInt64(truncatingIfNeeded: style)).inserted else { return }
    if told.count > Self.mostTold {
      if told.count == Self.mostTold + 1 { firstUntold = span() }
      return
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    diagnostics.warning(
      .glyphMissing, at: span(), "no font has the character \(code) (\(scalar))",
      hint: "Name a family that has it in the template's fonts, or write something else.")
  }

  consuming func finish() -> Diagnostics {
    if told.count > Self.mostTold {
      diagnostics.warning(
        .glyphMissing, at: firstUntold,
        "no font has \(told.count - Self.mostTold) more characters, of which this is the first",
        hint: "Name a family for this script in the template's fonts.")
    }
    return diagnostics
  }
}
