internal import SarupSyntax

/// Blocks that Markdown has no marks for, written as YAML behind a fence that names them:
///
///     ```table
///     caption: งบประมาณ
///     columns: [start, end]
///     header-rows: 1
///     rows: [[รายการ, บาท], [อบรม, "1,200"]]
///     ```
///
/// and `figure` with `path`, `alternative` (empty for a picture that says nothing), `caption` and `width`. Both take an `id`.
/// `definitions` has a list of `term` and `definition`. Where a brief is data the same blocks stand in lists of paragraphs:
/// `- figure: {path: ...}`.
enum FencedBlocks {
  /// Reads the block that a fence names; `nil` when it names none, so that the code is code.
  ///
  /// - Parameters:
  ///   - text: What stands between the fences.
  ///   - lines: Its lines in the source; `nil` when they have marks before them, as in a quote.
  static func read(
    _ name: String, _ text: String, _ source: SourceText, lines: Span?, at span: Span?,
    reporting diagnostics: inout Diagnostics
  ) -> Block? {
    guard let shape = shapes[name] else { return nil }
    var found = Diagnostics()
    let copy = lines == nil ? SourceText(name: source.name, text: text) : source
    let range = lines.map { Int($0.lower)..<Int($0.upper) } ?? 0..<copy.bytes.count
    var block = YAML.read(copy, in: range, reporting: &found).flatMap { shape.read($0, &found) }
    // In a quote only the place of the whole block is known.
    if lines == nil {
      block = block?.moved(to: span)
      for var diagnostic in found.all {
        diagnostic.span = span
        diagnostic.notes = []
        diagnostics.add(diagnostic)
      }
    } else {
      diagnostics.add(contentsOf: found)
    }
    if case .table(var table)? = block {
      table.span = span
      return .table(table)
    }
    // An error has been reported; something has to stand in the block's place.
    return block ?? .rule(span: span)
  }

  private static let shapes: [String: Shape<Block>] = [
    "table": table, "figure": figure, "definitions": definitions,
  ]

  /// A block under its name, in data.
  static let keyed: Shape<Block> = .named(
    "block", wants: "a block", hint: "Write `figure: {path: ..., alternative: ...}` or `table: {rows: ...}`."
  ) { anyBlock }

  private static let anyBlock = Shape<Block>.variant(
    "a block",
    [
      Variant("definitions", "Terms and what they mean.", definitions),
      Variant("figure", "A picture.", figure),
      Variant(
        "landscape", "Paragraphs, tables and figures on pages of their own that are wider than high.",
        DataShapes.paragraphs.map { blocks, _ in Block.landscape(blocks) }),
      Variant(
        "table", "A table.",
        table.map { block, node in
          guard case .table(var table) = block else { return block }
          table.span = node.span
          return .table(table)
        }),
    ])

  private static let definitions: Shape<Block> = Shape<[Definition]>.oneOrMany(
    .record(
      "a definition", initial: { Definition(term: RichText(), meanings: []) },
      fields: [
        Field("term", "What is defined.", DataShapes.filledText, .required) { $0.term = $1 },
        Field("definition", "What it means; a list has several meanings.", meanings, .required) { $0.meanings = $1 },
      ])
  ).map { definitions, _ in Block.definitions(definitions) }

  /// A meaning of more than paragraphs is a list in the list.
  private static let meanings: Shape<[[Block]]> = .oneOrMany(
    .either(
      scalar: DataShapes.paragraphsOfOne, list: DataShapes.paragraphs,
      mapping: keyed.map { block, _ in [block] }))

  private static let figure = Shape<Figure>.record(
    "a figure", initial: { Figure(path: Placed(""), alternative: nil, caption: nil) },
    fields: [
      Field("path", "Where the picture is, relative to the brief.", DataShapes.path, .required) { $0.path = $1 },
      Field(
        "alternative", "What it shows, for those who cannot see it; an empty text for one that only decorates.", .text
      ) { $0.alternative = $1 },
      Field("caption", "What stands below it.", DataShapes.richText) { $0.caption = $1 },
      Field(
        "width", "A length, or a part of the room between the margins. Without it the picture has its own size.",
        FigureWidth.shape
      ) { $0.width = $1 },
      Field("id", "What references such as `[](#id)` call it by.", DataShapes.label) { $0.label = $1 },
    ]
  ).checked { figure, _, diagnostics -> Block? in
    var figure = figure
    if figure.label == nil { figure.label = Label.take(from: &figure.caption, &diagnostics) }
    return Block.figure(figure)
  }

  private static let table = Shape<Table>.record(
    "a table", initial: { Table(alignments: [], headerRows: 1, rows: []) },
    fields: [
      Field("caption", "What the table shows.", DataShapes.richText) { $0.caption = $1 },
      Field("id", "What references such as `[](#id)` call it by.", DataShapes.label) { $0.label = $1 },
      Field(
        "columns",
        "On which side the text of each column stands; `decimal` puts the points of numbers below each other.",
        .list(of: .choice(alignments))
      ) { $0.alignments = $1 },
      Field(
        "widths",
        "For each column a length, a part of the room between the margins, a number as its part of what these leave, or `auto`.",
        .list(of: columnWidth)
      ) { $0.widths = $1 },
      Field("header-rows", "How many rows at the top are headers.", .integer(in: 0...100)) { $0.headerRows = $1 },
      Field("header-columns", "How many columns at the start are headers of their rows.", .integer(in: 0...20)) {
        $0.headerColumns = $1
      },
      Field("rows", "The cells, row by row.", .list(of: .list(of: cell)), .required) { $0.rows = $1 },
      Field(
        "notes", "What stands below the table, such as where its numbers are from.", .oneOrMany(DataShapes.richText)
      ) {
        $0.notes = $1
      },
    ]
  ).checked { table, node, diagnostics -> Block? in
    var table = table
    if table.label == nil { table.label = Label.take(from: &table.caption, &diagnostics) }
    let grid = TableGrid(table.rows, columns: max(table.alignments.count, table.widths.count))
    while table.alignments.count < grid.columns { table.alignments.append(.start) }
    if !table.widths.isEmpty { while table.widths.count < grid.columns { table.widths.append(nil) } }
    for fault in grid.faults { report(fault, of: table, columns: grid.columns, at: node, &diagnostics) }
    return grid.faults.isEmpty ? Block.table(table) : nil
  }

  /// A text, or a mapping for a cell that reaches over others or has several paragraphs.
  private static let cell: Shape<TableCell> = Shape<TableCell>.either(
    scalar: DataShapes.richText.map { text, _ in TableCell(text) }, mapping: cellRecord
  ).map { cell, node in
    var cell = cell
    cell.span = node.span
    return cell
  }

  private static let cellRecord = Shape<TableCell>.record(
    "a cell", initial: { TableCell() },
    fields: [
      Field("text", "What stands in it: one paragraph or several.", .oneOrMany(DataShapes.richText), .required) {
        $0.paragraphs = $1.isEmpty ? [RichText()] : $1
      },
      Field("columns", "How many columns it reaches over. Default: 1.", .integer(in: 1...100)) { $0.columns = $1 },
      Field("rows", "How many rows it reaches over. Default: 1.", .integer(in: 1...1000)) { $0.rows = $1 },
    ])

  private static let part = Shape<Double>.number(in: 0.1...100)

  private static let columnWidth = Shape<FigureWidth?>(
    schema: .anyOf([FigureWidth.shape.schema, part.schema, SchemaNode([("const", .text("auto"))])]),
    wants: "a width such as `30mm`, `20%` or `2`, or `auto`", hint: FigureWidth.shape.hint
  ) { node, diagnostics in
    if node.scalar?.text == "auto" { return .some(nil) }
    if node.scalar?.number != nil { return part.read(node, &diagnostics).map { .some(FigureWidth($0, .part)) } }
    return FigureWidth.shape.read(node, &diagnostics).map { .some($0) }
  }

  private static func report(
    _ fault: TableGrid.Fault, of table: Table, columns: Int, at node: Node, _ diagnostics: inout Diagnostics
  ) {
    switch fault {
    case .overlap(let row, let cell):
      diagnostics.error(
        .tableSpan, at: table.rows[row][cell].span ?? node.span,
        "this cell reaches over one that comes down from a row above", hint: "Let one of them reach over fewer.")
    case .below(let row, let cell):
      diagnostics.error(
        .tableSpan, at: table.rows[row][cell].span ?? node.span,
        "this cell reaches over \(table.rows[row][cell].rows) rows, and there are only \(table.rows.count - row) left",
        hint: "Write `rows: \(table.rows.count - row)`, or add rows.")
    case .short(let row, let found):
      diagnostics.error(
        .tableRow, at: table.rows[row].last?.span ?? node["rows"]?.sequence?[row].span ?? node.span,
        "row \(row + 1) ends at column \(found) of \(columns)",
        hint: "Write `\"\"` for each cell that is empty, or let one reach over several with `{text: ..., columns: 2}`.")
    }
  }

  private static let alignments: [(name: String, value: Table.Alignment)] = [
    ("start", .start), ("center", .center), ("end", .end), ("decimal", .decimal),
  ]
}

extension Block {
  /// The same block with one place for all its texts.
  fileprivate func moved(to span: Span?) -> Block {
    switch self {
    case .table(var table):
      table.caption = table.caption?.moved(to: span)
      table.notes = table.notes.map { $0.moved(to: span) }
      for row in table.rows.indices {
        for cell in table.rows[row].indices {
          table.rows[row][cell].paragraphs = table.rows[row][cell].paragraphs.map { $0.moved(to: span) }
          table.rows[row][cell].span = span
        }
      }
      return .table(table)
    case .figure(var figure):
      figure.path.span = span
      figure.caption = figure.caption?.moved(to: span)
      return .figure(figure)
    case .definitions(var definitions):
      for index in definitions.indices {
        definitions[index].term = definitions[index].term.moved(to: span)
        definitions[index].meanings = definitions[index].meanings.map { $0.map { $0.moved(to: span) } }
      }
      return .definitions(definitions)
    case .paragraph(let text): return .paragraph(text.moved(to: span))
    case .landscape(let blocks): return .landscape(blocks.map { $0.moved(to: span) })
    default: return self
    }
  }
}

extension RichText {
  fileprivate func moved(to span: Span?) -> RichText {
    var result = RichText()
    for run in runs {
      let link = run.link.map { result.addLink(links[$0]) }
      result.append(utf8[run.range], traits: run.traits, link: link, footnote: run.footnote, span: span)
    }
    return result
  }
}
