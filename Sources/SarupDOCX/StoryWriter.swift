internal import SarupContainer
internal import SarupDocument
internal import SarupSyntax

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
  /// Of the blocks side by side in hand, in twentieths of a point.
  var columnWidths: [Int] = []

  /// The blocks in hand stand in a landscape part.
  var isLandscape = false
  /// Something stands in the section in hand.
  var hasContent = false
  /// Elements whose paragraph is the last of its section.
  private var sectionEnds: Set<Int> = []

  /// The sheet of the blocks in hand.
  var sheet: Sheet { isLandscape ? package.document.page.landscapeSheet : package.document.page.sheet }

  /// What is open around the element in hand and has to be closed; the other containers leave no trace in Word.
  enum TablePart: Equatable {
    case table, row, cell, contents, columns, column, landscape
    /// A list item or a quotation whose extent cannot be told from its paragraphs; the number of its bookmark.
    case traced(Int)
  }

  /// - Parameter attributes: Further ones of the root, as they are written.
  init(package: WordPackage, root: StaticString, attributes: [UInt8] = []) {
    self.package = package
    xml = XMLWriter(capacity: 65536)
    xml.open(root)
    xml.attribute("xmlns:r", Namespace.relationships)
    xml.attribute("xmlns:w", Namespace.main)
    xml.attributes(verbatim: attributes)
  }

  consuming func finish() -> (bytes: [UInt8], relationships: Relationships) {
    package.droppedCharacters += xml.droppedCharacters
    return (xml.finish(), relationships)
  }

  // MARK: Blocks

  /// Opens `w:body` and writes every element; the section's properties are to follow.
  mutating func writeBody() {
    xml.open("w:body")
    package.writeLetterheadBody(isBefore: true, to: &self)
    let elements = package.document.elements
    if package.document.page.canTurn { sectionEnds = package.document.sectionEnds() }
    var next = 0
    for (index, element) in elements.enumerated() where index >= next {
      closeContainers(before: index)
      if package.options.frontMatter != nil { trace(element, at: index) }
      switch element.kind {
      case .group(.contents): openContents(end: element.end)
      case .group(.landscape): openLandscape(end: element.end)
      case .group, .list, .definitions, .definition, .meaning, .quote: break
      case .contents(let properties): contentsLevels = properties.levels
      case .item: if let line = package.plan.lines[index] { writeNumberAlone(line) }
      case .paragraph(let paragraph): write(paragraph, at: index)
      case .rule(let rule): write(rule, at: index)
      case .columns(let columns): openColumns(columns, at: index, end: element.end)
      case .column: openColumn(at: index, end: element.end)
      case .pageBreak: breaksPage = true
      case .table(let properties):
        // In Word a caption is a paragraph above the table.
        if index + 1 < element.end, case .paragraph(let caption) = elements[index + 1].kind {
          write(caption, at: index + 1)
          next = index + 2
        }
        openTable(properties, at: index, end: element.end)
      case .note: next = element.end
      case .row(let isHeader): openRow(isHeader: isHeader, at: index, end: element.end)
      case .cell(let properties): openCell(properties, end: element.end)
      case .figure(let figure): if let line = package.plan.lines[index] { write(figure, line, of: index) }
      }
    }
    closeContainers(before: elements.count)
    if needsParagraph { writeSeparator() }
    package.writeLetterheadBody(isBefore: false, to: &self)
  }

  /// A table of the letterhead's may stand before the brief: no table of ours may become a part of it.
  mutating func endedWithLetterhead() { needsParagraph = false }

  private mutating func closeContainers(before index: Int) {
    while let last = containers.last, last.end <= index {
      containers.removeLast()
      switch last.part {
      case .cell, .column: closeCell()
      case .row: closeRow()
      case .table: closeTable()
      case .columns: closeColumns(before: index)
      case .contents: closeContents()
      case .landscape: closeLandscape(before: index)
      case .traced(let bookmark): closeBookmark(bookmark)
      }
    }
  }

  mutating func write(_ paragraph: Paragraph, at index: Int, isNote: Bool = false) {
    guard let line = package.plan.lines[index] else { return }
    let hasDecimal = containers.last?.part == .cell && tables.last?.decimal != nil
    openParagraph(
      line, text: paragraph.text, tabs: tabs(of: paragraph, at: index), of: index, alignment: hasDecimal ? .start : nil)
    if isNote { writeNoteNumber() }
    if case .contentsEntry = paragraph.role {
      writeEntry(paragraph, at: index)
    } else if let caption = package.document.caption(of: index) {
      write(caption, of: paragraph.text)
    } else {
      let bookmark = package.bookmarks.name(of: index).map { openBookmark($0) }
      let trace = trace(of: paragraph).map { openBookmark($0) }
      writeText(paragraph.text, hasTab: package.styles.style(paragraph.style).labelWidth > 0)
      if let trace { closeBookmark(trace) }
      if let bookmark { closeBookmark(bookmark) }
    }
    if package.styles.style(paragraph.style).leader != nil { writeTab() }
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
  mutating func openParagraph(
    _ line: DocumentPlan.Line, text: StyledText, tabs: [TabStop] = [], of element: Int? = nil,
    alignment: TextAlignment? = nil
  ) {
    let entry = package.styles.entry(for: line.style, as: line.use)
    xml.open("w:p")
    xml.open("w:pPr")
    xml.value("w:pStyle", package.styles.entries[entry].id)
    let format = package.styles.entries[entry].format
    if line.keepsWithNext, !format.keepWithNext { xml.empty("w:keepNext") }
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    if let item = line.item { writeNumber(of: item, style: entry) }
    if case .contentsEntry = line.use { writeEntryTab() } else { write(tabs) }
    if containers.last?.part == .cell { writeDecimalTab(of: package.styles.style(line.style)) }
    let isTheirs = package.styles.entries[entry].isTheirs
    if isTheirs {
      // The letterhead's own look stands, but for pictures, whose place the brief chooses.
      if let alignment { xml.value("w:jc", ParagraphFormat.wordAlignment(alignment)) }
    } else if let alignment, alignment != format.alignment {
      xml.value("w:jc", ParagraphFormat.wordAlignment(alignment))
    } else if format.alignment == .justify, text.isMostlyLatin {
      // Word's own justification suits Latin text, Thai Distributed suits Thai.
      xml.value("w:jc", "both")
    }
    if let outline = line.outlineLevel, isTheirs || outline != format.outlineLevel {
      xml.value("w:outlineLvl", outline)
    }
    hasContent = true
    if let element, sectionEnds.contains(element) { endSection() }
    xml.close()
  }

  // MARK: Sections

  /// Writes the properties of the section in hand, inside those of its last paragraph.
  private mutating func endSection() {
    var section = SectionWriter(package: package, isLandscape: isLandscape)
    section.write(to: &self)
    hasContent = false
    needsParagraph = false
  }

  /// A section that does not end with a paragraph gets one for its end.
  private mutating func closeSection() {
    breaksPage = false
    guard hasContent else { return }
    writeSeparator { $0.endSection() }
  }

  private mutating func openLandscape(end: Int) {
    guard package.document.page.canTurn else { return }
    if !isLandscape { closeSection() }
    isLandscape = true
    containers.append((.landscape, end))
  }

  private mutating func closeLandscape(before index: Int) {
    let elements = package.document.elements
    // The last section's properties stand at the end of the body. Landscape parts that follow each other are one.
    guard index < elements.count else { return }
    if case .group(.landscape) = elements[index].kind { return }
    closeSection()
    isLandscape = false
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

  // MARK: Lists

  /// The number comes with the style; it is said here only where the list begins anew or has a second style at its level.
  private mutating func writeNumber(of item: DocumentPlan.Item, style entry: Int) {
    let place = package.numbering.place(item, style: entry)
    // A style of the letterhead says nothing of our lists.
    let isTheirs = package.styles.entries[entry].isTheirs
    let isTied = !isTheirs && package.numbering.isTied(entry, to: item.kind)
    if isTied, let first = package.numbering.firstInstance(for: item.kind) {
      package.styles.setNumbering(.init(instance: first, level: place.level), of: entry)
    }
    guard isTheirs || !place.isImplied else { return }
    xml.open("w:numPr")
    xml.value("w:ilvl", place.level)
    xml.value("w:numId", place.instance)
    xml.close()
    // A number that is said here brings the indents of its level along, over those of a style that is not its own.
    if !isTied, !isTheirs { package.styles.entries[entry].format.writeIndents(to: &xml) }
  }
}
