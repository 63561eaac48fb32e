internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The second pass: puts the lines of a page where they belong.
struct PageMaker: ~Copyable {
  private let layout: Layout
  private var shaper: ParagraphShaper
  private var shaped = ShapedParagraph()
  /// The element whose glyphs `shaped` holds; -1 for none.
  private var shapedElement = -1
  private var small = ShapedParagraph()
  // What could not be set has been told in the first pass.
  private var missing = MissingGlyphs()
  private var told = Diagnostics()
  private let hasBoxes: Bool

  init(_ layout: Layout) {
    self.layout = layout
    shaper = ParagraphShaper(book: layout.fonts, faces: layout.faces)
    hasBoxes = layout.document.styles.contains { !$0.box.isEmpty }
  }

  mutating func fill(_ page: inout Page, number: Int) {
    let setup = layout.document.page
    page.reset(number: number, width: setup.width, height: setup.height)
    let heads = number == 0 ? setup.first : setup.rest
    addRunningLine(heads.top, isHead: true, to: &page)
    let plan = layout.plan
    let units = plan.units(onPage: number)
    let lead = plan.leads[number]
    if lead > 0 { addHeaderRows(of: plan.units[units.lowerBound], to: &page) }
    let keepsSpace = plan.keepsSpaceBefore.indices.contains(number) && plan.keepsSpaceBefore[number]
    func top(_ unit: Int) -> Points {
      let y = setup.top + lead + plan.tops[unit] - plan.tops[units.lowerBound]
      guard unit == units.lowerBound, keepsSpace else { return y }
      return y + layout.flow.blocks[Int(plan.units[unit].block)].spaceBefore
    }
    if hasBoxes {
      var boxes = PageBoxes(styles: layout.document.styles)
      for unit in units {
        let block = layout.flow.blocks[Int(plan.units[unit].block)]
        boxes.add(LaidLine(block: block, line: Int(plan.units[unit].line), top: top(unit)), to: &page)
      }
      boxes.close(on: &page)
    }
    for unit in units {
      let block = layout.flow.blocks[Int(plan.units[unit].block)]
      let y = top(unit)
      if block.kind == .row {
        let isFoot =
          unit + 1 == units.upperBound || layout.flow.blocks[Int(plan.units[unit + 1].block)].kind != .row
        addRow(block, top: y, isFoot: isFoot, repeated: false, to: &page)
      } else {
        add(block, line: Int(plan.units[unit].line), top: y, owner: nil, to: &page)
      }
    }
    if plan.notes.indices.contains(number), !plan.notes[number].isEmpty {
      addNotes(plan.notes[number], to: &page)
      page.putMarksIntoReadingOrder()
    }
    addRunningLine(heads.bottom, isHead: false, to: &page)
  }

  // MARK: Footnotes

  /// Footnotes stand on the lower margin, below a short rule.
  private mutating func addNotes(_ lines: Range<Int>, to page: inout Page) {
    let setup = layout.document.page
    let notes = layout.flow.notes
    var y = setup.height - setup.bottom - notes.height(lines)
    let measure = setup.width - setup.start - setup.end
    page.addRule(
      x: setup.start, y: y - PageBreaker.noteGap / 2, width: min(Self.noteRule, measure), height: Self.ruleThickness)
    for index in lines {
      let line = notes.lines[index]
      let block = notes.blocks[Int(line.block)]
      if line.line == 0 { y += block.spaceBefore }
      add(block, line: Int(line.line), top: y, owner: nil, to: &page)
      y += block.height(ofLine: Int(line.line))
      if Int(line.line) == block.lineCount - 1 { y += block.spaceAfter }
    }
  }

  /// Two inches, as Word's own.
  private static let noteRule: Points = 144

  /// - Parameter owner: whose it is instead of its element's, for what is repeated.
  private mutating func add(
    _ block: FlowBlock, line: Int, top: Points, owner: Mark.Owner?, to page: inout Page
  ) {
    switch block.kind {
    case .paragraph:
      let top = line == 0 ? top + block.insetTop : top
      if line == 0 { addLabel(of: block, top: top, owner: owner, to: &page) }
      addLine(line, of: block, top: top, owner: owner, to: &page)
    case .rule:
      guard case .rule(let rule) = layout.document.elements[block.element].kind else { return }
      page.addRule(
        x: block.left, y: top + (block.lineHeight - rule.thickness) / 2, width: block.right - block.left,
        height: rule.thickness, color: rule.color)
    case .figure: addPicture(of: block, top: top, owner: owner, to: &page)
    case .row, .pageBreak: break
    }
  }

  private static let ruleThickness: Points = 0.5

  private func addPicture(of block: FlowBlock, top: Points, owner: Mark.Owner?, to page: inout Page) {
    guard case .figure(let figure) = layout.document.elements[block.element].kind else { return }
    let image = ImageMark(
      picture: figure.picture, x: block.left, y: top, width: block.right - block.left, height: block.lineHeight)
    page.marks.append(Mark(owner: owner ?? .element(block.element, part: .content), shape: .image(image)))
  }

  // MARK: Rows of a table

  /// The header rows once more, at the top of a page on which their table goes on: an artifact, for they have been read.
  private mutating func addHeaderRows(of unit: PagePlan.Unit, to page: inout Page) {
    let table = layout.flow.rows[layout.flow.blocks[Int(unit.block)].firstLine].table
    var y = layout.document.page.top
    for block in layout.flow.tables[table].headerBlocks {
      addRow(layout.flow.blocks[block], top: y, isFoot: false, repeated: true, to: &page)
      y += layout.flow.blocks[block].lineHeight
    }
  }

  private mutating func addRow(
    _ block: FlowBlock, top: Points, isFoot: Bool, repeated: Bool, to page: inout Page
  ) {
    let row = layout.flow.rows[block.firstLine]
    addBoxes(of: row, top: top, to: &page)
    for index in row.cells {
      let line = layout.flow.cellLines[index]
      add(
        line.block, line: line.line, top: top + line.top, owner: repeated ? .artifact(.runningHead) : nil, to: &page)
    }
    let thickness = Self.ruleThickness
    for edge in row.tops {
      page.addRule(x: edge.lowerBound, y: top, width: edge.upperBound - edge.lowerBound + thickness, height: thickness)
    }
    for x in row.sides { page.addRule(x: x, y: top, width: thickness, height: block.lineHeight) }
    if isFoot, row.isRuled {
      page.addRule(
        x: block.left, y: top + block.lineHeight, width: block.right - block.left + thickness, height: thickness)
    }
  }

  // MARK: Lines of a paragraph

  /// The boxes of what stands in the cells of a row.
  private func addBoxes(of row: TableRow, top: Points, to page: inout Page) {
    guard hasBoxes else { return }
    var boxes = PageBoxes(styles: layout.document.styles)
    for index in row.cells {
      let line = layout.flow.cellLines[index]
      boxes.add(LaidLine(block: line.block, line: line.line, top: top + line.top), to: &page)
    }
    boxes.close(on: &page)
  }

  private mutating func addLine(
    _ line: Int, of block: FlowBlock, top: Points, owner: Mark.Owner?, to page: inout Page
  ) {
    guard case .paragraph(let paragraph) = layout.document.elements[block.element].kind else { return }
    load(paragraph, element: block.element)
    let ends = layout.flow.lineEnds
    let lineIndex = block.firstLine + line
    let firstByte = line == 0 ? 0 : Int(ends[lineIndex - 1])
    let start = shaped.cluster(atByte: firstByte)
    let end = shaped.cluster(atByte: Int(ends[lineIndex]), from: start)
    let style = layout.document.styles[paragraph.style]
    guard start < end else {
      if line == block.lineCount - 1 { addLeader(style.leader, of: block, paragraph, top: top, to: &page) }
      return
    }
    let left = line == 0 ? block.firstLeft : block.left
    let isClosed = line == block.lineCount - 1 || shaped.clusters[end - 1].kind == .lineSeparator
    let box = shaper.faces.lineBox(style: paragraph.style, reporting: &told)
    let hasHyphen = !isClosed && endsInHyphen(paragraph, style, start: start, end: end)
    if hasHyphen {
      shaper.shapeHyphen(
        of: paragraph, at: shaped.byte(at: end) - 1, into: &small, missing: &missing, reporting: &told)
    }
    let setting = LineSetting(
      shaped, start..<end, left: left, right: block.right, style: style, em: box.em, isClosed: isClosed,
      hyphen: hasHyphen ? LabelText.width(of: small) : 0)
    page.add(
      shaped, start..<end, setting: setting, baseline: top + block.ascent, color: style.color,
      text: paragraph.text.utf8, hyphen: hasHyphen ? small : nil,
      owner: owner ?? .element(block.element, part: .content), book: layout.fonts)
    if line == block.lineCount - 1 { addLeader(style.leader, of: block, paragraph, top: top, to: &page) }
    if case .contentsEntry = paragraph.role, line == block.lineCount - 1 {
      addPageNumber(of: paragraph, in: block, top: top, box: box, to: &page)
    }
  }

  /// What fills the last line behind its text.
  private mutating func addLeader(
    _ leader: Leader?, of block: FlowBlock, _ paragraph: Paragraph, top: Points, to page: inout Page
  ) {
    guard let leader else { return }
    let box = shaper.faces.lineBox(style: paragraph.style, reporting: &told)
    var left = block.firstLeft
    if case .text(let last)? = page.marks.last?.shape, page.marks.last?.owner == .element(block.element, part: .content)
    {
      left = last.x + last.width
    }
    let baseline = top + block.ascent
    let color = layout.document.styles[paragraph.style].color
    switch leader {
    case .dots:
      let size = max(0.5, box.em * 0.07)
      for x in ContentsLine.dots(from: left, to: block.right + size, margin: block.right, box) {
        page.addRule(x: x, y: baseline - size, width: size, height: size, color: color)
      }
    case .line:
      let start = left + box.column * 0.4
      guard start < block.right else { return }
      page.addRule(x: start, y: baseline, width: block.right - start, height: Self.ruleThickness, color: color)
    }
  }

  /// The number of the page that an entry of the contents leads to.
  private mutating func addPageNumber(
    of paragraph: Paragraph, in block: FlowBlock, top: Points, box: LineBox, to page: inout Page
  ) {
    guard let heading = paragraph.text.references.first?.element, let number = layout.page(of: heading) else { return }
    let document = layout.document
    let text = ContentsLine.styled(layout.pageLabel(number), language: document.properties.language)
    shaper.shape(text, style: paragraph.style, into: &small, missing: &missing, reporting: &told)
    let width = small.clusters.reduce(0) { $0 + Double($1.advance) }
    let margin = block.right + ContentsLine.room(box)
    let baseline = top + block.ascent
    let color = document.styles[paragraph.style].color
    var left = block.left
    if case .text(let last)? = page.marks.last?.shape { left = last.x + last.width }
    if hasLeaders(around: block.element) {
      let size = max(0.5, box.em * 0.07)
      for x in ContentsLine.dots(from: left, to: margin - width, margin: margin, box) {
        page.addRule(x: x, y: baseline - size, width: size, height: size, color: color)
      }
    }
    page.add(
      small, 0..<small.clusters.count, setting: LineSetting(left: margin - width), baseline: baseline, color: color,
      text: text.utf8, owner: .element(block.element, part: .content), book: layout.fonts)
  }

  private func hasLeaders(around entry: Int) -> Bool {
    let elements = layout.document.elements
    let parent = elements[entry].parent
    guard elements.indices.contains(parent), case .contents(let contents) = elements[parent].kind else { return false }
    return contents.hasLeaders
  }

  /// Whether a line ends at a soft hyphen or inside a word that is parted.
  private func endsInHyphen(_ paragraph: Paragraph, _ style: ParagraphStyle, start: Int, end: Int) -> Bool {
    if shaped.clusters[end - 1].kind == .softHyphen { return true }
    guard style.hyphenate, shaped.clusters[end - 1].kind == .text, let hyphenator = layout.hyphenator else {
      return false
    }
    return hyphenator.isPoint(shaped.byte(at: end), in: paragraph.text)
  }

  private mutating func load(_ paragraph: Paragraph, element: Int) {
    guard shapedElement != element else { return }
    shapedElement = element
    if let kept = layout.kept[element] {
      shaped = kept
      return
    }
    shaper.shape(paragraph.text, style: paragraph.style, into: &shaped, missing: &missing, reporting: &told)
  }

  private mutating func addLabel(of block: FlowBlock, top: Points, owner: Mark.Owner?, to page: inout Page) {
    guard block.labelItem >= 0, case .paragraph(let paragraph) = layout.document.elements[block.element].kind else {
      return
    }
    let document = layout.document
    let text = document.labelText(of: block.labelItem)
    guard !text.isEmpty else { return }
    shaper.shape(text, style: paragraph.style, into: &small, missing: &missing, reporting: &told)
    page.add(
      small, 0..<small.clusters.count, setting: LineSetting(left: block.labelLeft), baseline: top + block.ascent,
      color: document.styles[paragraph.style].color, text: text.utf8,
      owner: owner ?? .element(block.labelItem, part: .label), book: layout.fonts)
  }

  // MARK: Running heads and feet

  private mutating func addRunningLine(_ line: RunningLine?, isHead: Bool, to page: inout Page) {
    let document = layout.document
    guard let line, document.styles.indices.contains(line.style) else { return }
    let box = shaper.faces.lineBox(style: line.style, reporting: &told)
    let setup = document.page
    let top = isHead ? setup.headDistance : setup.height - setup.footDistance - box.height
    var style = document.styles[line.style]
    for (pieces, alignment) in [
      (line.start, TextAlignment.start), (line.center, .center), (line.end, .end),
    ] where !pieces.isEmpty {
      let text = RunningText.styled(
        pieces, page: layout.pageLabel(page.number), pages: layout.pageLabel(layout.pageCount - 1),
        language: document.properties.language)
      guard !text.isEmpty else { continue }
      style.alignment = alignment
      shaper.shape(text, style: line.style, into: &small, missing: &missing, reporting: &told)
      let clusters = 0..<small.clusters.count
      let setting = LineSetting(
        small, clusters, left: setup.start, right: setup.width - setup.end, style: style, em: box.em, isClosed: true)
      page.add(
        small, clusters, setting: setting, baseline: top + box.ascent, color: style.color, text: text.utf8,
        owner: .artifact(isHead ? .runningHead : .runningFoot), book: layout.fonts)
    }
  }
}
