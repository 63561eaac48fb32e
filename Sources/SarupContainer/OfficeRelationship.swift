package import SarupSyntax

/// What one part of an office file says of another, or of an address outside.
package struct OfficeRelationship: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// The name of a part that is there.
    case part(String)
    /// A part that the package does not have; programs pass over such a relationship.
    case missing(String)
    /// An address outside of the package, as it is written. Nobody but a person who clicks on it may follow it.
    case external(String)
    /// A place in the same part.
    case fragment(String)
  }

  package var id: String
  /// As it is written.
  package var type: String
  package var target: Target
  package var span: Span

  /// The last piece of a type that is one of the office's own, transitional or strict: `header`, `image`, `styles`. Other types are
  /// given whole.
  package var kind: String {
    for family in Self.families where type.hasPrefix(family) { return String(type.dropFirst(family.utf8.count)) }
    return type
  }

  private static let families = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
  ]

  private static let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The relationships in a part that lists them; `nil` where one of them leads out of the package or an id is there twice.
  ///
  /// - Parameters:
  ///   - part: The part that they are of; empty for the package.
  ///   - names: Parts that are there, by how names are compared.
  static func list(
    in tree: XMLTree, of part: String, names: [String: String], reporting diagnostics: inout Diagnostics
  ) -> [OfficeRelationship]? {
    guard tree.root.is("Relationships", in: namespace) else {
      diagnostics.error(
        .officeRelationships, at: tree.root.span, "the list of relationships is not one",
        hint: "Open the file in Word or LibreOffice, and save it again.")
      return nil
    }
    var result: [OfficeRelationship] = []
    var ids: Set<String> = []
    var isGood = true
    for element in tree.root.children where element.is("Relationship", in: namespace) {
      guard let id = element.attribute("Id"), let type = element.attribute("Type"),
        let written = element.attribute("Target")
      else {
        diagnostics.error(
          .officeRelationships, at: element.span, "a relationship lacks its id, its type or its target",
          hint: "Open the file in Word or LibreOffice, and save it again.")
        isGood = false
        continue
      }
      if !ids.insert(id).inserted {
        diagnostics.error(
          .officeRelationships, at: element.span, "two relationships have the id `\(id)`",
          hint: "Do not trust the file: two programs can read two contents from it.")
        isGood = false
      }
      let target: Target
      if element.attribute("TargetMode") == "External" {
        target = .external(written)
      } else if written.hasPrefix("#") {
        target = .fragment(String(written.dropFirst()))
      } else if let name = resolve(written, from: part) {
        target = names[OfficePackage.key(name)].map { .part($0) } ?? .missing(name)
      } else {
        diagnostics.error(
          .officeUnsafe, at: element.span, "the relationship `\(id)` leads out of the file",
          hint: "Do not trust the file: it is made to read what it should not.")
        isGood = false
        continue
      }
      result.append(OfficeRelationship(id: id, type: type, target: target, span: element.span))
    }
    return isGood ? result : nil
  }

  /// The name of a part that a target means, as in `../media/image1.png` from `word/header1.xml`; `nil` where it is no place in the
  /// package.
  package static func resolve(_ target: String, from part: String) -> String? {
    // A scheme, a drive or a server is no place in a package.
    let path = String(target.prefix { $0 != "#" && $0 != "?" })
    guard !path.isEmpty, !path.contains("\\"), !path.contains(":"), !path.hasPrefix("//"),
      let decoded = percentDecoded(path), decoded.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") })
    else { return nil }
    var pieces = decoded.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
    for piece in decoded.split(separator: "/") {
      switch piece {
      case ".": continue
      case "..": if pieces.popLast() == nil { return nil }
      default: pieces.append(String(piece))
      }
    }
    return pieces.isEmpty ? nil : pieces.joined(separator: "/")
  }

  private static func percentDecoded(_ text: String) -> String? {
    guard text.contains("%") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        value != 0x2F,
        value != 0x5C
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
