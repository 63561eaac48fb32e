internal import SarupDocument

extension Document {
  /// The elements whose paragraph ends a section of a Word file, because a landscape part begins or ends behind it. Where something else
  /// stands there, such as a table, the section needs a paragraph of its own.
  func sectionEnds() -> Set<Int> {
    var result: Set<Int> = []
    for (index, element) in elements.enumerated() {
      guard case .group(.landscape) = element.kind else { continue }
      if let last = lastParagraph(before: index) { result.insert(last) }
      let isFollowed = element.end < elements.count
      if isFollowed, case .group(.landscape) = elements[element.end].kind { continue }
      if isFollowed, let last = lastParagraph(before: element.end) { result.insert(last) }
    }
    return result
  }

  /// The last thing before an element, if it is a paragraph of the body itself.
  private func lastParagraph(before index: Int) -> Int? {
    var candidate = index - 1
    while candidate >= 0 {
      // Footnotes stand elsewhere.
      if let note = ancestor(of: candidate, where: { if case .note = $0 { true } else { false } }) {
        candidate = note - 1
        continue
      }
      switch elements[candidate].kind {
      case .group, .list, .definitions, .definition, .meaning, .quote: candidate -= 1
      case .paragraph, .figure:
        let isInside = ancestor(of: candidate) { kind in
          switch kind {
          case .table, .contents: true
          default: false
          }
        }
        return isInside == nil ? candidate : nil
      default: return nil
      }
    }
    return nil
  }

  private func ancestor(of element: Int, where matches: (Element.Kind) -> Bool) -> Int? {
    var candidate = element
    while elements.indices.contains(candidate) {
      if matches(elements[candidate].kind) { return candidate }
      candidate = elements[candidate].parent
    }
    return nil
  }
}
