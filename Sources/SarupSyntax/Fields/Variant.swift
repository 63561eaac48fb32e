/// One of the kinds that an entry may be, told by its only key: `header: [...]`.
package struct Variant<Value>: Sendable {
  package let name: String
  package let summary: String
  package let shape: Shape<Value>
  /// Whether the bare name will do where there is nothing more to say.
  package let bare: (@Sendable (Span) -> Value)?

  /// - Parameter bare: Makes the value for the name alone, given its place; without it a value must follow.
  package init(
    _ name: String, _ summary: String, _ shape: Shape<Value>, bare: (@Sendable (Span) -> Value)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.shape = shape
    self.bare = bare
  }
}

extension Shape {
  /// A mapping with one key, which says what its value is; or, where a variant allows it, the key alone as a text.
  package static func variant(_ wants: String, _ variants: [Variant<Value>]) -> Shape {
    var alternatives = variants.map { variant in
      let value = variant.bare == nil ? variant.shape.schema : variant.shape.schema.orNull
      return SchemaNode.type(
        "object",
        with: [
          ("description", .text(variant.summary)), ("properties", .schemas([(variant.name, value)])),
          ("required", .list([.text(variant.name)])), ("additionalProperties", .flag(false)),
        ])
    }
    let bareNames = variants.filter { $0.bare != nil }.map { SchemaNode.Value.text($0.name) }
    if !bareNames.isEmpty { alternatives.append(SchemaNode([("enum", .list(bareNames))])) }
    let reader = VariantReader(wants: wants, variants: variants)
    return Shape(schema: .anyOf(alternatives), wants: wants, hint: reader.hint) { node, diagnostics in
      reader.read(node, &diagnostics)
    }
  }
}

private struct VariantReader<Value>: Sendable {
  let wants: String
  let variants: [Variant<Value>]

  var hint: String { Advice.keys(variants.first?.name) }

  func read(_ node: Node, _ diagnostics: inout Diagnostics) -> Value? {
    switch node.kind {
    case .mapping(let entries):
      guard let first = entries.first else {
        diagnostics.mismatch(node, wants: wants, hint: hint)
        return nil
      }
      for extra in entries.dropFirst() {
        diagnostics.error(
          .unknownKey, at: extra.keySpan, "\(wants) has one key, and `\(extra.key)` is a second one",
          hint: "Indent it to put it under `\(first.key)`, or begin it with `- `.")
      }
      guard let variant = variant(first.key, at: first.keySpan, &diagnostics) else { return nil }
      if first.value.isNull, let bare = variant.bare { return entries.count == 1 ? bare(first.keySpan) : nil }
      let value = variant.shape.read(first.value, &diagnostics)
      return entries.count == 1 ? value : nil
    case .scalar(let scalar) where !scalar.isNull:
      guard let variant = variant(scalar.text, at: node.span, &diagnostics) else { return nil }
      guard let bare = variant.bare else {
        diagnostics.error(
          .wrongType, at: node.span, "`\(variant.name)` needs a value", hint: "Write `\(variant.name): ...`.")
        return nil
      }
      return bare(node.span)
    default:
      diagnostics.mismatch(node, wants: wants, hint: hint)
      return nil
    }
  }

  private func variant(_ name: String, at span: Span, _ diagnostics: inout Diagnostics) -> Variant<Value>? {
    if let variant = variants.first(where: { $0.name == name }) { return variant }
    let nearest = DidYouMean.nearest(to: name, among: variants.lazy.map(\.name))
    let known = variants.map { "`\($0.name)`" }.joined(separator: ", ")
    diagnostics.error(
      .unknownKey, at: span, "`\(Excerpt.of(name))` is not \(wants)",
      hint: nearest.map { "Did you mean `\($0)`?" } ?? "It can be \(known).")
    return nil
  }
}
