extension Node {
  /// What was written here, for messages: "a list", "the number 12", "the text `a…`".
  package var found: String {
    switch kind {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let scalar):
      if scalar.isNull { return "nothing" }
      if scalar.bool != nil { return "`\(scalar.text)`" }
      if scalar.number != nil { return "the number \(scalar.text)" }
      return scalar.text.isEmpty ? "an empty text" : "the text `\(Excerpt.of(scalar.text))`"
    }
  }
}

/// A text as messages quote it.
package enum Excerpt {
  /// The beginning of the first line, cut at 40 characters.
  package static func of(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    let start = line.prefix(40)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}
