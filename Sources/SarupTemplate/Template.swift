package import SarupBrief
package import SarupDocument
package import SarupSyntax
package import SarupThai

/// How a kind of document looks: a page, styles, and sections that a brief's parts are filled into.
///
/// Everything that a brief cannot change is resolved when the template is read; one value serves any number of briefs.
package struct Template: Sendable {
  package let name: String
  /// What the template is written for; a brief in another language overrides it.
  package let language: LanguageTag
  package let digits: DigitMode
  /// Whether the digits of the brief's own text are changed as well.
  package let changesDigitsInText: Bool
  /// The texts that the template was read from, its bases behind it: spans of messages point into them.
  package let sources: [SourceText]

  /// Without running heads: their lines are filled for each brief.
  let page: PageSetup
  let firstHeads: RunningPatterns
  let restHeads: RunningPatterns
  /// Of even pages; `nil` where those are as the others.
  let evenHeads: RunningPatterns?
  /// `nil` for the digits of the document.
  let pageNumbers: PageNumbers?
  let watermark: WatermarkPattern?
  let background: BackgroundDraft?
  package let styles: [ParagraphStyle]
  let sections: [Section]
  /// For numbered lists in any section.
  let findings: FindingStyles
  /// Of bulleted lists by level, the outermost first.
  let bulletStyles: [Int]
  /// Of the text of footnotes.
  let footnoteStyle: Int
  /// How tables, pictures and findings are called.
  let labels: LabelPatterns
  let tables: TableLook
  /// Fields that a brief must have.
  let required: [Placed<String>]
  /// Names that a brief's own keys may have, in the order in which lines use or `fields` lists them.
  package let usedKeys: [String]
  /// What `sarup check` is not to look for in briefs of this template.
  package let lint: LintSettings
  /// For briefs that leave them out.
  let values: TemplateValues
  /// The template as it is for a kind of output that it has keys of its own for.
  var variants: [OutputKind: Template] = [:]

  /// The template for a kind of output; `nil` when it is as for all others.
  package func variant(for kind: OutputKind) -> Template? { variants[kind] }
}

/// The lines at the head and the foot of a page.
struct RunningPatterns: Sendable {
  /// The first whose conditions hold is there.
  var top: [RunningPattern] = []
  var bottom: [RunningPattern] = []
}

struct RunningPattern: Sendable {
  struct Part: Sendable {
    var pattern: TextPattern
    /// Index in ``Template/styles`` of the look of its text; `nil`: that of the line.
    var style: Int?
  }

  var style: Int
  var left: Part?
  var center: Part?
  var right: Part?
  var conditions: [Condition]
}

/// One entry of a template's body.
enum Section: Sendable {
  /// Lines that belong together and open the document.
  case header([TemplateItem])
  /// Lines anywhere else.
  case lines([TemplateItem])
  case lead(BlockStyles)
  case findings(BlockStyles)
  case closing(BlockStyles)
  /// A line for each credit.
  case credits(RepeatedLine)
  /// Lines for each signature.
  case signatures(SignatureSection)
  /// A line for each attachment.
  case attachments(RepeatedLine)
  case contents(ContentsSection)
}

/// A table of contents.
struct ContentsSection: Sendable {
  /// `nil`: in the document's language; empty: none.
  var title: String?
  var titleStyle: Int
  /// By level, the highest first; a deeper level takes the last.
  var styles: [Int]
  var levels: Int
  var hasLeaders: Bool
}

/// What stands in a header.
indirect enum TemplateItem: Sendable {
  case line(TemplateLine)
  case picture(TemplatePicture)
  case rule(RuleProperties, conditions: [Condition])
  case columns(ColumnsProperties, [[TemplateItem]], conditions: [Condition])
  case group(TemplateGroup)
}

/// Lines that are there together, or are written for each entry of a list.
struct TemplateGroup: Sendable {
  struct List: Sendable {
    var path: [String]
    /// What the lines call an entry.
    var entry: String
    var span: Span
  }

  /// All must hold; of a repeat, for each entry by itself.
  var conditions: [Condition]
  var list: List?
  var items: [TemplateItem]
}

struct TemplatePicture: Sendable {
  enum Source: Sendable {
    /// The one that the brief names.
    case logo
    /// A file below the template's folder.
    case file(Placed<String>)
  }

  var source: Source
  var size: FigureSize
  /// Over that of the style.
  var alignment: TextAlignment?
  /// Index in ``Template/styles``.
  var style: Int
  /// What it shows; `nil` for a logo of which the template does not say it.
  var alternative: TextPattern?
  /// What stays empty where there is none: the place for an emblem that the paper bears already.
  var reserved: Points?
  /// What must hold for the picture to be there.
  var conditions: [Condition]
}

struct TemplateLine: Sendable {
  var pattern: TextPattern
  /// Index in ``Template/styles``.
  var style: Int
  var role: ParagraphRole
  /// What must hold for the line to be there.
  var conditions: [Condition] = []
  var label: Label?

  /// What stands before a line.
  struct Label: Sendable {
    var pattern: TextPattern
    /// Index in ``Template/styles`` of its look; `nil`: that of the line.
    var style: Int?
  }
}

/// A line that is written for each entry of a list.
struct RepeatedLine: Sendable {
  var pattern: TextPattern
  /// Of the first entry, which often has space above it, and of the others.
  var first: Int
  var rest: Int
}

/// The styles of everything that stands in a section, as indices in ``Template/styles``.
struct BlockStyles: Sendable {
  var body: Int
  /// By level, the highest first; a deeper level takes the last.
  var headings: [Int]
  var bullets: [Int]
  var quote: Int
  /// Of a list of definitions.
  var term: Int
  var definition: Int
  /// Of the list item, the quotation or the meaning that the blocks stand in: what has an indent of its own starts where its text starts.
  var around: Int?
  var code: Int
  /// Cells of columns that begin, are centred and end at their edge.
  var cells: (start: Int, center: Int, end: Int)
  var headCell: Int
  /// The first cells of rows that say what these are about.
  var rowHead: Int
  /// Below a table.
  var tableNote: Int
  /// Above a table.
  var caption: Int
  /// A picture, and what stands below it.
  var figure: Int
  var figureCaption: Int
}

/// How numbered findings look, by level.
struct FindingStyles: Sendable {
  struct Level: Sendable {
    /// The paragraph beside the number.
    var first: Int
    /// Further paragraphs.
    var more: Int
    /// Further paragraphs that open with a label.
    var note: Int
    /// The paragraph beside the number is a heading.
    var isHeading = false
  }

  /// The outermost level first; a deeper one takes the last.
  var levels: [Level]
  var numbers: [NumberPattern]
  /// UTF-8 of the labels that make a further paragraph a note.
  var labels: [[UInt8]]

  /// How a level looks, 0 for the outermost.
  func level(_ level: Int) -> Level { levels[min(level, levels.count - 1)] }

  /// Word numbers nine levels of a list (ECMA-376 Part 1, 17.9.6), and nobody reads more.
  static let deepest = 9
}
