internal import SarupBrief
internal import SarupContainer
internal import SarupImage
internal import SarupSyntax

/// What stands in the body of a Word file, one after another, before it is put into lists and parts.
enum WordPiece {
  enum Kind: Equatable {
    case title
    case subtitle
    case heading(Int)
    case body
    case quote
    case term
    case definition
    case code
    case caption
    case rule
    case item(level: Int, isBullet: Bool, ordinal: Int)
    case continued(level: Int)
    /// A continued paragraph whose first words are a label that the template makes bold.
    case note(level: Int)
    case credit
    case byline
  }

  struct Paragraph {
    var kind: Kind
    var content: WordText
    var label: Placed<String>?
    var span: Span?
  }

  case paragraph(Paragraph)
  case table(Table)
  case figure(Figure)
  case pageBreak
  /// The beginning and the end of something that holds several of these.
  case open(Enclosure, id: String)
  case close(id: String)

  enum Enclosure {
    /// A list item, a quotation, a meaning or a list of definitions of which a hidden bookmark tells the extent.
    case item, quote, meaning, definitions
    /// A section on pages that are wider than high.
    case landscape
  }
}

/// Takes the body of a file apart.
struct WordPieceReader {
  var context: WordContext
  private var counting: WordCounting
  private let uses: [String: String]
  /// Labels of what has been referred to or was given one by its author.
  private let given: [String: String]
  private let folder: String
  private(set) var pieces: [WordPiece] = []
  private(set) var pictures: [(path: String, bytes: [UInt8])] = []
  /// Where elements begin that are not the brief's, and what their controls show.
  var passedOver: Set<Int> = []
  private(set) var controls: [(tag: String, text: RichText)] = []
  /// Paths of pictures that have been taken, by their parts.
  private var paths: [String: String] = [:]
  /// Whether the brief has a logo, which is the first picture that the template places, and where it is now.
  private let hasLogo: Bool
  private(set) var logo: String?
  /// Hidden bookmarks that are open, by their names, in the order in which they were opened.
  private var openTraces: [String] = []
  private var traceNames: [String: String] = [:]
  private var pendingBookmarks: [String] = []
  private var breaksPage = false
  /// Where the section in hand begins, and how many there were.
  private var sectionStart = 0
  private var sections = 0
  /// Whether landscape pages are some among upright ones.
  private var canTurn = false

  init(
    _ context: WordContext, _ counting: WordCounting, uses: [String: String], given: [String: String], folder: String,
    hasLogo: Bool
  ) {
    self.hasLogo = hasLogo
    self.context = context
    self.counting = counting
    self.uses = uses
    self.given = given
    self.folder = folder
  }

  mutating func read(_ body: XMLElement) {
    let sheets = body.descendants.filter { $0.isWord("sectPr") }.map(Self.isLandscape)
    canTurn = sheets.contains(true) && sheets.contains(false)
    for element in body.children {
      if passedOver.contains(element.range.lowerBound) { readControls(in: element) } else { readBlock(element) }
    }
    finishPage()
    if let section = body.word("sectPr") { endSection(section) }
  }

  private mutating func readControls(in element: XMLElement) {
    for control in element.descendants where control.isWord("sdt") {
      guard let tag = control.word("sdtPr")?.word("dataBinding").flatMap({ WordBinding($0).field }) else { continue }
      controls.append((tag, RichText(control.word("sdtContent")?.text ?? "")))
    }
  }

  private static func isLandscape(_ section: XMLElement) -> Bool {
    section.word("pgSz")?.wordAttribute("orient") == "landscape"
  }

  private mutating func endSection(_ section: XMLElement) {
    sections += 1
    if canTurn, Self.isLandscape(section), pieces.count > sectionStart {
      let id = "section \(sections)"
      pieces.insert(.open(.landscape, id: id), at: sectionStart)
      pieces.append(.close(id: id))
    }
    sectionStart = pieces.count
  }

  private mutating func finishPage() {
    if breaksPage { pieces.append(.pageBreak) }
    breaksPage = false
  }

  private mutating func readBlock(_ element: XMLElement) {
    switch element.word {
    case "p": readParagraph(element)
    case "tbl": readTable(element)
    case "sdt":
      // A table of contents is the template's.
      if element.word("sdtPr")?.word("docPartObj") != nil { return }
      for child in element.word("sdtContent")?.children ?? [] { readBlock(child) }
    case "bookmarkStart":
      if !openTrace(element) { pendingBookmarks.append(element.wordAttribute("name") ?? "") }
    case "bookmarkEnd": closeTraces([element])
    case "sectPr", nil: break
    case "altChunk":
      context.losses.add(
        .importLost, "a part that another file makes up is left out", hint: "Save the file anew in Word first.", at: nil
      )
    default: for child in element.children { readBlock(child) }
    }
  }

  // MARK: Traces

  /// Whether a bookmark is one that tells the extent of something. LibreOffice writes the start of one once more where it ends.
  private mutating func openTrace(_ start: XMLElement) -> Bool {
    let name = start.wordAttribute("name") ?? ""
    guard let extent = WordTrace.extent(of: name) else { return false }
    let isNew = !traceNames.values.contains(name)
    traceNames[start.wordAttribute("id") ?? ""] = name
    if isNew {
      openTraces.append(name)
      pieces.append(.open(extent, id: name))
    }
    return true
  }

  /// Of several that end in one place the innermost ends first.
  private mutating func closeTraces(_ ends: [XMLElement]) {
    let names = Set(ends.compactMap { traceNames[$0.wordAttribute("id") ?? ""] })
    for name in openTraces.reversed() where names.contains(name) { pieces.append(.close(id: name)) }
    openTraces.removeAll { names.contains($0) }
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ element: XMLElement) {
    // Word moves marks into paragraphs when it saves a file.
    for child in element.children where child.isWord("bookmarkStart") { _ = openTrace(child) }
    let properties = element.word("pPr")
    defer {
      if let section = properties?.word("sectPr") { endSection(section) }
      closeTraces(element.children.filter { $0.isWord("bookmarkEnd") })
    }
    if properties?.toggle("pageBreakBefore") == true { breaksPage = true }
    let place = counting.count(properties, style: properties?.value("pStyle"))
    var content = WordTextReader.read(element, &context)
    content.bookmarks += pendingBookmarks
    pendingBookmarks = []
    finishPage()
    if content.breaksPage { breaksPage = true }
    let span = context.span(of: element)
    let label = content.bookmarks.compactMap { given[$0] }.first.map { Placed($0) }
    // A picture in a line of the template is the template's, or the brief's logo.
    let isMade = content.bookmarks.contains { $0.hasPrefix(WordTrace.made) }
    for drawing in content.drawings { readPicture(drawing, isMade: isMade, at: span) }
    if content.text.isEmpty, !content.drawings.isEmpty { return }
    var kind = kind(of: properties, place, in: element)
    if content.text.isEmpty {
      switch kind {
      case .item, .caption: break
      case _ where properties?.word("pBdr")?.word("bottom") != nil: kind = .rule
      default: return
      }
    }
    if context.isOurs, !isMade { tellAlignment(of: properties, kind, at: span) }
    pieces.append(.paragraph(WordPiece.Paragraph(kind: kind, content: content, label: label, span: span)))
  }

  /// Sarup aligns paragraphs by their styles; what stands in one itself has been put there by somebody.
  private mutating func tellAlignment(of properties: XMLElement?, _ kind: WordPiece.Kind, at span: Span?) {
    switch kind {
    case .heading, .body, .item, .continued, .quote: break
    default: return
    }
    guard let alignment = properties?.value("jc"), ["center", "right", "end"].contains(alignment),
      alignment != context.styles.inherited(properties?.value("pStyle"), { $0.word("pPr")?.value("jc") })
    else { return }
    context.losses.add(
      .importLook, "the alignment of a paragraph is left out", hint: "How paragraphs stand is the template's.", at: span
    )
  }

  private func kind(of properties: XMLElement?, _ place: WordCounting.Place?, in element: XMLElement) -> WordPiece.Kind
  {
    let style = properties?.value("pStyle")
    let name = style.map { context.styles.name(of: $0) } ?? ""
    if let place { return .item(level: place.level, isBullet: place.isBullet, ordinal: place.ordinal) }
    switch uses[name] ?? name {
    case "title": return .title
    case "subtitle": return .subtitle
    case "byline": return .byline
    case "credit": return .credit
    case "caption": return .caption
    case "code", "html preformatted", "preformatted text": return .code
    case "quote", "intense quote", "quotations": return .quote
    case "term", "definition term", "list heading": return .term
    case "definition", "list contents": return .definition
    case let use where use.hasSuffix("-term"): return .term
    case let use where use.hasSuffix("-definition"): return .definition
    case "note": return .note(level: 0)
    case let use where use.hasPrefix("note "): return .note(level: Int(use.dropFirst(5)) ?? 0)
    case let use where use.hasPrefix("continued "): return .continued(level: Int(use.dropFirst(10)) ?? 0)
    case "list continue": return .continued(level: 0)
    case let use where use.hasPrefix("list continue "): return .continued(level: (Int(use.dropFirst(14)) ?? 1) - 1)
    case let use where use.hasPrefix("heading "): return .heading(Int(use.dropFirst(8)) ?? 1)
    default: break
    }
    let outline =
      properties?.value("outlineLvl")
      ?? style.flatMap { style in
        context.styles.inherited(style) { $0.word("pPr")?.value("outlineLvl") }
      }
    if let level = outline.flatMap({ Int($0) }), (0..<9).contains(level) { return .heading(level + 1) }
    return .body
  }

  // MARK: Pictures

  private mutating func readPicture(_ drawing: XMLElement, isMade: Bool, at span: Span?) {
    let all = drawing.descendants
    guard let blip = all.first(where: { $0.name.local == "blip" && $0.relationship("embed") != nil }),
      case .part(let part)? = context.target(blip.relationship("embed")), let bytes = context.file.bytes(of: part)
    else {
      context.losses.add(
        .importPicture, "a picture is left out: it is not in the file", hint: "Put it into the file, not a link to it.",
        at: span)
      return
    }
    do throws(PictureFault) {
      let picture = try Picture(bytes)
      if isMade {
        if hasLogo, logo == nil { logo = path(of: part, bytes, picture) }
        return
      }
      let said = all.first { $0.isDrawingProperties }
      let isDecorative = all.contains { $0.name.local == "decorative" && $0.attribute("val") != "0" }
      let words = said?.attribute("descr") ?? ""
      if words.isEmpty, !isDecorative {
        context.losses.add(
          .importPicture, "nothing says what a picture shows",
          hint: "Write it into the brief: `![what it shows](...)`.",
          at: span)
      }
      var figure = Figure(
        path: Placed(path(of: part, bytes, picture)),
        alternative: words.isEmpty ? (isDecorative ? "" : nil) : words, caption: nil)
      if let width = all.first(where: { $0.name.local == "extent" })?.attribute("cx").flatMap({ Double($0) }) {
        // A picture as wide as its own resolution has it, or made smaller to fit, needs no width.
        let points = width / 12_700
        let natural = picture.naturalSize.width
        if abs(points - natural) > 0.05, points < 2000 {
          figure.width = FigureWidth((points / 72 * 254).rounded() / 10, .millimetres)
        }
      }
      pieces.append(.figure(figure))
    } catch {
      context.losses.add(
        .importPicture, "a picture is left out: it \(error.message)", hint: "Save it as PNG or JPEG.", at: span)
    }
  }

  /// A name that is safe everywhere, whatever the file calls its parts.
  private mutating func path(of part: String, _ bytes: [UInt8], _ picture: Picture) -> String {
    if let known = paths[part] { return known }
    let path = "\(folder)/picture-\(pictures.count + 1).\(picture.format == .png ? "png" : "jpg")"
    pictures.append((path, bytes))
    paths[part] = path
    return path
  }

  // MARK: Tables

  private mutating func readTable(_ element: XMLElement) {
    let rows = Self.parts(of: element, "tr")
    // Blocks side by side: a row without a table's style, or several of the template's lines. What stands in them is read one
    // column behind the other.
    if element.word("tblPr")?.word("tblStyle") == nil, rows.first?.word("trPr")?.word("tblHeader") == nil,
      rows.count == 1 || rows.allSatisfy(Self.isMade)
    {
      for cell in rows.flatMap({ Self.parts(of: $0, "tc") }) {
        for block in cell.children where !block.isWord("tcPr") { readBlock(block) }
      }
      return
    }
    finishPage()
    var grid: [[TableCell]] = []
    var headers = 0
    var sides: [Table.Alignment?] = []
    // By column, the cell that goes on below: its row and its place there.
    var merged: [Int: (row: Int, cell: Int)] = [:]
    for row in rows {
      let isHeader = row.word("trPr")?.toggle("tblHeader") == true && headers == grid.count
      if isHeader { headers += 1 }
      var cells: [TableCell] = []
      var column = 0
      for cell in Self.parts(of: row, "tc") {
        let properties = cell.word("tcPr")
        let span = min(max(1, properties?.value("gridSpan").flatMap { Int($0) } ?? 1), 63)
        defer { column += span }
        if let merge = properties?.word("vMerge"), merge.wordAttribute("val") != "restart", let above = merged[column] {
          grid[above.row][above.cell].rows += 1
          continue
        }
        merged[column] = properties?.word("vMerge") == nil ? nil : (grid.count, cells.count)
        let (text, side) = readCell(cell)
        cells.append(TableCell(text, columns: span))
        while sides.count <= column { sides.append(nil) }
        if !isHeader, sides[column] == nil, !text.isEmpty { sides[column] = side }
      }
      grid.append(cells)
    }
    guard !grid.isEmpty else { return }
    // Word lets a row end early.
    let places = SarupBrief.TableGrid(grid, columns: 0)
    for case .short(let row, let found) in places.faults where found < places.columns {
      grid[row] += Array(repeating: TableCell(), count: places.columns - found)
    }
    var table = Table(
      alignments: (0..<places.columns).map { sides.indices.contains($0) ? sides[$0] ?? .start : .start },
      headerRows: headers, rows: [])
    table.rows = grid
    pieces.append(.table(table))
  }

  /// Whether lines of the template stand in something.
  private static func isMade(_ element: XMLElement) -> Bool {
    element.descendants.contains {
      $0.isWord("bookmarkStart") && ($0.wordAttribute("name") ?? "").hasPrefix(WordTrace.made)
    }
  }

  /// Children of a kind, those in content controls as well.
  private static func parts(of element: XMLElement, _ kind: String) -> [XMLElement] {
    element.children.flatMap { $0.isWord("sdt") ? $0.word("sdtContent")?.children ?? [] : [$0] }.filter {
      $0.isWord(kind)
    }
  }

  private mutating func readCell(_ cell: XMLElement) -> (RichText, Table.Alignment) {
    var text = RichText()
    var side = Table.Alignment.start
    for (number, element) in cell.descendants.filter({ $0.isWord("p") }).enumerated() {
      let properties = element.word("pPr")
      context.isInTable = true
      let content = WordTextReader.read(element, &context)
      context.isInTable = false
      if !content.drawings.isEmpty {
        context.losses.add(
          .importPicture, "a picture in a table is left out", hint: "Put it below the table.",
          at: context.span(of: element))
      }
      if number == 0 {
        let alignment =
          properties?.value("jc")
          ?? context.styles.inherited(properties?.value("pStyle")) { $0.word("pPr")?.value("jc") }
        switch alignment {
        case "center": side = .center
        case "right", "end": side = .end
        default: break
        }
      }
      guard !content.text.isEmpty else { continue }
      if !text.isEmpty { text.append(RichText("\u{2028}")) }
      text.append(content.text)
    }
    return (text, side)
  }
}
