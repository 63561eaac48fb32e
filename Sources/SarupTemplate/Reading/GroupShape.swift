internal import SarupBrief
internal import SarupSyntax

/// Lines of a template that share a condition or are repeated, as they are written.
struct GroupDraft: Sendable {
  var lines: [ItemDraft] = []
  var condition: [LineText] = []
  var each: LineText?
  var entry: Placed<String>?

  static let shape: Shape<GroupDraft> = holding(ItemDraft.shape)
  /// In a column, where no further columns stand.
  static let plain: Shape<GroupDraft> = holding(ItemDraft.plain)

  private static func holding(_ item: Shape<ItemDraft>) -> Shape<GroupDraft> {
    .partialRecord("lines that belong together", initial: GroupDraft(), fields: fields(of: item))
  }

  private static func fields(of item: Shape<ItemDraft>) -> [Field<GroupDraft>] {
    [
      Field(
        "lines", "Lines and pictures that are there together.", Shape<[ItemDraft]>.partialList(of: item), .required
      ) { $0.lines = $1 },
      Field(
        "when", "What the brief must have for the lines to be there, asked for each entry of a repeat.", .conditions
      ) { $0.condition = $1 },
      Field("each", "A list of the brief: the lines are written for each of its entries.", LineText.filled) {
        $0.each = $1
      },
      Field("as", "What lines call the entry. Default: item.", .name) { $0.entry = $1 },
    ]
  }

  static let usualEntry = "item"
}

extension Shape where Value == [LineText] {
  /// Conditions, all of which must hold.
  static let conditions = Shape.oneOrMany(LineText.filled).wanting(
    "a condition or a list", hint: "Write a field, or `not date`, `kind is urgent`, `kind is not urgent`.")
}
