package import SarupContainer

// How elements of WordprocessingML are asked for. Names are those of ECMA-376; files of the strict form (ISO/IEC 29500-1) have the same
// names in other namespaces.

extension Namespace {
  static let strictMain = "http://purl.oclc.org/ooxml/wordprocessingml/main"
  static let strictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
  static let strictWordDrawing = "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"
  static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
}

extension XMLElement {
  /// The name of an element of WordprocessingML without its prefix; `nil` for an element of another vocabulary.
  package var word: String? {
    let name = name
    return name.namespace == Namespace.main || name.namespace == Namespace.strictMain ? name.local : nil
  }

  package func isWord(_ local: String) -> Bool { word == local }

  /// The first element in this one that has a name of WordprocessingML.
  package func word(_ local: String) -> XMLElement? {
    first(local, in: Namespace.main) ?? first(local, in: Namespace.strictMain)
  }

  /// What stands at the end of a path of such names.
  package func word(_ path: String...) -> XMLElement? {
    var element: XMLElement? = self
    for step in path { element = element?.word(step) }
    return element
  }

  /// An attribute of WordprocessingML.
  package func wordAttribute(_ local: String) -> String? {
    attribute(local, in: Namespace.main) ?? attribute(local, in: Namespace.strictMain)
  }

  /// `w:val` of an element in this one.
  package func value(_ local: String) -> String? { word(local)?.wordAttribute("val") }

  /// A property that is on by being there: `nil` where nothing is said.
  package func toggle(_ local: String) -> Bool? {
    guard let element = word(local) else { return nil }
    switch element.wordAttribute("val") {
    case "0", "false", "off", "none": return false
    default: return true
    }
  }

  /// `r:id`, `r:embed` and their like.
  package func relationship(_ local: String) -> String? {
    attribute(local, in: Namespace.relationships) ?? attribute(local, in: Namespace.strictRelationships)
  }

  /// `wp:docPr`, what a picture or a drawing says of itself.
  package var isDrawingProperties: Bool {
    let name = name
    return name.local == "docPr"
      && (name.namespace == Namespace.wordDrawing || name.namespace == Namespace.strictWordDrawing)
  }

  /// The second telling of the same thing, for programs that do not know the first.
  package var isFallback: Bool { self.is("Fallback", in: Namespace.compatibility) }
}
