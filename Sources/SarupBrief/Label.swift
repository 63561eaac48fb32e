internal import SarupSyntax

/// What references call a heading, a finding, a table or a picture by: `{#budget}` at the end of its text.
enum Label {
  static let hint = "Write letters, digits, hyphens and underscores, such as `{#budget-2025}`."

  /// Letters, marks, digits, and `-`, `_`, `.`, `:`.
  static func isOne(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
          .nonspacingMark, .spacingMark:
          true
        default: "-_.:".unicodeScalars.contains(scalar)
        }
      }
  }

  /// Cuts the label off the end of a text. A brace that was written with a backslash is none of a label's.
  static func take(from text: inout RichText, _ diagnostics: inout Diagnostics) -> Placed<String>? {
    guard let range = range(in: text) else { return nil }
    let name = String(decoding: text.utf8[range].dropFirst(2).dropLast(), as: UTF8.self)
    let span = text.span(of: range)
    guard isOne(name) else {
      diagnostics.error(.badLabel, at: span, "`\(Excerpt.of(name))` cannot be a label", hint: hint)
      return nil
    }
    // Blanks that were written as references stand in runs of their own, and are meant.
    let start = text.runs.last?.range.lowerBound ?? 0
    var end = range.lowerBound
    while end > start, text.utf8[end - 1] == 0x20 || text.utf8[end - 1] == 0x09 { end -= 1 }
    text = text.slice(0..<end)
    return Placed(name, at: span)
  }

  /// The same for a text that may be missing; one that is only a label is none.
  static func take(from text: inout RichText?, _ diagnostics: inout Diagnostics) -> Placed<String>? {
    guard var rest = text, let label = take(from: &rest, &diagnostics) else { return nil }
    text = rest.isEmpty ? nil : rest
    return label
  }

  /// A label behind a paragraph that cannot have one would be printed.
  static func reportStray(in text: RichText, _ diagnostics: inout Diagnostics) {
    guard let range = range(in: text) else { return }
    diagnostics.warning(
      .badLabel, at: text.span(of: range), "a paragraph cannot have a label, so it is printed",
      hint: "Put it behind a heading, the first paragraph of a finding, or a caption.",
      "Write `\\{` for the sign itself.")
  }

  private static func range(in text: RichText) -> Range<Int>? {
    guard text.utf8.last == UInt8(ascii: "}"), let run = text.runs.last, run.traits.isEmpty, run.link == nil else {
      return nil
    }
    let part = text.utf8[run.range]
    guard let brace = part.lastIndex(of: UInt8(ascii: "{")), brace + 2 < part.endIndex - 1,
      part[brace + 1] == UInt8(ascii: "#")
    else { return nil }
    return brace..<part.endIndex
  }
}

extension DiagnosticCode {
  static let badLabel: DiagnosticCode = "label-not-usable"
}
