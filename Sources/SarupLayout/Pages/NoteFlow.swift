internal import SarupDocument
internal import SarupSyntax

// Footnotes: fitted where they stand in the document, kept apart from its flow.

extension FlowBuilder {
  /// Fits the paragraphs of a footnote.
  mutating func addNote(_ element: Int, in column: Column, reporting diagnostics: inout Diagnostics) {
    flow.notes.starts.append(flow.notes.lines.count)
    flow.notes.elements.append(element)
    var label = element
    for child in element + 1..<max(element + 1, min(document.elements[element].end, document.elements.count)) {
      guard case .paragraph(let paragraph) = document.elements[child].kind,
        let block = block(paragraph, element: child, labelItem: label, in: column, reporting: &diagnostics)
      else { continue }
      label = -1
      let number = Int32(flow.notes.blocks.count)
      flow.notes.blocks.append(block)
      for line in 0..<block.lineCount {
        flow.notes.lines.append(FlowNotes.Line(block: number, line: Int32(line)))
        var height = block.height(ofLine: line)
        if line == 0 { height += block.spaceBefore }
        if line == block.lineCount - 1 { height += block.spaceAfter }
        flow.notes.tops.append((flow.notes.tops.last ?? 0) + height)
      }
    }
  }

  /// Notes which lines of a block refer to footnotes. The notes themselves come behind it.
  mutating func noteMarks(in text: StyledText, of block: FlowBlock, at index: Int) {
    for reference in text.references where reference.shows == .note {
      guard let offset = text.runs.first(where: { $0.link == reference.link })?.range.lowerBound else { continue }
      var line = 0
      while line < block.lineCount - 1, Int(flow.lineEnds[block.firstLine + line]) <= offset { line += 1 }
      note(reference.element, in: line, of: index)
    }
  }

  /// The same for the lines of a table's row, which is one piece.
  mutating func noteMarks(inRow lines: [CellLine], at index: Int) {
    for line in lines where line.block.kind == .paragraph {
      guard case .paragraph(let paragraph) = document.elements[line.block.element].kind else { continue }
      for reference in paragraph.text.references where reference.shows == .note {
        guard let offset = paragraph.text.runs.first(where: { $0.link == reference.link })?.range.lowerBound,
          offset < Int(flow.lineEnds[line.block.firstLine + line.line]),
          line.line == 0 || offset >= Int(flow.lineEnds[line.block.firstLine + line.line - 1])
        else { continue }
        note(reference.element, in: 0, of: index)
      }
    }
  }

  private mutating func note(_ element: Int, in line: Int, of block: Int) {
    // Notes are numbered in the order in which they are referred to, so that a number that was there before is no new note.
    guard let number = noteNumber(of: element), number > flow.notes.marks.last?.note ?? -1 else { return }
    flow.notes.marks.append(FlowNotes.Mark(block: block, line: line, note: number))
  }

  private func noteNumber(of element: Int) -> Int? {
    guard document.elements.indices.contains(element), case .note(let note) = document.elements[element].kind else {
      return nil
    }
    return note.number - 1
  }
}

extension Document {
  /// What stands beside the first line of an item or a footnote.
  func labelText(of element: Int) -> StyledText {
    var isNote = false
    if case .note = elements[element].kind { isNote = true }
    return LabelText.styled(label(of: element), language: properties.language, isRaised: isNote)
  }
}
