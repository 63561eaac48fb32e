internal import SarupDocument

/// One block of the flow of pages: what the first pass keeps of a paragraph, a rule or a forced page break.
///
/// A block is one or more lines of one height, or a single box. It says nothing about where on which page it stands.
struct FlowBlock: Sendable {
  enum Kind: UInt8, Sendable {
    case paragraph
    case rule
    case pageBreak
    /// A picture between `left` and `right`.
    case figure
    /// A row of a table, or a slice of one that no page holds; `firstLine` is its index in ``Flow/rows``.
    case row
  }

  var kind: Kind
  /// Index of the document's element.
  var element: Int
  /// Index of the item or the footnote whose label stands beside the first line; -1 for none.
  var labelItem = -1
  /// The outermost group the block lies in; -1 for none.
  var group = -1
  /// Index of the first line in ``Flow/lineEnds``; only paragraphs have entries there.
  var firstLine = 0
  var lineCount = 1
  /// Edges of the lines behind the first, from the sheet's left edge.
  var left: Points = 0
  var right: Points = 0
  /// Left edge of the first line's text, behind its indent and its label.
  var firstLeft: Points = 0
  /// Left edge of the label.
  var labelLeft: Points = 0
  var ascent: Points = 0
  var lineHeight: Points = 0
  var spaceBefore: Points = 0
  var spaceAfter: Points = 0
  /// Index of the style whose box is drawn; -1 for none.
  var boxStyle = -1
  /// Border and padding of the box above the first line and below the last.
  var insetTop: Points = 0
  var insetBottom: Points = 0
  /// The box goes on from the block above, or into the one below.
  var joinsAbove = false
  var joinsBelow = false
  var keepWithNext = false
  var keepTogether = false
  var widows = 2
  var orphans = 2
  /// Stands on pages that are wider than high.
  var isLandscape = false

  init(kind: Kind, element: Int) {
    self.kind = kind
    self.element = element
  }
}

/// One row of a table as it is drawn.
struct TableRow: Sendable {
  /// Index in ``Flow/tables``.
  var table: Int
  /// Range of ``Flow/cellLines``.
  var cells: Range<Int>
  /// Where the row has a line above it, from left to right.
  var tops: [ClosedRange<Points>]
  /// Where vertical lines stand.
  var sides: [Points]
  /// Whether a line ends the table below it.
  var isRuled = true
  /// Whether a line stands below it wherever it is.
  var endsHead = false
}

/// A line of a paragraph, or a box, inside a row.
struct CellLine: Sendable {
  var block: FlowBlock
  var line: Int
  /// From the top of the row.
  var top: Points
}

struct FlowTable: Sendable {
  var look = TableLook()
  /// Indices in ``Flow/blocks`` of the rows that are repeated on each page.
  var headerBlocks: [Int] = []
  var headerHeight: Points = 0
}

/// All blocks in reading order, with the ends of their lines: a few bytes for each line, whatever stands on it.
struct Flow: Sendable {
  var blocks: [FlowBlock] = []
  /// For each line of each paragraph, the byte offset behind it.
  var lineEnds: [UInt32] = []
  var rows: [TableRow] = []
  /// What stands in the cells of all rows, row by row and cell by cell.
  var cellLines: [CellLine] = []
  var tables: [FlowTable] = []
  var notes = FlowNotes()
  var looseLines: [LooseLine] = []
}

/// A justified line whose gaps are wider than any reader overlooks, or that stays short of the margin because they would be.
package struct LooseLine: Sendable, Equatable {
  /// Index of the document's element.
  package var element: Int
  /// Of the element's text.
  package var bytes: Range<Int>
  /// It ends before the margin.
  package var isShort: Bool
  /// The higher, the worse.
  package var badness: Double
}

/// The footnotes of a document, which stand at the feet of pages: their lines in one row, and which lines refer to them.
struct FlowNotes: Sendable {
  /// A line of a footnote.
  struct Line: Sendable {
    /// Index in ``blocks``.
    var block: Int32
    var line: Int32
  }

  /// A line of the text that refers to a footnote first.
  struct Mark: Sendable {
    /// Index in ``Flow/blocks``.
    var block: Int
    var line: Int
    /// Index in ``starts``.
    var note: Int
  }

  var blocks: [FlowBlock] = []
  var lines: [Line] = []
  /// Heights of all lines before each, and of all.
  var tops: [Points] = [0]
  /// The first line of each footnote.
  var starts: [Int] = []
  /// The elements of the footnotes, in their order.
  var elements: [Int] = []
  var marks: [Mark] = []

  var isEmpty: Bool { lines.isEmpty }

  /// Height of some lines.
  func height(_ range: Range<Int>) -> Points { tops[range.upperBound] - tops[range.lowerBound] }
}
