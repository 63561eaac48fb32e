extension DiagnosticCode {
  package static let wrongType: DiagnosticCode = "wrong-type"
  package static let wrongValue: DiagnosticCode = "wrong-value"
  package static let missingKey: DiagnosticCode = "missing-key"
  package static let unknownKey: DiagnosticCode = "unknown-key"
}

/// What a value may look like: reads it from a tree, and says the same as a JSON Schema.
///
/// A shape reports every mistake below its node before it gives `nil`.
package struct Shape<Value>: Sendable {
  package let schema: SchemaNode
  /// With its article, as messages say what was expected: "a length such as `25mm`".
  package let wants: String
  /// A sentence that says what to type instead of something else.
  package let hint: String
  package let read: @Sendable (Node, inout Diagnostics) -> Value?

  package init(
    schema: SchemaNode, wants: String, hint: String, read: @escaping @Sendable (Node, inout Diagnostics) -> Value?
  ) {
    self.schema = schema
    self.wants = wants
    self.hint = hint
    self.read = read
  }

  /// Reports that a node is of another kind than this shape wants.
  package func mismatch(_ node: Node, _ diagnostics: inout Diagnostics) -> Value? {
    diagnostics.mismatch(node, wants: wants, hint: hint)
    return nil
  }
}

extension Diagnostics {
  package mutating func mismatch(_ node: Node, wants: String, hint: String) {
    error(.wrongType, at: node.span, "expected \(wants), found \(node.found)", hint: hint)
  }
}

/// What to type, in words that fit YAML and JSON alike.
enum Advice {
  static let text = "Write one text in quotes."
  static let list = "Write a list such as `[\"one\", \"two\"]`."
  static let names = "Write names with their values, such as `name: ...`."
  static let choice = "Write one of these names."

  static func keys(_ first: String?) -> String { "Write keys with their values, such as `\(first ?? "name"): ...`." }
}

// MARK: - Scalars

extension Shape where Value == String {
  /// A text. A number without quotes counts as one, as it was written; `true` and `false` do not.
  package static let text = Shape<Scalar>.textScalar.map { scalar, _ in scalar.text }
}

extension Shape where Value == Scalar {
  /// A text together with the place of its bytes.
  package static let textScalar = Shape(
    schema: .type("string", "number"), wants: "a text", hint: Advice.text
  ) { node, diagnostics in
    guard let scalar = node.scalar, !scalar.isNull else {
      diagnostics.mismatch(node, wants: "a text", hint: Advice.text)
      return nil
    }
    guard scalar.bool == nil else {
      diagnostics.error(
        .wrongType, at: node.span, "expected a text, found \(node.found)", hint: "Put it in quotes if it is a text.")
      return nil
    }
    return scalar
  }
}

extension Shape where Value == Bool {
  package static let bool = Shape(
    schema: .type("boolean"), wants: "`true` or `false`", hint: Advice.choice
  ) { node, diagnostics in
    if let bool = node.scalar?.bool { return bool }
    let meant: Bool
    switch node.scalar?.text.lowercased() {
    case "yes", "on", "true": meant = true
    case "no", "off", "false": meant = false
    default:
      diagnostics.mismatch(node, wants: "`true` or `false`", hint: Advice.choice)
      return nil
    }
    diagnostics.error(
      .wrongType, at: node.span, "expected `true` or `false`, found \(node.found)", hint: "Write `\(meant)`.")
    return nil
  }
}

extension Shape where Value == Int {
  package static func integer(in range: ClosedRange<Int>) -> Shape {
    let wants = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    let schema = SchemaNode.type(
      "integer", with: [("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound))])
    let hint = "Write the number alone, such as `\(range.lowerBound)`."
    return Shape(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      // 25.0 is an integer to a JSON Schema, so it is one here.
      let value = node.scalar.flatMap { scalar in scalar.integer ?? scalar.number.flatMap { Int(exactly: $0) } }
      guard let value, range.contains(value) else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return value
    }
  }
}

extension Shape where Value == Double {
  /// A finite number.
  package static func number(in range: ClosedRange<Double>) -> Shape {
    let wants = "a number from \(Self.brief(range.lowerBound)) to \(Self.brief(range.upperBound))"
    let schema = SchemaNode.type(
      "number", with: [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))])
    let hint = "Write the number alone, such as `\(range.contains(1) ? "1.0" : Self.brief(range.lowerBound))`."
    return Shape(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      guard let value = node.scalar?.number, range.contains(value) else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return value
    }
  }

  private static func brief(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}

// MARK: - Choices

extension Shape {
  /// One of a few names.
  package static func choice(_ choices: [(name: String, value: Value)]) -> Shape where Value: Sendable {
    let names = choices.map(\.name)
    let list = names.map { "`\($0)`" }
    let wants = list.count < 2 ? list.joined() : list.dropLast().joined(separator: ", ") + " or " + (list.last ?? "")
    let schema = SchemaNode([("enum", .list(names.map(SchemaNode.Value.text)))])
    return Shape(schema: schema, wants: wants, hint: Advice.choice) { node, diagnostics in
      guard let scalar = node.scalar, !scalar.isNull else {
        diagnostics.mismatch(node, wants: wants, hint: Advice.choice)
        return nil
      }
      if let choice = choices.first(where: { $0.name == scalar.text }) { return choice.value }
      let meant = DidYouMean.mistyped(scalar.text, among: names)
      diagnostics.error(
        .wrongValue, at: node.span, "expected \(wants), found \(node.found)",
        hint: meant.map { "Did you mean `\($0)`?" } ?? Advice.choice)
      return nil
    }
  }

  /// One of the names of an enumeration.
  package static func choice(_ type: Value.Type = Value.self) -> Shape
  where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    choice(type.allCases.map { ($0.rawValue, $0) })
  }

  /// A list or a mapping goes to its own shape, anything else to the scalar's.
  ///
  /// - Parameters: Shapes by the kind of the node; at least two.
  package static func either(scalar: Shape? = nil, list: Shape? = nil, mapping: Shape? = nil) -> Shape {
    let shapes = [scalar, list, mapping].compactMap { $0 }
    let wants = shapes.map(\.wants).joined(separator: " or ")
    let hint = shapes.first?.hint ?? Advice.text
    return Shape(schema: .anyOf(shapes.map(\.schema)), wants: wants, hint: hint) { node, diagnostics in
      let shape =
        switch node.kind {
        case .scalar: node.isNull ? nil : scalar
        case .sequence: list
        case .mapping: mapping
        }
      guard let shape else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return shape.read(node, &diagnostics)
    }
  }
}

// MARK: - Lists and mappings

extension Shape {
  /// A list whose items all have one shape. `nil` when one of them has a mistake.
  package static func list<Item>(of item: Shape<Item>) -> Shape where Value == [Item] {
    let wants = "a list"
    let schema = SchemaNode.type("array", with: [("items", .schema(item.schema))])
    return Shape(schema: schema, wants: wants, hint: Advice.list) { node, diagnostics in
      guard let nodes = node.sequence else {
        diagnostics.mismatch(node, wants: wants, hint: Advice.list)
        return nil
      }
      return Self.readAll(nodes, item, &diagnostics)
    }
  }

  /// A list, or the only item of one without the list around it.
  package static func oneOrMany<Item>(_ item: Shape<Item>) -> Shape where Value == [Item] {
    let schema = SchemaNode.anyOf([item.schema, .type("array", with: [("items", .schema(item.schema))])])
    return Shape(schema: schema, wants: "\(item.wants) or a list", hint: item.hint) { node, diagnostics in
      if let nodes = node.sequence { return Self.readAll(nodes, item, &diagnostics) }
      return item.read(node, &diagnostics).map { [$0] }
    }
  }

  private static func readAll<Item>(
    _ nodes: [Node], _ shape: Shape<Item>, _ diagnostics: inout Diagnostics
  ) -> [Item]? {
    // The list is read to its end whatever its first item does, for its mistakes.
    let items = nodes.map { shape.read($0, &diagnostics) }
    let whole = items.compactMap { $0 }
    return whole.count == items.count ? whole : nil
  }

  /// A mapping with any keys, whose values all have one shape; in the order of the source.
  package static func mapping<Item>(of item: Shape<Item>) -> Shape where Value == [Keyed<Item>] {
    let schema = SchemaNode.type("object", with: [("additionalProperties", .schema(item.schema))])
    return Shape(schema: schema, wants: "a mapping", hint: Advice.names) { node, diagnostics in
      guard let entries = node.mapping else {
        diagnostics.mismatch(node, wants: "a mapping", hint: Advice.names)
        return nil
      }
      let items = entries.map { entry in
        item.read(entry.value, &diagnostics).map { Keyed(key: entry.key, keySpan: entry.keySpan, value: $0) }
      }
      let whole = items.compactMap { $0 }
      return whole.count == items.count ? whole : nil
    }
  }
}

/// A value of a mapping with its key.
package struct Keyed<Value> {
  package var key: String
  package var keySpan: Span
  package var value: Value

  package init(key: String, keySpan: Span, value: Value) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}

extension Keyed: Sendable where Value: Sendable {}

// MARK: - Shapes from shapes

extension Shape {
  /// Makes another value of what was read.
  package func map<Result>(_ transform: @escaping @Sendable (Value, Node) -> Result) -> Shape<Result> {
    let read = read
    return Shape<Result>(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      read(node, &diagnostics).map { transform($0, node) }
    }
  }

  /// Makes another value of what was read, or reports why that cannot be.
  package func checked<Result>(
    _ check: @escaping @Sendable (Value, Node, inout Diagnostics) -> Result?
  ) -> Shape<Result> {
    let read = read
    return Shape<Result>(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      read(node, &diagnostics).flatMap { check($0, node, &diagnostics) }
    }
  }

  /// A text that a function understands, such as a length or a colour.
  ///
  /// - Parameters:
  ///   - wants: With its article: "a length such as `25mm`".
  ///   - pattern: For the schema, a regular expression of the texts that are understood.
  ///   - hint: A sentence that says what to type.
  package static func parsed(
    wants: String, pattern: String? = nil, hint: String, _ parse: @escaping @Sendable (String) -> Value?
  ) -> Shape {
    let keywords: [(name: String, value: SchemaNode.Value)] = pattern.map { [("pattern", .text($0))] } ?? []
    return Shape(schema: .type("string", "number", with: keywords), wants: wants, hint: hint) { node, diagnostics in
      guard let scalar = node.scalar, !scalar.isNull, let value = parse(scalar.text) else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      return value
    }
  }

  /// Other words for what is expected, and for what to type.
  package func wanting(_ wants: String, hint: String? = nil) -> Shape {
    let inner = self
    let hint = hint ?? inner.hint
    return Shape(schema: schema.described(wants), wants: wants, hint: hint) { node, diagnostics in
      var own = Diagnostics()
      let value = inner.read(node, &own)
      for var diagnostic in own.all {
        // Only the mismatch of this very node is said in the new words.
        if diagnostic.span == node.span, diagnostic.message.hasPrefix("expected \(inner.wants), ") {
          diagnostic.message = "expected \(wants), found \(node.found)"
          if diagnostic.hints == [inner.hint] { diagnostic.hints = [hint] }
        }
        diagnostics.add(diagnostic)
      }
      return value
    }
  }

  /// The same shape with a schema that says more of what it checks.
  package func saying(_ schema: (SchemaNode) -> SchemaNode) -> Shape {
    Shape(schema: schema(self.schema), wants: wants, hint: hint, read: read)
  }

  /// The same shape, which stands once in the schema, under a name of its own, however often it is used.
  package func shared(_ name: String) -> Shape {
    let schema = schema
    return Shape(schema: .reference(name) { schema }, wants: wants, hint: hint, read: read)
  }

  /// A shape with a name, which may contain itself: it is made when it is first needed, and stands once in the schema.
  package static func named(
    _ name: String, wants: String, hint: String, _ make: @escaping @Sendable () -> Shape
  ) -> Shape {
    Shape(schema: .reference(name) { make().schema }, wants: wants, hint: hint) { node, diagnostics in
      make().read(node, &diagnostics)
    }
  }
}
