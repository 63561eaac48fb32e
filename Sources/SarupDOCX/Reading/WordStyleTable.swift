package import SarupContainer

/// The styles of a Word file that is read.
package struct WordStyleTable {
  private var styles: [String: XMLElement] = [:]
  /// `w:docDefaults`
  package private(set) var defaults: XMLElement?
  package private(set) var defaultParagraph: String?
  private var orderedElements: [XMLElement] = []

  /// - Parameter root: `w:styles`
  package init(_ root: XMLElement?) {
    guard let root else { return }
    defaults = root.word("docDefaults")
    for element in root.children where element.isWord("style") {
      guard let id = element.wordAttribute("styleId") else { continue }
      orderedElements.append(element)
      styles[id] = element
      let isDefault = ["1", "true", "on"].contains(element.wordAttribute("default") ?? "")
      if isDefault, element.wordAttribute("type") == "paragraph" { defaultParagraph = id }
    }
  }

  /// In the order of the file.
  package var all: [XMLElement] { orderedElements }

  package subscript(_ id: String) -> XMLElement? { styles[id] }

  /// The name in lower case: Word translates ids, and keeps names.
  package func name(of id: String) -> String {
    (styles[id]?.value("name") ?? id).lowercased()
  }

  /// A style and those that it is based on, from the nearest.
  package func chain(_ id: String?) -> [XMLElement] {
    var result: [XMLElement] = []
    var next = id
    // No chain is longer than the table: one that is goes round.
    while let id = next, let style = styles[id], result.count < min(styles.count, 64) {
      result.append(style)
      next = style.value("basedOn")
    }
    return result
  }

  /// What a style or those below it say first.
  package func inherited<Value>(_ id: String?, _ read: (XMLElement) -> Value?) -> Value? {
    for style in chain(id ?? defaultParagraph) {
      if let value = read(style) { return value }
    }
    return nil
  }
}
