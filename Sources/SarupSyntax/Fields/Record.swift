/// A field of a record, declared once for the reader and for the schema.
package struct Field<Root>: Sendable {
  package enum Presence: Sendable {
    case required
    case optional
  }

  package let name: String
  /// A sentence for the schema and the reference.
  package let summary: String
  package let presence: Presence
  package let schema: SchemaNode
  let read: @Sendable (Node, inout Root, inout Diagnostics) -> Bool

  /// - Parameter set: Puts the value into the record. It is not called for a null, which counts as no field at all.
  package init<Value>(
    _ name: String, _ summary: String, _ shape: Shape<Value>, _ presence: Presence = .optional,
    set: @escaping @Sendable (inout Root, Value) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.presence = presence
    schema = (presence == .required ? shape.schema : shape.schema.orNull).described(summary)
    read = { node, root, diagnostics in
      guard let value = shape.read(node, &diagnostics) else { return false }
      set(&root, value)
      return true
    }
  }
}

/// What becomes of the keys that no field of a record names.
package enum UnknownKeys<Root>: Sendable {
  case error
  case warning
  /// Hands each one to the record. A key that is nearly a field's name gets a warning as well.
  case collect(@Sendable (inout Root, Entry, inout Diagnostics) -> Void)
}

extension Shape {
  /// A mapping with declared fields.
  ///
  /// - Parameters:
  ///   - wants: With its article: "a credit", "the settings of a page".
  ///   - initial: The record before any field is read.
  /// - Returns: A shape that gives `nil` when a field has a mistake or a required one is missing, after all of them
  ///   have been looked at.
  package static func record(
    _ wants: String, initial: @escaping @Sendable () -> Value, fields: [Field<Value>],
    unknown: UnknownKeys<Value> = .error
  ) -> Shape {
    let record = Record(wants: wants, fields: fields, unknown: unknown)
    return Shape(schema: record.schema, wants: wants, hint: record.hint) { node, diagnostics in
      var root = initial()
      return record.read(node, into: &root, &diagnostics) ? root : nil
    }
  }
}

/// The fields of a mapping. Read directly it also gives the part of a record that was right.
package struct Record<Root>: Sendable {
  package let wants: String
  package let fields: [Field<Root>]
  private let unknown: UnknownKeys<Root>
  private let index: [String: Int]

  package init(wants: String, fields: [Field<Root>], unknown: UnknownKeys<Root> = .error) {
    self.wants = wants
    self.fields = fields
    self.unknown = unknown
    index = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var hint: String { Advice.keys(fields.first?.name) }

  package var schema: SchemaNode {
    var keywords: [(name: String, value: SchemaNode.Value)] = [
      ("properties", .schemas(fields.map { ($0.name, $0.schema) }))
    ]
    let required = fields.filter { $0.presence == .required }.map { SchemaNode.Value.text($0.name) }
    if !required.isEmpty { keywords.append(("required", .list(required))) }
    if case .error = unknown { keywords.append(("additionalProperties", .flag(false))) }
    return .type("object", with: keywords)
  }

  /// Reads what is there into a record.
  ///
  /// - Returns: `false` when there was a mistake; the fields without one are set all the same.
  package func read(_ node: Node, into root: inout Root, _ diagnostics: inout Diagnostics) -> Bool {
    guard let entries = node.mapping else {
      if let scalar = node.scalar, let colon = scalar.text.firstIndex(of: ":"),
        index[String(scalar.text[..<colon])] != nil
      {
        let value = Excerpt.of(String(scalar.text[scalar.text.index(after: colon)...]))
        diagnostics.error(
          .wrongType, at: node.span, "there is no space behind the `:`, so this is no field",
          hint: "Write `\(scalar.text[..<colon]): \(value)`.")
      } else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
      }
      return false
    }
    var isWhole = true
    var seen = [Bool](repeating: false, count: fields.count)
    for entry in entries {
      if let number = index[entry.key] {
        let field = fields[number]
        if entry.value.isNull {
          // An optional field without a value is one that is not there; a required one is reported at its key.
          guard field.presence == .required else { continue }
          diagnostics.error(
            .missingKey, at: entry.keySpan, "`\(field.name)` has no value", hint: "Write its value behind the colon.")
          isWhole = false
        } else {
          isWhole = field.read(entry.value, &root, &diagnostics) && isWhole
        }
        seen[number] = true
      } else {
        isWhole = readUnknown(entry, into: &root, &diagnostics) && isWhole
      }
    }
    for (number, field) in fields.enumerated() where field.presence == .required && !seen[number] {
      diagnostics.error(
        .missingKey, at: node.span.beginning, "`\(field.name)` is missing in \(wants)",
        hint: "Add the key `\(field.name)` with a value.")
      isWhole = false
    }
    return isWhole
  }

  private func readUnknown(_ entry: Entry, into root: inout Root, _ diagnostics: inout Diagnostics) -> Bool {
    let names = fields.lazy.map(\.name)
    switch unknown {
    case .collect(let collect):
      if let nearest = DidYouMean.mistyped(entry.key, among: names) {
        diagnostics.warning(
          .unknownKey, at: entry.keySpan, "`\(entry.key)` is not a field of \(wants)",
          hint: "Did you mean `\(nearest)`?")
      }
      collect(&root, entry, &diagnostics)
      return true
    case .warning, .error:
      let isError = if case .error = unknown { true } else { false }
      let nearest = DidYouMean.nearest(to: entry.key, among: names)
      let known = fields.map { "`\($0.name)`" }.joined(separator: ", ")
      let hint = nearest.map { "Did you mean `\($0)`?" } ?? (fields.isEmpty ? nil : "It has \(known).")
      diagnostics.add(
        Diagnostic(
          isError ? .error : .warning, .unknownKey, at: entry.keySpan, "`\(entry.key)` is not a field of \(wants)",
          hints: hint.map { [$0] } ?? []))
      return !isError
    }
  }
}

extension Span {
  /// The place just before the first byte, for something that is missing.
  package var beginning: Span { Span(source: source, lower: lower, upper: lower) }
}
