/// A Markdown text as blocks whose texts know where they were written.
package struct MarkdownDocument: Sendable {
  package var blocks: [MarkdownBlock] = []
  /// In the order in which the text refers to them; ``RichText/Run/footnote`` is an index into them.
  package var footnotes: [MarkdownFootnote] = []
}

/// One block and its place.
package struct MarkdownBlock: Sendable {
  package indirect enum Kind: Sendable {
    case paragraph(RichText)
    /// Levels count from 1, as many as the marks.
    case heading(level: Int, RichText)
    case orderedList(start: Int, items: [[MarkdownBlock]])
    case bulletList(items: [[MarkdownBlock]])
    case definitions([MarkdownDefinition])
    case quote([MarkdownBlock])
    /// What stands behind the fence names what the code is; it is empty for indented code.
    case code(info: String, text: String, place: CodePlace)
    case rule
    case pageBreak
    /// Where a part begins whose pages are wider than high, and where it ends.
    case landscape
    case portrait
    case table(MarkdownTable)
    /// A picture that stands alone in its paragraph.
    case figure(MarkdownFigure)
  }

  package var kind: Kind
  package var span: Span?

  package init(_ kind: Kind, at span: Span?) {
    self.kind = kind
    self.span = span
  }
}

/// A term and what it means; several meanings have marks of their own.
package struct MarkdownDefinition: Sendable {
  package var term: RichText
  package var meanings: [[MarkdownBlock]]
}

/// Where the lines of a code block were written.
package struct CodePlace: Sendable {
  /// Set when the code stands in the source in one piece: byte n of the code was written at byte n of the span.
  package var exact: Span?
  /// Whole lines with the blanks before them; `nil` when something else stands before the code, as in a quote.
  package var lines: Span?
}

/// A table with one header row.
package struct MarkdownTable: Sendable {
  package enum Alignment: Sendable { case start, center, end }

  package var alignments: [Alignment]
  /// The first row is the header.
  package var rows: [[RichText]]
}

/// A picture as Markdown can tell of it.
package struct MarkdownFigure: Sendable {
  package var path: String
  package var pathSpan: Span?
  /// The text in the square brackets; `nil` when they are empty.
  package var alternative: String?
  /// The title behind the path.
  package var caption: RichText?
}

/// A footnote's text.
package struct MarkdownFootnote: Sendable {
  package var label: String
  package var blocks: [MarkdownBlock]
  /// Where the label stands before its text.
  package var span: Span?
  /// No block refers to it.
  package var isUnused = false
}

/// How much the Markdown reader takes before it refuses.
package struct MarkdownLimits: Sendable {
  /// Size of one text in bytes.
  package var bytes = 16 << 20
  /// How deep lists and quotes may stand in each other.
  package var depth = 32
  /// Columns of one table.
  package var columns = 256
  /// Cells of one table, empty ones included: a short row counts in full.
  package var cells = 1 << 20
  /// Exclamation marks of one paragraph: each may open a picture, and the parser's time grows with their square.
  package var pictures = 1000

  package init() {}
}

extension DiagnosticCode {
  static let markdownSize: DiagnosticCode = "markdown-size"
  static let markdownNesting: DiagnosticCode = "markdown-nesting"
  /// A row with more cells than the head, which CommonMark's tables leave out without a word.
  static let markdownTableRow: DiagnosticCode = "markdown-table-row"
  static let markdownTableSize: DiagnosticCode = "markdown-table-size"
  static let markdownEmphasis: DiagnosticCode = "markdown-emphasis"
  static let markdownHTML: DiagnosticCode = "markdown-html"
  static let markdownComment: DiagnosticCode = "markdown-comment"
  static let markdownImage: DiagnosticCode = "markdown-image"
  static let markdownNumber: DiagnosticCode = "markdown-number"
  static let markdownDefinition: DiagnosticCode = "markdown-definition"
  package static let markdownFootnote: DiagnosticCode = "markdown-footnote"
}
