import SarupSyntax

/// Writes blocks as lines of Markdown.
struct MarkdownBlockWriter {
  let footnoteLabels: [String]

  /// The lines of several blocks with an empty line between each two.
  ///
  /// - Parameter alternates: Whether a list that comes first takes the other of two marks: `- - -` would be a rule.
  func lines(of blocks: [Block], alternates: Bool = false) -> [String] {
    var result: [String] = []
    var alternates = alternates
    var previous: Block?
    for block in blocks {
      // Lists that follow each other are told apart by their marks.
      if let previous { alternates = MarkdownBlockWriter.areSameLists(previous, block) ? !alternates : false }
      let lines = lines(of: block, alternates: alternates)
      if lines.isEmpty { continue }
      if !result.isEmpty { result.append("") }
      // Lists of definitions have one mark, so that only a comment can stand between two.
      if case .definitions? = previous, case .definitions = block { result += ["<!-- -->", ""] }
      result += lines
      previous = block
    }
    return result
  }

  private static func areSameLists(_ left: Block, _ right: Block) -> Bool {
    switch (left, right) {
    case (.findings, .findings), (.bullets, .bullets): true
    default: false
    }
  }

  private func lines(of block: Block, alternates: Bool) -> [String] {
    switch block {
    case .paragraph(let text):
      text.isEmpty
        ? [] : inline(text, .paragraph).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .heading(let level, let text, let label):
      [String(repeating: "#", count: min(max(level, 1), 6)) + " " + inline(text, .line) + mark(for: label)]
    case .findings(let list):
      items(list.items.map { item in { lines(of: item, alternates: $0) } }, alternates: false) {
        "\(list.start + $0)\(alternates ? ")" : ".") "
      }
    case .bullets(let items):
      self.items(items.map { blocks in { lines(of: blocks, alternates: $0) } }, alternates: !alternates) { _ in
        alternates ? "+ " : "- "
      }
    case .definitions(let definitions): lines(of: definitions)
    case .quote(let blocks): quoted(lines(of: blocks))
    case .landscape(let blocks):
      [#"\landscape"#, ""] + lines(of: blocks) + (blocks.isEmpty ? [] : [""]) + [#"\portrait"#]
    case .code(let text, _): code(text)
    case .rule: ["***"]
    case .pageBreak: [#"\newpage"#]
    case .table(let table): table.fitsMarkdown ? lines(of: table) : fenced(table)
    case .figure(let figure): figure.fitsMarkdown ? [line(of: figure)] : fenced(figure)
    }
  }

  /// The label of a finding stands at the end of its first paragraph.
  private func lines(of finding: Finding, alternates: Bool) -> [String] {
    guard let label = finding.label, case .paragraph(let text)? = finding.blocks.first else {
      return lines(of: finding.blocks, alternates: alternates)
    }
    var first = lines(of: .paragraph(text), alternates: false)
    if first.isEmpty { first = [""] }
    first[first.count - 1] += mark(for: label)
    let rest = lines(of: Array(finding.blocks.dropFirst()))
    return rest.isEmpty ? first : first + [""] + rest
  }

  private func lines(of definitions: [Definition]) -> [String] {
    var result: [String] = []
    for definition in definitions {
      if !result.isEmpty { result.append("") }
      result.append(inline(definition.term, .term))
      for (index, meaning) in definition.meanings.enumerated() {
        if index > 0 { result.append("") }
        result += MarkdownBlockWriter.item(lines(of: meaning), marker: ": ", hanging: 2)
      }
    }
    return result
  }

  private func mark(for label: Placed<String>?) -> String { label.map { " {#\($0.value)}" } ?? "" }

  private func inline(_ text: RichText, _ context: MarkdownInlineWriter.Context) -> String {
    MarkdownInlineWriter.write(text, as: context, footnoteLabels: footnoteLabels)
  }

  // MARK: Containers

  private func items(_ items: [(Bool) -> [String]], alternates: Bool, marker: (Int) -> String) -> [String] {
    var result: [String] = []
    for (index, lines) in items.enumerated() {
      if index > 0 { result.append("") }
      let marker = marker(index)
      result += MarkdownBlockWriter.item(lines(alternates), marker: marker, hanging: marker.utf8.count)
    }
    return result
  }

  /// Lines with a marker before the first and blanks before the others.
  static func item(_ lines: [String], marker: String, hanging: Int) -> [String] {
    guard let first = lines.first else { return [String(marker.dropLast())] }
    let indent = String(repeating: " ", count: hanging)
    return [marker + first] + lines.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
  }

  private func quoted(_ lines: [String]) -> [String] {
    lines.isEmpty ? [">"] : lines.map { $0.isEmpty ? ">" : "> " + $0 }
  }

  // MARK: Leaves

  private func code(_ text: String) -> [String] {
    var longest = 2
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return [fence] + lines + [fence]
  }

  private func lines(of table: Table) -> [String] {
    let columns = max(table.alignments.count, table.rows.map(\.count).max() ?? 0)
    guard columns > 0 else { return [] }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func row(_ cells: [TableCell]) -> String {
      row((0..<columns).map { $0 < cells.count ? inline(cells[$0].paragraphs.first ?? RichText(), .cell) : "" })
    }
    let marks = (0..<columns).map { column -> String in
      switch column < table.alignments.count ? table.alignments[column] : .start {
      case .start: "---"
      case .center: ":-:"
      case .end, .decimal: "--:"
      }
    }
    let header = table.headerRows > 0 ? table.rows.first ?? [] : []
    let body = table.headerRows > 0 ? table.rows.dropFirst() : table.rows[...]
    return [row(header), row(marks)] + body.map { row($0) }
  }

  private func line(of figure: Figure) -> String {
    let alternative = figure.alternative.map { inline(RichText($0), .line) } ?? ""
    let target = RichText.Link(destination: figure.path.value, title: figure.caption.map { inline($0, .line) })
    return "![\(alternative)](\(MarkdownInlineMarks.target(of: target)))"
  }

  // MARK: Fenced blocks

  private func scalar(_ text: RichText) -> String { YAMLText.scalar(inline(text, .line)) }

  private func scalar(_ cell: TableCell) -> String {
    if cell.columns == 1, cell.rows == 1, cell.paragraphs.count == 1 { return scalar(cell.paragraphs[0]) }
    let texts = cell.paragraphs.map(scalar)
    var fields = ["text: \(texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]")"]
    if cell.columns > 1 { fields.append("columns: \(cell.columns)") }
    if cell.rows > 1 { fields.append("rows: \(cell.rows)") }
    return "{\(fields.joined(separator: ", "))}"
  }

  private func fenced(_ table: Table) -> [String] {
    var lines = ["```table"]
    if let caption = table.caption { lines.append("caption: \(scalar(caption))") }
    if let label = table.label { lines.append("id: \(YAMLText.scalar(label.value))") }
    let sides = table.alignments.map { alignment in
      switch alignment {
      case .start: "start"
      case .center: "center"
      case .end: "end"
      case .decimal: "decimal"
      }
    }
    lines.append("columns: [\(sides.joined(separator: ", "))]")
    if !table.widths.isEmpty {
      lines.append("widths: [\(table.widths.map { $0?.text ?? "auto" }.joined(separator: ", "))]")
    }
    lines.append("header-rows: \(table.headerRows)")
    if table.headerColumns > 0 { lines.append("header-columns: \(table.headerColumns)") }
    lines.append(table.rows.isEmpty ? "rows: []" : "rows:")
    lines += table.rows.map { row in "  - [\(row.map(scalar).joined(separator: ", "))]" }
    if !table.notes.isEmpty { lines.append("notes: [\(table.notes.map(scalar).joined(separator: ", "))]") }
    return lines + ["```"]
  }

  private func fenced(_ figure: Figure) -> [String] {
    var lines = ["```figure", "path: \(YAMLText.scalar(figure.path.value))"]
    if let text = figure.alternative { lines.append("alternative: \(YAMLText.scalar(text))") }
    if let caption = figure.caption { lines.append("caption: \(scalar(caption))") }
    if let width = figure.width { lines.append("width: \(width.text)") }
    if let label = figure.label { lines.append("id: \(YAMLText.scalar(label.value))") }
    return lines + ["```"]
  }
}

extension Table {
  /// Whether bars and dashes can say it: no caption, a header of at most one row, every row of the same length.
  fileprivate var fitsMarkdown: Bool {
    let hasText = rows.first.map { row in row.contains { !$0.isEmpty } } ?? false
    let isPlain =
      notes.isEmpty && widths.isEmpty && headerColumns == 0 && !alignments.contains(.decimal)
      && rows.allSatisfy { row in row.allSatisfy { $0.columns == 1 && $0.rows == 1 && $0.paragraphs.count == 1 } }
    return isPlain && caption == nil && label == nil && !alignments.isEmpty
      && rows.allSatisfy { $0.count == alignments.count }
      && (headerRows == 0 || (headerRows == 1 && hasText))
  }
}

extension Figure {
  /// Whether one line can say it: empty brackets say that nobody wrote what the picture shows.
  fileprivate var fitsMarkdown: Bool {
    guard width == nil, label == nil else { return false }
    guard let alternative else { return true }
    let isBlank: (Character?) -> Bool = { $0.map { $0 == " " || $0 == "\t" } ?? true }
    return !isBlank(alternative.first) && !isBlank(alternative.last)
  }
}
