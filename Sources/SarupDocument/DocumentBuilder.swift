package import SarupSyntax

/// Puts elements together in reading order; each knows its parent and the end of its subtree when it is closed.
package struct DocumentBuilder {
  package private(set) var elements: [Element] = []
  /// Indices of the elements whose children are being added, outermost first.
  private var openElements: [Int] = []

  package init() {}

  /// Adds an element without children.
  package mutating func add(_ kind: Element.Kind, at span: SarupSyntax.Span? = nil) {
    elements.append(
      Element(kind: kind, parent: openElements.last ?? -1, end: elements.count + 1, span: span))
  }

  /// Adds an element; what follows, up to the matching ``close()``, is below it.
  package mutating func open(_ kind: Element.Kind, at span: SarupSyntax.Span? = nil) {
    add(kind, at: span)
    openElements.append(elements.count - 1)
  }

  /// Puts whole elements in between those at the top of the document.
  ///
  /// - Parameter new: Their parents and ends count from the first of them, which is 0.
  package mutating func insert(_ new: [Element], at place: Int) {
    for index in elements.indices {
      if elements[index].parent >= place { elements[index].parent += new.count }
      if elements[index].end > place { elements[index].end += new.count }
    }
    let moved = new.map { element in
      var element = element
      if element.parent >= 0 { element.parent += place }
      element.end += place
      return element
    }
    elements.insert(contentsOf: moved, at: place)
  }

  /// Gives a paragraph its text, for one that could not be known when it was added.
  package mutating func setText(of element: Int, to text: StyledText) {
    guard elements.indices.contains(element), case .paragraph(var paragraph) = elements[element].kind else { return }
    paragraph.text = text
    elements[element].kind = .paragraph(paragraph)
  }

  /// Keeps the paragraph that stands last, if the text ends with one, with what comes next. Footnotes stand elsewhere.
  package mutating func keepLastParagraphWithNext() { keepLastParagraphWithNext(past: []) }

  /// Keeps the end of the text with who signs: its last paragraph and, where the template's own lines stand behind that and their styles
  /// keep them with what follows, these as well.
  package mutating func keepEndOfTextWithNext(styles: [ParagraphStyle]) { keepLastParagraphWithNext(past: styles) }

  private mutating func keepLastParagraphWithNext(past styles: [ParagraphStyle]) {
    var last = elements.count - 1
    while last >= 0 {
      let element = elements[last]
      last -= 1
      if case .note = element.kind { continue }
      guard case .paragraph(var paragraph) = element.kind else { return }
      if paragraph.role == .footnote { continue }
      paragraph.keepsWithNext = true
      elements[last + 1].kind = .paragraph(paragraph)
      guard paragraph.maker == .line, styles.indices.contains(paragraph.style), styles[paragraph.style].keepWithNext
      else { return }
    }
  }

  /// Keeps the paragraphs of the row that is open with what comes behind it.
  package mutating func keepRowWithNext() {
    guard let row = openElements.last else { return }
    for index in elements.indices[row...] {
      guard case .paragraph(var paragraph) = elements[index].kind, paragraph.role != .footnote else { continue }
      paragraph.keepsWithNext = true
      elements[index].kind = .paragraph(paragraph)
    }
  }

  /// Keeps each paragraph from an element on with the one behind it, the last one excepted.
  package mutating func keepParagraphsTogether(from start: Int) {
    var last: Int?
    for index in elements.indices[start...] {
      guard case .paragraph(let paragraph) = elements[index].kind, paragraph.role != .footnote else { continue }
      if let last, case .paragraph(var held) = elements[last].kind {
        held.keepsWithNext = true
        elements[last].kind = .paragraph(held)
      }
      last = index
    }
  }

  /// Says whose words a paragraph has.
  package mutating func setMaker(of element: Int, to maker: Paragraph.Maker) {
    guard elements.indices.contains(element), case .paragraph(var paragraph) = elements[element].kind else { return }
    paragraph.maker = maker
    elements[element].kind = .paragraph(paragraph)
  }

  /// Ends the element that was opened last.
  package mutating func close() {
    guard let index = openElements.popLast() else { return }
    elements[index].end = elements.count
  }

  /// Ends columns, or takes them back when nothing stands in any of them.
  package mutating func closeColumns() {
    guard let index = openElements.last else { return }
    let isBlank = elements[(index + 1)...].allSatisfy { if case .column = $0.kind { true } else { false } }
    if isBlank { elements.removeSubrange((index + 1)...) }
    closeUnlessEmpty()
  }

  /// Ends the element that was opened last, or takes it back when nothing is in it.
  package mutating func closeUnlessEmpty() {
    if openElements.last == elements.count - 1 {
      openElements.removeLast()
      elements.removeLast()
    } else {
      close()
    }
  }
}
