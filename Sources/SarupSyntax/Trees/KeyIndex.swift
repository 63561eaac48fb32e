/// The keys that a mapping has so far. A few are compared one by one; a table pays only for many.
struct KeyIndex {
  private var keys: [(key: String, span: Span)] = []
  private var table: [String: Int] = [:]

  /// Adds a key.
  ///
  /// - Returns: Where the key stands already; `nil` for a new one.
  mutating func insert(_ key: String, at span: Span) -> Span? {
    if table.isEmpty {
      if let first = keys.first(where: { $0.key == key }) { return first.span }
      keys.append((key, span))
      if keys.count > 16 {
        for (index, known) in keys.enumerated() { table[known.key] = index }
      }
      return nil
    }
    if let index = table[key] { return keys[index].span }
    table[key] = keys.count
    keys.append((key, span))
    return nil
  }
}

extension Diagnostics {
  mutating func duplicateKey(_ key: String, at span: Span, first: Span) {
    add(
      Diagnostic(
        .error, .duplicateKey, at: span, "the key `\(key)` stands twice in this mapping",
        hints: ["Remove one of them, or give it another name."],
        notes: [Diagnostic.Note(at: first, "it stands here first")]))
  }
}
