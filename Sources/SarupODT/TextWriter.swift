internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

// The text of a paragraph: runs, links and spaces.

extension ContentWriter {
  /// - Parameter hasTab: Whether the text behind a label starts at a tab stop.
  mutating func writeText(_ text: StyledText, hasTab: Bool = false) {
    let targets = self.targets(of: text)
    var openLink: Int?
    var pending: (range: Range<Int>, script: Script, look: TextStyles.Look)?
    // Programs drop a space at the start of a paragraph and all but one of several.
    var isAfterSpace = true
    let fields = text.fields.isEmpty ? [] : boundFields(of: text)
    for run in text.runs.cut(at: fields) {
      if let field = fields.first(where: { $0.range.overlaps(run.range) }) {
        guard run.range.lowerBound == field.range.lowerBound else { continue }
        if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
        pending = nil
        if openLink != nil { xml.close() }
        openLink = nil
        write(field, of: text)
        isAfterSpace = false
        continue
      }
      if text.labelLength > 0, run.range.contains(text.labelLength) {
        // The space behind a label is a tab.
        if run.range.lowerBound < text.labelLength {
          var label = run
          label.range = run.range.lowerBound..<text.labelLength
          if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
          pending = (label.range, run.script, file.styles.look(of: label))
        }
        if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
        pending = nil
        if hasTab { element("text:tab", &isAfterSpace) } else { write(Array("  ".utf8)[...], &isAfterSpace) }
        var rest = run
        rest.range = text.labelLength + 1..<run.range.upperBound
        if !rest.range.isEmpty { pending = (rest.range, run.script, file.styles.look(of: rest)) }
        continue
      }
      if let reference = text.reference(of: run.link), reference.shows == .note {
        if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
        pending = nil
        if openLink != nil { xml.close() }
        openLink = nil
        writeNote(reference.element)
        isAfterSpace = false
        continue
      }
      let link = run.link.flatMap { targets.indices.contains($0) && targets[$0] != nil ? $0 : nil }
      let look = file.styles.look(of: run)
      if link == openLink, let last = pending, last.look == look, last.script == run.script,
        last.range.upperBound == run.range.lowerBound
      {
        pending?.range = last.range.lowerBound..<run.range.upperBound
        continue
      }
      if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
      pending = (run.range, run.script, look)
      if link != openLink {
        if openLink != nil { xml.close() }
        if let link { startLink(text.links[link], to: targets[link] ?? "") }
        openLink = link
      }
    }
    if let last = pending { write(text.utf8[last.range], last.script, last.look, &isAfterSpace) }
    if openLink != nil { xml.close() }
  }

  private mutating func write(
    _ utf8: ArraySlice<UInt8>, _ script: Script, _ look: TextStyles.Look, _ isAfterSpace: inout Bool
  ) {
    let pieces = TextPieces(utf8, of: script)
    file.droppedCharacters += pieces.dropped
    file.reorderedMarks += pieces.reordered
    guard !pieces.pieces.isEmpty else { return }
    let style = file.styles.name(of: look)
    if let style {
      xml.open("text:span")
      xml.attribute("text:style-name", style)
    }
    for piece in pieces.pieces {
      switch piece {
      case .text(let utf8): write(utf8, &isAfterSpace)
      case .tab: element("text:tab", &isAfterSpace)
      case .lineBreak: element("text:line-break", &isAfterSpace)
      case .noBreakHyphen: write(Array("\u{2011}".utf8)[...], &isAfterSpace)
      case .softHyphen: write(Array("\u{AD}".utf8)[...], &isAfterSpace)
      }
    }
    if style != nil { xml.close() }
  }

  private mutating func element(_ name: StaticString, _ isAfterSpace: inout Bool) {
    xml.empty(name)
    isAfterSpace = true
  }

  private mutating func write(_ utf8: ArraySlice<UInt8>, _ isAfterSpace: inout Bool) {
    var start = utf8.startIndex
    var index = start
    while index < utf8.endIndex {
      guard utf8[index] == 0x20 || utf8[index] == 0x0D else {
        isAfterSpace = false
        index += 1
        continue
      }
      if !isAfterSpace {
        isAfterSpace = true
        index += 1
        continue
      }
      if start < index { xml.text(utf8[start..<index]) }
      var count = 0
      while index < utf8.endIndex, utf8[index] == 0x20 || utf8[index] == 0x0D {
        count += 1
        index += 1
      }
      xml.open("text:s")
      if count > 1 { xml.attribute("text:c", count) }
      xml.close()
      start = index
    }
    if start < index { xml.text(utf8[start..<index]) }
  }

  // MARK: Links

  private mutating func startLink(_ link: RichText.Link, to target: String) {
    file.styles.usesLinks = true
    xml.open("text:a")
    xml.attribute("xlink:type", "simple")
    xml.attribute("xlink:href", target)
    if let title = link.title, !title.isEmpty { xml.attribute("office:title", title) }
    xml.attribute("text:style-name", "Internet_20_link")
    xml.attribute("text:visited-style-name", "Internet_20_link")
  }

  /// Where each link leads; `nil` where a file may not follow it: its text then stands as it is, and the author is told.
  private func targets(of text: StyledText) -> [String?] {
    text.links.enumerated().map { index, link in
      if let reference = text.reference(of: index) {
        return file.fragments[document.place(of: reference.element)].map { "#" + $0 }
      }
      guard text.runs.contains(where: { $0.link == index }) else { return nil }
      if let target = file.target(of: link.destination) { return target }
      file.warn(
        .odtLink, at: text.runs.first { $0.link == index }.flatMap { text.span(of: $0.range) },
        "the link to `\(Excerpt.of(link.destination))` is plain text in the OpenDocument file",
        hint: link.destination.hasPrefix("#")
          ? "Write `#` and the words of a heading with hyphens between them."
          : "Write an address that begins with `https:`, `http:` or `mailto:`.")
      return nil
    }
  }
}

extension TextStyles {
  /// What a run says over its paragraph: nothing of a language that its kind of text has anyway, as the Thai of digits between
  /// Thai words.
  func look(of run: StyledText.Run) -> Look {
    var look = Look()
    look.traits = run.traits.subtracting(.blank)
    look.style = run.style
    let slot = run.script.slot
    let language = run.language
    let isOwn =
      switch slot {
      case .latin: language == western || (run.script != .latin && language.script.slot != .latin)
      case .eastAsian: language.tag == "und"
      case .complex: language == .thai || language.script.slot != .complex
      }
    if !isOwn, !look.traits.contains(.code) {
      look.language = language.tag
      look.slot = slot
    }
    return look
  }
}

extension [StyledText.Run] {
  /// The runs, none of them partly inside a field.
  fileprivate func cut(at fields: [StyledText.FieldRange]) -> [StyledText.Run] {
    if fields.isEmpty { return self }
    var result: [StyledText.Run] = []
    for run in self {
      var rest = run
      for edge in fields.flatMap({ [$0.range.lowerBound, $0.range.upperBound] })
      where edge > rest.range.lowerBound && edge < rest.range.upperBound {
        var part = rest
        part.range = rest.range.lowerBound..<edge
        result.append(part)
        rest.range = edge..<rest.range.upperBound
      }
      result.append(rest)
    }
    return result
  }
}
