internal import SarupSyntax

/// What a brief must have for a line to be there: `date`, `not agency`, `kind is urgent`, `kind is not urgent`.
struct Condition: Sendable {
  /// Names separated by dots, as in a ``FieldReference``.
  var path: [String]
  var isNegated = false
  /// What the field must say; `nil`: anything.
  var value: String?
}

/// Reads conditions and reports what is wrong with them.
///
///     condition = "not"? name | name "is" "not"? value
enum ConditionParser {
  /// `nil` when it cannot be understood.
  static func parse(
    _ text: LineText, in scope: FieldScope, reporting diagnostics: inout Diagnostics
  ) -> Condition? {
    let bytes = Array(text.scalar.text.utf8)
    var words = self.words(of: bytes)
    guard let first = words.first else { return nil }
    func word(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    if let meant = suggestion(for: words.map(word)) {
      diagnostics.error(
        .badCondition, at: text.span, "conditions are written in words, not with signs", hint: "Write `\(meant)`.")
      return nil
    }
    var condition = Condition(path: [])
    if word(first) == "not", words.count > 1 {
      condition.isNegated = true
      words.removeFirst()
    }
    let name = words.removeFirst()
    condition.path = word(name).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let kind = scope.check(condition.path, at: text.span(of: name), asks: true, reporting: &diagnostics)
    if words.isEmpty { return condition }
    guard !condition.isNegated, word(words.removeFirst()) == "is", !words.isEmpty else {
      diagnostics.error(
        .badCondition, at: text.span, "`\(Excerpt.of(text.scalar.text))` is no condition",
        hint: "Write a field alone, or `not date`, `kind is urgent`, `kind is not urgent`.")
      return nil
    }
    if word(words[0]) == "not", words.count > 1 {
      condition.isNegated = true
      words.removeFirst()
    }
    if kind == .date || kind == .part {
      diagnostics.error(
        .badCondition, at: text.span, "`\(word(name))` cannot be compared, only be there or not",
        hint: "Write `\(word(name))` or `not \(word(name))`.")
      return nil
    }
    // A value of several words is taken as it stands, quotes around it are not part of it.
    let value = PatternByte.unquoted(words[0].lowerBound..<words[words.count - 1].upperBound, of: bytes)
    condition.value = word(value)
    return condition
  }

  private static func words(of bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...bytes.count {
      let isBlank = index == bytes.count || bytes[index] == PatternByte.space
      if isBlank, let begin = start {
        words.append(begin..<index)
        start = nil
      } else if !isBlank, start == nil {
        start = index
      }
    }
    return words
  }

  /// What someone who knows programming languages means by their signs; `nil` where there are none.
  private static func suggestion(for words: [String]) -> String? {
    guard let first = words.first else { return nil }
    if first.hasPrefix("!") {
      return words.count == 1 && first.utf8.count > 1 ? "not \(first.dropFirst())" : "not date"
    }
    guard words.count > 1, ["=", "==", "!="].contains(words[1]) else { return nil }
    let value = words.count > 2 ? words[2...].joined(separator: " ") : "..."
    return "\(first) is \(words[1] == "!=" ? "not " : "")\(value)"
  }
}
