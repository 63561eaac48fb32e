internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// Writes the elements of a page: head and blocks here, the text of a paragraph in its extension.
struct PageWriter {
  let document: Document
  let style: PageStyle
  let levels: [UInt8]
  /// What links lead to, by element.
  let fragments: [Int: String]
  let knownFragments: Set<String>
  let dates: TimeText
  var xml: XMLWriter
  var diagnostics = Diagnostics()
  var droppedCharacters = 0
  var reorderedMarks = 0

  private var containers: [Container] = []
  /// A page break that the next block takes along.
  private var breaksPage = false
  private var hasMainHeading = false
  private var tableCount = 0
  /// The class that puts the point of the open cell's number below those of its column.
  private var cellPad: String?
  /// Footnotes whose first mark has been written.
  var markedNotes: Set<Int> = []

  private struct Container {
    var part: Part
    var end: Int
    /// How many elements of the page are open for it.
    var depth: Int
  }

  enum Section { case head, body }

  enum Part: Equatable {
    case block
    case list(ListProperties)
    /// Its label waits for a paragraph.
    case item(label: String?)
    /// Whether its head or its body is open.
    case table(section: Section?)
    case row(isHeader: Bool)
    case cell
  }

  init(_ document: Document, style: PageStyle) {
    self.document = document
    self.style = style
    levels = document.headingLevels()
    fragments = document.placeNames()
    knownFragments = Set(fragments.values)
    dates = TimeText(document.properties.briefDate)
    xml = XMLWriter(capacity: 65536, notation: .html)
  }

  consuming func finish(reporting diagnostics: inout Diagnostics) -> [UInt8] {
    droppedCharacters += xml.droppedCharacters
    diagnostics.add(contentsOf: self.diagnostics)
    if droppedCharacters > 0 {
      diagnostics.warning(
        .htmlCharacters, at: nil,
        droppedCharacters == 1
          ? "an invisible or unusable character is left out of the page"
          : "\(droppedCharacters) invisible or unusable characters are left out of the page",
        hint: "Delete joiners and control characters.")
    }
    if reorderedMarks > 0 {
      diagnostics.warning(
        .htmlCharacters, at: nil,
        reorderedMarks == 1
          ? "a Thai vowel or tone mark is put in order in the page"
          : "\(reorderedMarks) Thai vowel or tone marks are put in order in the page",
        hint: "Type SARA AM as one character and a tone mark behind its vowel.")
    }
    return xml.finish()
  }

  // MARK: Head

  mutating func writeHead() {
    let properties = document.properties
    xml.open("html")
    xml.attribute("lang", properties.language.forPage)
    xml.open("head")
    xml.open("meta")
    xml.attribute("charset", "utf-8")
    xml.close()
    let sheet = Array(style.text.utf8)
    let digest = String(decoding: Base64.text(of: SHA256.digest(of: sheet)), as: UTF8.self)
    xml.open("meta")
    xml.attribute("http-equiv", "Content-Security-Policy")
    xml.attribute(
      "content",
      "default-src 'none'; img-src data:; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'")
    xml.close()
    meta("viewport", "width=device-width, initial-scale=1")
    xml.open("title")
    xml.text(properties.title)
    xml.close()
    meta("author", properties.authors.joined(separator: ", "))
    meta("description", properties.subject ?? "")
    meta("keywords", properties.keywords.joined(separator: ", "))
    meta("generator", "Sarup")
    xml.open("style")
    xml.verbatim(sheet)
    xml.close()
    xml.close()
  }

  private mutating func meta(_ name: String, _ content: String) {
    if content.isEmpty { return }
    xml.open("meta")
    xml.attribute("name", name)
    xml.attribute("content", content)
    xml.close()
  }

  // MARK: Blocks

  mutating func writeBody() {
    newLine()
    xml.open("body")
    xml.open("main")
    var next = 0
    for (index, element) in document.elements.enumerated() where index >= next {
      close(before: index)
      switch element.kind {
      case .paragraph(let paragraph): write(paragraph, at: index)
      case .pageBreak: breaksPage = true
      case .note: next = element.end
      default:
        writeLabelAlone()
        open(element, at: index)
      }
    }
    close(before: document.elements.count)
    writeNotes()
    for _ in 0..<3 { xml.close() }
  }

  private mutating func open(_ element: Element, at index: Int) {
    switch element.kind {
    case .group(.header): openBlock("header", .block, element.end)
    case .group(.credits): openBlock("footer", .block, element.end)
    case .group(.signatures): openBlock("div", .block, element.end, classes: ["signatures"])
    case .list(let list): openList(list, at: index, end: element.end)
    case .item(let item): openItem(item, at: index, end: element.end)
    case .definitions: openBlock("dl", .block, element.end)
    // Terms and meanings stand in the list side by side.
    case .definition: containers.append(Container(part: .block, end: element.end, depth: 0))
    case .meaning: openBlock("dd", .block, element.end)
    case .quote: openBlock("blockquote", .block, element.end)
    case .rule(let rule):
      newLine()
      xml.open(rule.isBlank ? "div" : "hr")
      writeClasses(style.forms.name(of: rule).map { [$0] } ?? [])
      xml.close()
    case .group(.landscape):
      openBlock("div", .block, element.end, classes: document.page.canTurn ? ["landscape"] : [])
    case .columns(let columns): openBlock("div", .block, element.end, classes: [style.forms.name(of: columns)])
    case .column: openBlock("div", .block, element.end)
    case .group(.contents):
      openBlock("nav", .block, element.end)
    case .table(let table): openTable(table, at: index, end: element.end)
    case .row(let isHeader): openRow(isHeader: isHeader, end: element.end)
    case .cell(let cell): openCell(cell, at: index, end: element.end)
    case .figure(let figure): openFigure(figure, at: index, end: element.end)
    case .paragraph, .pageBreak, .note, .contents: break
    }
  }

  mutating func openBlock(_ name: StaticString, _ part: Part, _ end: Int, classes: [String] = []) {
    newLine()
    xml.open(name)
    writeClasses(classes)
    containers.append(Container(part: part, end: end, depth: 1))
  }

  private mutating func close(before index: Int) {
    while let last = containers.last, last.end <= index {
      if case .item = last.part { writeLabelAlone() }
      containers.removeLast()
      for _ in 0..<last.depth { xml.close() }
    }
  }

  /// Ends the lines of the source with the blocks: a page is read by people as well.
  private mutating func newLine() { xml.text("\n") }

  private mutating func writeClasses(_ classes: [String]) {
    var classes = classes
    if breaksPage { classes.append("new-page") }
    breaksPage = false
    if !classes.isEmpty { xml.attribute("class", classes.joined(separator: " ")) }
  }

  private mutating func write(_ paragraph: Paragraph, at index: Int) {
    // The caption of a table is written with the table.
    if paragraph.role == .caption, isInTable(index) { return }
    var classes = names(of: paragraph.style)
    if let label = takeLabel() { classes.append(label) }
    if joinsNext(paragraph, at: index) { classes.append("joined") }
    if paragraph.keepsWithNext { classes.append("keep") }
    let leader = document.styles.indices.contains(paragraph.style) ? document.styles[paragraph.style].leader : nil
    if let leader { classes.append(FormStyle.name(of: leader)) }
    if case .cell? = containers.last?.part, isOnlyChild(index) {
      // The cell itself bears the paragraph's look; its tag is still open.
      if let cellPad { classes.append(cellPad) }
      writeClasses(classes)
      writeText(of: paragraph)
      return
    }
    newLine()
    let level = levels[index]
    switch paragraph.role {
    case .title where !hasMainHeading:
      hasMainHeading = true
      xml.open("h1")
    case .heading where level > 0, .contentsTitle where level > 0: xml.open(Self.heading(level))
    case .term: xml.open("dt")
    case .code: xml.open("pre")
    case .caption where document.isFigureCaption(index): xml.open("figcaption")
    default: xml.open("p")
    }
    if let fragment = fragments[index] { xml.attribute("id", fragment) }
    writeClasses(classes)
    if case .note = paragraph.role { xml.attribute("role", "note") }
    writeText(of: paragraph)
    xml.close()
  }

  /// Whether the paragraph and the next share one box.
  private func joinsNext(_ paragraph: Paragraph, at index: Int) -> Bool {
    guard document.styles.indices.contains(paragraph.style), !document.styles[paragraph.style].box.isEmpty else {
      return false
    }
    let next = document.elements[index].end
    guard document.elements.indices.contains(next), document.elements[next].parent == document.elements[index].parent,
      case .paragraph(let other) = document.elements[next].kind
    else { return false }
    return other.style == paragraph.style
  }

  private static func heading(_ level: UInt8) -> StaticString {
    switch level {
    case 1: "h1"
    case 2: "h2"
    case 3: "h3"
    case 4: "h4"
    case 5: "h5"
    default: "h6"
    }
  }

  private mutating func writeText(of paragraph: Paragraph) {
    writeText(paragraph.text, isCode: paragraph.role == .code)
  }

  func names(of style: Int) -> [String] {
    self.style.names.indices.contains(style) ? self.style.names[style].map { [$0] } ?? [] : []
  }

  // MARK: Footnotes

  /// All footnotes stand at the end: a page has no foot.
  private mutating func writeNotes() {
    let notes = document.elements.indices.filter { index in
      if case .note = document.elements[index].kind { true } else { false }
    }
    guard !notes.isEmpty else { return }
    let isThai = document.properties.language.primary == "th"
    newLine()
    xml.open("section")
    xml.attribute("aria-label", isThai ? "เชิงอรรถ" : "Footnotes")
    for note in notes {
      for child in note + 1..<max(note + 1, document.elements[note].end) {
        guard case .paragraph(let paragraph) = document.elements[child].kind else { continue }
        newLine()
        xml.open("p")
        if child == note + 1 { xml.attribute("id", "note-\(note)") }
        writeClasses(names(of: paragraph.style))
        if child == note + 1 {
          xml.open("a")
          xml.attribute("href", "#mark-\(note)")
          xml.open("sup")
          xml.text(document.label(of: note))
          xml.close()
          xml.close()
          xml.text(" ")
        }
        writeText(of: paragraph)
        xml.close()
      }
    }
    xml.close()
  }

  // MARK: Lists

  private mutating func openList(_ list: ListProperties, at index: Int, end: Int) {
    if list.numbering == nil {
      openBlock("ul", .list(list), end)
      return
    }
    openBlock("ol", .list(list), end, classes: [ListStyle.list(list)])
    if let first = style.lists.stepOfItem[index + 1], first != 1 { xml.attribute("start", first) }
  }

  private mutating func openItem(_ item: ItemProperties, at index: Int, end: Int) {
    guard case .list(let list)? = containers.last?.part else { return }
    newLine()
    xml.open("li")
    if let step = style.lists.stepOfItem[index], step != 1 {
      writeClasses([ListStyle.step(step)])
      let isFirst = document.elements[index].parent == index - 1
      if !isFirst, let ordinal = item.ordinals.last { xml.attribute("value", ordinal) }
    }
    containers.append(Container(part: .item(label: ListStyle.label(list)), end: end, depth: 1))
  }

  /// The class for the label of the item that has not shown its own yet.
  private mutating func takeLabel() -> String? {
    for index in containers.indices.reversed() {
      switch containers[index].part {
      case .item(let label):
        containers[index].part = .item(label: nil)
        return label
      case .block: continue
      case .list, .table, .row, .cell: return nil
      }
    }
    return nil
  }

  /// A label needs a line to stand on where no paragraph follows it.
  private mutating func writeLabelAlone() {
    guard case .item(let label?)? = containers.last?.part else { return }
    containers[containers.count - 1].part = .item(label: nil)
    newLine()
    xml.open("p")
    writeClasses([label])
    xml.close()
  }

  // MARK: Tables

  private func isInTable(_ index: Int) -> Bool {
    let parent = document.elements[index].parent
    guard document.elements.indices.contains(parent), case .table = document.elements[parent].kind else { return false }
    return true
  }

  private mutating func openTable(_ table: TableProperties, at index: Int, end: Int) {
    tableCount += 1
    newLine()
    // A table that is wider than the screen is moved by touch or keys; the rest of the page stays where it is.
    xml.open("div")
    writeClasses(["table"])
    xml.attribute("role", "region")
    xml.attribute("tabindex", 0)
    let isThai = document.properties.language.primary == "th"
    xml.attribute("aria-label", isThai ? "ตาราง \(tableCount)" : "Table \(tableCount)")
    xml.open("table")
    if let name = style.forms.name(of: table.look) { xml.attribute("class", name) }
    if index + 1 < end, case .paragraph(let paragraph) = document.elements[index + 1].kind {
      xml.open("caption")
      if let fragment = fragments[index + 1] { xml.attribute("id", fragment) }
      writeClasses(names(of: paragraph.style))
      writeText(of: paragraph)
      xml.close()
    }
    let shares = PageStyle.percents(of: table, on: document.page)
    if !shares.isEmpty {
      xml.open("colgroup")
      for share in shares {
        xml.open("col")
        if let share { xml.attribute("class", "w-\(share)") }
        xml.close()
      }
      xml.close()
    }
    containers.append(Container(part: .table(section: nil), end: end, depth: 2))
  }

  private mutating func openRow(isHeader: Bool, end: Int) {
    newLine()
    if case .table(let section)? = containers.last?.part {
      // A header row further down cannot be moved to the head; its cells say what they are.
      let own: Section = isHeader && section != .body ? .head : .body
      if section != own {
        if section == nil { containers[containers.count - 1].depth += 1 } else { xml.close() }
        xml.open(own == .head ? "thead" : "tbody")
        containers[containers.count - 1].part = .table(section: own)
      }
    }
    xml.open("tr")
    containers.append(Container(part: .row(isHeader: isHeader), end: end, depth: 1))
  }

  private mutating func openCell(_ cell: CellProperties, at index: Int, end: Int) {
    guard case .row(let isHeader)? = containers.last?.part else { return }
    xml.open(isHeader || cell.isRowHeader ? "th" : "td")
    let pad = PageStyle.pad(of: index, in: document)
    cellPad = pad > 0 ? "d-\(pad)" : nil
    if cell.isRowHeader, !isHeader { xml.attribute("scope", "row") }
    if isHeader { xml.attribute("scope", cell.columnSpan > 1 ? "colgroup" : "col") }
    if cell.columnSpan > 1 { xml.attribute("colspan", cell.columnSpan) }
    if cell.rowSpan > 1 { xml.attribute("rowspan", cell.rowSpan) }
    containers.append(Container(part: .cell, end: end, depth: 1))
  }

  private func isOnlyChild(_ index: Int) -> Bool {
    let element = document.elements[index]
    return document.elements.indices.contains(element.parent) && element.parent == index - 1
      && document.elements[element.parent].end == element.end
  }
}
