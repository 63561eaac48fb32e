package import SarupSyntax
internal import SarupThai

extension DiagnosticCode {
  /// No face of the font book has a character.
  package static let glyphMissing: DiagnosticCode = "glyph-missing"
  /// Characters are set in a font that only this machine is known to have.
  package static let fontSubstituted: DiagnosticCode = "font-substituted"
  /// Text that runs from right to left.
  package static let textDirection: DiagnosticCode = "text-direction"
  /// A piece of text without a place to break is wider than its line.
  package static let lineOverfull: DiagnosticCode = "line-overfull"
  /// A family that sizes are meant for, of which nothing is known.
  package static let fontSizeUnknown: DiagnosticCode = "font-size-unknown"
  /// A row of a table that no page holds.
  package static let rowSplit: DiagnosticCode = "table-row-split"
  /// The layout cannot set an element yet.
  package static let layoutUnsupported: DiagnosticCode = "layout-unsupported"
}

/// What is to be told about characters that a style's own face does not have: those that no face has, each once for a
/// character and a style, and those that are set in a font of the system that nobody named, once for a script and a font.
struct MissingGlyphs {
  /// A text in a script that no font has would bury every other message.
  private static let mostTold = 50
  private static let mostListed = 6

  private var told: Set<UInt64> = []
  private var diagnostics = Diagnostics()
  private var firstUntold: SarupSyntax.Span?
  private var substitutions: [Substitution] = []
  private var direction: Direction?
  /// How often something was noted: where it stays the same, there is nothing to tell of a text.
  private(set) var notes = 0

  private struct Substitution {
    var script: Script
    var family: String
    /// What the style names.
    var families: [String]
    var span: SarupSyntax.Span?
    /// The first few, each once.
    var scalars: [Unicode.Scalar] = []
    var hasMore = false
  }

  private struct Direction {
    var span: SarupSyntax.Span?
  }

  mutating func report(_ scalar: Unicode.Scalar, style: Int, at span: @autoclosure () -> SarupSyntax.Span?) {
    notes += 1
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

  /// A character is set in a family of the system that the template does not name.
  mutating func substitute(
    _ scalar: Unicode.Scalar, family: String, families: [String], at span: @autoclosure () -> SarupSyntax.Span?
  ) {
    notes += 1
    let script = Script(of: scalar) ?? .other
    var index = substitutions.firstIndex { $0.script == script && $0.family == family }
    if index == nil {
      index = substitutions.count
      substitutions.append(Substitution(script: script, family: family, families: families, span: span()))
    }
    guard let index, !substitutions[index].hasMore, !substitutions[index].scalars.contains(scalar) else { return }
    if substitutions[index].scalars.count == Self.mostListed {
      substitutions[index].hasMore = true
    } else {
      substitutions[index].scalars.append(scalar)
    }
  }

  mutating func reportDirection(at span: @autoclosure () -> SarupSyntax.Span?) {
    notes += 1
    if direction == nil { direction = Direction(span: span()) }
  }

  consuming func finish() -> Diagnostics {
    if told.count > Self.mostTold {
      diagnostics.warning(
        .glyphMissing, at: firstUntold,
        "no font has \(told.count - Self.mostTold) more characters, of which this is the first",
        hint: "Name a family for this script in the template's fonts.")
    }
    for substitution in substitutions {
      let families = (substitution.families + [substitution.family]).joined(separator: ", ")
      diagnostics.warning(
        .fontSubstituted, at: substitution.span, clause(substitution),
        hint:
          "If it looks well, name it in the template's font, so that it is always this one: `families: [\(families)]`.")
    }
    if let direction {
      diagnostics.warning(
        .textDirection, at: direction.span, "text that runs from right to left is set one stretch at a time",
        hint: "Keep such words short: a line cannot end inside them, and a search in the PDF may not find them.")
    }
    return diagnostics
  }

  private func clause(_ substitution: Substitution) -> String {
    let family = "`\(substitution.family)`, a font of this machine"
    if let name = Self.name(of: substitution.script) { return "\(name) is set in \(family)" }
    var list = substitution.scalars.map { String($0) }.joined(separator: " ")
    if substitution.hasMore { list += " and others" }
    let isOne = substitution.scalars.count == 1 && !substitution.hasMore
    return "\(list) \(isOne ? "is" : "are") set in \(family)"
  }

  private static func name(of script: Script) -> String? {
    switch script {
    case .thai: "Thai"
    case .lao: "Lao"
    case .khmer: "Khmer"
    case .myanmar: "Burmese"
    case .cjk: "Chinese or Japanese"
    case .latin, .other: nil
    }
  }
}
