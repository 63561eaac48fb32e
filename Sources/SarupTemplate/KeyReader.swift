internal import SarupSyntax

/// The keys of one mapping of a template. Keys that it does not know are reported when it is made.
struct KeyReader {
  private let entries: [Entry]
  let span: Span

  /// - Parameter what: what the mapping describes, such as `a style`.
  init?(_ node: Node, of what: String, keys: [String], reporting diagnostics: inout Diagnostics) {
    guard let entries = node.mapping else {
      diagnostics.error(
        .badValue, at: node.span, "\(what) is a mapping of keys",
        hint: "Its keys are \(keys.joined(separator: ", ")).")
      return nil
    }
    self.entries = entries
    span = node.span
    for entry in entries where !keys.contains(entry.key) {
      let hint =
        DidYouMean.nearest(to: entry.key, among: keys).map { "Did you mean \($0)?" }
        ?? "Keys of \(what) are \(keys.joined(separator: ", "))."
      diagnostics.error(.unknownKey, at: entry.keySpan, "\(what) has no key \(entry.key)", hint: hint)
    }
  }

  /// The value of a key; `nil` when it is not there or null.
  subscript(key: String) -> Node? {
    entries.first { $0.key == key && !$0.value.isNull }?.value
  }
}
