package import SarupContainer

/// Where a content control finds its data: a path of element names as Word writes it, `/b:brief[1]/b:title[1]`.
package struct WordBinding {
  private var steps: [(name: XMLName, place: Int)] = []

  /// - Parameter element: `w:dataBinding`
  package init(_ element: XMLElement) {
    var namespaces: [String: String] = [:]
    for declaration in (element.wordAttribute("prefixMappings") ?? "").split(separator: " ") {
      let sides = declaration.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].hasPrefix("xmlns:") else { continue }
      namespaces[String(sides[0].dropFirst("xmlns:".count))] = String(sides[1].dropFirst().dropLast())
    }
    for step in (element.wordAttribute("xpath") ?? "").split(separator: "/") {
      var name = step.prefix { $0 != "[" }
      let place = step.dropFirst(name.count).dropFirst().prefix { $0 != "]" }
      var namespace = ""
      if let colon = name.firstIndex(of: ":") {
        namespace = namespaces[String(name[..<colon])] ?? ""
        name = name[name.index(after: colon)...]
      }
      steps.append((XMLName(namespace: namespace, local: String(name)), Int(place) ?? 1))
    }
  }

  /// The local name of the last step.
  package var field: String? { steps.last?.name.local }

  /// The element with the data, if it is there.
  package func find(in root: XMLElement) -> XMLElement? {
    guard let first = steps.first, root.name == first.name else { return nil }
    var element = root
    for step in steps.dropFirst() {
      let all = element.children.filter { $0.name == step.name }
      guard all.indices.contains(step.place - 1) else { return nil }
      element = all[step.place - 1]
    }
    return element
  }
}
