/// Reads Markdown by cmark-gfm, with what Thai needs: see `MarkdownFeed` for how it is parsed.
///
/// Tables, struck text and footnotes are read beside CommonMark; raw HTML is kept as text.
package enum Markdown {
  /// Reads the blocks of a range of a source, such as the part behind its front matter.
  package static func read(
    _ source: SourceText, in range: Range<Int>, limits: MarkdownLimits = MarkdownLimits(),
    into diagnostics: inout Diagnostics
  ) -> MarkdownDocument {
    let input = MarkdownInput(bytes: source.bytes, range: range, place: .exact(source.id, shift: 0))
    var reader = MarkdownBlockReader(input, limits: limits)
    let document = reader.read()
    diagnostics.add(contentsOf: reader.diagnostics)
    return document
  }
}

/// Turns the blocks of cmark's tree into ours.
struct MarkdownBlockReader {
  private let input: MarkdownInput
  private let limits: MarkdownLimits
  private var lineStarts: [Int] = []
  private var markers: [MarkdownFeed.Marker] = []
  private var definitions: Set<Int> = []
  private var linesBefore = 0
  private var footnotes = MarkdownFootnoteLabels()
  private(set) var diagnostics = Diagnostics()
  private var reportedDepth = false

  init(_ input: MarkdownInput, limits: MarkdownLimits) {
    self.input = input
    self.limits = limits
  }

  mutating func read() -> MarkdownDocument {
    guard input.range.count <= limits.bytes else {
      diagnostics.error(
        .markdownSize, at: input.span(input.range.lowerBound, input.range.lowerBound),
        "the text is larger than \(limits.bytes) bytes", hint: "Split it into several files.")
      return MarkdownDocument()
    }
    let hasTilde = input.bytes[input.range].contains(UInt8(ascii: "~"))
    guard let parse = MarkdownParse(strikethrough: hasTilde) else { return MarkdownDocument() }
    var feed = MarkdownFeed(input, to: parse, limits: limits)
    feed.run()
    if let excess = feed.excess {
      report(excess)
      return MarkdownDocument()
    }
    lineStarts = feed.lineStarts
    markers = feed.markers
    definitions = Set(feed.definitions)
    linesBefore = feed.linesBefore
    guard let root = parse.finish() else { return MarkdownDocument() }
    return withExtendedLifetime(parse) { read(root, definitions: feed.footnotes) }
  }

  private mutating func report(_ excess: MarkdownExcess) {
    let span = input.span(excess.range.lowerBound, excess.range.upperBound)
    switch excess.kind {
    case .nesting: reportNesting(at: span)
    case .table:
      diagnostics.error(
        .markdownTableSize, at: span, "the table has more than \(limits.columns) columns or \(limits.cells) cells",
        hint: "Cut it into several tables.")
    case .pictures:
      diagnostics.error(
        .markdownSize, at: span, "the paragraph has more than \(limits.pictures) exclamation marks",
        hint: "Cut it into several paragraphs.")
    }
  }

  private mutating func reportNesting(at span: Span?) {
    diagnostics.error(
      .markdownNesting, at: span, "lists and quotes stand in each other more than \(limits.depth) deep",
      hint: "Bring some of them up a level.")
  }

  private mutating func read(_ root: MarkdownNode, definitions: [Range<Int>]) -> MarkdownDocument {
    var children = root.children
    if linesBefore > 0, !children.isEmpty { children.removeFirst() }
    let notes = children.filter { $0.kind == .footnoteDefinition }
    var document = MarkdownDocument()
    document.blocks = blocks(of: children.filter { $0.kind != .footnoteDefinition }, quotes: 0, depth: 0)
    readFootnotes(notes, definitions: definitions, into: &document)
    return document
  }

  // MARK: Blocks

  private mutating func blocks(of nodes: [MarkdownNode], quotes: Int, depth: Int) -> [MarkdownBlock] {
    guard depth <= limits.depth else {
      if !reportedDepth {
        let start = nodes.first.map { offset(of: $0) } ?? input.range.lowerBound
        reportNesting(at: input.span(start, start))
      }
      reportedDepth = true
      return []
    }
    var result: [MarkdownBlock] = []
    // A term stands on one line.
    var mayBeTerm = false
    // A comment parts lists of definitions, as it parts all lists.
    var beginsAnew = false
    for node in nodes {
      if node.kind == .list, !node.isOrdered, !definitions.isEmpty {
        readList(
          node, behindTerm: mayBeTerm, beginsAnew: beginsAnew, quotes: quotes, depth: depth, into: &result)
        mayBeTerm = false
        beginsAnew = false
      } else if let block = block(node, quotes: quotes, depth: depth) {
        result.append(block)
        mayBeTerm = node.kind == .paragraph && node.startLine == node.endLine
      } else if node.kind == .html {
        beginsAnew = true
      }
      node.release()
    }
    return result
  }

  private mutating func block(_ node: MarkdownNode, quotes: Int, depth: Int) -> MarkdownBlock? {
    let range = range(of: node)
    let span = input.span(range.lowerBound, range.upperBound)
    switch node.kind {
    case .paragraph:
      return paragraph(node, range, quotes: quotes)
    case .heading:
      var content = range
      if let text = behindHeadingMarks(range) { content = text..<range.upperBound }
      let text = inline(node, content, quotes: quotes)
      return MarkdownBlock(.heading(level: node.headingLevel, text), at: span)
    case .list:
      return list(node, quotes: quotes, depth: depth)
    case .quote:
      return MarkdownBlock(.quote(blocks(of: node.children, quotes: quotes + 1, depth: depth + 1)), at: span)
    case .code:
      return code(node, range, quotes: quotes)
    case .html:
      return html(node, range, quotes: quotes)
    case .rule:
      return MarkdownBlock(.rule, at: span)
    case .table:
      return table(node, quotes: quotes)
    default:
      return nil
    }
  }

  private mutating func inline(
    _ node: MarkdownNode, _ range: Range<Int>, inTable: Bool = false, quotes: Int
  ) -> RichText {
    var reader = MarkdownInlineReader(input, in: range, inTable: inTable, quotes: quotes, footnotes: footnotes)
    let text = reader.read(node)
    footnotes = reader.footnotes
    diagnostics.add(contentsOf: reader.diagnostics)
    return text
  }

  /// What a paragraph says of pages when it says nothing else.
  private static let pageMarks: [(mark: String, kind: MarkdownBlock.Kind)] = [
    (#"\newpage"#, .pageBreak), (#"\landscape"#, .landscape), (#"\portrait"#, .portrait),
  ]

  private mutating func paragraph(_ node: MarkdownNode, _ range: Range<Int>, quotes: Int) -> MarkdownBlock? {
    let span = input.span(range.lowerBound, range.upperBound)
    if let image = node.firstChild, image.kind == .image, image.next == nil {
      return MarkdownBlock(.figure(figure(image, range, quotes: quotes)), at: span)
    }
    for (mark, kind) in Self.pageMarks where input.bytes[range].elementsEqual(mark.utf8) {
      return MarkdownBlock(kind, at: span)
    }
    let text = inline(node, range, quotes: quotes)
    return text.isEmpty ? nil : MarkdownBlock(.paragraph(text), at: span)
  }

  private mutating func figure(_ image: MarkdownNode, _ range: Range<Int>, quotes: Int) -> MarkdownFigure {
    // The text in the brackets is read like a paragraph's, so that the cursor behind it stands before the path.
    var reader = MarkdownInlineReader(
      input, in: min(range.lowerBound + 2, range.upperBound)..<range.upperBound, quotes: quotes, footnotes: footnotes)
    let alternative = reader.read(image)
    footnotes = reader.footnotes
    diagnostics.add(contentsOf: reader.diagnostics)
    var figure = MarkdownFigure(
      path: MarkdownThai.withoutStandIns(image.url), pathSpan: input.span(range.lowerBound, range.upperBound),
      alternative: alternative.isEmpty ? nil : alternative.string, caption: nil)
    let tail = MarkdownLinkTail(input, at: reader.cursor, before: range.upperBound)
    if let destination = tail?.destination {
      let aligner = MarkdownAligner(input: input)
      figure.path = String(decoding: aligner.unescape(destination), as: UTF8.self)
      figure.pathSpan = input.span(destination.lowerBound, destination.upperBound)
    }
    if let title = tail?.title {
      let bytes = MarkdownAligner(input: input).unescape(title)
      let isExact = bytes.elementsEqual(input.bytes[title])
      let caption =
        isExact
        ? MarkdownInput(bytes: input.bytes, range: title, place: input.place)
        : MarkdownInput(
          bytes: bytes, range: 0..<bytes.count, place: .within(input.span(title.lowerBound, title.upperBound)))
      figure.caption = InlineMarkdown.read(caption, into: &diagnostics)
    } else if !image.title.isEmpty {
      figure.caption = RichText(MarkdownThai.withoutStandIns(image.title), span: figure.pathSpan)
    }
    return figure
  }

  /// Reads a list whose items may be definitions: marks of both kinds make one list to the parser.
  private mutating func readList(
    _ node: MarkdownNode, behindTerm: Bool, beginsAnew: Bool, quotes: Int, depth: Int,
    into result: inout [MarkdownBlock]
  ) {
    var beginsAnew = beginsAnew
    var mayBeTerm = behindTerm
    var goesOn = false
    for item in node.children {
      let mark = offset(of: item)
      let range = range(of: item)
      let span = input.span(range.lowerBound, range.upperBound)
      let inner = blocks(of: item.children, quotes: quotes, depth: depth + 1)
      item.release()
      if definitions.contains(mark) {
        add(inner, at: mark, behindTerm: mayBeTerm, beginsAnew: beginsAnew, to: &result)
        goesOn = false
        beginsAnew = false
      } else if goesOn, case .bulletList(let items)? = result.last?.kind {
        result[result.count - 1].kind = .bulletList(items: items + [inner])
      } else {
        result.append(MarkdownBlock(.bulletList(items: [inner]), at: span))
        goesOn = true
      }
      mayBeTerm = false
    }
  }

  /// Puts a definition behind its term: the paragraph right before it, or the term of the definition before it.
  private mutating func add(
    _ meaning: [MarkdownBlock], at mark: Int, behindTerm: Bool, beginsAnew: Bool, to result: inout [MarkdownBlock]
  ) {
    if behindTerm, case .paragraph(let term)? = result.last?.kind {
      let span = result.removeLast().span
      let definition = MarkdownDefinition(term: term, meanings: [meaning])
      if !beginsAnew, case .definitions(let before)? = result.last?.kind {
        result[result.count - 1].kind = .definitions(before + [definition])
      } else {
        result.append(MarkdownBlock(.definitions([definition]), at: span))
      }
      return
    }
    if case .definitions(var all)? = result.last?.kind, !all.isEmpty {
      all[all.count - 1].meanings.append(meaning)
      result[result.count - 1].kind = .definitions(all)
      return
    }
    diagnostics.warning(
      .markdownDefinition, at: input.span(mark, mark + 1), "this definition has no term and is taken for text",
      hint: #"Write the term on a line of its own above it, behind an empty line, or `\:` for a colon."#)
    var meaning = meaning
    var text = RichText()
    text.append([UInt8(ascii: ":")], span: input.span(mark, mark + 1))
    text.append([0x20], span: input.span(mark + 1, mark + 1))
    if case .paragraph(let words)? = meaning.first?.kind {
      text.append(words)
      meaning.removeFirst()
    }
    result.append(MarkdownBlock(.paragraph(text), at: input.span(mark, mark + 1)))
    result += meaning
  }

  private mutating func list(_ node: MarkdownNode, quotes: Int, depth: Int) -> MarkdownBlock {
    let range = range(of: node)
    let span = input.span(range.lowerBound, range.upperBound)
    var items: [[MarkdownBlock]] = []
    for item in node.children {
      if node.isOrdered { checkNumber(of: item, expected: node.listStart + items.count, node.listStart) }
      items.append(blocks(of: item.children, quotes: quotes, depth: depth + 1))
      item.release()
    }
    return MarkdownBlock(
      node.isOrdered ? .orderedList(start: node.listStart, items: items) : .bulletList(items: items), at: span)
  }

  /// Items are numbered from the first number on, whatever the others say; an author who skips one should hear of it.
  /// The same number at every item is a habit of Markdown and no slip.
  private mutating func checkNumber(of item: MarkdownNode, expected: Int, _ first: Int) {
    let start = offset(of: item)
    var at = start
    var number = 0
    while at < input.range.upperBound, at < start + 27 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(input.bytes[at]) {
        number = number * 10 + Int(input.bytes[at] - UInt8(ascii: "0"))
        at += 1
      } else if let digit = MarkdownThai.digit(input.bytes, at: at, before: input.range.upperBound) {
        number = number * 10 + Int(digit)
        at += 3
      } else {
        break
      }
    }
    guard at > start, number != expected, number != first else { return }
    diagnostics.warning(
      .markdownNumber, at: input.span(start, at),
      "the number \(number) follows \(expected - 1) and becomes \(expected)",
      hint: "Write \(expected), or put a heading or a paragraph before a list that starts anew.")
  }

  private mutating func html(_ node: MarkdownNode, _ range: Range<Int>, quotes: Int) -> MarkdownBlock? {
    let span = input.span(range.lowerBound, range.upperBound)
    let lines = sourceLines(range, quotes: quotes)
    let last = lines.last.map { Array(input.bytes[$0]) } ?? []
    if MarkdownHTML.isComment(input.bytes[range]), last.suffix(3).elementsEqual("-->".utf8) {
      // One without words parts two lists, and nothing of it is left out.
      let words = input.bytes[range].drop { $0 == 0x20 }.dropFirst(4)
      if lines.count == 1, words.prefix(while: { $0 == 0x20 }).count == max(0, words.count - 3) { return nil }
      diagnostics.warning(
        .markdownComment, at: span, "the comment is left out", hint: #"Write `\<!--` for text that should be printed."#)
      return nil
    }
    MarkdownHTML.warn(at: span, in: &diagnostics)
    var text = RichText()
    for line in lines where !line.isEmpty {
      let bytes = input.bytes[line]
      if !text.isEmpty, !(MarkdownThai.endsWithLetter(text.utf8) && MarkdownThai.startsWithLetter(bytes)) {
        text.append([0x20], span: input.span(line.lowerBound, line.lowerBound))
      }
      text.append(bytes, span: input.span(line.lowerBound, line.upperBound))
    }
    return text.isEmpty ? nil : MarkdownBlock(.paragraph(text), at: span)
  }

  // MARK: Footnotes

  private mutating func readFootnotes(
    _ notes: [MarkdownNode], definitions: [Range<Int>], into document: inout MarkdownDocument
  ) {
    var found: [String: MarkdownNode] = [:]
    var places: [String: Range<Int>] = [:]
    for note in notes {
      // The library leaves the label to its own references; it is read from the line again.
      let line = startOfLine(note.startLine)
      guard let label = definitions.last(where: { $0.lowerBound >= line && $0.upperBound <= input.endOfLine(line) })
      else { continue }
      let key = MarkdownLabel.normalize(input.bytes[label].dropFirst())
      found[key] = note
      places[key] = label
    }
    // Notes that nothing refers to stand behind the others and are said so.
    for label in definitions {
      let key = MarkdownLabel.normalize(input.bytes[label].dropFirst())
      guard let place = places[key] else { continue }
      if place != label {
        diagnostics.warning(
          .markdownFootnote, at: input.span(label.lowerBound - 1, label.upperBound + 1),
          "the footnote has a second text, which is left out", hint: "Give it a label of its own.")
      }
    }
    var read = 0
    var unused: Set<Int> = []
    while true {
      while read < footnotes.labels.count {
        let label = footnotes.labels[read]
        let children = found[MarkdownLabel.normalize(label.utf8)]?.children ?? []
        let text = blocks(of: children, quotes: 0, depth: 1)
        let place = places[MarkdownLabel.normalize(label.utf8)]
        document.footnotes.append(
          MarkdownFootnote(
            label: label, blocks: text, span: place.map { input.span($0.lowerBound - 1, $0.upperBound + 1) } ?? nil,
            isUnused: unused.contains(read)))
        read += 1
      }
      // Front matter may refer to it.
      let next = definitions.first {
        let label = input.bytes[$0].dropFirst()
        return found[MarkdownLabel.normalize(label)] != nil && !footnotes.contains(label)
      }
      guard let next else { return }
      unused.insert(footnotes.index(of: input.bytes[next].dropFirst()))
    }
  }

  // MARK: Tables

  private mutating func table(_ node: MarkdownNode, quotes: Int) -> MarkdownBlock {
    let rows = node.children
    let range = range(of: node)
    var texts: [[RichText]] = []
    let columns = node.alignments.count
    let header = headerLine(of: node)
    for (index, row) in rows.enumerated() {
      let line = index == 0 ? header : row.startLine
      // The marks of a list stand before the first line of a table in it.
      let start = line == node.startLine ? offset(of: node) : startOfLine(line)
      let cells = MarkdownBlockReader.cells(in: input, start..<input.endOfLine(start), quotes: quotes)
      if cells.count > columns {
        diagnostics.error(
          .markdownTableRow, at: input.span(cells[columns].lowerBound, cells[cells.count - 1].upperBound),
          "this row has \(cells.count) cells, and the head of the table \(columns)",
          hint: "Give the head as many, or write a bar that belongs to the text as `\\|`.")
      }
      var cellTexts: [RichText] = []
      for (column, cell) in row.children.prefix(columns).enumerated() {
        let place = column < cells.count ? cells[column] : input.endOfLine(start)..<input.endOfLine(start)
        cellTexts.append(inline(cell, place, inTable: true, quotes: quotes))
      }
      cellTexts += Array(repeating: RichText(), count: columns - cellTexts.count)
      texts.append(cellTexts)
    }
    let start = min(startOfLine(header), range.upperBound)
    return MarkdownBlock(
      .table(MarkdownTable(alignments: node.alignments, rows: texts)), at: input.span(start, range.upperBound))
  }

  /// The line of a table's header. The tree gives that of the paragraph which the table interrupts, or none; the header
  /// stands right above the first line of bars and dashes.
  private func headerLine(of table: MarkdownNode) -> Int {
    var line = table.startLine
    while line < table.endLine, !isDelimiterRow(line + 1) { line += 1 }
    return line
  }

  private func isDelimiterRow(_ line: Int) -> Bool {
    let start = startOfLine(line)
    let row = input.bytes[start..<input.endOfLine(start)]
    return row.contains(UInt8(ascii: "-")) && row.allSatisfy { "|:- \t>".utf8.contains($0) }
  }

  /// The ranges of the cells of a row, blanks around them excluded.
  private static func cells(in input: MarkdownInput, _ line: Range<Int>, quotes: Int) -> [Range<Int>] {
    var at = line.lowerBound
    var upper = line.upperBound
    while at < upper, input.isBlank(at) || input.bytes[at] == UInt8(ascii: ">") { at += 1 }
    while upper > at, input.isBlank(upper - 1) { upper -= 1 }
    if at < upper, input.bytes[at] == UInt8(ascii: "|") { at += 1 }
    var result: [Range<Int>] = []
    var start = at
    func close(_ end: Int) {
      var lower = start
      var upper = end
      while lower < upper, input.isBlank(lower) { lower += 1 }
      while upper > lower, input.isBlank(upper - 1) { upper -= 1 }
      result.append(lower..<upper)
    }
    while at < upper {
      if input.bytes[at] == UInt8(ascii: "|") {
        close(at)
        start = at + 1
      } else if input.bytes[at] == UInt8(ascii: "\\"), at + 1 < upper,
        MarkdownAligner.isPunctuation(input.bytes[at + 1])
      {
        at += 1
      }
      at += 1
    }
    if start < upper { close(upper) }
    return result
  }

  // MARK: Code

  private mutating func code(_ node: MarkdownNode, _ range: Range<Int>, quotes: Int) -> MarkdownBlock {
    let info = MarkdownThai.withoutStandIns(node.fenceInfo)
    let first = node.isFenced ? node.startLine + 1 : node.startLine
    var text: [UInt8] = []
    var lower: Int?
    var upper = range.upperBound
    var starts: [Int?] = []
    let literal = node.literal
    let lines = literal.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      let place = place(of: line, inLineAt: startOfLine(first + index))
      starts.append(place?.lowerBound)
      if let place {
        text += input.bytes[place]
        lower = lower ?? place.lowerBound
        upper = place.upperBound
      } else {
        text += MarkdownThai.withoutStandIns(UnsafeBufferPointer(rebasing: line)).utf8
      }
      text.append(0x0A)
    }
    var place = CodePlace()
    if let lower, lower <= upper {
      // Only a text that stands in one piece may say that byte n was written at byte n.
      if text.dropLast().elementsEqual(input.bytes[lower..<upper]) { place.exact = input.span(lower, upper) }
      let start = startOfLine(first)
      let isIndented = (0..<lines.count).allSatisfy { isBlankBefore(starts[$0] ?? -1, from: startOfLine(first + $0)) }
      if isIndented { place.lines = input.span(start, upper) }
    }
    return MarkdownBlock(
      .code(info: info, text: String(decoding: text, as: UTF8.self), place: place),
      at: input.span(range.lowerBound, range.upperBound))
  }

  private func isBlankBefore(_ offset: Int, from start: Int) -> Bool {
    offset >= start && input.bytes[start..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// A line of code in its line of the source: behind blanks and the marks of quotes and lists.
  private func place(of code: Slice<UnsafeBufferPointer<UInt8>>, inLineAt start: Int) -> Range<Int>? {
    let end = input.endOfLine(start)
    var aligner = MarkdownAligner(input: input)
    // What the source has is at least as long as the code.
    for at in start...end {
      if end - at < code.count { return nil }
      if aligner.align(code, at: at, before: end, escapes: .none) == end { return at..<end }
    }
    return nil
  }

  // MARK: Places

  private func startOfLine(_ line: Int) -> Int {
    let index = line - linesBefore - 1
    guard index >= 0 else { return input.range.lowerBound }
    return index < lineStarts.count ? lineStarts[index] : input.range.upperBound
  }

  private func offset(of node: MarkdownNode) -> Int {
    // A paragraph that ends where a table starts has no position; the table has it.
    guard node.startLine > 0 else { return node.next.map { offset(of: $0) } ?? input.range.lowerBound }
    let line = startOfLine(node.startLine)
    var fed = line + max(node.startColumn - 1, 0)
    // Digits that were replaced in this line make the source longer than what was fed.
    var low = markers.partitioningIndex { $0.offset >= line }
    while low < markers.count, markers[low].offset < fed {
      fed += 2 * markers[low].digits
      low += 1
    }
    return min(fed, input.range.upperBound)
  }

  private func range(of node: MarkdownNode) -> Range<Int> {
    let start = offset(of: node)
    var last = node.endLine
    if last == 0 || last < node.startLine { last = node.startLine }
    if node.startLine == 0, let table = node.next { last = table.endLine }
    var end = input.endOfLine(max(startOfLine(last), start))
    while end > start, input.isBlank(end - 1) || input.isNewline(end - 1) { end -= 1 }
    return start..<end
  }

  private func sourceLines(_ range: Range<Int>, quotes: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var at = range.lowerBound
    let aligner = MarkdownAligner(input: input, quotes: quotes)
    while at < range.upperBound {
      let end = min(input.endOfLine(at), range.upperBound)
      var textEnd = end
      while textEnd > at, input.isBlank(textEnd - 1) { textEnd -= 1 }
      lines.append(at..<textEnd)
      at = end < range.upperBound ? aligner.behindLineBreak(end, before: range.upperBound) : range.upperBound
    }
    return lines
  }

  private func behindHeadingMarks(_ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound, input.bytes[at] == UInt8(ascii: "#") { at += 1 }
    // A heading that is underlined may begin with the sign as well, but with no blank behind it.
    guard at > range.lowerBound, at == range.upperBound || input.isBlank(at) else { return nil }
    return input.skipBlanks(at, before: range.upperBound)
  }
}

extension Array {
  /// The first index at which a condition holds that holds for all later elements too.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
