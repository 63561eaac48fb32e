internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// Fills the sections of a template with the parts of one brief.
struct DocumentFiller {
  let template: Template
  let wording: Wording
  let values: FieldValues
  var builder = DocumentBuilder()
  /// Those of the template, and behind them those that were made for lists of definitions inside of other text.
  private(set) var styles: [ParagraphStyle]
  var diagnostics = Diagnostics()
  var shelf: PictureShelf
  /// Fields of the brief that a line has printed so far.
  private(set) var printed: [BriefField] = []
  /// Entries of lists that lines have been written for.
  var repeated = 0
  /// Whether a picture of the template is the brief's logo.
  var placesLogo = false

  /// Of the findings.
  let numbering: NumberingScheme
  let lines: LineFiller
  /// Digits that the brief's own text is changed to.
  let textDigits: DigitMode
  /// Ordinals of the findings around the current block, the outermost first.
  private var ordinals: [Int] = []
  /// The ordinal that each level had last: what numbering by itself would go on from.
  private var lastOrdinals = [Int](repeating: 0, count: FindingStyles.deepest)
  /// How many bulleted lists stand around the current block.
  private var bulletDepth = 0
  /// The current block stands in a landscape part.
  private var isTurned = false
  /// Level of the last heading outside of lists: findings that are headings stand below it.
  private var headingLevel = 0
  /// Whether a line that is the title has the brief's.
  private(set) var printsTitle = false
  /// What refers to other places, and what is referred to: `References.swift`.
  var references: ReferenceBook

  init(template: Template, wording: Wording, values: FieldValues, shelf: PictureShelf) {
    self.template = template
    styles = template.styles
    self.shelf = shelf
    self.wording = wording
    self.values = values
    lines = LineFiller(wording: wording)
    numbering = Self.numbering(of: template.findings, for: wording)
    references = ReferenceBook(notes: values.brief.footnotes.count)
    textDigits = template.changesDigitsInText ? wording.digits : .keep
  }

  /// The numbers of the findings, with the styles of all levels.
  private static func numbering(of findings: FindingStyles, for wording: Wording) -> NumberingScheme {
    var scheme = NumberPattern.scheme(findings.numbers, for: wording)
    for level in scheme.levels.indices {
      let look = findings.level(level)
      scheme.levels[level].style = look.first
      scheme.levels[level].isHeading = look.isHeading
    }
    return scheme
  }

  /// The title as it is printed, without a label before it; `nil` where no line that is the title prints the brief's.
  var printedTitle: String? {
    guard printsTitle else { return nil }
    let lines = builder.elements.compactMap { element -> String? in
      guard case .paragraph(let paragraph) = element.kind, paragraph.role == .title else { return nil }
      let words = paragraph.text.wordsBehindLabel
      return words.isEmpty ? nil : words
    }
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }

  // MARK: - Sections

  mutating func fill(_ section: Section) {
    switch section {
    case .header(let items):
      builder.open(.group(.header))
      for item in items { fill(item, with: values) }
      builder.closeUnlessEmpty()
    case .lines(let items):
      for item in items { fill(item, with: values) }
    case .lead(let styles): fill(values.brief.lead, styles: styles)
    case .findings(let styles): fill(values.brief.findings, styles: styles)
    case .closing(let styles): fill(values.brief.closing, styles: styles)
    case .credits(let line):
      builder.open(.group(.credits))
      fill(
        line, role: .credit,
        forEach: values.brief.credits.map { credit in
          [("name", credit.name), ("unit", credit.unit), ("role", credit.role)]
        })
      builder.closeUnlessEmpty()
    case .signatures(let section): fill(section)
    case .contents(let section): references.contents = (section, builder.elements.count)
    case .attachments(let line):
      fill(
        line, role: .body,
        forEach: values.brief.attachments.enumerated().map { index, attachment in
          [("attachment", attachment), ("n", RichText(wording.numberFormat.string(for: index + 1)))]
        })
    }
  }

  private mutating func fill(
    _ line: RepeatedLine, role: ParagraphRole, forEach entries: [[(name: String, value: RichText?)]]
  ) {
    for (index, entry) in entries.enumerated() {
      var values = values
      values.own = entry.map { ($0.name, $0.value.map { .text($0) }) }
      fill(
        TemplateLine(pattern: line.pattern, style: index == 0 ? line.first : line.rest, role: role), with: values,
        maker: role == .credit ? .credit(index) : .attachment(index))
    }
  }

  /// A line as plain text.
  mutating func text(of pattern: TextPattern, with values: FieldValues) -> String {
    guard let line = lines.fill(pattern, with: values, reporting: &diagnostics) else { return "" }
    return line.text.onOneLine
  }

  mutating func fill(_ line: TemplateLine, with values: FieldValues, maker: Paragraph.Maker = .line) {
    guard values.hold(line.conditions) else { return }
    let filled = lines.fill(line.pattern, with: values, reporting: &diagnostics)
    guard let labelled = labelled(filled, of: line, with: values), !labelled.text.isEmpty else { return }
    printed += labelled.fields.map(\.field)
    if line.role == .title, labelled.fields.contains(where: { $0.field == .title }) { printsTitle = true }
    let element = builder.elements.count
    add(labelled.text, role: line.role, style: line.style, fields: labelled.fields, label: labelled.label)
    builder.setMaker(of: element, to: maker)
  }

  /// `nil` where the brief has none of its fields.
  mutating func watermark(_ pattern: WatermarkPattern) -> Watermark? {
    guard let line = lines.fill(pattern.pattern, with: values, reporting: &diagnostics), !line.text.isEmpty else {
      return nil
    }
    printed += line.fields.map(\.field)
    let text = StyledText(withoutReferences(checked(line.text)), language: wording.language, digits: textDigits)
    return Watermark(
      text: text, style: pattern.style, color: pattern.color, size: pattern.size, angle: pattern.angle)
  }

  /// The running heads of a page.
  mutating func heads(_ patterns: RunningPatterns) -> RunningHeads {
    RunningHeads(top: head(patterns.top), bottom: head(patterns.bottom))
  }

  private mutating func head(_ patterns: [RunningPattern]) -> RunningLine? {
    guard let pattern = patterns.first(where: { values.hold($0.conditions) }) else { return nil }
    let line = RunningLine(
      style: pattern.style, start: pieces(pattern.left), center: pieces(pattern.center), end: pieces(pattern.right))
    return line.start.isEmpty && line.center.isEmpty && line.end.isEmpty ? nil : line
  }

  private mutating func pieces(_ part: RunningPattern.Part?) -> [RunningLine.Piece] {
    var values = values
    values.isRunning = true
    guard let part, let line = lines.fill(part.pattern, with: values, reporting: &diagnostics) else { return [] }
    printed += line.fields.map(\.field)
    return line.parts.map { piece in
      switch piece {
      case .text(let text):
        var styled = StyledText(withoutReferences(checked(text)), language: wording.language, digits: textDigits)
        if let style = part.style { for run in styled.runs.indices { styled.runs[run].style = style } }
        return .text(styled)
      case .pageNumber: return .pageNumber
      case .pageCount: return .pageCount
      case .section: return .section
      }
    }
  }

  // MARK: - Blocks

  private mutating func fill(_ blocks: [Block], styles: BlockStyles) {
    for block in blocks { fill(block, styles: styles) }
  }

  private mutating func fill(_ block: Block, styles: BlockStyles) {
    switch block {
    case .paragraph(let text): add(text, role: .body, style: styles.body)
    case .heading(let level, let text, let label):
      if let label { name(label, .heading, of: builder.elements.count) }
      if ordinals.isEmpty, bulletDepth == 0 { headingLevel = max(1, level) }
      add(text, role: .heading(level), style: styles.headings[min(max(level, 1), styles.headings.count) - 1])
    case .findings(let list): fill(list, styles: styles)
    case .bullets(let items): fill(items, styles: styles)
    case .quote(let blocks):
      var inner = styles
      inner.body = styles.quote
      inner.around = styles.quote
      builder.open(.quote)
      fill(blocks, styles: inner)
      builder.closeUnlessEmpty()
    case .definitions(let definitions): fill(definitions, styles: styles)
    case .code(let code, let span): add(Self.lines(of: code, at: span), role: .code, style: styles.code, at: span)
    case .landscape(let blocks):
      // Pages that are wide already are not turned, and a part that is turned is not turned once more.
      let turns = template.page.canTurn && !isTurned
      if turns { builder.open(.group(.landscape)) }
      isTurned = isTurned || turns
      fill(blocks, styles: styles)
      guard turns else { break }
      isTurned = false
      builder.closeUnlessEmpty()
    case .rule(let span): builder.add(.rule(), at: span)
    case .pageBreak(let span): builder.add(.pageBreak, at: span)
    case .table(let table): fill(table, styles: styles)
    case .figure(let figure): fill(figure, styles: styles)
    }
  }

  /// Code as one paragraph whose lines are forced.
  private static func lines(of code: String, at span: SarupSyntax.Span?) -> RichText {
    var bytes = Array(code.utf8)
    if bytes.last == 0x0A { bytes.removeLast() }
    var text = RichText()
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { text.append("\u{2028}".utf8, traits: .code) }
      text.append(line, traits: .code, span: span)
    }
    return text
  }

  // MARK: - Lists

  private mutating func fill(_ list: FindingList, styles: BlockStyles) {
    let level = ordinals.count
    guard level < FindingStyles.deepest else {
      diagnostics.error(
        .unsupported, at: list.items.lazy.compactMap(\.blocks.first?.span).first,
        "findings stand more than \(FindingStyles.deepest) deep in each other", hint: "Write them one level up.")
      return
    }
    builder.open(.list(ListProperties(numbering: 0, level: level)))
    for (offset, item) in list.items.enumerated() {
      // The numbers of a list that starts near the largest integer wrap round; nobody counts there.
      let ordinal = list.start &+ offset
      let restarts = ordinal != lastOrdinals[level] &+ 1
      lastOrdinals[level] = ordinal
      for deeper in level + 1..<FindingStyles.deepest { lastOrdinals[deeper] = 0 }
      ordinals.append(ordinal)
      if let label = item.label { name(label, .finding(findingNumber(ordinals)), of: builder.elements.count) }
      builder.open(.item(ItemProperties(ordinals: ordinals, restarts: restarts)), at: item.blocks.first?.span)
      fill(item, level: level, styles: styles)
      builder.close()
      ordinals.removeLast()
    }
    builder.closeUnlessEmpty()
  }

  private mutating func fill(_ item: Finding, level: Int, styles: BlockStyles) {
    let look = template.findings.level(level)
    var inner = styles
    inner.body = look.more
    inner.around = look.first
    for (index, block) in item.blocks.enumerated() {
      guard case .paragraph(let text) = block else {
        // The number needs a line to stand on.
        if index == 0, !block.isOneParagraph { add(RichText(), role: .body, style: look.first) }
        fill(block, styles: inner)
        continue
      }
      if index == 0 {
        add(text, role: look.isHeading ? .heading(headingLevel + level + 1) : .body, style: look.first)
      } else if let label = template.findings.labelLength(in: text) {
        add(text, role: .note(labelLength: label), style: look.note)
      } else {
        add(text, role: .body, style: look.more)
      }
    }
    if item.blocks.isEmpty { add(RichText(), role: .body, style: look.first) }
  }

  private mutating func fill(_ items: [[Block]], styles: BlockStyles) {
    builder.open(.list(ListProperties(numbering: nil, level: bulletDepth)))
    var inner = styles
    inner.body = styles.bullets[min(bulletDepth, styles.bullets.count - 1)]
    inner.around = inner.body
    bulletDepth += 1
    for blocks in items {
      builder.open(.item(ItemProperties(ordinals: [], restarts: false)), at: blocks.first?.span)
      if blocks.first?.isOneParagraph != true { add(RichText(), role: .body, style: inner.body) }
      fill(blocks, styles: inner)
      builder.close()
    }
    bulletDepth -= 1
    builder.closeUnlessEmpty()
  }

  private mutating func fill(_ definitions: [Definition], styles: BlockStyles) {
    builder.open(.definitions)
    let term = style(styles.term, called: "term", in: styles.around)
    var inner = styles
    inner.body = style(styles.definition, called: "definition", in: styles.around)
    inner.around = inner.body
    for definition in definitions {
      builder.open(.definition, at: definition.term.span)
      // Its footnotes stand in the first meaning: a term is a label, and holds nothing else.
      references.holdsNotes = true
      add(definition.term, role: .term, style: term)
      references.holdsNotes = false
      builder.keepLastParagraphWithNext()
      for meaning in definition.meanings {
        builder.open(.meaning, at: meaning.first?.span)
        addQueuedNotes()
        fill(meaning, styles: inner)
        builder.closeUnlessEmpty()
      }
      builder.close()
    }
    builder.closeUnlessEmpty()
  }

  /// The style of a term or of what it means inside of other text: the template's own for that place, such as `finding-term`, or the usual
  /// one moved in to where the text around it starts.
  private mutating func style(_ usual: Int, called part: String, in outer: Int?) -> Int {
    guard let outer, styles.indices.contains(outer), styles.indices.contains(usual) else { return usual }
    let around = styles[outer]
    let name = "\(around.name)-\(part)"
    if let known = styles.firstIndex(where: { $0.name == name }) { return known }
    let start = around.startIndent + max(0, around.firstLine + around.labelWidth)
    guard start > 0 else { return usual }
    var style = styles[usual]
    style.name = name
    // Lists within lists keep half of the page for their words.
    let sheet = template.page.sheet
    style.startIndent = max(
      style.startIndent, min(style.startIndent + start, (sheet.width - sheet.start - sheet.end) / 2))
    styles.append(style)
    return styles.count - 1
  }

  // MARK: - Paragraphs

  mutating func add(
    _ text: RichText, role: ParagraphRole, style: Int, fields: [StyledText.FieldRange] = [],
    label: ParagraphLabel? = nil, at span: SarupSyntax.Span? = nil
  ) {
    let text = checked(text)
    if text.hasReferences {
      addReferring(text, role: role, style: style, label: label, at: span)
      return
    }
    var styled = StyledText(text, language: wording.language, digits: textDigits)
    // Other digits are as many characters and not as many bytes.
    if styled.utf8.count == text.utf8.count { styled.fields = fields }
    if case .note(let length) = role { styled.add(.strong, to: 0..<length) }
    if let label { styled.setLabel(label.length, style: label.style) }
    builder.add(.paragraph(Paragraph(role: role, style: style, text: styled)), at: span ?? text.span)
  }

  /// The text without what no output may have, which is reported.
  mutating func checked(_ text: RichText) -> RichText {
    guard text.links.contains(where: { !$0.isHarmless }) else { return text }
    var checked = RichText()
    // Where a link of the text is among those that stay.
    var kept: [Int?] = []
    for (index, link) in text.links.enumerated() {
      if link.isHarmless {
        kept.append(checked.links.count)
        checked.links.append(link)
        continue
      }
      kept.append(nil)
      let runs = text.runs.filter { $0.link == index }.map(\.range)
      diagnostics.warning(
        .unsafeLink, at: runs.first.flatMap { text.span(of: $0.lowerBound..<(runs.last ?? $0).upperBound) },
        "the link to `\(Excerpt.of(link.destination))` is left out, its text is kept",
        hint: "Write an address that begins with `https:`, `http:` or `mailto:`.")
    }
    for run in text.runs {
      let link = run.link.flatMap { kept[$0] }
      checked.append(text.utf8[run.range], traits: run.traits, link: link, footnote: run.footnote, span: run.span)
    }
    return checked
  }
}

extension RichText.Link {
  /// Whether following it neither runs a program nor opens a file of the reader's machine.
  fileprivate var isHarmless: Bool {
    let scheme = destination.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.count < destination.utf8.count else { return true }
    return !["javascript", "vbscript", "data", "file"].contains(String(scheme)?.lowercased() ?? "")
  }
}

extension Block {
  /// Whether the block is set as one paragraph, beside which the label of an item can stand.
  fileprivate var isOneParagraph: Bool {
    switch self {
    case .paragraph, .heading, .code: true
    case .findings, .bullets, .definitions, .quote, .rule, .table, .figure, .pageBreak, .landscape: false
    }
  }

  /// Where its first text stands.
  var span: SarupSyntax.Span? {
    switch self {
    case .paragraph(let text), .heading(_, let text, _): text.span
    case .findings(let list): list.items.lazy.compactMap { $0.blocks.first?.span }.first
    case .bullets(let items): items.lazy.compactMap { $0.first?.span }.first
    case .definitions(let definitions): definitions.lazy.compactMap(\.term.span).first
    case .quote(let blocks), .landscape(let blocks): blocks.first?.span
    case .code(_, let span), .rule(let span), .pageBreak(let span): span
    case .table(let table): table.span ?? table.rows.first?.first?.paragraphs.first?.span
    case .figure(let figure): figure.path.span
    }
  }
}
