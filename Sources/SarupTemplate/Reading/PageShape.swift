internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// A page as it is written, over the page of an office.
struct PageDraft: Sendable {
  var setup: PageSetup
  var orientation: Orientation?
  var running = RunningDraft()
  var numbers: PageNumbers?
  var catchword: Placed<Bool>?
  var watermark: WatermarkDraft?
  var background: BackgroundDraft?
  /// Margins of the landscape parts.
  var landscape: LandscapeDraft?
  /// Where the margins or, without them, the size are given.
  var span: Span?

  enum Orientation: String, CaseIterable, Sendable { case portrait, landscape }

  /// A4, 25 mm at the top, 20 mm right and at the foot, 30 mm left.
  static let usual = PageDraft(
    setup: PageSetup(
      width: millimetre * 210, height: millimetre * 297, top: millimetre * 25, end: millimetre * 20,
      bottom: millimetre * 20, start: millimetre * 30, headDistance: millimetre * 12.5, footDistance: millimetre * 10))

  static let shape = Shape.partialRecord(
    "the settings of a page", initial: usual,
    fields: [
      Field(
        "size", "A3, A4, A5, letter, legal, or width and height in a list. Default: A4.",
        Shape.either(scalar: namedSize, list: ownSize).placed()
      ) { draft, size in
        draft.setup.width = size.value.width
        draft.setup.height = size.value.height
        draft.span = draft.span ?? size.span
      },
      Field(
        "orientation", "Turns the page where it stands the other way. Default: as `size` says.",
        .choice(Orientation.self)
      ) {
        $0.orientation = $1
      },
      Field(
        "margins",
        "One length for all sides, or the sides by name. Default: {top: 25mm, right: 20mm, bottom: 20mm, left: 30mm}.",
        Shape.either(scalar: oneMargin, mapping: margins).placed()
      ) { draft, margins in
        draft.span = margins.span
        draft.setup.isMirrored = margins.value.isMirrored
        if let top = margins.value.top { draft.setup.top = top }
        if let right = margins.value.end { draft.setup.end = right }
        if let bottom = margins.value.bottom { draft.setup.bottom = bottom }
        if let left = margins.value.start { draft.setup.start = left }
      },
      Field(
        "landscape", "The pages of landscape parts. Default: the margins of the others, turned with the sheet.",
        LandscapeDraft.shape
      ) { $0.landscape = $1 },
      Field(
        "catchword", "Whether the first words of the next page stand at the foot of each page. Default: false.",
        Shape<Bool>.bool.placed()
      ) { $0.catchword = $1 },
      Field("watermark", "A word that stands pale and turned behind the text.", WatermarkDraft.shape) {
        $0.watermark = $1
      },
      Field(
        "border", "Lines along the edges of the sheet: one thickness, or the sides by name.",
        PageBorderDraft.shape.placed()
      ) { draft, border in
        draft.setup.border = border.value.border
        if draft.setup.border != nil { draft.setup.lookSpan = border.span }
      },
      Field("background", "A picture behind the text: its path, or a mapping.", BackgroundDraft.shape) {
        draft, background in
        draft.background = background
        draft.setup.lookSpan = background.picture?.span
      },
      Field("numbers", "How pages are numbered. Default: in the digits of the document.", .choice(PageNumbers.self)) {
        $0.numbers = $1
      },
      Field(
        "head-distance", "From the upper edge of the sheet to the top of a running head. Default: 12.5mm.",
        .length(in: 0...half)
      ) { $0.setup.headDistance = $1 },
      Field(
        "foot-distance", "From the lower edge of the sheet to the bottom of a running foot. Default: 10mm.",
        .length(in: 0...half)
      ) { $0.setup.footDistance = $1 },
      Field("running", "Lines at the head and the foot of the pages. Default: none.", RunningDraft.shape) {
        $0.running = $1
      },
    ])

  private static let millimetre: Points = 72 / 25.4
  /// No page of an office is higher than twice this.
  private static let half: Points = millimetre * 200

  // MARK: - Sizes

  private struct Size: Sendable, Equatable {
    var width: Points
    var height: Points
  }

  private static let namedSize = Shape<Size>.choice([
    ("A3", Size(width: millimetre * 297, height: millimetre * 420)),
    ("A4", Size(width: millimetre * 210, height: millimetre * 297)),
    ("A5", Size(width: millimetre * 148, height: millimetre * 210)), ("letter", Size(width: 612, height: 792)),
    ("legal", Size(width: 612, height: 1008)),
  ]).wanting(
    "`A3`, `A4`, `A5`, `letter`, `legal` or two lengths",
    hint: "Write another size as `[width, height]`: `[105mm, 148mm]`.")

  private static let ownSize = Shape<[Points]>.list(of: .length(in: 72...Length.longest)).checked {
    sides, node, diagnostics -> Size? in
    if sides.count == 2 { return Size(width: sides[0], height: sides[1]) }
    diagnostics.error(
      .badLength, at: node.span, "a page has two sides, not \(sides.count)",
      hint: "Write width and height: `[210mm, 297mm]`.")
    return nil
  }.saying { $0.with(("minItems", .integer(2)), ("maxItems", .integer(2))) }

  // MARK: - Margins

  struct Margins: Sendable, Equatable {
    var top: Points?
    var right: Points?
    var bottom: Points?
    var left: Points?
    /// Where the sheet is bound, and across from there.
    var inside: Points?
    var outside: Points?

    /// A template that extends another one has the sides of both: the two of its own kind win, see `isMirrored`.
    var isMirrored: Bool { inside != nil || outside != nil }
    var start: Points? { inside ?? left }
    var end: Points? { outside ?? right }
  }

  private static let oneMargin = Shape<Points>.length().map { length, _ in
    Margins(top: length, right: length, bottom: length, left: length)
  }

  static let margins = Shape.partialRecord(
    "the margins of a page", initial: Margins(),
    fields: [
      Field("top", "The upper margin.", .length()) { $0.top = $1 },
      Field("right", "The right margin.", .length()) { $0.right = $1 },
      Field("bottom", "The lower margin.", .length()) { $0.bottom = $1 },
      Field("left", "The left margin.", .length()) { $0.left = $1 },
      Field(
        "inside",
        "The margin where sheets printed on both sides are bound: left on odd pages, right on even ones. Goes before `left`.",
        .length()
      ) { $0.inside = $1 },
      Field("outside", "The margin across from `inside`. Goes before `right`.", .length()) { $0.outside = $1 },
    ])

  // MARK: - The whole

  /// Narrower text is no text: room for some seven characters of the usual size.
  private static let narrowest: Points = millimetre * 20

  /// The page as it is, or what does not fit on it.
  func page(at place: Span?, reporting diagnostics: inout Diagnostics) -> PageSetup {
    var page = setup
    if let orientation, page.width != page.height, (page.width > page.height) != (orientation == .landscape) {
      swap(&page.width, &page.height)
    }
    if page.width - page.start - page.end < Self.narrowest {
      diagnostics.error(
        .noRoom, at: span ?? place, "the margins leave less than 20 mm between left and right",
        hint: "Make them narrower, or the page wider.")
    }
    if page.height - page.top - page.bottom < Self.narrowest {
      diagnostics.error(
        .noRoom, at: span ?? place, "the margins leave less than 20 mm between top and bottom",
        hint: "Make them lower, or the page higher.")
    }
    if let margins = landscape?.margins {
      let usual = page.turnedMargins
      page.landscape = PageMargins(
        top: margins.top ?? usual.top, end: margins.end ?? usual.end, bottom: margins.bottom ?? usual.bottom,
        start: margins.start ?? usual.start)
    }
    if landscape != nil, page.width < page.height, !page.canTurn {
      diagnostics.error(
        .noRoom, at: landscape?.span ?? span ?? place,
        "the margins of landscape pages leave less than 20 mm for the text",
        hint: "Make them narrower with `landscape: {margins: ...}`.")
    }
    return page
  }
}

/// The landscape pages as they are written.
struct LandscapeDraft: Sendable {
  var margins = PageDraft.Margins()
  var span: Span?

  static let shape = Shape.partialRecord(
    "the landscape pages", initial: LandscapeDraft(),
    fields: [
      Field(
        "margins", "The sides by name. Default: those of the other pages, turned with the sheet.",
        PageDraft.margins.placed()
      ) { draft, margins in
        draft.margins = margins.value
        draft.span = margins.span
      }
    ])
}

/// How a template numbers pages.
enum PageNumbers: String, CaseIterable, Sendable {
  case thai, arabic, letter, latin, capital, roman
  case romanCapital = "roman-capital"

  func format(in language: LanguageTag) -> NumberFormat {
    switch self {
    case .thai: .thaiDigits
    case .arabic: .arabicDigits
    case .letter: language.primary == "th" ? .thaiLetters : .latinLetters
    case .latin: .latinLetters
    case .capital: .latinCapitals
    case .roman: .roman
    case .romanCapital: .romanCapitals
    }
  }
}

/// Running heads as they are written.
struct RunningDraft: Sendable {
  struct Page: Sendable {
    /// The first line whose condition holds is there; `nil` where nothing is said.
    var top: [Line]?
    var bottom: [Line]?

    func over(_ other: Page) -> Page { Page(top: top ?? other.top, bottom: bottom ?? other.bottom) }
  }

  struct Line: Sendable {
    var left: Part?
    var center: Part?
    var right: Part?
    var style: Placed<String>?
    var condition: [LineText] = []
  }

  struct Part: Sendable {
    var text: LineText?
    var style: Placed<String>?
  }

  var first = Page()
  var rest = Page()
  /// What these do not say they take from `rest`.
  var odd: Page?
  var even: Page?

  /// The lines of odd pages, and those of even ones where they are others.
  var further: (odd: Page, even: Page?) {
    guard odd != nil || even != nil else { return (rest, nil) }
    return (odd?.over(rest) ?? rest, even?.over(rest) ?? rest)
  }

  static let shape = Shape.partialRecord(
    "the running heads", initial: RunningDraft(),
    fields: [
      Field("first", "On the first page.", page) { $0.first = $1 },
      Field("rest", "On every further page.", page) { $0.rest = $1 },
      Field("odd", "On odd pages but the first. What is not said here is as in `rest`.", page) { $0.odd = $1 },
      Field("even", "On even pages. What is not said here is as in `rest`.", page) { $0.even = $1 },
    ])

  private static let page = Shape.partialRecord(
    "the running heads of a page", initial: Page(),
    fields: [
      Field("top", "Above the text; a text alone is centred. Of a list the first line whose condition holds.", lines) {
        $0.top = $1
      },
      Field(
        "bottom", "Below the text; a text alone is centred. Of a list the first line whose condition holds.", lines
      ) { $0.bottom = $1 },
    ]
  ).shared("running-heads")

  private static let lines = Shape<[Line]>.oneOrMany(line)

  /// A text alone stands in the middle.
  private static let line = Shape.either(scalar: centered, mapping: parts).shared("running-line")

  private static let centered = LineText.shape.map { text, _ in Line(center: Part(text: text)) }

  private static let parts = Shape.partialRecord(
    "a running line", initial: Line(),
    fields: [
      Field("left", "At the left margin.", part) { $0.left = $1 },
      Field("center", "In the middle between the margins.", part) { $0.center = $1 },
      Field("right", "At the right margin.", part) { $0.right = $1 },
      Field("style", "A name under `styles`. Default: running, else body.", .name) { $0.style = $1 },
      Field("when", "What the brief must have for the line to be there.", .conditions) { $0.condition = $1 },
    ])

  private static let part = Shape.either(scalar: partText, mapping: styledPart).shared("running-part")

  private static let partText = LineText.shape.map { text, _ in Part(text: text) }

  private static let styledPart = Shape.partialRecord(
    "a part of a running line", initial: Part(),
    fields: [
      Field("text", "What stands there.", LineText.shape, .required) { $0.text = $1 },
      Field("style", "A name under `styles`. Default: the line's.", .name) { $0.style = $1 },
    ])
}

/// A line of a template before it is parsed.
struct LineText: Sendable {
  var scalar: Scalar
  var span: Span

  static let shape = Shape.textScalar.map { scalar, node in LineText(scalar: scalar, span: node.span) }.wanting(
    "a text in quotes such as `\"{{title}}\"`")

  /// One with something in it.
  static let filled = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics -> LineText? in
    if scalar.text.utf8.contains(where: { $0 != PatternByte.space }) {
      return LineText(scalar: scalar, span: node.span)
    }
    diagnostics.mismatch(node, wants: "a text", hint: "Write one text in quotes.")
    return nil
  }

  /// Where bytes of the text stand in the source; the whole scalar where they are not the same bytes.
  func span(of range: Range<Int>) -> Span {
    guard let content = scalar.contentSpan, Int(content.upper) - Int(content.lower) == scalar.text.utf8.count else {
      return span
    }
    return Span(
      source: content.source, lower: content.lower + UInt32(range.lowerBound),
      upper: content.lower + UInt32(range.upperBound))
  }
}
