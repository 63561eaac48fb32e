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
  var containers: [Container] = []
  var tables: [TableGrid] = []

  /// What is open around the element in hand.
  enum Container {
    case group(end: Int)
    case list(end: Int, ListProperties)
    /// `isFresh` until its first paragraph has taken the number.
    case item(end: Int, ItemProperties, isFresh: Bool)
    case quote(end: Int)
    case table(end: Int)
    case row(end: Int)
    case cell(end: Int)

    var end: Int {
      switch self {
      case .group(let end), .list(let end, _), .item(let end, _, _), .quote(let end), .table(let end), .row(let end),
        .cell(let end):
        end
      }
    }
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
    for (index, element) in elements.enumerated() {
      closeContainers(before: index)
      switch element.kind {
      case .group: containers.append(.group(end: element.end))
      case .list(let properties):
        writeNumbersWithoutText(before: index)
        containers.append(.list(end: element.end, properties))
      case .item(let properties): containers.append(.item(end: element.end, properties, isFresh: true))
      case .quote:
        writeNumbersWithoutText(before: index)
        containers.append(.quote(end: element.end))
      case .paragraph(let paragraph): write(paragraph, at: index)
      case .rule: writeRule()
      case .pageBreak: breaksPage = true
      case .table(let properties):
        writeNumbersWithoutText(before: index)
        openTable(properties, end: element.end)
      case .row(let isHeader): openRow(isHeader: isHeader, end: element.end)
      case .cell(let properties): openCell(properties, end: element.end)
      case .figure(let properties): reportFigure(properties, at: element.span)
      }
    }
    closeContainers(before: elements.count)
    if needsParagraph { writeSeparator() }
  }

  private mutating func closeContainers(before index: Int) {
    while let last = containers.last, last.end <= index {
      if case .item(_, _, true) = last { writeNumbersWithoutText(before: index) }
      containers.removeLast()
      switch last {
      case .cell: closeCell()
      case .row: closeRow()
      case .table: closeTable()
      default: break
      }
    }
  }

  private mutating func write(_ paragraph: Paragraph, at index: Int) {
    let place = takeNumber()
    let use = place.use ?? use(of: paragraph.role)
    let entry = package.styles.entry(for: paragraph.style, as: use)
    xml.open("w:p")
    xml.open("w:pPr")
    xml.value("w:pStyle", package.styles.entries[entry].id)
    let format = package.styles.entries[entry].format
    if keepsWithNext(index), !format.keepWithNext { xml.empty("w:keepNext") }
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    if let item = place.item { writeNumber(of: item, style: entry) }
    if format.alignment == .justify, isMostlyLatin(paragraph.text) { xml.value("w:jc", "both") }
    xml.close()
    let bookmark = openBookmark(for: paragraph.role)
    let hasControl = openControl(for: paragraph)
    writeText(paragraph.text)
    if hasControl { closeControl() }
    if let bookmark {
      xml.open("w:bookmarkEnd")
      xml.attribute("w:id", bookmark)
      xml.close()
    }
    xml.close()
    endedWithParagraph()
  }

  private func use(of role: ParagraphRole) -> StyleUse {
    switch role {
    case .title: .title
    case .subtitle: .subtitle
    case .heading(let level): .heading(level)
    case .byline: .byline
    case .body: isQuoted ? .quote : .body
    case .note: .note
    case .credit: .credit
    case .caption: .caption
    case .code: .code
    case .footnote: .footnote
    }
  }

  private var isQuoted: Bool {
    containers.contains {
      if case .quote = $0 { true } else { false }
    }
  }

  /// Whether a group asks that this paragraph and the next stay on one page: all but its last do.
  private func keepsWithNext(_ index: Int) -> Bool {
    containers.contains {
      if case .group(let end) = $0 { index + 1 < end } else { false }
    }
  }

  /// Links of the document and tables of contents lead to headings.
  private mutating func openBookmark(for role: ParagraphRole) -> Int? {
    guard case .heading = role else { return nil }
    package.bookmarks += 1
    xml.open("w:bookmarkStart")
    xml.attribute("w:id", package.bookmarks)
    xml.attribute("w:name", WordPackage.bookmarkName(package.bookmarks))
    xml.close()
    return package.bookmarks
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

  private func reportFigure(_ figure: FigureProperties, at span: SarupSyntax.Span?) {
    package.warn(
      .docxFigure, at: span, "the picture \(figure.path) is left out of the Word file",
      hint: "Insert it in Word, or print the PDF, which has it.")
  }

  // MARK: Lists

  private struct ListPlace {
    var use: StyleUse?
    var item: NumberedItem?
  }

  private struct NumberedItem {
    var kind: NumberingTable.Kind
    var level: Int
    var properties: ItemProperties
  }

  /// What the innermost list makes of the next paragraph: the first of an item takes the number, further ones go on below it.
  private mutating func takeNumber() -> ListPlace {
    for index in containers.indices.reversed() {
      switch containers[index] {
      case .cell, .quote: return ListPlace()
      case .item(let end, let properties, let isFresh):
        containers[index] = .item(end: end, properties, isFresh: false)
        let list = self.list(around: index)
        guard isFresh else { return ListPlace(use: .continued(level: list.level)) }
        return ListPlace(
          use: list.use, item: numberedItem(properties, in: list))
      default: continue
      }
    }
    return ListPlace()
  }

  private func list(around index: Int) -> ListProperties {
    for container in containers[..<index].reversed() {
      if case .list(_, let properties) = container { return properties }
    }
    return ListProperties(numbering: nil, level: 0)
  }

  private func numberedItem(_ properties: ItemProperties, in list: ListProperties) -> NumberedItem {
    NumberedItem(
      kind: list.numbering.map { .scheme($0) } ?? .bullets, level: list.level, properties: properties)
  }

  /// The number comes with the style; it is said here only where the list begins anew or has a second style at its level.
  private mutating func writeNumber(of item: NumberedItem, style entry: Int) {
    let place = package.numbering.place(
      item.kind, level: item.level, ordinal: item.kind == .bullets ? nil : item.properties.ordinals.last,
      restarts: item.properties.restarts, style: entry)
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

  /// An item that begins with another list, a table or nothing at all: its number stands on a line of its own.
  private mutating func writeNumbersWithoutText(before index: Int) {
    for position in containers.indices {
      guard case .item(let end, let properties, true) = containers[position] else { continue }
      containers[position] = .item(end: end, properties, isFresh: false)
      writeNumberWithoutText(properties, in: list(around: position), before: index)
    }
  }

  private mutating func writeNumberWithoutText(_ properties: ItemProperties, in list: ListProperties, before index: Int)
  {
    let use = list.use
    let entry =
      package.styles.entries.firstIndex { $0.use == use }
      ?? package.styles.entry(for: styleOfParagraph(from: index), as: use)
    xml.open("w:p")
    xml.open("w:pPr")
    xml.value("w:pStyle", package.styles.entries[entry].id)
    xml.empty("w:keepNext")
    writeNumber(of: numberedItem(properties, in: list), style: entry)
    xml.close()
    xml.close()
    endedWithParagraph()
  }

  /// The style of the next paragraph, for a line that has no text of its own.
  private func styleOfParagraph(from index: Int) -> Int {
    for element in package.document.elements[index...] {
      if case .paragraph(let paragraph) = element.kind { return paragraph.style }
    }
    return 0
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

extension ListProperties {
  /// The use of the style that an item's first paragraph has.
  fileprivate var use: StyleUse {
    numbering.map { .numbered(scheme: $0, level: level) } ?? .bulleted(level: level)
  }
}
