package import SarupSyntax
internal import SarupThai

extension TableColumns {
  /// A row as the data of a brief, its keys in the order of the columns. An empty cell says nothing.
  ///
  /// - Parameter span: the whole row.
  /// - Returns: `nil` when a cell is in no column, after that has been reported.
  package func record(_ cells: [Node], at span: Span, reporting diagnostics: inout Diagnostics) -> Node? {
    var row = TableRow()
    var isWrong = false
    for (number, cell) in cells.enumerated() {
      guard let scalar = cell.scalar, !ColumnName.trimmed(scalar.text).isEmpty else { continue }
      guard number < columns.count, columns[number].role != .none else {
        isWrong = true
        diagnostics.error(
          .tableCell, at: cell.span, "this cell stands under no name",
          hint: "Name its column in the first row. A cell with the separator in it stands in quotation marks.")
        continue
      }
      row.add(cell, scalar, to: columns[number])
    }
    return isWrong ? nil : Node(.mapping(row.entries()), at: span)
  }
}

/// The fields that a row has so far.
private struct TableRow {
  private struct Item {
    var number: Int
    var node: Node
  }

  private var fields: [Entry] = []
  private var items: [String: [Item]] = [:]
  /// Where each list stands among the fields, by its first column.
  private var lists: [(field: String, key: Span, place: Int)] = []
  /// Units and roles of numbered credits; their columns may stand before those of the names.
  private var creditParts: [(number: Int, part: String, node: Node)] = []

  mutating func add(_ cell: Node, _ scalar: Scalar, to column: TableColumns.Column) {
    switch column.role {
    case .none: break
    case .field(let name) where ColumnName.isList(name) && name != "keywords":
      let lines = CellLines(cell, scalar)
      let nodes =
        switch name {
        case "findings": lines.findings()
        case "credits": lines.lines.map { TableRow.credit($0.node) }
        default: lines.lines.map(\.node)
        }
      // What stands in one cell comes before what numbered columns say.
      for node in nodes { append(Item(number: 0, node: node), to: name, column) }
    case .field(let name):
      fields.append(Entry(key: name, keySpan: column.span, value: name == "date" ? TableRow.date(cell, scalar) : cell))
    case .item(let list, let number):
      let node = list == "credits" ? TableRow.credit(cell) : cell
      append(Item(number: number, node: node), to: list, column)
    case .credit(let number, let part):
      creditParts.append((number, part, cell))
      if items["credits"] == nil {
        items["credits"] = []
        lists.append(("credits", column.span, fields.count))
      }
    }
  }

  private mutating func append(_ item: Item, to list: String, _ column: TableColumns.Column) {
    if items[list] == nil { lists.append((list, column.span, fields.count)) }
    items[list, default: []].append(item)
  }

  func entries() -> [Entry] {
    var entries: [Entry] = []
    var next = 0
    func appendLists(upTo place: Int) {
      while next < lists.count, lists[next].place <= place {
        entries.append(entry(lists[next].field, lists[next].key))
        next += 1
      }
    }
    for (place, field) in fields.enumerated() {
      appendLists(upTo: place)
      entries.append(field)
    }
    appendLists(upTo: fields.count)
    return entries
  }

  private func entry(_ list: String, _ key: Span) -> Entry {
    // Sorting keeps the order of equals.
    var items = items[list, default: []]
    if list == "credits" {
      for (number, part, node) in creditParts {
        if let index = items.firstIndex(where: { $0.number == number }) {
          items[index].node = TableRow.credit(items[index].node, part, node)
        } else {
          // A credit without a name: the reader of the brief says so.
          let entry = Entry(key: part, keySpan: node.span, value: node)
          items.append(Item(number: number, node: Node(.mapping([entry]), at: node.span)))
        }
      }
    }
    let nodes = items.sorted { $0.number < $1.number }.map(\.node)
    return Entry(key: list, keySpan: key, value: Node(.sequence(nodes), at: nodes.first?.span ?? key))
  }

  // MARK: - Single cells

  /// Spreadsheets write days as 14/3/2562; a brief has them as 2019-03-14.
  private static func date(_ cell: Node, _ scalar: Scalar) -> Node {
    guard let iso = SheetDate.iso(scalar.text) else { return cell }
    return Node(.scalar(Scalar(iso, style: .quoted)), at: cell.span)
  }

  /// `name (unit) / role`; what is missing is left out.
  private static func credit(_ node: Node) -> Node {
    guard let scalar = node.scalar else { return node }
    let text = scalar.text
    var name = text[...]
    var role: Substring?
    if let slash = text.lastIndex(of: "/"), !text[slash...].contains(")") {
      name = text[..<slash]
      role = text[text.index(after: slash)...]
    }
    var unit: Substring?
    let before = ColumnName.trimmed(String(name))
    if before.hasSuffix(")"), let open = before.firstIndex(of: "("), open != before.startIndex {
      unit = before[before.index(after: open)...].dropLast()
      name = before[..<open]
    }
    func part(_ text: Substring) -> Node {
      Node(.scalar(Scalar(ColumnName.trimmed(String(text)), style: .quoted)), at: node.span)
    }
    if role == nil, unit == nil { return node }
    var result = Node(.mapping([Entry(key: "name", keySpan: node.span, value: part(name))]), at: node.span)
    if let unit { result = credit(result, "unit", part(unit)) }
    if let role { result = credit(result, "role", part(role)) }
    return result
  }

  private static func credit(_ node: Node, _ key: String, _ value: Node) -> Node {
    var entries = node.mapping ?? [Entry(key: "name", keySpan: node.span, value: node)]
    entries.removeAll { $0.key == key }
    entries.append(Entry(key: key, keySpan: value.span, value: value))
    return Node(.mapping(entries), at: node.span)
  }
}

/// The lines of a cell that are not empty, each with its place where that is known.
private struct CellLines {
  struct Line {
    var text: String
    var node: Node
  }

  let lines: [Line]

  init(_ cell: Node, _ scalar: Scalar) {
    var lines: [Line] = []
    var offset = 0
    for piece in scalar.text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    {
      let text = ColumnName.trimmed(String(piece) ?? "")
      if !text.isEmpty {
        let blanks = String(piece)?.prefix { $0.isWhitespace }.utf8.count ?? 0
        let content = scalar.contentSpan.map { span in
          Span(
            source: span.source, lower: span.lower + UInt32(offset + blanks),
            upper: span.lower + UInt32(offset + blanks + text.utf8.count))
        }
        lines.append(CellLines.line(text, content, cell))
      }
      offset += piece.count + 1
    }
    self.lines = lines
  }

  private static func line(_ text: String, _ content: Span?, _ cell: Node) -> Line {
    Line(text: text, node: Node(.scalar(Scalar(text, style: .quoted, contentSpan: content)), at: content ?? cell.span))
  }

  /// A line is a finding. Where they are numbered, 1 before 2, the numbers go, and a line without one is a further paragraph.
  func findings() -> [Node] {
    guard let first = lines.first, let start = Self.number(first.text), start.value == 1 else {
      return lines.map(\.node)
    }
    var findings: [(first: Node, more: [Node])] = []
    for line in lines {
      if let number = Self.number(line.text), number.value == findings.count + 1 {
        findings.append((Self.cut(line.node, number.length), []))
      } else {
        findings[findings.count - 1].more.append(line.node)
      }
    }
    return findings.map { finding in
      if finding.more.isEmpty { return finding.first }
      let more = Node(.sequence(finding.more), at: finding.more[0].span)
      return Node(
        .mapping([
          Entry(key: "text", keySpan: finding.first.span, value: finding.first),
          Entry(key: "more", keySpan: more.span, value: more),
        ]), at: finding.first.span)
    }
  }

  /// `1. `, `๑) `, `(1) `: the number, and how many bytes go with it.
  private static func number(_ text: String) -> (value: Int, length: Int)? {
    var rest = text[...]
    let isBracketed = rest.first == "("
    if isBracketed { rest = rest.dropFirst() }
    let digits = rest.prefix { ColumnName.digit($0) != nil }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest[digits.endIndex...]
    guard let mark = rest.first, mark == ")" || (!isBracketed && mark == ".") else { return nil }
    rest = rest.dropFirst()
    let blanks = rest.prefix { $0.isWhitespace }
    // 3.5 is a number, and 1.ข้อ is how many people type.
    guard !blanks.isEmpty || rest.first.map({ ColumnName.digit($0) == nil }) ?? false else { return nil }
    rest = rest[blanks.endIndex...]
    guard !rest.isEmpty else { return nil }
    let value = digits.reduce(0) { $0 * 10 + (ColumnName.digit($1) ?? 0) }
    return (value, text.utf8.count - rest.utf8.count)
  }

  private static func cut(_ node: Node, _ length: Int) -> Node {
    guard let scalar = node.scalar else { return node }
    let text = String(decoding: Array(scalar.text.utf8.dropFirst(length)), as: UTF8.self)
    let content = scalar.contentSpan.map { Span(source: $0.source, lower: $0.lower + UInt32(length), upper: $0.upper) }
    return Node(.scalar(Scalar(text, style: .quoted, contentSpan: content)), at: content ?? node.span)
  }
}
