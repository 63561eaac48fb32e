internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// A section of the body as it is written.
enum SectionDraft: Sendable {
  case header([ItemDraft])
  case lines([ItemDraft])
  case lead(PartDraft)
  case findings(FindingsDraft)
  case closing(PartDraft)
  case credits(PartDraft)
  case signatures(SignaturesDraft)
  case attachments(PartDraft)
  case contents(ContentsDraft)

  static let shape = Shape<SectionDraft>.variant("a section", variants)

  static let variants: [Variant<SectionDraft>] =
    [
      Variant(
        "header", "Lines that belong together and open the document.",
        lineList.map { lines, _ -> SectionDraft in .header(lines) }),
      Variant("lines", "Lines anywhere else.", lineList.map { lines, _ -> SectionDraft in .lines(lines) }),
      part("lead", "The blocks before the findings.", PartDraft.plain) { .lead($0) },
      Variant(
        "findings", "The numbered findings.",
        FindingsDraft.shape.shared("findings").map { draft, _ -> SectionDraft in .findings(draft) }
      ) { _ in .findings(FindingsDraft()) },
      part("closing", "The blocks behind the findings.", PartDraft.plain) { .closing($0) },
      part("credits", "A line for each credit.", PartDraft.repeated) { .credits($0) },
      Variant(
        "signatures", "Who signs: a place to sign, and lines below it.",
        SignaturesDraft.shape.shared("signatures").map { draft, _ -> SectionDraft in .signatures(draft) }
      ) { _ in .signatures(SignaturesDraft()) },
      part("attachments", "A line for each attachment.", PartDraft.repeated) { .attachments($0) },
      Variant(
        "contents", "A table of contents with the numbers of pages.",
        ContentsDraft.shape.shared("contents").map { draft, _ -> SectionDraft in .contents(draft) }
      ) { _ in .contents(ContentsDraft()) },
    ]

  private static func part(
    _ name: String, _ summary: String, _ shape: Shape<PartDraft>, make: @escaping @Sendable (PartDraft) -> SectionDraft
  ) -> Variant<SectionDraft> {
    Variant(name, summary, shape.map { part, _ in make(part) }) { _ in make(PartDraft()) }
  }

  private static let lineList = Shape<[ItemDraft]>.partialList(of: ItemDraft.shape)

  /// A section under its name.
  static let keyed = shape.map { section, node in
    Keyed(
      key: node.mapping?.first?.key ?? node.scalar?.text ?? "", keySpan: node.mapping?.first?.keySpan ?? node.span,
      value: section)
  }
}

/// A line of a header, or what stands there instead of one.
enum ItemDraft: Sendable {
  case line(LineDraft)
  case picture(PictureDraft)
  case rule(RuleDraft)
  case columns(ColumnsDraft)
  case group(GroupDraft)

  /// A group may hold whatever it stands among.
  static let shape: Shape<ItemDraft> = .named("line", wants: LineDraft.shape.wants, hint: LineDraft.shape.hint) {
    whole
  }

  private static let whole: Shape<ItemDraft> = {
    let columns: Shape<ItemDraft> = ColumnsDraft.shape.map { columns, _ in ItemDraft.columns(columns) }
    let group: Shape<ItemDraft> = GroupDraft.shape.map { group, _ in ItemDraft.group(group) }
    return either(plain, [(["columns"], columns), (["lines", "each"], group)])
  }()

  /// What may stand in a column as well.
  static let plain: Shape<ItemDraft> = .named("plain-line", wants: LineDraft.shape.wants, hint: LineDraft.shape.hint) {
    wholePlain
  }

  private static let wholePlain: Shape<ItemDraft> = {
    let line: Shape<ItemDraft> = LineDraft.shape.map { line, _ in ItemDraft.line(line) }
    let picture: Shape<ItemDraft> = PictureDraft.shape.map { picture, _ in ItemDraft.picture(picture) }
    let rule: Shape<ItemDraft> = RuleDraft.shape.map { rule, _ in ItemDraft.rule(rule) }
    let group: Shape<ItemDraft> = GroupDraft.plain.map { group, _ in ItemDraft.group(group) }
    return either(line, [(["picture"], picture), (["rule"], rule), (["lines", "each"], group)])
  }()

  /// The key that a mapping has says what it is.
  private static func either(
    _ usual: Shape<ItemDraft>, _ others: [(keys: [String], shape: Shape<ItemDraft>)]
  ) -> Shape<ItemDraft> {
    Shape<ItemDraft>(
      schema: .anyOf([usual.schema] + others.map(\.shape.schema)), wants: usual.wants, hint: usual.hint
    ) { node, diagnostics in
      let shape = others.first { $0.keys.contains { node[$0] != nil } }?.shape ?? usual
      return shape.read(node, &diagnostics)
    }
  }
}

/// A picture of a header.
struct PictureDraft: Sendable {
  /// The word that stands for the brief's logo.
  static let logo = "logo"

  var path: Placed<String>?
  var width: Points?
  var height: Points?
  var alignment: TextAlignment?
  var style: Placed<String>?
  var alternative: LineText?
  var isReserved = false
  var condition: [LineText] = []

  static let shape = Shape.partialRecord(
    "a picture", initial: PictureDraft(),
    fields: [
      Field(
        "picture", "`logo` for the brief's own, or the path of a file below the template's folder.", .name, .required
      ) {
        $0.path = $1
      },
      Field("width", "How wide it is at most. Default: its own size.", .length(in: 1...Length.longest)) {
        $0.width = $1
      },
      Field("height", "How high it is at most. Default: its own size.", .length(in: 1...Length.longest)) {
        $0.height = $1
      },
      Field("align", "Where it stands between the margins. Default: as the style.", .sides) { $0.alignment = $1 },
      Field("style", "A name under `styles`. Default: logo for the logo, else figure.", .name) { $0.style = $1 },
      Field(
        "alternative", "What it shows, for those who cannot see it; an empty text for one that only decorates.",
        LineText.shape
      ) {
        $0.alternative = $1
      },
      Field(
        "reserve", "Whether its height stays empty where the brief has no logo. Default: false.", .bool
      ) { $0.isReserved = $1 },
      Field("when", "What the brief must have for the picture to be there.", .conditions) { $0.condition = $1 },
    ])
}

/// A line of a header.
struct LineDraft: Sendable {
  var text: LineText?
  var label: LineText?
  var labelStyle: Placed<String>?
  var style: Placed<String>?
  var role = ParagraphRole.body
  var condition: [LineText] = []

  static let shape = Shape.either(scalar: bare, mapping: full)

  private static let bare = LineText.shape.map { text, _ in LineDraft(text: text) }

  private static let full = Shape.partialRecord(
    "a line", initial: LineDraft(),
    fields: [
      Field("text", "What the line says: text, {{fields}} and [optional parts].", LineText.shape, .required) {
        $0.text = $1
      },
      Field("label", "What stands before it, such as เรื่อง in a letter.", LineText.shape) { $0.label = $1 },
      Field("label-style", "A name under `styles`: face, size and colour of the label. Default: the line's.", .name) {
        $0.labelStyle = $1
      },
      Field("style", "A name under `styles`. Default: body.", .name) { $0.style = $1 },
      Field("role", "What the line is, for structure and built-in Word styles. Default: body.", roles) { $0.role = $1 },
      Field("when", "What the brief must have for the line to be there.", .conditions) { $0.condition = $1 },
    ])

  private static let roles = Shape<ParagraphRole>.choice([
    ("title", .title), ("subtitle", .subtitle), ("byline", .byline), ("body", .body), ("heading-1", .heading(1)),
    ("heading-2", .heading(2)), ("heading-3", .heading(3)), ("credit", .credit), ("caption", .caption),
  ])
}

/// A section that places a part of the brief.
struct PartDraft: Sendable {
  var style: Placed<String>?
  var first: Placed<String>?
  var line: LineText?

  static let plain = Shape.partialRecord("a section", initial: PartDraft(), fields: [styleField]).shared("part")
  static let repeated = Shape.partialRecord(
    "a section", initial: PartDraft(),
    fields: [
      styleField,
      Field(
        "first", "Style of the first entry. Default: the style's name with -first behind it, else the style.", .name
      ) {
        $0.first = $1
      },
      Field("line", "What the line of each entry says.", LineText.shape) { $0.line = $1 },
    ]
  ).shared("repeated-part")

  private static let styleField = Field<PartDraft>(
    "style", "A name under `styles`. Default: the style of the section's name, else body.", .name
  ) { $0.style = $1 }
}

/// The section of a table of contents.
struct ContentsDraft: Sendable {
  var title: String?
  var titleStyle: Placed<String>?
  var style: Placed<String>?
  var levels = 3
  var hasLeaders = true

  static let shape = Shape.partialRecord(
    "the contents", initial: ContentsDraft(),
    fields: [
      Field("title", "What stands above; empty for nothing. Default: สารบัญ, Contents.", .text) { $0.title = $1 },
      Field("title-style", "A name under `styles`. Default: contents-title, else heading-1.", .name) {
        $0.titleStyle = $1
      },
      Field(
        "style",
        "Of the entries; those of deeper levels take its name with -2, -3 behind it. Default: contents, else body.",
        .name
      ) { $0.style = $1 },
      Field("levels", "How many levels of headings are listed. Default: 3.", .integer(in: 1...6)) { $0.levels = $1 },
      Field("leaders", "Whether dots lead to the page numbers. Default: true.", .bool) { $0.hasLeaders = $1 },
    ])
}

/// The section of the findings.
struct FindingsDraft: Sendable {
  struct Level: Sendable {
    var style: Placed<String>?
    var more: Placed<String>?
    var note: Placed<String>?
    var isHeading: Bool?
  }

  var usual = Level()
  var levels: [Level]?
  var numbers: [NumberPattern]?
  var labels: [String] = []

  static let shape = Shape.partialRecord(
    "the findings", initial: FindingsDraft(),
    fields: [
      Field("style", "Style of the paragraph beside a number. Default: finding, else body.", .name) {
        $0.usual.style = $1
      },
      Field("more", "Style of further paragraphs. Default: as `style`.", .name) { $0.usual.more = $1 },
      Field("note", "Style of labelled notes. Default: as `more`.", .name) { $0.usual.note = $1 },
      Field(
        "heading", "Whether the paragraph beside a number is a heading, as in an agenda. Default: false.", .bool
      ) {
        $0.usual.isHeading = $1
      },
      Field(
        "levels", "Styles by level, the outermost first; deeper levels take the last. Default: all alike.", levelList
      ) {
        $0.levels = $1
      },
      Field(
        "numbers",
        "Numbers by level, the outermost first; deeper levels take the last. Default: {n}. {n.n} ({letter}).",
        NumberPattern.list
      ) {
        $0.numbers = $1
      },
      Field("notes", "Labels that make a further paragraph a note. Default: none.", .texts) { $0.labels = $1 },
    ])

  private static let levelList = Shape<[Level]>.partialList(
    of: .partialRecord(
      "a level of findings", initial: Level(),
      fields: [
        Field("style", "Style of the paragraph beside a number.", .name) { $0.style = $1 },
        Field("more", "Style of further paragraphs.", .name) { $0.more = $1 },
        Field("note", "Style of labelled notes.", .name) { $0.note = $1 },
        Field("heading", "Whether the paragraph beside a number is a heading.", .bool) { $0.isHeading = $1 },
      ])
  ).checked { levels, node, diagnostics in
    if (1...FindingStyles.deepest).contains(levels.count) { return levels }
    diagnostics.error(
      .wrongValue, at: node.span, "findings have 1 to \(FindingStyles.deepest) levels, not \(levels.count)",
      hint: "Write `levels: [{style: finding}, {style: finding-2}]`.")
    return nil
  }.saying { $0.with(("minItems", .integer(1)), ("maxItems", .integer(FindingStyles.deepest))) }
}
