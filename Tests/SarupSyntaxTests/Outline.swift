import SarupSyntax

/// A tree in a form that tests can compare at a glance.
func outline(_ node: Node) -> String {
  switch node.kind {
  case .scalar(let scalar):
    scalar.style == .plain ? scalar.text : JSONText.quoted(scalar.text)
  case .sequence(let items):
    "[" + items.map(outline).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}
