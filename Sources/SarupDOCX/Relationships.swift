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

/// Where a link may lead out of a file: the web and mail. Anything else, such as a file of the reader's machine, is refused.
enum ExternalTarget {
  /// The address in ASCII (RFC 3987, 3.1); `nil` for a scheme that is not allowed.
  static func address(_ destination: String) -> String? {
    let lower = destination.lowercased()
    guard
      ["https://", "http://", "mailto:"].contains(where: { lower.hasPrefix($0) && lower.utf8.count > $0.utf8.count })
    else { return nil }
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in destination.utf8 {
      // What RFC 3986 has no place for: spaces, controls, quotes, brackets of other kinds, and all beyond ASCII.
      if byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
