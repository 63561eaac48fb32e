internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The first pass: walks the document, shapes and fits each paragraph, and keeps line ends and heights.
///
/// Its steps are in several files: paragraphs here, tables in `TableFlow.swift`, pictures in `FigureFlow.swift`, footnotes in
/// `NoteFlow.swift`.
struct FlowBuilder: ~Copyable {
  let document: Document
  let breaks: any BreakFinder
  let hyphenator: Hyphenator?
  var shaper: ParagraphShaper
  var breaker: LineBreaker
  var flow = Flow()
  private(set) var kept: KeptParagraphs
  /// What is known of an earlier layout; `nil` where nobody asked for it to be kept.
  var recall: FittedParagraphs.Recall?

  // Emptied and filled again for each paragraph.
  var shaped = ShapedParagraph()
  var label = ShapedParagraph()
  var opportunities: [BreakOpportunity] = []
  var ends: [Int] = []
  var trouble: [LineBreaker.Trouble] = []
  var missing = MissingGlyphs()
  /// The sheet on which the element in hand stands, and where the landscape part around it ends; 0 outside of one.
  private(set) var sheet: Sheet
  let sheets: Sheets
  private var landscapeEnd = 0
  /// Paragraphs with a line that is too wide, and where the first of those stands that was not told.
  private var overfull: (count: Int, firstUntold: SarupSyntax.Span?) = (0, nil)

  init(document: Document, fonts: FontBook, breaks: any BreakFinder, hyphenator: Hyphenator?, keeping limit: Int) {
    self.document = document
    self.breaks = breaks
    self.hyphenator = hyphenator
    shaper = ParagraphShaper(book: fonts, faces: StyleFaces(styles: document.styles, book: fonts))
    sheets = Sheets(of: document, faces: &shaper.faces)
    sheet = sheets.portrait
    breaker = LineBreaker()
    kept = KeptParagraphs(limit: limit)
  }

  var faces: StyleFaces { shaper.faces }

  /// The edges between which text stands, from the sheet's left edge.
  struct Column {
    var left: Points
    var right: Points

    init(left: Points, right: Points) {
      self.left = left
      self.right = right
    }

    /// Between the margins of a sheet.
    init(of sheet: Sheet) { self.init(left: sheet.start, right: sheet.width - sheet.end) }
  }

  var isCancelled: (@Sendable () -> Bool)?

  mutating func build(reporting diagnostics: inout Diagnostics) {
    // Items whose label waits for their first paragraph; groups that are open. Elements stand before their children.
    var group = (index: -1, end: 0)
    var label = -1
    var element = 0
    var column = Column(of: sheet)
    while element < document.elements.count, isCancelled?() != true {
      let node = document.elements[element]
      if element >= group.end { group = (-1, 0) }
      if landscapeEnd > 0, element >= landscapeEnd {
        landscapeEnd = 0
        sheet = sheets.portrait
        column = Column(of: sheet)
      }
      let firstBlock = flow.blocks.count
      switch node.kind {
      case .group(.landscape):
        guard document.page.canTurn else { break }
        landscapeEnd = max(landscapeEnd, node.end)
        sheet = sheets.landscape
        column = Column(of: sheet)
      case .group(let role):
        if group.index < 0, role != .contents { group = (element, node.end) }
      case .item:
        label = element
      case .paragraph(let paragraph):
        if var block = block(paragraph, element: element, labelItem: label, in: column, reporting: &diagnostics) {
          block.group = group.index
          if document.isFigureCaption(element) { fit(caption: &block) }
          noteMarks(in: paragraph.text, of: block, at: flow.blocks.count)
          flow.blocks.append(block)
        }
        label = -1
      case .rule(let properties):
        var block = rule(properties, element, in: column)
        block.group = group.index
        flow.blocks.append(block)
      case .pageBreak:
        flow.blocks.append(FlowBlock(kind: .pageBreak, element: element))
      case .list, .definitions, .definition, .meaning, .quote, .contents: break
      case .columns(let columns):
        add(columns, element: element, group: group.index, in: column, reporting: &diagnostics)
        turn(from: firstBlock)
        element = max(node.end, element + 1)
        continue
      case .table(let table):
        add(table, element: element, group: group.index, reporting: &diagnostics)
        turn(from: firstBlock)
        element = max(node.end, element + 1)
        continue
      case .figure(let figure):
        if var block = block(figure, element: element, in: column) {
          block.group = group.index
          flow.blocks.append(block)
        }
      case .note:
        addNote(element, reporting: &diagnostics)
        element = node.end
        continue
      case .row, .cell, .column: break
      }
      turn(from: firstBlock)
      element += 1
    }
    keepNeighbours()
    reportFurther(reporting: &diagnostics)
    diagnostics.add(contentsOf: missing.finish())
  }

  /// Notes that blocks stand in a landscape part.
  private mutating func turn(from first: Int) {
    guard landscapeEnd > 0 else { return }
    for index in first..<flow.blocks.count { flow.blocks[index].isLandscape = true }
  }

  func rule(_ rule: RuleProperties, _ element: Int, in column: Column) -> FlowBlock {
    var block = FlowBlock(kind: .rule, element: element)
    let slack = rule.width.map { max(0, column.right - column.left - $0) } ?? 0
    switch rule.alignment {
    case .start, .justify: (block.left, block.right) = (column.left, column.right - slack)
    case .center: (block.left, block.right) = (column.left + slack / 2, column.right - slack / 2)
    case .end: (block.left, block.right) = (column.left + slack, column.right)
    }
    block.lineHeight = max(rule.height, rule.thickness)
    block.spaceBefore = rule.spaceBefore
    block.spaceAfter = rule.spaceAfter
    return block
  }

  func unsupported(_ what: String, _ node: Element, reporting diagnostics: inout Diagnostics) {
    diagnostics.error(
      .layoutUnsupported, at: node.span, "\(what) cannot be set on a page yet",
      hint: "Take it out of the brief, or write what it shows as paragraphs or a list.")
  }

  // MARK: Paragraphs

  /// Shapes and fits a paragraph between the edges of a column.
  mutating func block(
    _ paragraph: Paragraph, element: Int, labelItem: Int, in column: Column, reporting diagnostics: inout Diagnostics
  ) -> FlowBlock? {
    guard document.styles.indices.contains(paragraph.style) else { return nil }
    let style = document.styles[paragraph.style]
    let box = lineBox(of: paragraph, reporting: &diagnostics)
    var block = FlowBlock(kind: .paragraph, element: element)
    block.labelItem = labelItem
    block.ascent = box.ascent
    block.lineHeight = box.height
    block.spaceBefore = style.spaceBefore
    block.spaceAfter = style.spaceAfter
    block.keepWithNext = style.keepWithNext || paragraph.keepsWithNext || Self.isHeading(paragraph.role)
    block.keepTogether = style.keepTogether
    block.widows = max(1, style.widows)
    block.orphans = max(1, style.orphans)
    block.left = column.left + style.startIndent
    block.right = column.right - style.endIndent
    if !style.box.isEmpty {
      let inset = style.box.inset
      block.boxStyle = paragraph.style
      block.left += inset.start
      block.right -= inset.end
      block.insetTop = inset.top
      block.insetBottom = inset.bottom
    }
    if case .contentsEntry = paragraph.role { block.right -= ContentsLine.room(box) }
    place(labelItem, beside: &block, style: paragraph.style, box: box, reporting: &diagnostics)
    fit(paragraph, in: &block, box: box, reporting: &diagnostics)
    return block
  }

  /// Lines are as high as the highest style that has a part in them.
  private mutating func lineBox(of paragraph: Paragraph, reporting diagnostics: inout Diagnostics) -> LineBox {
    var box = shaper.faces.lineBox(style: paragraph.style, reporting: &diagnostics)
    guard paragraph.text.labelLength > 0, document.styles[paragraph.style].exactLine == nil else { return box }
    for style in paragraph.text.runs.compactMap(\.style) where document.styles.indices.contains(style) {
      let other = shaper.faces.lineBox(style: style, reporting: &diagnostics)
      box.ascent = max(box.ascent, other.ascent)
      box.descent = max(box.descent, other.descent)
    }
    return box
  }

  private static func isHeading(_ role: ParagraphRole) -> Bool {
    switch role {
    case .heading, .contentsTitle: true
    default: false
    }
  }

  /// Sets the label at the first line's indent and the text behind it.
  private mutating func place(
    _ item: Int, beside block: inout FlowBlock, style index: Int, box: LineBox, reporting diagnostics: inout Diagnostics
  ) {
    let style = document.styles[index]
    block.labelLeft = block.left + style.firstLine
    block.firstLeft = block.labelLeft
    guard item >= 0 else { return }
    let text = document.labelText(of: item)
    guard !text.isEmpty else { return }
    shaper.shape(text, style: index, into: &label, missing: &missing, reporting: &diagnostics)
    let width = LabelText.width(of: label)
    block.firstLeft += max(style.labelWidth, width + LabelText.gap(box))
  }

  private mutating func fit(
    _ paragraph: Paragraph, in block: inout FlowBlock, box: LineBox, reporting diagnostics: inout Diagnostics
  ) {
    let style = document.styles[paragraph.style]
    // Indents that leave no room at all make every cluster too wide, which is reported.
    let measure = LineMeasure(first: max(block.right - block.firstLeft, 1), rest: max(block.right - block.left, 1))
    if let known = recall?.find(paragraph.text, style: paragraph.style, measure) {
      // What is wrong with its fonts is told each time.
      for run in paragraph.text.runs {
        _ = shaper.faces.face(style: run.style ?? paragraph.style, traits: run.traits, reporting: &diagnostics)
      }
      setLines(known.ends, of: &block)
      kept.keep(shared: known.shaped, element: block.element)
      return
    }
    let notesBefore = missing.notes
    shaper.shape(paragraph.text, style: paragraph.style, into: &shaped, missing: &missing, reporting: &diagnostics)
    opportunities.removeAll(keepingCapacity: true)
    breaks.findBreaks(in: paragraph.text.utf8.span, into: &opportunities)
    if style.hyphenate { hyphenator?.addPoints(of: paragraph.text, to: &opportunities) }
    let hyphen = hyphenWidth(paragraph, reporting: &diagnostics)
    ends.removeAll(keepingCapacity: true)
    trouble.removeAll(keepingCapacity: true)
    breaker.fit(
      shaped,
      LineBreaker.Request(
        measure: measure, alignment: style.alignment, balance: style.balance, box: box,
        limits: style.justification, stub: style.size * 2, hyphen: hyphen),
      breaks: opportunities, into: &ends, trouble: &trouble)
    let bytes = ends.map { UInt32(shaped.byte(at: $0)) }
    setLines(bytes, of: &block)
    for line in breaker.loose {
      flow.looseLines.append(
        LooseLine(
          element: block.element,
          bytes: shaped.byte(at: line.clusters.lowerBound)..<shaped.byte(at: line.clusters.upperBound),
          isShort: line.lack > 0, badness: line.growth + line.lack))
    }
    report(paragraph, reporting: &diagnostics)
    // A paragraph of which there is something to tell is set anew each time, and so is one with hyphens, which need a hyphenator.
    let isPlain = missing.notes == notesBefore && trouble.isEmpty && breaker.loose.isEmpty && hyphen == 0
    if recall != nil, isPlain, !style.hyphenate {
      let fitted = FittedParagraph(
        paragraph.text, style: paragraph.style, measure, shaped: shaped.exactCopy(), ends: bytes)
      if recall?.add(fitted) == true { return kept.keep(shared: fitted.shaped, element: block.element) }
    }
    kept.keep(shaped, element: block.element)
  }

  private mutating func setLines(_ ends: [UInt32], of block: inout FlowBlock) {
    block.firstLine = flow.lineEnds.count
    block.lineCount = max(1, ends.count)
    flow.lineEnds += ends
  }

  /// The width of a hyphen where a line of the paragraph may end with one; 0 else.
  private mutating func hyphenWidth(_ paragraph: Paragraph, reporting diagnostics: inout Diagnostics) -> Points {
    guard
      opportunities.contains(where: { $0.kind == .hyphen })
        || shaped.clusters.contains(where: { $0.kind == .softHyphen })
    else { return 0 }
    shaper.shapeHyphen(of: paragraph, at: 0, into: &label, missing: &missing, reporting: &diagnostics)
    return LabelText.width(of: label)
  }

  /// A table with far too many columns would bury every other message.
  private static let mostOverfullTold = 10
  private static let overfullHint =
    "Put a space or U+200B where it may be cut, or give the style a smaller size or more room."

  private func reportFurther(reporting diagnostics: inout Diagnostics) {
    guard overfull.count > Self.mostOverfullTold else { return }
    diagnostics.warning(
      .lineOverfull, at: overfull.firstUntold,
      "\(overfull.count - Self.mostOverfullTold) more pieces of text are wider than their lines; this is the first",
      hint: Self.overfullHint)
  }

  /// One warning a paragraph: the first line that went wrong shows what is the matter.
  private mutating func report(_ paragraph: Paragraph, reporting diagnostics: inout Diagnostics) {
    guard let first = trouble.first else { return }
    let bytes = shaped.byte(at: first.clusters.lowerBound)..<shaped.byte(at: first.clusters.upperBound)
    let span = paragraph.text.span(of: bytes)
    overfull.count += 1
    if overfull.count > Self.mostOverfullTold {
      if overfull.count == Self.mostOverfullTold + 1 { overfull.firstUntold = span }
      return
    }
    diagnostics.warning(
      .lineOverfull, at: span,
      first.isTorn
        ? "a piece of text without a place to break is wider than the line, and was cut between letters"
        : "a piece of text is wider than its line",
      hint: Self.overfullHint)
  }

  // MARK: Keeping together

  private mutating func joinBox(of index: Int, withNext next: Int) {
    var upper = flow.blocks[index]
    var lower = flow.blocks[next]
    FlowBlock.join(&upper, &lower)
    flow.blocks[index] = upper
    flow.blocks[next] = lower
  }

  /// A number with one line beside it stays with what follows in its finding, a caption with the table below it.
  private mutating func keepNeighbours() {
    keepBeforeSignatures()
    for index in flow.blocks.indices.dropLast() {
      if flow.blocks[index].boxStyle >= 0 { joinBox(of: index, withNext: index + 1) }
      let block = flow.blocks[index]
      let next = flow.blocks[index + 1]
      if block.labelItem >= 0, block.lineCount == 1, next.element < document.elements[block.labelItem].end {
        flow.blocks[index].keepWithNext = true
      }
      if next.kind == .row, case .paragraph(let paragraph) = document.elements[block.element].kind,
        paragraph.role == .caption
      {
        flow.blocks[index].keepWithNext = true
      }
    }
  }

  /// Two lines of the text at least go with who signs: where the last paragraph has one alone, the end of the one before it stays as well.
  private mutating func keepBeforeSignatures() {
    var first: Int?
    for index in flow.blocks.indices.reversed() {
      let group = flow.blocks[index].group
      if group >= 0, case .group(.signatures) = document.elements[group].kind {
        first = index
      } else if first != nil {
        break
      }
    }
    guard var index = first else { return }
    index -= 1
    // The template's own lines in between, such as the closing phrase of a letter.
    while index > 0, flow.blocks[index].keepWithNext, let maker = maker(of: index), maker == .line { index -= 1 }
    guard index > 0, flow.blocks[index].keepWithNext, flow.blocks[index].lineCount == 1, maker(of: index) == .brief,
      maker(of: index - 1) == .brief
    else { return }
    flow.blocks[index - 1].keepWithNext = true
  }

  /// Whose words a block has; `nil` for one that is no paragraph.
  private func maker(of block: Int) -> Paragraph.Maker? {
    guard flow.blocks[block].kind == .paragraph,
      case .paragraph(let paragraph) = document.elements[flow.blocks[block].element].kind
    else { return nil }
    return paragraph.maker
  }
}
