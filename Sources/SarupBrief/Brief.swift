public import SarupSyntax
public import SarupThai

/// What an author wrote: a header, findings, credits. It says nothing about how it looks.
public struct Brief: Sendable, Equatable {
  /// What the brief is called; never empty in one that was read.
  public var title: RichText
  /// A second title, such as the English one.
  public var subtitle: RichText?
  /// The agency that publishes the brief.
  public var agency: RichText?
  /// The unit of the agency.
  public var unit: RichText?
  /// The document's own number (ที่).
  public var number: RichText?
  /// The day, the month or the days that the brief is about.
  public var date: Placed<BriefDate>?
  /// Where it took place.
  public var place: RichText?
  /// What it is about (เรื่อง).
  public var subject: RichText?
  /// Whom it is written to (เรียน).
  public var to: RichText?
  /// Who sends it.
  public var from: RichText?
  /// Blocks before the findings.
  public var lead: [Block] = []
  /// One list as a rule; several lists with headings and paragraphs between them where the author wrote so.
  public var findings: [Block] = []
  /// Blocks behind the findings.
  public var closing: [Block] = []
  /// Who made the brief, in the order in which they are named.
  public var credits: [Credit] = []
  /// Who signs it, in the order of the signatures.
  public var signatures: [Signature] = []
  /// What is sent along (สิ่งที่ส่งมาด้วย).
  public var attachments: [RichText] = []
  /// In the order in which the text refers to them.
  public var footnotes: [Footnote] = []
  /// Words to find the brief by.
  public var keywords: [String] = []
  /// BCP 47.
  public var language = "th"
  /// Path of a picture, relative to the brief.
  public var logo: Placed<String>?
  /// Name or path of a template.
  public var template: Placed<String>?
  /// Path of a user dictionary, relative to the brief.
  public var dictionary: Placed<String>?
  /// The digits of generated numbers and dates; `nil` leaves it to the template.
  public var digits: DigitMode?
  /// What `sarup check` is not to look for in it.
  package var lint = LintSettings()
  /// Every further key in the order of the source; templates reach them by name.
  public var extra: [Extra] = []

  package init(title: RichText) { self.title = title }

  /// A key that is none of the brief's own.
  public struct Extra: Sendable, Equatable {
    /// The key as it was written.
    public var key: Placed<String>
    /// What stands behind the key.
    public var value: ExtraValue

    package init(key: Placed<String>, value: ExtraValue) {
      self.key = key
      self.value = value
    }
  }
}

/// A value and where it was written. Equality compares the value alone.
public struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
  /// The value.
  public var value: Value
  /// Where it was written; `nil` for a value that no source holds.
  public var span: Span?

  package init(_ value: Value, at span: Span? = nil) {
    self.value = value
    self.span = span
  }

  /// Compares the values alone.
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
  /// Level 1 is the highest heading below the title. Its label is what references call it by.
  case heading(level: Int, RichText, label: Placed<String>? = nil)
  /// Numbered findings, at any depth.
  case findings(FindingList)
  case bullets([[Block]])
  case definitions([Definition])
  case quote([Block])
  case code(String, span: Span?)
  /// A thematic break (`***`).
  case rule(span: Span?)
  case table(Table)
  case figure(Figure)
  case pageBreak(span: Span?)
  /// Blocks on pages of their own that are wider than high, such as a table of many columns.
  case landscape([Block])
}

extension Block: Equatable {
  /// Equality compares what was written, not where.
  public static func == (left: Block, right: Block) -> Bool {
    switch (left, right) {
    case (.paragraph(let left), .paragraph(let right)): left == right
    case (.heading(let level, let left, let label), .heading(let other, let right, let otherLabel)):
      level == other && left == right && label == otherLabel
    case (.findings(let left), .findings(let right)): left == right
    case (.bullets(let left), .bullets(let right)): left == right
    case (.definitions(let left), .definitions(let right)): left == right
    case (.quote(let left), .quote(let right)): left == right
    case (.code(let left, _), .code(let right, _)): left == right
    case (.rule, .rule), (.pageBreak, .pageBreak): true
    case (.table(let left), .table(let right)): left == right
    case (.landscape(let left), .landscape(let right)): left == right
    case (.figure(let left), .figure(let right)): left == right
    default: false
    }
  }
}

/// A numbered list.
public struct FindingList: Sendable, Equatable {
  /// The number of its first item.
  public var start: Int
  /// The findings in their order; each is one higher than the one before it.
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
  /// What references call it by.
  public var label: Placed<String>?

  package init(blocks: [Block], label: Placed<String>? = nil) {
    self.blocks = blocks
    self.label = label
  }
}

/// A term and what it means.
public struct Definition: Sendable, Equatable {
  /// What is defined.
  public var term: RichText
  /// Each meaning may have several blocks.
  public var meanings: [[Block]]

  package init(term: RichText, meanings: [[Block]]) {
    self.term = term
    self.meanings = meanings
  }
}

/// A table; rows and columns start at the top left.
public struct Table: Sendable, Equatable {
  /// On which side of its column a cell's text stands; `decimal` puts the points of numbers below each other.
  public enum Alignment: Sendable, Equatable { case start, center, end, decimal }

  /// What the table shows.
  public var caption: RichText?
  /// One for each column.
  public var alignments: [Alignment]
  /// One for each column, or none at all; `nil` where the content decides.
  public var widths: [FigureWidth?] = []
  /// How many rows at the top are headers.
  public var headerRows: Int
  /// How many columns at the start are headers of their rows.
  public var headerColumns = 0
  /// Rows from the top, cells from the start of the line.
  public var rows: [[TableCell]]
  /// What stands below it, such as where its numbers are from.
  public var notes: [RichText] = []
  /// What references call it by.
  public var label: Placed<String>?
  /// Where the table was written.
  public var span: Span?

  package init(
    caption: RichText? = nil, alignments: [Alignment], headerRows: Int, rows: [[RichText]], span: Span? = nil
  ) {
    self.caption = caption
    self.alignments = alignments
    self.headerRows = headerRows
    self.rows = rows.map { row in row.map { TableCell($0) } }
    self.span = span
  }

  /// Compares what the tables say, not where they were written.
  public static func == (left: Table, right: Table) -> Bool {
    left.caption == right.caption && left.alignments == right.alignments && left.headerRows == right.headerRows
      && left.rows == right.rows && left.label == right.label && left.widths == right.widths
      && left.headerColumns == right.headerColumns && left.notes == right.notes
  }
}

/// A picture with what a reader who cannot see it needs.
public struct Figure: Sendable, Equatable {
  /// Relative to the brief.
  public var path: Placed<String>
  /// `nil` where the author gave none; empty where the picture is decorative.
  public var alternative: String?
  /// What stands below the picture.
  public var caption: RichText?
  /// How wide it is printed; `nil` for its own size.
  public var width: FigureWidth?
  /// What references call it by.
  public var label: Placed<String>?

  package init(path: Placed<String>, alternative: String?, caption: RichText?, width: FigureWidth? = nil) {
    self.path = path
    self.alternative = alternative
    self.caption = caption
    self.width = width
  }
}

/// A width as it was written: a length, or a part of the room between the margins.
public struct FigureWidth: Sendable, Equatable {
  /// What the number counts.
  public enum Unit: String, Sendable, CaseIterable {
    case millimetres = "mm"
    case centimetres = "cm"
    case points = "pt"
    case inches = "in"
    /// Hundredths of the room between the margins.
    case percent = "%"
    /// Of a column alone: its part of the room that columns of other units leave.
    case part = ""
  }

  /// More than nothing.
  public var amount: Double
  /// What ``amount`` counts.
  public var unit: Unit

  package init(_ amount: Double, _ unit: Unit) {
    self.amount = amount
    self.unit = unit
  }
}

/// A note that the text refers to.
public struct Footnote: Sendable, Equatable {
  /// What its author called it.
  public var label: String
  /// Its text.
  public var blocks: [Block]
  /// Where its label was written before its text.
  public var span: Span?

  package init(label: String, blocks: [Block], span: Span? = nil) {
    self.label = label
    self.blocks = blocks
    self.span = span
  }

  /// Compares what the notes say, not where they were written.
  public static func == (left: Footnote, right: Footnote) -> Bool {
    left.label == right.label && left.blocks == right.blocks
  }
}

/// Who made the brief.
public struct Credit: Sendable, Equatable {
  /// A person, or the unit itself.
  public var name: RichText
  /// The unit that a person is of.
  public var unit: RichText?
  /// What they did.
  public var role: RichText?

  package init(name: RichText, unit: RichText? = nil, role: RichText? = nil) {
    self.name = name
    self.unit = unit
    self.role = role
  }
}
