internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// A style as it is written: what it does not say comes from the style it is based on.
struct StyleDraft: Sendable {
  typealias Change = @Sendable (inout ParagraphStyle) -> Void

  var basedOn: Placed<String>?
  var font: Placed<String>?
  var size: Points?
  var changes: [Change] = []
  /// Lengths that may be in em, which are known when the size is.
  var lengths: [StyleLength] = []
  /// Where the colour of the text is given.
  var colorSpan: Span?
  /// Where the colour behind the paragraph is given.
  var backgroundSpan: Span?
  /// Where the first line's indent is given, or else the others'.
  var indentSpan: Span?

  /// Whether it gives a colour itself.
  var hasColors: Bool { colorSpan != nil || backgroundSpan != nil }

  mutating func change(_ change: @escaping Change) { changes.append(change) }

  mutating func set(_ path: StyleLength.Path, to length: RelativeLength?) {
    lengths.append(StyleLength(path: path, length: length))
  }

  private enum Weight: String, CaseIterable { case regular, bold }
  private enum Slant: String, CaseIterable { case upright, italic }

  static let shape = Shape.partialRecord("a style", initial: StyleDraft(), fields: look + lines + box + indents + flow)

  private static let look: [Field<StyleDraft>] = [
    Field("based-on", "The style that this one takes everything from that it does not say.", .name) {
      $0.basedOn = $1
    },
    Field("font", "A name under `fonts`. Default: the first font of the template.", .name) {
      $0.font = $1
    },
    Field("size", "Apparent type size, see `size-as` of the font. Default: 16pt.", .length(in: 1...1000)) {
      $0.size = $1
    },
    Field("weight", "Weight of the face. Default: regular.", .choice(Weight.self)) { draft, weight in
      draft.change { $0.isBold = weight == .bold }
    },
    Field("slant", "Slant of the face. Default: upright.", .choice(Slant.self)) { draft, slant in
      draft.change { $0.isItalic = slant == .italic }
    },
    Field("color", "Colour of the text. Default: black.", Shape.color.placed()) { draft, color in
      draft.colorSpan = color.span
      draft.change { $0.color = color.value }
    },
    Field("align", "How lines stand between the margins. Default: start.", .choice(TextAlignment.self)) {
      draft, alignment in
      draft.change { $0.alignment = alignment }
    },
    Field("balance", "Whether the lines are made alike in length, for titles. Default: false.", .bool) {
      draft, balance in
      draft.change { $0.balance = balance }
    },
    Field(
      "line-height", "Multiple of the line box of the face that the size is meant for, or a length. Default: 1.0.",
      LineHeight.shape
    ) { draft, height in
      switch height {
      case .multiple(let multiple):
        draft.change {
          $0.lineHeight = multiple
          $0.exactLine = nil
        }
        draft.set(\.exactLineLength, to: nil)
      case .exact(let length): draft.set(\.exactLineLength, to: length)
      }
    },
  ]

  private static let lines: [Field<StyleDraft>] = [
    Field("hyphenate", "Whether lines may end inside long English words, with a hyphen. Default: false.", .bool) {
      draft, hyphenate in
      draft.change { $0.hyphenate = hyphenate }
    },
    Field("justification", "How far the gaps of a justified line may grow and shrink.", JustificationDraft.shape) {
      draft, justification in
      draft.change { $0.justification = justification.limits }
    },
  ]

  private static let box: [Field<StyleDraft>] = [
    Field(
      "border", "Lines around the paragraph: one thickness, or the sides by name. Default: none.", BorderDraft.shape
    ) { draft, border in
      draft.change {
        $0.box.border = border.sides
        $0.box.borderColor = border.color
      }
    },
    Field(
      "padding", "From the border or the edge of the background to the text. Default: 0.", PaddingDraft.shape
    ) { draft, padding in
      draft.change { $0.box.padding = Sides() }
      draft.set(\.box.padding.top, to: padding.top)
      draft.set(\.box.padding.end, to: padding.end)
      draft.set(\.box.padding.bottom, to: padding.bottom)
      draft.set(\.box.padding.start, to: padding.start)
    },
    Field("background", "Colour behind the paragraph. Default: none.", Shape.color.placed()) { draft, color in
      draft.backgroundSpan = color.span
      draft.change { $0.box.background = color.value }
    },
    Field(
      "leader", "What fills the last line up to the margin, as on a form. Default: nothing.", .choice(Leader.self)
    ) { draft, leader in draft.change { $0.leader = leader } },
  ]

  private static let indents: [Field<StyleDraft>] = [
    Field("start-indent", "From the left margin to the text. Default: 0.", .relativeLength()) { draft, length in
      draft.indentSpan = draft.indentSpan ?? length.span
      draft.set(\.startIndent, to: length)
    },
    Field("end-indent", "From the text to the right margin. Default: 0.", .relativeLength()) {
      $0.set(\.endIndent, to: $1)
    },
    Field(
      "first-line", "From the start indent to the first line; negative for a hanging indent. Default: 0.",
      .relativeLength(in: -Length.longest...Length.longest)
    ) { draft, length in
      draft.indentSpan = length.span
      draft.set(\.firstLine, to: length)
    },
    Field(
      "label-width",
      "From where a number, a bullet or a label starts to where the text behind it starts; a wider label pushes the text on. Default: 0.",
      .relativeLength()
    ) { $0.set(\.labelWidth, to: $1) },
    Field("space-before", "Space above the paragraph. Default: 0.", .relativeLength()) {
      $0.set(\.spaceBefore, to: $1)
    },
    Field("space-after", "Space below the paragraph. Default: 0.", .relativeLength()) { $0.set(\.spaceAfter, to: $1) },
  ]

  private static let flow: [Field<StyleDraft>] = [
    Field("keep-with-next", "Whether the next paragraph starts on the same page. Default: false.", .bool) {
      draft, keeps in
      draft.change { $0.keepWithNext = keeps }
    },
    Field("keep-together", "Whether all lines stand on one page. Default: false.", .bool) { draft, keeps in
      draft.change { $0.keepTogether = keeps }
    },
    Field("widows", "Fewest lines at the top of a page. Default: 2.", .integer(in: 1...10)) { draft, lines in
      draft.change { $0.widows = lines }
    },
    Field("orphans", "Fewest lines at the foot of a page. Default: 2.", .integer(in: 1...10)) { draft, lines in
      draft.change { $0.orphans = lines }
    },
  ]
}

/// A length of a style as it is written.
struct StyleLength: Sendable {
  typealias Path = any WritableKeyPath<ParagraphStyle, Points> & Sendable

  let path: Path
  /// `nil` takes back what the style below says.
  var length: RelativeLength?
}

extension ParagraphStyle {
  /// How high lines are that have a height of their own; setting it gives them one.
  fileprivate var exactLineLength: Points {
    get { exactLine ?? 0 }
    set { exactLine = newValue }
  }
}

/// The limits of justification as a style says them, in parts of an em.
struct JustificationDraft: Sendable {
  var space = 0.5
  var letters = 0.08
  var latin = 0.03
  var shrink = 0.06

  var limits: JustificationLimits { JustificationLimits(space: space, thai: letters, latin: latin, shrink: shrink) }

  static let shape = Shape.partialRecord(
    "the justification of a style", initial: JustificationDraft(),
    fields: [
      Field("space", "What a space grows by, in em, before letters take more. Default: 0.5.", .number(in: 0.1...0.8)) {
        $0.space = $1
      },
      Field(
        "letters", "The same between Thai letters; 0 leaves them alone, so that only spaces grow. Default: 0.08.",
        .number(in: 0...0.2)
      ) { $0.letters = $1 },
      Field("latin", "The same between Latin letters and digits. Default: 0.03.", .number(in: 0...0.1)) {
        $0.latin = $1
      },
      Field(
        "shrink", "What a space gives away, in em, on a line that is a little too long. Default: 0.06.",
        .number(in: 0...0.15)
      ) {
        $0.shrink = $1
      },
    ])
}

/// A font of a template.
enum FontShape {
  static let shape = Shape.partialRecord(
    "a font", initial: FontChoice(families: []),
    fields: [
      Field("families", "Families in the order of preference, for PDF and pictures.", families, .required) {
        $0.families = $1.value
        $0.familiesSpan = $1.span
      },
      Field("word", "Families that Word files name, where they differ. Default: as `families`.", .texts) {
        $0.wordFamilies = $1
      },
      Field(
        "size-as",
        "The family whose look a size stands for: other faces are scaled until they look as large. Default: the face's own size.",
        .name
      ) {
        $0.sizeAs = $1.value
        $0.sizeAsSpan = $1.span
      },
    ])

  private static let families = Shape<[String]>.texts.checked { families, node, diagnostics -> [String]? in
    if !families.isEmpty { return families }
    diagnostics.error(
      .wrongValue, at: node.span, "a font has at least one family", hint: "Write `families: [Sarabun]`.")
    return nil
  }.placed()
}
