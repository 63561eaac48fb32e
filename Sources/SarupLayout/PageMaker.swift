internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The second pass: puts the lines of a page where they belong.
struct PageMaker: ~Copyable {
  private let layout: Layout
  private var shaper: ParagraphShaper
  private var shaped = ShapedParagraph()
  /// The block whose glyphs `shaped` holds; -1 for none.
  private var shapedBlock = -1
  private var small = ShapedParagraph()
  // What could not be set has been told in the first pass.
  private var missing = MissingGlyphs()
  private var told = Diagnostics()

  init(_ layout: Layout) {
    self.layout = layout
    shaper = ParagraphShaper(book: layout.fonts, faces: layout.faces)
  }

  mutating func fill(_ page: inout Page, number: Int) {
    let setup = layout.document.page
    page.reset(number: number, width: setup.width, height: setup.height)
    let heads = number == 0 ? setup.first : setup.rest
    addRunningLine(heads.top, isHead: true, to: &page)
    let units = layout.breaker.units
    let first = layout.pageStarts[number]
    let end = number + 1 < layout.pageCount ? layout.pageStarts[number + 1] : units.count
    for unit in first..<max(first, end) {
      let block = layout.flow.blocks[Int(units[unit].block)]
      let line = Int(units[unit].line)
      var y = setup.top + layout.breaker.offset(of: unit, onPageFrom: first)
      if unit == first && layout.breaker.opensColumn(unit) { y += block.spaceBefore }
      switch block.kind {
      case .paragraph:
        if line == 0 { addLabel(of: block, top: y, to: &page) }
        addLine(line, of: block, index: Int(units[unit].block), top: y, to: &page)
      case .rule:
        let thickness: Points = 0.5
        page.marks.append(
          Mark(
            owner: .artifact(.decoration),
            shape: .rule(
              RuleMark(
                x: block.left, y: y + (block.lineHeight - thickness) / 2, width: block.right - block.left,
                height: thickness, color: .black))))
      case .pageBreak: break
      }
    }
    addRunningLine(heads.bottom, isHead: false, to: &page)
  }

  // MARK: Lines of a paragraph

  private mutating func addLine(
    _ line: Int, of block: FlowBlock, index: Int, top: Points, to page: inout Page
  ) {
    guard case .paragraph(let paragraph) = layout.document.elements[block.element].kind else { return }
    load(paragraph, block: index)
    let ends = layout.flow.lineEnds
    let lineIndex = block.firstLine + line
    let firstByte = line == 0 ? 0 : Int(ends[lineIndex - 1])
    let start = shaped.cluster(atByte: firstByte)
    let end = shaped.cluster(atByte: Int(ends[lineIndex]), from: start)
    guard start < end else { return }
    let style = layout.document.styles[paragraph.style]
    let left = line == 0 ? block.firstLeft : block.left
    let isClosed = line == block.lineCount - 1 || shaped.clusters[end - 1].kind == .lineSeparator
    let box = shaper.faces.lineBox(style: paragraph.style, reporting: &told)
    let setting = LineSetting(
      shaped, start..<end, left: left, right: block.right, style: style, em: box.em, isClosed: isClosed,
      limits: layout.limits)
    page.add(
      shaped, start..<end, setting: setting, baseline: top + block.ascent, color: style.color,
      text: paragraph.text.utf8,
      owner: .element(block.element, part: .content), book: layout.fonts)
  }

  private mutating func load(_ paragraph: Paragraph, block: Int) {
    guard shapedBlock != block else { return }
    shapedBlock = block
    if let kept = layout.kept[block] {
      shaped = kept
      return
    }
    shaper.shape(paragraph.text, style: paragraph.style, into: &shaped, missing: &missing, reporting: &told)
  }

  private mutating func addLabel(of block: FlowBlock, top: Points, to page: inout Page) {
    guard block.labelItem >= 0, case .paragraph(let paragraph) = layout.document.elements[block.element].kind else {
      return
    }
    let document = layout.document
    let text = LabelText.styled(document.label(of: block.labelItem), language: document.properties.language)
    guard !text.isEmpty else { return }
    shaper.shape(text, style: paragraph.style, into: &small, missing: &missing, reporting: &told)
    page.add(
      small, 0..<small.clusters.count, setting: LineSetting(left: block.labelLeft), baseline: top + block.ascent,
      color: document.styles[paragraph.style].color, text: text.utf8,
      owner: .element(block.labelItem, part: .label), book: layout.fonts)
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
        small, clusters, left: setup.start, right: setup.width - setup.end, style: style, em: box.em, isClosed: true,
        limits: layout.limits)
      page.add(
        small, clusters, setting: setting, baseline: top + box.ascent, color: style.color, text: text.utf8,
        owner: .artifact(isHead ? .runningHead : .runningFoot), book: layout.fonts)
    }
  }
}

/// The text of one part of a running head, with its numbers filled in.
enum RunningText {
  static func styled(
    _ pieces: [RunningLine.Piece], page: String, pages: String, language: LanguageTag
  ) -> StyledText {
    var result = StyledText()
    for piece in pieces {
      switch piece {
      case .text(let text): append(text, to: &result)
      case .pageNumber: append(number(page, language: language), to: &result)
      case .pageCount: append(number(pages, language: language), to: &result)
      }
    }
    return result
  }

  private static func number(_ text: String, language: LanguageTag) -> StyledText {
    let utf8 = Array(text.utf8)
    let isThai = text.unicodeScalars.contains { $0.value >= 0x0E00 }
    return StyledText(
      utf8: utf8,
      runs: [StyledText.Run(range: 0..<utf8.count, script: isThai ? .thai : .latin, language: language)])
  }

  private static func append(_ other: StyledText, to text: inout StyledText) {
    let offset = text.utf8.count
    text.utf8 += other.utf8
    for var run in other.runs {
      run.range = run.range.lowerBound + offset..<run.range.upperBound + offset
      // A running head is an artifact: it has no links.
      run.link = nil
      text.runs.append(run)
    }
  }
}
