/// A piece of a JSON Schema (2020-12): what a ``Shape`` accepts, in a form that editors understand.
package struct SchemaNode: Sendable {
  package enum Value: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case null
    case list([Value])
    case schema(SchemaNode)
    /// Schemas by name, in their order.
    case schemas([(name: String, schema: SchemaNode)])

    fileprivate var isScalar: Bool {
      switch self {
      case .text, .integer, .number, .flag, .null: true
      case .list, .schema, .schemas: false
      }
    }
  }

  package var keywords: [(name: String, value: Value)]
  /// Set when this node only points to a definition, which may contain itself.
  private var definition: Definition?

  private struct Definition: Sendable {
    var name: String
    var make: @Sendable () -> SchemaNode
  }

  package init(_ keywords: [(name: String, value: Value)] = []) {
    self.keywords = keywords
  }

  /// Accepts everything.
  package static let anything = SchemaNode()

  package static func type(_ names: String..., with keywords: [(name: String, value: Value)] = []) -> SchemaNode {
    let value: Value = names.count == 1 ? .text(names[0]) : .list(names.map(Value.text))
    return SchemaNode([("type", value)] + keywords)
  }

  package static func anyOf(_ alternatives: [SchemaNode]) -> SchemaNode {
    SchemaNode([("anyOf", .list(alternatives.map(Value.schema)))])
  }

  /// Points to a definition that stands once in the whole schema.
  package static func reference(_ name: String, to make: @escaping @Sendable () -> SchemaNode) -> SchemaNode {
    var node = SchemaNode([("$ref", .text("#/$defs/\(name)"))])
    node.definition = Definition(name: name, make: make)
    return node
  }

  package func described(_ description: String) -> SchemaNode {
    var result = self
    result.keywords.removeAll { $0.name == "description" }
    result.keywords.insert(("description", .text(description)), at: 0)
    return result
  }

  /// The same with further keywords.
  package func with(_ keywords: (name: String, value: Value)...) -> SchemaNode {
    var result = self
    result.keywords += keywords
    return result
  }

  /// Accepts a null as well: a key without a value counts as a key that is not there.
  package var orNull: SchemaNode {
    var result = self
    if let index = keywords.firstIndex(where: { $0.name == "enum" }), case .list(let values) = keywords[index].value {
      result.keywords[index].value = .list(values + [.null])
      return result
    }
    if let index = keywords.firstIndex(where: { $0.name == "anyOf" }), case .list(let values) = keywords[index].value {
      result.keywords[index].value = .list(values + [.schema(.type("null"))])
      return result
    }
    guard let index = keywords.firstIndex(where: { $0.name == "type" }) else {
      return keywords.isEmpty ? self : .anyOf([self, .type("null")])
    }
    switch keywords[index].value {
    case .text(let name): result.keywords[index].value = .list([.text(name), .text("null")])
    case .list(let names): result.keywords[index].value = .list(names + [.text("null")])
    default: break
    }
    return result
  }

  // MARK: Printing

  /// The whole schema as JSON text, two spaces a level, the same every time.
  ///
  /// - Parameter id: The address by which others name the schema.
  package func document(title: String, id: String? = nil) -> String {
    var root = self
    var head: [(name: String, value: Value)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema"))
    ]
    if let id { head.append(("$id", .text(id))) }
    head.append(("title", .text(title)))
    root.keywords = head + root.keywords
    let definitions = definitions()
    if !definitions.isEmpty { root.keywords.append(("$defs", .schemas(definitions))) }
    var writer = SchemaWriter()
    writer.write(.schema(root), indent: 0)
    return writer.text + "\n"
  }

  /// Everything that is pointed to from here, in the order of the names.
  package func definitions() -> [(name: String, schema: SchemaNode)] {
    var known: [String: SchemaNode] = [:]
    var pending: [SchemaNode] = [self]
    while let node = pending.popLast() {
      if let definition = node.definition, known[definition.name] == nil {
        let made = definition.make()
        known[definition.name] = made
        pending.append(made)
      }
      for keyword in node.keywords { Self.collect(keyword.value, into: &pending) }
    }
    return known.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ($0, known[$0] ?? .anything) }
  }

  private static func collect(_ value: Value, into pending: inout [SchemaNode]) {
    switch value {
    case .schema(let node): pending.append(node)
    case .schemas(let nodes): pending += nodes.map(\.schema)
    case .list(let values): for value in values { collect(value, into: &pending) }
    default: break
    }
  }
}

private struct SchemaWriter {
  var text = ""

  mutating func write(_ value: SchemaNode.Value, indent: Int) {
    switch value {
    case .text(let string): text += JSONText.quoted(string)
    case .integer(let number): text += "\(number)"
    case .number(let number): text += number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    case .list(let values) where values.allSatisfy(\.isScalar):
      text += "["
      for (index, value) in values.enumerated() {
        text += index == 0 ? "" : ", "
        write(value, indent: indent)
      }
      text += "]"
    case .list(let values):
      write(values, brackets: ("[", "]"), indent: indent) { $0.write($1, indent: indent + 1) }
    case .schema(let node):
      // A schema without keywords accepts everything; `true` says so plainly.
      guard !node.keywords.isEmpty else {
        text += "true"
        return
      }
      write(node.keywords, brackets: ("{", "}"), indent: indent) {
        $0.text += JSONText.quoted($1.name) + ": "
        $0.write($1.value, indent: indent + 1)
      }
    case .schemas(let nodes):
      write(nodes, brackets: ("{", "}"), indent: indent) {
        $0.text += JSONText.quoted($1.name) + ": "
        $0.write(.schema($1.schema), indent: indent + 1)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], brackets: (String, String), indent: Int, item: (inout Self, Item) -> Void
  ) {
    text += brackets.0
    for (index, element) in items.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: indent + 1)
      item(&self, element)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }
}
