internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The first pass: walks the document, shapes and fits each paragraph, and keeps line ends and heights.
struct FlowBuilder: ~Copyable {
  private let document: Document
  private let breaks: any BreakFinder
  private let limits: JustificationLimits
  private var shaper: ParagraphShaper
  private var breaker: LineBreaker
  private(set) var flow = Flow()
  private(set) var kept: KeptParagraphs

  // Emptied and filled again for each paragraph.
  private var shaped = ShapedParagraph()
  private var label = ShapedParagraph()
  private var opportunities: [BreakOpportunity] = []
  private var ends: [Int] = []
  private var trouble: [LineBreaker.Trouble] = []
  private var missing = MissingGlyphs()

  init(document: Document, fonts: FontBook, breaks: any BreakFinder, limits: JustificationLimits, keeping limit: Int) {
    self.document = document
    self.breaks = breaks
    self.limits = limits
    shaper = ParagraphShaper(book: fonts, faces: StyleFaces(styles: document.styles, book: fonts))
    breaker = LineBreaker(limits: limits)
    kept = KeptParagraphs(limit: limit)
  }

  var faces: StyleFaces { shaper.faces }

  mutating func build(reporting diagnostics: inout Diagnostics) {
    // Items whose label waits for their first paragraph; groups that are open. Elements stand before their children.
    var group = (index: -1, end: 0)
    var label = -1
    var element = 0
    while element < document.elements.count {
      let node = document.elements[element]
      if element >= group.end { group = (-1, 0) }
      switch node.kind {
      case .group:
        if group.index < 0 { group = (element, node.end) }
      case .item:
        label = element
      case .paragraph(let paragraph):
        add(paragraph, element: element, labelItem: label, group: group.index, reporting: &diagnostics)
        label = -1
      case .rule:
        var block = FlowBlock(kind: .rule, element: element)
        block.left = document.page.start
        block.right = document.page.width - document.page.end
        block.lineHeight = Self.ruleHeight
        block.group = group.index
        flow.blocks.append(block)
      case .pageBreak:
        flow.blocks.append(FlowBlock(kind: .pageBreak, element: element))
      case .list, .quote: break
      case .table:
        unsupported("a table", node, reporting: &diagnostics)
        element = max(node.end, element + 1)
        continue
      case .figure:
        unsupported("a figure", node, reporting: &diagnostics)
      case .row, .cell: break
      }
      element += 1
    }
    keepNumbersWithFindings()
    diagnostics.add(contentsOf: missing.diagnostics)
  }

  /// A rule stands in the middle of a box of this height.
  private static let ruleHeight: Points = 12

  private func unsupported(_ what: String, _ node: Element, reporting diagnostics: inout Diagnostics) {
    diagnostics.error(
      .layoutUnsupported, at: node.span, "\(what) cannot be set on a page yet",
      hint: "Take it out of the brief, or write its content as paragraphs or a list.")
  }

  // MARK: Paragraphs

  private mutating func add(
    _ paragraph: Paragraph, element: Int, labelItem: Int, group: Int, reporting diagnostics: inout Diagnostics
  ) {
    guard document.styles.indices.contains(paragraph.style) else { return }
    let style = document.styles[paragraph.style]
    let box = shaper.faces.lineBox(style: paragraph.style, reporting: &diagnostics)
    var block = FlowBlock(kind: .paragraph, element: element)
    block.group = group
    block.labelItem = labelItem
    block.ascent = box.ascent
    block.lineHeight = box.height
    block.spaceBefore = style.spaceBefore
    block.spaceAfter = style.spaceAfter
    block.keepWithNext = style.keepWithNext || Self.isHeading(paragraph.role)
    block.keepTogether = style.keepTogether
    block.widows = max(1, style.widows)
    block.orphans = max(1, style.orphans)
    block.left = document.page.start + style.startIndent
    block.right = document.page.width - document.page.end - style.endIndent
    place(labelItem, beside: &block, style: paragraph.style, box: box, reporting: &diagnostics)
    fit(paragraph, in: &block, box: box, reporting: &diagnostics)
    flow.blocks.append(block)
  }

  private static func isHeading(_ role: ParagraphRole) -> Bool {
    if case .heading = role { return true }
    return false
  }

  /// Sets the label at the first line's indent and the text behind it.
  private mutating func place(
    _ item: Int, beside block: inout FlowBlock, style index: Int, box: LineBox, reporting diagnostics: inout Diagnostics
  ) {
    let style = document.styles[index]
    block.labelLeft = block.left + style.firstLine
    block.firstLeft = block.labelLeft
    guard item >= 0 else { return }
    let text = LabelText.styled(document.label(of: item), language: document.properties.language)
    guard !text.isEmpty else { return }
    shaper.shape(text, style: index, into: &label, missing: &missing, reporting: &diagnostics)
    let width = LabelText.width(of: label)
    block.firstLeft += max(style.labelWidth, width + LabelText.gap(box))
  }

  private mutating func fit(
    _ paragraph: Paragraph, in block: inout FlowBlock, box: LineBox, reporting diagnostics: inout Diagnostics
  ) {
    let style = document.styles[paragraph.style]
    shaper.shape(paragraph.text, style: paragraph.style, into: &shaped, missing: &missing, reporting: &diagnostics)
    opportunities.removeAll(keepingCapacity: true)
    breaks.findBreaks(in: paragraph.text.utf8.span, into: &opportunities)
    ends.removeAll(keepingCapacity: true)
    trouble.removeAll(keepingCapacity: true)
    // Indents that leave no room at all make every cluster too wide, which is reported.
    let measure = LineMeasure(first: max(block.right - block.firstLeft, 1), rest: max(block.right - block.left, 1))
    breaker.fit(
      shaped,
      LineBreaker.Request(
        measure: measure, alignment: style.alignment, balance: style.balance, box: box, stub: style.size * 2),
      breaks: opportunities, into: &ends, trouble: &trouble)
    block.firstLine = flow.lineEnds.count
    block.lineCount = max(1, ends.count)
    for end in ends { flow.lineEnds.append(UInt32(shaped.byte(at: end))) }
    report(paragraph, reporting: &diagnostics)
    kept.keep(shaped, block: flow.blocks.count)
  }

  /// One warning a paragraph: the first line that went wrong shows what is the matter.
  private func report(_ paragraph: Paragraph, reporting diagnostics: inout Diagnostics) {
    guard let first = trouble.first else { return }
    let bytes = shaped.byte(at: first.clusters.lowerBound)..<shaped.byte(at: first.clusters.upperBound)
    diagnostics.warning(
      .lineOverfull, at: paragraph.text.span(of: bytes),
      first.isTorn
        ? "a piece of text without a place to break is wider than the line, and was cut between letters"
        : "a piece of text is wider than its line",
      hint: "Put a space or U+200B where it may be cut, or give the style a smaller size or more room.")
  }

  // MARK: Keeping together

  /// A number with one line beside it stays with what follows in its finding.
  private mutating func keepNumbersWithFindings() {
    for index in flow.blocks.indices.dropLast() {
      let block = flow.blocks[index]
      guard block.labelItem >= 0, block.lineCount == 1 else { continue }
      if flow.blocks[index + 1].element < document.elements[block.labelItem].end {
        flow.blocks[index].keepWithNext = true
      }
    }
  }
}

/// The label of a list item as text to shape.
enum LabelText {
  static func styled(_ label: String, language: LanguageTag) -> StyledText {
    guard !label.isEmpty else { return StyledText() }
    // The space keeps label and text apart for those who read the page aloud or copy from it; it holds no place.
    let utf8 = Array(label.utf8) + [0x20]
    let isThai = label.unicodeScalars.contains { (0x0E00...0x0E7F).contains($0.value) }
    return StyledText(
      utf8: utf8,
      runs: [
        StyledText.Run(range: 0..<utf8.count, script: isThai ? .thai : .latin, language: isThai ? .thai : language)
      ])
  }

  static func width(of label: ShapedParagraph) -> Points {
    label.clusters[..<label.contentEnd(from: 0, to: label.clusters.count)].reduce(0) { $0 + Double($1.advance) }
  }

  /// The least room between a label and its text.
  static func gap(_ box: LineBox) -> Points { box.column * 0.6 }
}

/// Shaped paragraphs that the second pass need not shape again: as many of the first ones as fit into a fixed room.
struct KeptParagraphs: Sendable {
  private let limit: Int
  private var used = 0
  private var paragraphs: [Int: ShapedParagraph] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func keep(_ paragraph: ShapedParagraph, block: Int) {
    guard used + paragraph.footprint <= limit else { return }
    used += paragraph.footprint
    paragraphs[block] = paragraph
  }

  subscript(block: Int) -> ShapedParagraph? { paragraphs[block] }
}
