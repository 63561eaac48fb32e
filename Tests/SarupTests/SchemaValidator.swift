import SarupSyntax

/// As much of JSON Schema (2020-12) as the schemas of briefs and templates use. A keyword that it does not know is a fault of the schema,
/// so that none goes unheeded.
struct SchemaValidator {
  private let root: Node

  /// - Parameter text: The schema; it has to be JSON.
  init?(_ text: String) {
    var diagnostics = Diagnostics()
    guard let root = JSON.read(SourceText(name: "schema.json", text: text), reporting: &diagnostics) else { return nil }
    self.root = root
  }

  /// The first thing in a tree that the schema does not allow; `nil` when it allows everything.
  func fault(in tree: Node) -> String? { fault(in: tree, by: root, at: "") }

  private func fault(in node: Node, by schema: Node, at path: String) -> String? {
    if let flag = schema.scalar?.bool { return flag ? nil : "\(path): nothing may stand here" }
    for keyword in schema.mapping ?? [] {
      if let fault = fault(in: node, by: keyword, of: schema, at: path) { return fault }
    }
    return nil
  }

  private func fault(in node: Node, by keyword: Entry, of schema: Node, at path: String) -> String? {
    let value = keyword.value
    switch keyword.key {
    case "$schema", "$id", "$defs", "title", "description": return nil
    case "$ref":
      guard let name = value.scalar?.text.split(separator: "/").last, let target = root["$defs"]?[String(name)] else {
        return "\(path): \(value.scalar?.text ?? "") leads nowhere"
      }
      return fault(in: node, by: target, at: path)
    case "type":
      let names = value.sequence?.compactMap(\.scalar?.text) ?? [value.scalar?.text ?? ""]
      return names.contains { Self.isOf($0, node) } ? nil : "\(path): is no \(names.joined(separator: " or "))"
    case "enum":
      let isThere = value.sequence?.contains { Self.isEqual($0, node) } ?? false
      return isThere ? nil : "\(path): is none of the values"
    case "const": return Self.isEqual(value, node) ? nil : "\(path): is not the value"
    case "anyOf":
      let faults = (value.sequence ?? []).map { fault(in: node, by: $0, at: path) }
      return faults.contains(nil)
        ? nil : faults.compactMap { $0 }.max { $0.count < $1.count } ?? "\(path): fits nothing"
    case "properties":
      for entry in node.mapping ?? [] {
        if let schema = value[entry.key], let fault = fault(in: entry.value, by: schema, at: "\(path)/\(entry.key)") {
          return fault
        }
      }
      return nil
    case "required":
      guard let entries = node.mapping else { return nil }
      let missing = value.sequence?.compactMap(\.scalar?.text).first { name in !entries.contains { $0.key == name } }
      return missing.map { "\(path): \($0) is missing" }
    case "additionalProperties":
      for entry in node.mapping ?? [] where schema["properties"]?[entry.key] == nil {
        if let fault = fault(in: entry.value, by: value, at: "\(path)/\(entry.key)") { return fault }
      }
      return nil
    case "items":
      for (index, item) in (node.sequence ?? []).enumerated() {
        if let fault = fault(in: item, by: value, at: "\(path)/\(index)") { return fault }
      }
      return nil
    case "minItems", "maxItems":
      guard let count = node.sequence?.count, let limit = value.scalar?.integer else { return nil }
      return (keyword.key == "minItems" ? count >= limit : count <= limit) ? nil : "\(path): has \(count) items"
    case "minLength":
      guard Self.isOf("string", node), let text = node.scalar?.text, let limit = value.scalar?.integer else {
        return nil
      }
      return text.unicodeScalars.count >= limit ? nil : "\(path): is too short"
    case "minimum", "maximum":
      guard Self.isOf("number", node), let number = node.scalar?.number, let limit = value.scalar?.number else {
        return nil
      }
      return (keyword.key == "minimum" ? number >= limit : number <= limit) ? nil : "\(path): is out of range"
    case "pattern":
      guard Self.isOf("string", node), let text = node.scalar?.text, let pattern = value.scalar?.text else {
        return nil
      }
      guard let expression = try? Regex(pattern) else { return "\(path): \(pattern) is no pattern" }
      return text.firstMatch(of: expression) == nil ? "\(path): \(text) does not match" : nil
    default: return "\(path): \(keyword.key) is a keyword that is not known here"
    }
  }

  private static func isOf(_ type: String, _ node: Node) -> Bool {
    switch (type, node.kind) {
    case ("object", .mapping), ("array", .sequence): return true
    case (_, .mapping), (_, .sequence): return false
    case (_, .scalar(let scalar)):
      let (isNull, number, bool) = (scalar.isNull, scalar.number, scalar.bool)
      return switch type {
      case "null": isNull
      case "boolean": bool != nil
      case "number": number != nil
      case "integer": number.map { $0 == $0.rounded() && $0.isFinite } ?? false
      case "string": !isNull && number == nil && bool == nil
      default: false
      }
    }
  }

  private static func isEqual(_ expected: Node, _ node: Node) -> Bool {
    guard let expected = expected.scalar, let scalar = node.scalar else { return false }
    if expected.isNull || scalar.isNull { return expected.isNull && scalar.isNull }
    return expected.text == scalar.text && isOf("string", node)
  }
}
