internal import SarupContainer

/// The relationships of one part, in the order in which they were asked for.
struct Relationships {
  private struct Relationship {
    var type: String
    var target: String
    var isExternal: Bool
  }

  private var all: [Relationship] = []

  var isEmpty: Bool { all.isEmpty }

  /// The id of a relationship; the same target has one id.
  mutating func id(_ type: String, _ target: String, isExternal: Bool = false) -> String {
    let type = type.contains(":") ? type : "\(Namespace.relationships)/\(type)"
    let known = all.firstIndex { $0.type == type && $0.target == target && $0.isExternal == isExternal }
    if known == nil { all.append(Relationship(type: type, target: target, isExternal: isExternal)) }
    return "rId\((known ?? all.count - 1) + 1)"
  }

  func part() -> [UInt8] {
    var xml = XMLWriter(capacity: 1024)
    xml.open("Relationships")
    xml.attribute("xmlns", Namespace.packageRelationships)
    for (number, relationship) in all.enumerated() {
      xml.open("Relationship")
      xml.attribute("Id", "rId\(number + 1)")
      xml.attribute("Type", relationship.type)
      xml.attribute("Target", relationship.target)
      if relationship.isExternal { xml.attribute("TargetMode", "External") }
      xml.close()
    }
    return xml.finish()
  }
}
