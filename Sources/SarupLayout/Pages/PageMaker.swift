internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The second pass: puts the lines of a page where they belong.
struct PageMaker: ~Copyable {
  let layout: Layout
  private var shaper: ParagraphShaper
  private var shaped = ShapedParagraph()
  /// The element whose glyphs `shaped` holds; -1 for none.
  private var shapedElement = -1
  private var small = ShapedParagraph()
  // What could not be set has been told in the first pass.
  private var missing = MissingGlyphs()
  private var told = Diagnostics()
  /// Whether the page in hand is turned.
  private var isLandscape = false
  private let hasBoxes: Bool

  init(_ layout: Layout) {
    self.layout = layout
    shaper = ParagraphShaper(book: layout.fonts, faces: layout.faces)
    hasBoxes = layout.document.styles.contains { !$0.box.isEmpty }
  }

  mutating func fill(_ page: inout Page, number: Int) {
    let plan = layout.plan
    let units = plan.units(onPage: number)
    isLandscape = !units.isEmpty && layout.flow.blocks[Int(plan.units[units.lowerBound].block)].isLandscape
    let setup = sheet
    page.reset(number: number, width: setup.width, height: setup.height)
    let heads = layout.document.page.heads(onPage: number)
    addLook(to: &page, sheet: setup)
    addWatermark(to: &page)
    let behind = page.marks.count
    addRunningLine(heads.top, isHead: true, to: &page)
    let lead = plan.leads[number]
    if lead > 0 { addHeaderRows(of: plan.units[units.lowerBound], to: &page) }
    let keepsSpace = plan.keepsSpaceBefore.indices.contains(number) && plan.keepsSpaceBefore[number]
    let squeeze = plan.squeezes.indices.contains(number) ? plan.squeezes[number] : 0
    var squeezed: [Points] = []
    if squeeze > 0 {
      var given = 0.0
      // How far each line of the page moves up.
      for unit in units {
        if plan.units[unit].line == 0, unit > units.lowerBound {
          given += layout.flow.blocks[Int(plan.units[unit].block)].spaceBefore * squeeze
        }
        squeezed.append(given)
      }
    }
    func top(_ unit: Int) -> Points {
      var y = setup.top + lead + plan.tops[unit] - plan.tops[units.lowerBound]
      if !squeezed.isEmpty { y -= squeezed[unit - units.lowerBound] }
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
    addCatchword(to: &page)
    addRunningLine(heads.bottom, isHead: false, to: &page)
    // Even pages of sheets that are printed on both sides are bound at their right.
    if layout.document.page.isMirrored, number % 2 == 1 { page.move(by: setup.end - setup.start, from: behind) }
  }

  /// The sheet of the page in hand.
  private var sheet: Sheet { isLandscape ? layout.sheets.landscape : layout.sheets.portrait }

  // MARK: Footnotes

  /// Footnotes stand on the lower margin, below a short rule.
  private mutating func addNotes(_ lines: Range<Int>, to page: inout Page) {
    let setup = sheet
    let firstMark = page.marks.count
    let notes = layout.flow.notes
    var y = setup.height - setup.bottom - notes.height(lines)
    // They are fitted for sheets that are not turned.
    let usual = layout.sheets.portrait
    page.addRule(
      x: usual.start, y: y - PageBreaker.noteGap / 2, width: min(Self.noteRule, usual.measure),
      height: Self.ruleThickness)
    for index in lines {
      let line = notes.lines[index]
      let block = notes.blocks[Int(line.block)]
      if line.line == 0 { y += block.spaceBefore }
      add(block, line: Int(line.line), top: y, owner: nil, to: &page)
      y += block.height(ofLine: Int(line.line))
      if Int(line.line) == block.lineCount - 1 { y += block.spaceAfter }
    }
    if isLandscape { page.move(by: setup.start - usual.start, from: firstMark) }
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
      guard case .rule(let rule) = layout.document.elements[block.element].kind, !rule.isBlank else { return }
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
    var y = sheet.top
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
    let look = layout.flow.tables[row.table].look
    let thickness = look.thickness
    for edge in row.tops {
      page.addRule(
        x: edge.lowerBound, y: top, width: edge.upperBound - edge.lowerBound + thickness, height: thickness,
        color: look.color)
    }
    for x in row.sides {
      page.addRule(x: x, y: top, width: thickness, height: block.lineHeight, color: look.color)
    }
    if isFoot && row.isRuled || row.endsHead {
      page.addRule(
        x: block.left, y: top + block.lineHeight, width: block.right - block.left + thickness, height: thickness,
        color: look.color)
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
    var box = shaper.faces.lineBox(style: line.style, reporting: &told)
    // As high as the highest style that has a part in it, so that it stands where such a line of its own does.
    for case .text(let text) in line.pieces {
      guard let style = text.runs.first?.style, document.styles.indices.contains(style) else { continue }
      let other = shaper.faces.lineBox(style: style, reporting: &told)
      box.ascent = max(box.ascent, other.ascent)
      box.descent = max(box.descent, other.descent)
    }
    let setup = sheet
    let top = isHead ? document.page.headDistance : setup.height - document.page.footDistance - box.height
    let section = layout.section(onPage: page.number).map { document.sectionText(of: $0) } ?? StyledText()
    var style = document.styles[line.style]
    for (pieces, alignment) in [
      (line.start, TextAlignment.start), (line.center, .center), (line.end, .end),
    ] where !pieces.isEmpty {
      let text = RunningText.styled(
        pieces, page: layout.pageLabel(page.number), pages: layout.pageLabel(layout.pageCount - 1),
        section: section, language: document.properties.language)
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

  /// What the next page begins with, at the right below the text.
  private mutating func addCatchword(to page: inout Page) {
    guard let index = layout.document.page.catchwordStyle, layout.catchwords.indices.contains(page.number) else {
      return
    }
    let text = layout.catchwords[page.number]
    guard !text.isEmpty else { return }
    var style = layout.document.styles[index]
    style.alignment = .end
    let box = shaper.faces.lineBox(style: index, reporting: &told)
    shaper.shape(text, style: index, into: &small, missing: &missing, reporting: &told)
    let clusters = 0..<small.clusters.count
    let setting = LineSetting(
      small, clusters, left: sheet.start, right: sheet.width - sheet.end, style: style, em: box.em, isClosed: true)
    page.add(
      small, clusters, setting: setting, baseline: sheet.height - sheet.bottom + box.ascent, color: style.color,
      text: text.utf8, owner: .artifact(.catchword), book: layout.fonts)
  }

  /// A word across the middle of the sheet, as large as its diagonal allows.
  private mutating func addWatermark(to page: inout Page) {
    guard let watermark = layout.document.page.watermark, layout.document.styles.indices.contains(watermark.style)
    else {
      return
    }
    let box = shaper.faces.lineBox(style: watermark.style, reporting: &told)
    shaper.shape(watermark.text, style: watermark.style, into: &small, missing: &missing, reporting: &told)
    let natural = LabelText.width(of: small)
    guard natural > 0 else { return }
    let scale = WatermarkSize.scale(
      of: watermark, width: natural, size: layout.document.styles[watermark.style].size, box: box, on: sheet)
    let center = (x: sheet.width / 2, y: sheet.height / 2)
    let first = page.marks.count
    page.add(
      small, 0..<small.clusters.count, setting: LineSetting(left: 0), baseline: 0, color: watermark.color,
      text: watermark.text.utf8, owner: .artifact(.watermark), book: layout.fonts)
    // The middle of Thai letters is a quarter of an em above their baseline.
    let origin = (x: center.x - natural * scale / 2, y: center.y + box.em * scale * 0.25)
    for index in first..<page.marks.count {
      guard case .text(var mark) = page.marks[index].shape else { continue }
      for glyph in mark.glyphs {
        page.glyphs[glyph].x = origin.x + page.glyphs[glyph].x * scale
        page.glyphs[glyph].y = origin.y + page.glyphs[glyph].y * scale
      }
      mark.x = origin.x + mark.x * scale
      mark.baseline = origin.y
      mark.width *= scale
      mark.size *= scale
      mark.turn = Turn(angle: watermark.angle, x: center.x, y: center.y)
      page.marks[index].shape = .text(mark)
    }
  }
}

/// How large a watermark is.
enum WatermarkSize {
  /// What its style's size is multiplied by.
  static func scale(of watermark: Watermark, width: Points, size: Points, box: LineBox, on sheet: Sheet) -> Double {
    if let own = watermark.size { return size > 0 ? own / size : 1 }
    // The line that the word stands on, from edge to edge of the sheet.
    let turn = Turn(angle: abs(watermark.angle), x: 0, y: 0)
    let (sine, cosine) = (turn.sine, turn.cosine)
    let length = min(cosine > 0.001 ? sheet.width / cosine : .infinity, sine > 0.001 ? sheet.height / sine : .infinity)
    // A short word would else be as high as the sheet.
    return min(0.7 * length / width, 0.28 * min(sheet.width, sheet.height) / max(box.em, 1))
  }
}
