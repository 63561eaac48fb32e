internal import SarupContainer
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// Writes one story of a file, the body or a running head: blocks here, the text of a paragraph in its extension.
struct StoryWriter {
  let package: WordPackage
  var xml: XMLWriter
  var relationships = Relationships()
  /// A page break that the next paragraph takes along.
  var breaksPage = false
  /// A table would become a part of the one before it, and a cell has no end, without a paragraph here.
  var needsParagraph = false
  var containers: [(part: TablePart, end: Int)] = []
  var tables: [TableGrid] = []
  /// Levels of the table of contents whose first entry is still to come.
  var contentsLevels: Int?

  /// What is open around the element in hand and has to be closed; the other containers leave no trace in Word.
  enum TablePart {
    case table, row, cell, contents
    /// A list item or a quotation whose extent cannot be told from its paragraphs; the number of its bookmark.
    case traced(Int)
  }

  init(package: WordPackage, root: StaticString) {
    self.package = package
    xml = XMLWriter(capacity: 65536)
    xml.open(root)
    xml.attribute("xmlns:r", Namespace.relationships)
    xml.attribute("xmlns:w", Namespace.main)
  }

  consuming func finish() -> (bytes: [UInt8], relationships: Relationships) {
    package.droppedCharacters += xml.droppedCharacters
    return (xml.finish(), relationships)
  }

  // MARK: Blocks

  /// Opens `w:body` and writes every element; the section's properties are to follow.
  mutating func writeBody() {
    xml.open("w:body")
    let elements = package.document.elements
    var next = 0
    for (index, element) in elements.enumerated() where index >= next {
      closeContainers(before: index)
      if package.options.frontMatter != nil { trace(element, at: index) }
      switch element.kind {
      case .group(.contents): openContents(end: element.end)
      case .group, .list, .quote: break
      case .contents(let properties): contentsLevels = properties.levels
      case .item: if let line = package.plan.lines[index] { writeNumberAlone(line) }
      case .paragraph(let paragraph): write(paragraph, at: index)
      case .rule: writeRule()
      case .pageBreak: breaksPage = true
      case .table(let properties):
        // In Word a caption is a paragraph above the table.
        if index + 1 < element.end, case .paragraph(let caption) = elements[index + 1].kind {
          write(caption, at: index + 1)
          next = index + 2
        }
        openTable(properties, end: element.end)
      case .note: next = element.end
      case .row(let isHeader): openRow(isHeader: isHeader, end: element.end)
      case .cell(let properties): openCell(properties, end: element.end)
      case .figure(let figure): if let line = package.plan.lines[index] { write(figure, line, of: index) }
      }
    }
    closeContainers(before: elements.count)
    if needsParagraph { writeSeparator() }
  }

  private mutating func closeContainers(before index: Int) {
    while let last = containers.last, last.end <= index {
      containers.removeLast()
      switch last.part {
      case .cell: closeCell()
      case .row: closeRow()
      case .table: closeTable()
      case .contents: closeContents()
      case .traced(let bookmark): closeBookmark(bookmark)
      }
    }
  }

  mutating func write(_ paragraph: Paragraph, at index: Int, isNote: Bool = false) {
    guard let line = package.plan.lines[index] else { return }
    openParagraph(line, text: paragraph.text)
    if isNote { writeNoteNumber() }
    if case .contentsEntry = paragraph.role {
      writeEntry(paragraph, at: index)
    } else if let caption = package.document.caption(of: index) {
      write(caption, of: paragraph.text)
    } else {
      let bookmark = package.bookmarks.name(of: index).map { openBookmark($0) }
      let trace = trace(of: paragraph).map { openBookmark($0) }
      writeText(paragraph.text)
      if let trace { closeBookmark(trace) }
      if let bookmark { closeBookmark(bookmark) }
    }
    xml.close()
    endedWithParagraph()
  }

  /// The number of an item that has no paragraph for it.
  private mutating func writeNumberAlone(_ line: DocumentPlan.Line) {
    openParagraph(line, text: StyledText())
    xml.close()
    endedWithParagraph()
  }

  /// Opens `w:p` and writes its properties.
  ///
  /// - Parameter alignment: Over that of the style.
  mutating func openParagraph(_ line: DocumentPlan.Line, text: StyledText, alignment: TextAlignment? = nil) {
    let entry = package.styles.entry(for: line.style, as: line.use)
    xml.open("w:p")
    xml.open("w:pPr")
    xml.value("w:pStyle", package.styles.entries[entry].id)
    let format = package.styles.entries[entry].format
    if line.keepsWithNext, !format.keepWithNext { xml.empty("w:keepNext") }
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    if let item = line.item { writeNumber(of: item, style: entry) }
    if case .contentsEntry = line.use { writeEntryTab() }
    if let alignment, alignment != format.alignment {
      xml.value("w:jc", ParagraphFormat.wordAlignment(alignment))
    } else if format.alignment == .justify, isMostlyLatin(text) {
      xml.value("w:jc", "both")
    }
    xml.close()
  }

  /// Opens a bookmark and gives its id.
  mutating func openBookmark(_ name: String) -> Int {
    package.bookmarkCount += 1
    xml.open("w:bookmarkStart")
    xml.attribute("w:id", package.bookmarkCount)
    xml.attribute("w:name", name)
    xml.close()
    return package.bookmarkCount
  }

  mutating func closeBookmark(_ id: Int) {
    xml.open("w:bookmarkEnd")
    xml.attribute("w:id", id)
    xml.close()
  }

  private mutating func writeRule() {
    xml.open("w:p")
    xml.open("w:pPr")
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    xml.open("w:pBdr")
    xml.open("w:bottom")
    xml.attribute("w:val", "single")
    xml.attribute("w:sz", 4)
    xml.attribute("w:space", 1)
    xml.attribute("w:color", "auto")
    for _ in 0..<4 { xml.close() }
    endedWithParagraph()
  }

  // MARK: Lists

  /// The number comes with the style; it is said here only where the list begins anew or has a second style at its level.
  private mutating func writeNumber(of item: DocumentPlan.Item, style entry: Int) {
    let place = package.numbering.place(item, style: entry)
    let isTied = package.numbering.isTied(entry, to: item.kind)
    if isTied, let first = package.numbering.firstInstance(for: item.kind) {
      package.styles.setNumbering(.init(instance: first, level: place.level), of: entry)
    }
    guard !place.isImplied else { return }
    xml.open("w:numPr")
    xml.value("w:ilvl", place.level)
    xml.value("w:numId", place.instance)
    xml.close()
    // A number that is said here brings the indents of its level along, over those of a style that is not its own.
    if !isTied { package.styles.entries[entry].format.writeIndents(to: &xml) }
  }

  // MARK: Alignment

  /// Word's own justification suits Latin text, Thai Distributed suits Thai: the letters decide, not the spaces and digits.
  private func isMostlyLatin(_ text: StyledText) -> Bool {
    var thai = 0
    var latin = 0
    for run in text.runs {
      guard run.script == .thai || run.script == .latin else { continue }
      for byte in text.utf8[run.range] {
        // A Thai character is three bytes that begin with 0xE0.
        if byte == 0xE0 { thai += 1 }
        if (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z") { latin += 1 }
      }
    }
    return latin > thai
  }
}
