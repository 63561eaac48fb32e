internal import SarupDocument

/// The names of what links, references and tables of contents lead to. All begin with a low line: Word hides them from its list.
struct Bookmarks {
  /// By element.
  private var names: [Int: String] = [:]
  /// Footnotes that are referred to more than once, by their element.
  private(set) var repeatedNotes: Set<Int> = []

  init(of document: Document) {
    var headings = 0
    var notes: Set<Int> = []
    for (index, element) in document.elements.enumerated() {
      guard case .paragraph(let paragraph) = element.kind else { continue }
      if case .heading = paragraph.role {
        headings += 1
        names[index] = "_Heading\(headings)"
      }
      for reference in paragraph.text.references where reference.shows == .note {
        if !notes.insert(reference.element).inserted { repeatedNotes.insert(reference.element) }
      }
    }
    for (number, anchor) in document.anchors.enumerated() {
      let element = Self.paragraph(of: anchor.element, in: document)
      if names[element] == nil { names[element] = "_Ref\(number + 1)" }
    }
  }

  /// Where the bookmark of an element stands: an item's is on its first paragraph.
  static func paragraph(of element: Int, in document: Document) -> Int {
    guard document.elements.indices.contains(element) else { return element }
    if case .item = document.elements[element].kind, element + 1 < document.elements[element].end,
      case .paragraph = document.elements[element + 1].kind
    {
      return element + 1
    }
    return element
  }

  func name(of element: Int) -> String? { names[element] }

  static func name(ofNote number: Int) -> String { "_Note\(number)" }
}
