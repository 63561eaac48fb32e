// What running lines call the section of a page: a heading of the highest level that the document has.

extension Document {
  /// The level of a heading; `nil` for other elements.
  package func headingLevel(of element: Int) -> Int? {
    guard elements.indices.contains(element), case .paragraph(let paragraph) = elements[element].kind,
      case .heading(let level) = paragraph.role
    else { return nil }
    return level
  }

  /// The item whose label a paragraph stands beside; `nil` for any other element.
  package func item(beside element: Int) -> Int? {
    guard elements.indices.contains(element), case .paragraph = elements[element].kind,
      elements[element].parent == element - 1, elements.indices.contains(element - 1),
      case .item = elements[element - 1].kind
    else { return nil }
    return element - 1
  }

  /// The highest level of its headings; `nil` without any.
  package var sectionLevel: Int? {
    elements.indices.lazy.compactMap { headingLevel(of: $0) }.min()
  }

  /// The words of a heading on one line, without links and the marks of footnotes.
  package func sectionText(of element: Int) -> StyledText {
    guard elements.indices.contains(element), case .paragraph(let paragraph) = elements[element].kind else {
      return StyledText()
    }
    let source = paragraph.text
    var text = StyledText()
    for var run in source.runs where source.reference(of: run.link)?.shows != .note {
      let start = text.utf8.count
      text.utf8 += source.utf8[run.range]
      run.range = start..<text.utf8.count
      run.link = nil
      text.runs.append(run)
    }
    // A forced line end is as long as three spaces, which one line does with one of.
    return text.withSpacesForLineEnds
  }
}

extension Document {
  /// The sheet on which an element stands.
  package func sheet(of element: Int) -> Sheet {
    var outer = element
    while page.canTurn, elements.indices.contains(outer) {
      if case .group(.landscape) = elements[outer].kind { return page.landscapeSheet }
      outer = elements[outer].parent
    }
    return page.sheet
  }
}

extension StyledText {
  fileprivate var withSpacesForLineEnds: StyledText {
    let lineEnd: [UInt8] = [0xE2, 0x80, 0xA8]
    guard utf8.contains(lineEnd[0]) else { return self }
    var result = StyledText()
    for var run in runs {
      let start = result.utf8.count
      var index = run.range.lowerBound
      while index < run.range.upperBound {
        if utf8[index...].starts(with: lineEnd) {
          result.utf8.append(0x20)
          index += lineEnd.count
        } else {
          result.utf8.append(utf8[index])
          index += 1
        }
      }
      run.range = start..<result.utf8.count
      result.runs.append(run)
    }
    return result
  }
}
