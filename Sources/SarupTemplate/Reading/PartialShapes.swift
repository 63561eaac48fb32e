internal import SarupBrief
internal import SarupSyntax

// A template's parts name each other. To report every mistake in one run, what was right in a part is kept although something
// else in it was wrong: the names that it gives are then not missed elsewhere. Who reads with these shapes looks at the
// diagnostics, not at `nil`.

extension Shape where Value: Sendable {
  /// A mapping with declared fields, which gives whatever could be read of it.
  static func partialRecord(_ wants: String, initial: Value, fields: [Field<Value>]) -> Shape {
    let record = Record(wants: wants, fields: fields)
    return Shape(schema: record.schema, wants: wants, hint: record.hint) { node, diagnostics in
      var root = initial
      _ = record.read(node, into: &root, &diagnostics)
      return root
    }
  }
}

extension Shape {
  /// A list, which gives the items that could be read.
  static func partialList<Item>(of item: Shape<Item>) -> Shape where Value == [Item] {
    let whole = Shape.list(of: item)
    return Shape(schema: whole.schema, wants: whole.wants, hint: whole.hint) { node, diagnostics in
      guard let nodes = node.sequence else { return whole.mismatch(node, &diagnostics) }
      return nodes.compactMap { item.read($0, &diagnostics) }
    }
  }

  /// A mapping with any keys, which gives the entries that could be read. A null takes its key away.
  static func partialMapping<Item>(of item: Shape<Item>) -> Shape where Value == [Keyed<Item>] {
    let whole = Shape.mapping(of: item)
    return Shape(schema: whole.schema, wants: whole.wants, hint: whole.hint) { node, diagnostics in
      guard let entries = node.mapping else { return whole.mismatch(node, &diagnostics) }
      return entries.filter { !$0.value.isNull }.compactMap { entry in
        item.read(entry.value, &diagnostics).map { Keyed(key: entry.key, keySpan: entry.keySpan, value: $0) }
      }
    }
  }

  /// The value with its place.
  func placed() -> Shape<Placed<Value>> where Value: Sendable & Equatable {
    map { value, node in Placed(value, at: node.span) }
  }
}

extension Shape where Value == String {
  /// A text with something in it.
  static let filledText = Shape.text.checked { text, node, diagnostics in
    if !text.isEmpty { return text }
    diagnostics.mismatch(node, wants: "a text", hint: Shape.text.hint)
    return nil
  }.saying { $0.with(("minLength", .integer(1))) }
}

extension Shape where Value == Placed<String> {
  /// The name of something else in the template or the brief.
  static let name = Shape<String>.filledText.placed()
}

extension Shape where Value == [String] {
  /// Texts; a single one needs no list around it.
  static let texts = Shape.oneOrMany(.filledText)
}
