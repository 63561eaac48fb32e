package import SarupImage
package import SarupSyntax
package import SarupThai

/// What the document says, with every style and role resolved: the first of the two pivots.
///
/// Elements stand in reading order, each before its children: an element's children are the elements from its own index + 1
/// up to its `end`. An index of `elements` names an element in everything that follows (marks of a page, structure, bookmarks).
package struct Document: Sendable {
  package var properties: DocumentProperties
  package var page: PageSetup
  package var styles: [ParagraphStyle]
  package var numberings: [NumberingScheme]
  /// Indices in ``styles`` of the levels of bulleted lists, the outermost first, whether something stands on them or not.
  package var bulletStyles: [Int] = []
  package var elements: [Element]
  /// Each picture once, however often it is shown.
  package var pictures: [Picture] = []
  /// Elements that references lead to or that have a label of the author's, by their place in the document.
  package var anchors: [Anchor] = []
  /// Numbered captions, by their place in the document.
  package var captions: [Caption] = []
  /// How footnotes are numbered.
  package var noteNumbers = NumberFormat.arabicDigits

  package init(
    properties: DocumentProperties, page: PageSetup, styles: [ParagraphStyle], numberings: [NumberingScheme],
    elements: [Element]
  ) {
    self.properties = properties
    self.page = page
    self.styles = styles
    self.numberings = numberings
    self.elements = elements
  }
}

/// An element with a name that links from outside may use.
package struct Anchor: Sendable, Equatable {
  package var element: Int
  package var name: String

  package init(element: Int, name: String) {
    self.element = element
    self.name = name
  }
}

/// The number at the beginning of a caption.
package struct Caption: Sendable, Equatable {
  package enum Kind: String, Sendable { case table, figure }

  /// Index of its paragraph.
  package var element: Int
  package var kind: Kind
  package var ordinal: Int
  package var format: NumberFormat
  /// Bytes of the paragraph's text: the label, such as ตารางที่ ๑, and the number in it.
  package var label: Range<Int>
  package var number: Range<Int>

  package init(
    element: Int, kind: Kind, ordinal: Int, format: NumberFormat, label: Range<Int>, number: Range<Int>
  ) {
    self.element = element
    self.kind = kind
    self.ordinal = ordinal
    self.format = format
    self.label = label
    self.number = number
  }
}

extension Document {
  /// Whether an output without pages has to know the numbers of some: for a table of contents, for how many there are, or for the
  /// heading that a running line shows.
  package var needsPageNumbers: Bool {
    let countsPages = page.allHeads.contains { $0.contain(.pageCount) || $0.contain(.section) }
    return countsPages
      || elements.contains { element in
        if case .contents = element.kind { true } else { false }
      }
  }

  /// The caption whose paragraph an element is.
  package func caption(of element: Int) -> Caption? {
    // They stand in the order of the document.
    var lower = 0
    var upper = captions.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if captions[middle].element < element { lower = middle + 1 } else { upper = middle }
    }
    return lower < captions.count && captions[lower].element == element ? captions[lower] : nil
  }
}

/// A field of the brief as it is shown.
package struct FieldText: Sendable, Equatable {
  package var field: BriefField
  package var text: String

  package init(_ field: BriefField, _ text: String) {
    self.field = field
    self.text = text
  }
}

/// Facts about the whole document that outputs write into their metadata.
package struct DocumentProperties: Sendable, Equatable {
  package var title: String
  package var authors: [String] = []
  package var subject: String?
  package var keywords: [String] = []
  /// Agency that publishes it.
  package var publisher: String?
  package var language: LanguageTag
  /// The day the outputs carry as their date; nothing of the clock.
  package var date: CalendarDay?
  /// What the fields of the text that are a date stand for.
  package var briefDate: BriefDate?
  /// Fields of the brief as they are shown, where an output asks for those that no line prints.
  package var fieldTexts: [FieldText] = []
  /// What the front matter says beyond the above, by its own names: for the properties of a file that people and programs look through
  /// records by. Each name once, letters of either case being the same.
  package var details: [Detail] = []

  package struct Detail: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  package init(title: String, language: LanguageTag) {
    self.title = title
    self.language = language
  }
}

/// One node of the document.
package struct Element: Sendable {
  package enum Kind: Sendable {
    /// Holds what belongs together and is kept together if a page allows it.
    case group(GroupRole)
    case paragraph(Paragraph)
    /// A list; its children are items.
    case list(ListProperties)
    case item(ItemProperties)
    /// Terms and what they mean; its children are definitions.
    case definitions
    /// Its children are the paragraph of its term and its meanings.
    case definition
    /// Its children are blocks.
    case meaning
    case quote
    case rule(RuleProperties = RuleProperties())
    case pageBreak
    /// Children are its caption and rows, theirs are cells, theirs are blocks.
    case table(TableProperties)
    case row(isHeader: Bool)
    case cell(CellProperties)
    case figure(FigureProperties)
    /// A footnote, behind the paragraph that refers to it first; its children are paragraphs. Outputs set it apart.
    case note(NoteProperties)
    /// A table of contents; its children are paragraphs, one for each entry.
    case contents(ContentsProperties)
    /// Blocks side by side; its children are columns.
    case columns(ColumnsProperties)
    /// Its children are paragraphs, pictures and rules.
    case column
  }

  package var kind: Kind
  /// Index of the parent; -1 for a block at the top.
  package var parent: Int
  /// Index behind the last element of this one's subtree.
  package var end: Int
  package var span: SarupSyntax.Span?

  package init(kind: Kind, parent: Int, end: Int, span: SarupSyntax.Span? = nil) {
    self.kind = kind
    self.parent = parent
    self.end = end
    self.span = span
  }
}

package enum GroupRole: Sendable, Hashable {
  case header
  case credits
  /// Who signs; the paragraph before it stays with it.
  case signatures
  /// A table of contents with its title. It may go on over several pages.
  case contents
  /// What stands on pages of its own that are wider than high. It may go on over several pages.
  case landscape
}

/// What a paragraph is, for structure, bookmarks and built-in Word styles.
package enum ParagraphRole: Sendable, Hashable {
  case title
  case subtitle
  /// 1 is the highest below the title.
  case heading(Int)
  case byline
  case body
  /// A paragraph that opens with a label such as ข้อสังเกต; the label is the first `labelLength` bytes.
  case note(labelLength: Int)
  case credit
  /// A line of a signature.
  case signature
  case caption
  /// What a definition defines.
  case term
  case code
  case footnote
  /// The title above a table of contents.
  case contentsTitle
  /// A line of a table of contents, without its page number: all of it is a link to the heading of that level.
  case contentsEntry(Int)
}

package struct Paragraph: Sendable {
  package var role: ParagraphRole
  /// Index in ``Document/styles``.
  package var style: Int
  package var text: StyledText
  /// What follows begins on the same page, whatever the style says.
  package var keepsWithNext = false
  package var maker = Maker.brief

  /// Whose words a paragraph has.
  package enum Maker: Sendable, Equatable {
    case brief
    /// A line of the template, fields filled in.
    case line
    /// The template's line for one of the credits or attachments, by its place among them.
    case credit(Int)
    case attachment(Int)
  }

  package init(role: ParagraphRole, style: Int, text: StyledText) {
    self.role = role
    self.style = style
    self.text = text
  }
}

package struct ListProperties: Sendable, Equatable {
  /// Index in ``Document/numberings``; `nil` for a bulleted list.
  package var numbering: Int?
  /// 0 for the outermost level of its numbering.
  package var level: Int

  package init(numbering: Int?, level: Int) {
    self.numbering = numbering
    self.level = level
  }
}

/// An item of a list. It carries ordinals, not a label: Word numbers by the scheme, other outputs write ``Document/label(of:)``.
package struct ItemProperties: Sendable, Equatable {
  /// From the outermost level to this one; empty in a bulleted list.
  package var ordinals: [Int]
  /// The item begins its list anew with its ordinal, whatever came before.
  package var restarts: Bool

  package init(ordinals: [Int], restarts: Bool) {
    self.ordinals = ordinals
    self.restarts = restarts
  }
}

package struct ContentsProperties: Sendable, Equatable {
  /// The deepest level of headings that is listed.
  package var levels: Int
  /// Dots lead from an entry to its page number.
  package var hasLeaders: Bool

  package init(levels: Int, hasLeaders: Bool) {
    self.levels = levels
    self.hasLeaders = hasLeaders
  }
}

package struct NoteProperties: Sendable, Equatable {
  /// Counted from 1 through the document.
  package var number: Int

  package init(number: Int) { self.number = number }
}
