package import SarupSyntax

/// Reads a brief written as Markdown with front matter.
///
/// What stands before the first numbered list of the text is the lead, the lists and what is between them are the
/// findings, the rest is the closing.
package enum MarkdownReader {
  /// Reads the fields between the `---` lines: a range of the source that holds YAML. Gives whether a title was given or
  /// nothing can be said about it, since what stands there cannot be read.
  package typealias FieldReader = (SourceText, Range<Int>, inout Brief, inout Diagnostics) -> Bool

  /// Reads a whole brief.
  ///
  /// - Returns: `nil` when there are errors; they and the warnings are in `diagnostics`.
  package static func read(
    _ source: SourceText, limits: MarkdownLimits = MarkdownLimits(), into diagnostics: inout Diagnostics,
    fields: FieldReader = BriefFields.readFrontMatter
  ) -> Brief? {
    var found = Diagnostics()
    var brief = Brief(title: RichText())
    let frontMatter = FrontMatter(source, into: &found)
    var mayHaveTitle = frontMatter.body == nil
    var unused: [Int] = []
    if let yaml = frontMatter.yaml { mayHaveTitle = fields(source, yaml, &brief, &found) || mayHaveTitle }
    if let body = frontMatter.body {
      MarkdownLookalikes.check(source, in: body, into: &found)
      unused = apply(
        Markdown.read(source, in: body, limits: limits, into: &found), of: source, to: &brief, into: &found)
    }
    brief.bindFootnotes(unused: unused, reporting: &found)
    if brief.title.isEmpty, !mayHaveTitle {
      found.error(
        .briefTitleMissing, at: source.span(0, frontMatter.yaml == nil ? 0 : 3), "the brief has no title",
        hint: "Write `title: ...` between the `---` lines, or `# ...` as the first line of the text.")
    }
    diagnostics.add(contentsOf: found)
    return found.hasErrors ? nil : brief
  }

  /// Puts the blocks of a text into the parts of a brief.
  ///
  /// - Returns: The footnotes that no block refers to.
  private static func apply(
    _ document: MarkdownDocument, of source: SourceText, to brief: inout Brief, into diagnostics: inout Diagnostics
  ) -> [Int] {
    var blocks = document.blocks
    if brief.title.isEmpty, case .heading(level: 1, let title)? = blocks.first?.kind {
      brief.title = title
      blocks.removeFirst()
    }
    var converter = MarkdownBlockConverter(blocks, footnotes: document.footnotes, source: source)
    brief.append(converter.convert(blocks[...]))
    for note in document.footnotes {
      brief.footnotes.append(
        Footnote(label: note.label, blocks: converter.convert(note.blocks[...]), span: note.span))
    }
    diagnostics.add(contentsOf: converter.diagnostics)
    return document.footnotes.indices.filter { document.footnotes[$0].isUnused }
  }
}

/// Where the front matter and the text of a source are.
struct FrontMatter {
  /// Between the `---` lines.
  var yaml: Range<Int>?
  /// `nil` when nothing can be said about it, since the front matter has no end.
  var body: Range<Int>?

  init(_ source: SourceText, into diagnostics: inout Diagnostics) {
    let bytes = source.bytes
    var first = FrontMatter.line(bytes, at: 0)
    // Empty lines before it are easily left standing, and nothing else could be meant.
    while first.next < bytes.count, bytes[first.text].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      first = FrontMatter.line(bytes, at: first.next)
    }
    guard FrontMatter.isMark(bytes[first.text], "---") else {
      if FrontMatter.isDashes(bytes[first.text]) {
        diagnostics.warning(
          .frontMatterOpen, at: source.span(first.text.lowerBound, first.text.upperBound),
          "this line is not the `---` that begins front matter", hint: "Write three hyphens: `---`.")
      }
      body = 0..<bytes.count
      return
    }
    var at = first.next
    while at < bytes.count {
      let line = FrontMatter.line(bytes, at: at)
      if FrontMatter.isMark(bytes[line.text], "---") || FrontMatter.isMark(bytes[line.text], "...") {
        yaml = first.next..<at
        body = line.next..<bytes.count
        return
      }
      at = line.next
    }
    diagnostics.error(
      .frontMatterOpen, at: source.span(first.text.lowerBound, first.text.lowerBound + 3),
      "the front matter has no end",
      hint: "Write `---` on a line of its own behind the last field.")
  }

  /// One or two hyphens, or dashes as Word makes them of hyphens.
  private static func isDashes(_ line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self).filter { $0 != " " }
    return (1...3).contains(text.count) && text.allSatisfy { "-–—―".contains($0) }
  }

  private static func isMark(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
    let blanks = line.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    return line.dropLast(blanks).elementsEqual(mark.utf8)
  }

  private static func line(_ bytes: [UInt8], at start: Int) -> (text: Range<Int>, next: Int) {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    var next = min(end + 1, bytes.count)
    if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { next = end + 2 }
    return (start..<end, next)
  }
}

/// Turns the blocks of a Markdown text into blocks of a brief.
struct MarkdownBlockConverter {
  /// How far the highest heading of the text is above 1: it is the first level below the title, however it was marked.
  private let shift: Int
  private let source: SourceText
  private(set) var diagnostics = Diagnostics()

  init(_ blocks: [MarkdownBlock], footnotes: [MarkdownFootnote], source: SourceText) {
    self.source = source
    let highest = MarkdownBlockConverter.highestLevel(of: blocks + footnotes.flatMap(\.blocks))
    shift = (highest ?? 1) - 1
  }

  mutating func convert(_ blocks: ArraySlice<MarkdownBlock>) -> [Block] {
    var result: [Block] = []
    // What stands between `\landscape` and `\portrait`, or behind the former where nothing ends it.
    var turned: [Block]?
    for block in blocks {
      switch block.kind {
      case .landscape: turned = turned ?? []
      case .portrait:
        guard let inside = turned else {
          diagnostics.warning(
            .portraitAlone, at: block.span, #"there is no `\landscape` before this `\portrait`"#,
            hint: #"Write `\landscape` on a line of its own where the wide pages begin, or take this line out."#)
          continue
        }
        if !inside.isEmpty { result.append(.landscape(inside)) }
        turned = nil
      default:
        let converted = convert(block)
        if turned == nil { result.append(converted) } else { turned?.append(converted) }
      }
    }
    if let turned, !turned.isEmpty { result.append(.landscape(turned)) }
    return result
  }

  private mutating func convert(_ block: MarkdownBlock) -> Block {
    switch block.kind {
    // Both stand between blocks and are none.
    case .landscape, .portrait: return .rule(span: block.span)
    case .paragraph(let text):
      Label.reportStray(in: text, &diagnostics)
      return .paragraph(text)
    case .heading(let level, var text):
      let label = Label.take(from: &text, &diagnostics)
      return .heading(level: level - shift, text, label: label)
    case .orderedList(let start, let items):
      return .findings(FindingList(start: start, items: items.map { finding($0[...]) }))
    case .bulletList(let items): return .bullets(items.map { convert($0[...]) })
    case .definitions(let definitions):
      return .definitions(
        definitions.map { definition in
          Definition(term: definition.term, meanings: definition.meanings.map { convert($0[...]) })
        })
    case .quote(let blocks): return .quote(convert(blocks[...]))
    case .code(let info, let text, let place):
      if let fenced = FencedBlocks.read(
        info, text, source, lines: place.lines, at: block.span, reporting: &diagnostics)
      {
        return fenced
      }
      return .code(text.hasSuffix("\n") ? String(text.dropLast()) : text, span: place.exact ?? block.span)
    case .rule: return .rule(span: block.span)
    case .pageBreak: return .pageBreak(span: block.span)
    case .table(let table): return .table(convert(table, at: block.span))
    case .figure(let figure):
      var result = Figure(
        path: Placed(figure.path, at: figure.pathSpan), alternative: figure.alternative, caption: figure.caption)
      if var caption = figure.caption {
        result.label = Label.take(from: &caption, &diagnostics)
        result.caption = caption.isEmpty ? nil : caption
      }
      return .figure(result)
    }
  }

  /// The label of a finding stands at the end of its first paragraph.
  private mutating func finding(_ blocks: ArraySlice<MarkdownBlock>) -> Finding {
    guard case .paragraph(var text)? = blocks.first?.kind, let label = Label.take(from: &text, &diagnostics) else {
      return Finding(blocks: convert(blocks))
    }
    return Finding(blocks: [.paragraph(text)] + convert(blocks.dropFirst()), label: label)
  }

  private func convert(_ table: MarkdownTable, at span: Span?) -> Table {
    // Markdown has no table without a header row; one that is empty says that there is none.
    let hasHeader = table.rows.first.map { row in row.contains { !$0.isEmpty } } ?? false
    return Table(
      alignments: table.alignments.map { alignment in
        switch alignment {
        case .start: .start
        case .center: .center
        case .end: .end
        }
      }, headerRows: hasHeader ? 1 : 0, rows: hasHeader ? table.rows : Array(table.rows.dropFirst()), span: span)
  }

  private static func highestLevel(of blocks: [MarkdownBlock]) -> Int? {
    blocks.compactMap { block -> Int? in
      switch block.kind {
      case .heading(let level, _): level
      case .orderedList(_, let items), .bulletList(let items): items.compactMap { highestLevel(of: $0) }.min()
      case .definitions(let definitions):
        definitions.flatMap(\.meanings).compactMap { highestLevel(of: $0) }.min()
      case .quote(let blocks): highestLevel(of: blocks)
      default: nil
      }
    }.min()
  }
}

extension DiagnosticCode {
  static let briefTitleMissing: DiagnosticCode = "brief-title-missing"
  static let portraitAlone: DiagnosticCode = "portrait-alone"
  static let frontMatterOpen: DiagnosticCode = "front-matter-open"
}
