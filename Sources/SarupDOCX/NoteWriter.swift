internal import SarupContainer
internal import SarupDocument
internal import SarupThai

// Footnotes: a part of their own, and the marks that stand for them in the text.

extension WordPackage {
  var hasNotes: Bool {
    document.elements.contains { element in
      if case .note = element.kind { true } else { false }
    }
  }

  /// `word/footnotes.xml`, which begins with the two lines that part notes from text.
  func footnotes() -> (bytes: [UInt8], relationships: Relationships) {
    var story = StoryWriter(package: self, root: "w:footnotes")
    story.writeNoteSeparator("separator", id: -1)
    story.writeNoteSeparator("continuationSeparator", id: 0)
    for (index, element) in document.elements.enumerated() {
      guard case .note(let note) = element.kind else { continue }
      story.xml.open("w:footnote")
      story.xml.attribute("w:id", note.number)
      for child in index + 1..<max(index + 1, min(element.end, document.elements.count)) {
        if case .paragraph(let paragraph) = document.elements[child].kind {
          story.write(paragraph, at: child, isNote: child == index + 1)
        }
      }
      story.xml.close()
    }
    return story.finish()
  }

  /// `w:footnotePr`: how notes are numbered; the settings name the lines that part them from the text as well.
  func writeNoteProperties(to xml: inout XMLWriter, namingSeparators: Bool) {
    guard hasNotes, namingSeparators || document.noteNumbers != .arabicDigits else { return }
    xml.open("w:footnotePr")
    if document.noteNumbers != .arabicDigits { xml.value("w:numFmt", document.noteNumbers.wordName) }
    if namingSeparators {
      for id in [-1, 0] {
        xml.open("w:footnote")
        xml.attribute("w:id", id)
        xml.close()
      }
    }
    xml.close()
  }
}

extension StoryWriter {
  mutating func writeNoteSeparator(_ type: String, id: Int) {
    xml.open("w:footnote")
    xml.attribute("w:type", type)
    xml.attribute("w:id", id)
    xml.open("w:p")
    xml.open("w:pPr")
    xml.open("w:spacing")
    xml.attribute("w:before", 0)
    xml.attribute("w:after", 0)
    xml.attribute("w:line", 240)
    xml.attribute("w:lineRule", "auto")
    xml.close()
    xml.close()
    xml.open("w:r")
    if type == "separator" { xml.empty("w:separator") } else { xml.empty("w:continuationSeparator") }
    for _ in 0..<3 { xml.close() }
  }

  /// The number before the text of a note, and a space.
  mutating func writeNoteNumber() {
    xml.open("w:r")
    writeNoteLook()
    xml.empty("w:footnoteRef")
    xml.close()
    xml.open("w:r")
    xml.open("w:t")
    xml.attribute("xml:space", "preserve")
    xml.text(" ")
    xml.close()
    xml.close()
  }

  /// The mark of a note in the text. Word has one mark for each note; a further one is a field that repeats its number.
  mutating func writeNoteMark(_ element: Int) {
    guard package.document.elements.indices.contains(element),
      case .note(let note) = package.document.elements[element].kind
    else { return }
    let name = Bookmarks.name(ofNote: note.number)
    guard package.writtenNotes.insert(note.number).inserted else {
      writeField(
        "NOTEREF \(name) \\f \\h", result: package.document.noteNumbers.string(for: note.number),
        isThai: package.document.noteNumbers.isThai, isNote: true)
      return
    }
    let bookmark = package.bookmarks.repeatedNotes.contains(element) ? openBookmark(name) : nil
    xml.open("w:r")
    writeNoteLook()
    xml.open("w:footnoteReference")
    xml.attribute("w:id", note.number)
    xml.close()
    xml.close()
    if let bookmark { closeBookmark(bookmark) }
  }

  private mutating func writeNoteLook() {
    package.styles.usesNotes = true
    xml.open("w:rPr")
    xml.value("w:rStyle", package.styles.id("character", "FootnoteReference", name: "footnote reference"))
    if package.document.noteNumbers.isThai {
      xml.open("w:rFonts")
      xml.attribute("w:hint", "cs")
      xml.close()
      xml.empty("w:cs")
    }
    xml.close()
  }

  // MARK: Captions

  /// A caption: its number is a field that counts, its label a bookmark that references repeat.
  mutating func write(_ caption: Caption, of text: StyledText) {
    let bookmark = package.bookmarks.name(of: caption.element).map { openBookmark($0) }
    let targets = self.targets(of: text)
    writeRuns(of: text, in: caption.label.lowerBound..<caption.number.lowerBound, targets)
    let result = String(decoding: text.utf8[caption.number], as: UTF8.self)
    writeField(
      "SEQ \(Self.sequence(of: caption, text))\(caption.format.fieldSwitch)", result: result,
      isThai: caption.format.isThai)
    writeRuns(of: text, in: caption.number.upperBound..<caption.label.upperBound, targets)
    if let bookmark { closeBookmark(bookmark) }
    writeRuns(of: text, in: caption.label.upperBound..<text.utf8.count, targets)
  }

  /// The name of a sequence is the word before its number, as Word's own captions have it.
  private static func sequence(of caption: Caption, _ text: StyledText) -> String {
    let words = String(decoding: text.utf8[caption.label.lowerBound..<caption.number.lowerBound], as: UTF8.self)
    let name = words.unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark
    }
    return name.isEmpty ? caption.kind.rawValue : String(String.UnicodeScalarView(name))
  }
}
