internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// Blocks side by side as they are written.
struct ColumnsDraft: Sendable {
  struct Column: Sendable {
    var width = ColumnsProperties.Width.share(1)
    var items: [ItemDraft] = []
  }

  var columns: [Column] = []
  var gap: Points = 0
  var alignment = ColumnsProperties.VerticalAlignment.top
  var condition: [LineText] = []

  /// More stand on no page.
  static let most = 6

  static let shape = Shape.partialRecord(
    "columns", initial: ColumnsDraft(),
    fields: [
      Field("columns", "What stands side by side, from left to right.", columnList, .required) { $0.columns = $1 },
      Field("gap", "Between two columns. Default: 0.", .length()) { $0.gap = $1 },
      Field(
        "align", "Where lower columns stand beside the highest. Default: top.",
        .choice(ColumnsProperties.VerticalAlignment.self)
      ) { $0.alignment = $1 },
      Field("when", "What the brief must have for the columns to be there.", .conditions) { $0.condition = $1 },
    ])

  private static let columnList = Shape<[Column]>.partialList(of: column).checked {
    columns, node, diagnostics -> [Column]? in
    if (2...most).contains(node.sequence?.count ?? 0) { return columns }
    diagnostics.error(
      .wrongValue, at: node.span, "2 to \(most) columns stand side by side, not \(node.sequence?.count ?? 0)",
      hint: "Write `columns: [{width: 30mm, lines: [...]}, {lines: [...]}]`.")
    return columns
  }

  /// A list alone is the lines of a column that takes its share of the room.
  private static let column = Shape.either(
    list: lines.map { items, _ in Column(items: items) },
    mapping: .partialRecord(
      "a column", initial: Column(),
      fields: [
        Field("width", "A length, or a number: the part of the room that is left. Default: 1.", width) {
          $0.width = $1
        },
        Field("lines", "Lines, pictures, rules and repeats, one below the other.", lines, .required) { $0.items = $1 },
      ]))

  private static let lines = Shape<[ItemDraft]>.partialList(of: ItemDraft.plain)

  private static let width: Shape<ColumnsProperties.Width> = {
    let length = Shape<Points>.length(in: 1...Length.longest)
    let share = Shape<Double>.number(in: 0.1...100)
    return Shape(schema: .anyOf([share.schema, length.schema]), wants: "a length or a share", hint: length.hint) {
      node, diagnostics in
      node.scalar?.number == nil
        ? length.read(node, &diagnostics).map { .length($0) } : share.read(node, &diagnostics).map { .share($0) }
    }
  }()
}

/// A line across the page as it is written.
struct RuleDraft: Sendable {
  var thickness: Points = 0.5
  var rule = RuleProperties()
  var condition: [LineText] = []

  static let shape = Shape.partialRecord(
    "a rule", initial: RuleDraft(),
    fields: [
      Field("rule", "How thick it is.", .length(in: 0.1...72), .required) { $0.thickness = $1 },
      Field("color", "Its colour. Default: black.", .color) { $0.rule.color = $1 },
      Field("width", "How long it is. Default: all the room there is.", .length(in: 1...Length.longest)) {
        $0.rule.width = $1
      },
      Field("align", "Where a shorter one stands. Default: start.", .sides) { $0.rule.alignment = $1 },
      Field("space-before", "Space above it. Default: 0.", .length()) { $0.rule.spaceBefore = $1 },
      Field("space-after", "Space below it. Default: 0.", .length()) { $0.rule.spaceAfter = $1 },
      Field("when", "What the brief must have for the rule to be there.", .conditions) { $0.condition = $1 },
    ])
}

extension Shape where Value == TextAlignment {
  /// Where something stands that is no text.
  static let sides = Shape.choice([("start", .start), ("center", .center), ("end", .end)])
}
