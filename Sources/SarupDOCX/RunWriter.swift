internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

// The text of a paragraph: runs, links and fields.

extension StoryWriter {
  /// What Word has to be told of a run. Neighbours with one look become one run.
  private struct RunLook: Equatable {
    var script = Script.latin
    var traits: RichText.Traits = []
    /// Said only where it is not the file's language for its kind of text.
    var language: String?
    var isLink = false
    /// The number of a footnote, which a style raises.
    var isNote = false
    /// Index of the style whose face, size and colour it has.
    var style: Int?
  }

  /// - Parameter hasTab: Whether the text behind a label starts at a tab stop.
  mutating func writeText(_ text: StyledText, hasTab: Bool = false) {
    let targets = self.targets(of: text)
    var position = 0
    if text.labelLength > 0 {
      writeRuns(of: text, in: 0..<text.labelLength, targets)
      if hasTab { writeTab() } else { writeRun(Array("  ".utf8)[...], RunLook()) }
      position = text.labelLength + 1
    }
    for field in controlled(in: text) {
      writeRuns(of: text, in: position..<field.range.lowerBound, targets)
      openControl(package.fields.control(for: field.field, showing: field.shown), for: field.field)
      writeRuns(of: text, in: field.range, targets)
      closeControl()
      position = field.range.upperBound
    }
    writeRuns(of: text, in: position..<text.utf8.count, targets)
  }

  mutating func writeRuns(of text: StyledText, in range: Range<Int>, _ targets: [LinkTarget?]) {
    var openLink: Int?
    var pending: (range: Range<Int>, look: RunLook)?
    for run in text.runs where run.range.overlaps(range) {
      let part = run.range.clamped(to: range)
      let reference = text.reference(of: run.link)
      if let reference, reference.shows != .words {
        if let last = pending { writeRun(text.utf8[last.range], last.look) }
        pending = nil
        if openLink != nil { xml.close() }
        openLink = nil
        write(reference, of: text, run, part)
        continue
      }
      let link = run.link.flatMap { targets.indices.contains($0) && targets[$0] != nil ? $0 : nil }
      let look = self.look(of: run, isLink: link != nil)
      if link == openLink, let last = pending, last.look == look, last.range.upperBound == part.lowerBound {
        pending = (last.range.lowerBound..<part.upperBound, look)
        continue
      }
      if let last = pending { writeRun(text.utf8[last.range], last.look) }
      pending = (part, look)
      if link != openLink {
        if openLink != nil { xml.close() }
        if let link { startLink(text.links[link], to: targets[link]) }
        openLink = link
      }
    }
    if let last = pending { writeRun(text.utf8[last.range], last.look) }
    if openLink != nil { xml.close() }
  }

  /// What a reference prints, as a field that Word can work out anew.
  private mutating func write(
    _ reference: StyledText.Reference, of text: StyledText, _ run: StyledText.Run, _ part: Range<Int>
  ) {
    let target = Bookmarks.paragraph(of: reference.element, in: package.document)
    let look = self.look(of: run, isLink: false)
    if reference.shows == .note {
      writeNoteMark(reference.element)
      return
    }
    guard let name = package.bookmarks.name(of: target) else {
      writeRun(text.utf8[part], look)
      return
    }
    guard case .number(let before) = reference.shows else {
      writeField("REF \(name) \\h", text.utf8[part], look)
      return
    }
    // Words before the number are no part of what the field says. The link's text may be in several runs.
    let first = text.runs.first { $0.link == run.link }?.range.lowerBound ?? part.lowerBound
    let number = min(max(first + before, part.lowerBound), part.upperBound)
    xml.open("w:hyperlink")
    xml.attribute("w:anchor", name)
    xml.attribute("w:history", 1)
    if part.lowerBound < number { writeRun(text.utf8[part.lowerBound..<number], look) }
    if number < part.upperBound { writeField("REF \(name) \\w \\h", text.utf8[number..<part.upperBound], look) }
    xml.close()
  }

  private func look(of run: StyledText.Run, isLink: Bool) -> RunLook {
    var look = RunLook()
    look.isLink = isLink
    look.script = run.script
    look.traits = run.traits.subtracting(.blank)
    look.style = run.style
    look.language = package.language.override(for: run.language, in: look.script.slot)
    return look
  }

  private mutating func writeRun(_ utf8: ArraySlice<UInt8>, _ look: RunLook) {
    let pieces = TextPieces(utf8, of: look.script)
    package.droppedCharacters += pieces.dropped
    package.reorderedMarks += pieces.reordered
    guard !pieces.pieces.isEmpty else { return }
    xml.open("w:r")
    writeProperties(of: look)
    for piece in pieces.pieces {
      switch piece {
      case .text(let utf8):
        xml.open("w:t")
        xml.preserveSpace(of: utf8)
        xml.text(utf8)
        xml.close()
      case .tab: xml.empty("w:tab")
      case .lineBreak: xml.empty("w:br")
      case .noBreakHyphen: xml.empty("w:noBreakHyphen")
      case .softHyphen: xml.empty("w:softHyphen")
      }
    }
    xml.close()
  }

  /// The children of `w:rPr`, in the order of the schema.
  private mutating func writeProperties(of look: RunLook) {
    guard look != RunLook() else { return }
    if look.isLink { package.styles.usesHyperlink = true }
    if look.isNote { package.styles.usesNotes = true }
    if look.traits.contains(.code) { package.styles.usesCode = true }
    let character = look.style.map { package.styles.characterStyle(for: $0) }
    xml.group("w:rPr") { xml in
      if look.isNote {
        xml.value("w:rStyle", package.styles.id("character", "FootnoteReference", name: "footnote reference"))
      } else if look.isLink {
        xml.value("w:rStyle", package.styles.id("character", "Hyperlink", name: "Hyperlink"))
      } else if look.traits.contains(.code) {
        xml.value("w:rStyle", package.styles.id("character", "HTMLCode", name: "HTML Code"))
      } else if let character {
        xml.value("w:rStyle", character)
      }
      if look.script.slot != .latin {
        xml.open("w:rFonts")
        xml.attribute("w:hint", look.script.slot == .complex ? "cs" : "eastAsia")
        xml.close()
      }
      if look.traits.contains(.strong) {
        xml.empty("w:b")
        xml.empty("w:bCs")
      }
      if look.traits.contains(.emphasis) {
        xml.empty("w:i")
        xml.empty("w:iCs")
      }
      if look.traits.contains(.strikethrough) { xml.empty("w:strike") }
      if look.traits.contains(.raised) { xml.value("w:vertAlign", "superscript") }
      if look.script.slot == .complex { xml.empty("w:cs") }
      if let language = look.language {
        xml.open("w:lang")
        switch look.script.slot {
        case .latin: xml.attribute("w:val", language)
        case .eastAsian: xml.attribute("w:eastAsia", language)
        case .complex: xml.attribute("w:bidi", language)
        }
        xml.close()
      }
    }
  }

  // MARK: Links

  enum LinkTarget: Equatable {
    case address(String)
    case bookmark(String)
  }

  /// Where each link leads; `nil` where Word may not follow it: its text then stands as it is, and the author is told.
  func targets(of text: StyledText) -> [LinkTarget?] {
    text.links.enumerated().map { index, link in
      if let reference = text.reference(of: index) {
        return package.bookmarks.name(of: Bookmarks.paragraph(of: reference.element, in: package.document))
          .map { .bookmark($0) }
      }
      guard text.runs.contains(where: { $0.link == index }) else { return nil }
      if let address = ExternalTarget.address(link.destination) { return .address(address) }
      package.warn(
        .docxLink, at: text.runs.first { $0.link == index }.flatMap { text.span(of: $0.range) },
        "the link to `\(Excerpt.of(link.destination))` is plain text in the Word file",
        hint: "Write an address that begins with `https:`, `http:` or `mailto:`.")
      return nil
    }
  }

  private mutating func startLink(_ link: RichText.Link, to target: LinkTarget?) {
    switch target {
    case .address(let address):
      let id = relationships.id("hyperlink", address, isExternal: true)
      xml.open("w:hyperlink")
      xml.attribute("r:id", id)
    case .bookmark(let name):
      xml.open("w:hyperlink")
      xml.attribute("w:anchor", name)
    case nil: xml.open("w:hyperlink")
    }
    if let title = link.title, !title.isEmpty { xml.attribute("w:tooltip", title) }
    xml.attribute("w:history", 1)
  }

  // MARK: Fields

  /// A field with the result that a reader sees until Word has worked it out.
  mutating func writeField(_ instruction: String, result: String, isThai: Bool, isNote: Bool = false) {
    var look = RunLook()
    if isThai { look.script = .thai }
    look.isNote = isNote
    writeField(instruction, Array(result.utf8)[...], look)
  }

  private mutating func writeField(_ instruction: String, _ result: ArraySlice<UInt8>, _ look: RunLook) {
    writeFieldCharacter("begin", look)
    xml.open("w:r")
    writeProperties(of: look)
    xml.open("w:instrText")
    xml.attribute("xml:space", "preserve")
    xml.text(" \(instruction) ")
    xml.close()
    xml.close()
    writeFieldCharacter("separate", look)
    writeRun(result, look)
    writeFieldCharacter("end", look)
  }

  /// The beginning of a field whose result is more than a run.
  mutating func writeFieldStart(_ instruction: String) {
    writeFieldCharacter("begin", RunLook())
    xml.open("w:r")
    xml.open("w:instrText")
    xml.attribute("xml:space", "preserve")
    xml.text(" \(instruction) ")
    xml.close()
    xml.close()
    writeFieldCharacter("separate", RunLook())
  }

  mutating func writeFieldEnd() { writeFieldCharacter("end", RunLook()) }

  private mutating func writeFieldCharacter(_ type: String, _ look: RunLook) {
    xml.open("w:r")
    writeProperties(of: look)
    xml.open("w:fldChar")
    xml.attribute("w:fldCharType", type)
    xml.close()
    xml.close()
  }
}

extension WordLanguage {
  /// What a run has to say of its language: nothing where it is the file's own or belongs to another kind of text, as the
  /// Thai of digits between Thai words does.
  fileprivate func override(for language: LanguageTag, in slot: Script.Slot) -> String? {
    guard language.script.slot == slot else { return nil }
    let name = Self.name(of: language)
    let usual =
      switch slot {
      case .latin: latin
      case .eastAsian: eastAsian
      case .complex: complex
      }
    return name == usual || name == "und" ? nil : name
  }
}
