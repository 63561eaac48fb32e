internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// Turns the sections and running heads that were written into those that can be filled: finds their styles, parses their lines.
struct BodyResolver {
  let styles: [ParagraphStyle]
  /// Whether a style that is not there is a mistake of its own.
  private let reportsStyles: Bool
  let announced: FieldScope.Announced
  private(set) var sections: [Section] = []
  private(set) var findings: FindingStyles
  private(set) var footnoteStyle: Int
  private(set) var firstHeads = RunningPatterns()
  private(set) var restHeads = RunningPatterns()
  private(set) var evenHeads: RunningPatterns?
  private(set) var watermark: WatermarkPattern?
  /// First names of every field of every line, each once.
  private(set) var usedKeys: [String]
  private(set) var diagnostics = Diagnostics()

  init(styles: [ParagraphStyle], reportsStyles: Bool, announced: FieldScope.Announced) {
    self.styles = styles
    self.reportsStyles = reportsStyles
    self.announced = announced
    usedKeys = announced.declared ?? []
    // Numbered lists may stand in any section, in a template without findings as well.
    findings = FindingStyles(levels: [], numbers: NumberPattern.usual, labels: [])
    footnoteStyle = 0
    footnoteStyle = index(of: ["footnote", "body"])
    let first = index(of: ["finding", "body"])
    findings.levels = [FindingStyles.Level(first: first, more: first, note: first)]
  }

  /// Those that all sections have in common; empty where each has its own.
  var bulletStyles: [Int] {
    style(named: "bullet") == nil ? [] : blockStyles(body: index(of: ["body"])).bullets
  }

  var catchwordStyle: Int { index(of: ["catchword", "running", "body"]) }

  mutating func resolve(_ draft: WatermarkDraft) {
    let style = style(draft.style, otherwise: "watermark", "running", "body")
    guard let text = draft.text else { return }
    watermark = WatermarkPattern(
      pattern: pattern(text, in: .line(announced)), style: style, color: draft.color, size: draft.size,
      angle: draft.angle)
  }

  mutating func resolve(_ running: RunningDraft) {
    firstHeads = heads(running.first)
    let (odd, even) = running.further
    restHeads = heads(odd)
    evenHeads = even.map { heads($0) }
  }

  mutating func resolve(_ drafts: [Keyed<SectionDraft>]) {
    var seen: [Keyed<SectionDraft>] = []
    for draft in drafts {
      if let first = seen.first(where: { $0.key == draft.key }), !["header", "lines"].contains(draft.key) {
        diagnostics.add(
          Diagnostic(
            .error, .repeatedSection, at: draft.keySpan, "the section `\(draft.key)` stands twice",
            hints: ["Take one of them out."], notes: [Diagnostic.Note(at: first.keySpan, "it stands here first")]))
      }
      seen.append(draft)
      sections.append(section(draft.value))
    }
  }

  private mutating func section(_ draft: SectionDraft) -> Section {
    switch draft {
    case .header(let drafts): .header(lines(drafts))
    case .lines(let drafts): .lines(lines(drafts))
    case .lead(let part): .lead(blockStyles(body: style(part.style, otherwise: "lead", "body")))
    case .closing(let part): .closing(blockStyles(body: style(part.style, otherwise: "closing", "body")))
    case .findings(let draft): findings(draft)
    case .contents(let draft): .contents(contents(draft))
    case .credits(let part):
      .credits(
        line(
          part, usual: "{{name}}[ ({{unit}})][ / {{role}}]", style: style(part.style, otherwise: "credit", "body"),
          in: .credit(announced)))
    case .signatures(let draft): .signatures(signatures(draft))
    case .attachments(let part):
      .attachments(
        line(
          part, usual: "{{n}}. {{attachment}}", style: style(part.style, otherwise: "attachment", "body"),
          in: .attachment(announced)))
    }
  }

  // MARK: - Styles

  func style(named name: String) -> Int? { styles.firstIndex { $0.name == name } }

  /// The first of these styles that the template has, else its first style.
  private func index(of names: [String]) -> Int { names.lazy.compactMap { style(named: $0) }.first ?? 0 }

  mutating func style(_ name: Placed<String>?, otherwise usual: String...) -> Int {
    if let name {
      if let index = style(named: name.value) { return index }
      if reportsStyles { diagnostics.unknownStyle(name.value, at: name.span, among: styles.map(\.name)) }
    }
    return index(of: usual)
  }

  /// Styles of the blocks in a section, by their usual names where the template has them, else the section's own.
  private func blockStyles(body: Int) -> BlockStyles {
    let heading = style(named: "heading-1") ?? body
    let second = style(named: "heading-2") ?? heading
    let bullet = style(named: "bullet") ?? body
    let secondBullet = style(named: "bullet-2") ?? bullet
    let cell = style(named: "cell") ?? body
    let caption = style(named: "caption") ?? body
    return BlockStyles(
      body: body, headings: [heading, second, style(named: "heading-3") ?? second],
      bullets: [bullet, secondBullet, style(named: "bullet-3") ?? secondBullet], quote: style(named: "quote") ?? body,
      term: style(named: "term") ?? body, definition: style(named: "definition") ?? body,
      code: style(named: "code") ?? body,
      cells: (cell, style(named: "cell-center") ?? cell, style(named: "cell-end") ?? cell),
      headCell: style(named: "head-cell") ?? cell, rowHead: style(named: "row-head") ?? cell,
      tableNote: style(named: "table-note") ?? cell, caption: caption,
      figure: style(named: "figure") ?? style(named: "figure-caption") ?? caption,
      figureCaption: style(named: "figure-caption") ?? caption)
  }

  // MARK: - Lines

  mutating func pattern(_ text: LineText, in scope: FieldScope) -> TextPattern {
    let pattern = TextPatternParser.parse(text.scalar, at: text.span, in: scope, reporting: &diagnostics)
    for field in pattern.fields where !scope.isOwn(field.path) { use(field.path) }
    return pattern
  }

  private mutating func use(_ path: [String]) {
    if let name = path.first, !usedKeys.contains(name) { usedKeys.append(name) }
  }

  private mutating func lines(_ drafts: [ItemDraft]) -> [TemplateItem] { lines(drafts, in: .line(announced)) }

  private mutating func lines(_ drafts: [ItemDraft], in scope: FieldScope) -> [TemplateItem] {
    drafts.compactMap { draft in
      switch draft {
      case .line(let line): self.line(line, in: scope)
      case .picture(let picture): self.picture(picture, in: scope)
      case .group(let group): self.group(group, in: scope)
      case .rule(let rule): self.rule(rule, in: scope)
      case .columns(let columns): self.columns(columns, in: scope)
      }
    }
  }

  private mutating func rule(_ draft: RuleDraft, in scope: FieldScope) -> TemplateItem {
    var rule = draft.rule
    rule.thickness = draft.thickness
    rule.height = draft.thickness
    return .rule(rule, conditions: conditions(draft.condition, in: scope))
  }

  private mutating func columns(_ draft: ColumnsDraft, in scope: FieldScope) -> TemplateItem {
    let columns = draft.columns.map { lines($0.items, in: scope) }
    let properties = ColumnsProperties(
      widths: draft.columns.map(\.width), gap: draft.gap, alignment: draft.alignment)
    return .columns(properties, columns, conditions: conditions(draft.condition, in: scope))
  }

  private mutating func group(_ draft: GroupDraft, in scope: FieldScope) -> TemplateItem? {
    guard let each = draft.each else {
      if let entry = draft.entry {
        diagnostics.error(
          .incomplete, at: entry.span, "`as` names the entry of a list, and there is none",
          hint: "Write `each:` with the list's name, or take `as` out.")
      }
      return .group(
        TemplateGroup(
          conditions: conditions(draft.condition, in: scope), list: nil, items: lines(draft.lines, in: scope)))
    }
    let path = each.scalar.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    // Credits are mappings of the brief that only repeats and their own section print.
    let kind = path == ["credits"] ? .open : scope.check(path, at: each.span, reporting: &diagnostics)
    if kind != .list, kind != .open {
      diagnostics.error(
        .notAList, at: each.span, "`\(each.scalar.text)` is not a list",
        hint: "Name a list such as `attachments`, `keywords`, `credits` or one of the brief's own.")
    }
    use(path)
    let entry = draft.entry?.value ?? GroupDraft.usualEntry
    let inner = scope.repeated(entry)
    return .group(
      TemplateGroup(
        conditions: conditions(draft.condition, in: inner),
        list: TemplateGroup.List(path: path, entry: entry, span: each.span), items: lines(draft.lines, in: inner)))
  }

  private mutating func line(_ draft: LineDraft, in scope: FieldScope) -> TemplateItem? {
    let style = style(draft.style, otherwise: "body")
    let conditions = conditions(draft.condition, in: scope)
    let labelStyle = draft.labelStyle.map { self.style($0) }
    if let labelStyle, let span = draft.labelStyle?.span, styles.indices.contains(labelStyle),
      let background = styles[style].box.background
    {
      // A label stands on what is behind its line.
      Contrast.check(styles[labelStyle], on: background, at: span, reporting: &diagnostics)
    }
    let label = draft.label.map { TemplateLine.Label(pattern: pattern($0, in: scope), style: labelStyle) }
    guard let text = draft.text else { return nil }
    return .line(
      TemplateLine(
        pattern: pattern(text, in: scope), style: style, role: draft.role, conditions: conditions, label: label))
  }

  private mutating func picture(_ draft: PictureDraft, in scope: FieldScope) -> TemplateItem? {
    let isLogo = draft.path?.value == PictureDraft.logo
    let style =
      isLogo ? style(draft.style, otherwise: "logo", "figure", "body") : style(draft.style, otherwise: "figure", "body")
    let conditions = conditions(draft.condition, in: scope)
    guard let path = draft.path else { return nil }
    if !isLogo, draft.alternative == nil {
      diagnostics.error(
        .pictureAlternative, at: path.span, "nothing says what this picture shows to those who cannot see it",
        hint: "Write `alternative: \"...\"` beside it, or `alternative: \"\"` if it only decorates.")
    }
    let size: FigureSize =
      draft.width == nil && draft.height == nil ? .natural : .box(width: draft.width, height: draft.height)
    return .picture(
      TemplatePicture(
        source: isLogo ? .logo : .file(path), size: size, alignment: draft.alignment, style: style,
        alternative: draft.alternative.map { pattern($0, in: scope) }, reserved: draft.isReserved ? draft.height : nil,
        conditions: conditions))
  }

  /// Checks the names of fields that briefs must have.
  mutating func require(_ fields: [Placed<String>]) {
    for field in fields where field.value != PictureDraft.logo {
      let path = field.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      _ = FieldScope.line(announced).check(path, at: field.span, reporting: &diagnostics)
    }
  }

  mutating func conditions(_ texts: [LineText], in scope: FieldScope) -> [Condition] {
    let conditions = texts.compactMap { ConditionParser.parse($0, in: scope, reporting: &diagnostics) }
    for condition in conditions { use(condition.path) }
    return conditions
  }

  /// The line that is written for each entry of a list.
  private mutating func line(_ part: PartDraft, usual: String, style: Int, in scope: FieldScope) -> RepeatedLine {
    let source = SourceText(name: "", text: usual)
    let text = part.line ?? LineText(scalar: Scalar(usual, style: .quoted), span: source.span(0, source.bytes.count))
    var first = styles.indices.contains(style) ? self.style(named: styles[style].name + "-first") ?? style : style
    if let name = part.first { first = self.style(name) }
    return RepeatedLine(pattern: pattern(text, in: scope), first: first, rest: style)
  }

  // MARK: - Running heads

  private mutating func heads(_ draft: RunningDraft.Page) -> RunningPatterns {
    RunningPatterns(top: (draft.top ?? []).map { head($0) }, bottom: (draft.bottom ?? []).map { head($0) })
  }

  private mutating func head(_ draft: RunningDraft.Line) -> RunningPattern {
    RunningPattern(
      style: style(draft.style, otherwise: "running", "body"),
      left: draft.left.flatMap { part($0) }, center: draft.center.flatMap { part($0) },
      right: draft.right.flatMap { part($0) }, conditions: conditions(draft.condition, in: .line(announced)))
  }

  private mutating func part(_ draft: RunningDraft.Part) -> RunningPattern.Part? {
    let style = draft.style.map { self.style($0) }
    guard let text = draft.text else { return nil }
    return RunningPattern.Part(pattern: pattern(text, in: .running(announced)), style: style)
  }

  // MARK: - Contents

  private mutating func contents(_ draft: ContentsDraft) -> ContentsSection {
    let first = style(draft.style, otherwise: "contents", "body")
    let name = styles.indices.contains(first) ? styles[first].name : ""
    let second = style(named: name + "-2") ?? first
    return ContentsSection(
      title: draft.title, titleStyle: style(draft.titleStyle, otherwise: "contents-title", "heading-1", "body"),
      styles: [first, second, style(named: name + "-3") ?? second], levels: draft.levels, hasLeaders: draft.hasLeaders)
  }

  // MARK: - Findings

  private mutating func findings(_ draft: FindingsDraft) -> Section {
    let usual = level(draft.usual, over: nil)
    findings.levels = draft.levels.map { levels in levels.map { level($0, over: usual) } } ?? [usual]
    if let numbers = draft.numbers, !numbers.isEmpty { findings.numbers = numbers }
    findings.labels = draft.labels.map { Array($0.utf8) }
    return .findings(blockStyles(body: index(of: ["body"])))
  }

  /// What a level does not say of itself it takes from the section; without that, further paragraphs look like the first and
  /// notes like further paragraphs.
  private mutating func level(_ draft: FindingsDraft.Level, over usual: FindingStyles.Level?) -> FindingStyles.Level {
    let first = draft.style.map { style($0) } ?? usual?.first ?? index(of: ["finding", "body"])
    let more = draft.more.map { style($0) } ?? (draft.style == nil ? usual?.more : nil) ?? first
    let inherited = draft.style == nil && draft.more == nil ? usual?.note : nil
    return FindingStyles.Level(
      first: first, more: more, note: draft.note.map { style($0) } ?? inherited ?? more,
      isHeading: draft.isHeading ?? usual?.isHeading ?? false)
  }
}
