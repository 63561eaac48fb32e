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
/// and `figure` with `path`, `alternative` (empty for a picture that says nothing), `caption` and `width`. Both take an `id`. Where a
/// brief is data the same blocks stand in lists of paragraphs: `- figure: {path: ...}`.
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

  private static let shapes: [String: Shape<Block>] = ["table": table, "figure": figure]

  /// A block under its name, in data.
  static let keyed = Shape<Block>.named(
    "block", wants: "a block", hint: "Write `figure: {path: ..., alternative: ...}` or `table: {rows: ...}`."
  ) { anyBlock }

  private static let anyBlock = Shape<Block>.variant(
    "a block",
    [
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
      Field("columns", "On which side the text of each column stands.", .list(of: .choice(alignments))) {
        $0.alignments = $1
      },
      Field("header-rows", "How many rows at the top are headers.", .integer(in: 0...100)) { $0.headerRows = $1 },
      Field("rows", "The cells, row by row.", .list(of: .list(of: DataShapes.richText)), .required) { $0.rows = $1 },
    ]
  ).checked { table, _, diagnostics -> Block? in
    var table = table
    if table.label == nil { table.label = Label.take(from: &table.caption, &diagnostics) }
    let columns = table.rows.map(\.count).max() ?? 0
    while table.alignments.count < columns { table.alignments.append(.start) }
    return Block.table(table)
  }

  private static let alignments: [(name: String, value: Table.Alignment)] = [
    ("start", .start), ("center", .center), ("end", .end),
  ]
}

extension Block {
  /// The same table or figure with one place for all its texts.
  fileprivate func moved(to span: Span?) -> Block {
    switch self {
    case .table(var table):
      table.caption = table.caption?.moved(to: span)
      table.rows = table.rows.map { row in row.map { $0.moved(to: span) } }
      return .table(table)
    case .figure(var figure):
      figure.path.span = span
      figure.caption = figure.caption?.moved(to: span)
      return .figure(figure)
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
