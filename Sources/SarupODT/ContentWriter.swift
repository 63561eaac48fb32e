internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// Writes `content.xml`: blocks here, tables and the text of a paragraph in extensions.
struct ContentWriter {
  let file: TextFile
  var xml: XMLWriter
  var lists = ListChain()
  /// A page break that the next block takes along.
  var pageBreak: PageBreak?
  /// The blocks in hand stand in a landscape part.
  private(set) var isLandscape = false
  var containers: [Container] = []
  /// All tables so far, since each has styles of its own; and which of them are open, the innermost last.
  var tables: [TableGrid] = []
  var openTables: [Int] = []
  /// Cells of all tables, each kind once.
  var cellLooks: [CellLook] = []
  /// Blocks side by side so far, with the widths of their columns.
  var columns: [ColumnsStyle] = []
  /// For each open cell how many covered ones follow it.
  var coveredCells: [Int] = []

  struct Container {
    var part: Part
    var end: Int
  }

  enum Part: Equatable {
    case block
    case quote
    /// What a term means.
    case meaning
    case list(ListProperties)
    /// Its number waits for a paragraph.
    case item(ItemProperties?, ListProperties)
    case table
    case row(isHeader: Bool)
    case cell
    case contents
    case landscape
    case columns
    case column
  }

  /// The sheet of the blocks in hand.
  var sheet: Sheet { isLandscape ? document.page.landscapeSheet : document.page.sheet }

  init(file: TextFile) {
    self.file = file
    xml = XMLWriter(capacity: 65536)
  }

  var document: Document { file.document }

  /// The whole part. Its automatic styles are known only when the text is written, and stand before it.
  consuming func content() -> [UInt8] {
    // The body's element stands around a fragment, so that the writer has somewhere to put it.
    xml.open("office:text")
    writeBlocks()
    xml.close()
    file.droppedCharacters += xml.droppedCharacters
    let tables = tables
    let cellLooks = cellLooks
    let columns = columns
    let body = xml.finish().drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    var part = XMLWriter(capacity: body.count + 8192)
    TextFile.open("office:document-content", &part)
    file.styles.writeFonts(to: &part)
    part.open("office:automatic-styles")
    file.styles.writeFlowStyles(to: &part)
    file.styles.writeForms(to: &part)
    file.styles.writeLooks(to: &part)
    for (number, table) in tables.enumerated() { table.writeStyles(number: number, cells: cellLooks, to: &part) }
    for (number, columns) in columns.enumerated() { columns.writeStyles(number: number, to: &part) }
    part.close()
    part.open("office:body")
    part.verbatim(body)
    return part.finish()
  }

  // MARK: Blocks

  private mutating func writeBlocks() {
    let elements = document.elements
    var next = 0
    for (index, element) in elements.enumerated() where index >= next {
      close(before: index)
      switch element.kind {
      case .paragraph(let paragraph): write(paragraph, at: index)
      case .pageBreak: pageBreak = pageBreak ?? PageBreak()
      case .group(.landscape):
        guard document.page.canTurn else { break }
        if !isLandscape { pageBreak = PageBreak(pages: .landscape) }
        isLandscape = true
        containers.append(Container(part: .landscape, end: element.end))
      case .group(.contents):
        lists.closeAll(&xml)
        openContents(at: index)
      // Footnotes stand where their marks do.
      case .note: next = element.end
      case .contents: break
      // In the file a caption is a paragraph above the table.
      case .table where index + 1 < element.end:
        if case .paragraph(let caption) = elements[index + 1].kind {
          write(caption, at: index + 1)
          next = index + 2
        } else {
          writeNumberAlone(at: index)
        }
        open(element, at: index)
      case .group: containers.append(Container(part: .block, end: element.end))
      default:
        writeNumberAlone(at: index)
        open(element, at: index)
      }
    }
    close(before: elements.count)
    lists.closeAll(&xml)
  }

  private mutating func open(_ element: Element, at index: Int) {
    switch element.kind {
    case .list(let list): containers.append(Container(part: .list(list), end: element.end))
    case .item(let item):
      guard let list = innermostList else { return }
      containers.append(Container(part: .item(item, list), end: element.end))
    case .quote: containers.append(Container(part: .quote, end: element.end))
    case .definitions, .definition: containers.append(Container(part: .block, end: element.end))
    case .meaning: containers.append(Container(part: .meaning, end: element.end))
    case .rule(let rule): write(rule, at: index)
    case .columns(let columns): openColumns(columns, at: index, end: element.end)
    case .column: openColumn(at: index, end: element.end)
    case .table(let table): openTable(table, at: index, end: element.end)
    case .row(let isHeader): openRow(isHeader: isHeader, end: element.end)
    case .cell(let cell): openCell(cell, end: element.end)
    case .figure(let figure):
      write(figure, at: index)
      containers.append(Container(part: .block, end: element.end))
    case .group, .paragraph, .pageBreak, .note, .contents: break
    }
  }

  private mutating func close(before index: Int) {
    while let last = containers.last, last.end <= index {
      writeNumberAlone(at: index)
      containers.removeLast()
      switch last.part {
      case .table: closeTable()
      case .row: closeRow()
      case .cell: closeCell()
      case .columns: closeColumns(before: index)
      case .column:
        lists.closeAll(&xml)
        xml.close()
      case .contents:
        xml.close()
        xml.close()
      case .landscape:
        isLandscape = false
        pageBreak = PageBreak(pages: .further)
      case .block, .quote, .meaning, .list, .item: break
      }
    }
  }

  private var innermostList: ListProperties? {
    for container in containers.reversed() {
      if case .list(let list) = container.part { return list }
    }
    return nil
  }

  // MARK: Paragraphs

  private mutating func write(_ paragraph: Paragraph, at index: Int) {
    let claim = takeNumber()
    let use = claim.map { StyleUse.item($0.kind, level: $0.level) } ?? self.use(of: paragraph.role)
    if let claim {
      openItem(claim, style: paragraph.style)
    } else {
      lists.closeAll(&xml)
    }
    let decimal = containers.last?.part == .cell ? openTables.last.flatMap { tables[$0].decimalPad } : nil
    let name = styleName(
      paragraph.style, use, tabs: tabs(of: paragraph, at: index), keepsWithNext: paragraph.keepsWithNext,
      decimalPad: decimal, alignment: decimal == nil ? nil : .end)
    if case .heading(let level) = paragraph.role {
      xml.open("text:h")
      xml.attribute("text:style-name", name)
      xml.attribute("text:outline-level", min(max(level, 1), 10))
    } else {
      if paragraph.role == .contentsTitle {
        xml.open("text:index-title")
        xml.attribute("text:name", "contents.title")
      }
      xml.open("text:p")
      xml.attribute("text:style-name", name)
    }
    let bookmark = file.fragments[index]
    if let bookmark {
      xml.open("text:bookmark-start")
      xml.attribute("text:name", bookmark)
      xml.close()
    }
    if case .contentsEntry = paragraph.role {
      writeEntry(paragraph)
    } else {
      writeText(paragraph.text, hasTab: file.styles.style(paragraph.style).labelWidth > 0)
    }
    if file.styles.style(paragraph.style).leader != nil { xml.empty("text:tab") }
    if let bookmark {
      xml.open("text:bookmark-end")
      xml.attribute("text:name", bookmark)
      xml.close()
    }
    xml.close()
    if paragraph.role == .contentsTitle { xml.close() }
  }

  /// - Parameter alignment: Over that of the style.
  mutating func styleName(
    _ style: Int, _ use: StyleUse, tabs: [TabStop] = [], keepsWithNext: Bool = false, decimalPad: Points? = nil,
    alignment: TextAlignment? = nil
  ) -> String {
    defer { pageBreak = nil }
    let name = file.styles.name(of: style, as: use)
    if !tabs.isEmpty { return file.styles.name(name, with: tabs, pageBreak: pageBreak) }
    let keeps = keepsWithNext && !file.styles.style(style).keepWithNext
    return file.styles.name(
      of: .init(
        base: name, pageBreak: pageBreak, keepsWithNext: keeps,
        decimalPad: decimalPad == 0 ? nil : decimalPad.map { $0 + file.styles.style(style).endIndent },
        alignment: alignment == file.styles.style(style).alignment ? nil : alignment))
  }

  private func use(of role: ParagraphRole) -> StyleUse {
    switch role {
    case .title: return .title
    case .subtitle: return .subtitle
    case .heading(let level): return .heading(level)
    case .caption: return .caption
    case .term: return .term
    case .code: return .code
    case .footnote: return .footnote
    case .signature: return .signature
    case .contentsTitle: return .contentsTitle
    case .contentsEntry(let level): return .contentsEntry(level)
    case .byline, .note, .credit: return .other
    case .body: break
    }
    for container in containers.reversed() {
      switch container.part {
      case .quote: return .quote
      case .meaning: return .definition
      case .row(let isHeader): return isHeader ? .headCell : .cell
      case .item: return .other
      case .block, .list, .table, .cell, .contents, .columns, .column, .landscape: continue
      }
    }
    return .body
  }

  // MARK: Footnotes

  /// The mark of a footnote, and with the first one the footnote.
  mutating func writeNote(_ element: Int) {
    guard document.elements.indices.contains(element), case .note = document.elements[element].kind else { return }
    let label = document.label(of: element)
    guard file.writtenNotes.insert(element).inserted else {
      xml.open("text:note-ref")
      xml.attribute("text:note-class", "footnote")
      xml.attribute("text:reference-format", "text")
      xml.attribute("text:ref-name", "note-\(element)")
      xml.text(label)
      xml.close()
      return
    }
    xml.open("text:note")
    xml.attribute("text:id", "note-\(element)")
    xml.attribute("text:note-class", "footnote")
    xml.open("text:note-citation")
    xml.text(label)
    xml.close()
    xml.open("text:note-body")
    for child in element + 1..<max(element + 1, document.elements[element].end) {
      guard case .paragraph(let paragraph) = document.elements[child].kind else { continue }
      xml.open("text:p")
      xml.attribute("text:style-name", file.styles.name(of: paragraph.style, as: .footnote))
      writeText(paragraph.text)
      xml.close()
    }
    xml.close()
    xml.close()
  }

  // MARK: Numbers

  private struct Claim {
    var kind: ListKind
    var level: Int
    var item: ItemProperties
  }

  /// The number that waits for this paragraph.
  private mutating func takeNumber() -> Claim? {
    for index in containers.indices.reversed() {
      switch containers[index].part {
      case .item(let item, let list):
        guard let item else { return nil }
        containers[index].part = .item(nil, list)
        return Claim(kind: list.numbering.map(ListKind.scheme) ?? .bullets, level: list.level, item: item)
      case .block, .contents, .landscape: continue
      case .quote, .meaning, .list, .table, .row, .cell, .columns, .column: return nil
      }
    }
    return nil
  }

  private mutating func openItem(_ claim: Claim, style: Int) {
    file.lists.use(claim.kind, level: claim.level, style: file.styles.style(style))
    let ordinal = claim.kind == .bullets ? nil : claim.item.ordinals.last
    lists.openItem(
      claim.kind, level: claim.level, ordinal: ordinal, restarts: claim.item.restarts,
      style: file.lists.name(of: claim.kind), &xml)
  }

  /// A number needs a line to stand on where no paragraph follows it.
  private mutating func writeNumberAlone(at index: Int) {
    guard case .item(_?, _)? = containers.last?.part, let claim = takeNumber() else { return }
    var style = file.styles.entries.first { $0.use == .item(claim.kind, level: claim.level) }?.style
    if style == nil, document.elements.indices.contains(index) {
      for case .paragraph(let paragraph) in document.elements[index...].lazy.map(\.kind) {
        style = paragraph.style
        break
      }
    }
    openItem(claim, style: style ?? 0)
    xml.open("text:p")
    xml.attribute("text:style-name", styleName(style ?? 0, .item(claim.kind, level: claim.level)))
    xml.close()
  }
}
