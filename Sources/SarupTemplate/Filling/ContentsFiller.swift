internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

// The table of contents, which stands before the headings that it lists.

extension DocumentFiller {
  /// Puts the table of contents where the template has it, with an entry for each heading; a document without headings has none.
  mutating func insertContents() {
    guard let (section, place) = references.contents else { return }
    let headings = builder.elements.indices.compactMap { index -> (element: Int, level: Int)? in
      guard case .paragraph(let paragraph) = builder.elements[index].kind,
        case .heading(let level) = paragraph.role, level <= section.levels
      else { return nil }
      return (index, max(1, level))
    }
    guard !headings.isEmpty else { return }
    let title = section.title ?? (wording.language.primary == "th" ? "สารบัญ" : "Contents")
    var inner = DocumentBuilder()
    inner.open(.group(.contents))
    if !title.isEmpty {
      let text = StyledText(RichText(title), language: wording.language)
      inner.add(.paragraph(Paragraph(role: .contentsTitle, style: section.titleStyle, text: text)))
    }
    inner.open(.contents(ContentsProperties(levels: section.levels, hasLeaders: section.hasLeaders)))
    let first = place + inner.elements.count
    for heading in headings {
      let style = section.styles[min(heading.level, section.styles.count) - 1]
      inner.add(.paragraph(Paragraph(role: .contentsEntry(heading.level), style: style, text: StyledText())))
    }
    inner.close()
    inner.close()
    let count = inner.elements.count
    builder.insert(inner.elements, at: place)
    references.moveElements(from: place, by: count)
    references.entries = headings.enumerated().map { number, heading in
      (first + number, heading.element >= place ? heading.element + count : heading.element)
    }
  }

  /// Gives the entries the words of their headings.
  mutating func nameEntries() {
    for entry in references.entries {
      guard case .paragraph(let heading) = builder.elements[entry.heading].kind else { continue }
      var text = StyledText()
      text.links = [RichText.Link(destination: "#")]
      text.references = [.init(link: 0, element: entry.heading, shows: .words)]
      // A finding that is a heading is known by its number.
      if let label = label(ofItemAbove: entry.heading) {
        let number = StyledText(RichText(label + " "), language: wording.language)
        text.utf8 = number.utf8
        text.runs = number.runs
        for index in text.runs.indices { text.runs[index].link = 0 }
      }
      for run in heading.text.runs where !run.traits.contains(.raised) {
        let words = String(decoding: heading.text.utf8[run.range], as: UTF8.self)
          .split(separator: "\u{2028}", omittingEmptySubsequences: false).joined(separator: " ")
        guard !words.isEmpty else { continue }
        let start = text.utf8.count
        text.utf8 += words.utf8
        text.runs.append(
          StyledText.Run(
            range: start..<text.utf8.count, script: run.script, language: run.language,
            traits: run.traits.intersection([.emphasis, .code]), link: 0, span: run.span))
      }
      builder.setText(of: entry.element, to: text)
    }
  }

  /// The label of the item that a paragraph opens; `nil` for any other element.
  private func label(ofItemAbove element: Int) -> String? {
    let elements = builder.elements
    guard elements.indices.contains(element - 1), case .item(let item) = elements[element - 1].kind,
      elements[element].parent == element - 1
    else { return nil }
    return numbering.label(ordinals: item.ordinals, level: max(0, item.ordinals.count - 1))
  }
}

extension ReferenceBook {
  /// Elements were put in before one of them.
  mutating func moveElements(from place: Int, by count: Int) {
    func moved(_ element: Int) -> Int { element >= place ? element + count : element }
    for index in targets.indices { targets[index].element = moved(targets[index].element) }
    for index in waiting.indices { waiting[index].element = moved(waiting[index].element) }
    for index in notes.indices { notes[index].element = moved(notes[index].element) }
    for index in captions.indices { captions[index].element = moved(captions[index].element) }
  }
}
