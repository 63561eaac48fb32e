extension Document {
  /// What is wrong with the document's own order, one sentence for each fault; empty for every document that a template fills.
  /// Outputs rely on all of it and check nothing: this is for tests.
  package func brokenInvariants() -> [String] {
    var faults: [String] = []
    for (index, element) in elements.enumerated() {
      if element.end <= index || element.end > elements.count {
        faults.append("element \(index) ends at \(element.end)")
      }
      if element.parent >= index || element.parent < -1 {
        faults.append("element \(index) has parent \(element.parent), which does not stand before it")
      } else if element.parent >= 0 {
        if element.end > elements[element.parent].end { faults.append("element \(index) ends behind its parent") }
        if let fault = misplacement(of: index, in: element.parent) { faults.append(fault) }
      }
      if case .paragraph(let paragraph) = element.kind { faults += self.faults(of: paragraph, at: index) }
      if case .figure(let figure) = element.kind {
        if !pictures.indices.contains(figure.picture) {
          faults.append("figure \(index) has picture \(figure.picture) of \(pictures.count)")
        }
        if !styles.indices.contains(figure.style) {
          faults.append("figure \(index) has style \(figure.style) of \(styles.count)")
        }
      }
      if case .list(let list) = element.kind, let numbering = list.numbering, !numberings.indices.contains(numbering) {
        faults.append("list \(index) has numbering \(numbering) of \(numberings.count)")
      }
    }
    return faults + orderFaults()
  }

  /// Reading order: the children of an element fill its subtree one behind the other.
  private func orderFaults() -> [String] {
    var faults: [String] = []
    var open: [Int] = []
    for (index, element) in elements.enumerated() {
      while let last = open.last, elements[last].end <= index { open.removeLast() }
      if element.parent != open.last ?? -1 {
        faults.append("element \(index) stands in \(open.last ?? -1), not in its parent")
      }
      open.append(index)
    }
    return faults
  }

  private func misplacement(of index: Int, in parent: Int) -> String? {
    let fits: Bool
    switch (elements[parent].kind, elements[index].kind) {
    case (.list, .item), (.table, .row), (.row, .cell): fits = true
    case (.definitions, .definition), (.definition, .meaning): fits = true
    case (.definition, .paragraph(let paragraph)): fits = paragraph.role == .term && index == parent + 1
    case (.definitions, _), (.definition, _), (_, .definition), (_, .meaning): fits = false
    case (.table, .paragraph(let paragraph)): fits = paragraph.role == .caption && index == parent + 1
    case (.table, .note): fits = true
    case (.columns(let columns), .column): fits = place(ofColumn: index) < columns.widths.count
    case (.columns, _), (_, .column): fits = false
    case (.list, _), (.table, _), (.row, _), (_, .item), (_, .row), (_, .cell): fits = false
    case (.paragraph, _), (.rule, _), (.pageBreak, _): fits = false
    case (.figure, .paragraph), (.figure, .note): fits = true
    case (.figure, _): fits = false
    case (.note, .paragraph(let paragraph)): fits = paragraph.role == .footnote
    case (.note, _): fits = false
    case (.contents, .paragraph): fits = true
    case (.contents, _): fits = false
    case (.column, .paragraph), (.column, .figure), (.column, .rule), (.column, .note): fits = true
    case (.column, _): fits = false
    // Columns stand beside each other once, not in columns, lists or tables.
    case (.group, .columns): fits = true
    case (_, .columns): fits = false
    case (.group, _), (.item, _), (.meaning, _), (.quote, _), (.cell, _): fits = true
    }
    return fits ? nil : "element \(index) cannot stand in element \(parent)"
  }

  private func faults(of paragraph: Paragraph, at index: Int) -> [String] {
    var faults: [String] = []
    if !styles.indices.contains(paragraph.style) {
      faults.append("paragraph \(index) has style \(paragraph.style) of \(styles.count)")
    }
    let text = paragraph.text
    var end = 0
    if text.labelLength > 0, !text.utf8.indices.contains(text.labelLength) || text.utf8[text.labelLength] != 0x20 {
      faults.append("no space stands behind the label of paragraph \(index)")
    }
    for run in text.runs {
      if let style = run.style, !styles.indices.contains(style) {
        faults.append("a run of paragraph \(index) has style \(style) of \(styles.count)")
      }
      if run.range.lowerBound != end || run.range.isEmpty {
        faults.append("paragraph \(index) has a run at \(run.range) behind \(end)")
      }
      end = run.range.upperBound
      if let link = run.link, !text.links.indices.contains(link) {
        faults.append("paragraph \(index) has no link \(link)")
      }
      if text.utf8.indices.contains(run.range.lowerBound), text.utf8[run.range.lowerBound] & 0xC0 == 0x80 {
        faults.append("paragraph \(index) has a run that starts inside a character at \(run.range.lowerBound)")
      }
    }
    for reference in text.references {
      if !text.links.indices.contains(reference.link) {
        faults.append("paragraph \(index) has no link \(reference.link)")
      }
      if !elements.indices.contains(reference.element) {
        faults.append("paragraph \(index) refers to element \(reference.element) of \(elements.count)")
      }
    }
    if end != text.utf8.count { faults.append("the runs of paragraph \(index) end at \(end) of \(text.utf8.count)") }
    if let last = text.origins.last, last.range.upperBound != text.utf8.count {
      faults.append("the origins of paragraph \(index) end at \(last.range.upperBound)")
    }
    if case .note(let length) = paragraph.role, length > text.utf8.count {
      faults.append("the label of note \(index) is longer than its text")
    }
    return faults
  }
}
