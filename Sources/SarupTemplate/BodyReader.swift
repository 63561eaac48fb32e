internal import SarupDocument
internal import SarupSyntax

/// Reads everything that names styles: running heads and the sections of the body.
struct BodyReader {
  private let styles: [ParagraphStyle]
  /// Whether a style that is not there is a mistake of its own.
  private let reportsMissingStyles: Bool
  private let declared: [String]?
  private(set) var sections: [Section] = []
  private(set) var findings: FindingStyles
  private(set) var firstHeads = RunningPatterns()
  private(set) var restHeads = RunningPatterns()
  /// First names of every field of every line, each once.
  private(set) var usedKeys: [String]

  private static let sectionNames = ["header", "lines", "lead", "findings", "closing", "credits", "attachments"]
  private static let roles: [(name: String, role: ParagraphRole)] = [
    ("title", .title), ("subtitle", .subtitle), ("byline", .byline), ("body", .body), ("heading-1", .heading(1)),
    ("heading-2", .heading(2)), ("heading-3", .heading(3)), ("credit", .credit), ("caption", .caption),
  ]

  init(styles: [ParagraphStyle], reportsMissingStyles: Bool, declared: [String]?) {
    self.styles = styles
    self.reportsMissingStyles = reportsMissingStyles
    self.declared = declared
    usedKeys = declared ?? []
    findings = FindingStyles(levels: [], numbers: [], labels: [])
    // Numbered lists may stand in any section of any template.
    var diagnostics = Diagnostics()
    findings.numbers = Self.defaultNumbers.enumerated().map { level, text in
      let source = SourceText(name: "", text: text)
      return NumberPattern(
        Scalar(text, style: .quoted), at: source.span(0, 0), level: level, reporting: &diagnostics)
    }
    let first = namedStyle("finding", "body")
    findings.levels = [FindingStyles.Level(first: first, more: first, note: first)]
  }

  private static let defaultNumbers = ["{n}.", "{n.n}", "({letter})"]

  // MARK: - Styles

  /// The first of these styles that the template has, else its first style.
  private func namedStyle(_ names: String...) -> Int {
    for name in names {
      if let index = styles.firstIndex(where: { $0.name == name }) { return index }
    }
    return 0
  }

  private func style(_ node: Node?, orFirstOf names: String..., reporting diagnostics: inout Diagnostics) -> Int {
    if let node, let name = ValueReader.text(node, "style", reporting: &diagnostics) {
      if let index = styles.firstIndex(where: { $0.name == name }) { return index }
      guard reportsMissingStyles else { return 0 }
      let hint =
        DidYouMean.nearest(to: name, among: styles.map(\.name)).map { "Did you mean \($0)?" }
        ?? (styles.isEmpty
          ? "Add it to styles." : "Add it to styles; there are \(styles.map(\.name).joined(separator: ", ")).")
      diagnostics.error(.unknownStyle, at: node.span, "there is no style \(name)", hint: hint)
      return 0
    }
    for name in names {
      if let index = styles.firstIndex(where: { $0.name == name }) { return index }
    }
    return 0
  }

  /// Styles of the blocks in a section, by their usual names where the template has them, else the section's own.
  private func blockStyles(body: Int) -> BlockStyles {
    func index(_ names: String..., otherwise: Int) -> Int {
      for name in names {
        if let index = styles.firstIndex(where: { $0.name == name }) { return index }
      }
      return otherwise
    }
    let heading = index("heading-1", otherwise: body)
    let second = index("heading-2", otherwise: heading)
    let bullet = index("bullet", otherwise: body)
    let bullet2 = index("bullet-2", otherwise: bullet)
    let cell = index("cell", otherwise: body)
    let caption = index("caption", otherwise: body)
    return BlockStyles(
      body: body, headings: [heading, second, index("heading-3", otherwise: second)],
      bullets: [bullet, bullet2, index("bullet-3", otherwise: bullet2)], quote: index("quote", otherwise: body),
      code: index("code", otherwise: body), cell: cell, headCell: index("head-cell", otherwise: cell), caption: caption,
      figureCaption: index("figure-caption", otherwise: caption))
  }

  // MARK: - Lines

  private mutating func pattern(
    _ node: Node, _ what: String, in scope: FieldScope, reporting diagnostics: inout Diagnostics
  ) -> TextPattern? {
    guard let scalar = node.scalar else {
      diagnostics.error(
        .badValue, at: node.span, "\(what) is a text",
        hint: "Put it in quotes: YAML takes {{ }} and [ ] without quotes for a mapping or a list.")
      return nil
    }
    let pattern = TextPatternParser.parse(scalar, at: node.span, in: scope, reporting: &diagnostics)
    for field in pattern.fields { use(field.path) }
    return pattern
  }

  private mutating func use(_ path: [String]) {
    if let name = path.first, !usedKeys.contains(name) { usedKeys.append(name) }
  }

  private mutating func lines(_ node: Node, of section: String, reporting diagnostics: inout Diagnostics)
    -> [TemplateLine]
  {
    guard let items = node.sequence else {
      diagnostics.error(
        .badValue, at: node.span, "\(section) is a list of lines",
        hint: "Write `- {text: \"{{title}}\", style: title}`.")
      return []
    }
    return items.compactMap { line($0, reporting: &diagnostics) }
  }

  private mutating func line(_ node: Node, reporting diagnostics: inout Diagnostics) -> TemplateLine? {
    let scope = FieldScope.line(declared: declared)
    guard
      let keys = KeyReader(node, of: "a line", keys: ["text", "style", "role", "when"], reporting: &diagnostics)
    else { return nil }
    var condition: [String]?
    if let when = keys["when"], let name = ValueReader.text(when, "when", reporting: &diagnostics) {
      let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      _ = scope.check(path, at: when.span, reporting: &diagnostics)
      use(path)
      condition = path
    }
    let style = style(keys["style"], orFirstOf: "body", reporting: &diagnostics)
    let role = keys["role"].flatMap { self.role($0, reporting: &diagnostics) } ?? .body
    guard let text = keys["text"] else {
      diagnostics.error(.badValue, at: node.span, "a line without a text", hint: "Write `text: \"{{title}}\"`.")
      return nil
    }
    guard let pattern = pattern(text, "text", in: scope, reporting: &diagnostics) else { return nil }
    return TemplateLine(pattern: pattern, style: style, role: role, condition: condition)
  }

  private func role(_ node: Node, reporting diagnostics: inout Diagnostics) -> ParagraphRole? {
    let name = node.scalar?.text ?? ""
    if let known = Self.roles.first(where: { $0.name == name }) { return known.role }
    let names = Self.roles.map(\.name)
    diagnostics.error(
      .unknownRole, at: node.span, name.isEmpty ? "role is one of a few words" : "there is no role \(name)",
      hint: DidYouMean.nearest(to: name, among: names).map { "Did you mean \($0)?" }
        ?? "Write \(ValueReader.alternatives(names)).")
    return nil
  }

  // MARK: - Running heads

  mutating func readRunning(_ node: Node, reporting diagnostics: inout Diagnostics) {
    guard let keys = KeyReader(node, of: "running", keys: ["first", "rest"], reporting: &diagnostics) else { return }
    if let first = keys["first"] { firstHeads = heads(first, of: "running.first", reporting: &diagnostics) }
    if let rest = keys["rest"] { restHeads = heads(rest, of: "running.rest", reporting: &diagnostics) }
  }

  private mutating func heads(
    _ node: Node, of what: String, reporting diagnostics: inout Diagnostics
  ) -> RunningPatterns {
    guard let keys = KeyReader(node, of: what, keys: ["top", "bottom"], reporting: &diagnostics) else {
      return RunningPatterns()
    }
    return RunningPatterns(
      top: keys["top"].flatMap { head($0, reporting: &diagnostics) },
      bottom: keys["bottom"].flatMap { head($0, reporting: &diagnostics) })
  }

  private mutating func head(_ node: Node, reporting diagnostics: inout Diagnostics) -> RunningPattern? {
    guard
      let keys = KeyReader(
        node, of: "a running line", keys: ["left", "center", "right", "style"], reporting: &diagnostics)
    else { return nil }
    var line = RunningPattern(style: style(keys["style"], orFirstOf: "running", "body", reporting: &diagnostics))
    let scope = FieldScope.running(declared: declared)
    line.left = keys["left"].flatMap { pattern($0, "left", in: scope, reporting: &diagnostics) }
    line.center = keys["center"].flatMap { pattern($0, "center", in: scope, reporting: &diagnostics) }
    line.right = keys["right"].flatMap { pattern($0, "right", in: scope, reporting: &diagnostics) }
    return line
  }

  // MARK: - Body

  mutating func readBody(_ node: Node, reporting diagnostics: inout Diagnostics) {
    guard let items = node.sequence else {
      diagnostics.error(.badValue, at: node.span, "body is a list of sections", hint: "Write `- lead: {style: body}`.")
      return
    }
    var seen: [(name: String, span: Span)] = []
    for item in items {
      guard let entries = item.mapping, let entry = entries.first else {
        diagnostics.error(
          .unknownSection, at: item.span, "a section is a name with its keys behind it",
          hint: "Write `- lead: {style: body}`.")
        continue
      }
      for extra in entries.dropFirst() {
        diagnostics.error(
          .unknownSection, at: extra.keySpan, "\(extra.key) stands in the section \(entry.key)",
          hint: "Begin each section with a hyphen of its own, and put its keys in braces or further in.")
      }
      if !["header", "lines"].contains(entry.key), let first = seen.first(where: { $0.name == entry.key }) {
        var message = Diagnostic(
          .error, .unknownSection, at: entry.keySpan, "\(entry.key) stands twice", hints: ["Take one of them out."])
        message.notes = [Diagnostic.Note(at: first.span, "it stands here first")]
        diagnostics.add(message)
      }
      seen.append((entry.key, entry.keySpan))
      if let section = section(entry, reporting: &diagnostics) { sections.append(section) }
    }
  }

  private mutating func section(_ entry: Entry, reporting diagnostics: inout Diagnostics) -> Section? {
    switch entry.key {
    case "header": return .header(lines(entry.value, of: "header", reporting: &diagnostics))
    case "lines": return .lines(lines(entry.value, of: "lines", reporting: &diagnostics))
    case "lead", "closing":
      var body = namedStyle(entry.key, "body")
      if !entry.value.isNull {
        guard let keys = KeyReader(entry.value, of: entry.key, keys: ["style"], reporting: &diagnostics) else {
          return nil
        }
        body = style(keys["style"], orFirstOf: entry.key, "body", reporting: &diagnostics)
      }
      return entry.key == "lead" ? .lead(blockStyles(body: body)) : .closing(blockStyles(body: body))
    case "findings":
      readFindings(entry.value, reporting: &diagnostics)
      return .findings(blockStyles(body: namedStyle("body")))
    case "credits":
      return repeated(
        entry.value, "credits", line: "{{name}}[ ({{unit}})][ / {{role}}]", role: .credit,
        in: .credit(declared: declared), orFirstOf: "credit", reporting: &diagnostics
      ).map { .credits($0) }
    case "attachments":
      return repeated(
        entry.value, "attachments", line: "{{n}}. {{attachment}}", role: .body, in: .attachment(declared: declared),
        orFirstOf: "attachment", reporting: &diagnostics
      ).map { .attachments($0) }
    default:
      let hint =
        DidYouMean.nearest(to: entry.key, among: Self.sectionNames).map { "Did you mean \($0)?" }
        ?? "Sections are \(Self.sectionNames.joined(separator: ", "))."
      diagnostics.error(.unknownSection, at: entry.keySpan, "there is no section \(entry.key)", hint: hint)
      return nil
    }
  }

  /// A section that writes one line for each entry of a list.
  private mutating func repeated(
    _ node: Node, _ name: String, line: String, role: ParagraphRole, in scope: FieldScope, orFirstOf named: String,
    reporting diagnostics: inout Diagnostics
  ) -> TemplateLine? {
    let usual = Node(.scalar(Scalar(line, style: .quoted)), at: node.span)
    guard !node.isNull else {
      guard let pattern = pattern(usual, "line", in: scope, reporting: &diagnostics) else { return nil }
      return TemplateLine(pattern: pattern, style: namedStyle(named, "body"), role: role)
    }
    guard let keys = KeyReader(node, of: name, keys: ["style", "line"], reporting: &diagnostics) else { return nil }
    let style = style(keys["style"], orFirstOf: named, "body", reporting: &diagnostics)
    guard let pattern = pattern(keys["line"] ?? usual, "line", in: scope, reporting: &diagnostics) else { return nil }
    return TemplateLine(pattern: pattern, style: style, role: role)
  }

  // MARK: - Findings

  private mutating func readFindings(_ node: Node, reporting diagnostics: inout Diagnostics) {
    if node.isNull { return }
    guard
      let keys = KeyReader(
        node, of: "findings", keys: ["style", "more", "note", "levels", "numbers", "notes"], reporting: &diagnostics)
    else { return }
    let usual = level(keys, over: nil, reporting: &diagnostics)
    findings.levels = [usual]
    if let levels = keys["levels"] {
      if let items = levels.sequence, !items.isEmpty {
        if items.count > FindingStyles.deepest {
          diagnostics.error(
            .badValue, at: items[FindingStyles.deepest].span, "findings have at most \(FindingStyles.deepest) levels",
            hint: "Take the further ones out.")
        }
        findings.levels = items.prefix(FindingStyles.deepest).map { item in
          guard
            let keys = KeyReader(item, of: "a level", keys: ["style", "more", "note"], reporting: &diagnostics)
          else { return usual }
          return level(keys, over: usual, reporting: &diagnostics)
        }
      } else {
        diagnostics.error(
          .badValue, at: levels.span, "levels is a list, the outermost level first",
          hint: "Write `levels: [{style: finding}, {style: finding-2}]`.")
      }
    }
    if let numbers = keys["numbers"] { readNumbers(numbers, reporting: &diagnostics) }
    if let notes = keys["notes"] {
      findings.labels = ValueReader.texts(notes, "notes", reporting: &diagnostics).map { Array($0.utf8) }
    }
  }

  /// What a level does not say of itself it takes from the section; without that, more text looks like the first paragraph and
  /// notes look like more text.
  private func level(
    _ keys: KeyReader, over usual: FindingStyles.Level?, reporting diagnostics: inout Diagnostics
  ) -> FindingStyles.Level {
    let first =
      keys["style"].map { style($0, reporting: &diagnostics) } ?? usual?.first ?? namedStyle("finding", "body")
    let ownMore = keys["more"].map { style($0, reporting: &diagnostics) }
    let more = ownMore ?? (keys["style"] == nil ? usual?.more : nil) ?? first
    let note = keys["note"].map { style($0, reporting: &diagnostics) } ?? (ownMore == nil ? usual?.note : nil) ?? more
    return FindingStyles.Level(first: first, more: more, note: note)
  }

  private mutating func readNumbers(_ node: Node, reporting diagnostics: inout Diagnostics) {
    let items = node.sequence ?? [node]
    var numbers: [NumberPattern] = []
    for (level, item) in items.prefix(FindingStyles.deepest).enumerated() {
      guard let scalar = item.scalar, !scalar.text.isEmpty else {
        diagnostics.error(
          .badNumbering, at: item.span, "the number of a level is a text", hint: "Put it in quotes: \"{n}.\".")
        continue
      }
      numbers.append(NumberPattern(scalar, at: item.span, level: level, reporting: &diagnostics))
    }
    if items.count > FindingStyles.deepest {
      diagnostics.error(
        .badNumbering, at: items[FindingStyles.deepest].span, "findings have at most \(FindingStyles.deepest) levels",
        hint: "Take the further ones out.")
    }
    if numbers.isEmpty {
      if items.isEmpty {
        diagnostics.error(
          .badNumbering, at: node.span, "numbers is empty", hint: "Write `numbers: [\"{n}.\", \"{n.n}\"]`.")
      }
      return
    }
    findings.numbers = numbers
  }
}
