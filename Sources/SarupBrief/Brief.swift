public import SarupSyntax
public import SarupThai

/// What an author wrote: a header, findings, credits. It says nothing about how it looks.
public struct Brief: Sendable, Equatable {
  public var title: RichText
  public var subtitle: RichText?
  public var agency: RichText?
  public var unit: RichText?
  /// The document's own number (ที่).
  public var number: RichText?
  public var date: Placed<BriefDate>?
  public var place: RichText?
  public var subject: RichText?
  public var to: RichText?
  public var from: RichText?
  /// Blocks before the findings.
  public var lead: [Block] = []
  /// One list as a rule; several lists with headings and paragraphs between them where the author wrote so.
  public var findings: [Block] = []
  /// Blocks behind the findings.
  public var closing: [Block] = []
  public var credits: [Credit] = []
  public var attachments: [RichText] = []
  public var footnotes: [Footnote] = []
  public var keywords: [String] = []
  /// BCP 47.
  public var language = "th"
  /// Path of a picture, relative to the brief.
  public var logo: Placed<String>?
  public var template: Placed<String>?
  /// Path of a user dictionary, relative to the brief.
  public var dictionary: Placed<String>?
  public var digits: DigitMode?
  /// Every further key in the order of the source; templates reach them by name.
  public var extra: [Extra] = []

  package init(title: RichText) { self.title = title }

  public struct Extra: Sendable, Equatable {
    public var key: Placed<String>
    public var value: ExtraValue

    package init(key: Placed<String>, value: ExtraValue) {
      self.key = key
      self.value = value
    }
  }
}

/// A value and where it was written. Equality compares the value alone.
public struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
  public var value: Value
  public var span: Span?

  package init(_ value: Value, at span: Span? = nil) {
    self.value = value
    self.span = span
  }

  public static func == (left: Placed, right: Placed) -> Bool { left.value == right.value }
}

/// The value of a key that the brief's own fields do not name.
public indirect enum ExtraValue: Sendable, Equatable {
  case text(RichText)
  case list([ExtraValue])
  case record([Brief.Extra])
}

/// A piece of a brief's text.
public indirect enum Block: Sendable {
  case paragraph(RichText)
  /// Level 1 is the highest heading below the title.
  case heading(level: Int, RichText)
  /// Numbered findings, at any depth.
  case findings(FindingList)
  case bullets([[Block]])
  case quote([Block])
  case code(String, span: Span?)
  /// A thematic break (`***`).
  case rule(span: Span?)
  case table(Table)
  case figure(Figure)
  case pageBreak(span: Span?)
}

extension Block: Equatable {
  /// Equality compares what was written, not where.
  public static func == (left: Block, right: Block) -> Bool {
    switch (left, right) {
    case (.paragraph(let left), .paragraph(let right)): left == right
    case (.heading(let level, let left), .heading(let other, let right)): level == other && left == right
    case (.findings(let left), .findings(let right)): left == right
    case (.bullets(let left), .bullets(let right)): left == right
    case (.quote(let left), .quote(let right)): left == right
    case (.code(let left, _), .code(let right, _)): left == right
    case (.rule, .rule), (.pageBreak, .pageBreak): true
    case (.table(let left), .table(let right)): left == right
    case (.figure(let left), .figure(let right)): left == right
    default: false
    }
  }
}

/// A numbered list.
public struct FindingList: Sendable, Equatable {
  /// The number of its first item.
  public var start: Int
  public var items: [Finding]

  package init(start: Int = 1, items: [Finding]) {
    self.start = start
    self.items = items
  }
}

/// One numbered finding with everything under its number.
public struct Finding: Sendable, Equatable {
  /// The first block stands beside the number; further paragraphs and findings below it follow in their order.
  public var blocks: [Block]

  package init(blocks: [Block]) { self.blocks = blocks }
}

/// A table; rows and columns start at the top left.
public struct Table: Sendable, Equatable {
  public enum Alignment: Sendable, Equatable { case start, center, end }

  public var caption: RichText?
  public var alignments: [Alignment]
  /// How many rows at the top are headers.
  public var headerRows: Int
  public var rows: [[RichText]]
  public var span: Span?

  package init(
    caption: RichText? = nil, alignments: [Alignment], headerRows: Int, rows: [[RichText]], span: Span? = nil
  ) {
    self.caption = caption
    self.alignments = alignments
    self.headerRows = headerRows
    self.rows = rows
    self.span = span
  }

  public static func == (left: Table, right: Table) -> Bool {
    left.caption == right.caption && left.alignments == right.alignments && left.headerRows == right.headerRows
      && left.rows == right.rows
  }
}

/// A picture with what a reader who cannot see it needs.
public struct Figure: Sendable, Equatable {
  /// Relative to the brief.
  public var path: Placed<String>
  /// `nil` where the author gave none; empty where the picture is decorative.
  public var alternative: String?
  public var caption: RichText?

  package init(path: Placed<String>, alternative: String?, caption: RichText?) {
    self.path = path
    self.alternative = alternative
    self.caption = caption
  }
}

/// A note that the text refers to.
public struct Footnote: Sendable, Equatable {
  public var label: String
  public var blocks: [Block]

  package init(label: String, blocks: [Block]) {
    self.label = label
    self.blocks = blocks
  }
}

/// Who made the brief.
public struct Credit: Sendable, Equatable {
  public var name: RichText
  public var unit: RichText?
  public var role: RichText?

  package init(name: RichText, unit: RichText? = nil, role: RichText? = nil) {
    self.name = name
    self.unit = unit
    self.role = role
  }
}
