internal import SarupDocument
internal import SarupThai

/// The first words of each page for the foot of the page before it, as Thai correspondence has it: `/โครงการ ...`
/// (the Office of the Prime Minister's guide to typing official letters: the words to be continued stand at the lower right, with
/// three dots behind them).
struct Catchwords {
  let document: Document
  let flow: Flow
  let breaks: any BreakFinder

  /// Fewer columns are a word that says nothing, such as ที่.
  private static let fewestColumns = 5
  private static let mostColumns = 24

  /// By page; nothing on the last, and where the next page begins with no words.
  func all(on plan: PagePlan) -> [StyledText] {
    plan.starts.indices.map { page in
      guard page + 1 < plan.starts.count else { return StyledText() }
      let units = plan.units(onPage: page + 1)
      guard !units.isEmpty else { return StyledText() }
      let unit = plan.units[units.lowerBound]
      let block = flow.blocks[Int(unit.block)]
      switch block.kind {
      case .paragraph: return text(block, line: Int(unit.line))
      case .row:
        // The head of a table that goes on is there once more: what goes on is the row.
        for line in flow.cellLines[flow.rows[block.firstLine].cells] where line.block.kind == .paragraph {
          return text(line.block, line: line.line)
        }
        return StyledText()
      case .rule, .pageBreak, .figure: return StyledText()
      }
    }
  }

  private func text(_ block: FlowBlock, line: Int) -> StyledText {
    guard case .paragraph(let paragraph) = document.elements[block.element].kind else { return StyledText() }
    let start = line == 0 ? 0 : Int(flow.lineEnds[block.firstLine + line - 1])
    let words = self.words(of: paragraph.text, from: start, to: Int(flow.lineEnds[block.firstLine + line]))
    guard !words.isEmpty else { return StyledText() }
    var result = StyledText()
    let language = document.properties.language
    func append(_ string: String) {
      let first = result.utf8.count
      result.utf8 += Array(string.utf8)
      let isThai = string.unicodeScalars.contains { (0x0E00...0x0E7F).contains($0.value) }
      result.runs.append(
        StyledText.Run(range: first..<result.utf8.count, script: isThai ? .thai : .latin, language: language))
    }
    append("/")
    if line == 0, block.labelItem >= 0 {
      let label = document.labelText(of: block.labelItem)
      if !label.utf8.isEmpty { append(label.string) }
    }
    for var run in paragraph.text.runs where run.range.overlaps(words) {
      let first = result.utf8.count
      result.utf8 += paragraph.text.utf8[run.range.clamped(to: words)]
      run.range = first..<result.utf8.count
      run.link = nil
      run.traits = []
      result.runs.append(run)
    }
    append(" ...")
    return result
  }

  /// Characters that take a column of their own: marks stand above and below others.
  private func columns(_ utf8: ArraySlice<UInt8>) -> Int {
    String(decoding: utf8, as: UTF8.self).unicodeScalars.count {
      $0.properties.generalCategory != .nonspacingMark
    }
  }

  /// The bytes of the first words of a line: up to a good place to break, and no more than the line has.
  private func words(of text: StyledText, from start: Int, to end: Int) -> Range<Int> {
    let limit = min(end, text.utf8.count)
    guard start < limit else { return 0..<0 }
    var opportunities: [BreakOpportunity] = []
    breaks.findBreaks(in: text.utf8.span, into: &opportunities)
    var last = limit
    for place in opportunities where place.offset > start && place.offset < limit {
      let columns = columns(text.utf8[start..<place.offset])
      if columns > Self.mostColumns, last < limit { break }
      guard place.score > 0 else { continue }
      last = place.offset
      if columns >= Self.fewestColumns { break }
    }
    while last > start, text.utf8[last - 1] == 0x20 { last -= 1 }
    // A forced line end is no part of a word.
    while last - start >= 3, text.utf8[last - 3..<last].elementsEqual([0xE2, 0x80, 0xA8]) { last -= 3 }
    return start..<last
  }
}
