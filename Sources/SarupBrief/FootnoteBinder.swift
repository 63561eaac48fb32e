package import SarupSyntax

extension Brief {
  /// Turns what texts of front matter and data say of footnotes into references to the brief's own.
  ///
  /// - Parameter unused: Footnotes that nothing has referred to so far; those of them that stay so are told.
  package mutating func bindFootnotes(unused: [Int] = [], reporting diagnostics: inout Diagnostics) {
    var binder = FootnoteBinder(footnotes)
    binder.bind(&self)
    diagnostics.add(contentsOf: binder.diagnostics)
    for index in unused where footnotes.indices.contains(index) && !binder.referred.contains(index) {
      let label = Excerpt.of(footnotes[index].label)
      diagnostics.warning(
        .markdownFootnote, at: footnotes[index].span, "nothing refers to this footnote",
        hint: "Write `[^\(label)]` where it belongs.")
    }
  }
}

/// Looks for the links that stand for references to footnotes, see ``InlineMarkdown``, and binds them to the footnotes.
///
/// A part of a brief is written anew only where there is one in it.
private struct FootnoteBinder {
  private var indices: [String: Int] = [:]
  private(set) var referred: Set<Int> = []
  private(set) var diagnostics = Diagnostics()

  init(_ footnotes: [Footnote]) {
    for (index, note) in footnotes.enumerated() {
      let key = MarkdownLabel.normalize(note.label.utf8)
      indices[key] = indices[key] ?? index
    }
  }

  mutating func bind(_ brief: inout Brief) {
    bind(&brief.title)
    bind(&brief.subtitle)
    bind(&brief.agency)
    bind(&brief.unit)
    bind(&brief.number)
    bind(&brief.place)
    bind(&brief.subject)
    bind(&brief.to)
    bind(&brief.from)
    bind(&brief.lead)
    bind(&brief.findings)
    bind(&brief.closing)
    for index in brief.credits.indices {
      bind(&brief.credits[index].name)
      bind(&brief.credits[index].unit)
      bind(&brief.credits[index].role)
    }
    for index in brief.signatures.indices {
      bind(&brief.signatures[index].name)
      bind(&brief.signatures[index].role)
      bind(&brief.signatures[index].position)
      bind(&brief.signatures[index].unit)
      bind(&brief.signatures[index].acting)
    }
    for index in brief.attachments.indices { bind(&brief.attachments[index]) }
    for index in brief.footnotes.indices { bind(&brief.footnotes[index].blocks) }
    for index in brief.extra.indices { brief.extra[index].value = bound(brief.extra[index].value) }
  }

  private mutating func bound(_ value: ExtraValue) -> ExtraValue {
    switch value {
    case .text(let text): bound(text).map { .text($0) } ?? value
    case .list(let items): .list(items.map { bound($0) })
    case .record(let entries): .record(entries.map { Brief.Extra(key: $0.key, value: bound($0.value)) })
    }
  }

  // MARK: Blocks

  private mutating func bind(_ blocks: inout [Block]) {
    if let bound = bound(blocks) { blocks = bound }
  }

  private mutating func bound(_ blocks: [Block]) -> [Block]? {
    var result: [Block]?
    for index in blocks.indices {
      guard let block = bound(blocks[index]) else { continue }
      result = result ?? blocks
      result?[index] = block
    }
    return result
  }

  /// `nil` where there is nothing to bind.
  private mutating func bound(_ block: Block) -> Block? {
    switch block {
    case .paragraph(let text): return bound(text).map { .paragraph($0) }
    case .heading(let level, let text, let label):
      return bound(text).map { .heading(level: level, $0, label: label) }
    case .findings(var list):
      var isChanged = false
      for index in list.items.indices {
        guard let blocks = bound(list.items[index].blocks) else { continue }
        list.items[index].blocks = blocks
        isChanged = true
      }
      return isChanged ? .findings(list) : nil
    case .bullets(var items):
      var isChanged = false
      for index in items.indices {
        guard let blocks = bound(items[index]) else { continue }
        items[index] = blocks
        isChanged = true
      }
      return isChanged ? .bullets(items) : nil
    case .definitions(var definitions):
      for index in definitions.indices {
        bind(&definitions[index].term)
        for meaning in definitions[index].meanings.indices { bind(&definitions[index].meanings[meaning]) }
      }
      return .definitions(definitions)
    case .quote(let blocks): return bound(blocks).map { .quote($0) }
    case .landscape(let blocks): return bound(blocks).map { .landscape($0) }
    case .table(var table):
      bind(&table.caption)
      for row in table.rows.indices {
        for column in table.rows[row].indices {
          for index in table.rows[row][column].paragraphs.indices { bind(&table.rows[row][column].paragraphs[index]) }
        }
      }
      for index in table.notes.indices { bind(&table.notes[index]) }
      return .table(table)
    case .figure(var figure):
      bind(&figure.caption)
      return .figure(figure)
    case .code, .rule, .pageBreak: return nil
    }
  }

  // MARK: Texts

  private mutating func bind(_ text: inout RichText) {
    if let bound = bound(text) { text = bound }
  }

  private mutating func bind(_ text: inout RichText?) {
    if let bound = text.flatMap({ bound($0) }) { text = bound }
  }

  /// `nil` where there is nothing to bind. A reference without a note goes back to the signs that were written.
  private mutating func bound(_ text: RichText) -> RichText? {
    guard text.links.contains(where: { $0.destination.hasPrefix("^") }) else { return nil }
    var result = RichText()
    var places = [Int?](repeating: nil, count: text.links.count)
    for run in text.runs {
      guard let old = run.link else {
        result.append(text.utf8[run.range], traits: run.traits, footnote: run.footnote, span: run.span)
        continue
      }
      let isReference =
        text.links[old].destination.hasPrefix("^") && text.utf8[run.range].elementsEqual(RichText.placeholder)
      if isReference {
        bind(text.links[old].destination.dropFirst(), run, to: &result)
      } else {
        let link = places[old] ?? result.addLink(text.links[old])
        places[old] = link
        result.append(text.utf8[run.range], traits: run.traits, link: link, footnote: run.footnote, span: run.span)
      }
    }
    return result
  }

  private mutating func bind(_ label: Substring, _ run: RichText.Run, to text: inout RichText) {
    if let index = indices[MarkdownLabel.normalize(label.utf8)] {
      referred.insert(index)
      text.append(RichText.placeholder, traits: run.traits, footnote: index, span: run.span)
      return
    }
    let reference = "[^\(Excerpt.of(String(label)))]"
    diagnostics.warning(
      .markdownFootnote, at: run.span, "the footnote `\(reference)` has no text",
      hint:
        "Write its text in a paragraph that begins with `\(reference):`, or under `footnotes` where the brief is data.",
      "Write `\\\(reference)` for the signs themselves.")
    text.append(Array("[^\(label)]".utf8), traits: run.traits, span: run.span)
  }
}
