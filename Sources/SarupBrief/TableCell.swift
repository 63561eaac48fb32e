public import SarupSyntax

/// A cell of a table, which may reach over several columns and rows. What it covers has no cells of its own.
public struct TableCell: Sendable, Equatable {
  /// One as a rule; an empty cell has one without text.
  public var paragraphs: [RichText]
  /// How many columns it reaches over.
  public var columns = 1
  /// How many rows it reaches over.
  public var rows = 1
  /// Where it was written.
  public var span: Span?

  package init(_ text: RichText = RichText(), columns: Int = 1, rows: Int = 1) {
    paragraphs = [text]
    self.columns = columns
    self.rows = rows
  }

  /// Compares what cells say, not where they were written.
  public static func == (left: TableCell, right: TableCell) -> Bool {
    left.paragraphs == right.paragraphs && left.columns == right.columns && left.rows == right.rows
  }

  /// Whether nothing stands in it.
  package var isEmpty: Bool { paragraphs.allSatisfy(\.isEmpty) }
}

/// Where the cells of a table stand, when each takes the first column that is free in its row.
package struct TableGrid: Sendable {
  package enum Fault: Sendable, Equatable {
    /// A cell that reaches over columns meets one that reaches down from above.
    case overlap(row: Int, cell: Int)
    /// A cell reaches below the last row.
    case below(row: Int, cell: Int)
    /// A row ends before the last column.
    case short(row: Int, found: Int)
  }

  /// By row and cell, the column it begins in.
  package private(set) var places: [[Int]] = []
  package private(set) var columns: Int
  package private(set) var faults: [Fault] = []

  /// - Parameter columns: How many there are at least.
  package init(_ rows: [[TableCell]], columns least: Int) {
    columns = least
    // By column, how many further rows are covered from above.
    var covered = [Int](repeating: 0, count: least)
    var filled: [Int] = []
    for (row, cells) in rows.enumerated() {
      var column = 0
      var next = covered.map { max(0, $0 - 1) }
      var places: [Int] = []
      for (number, cell) in cells.enumerated() {
        while column < covered.count, covered[column] > 0 { column += 1 }
        let reach = column..<column + cell.columns
        if reach.upperBound > covered.count {
          let more = Array(repeating: 0, count: reach.upperBound - covered.count)
          covered += more
          next += more
        }
        if covered[reach].contains(where: { $0 > 0 }) { faults.append(.overlap(row: row, cell: number)) }
        if cell.rows > rows.count - row { faults.append(.below(row: row, cell: number)) }
        for index in reach { next[index] = max(next[index], cell.rows - 1) }
        places.append(column)
        column = reach.upperBound
      }
      while column < covered.count, covered[column] > 0 { column += 1 }
      filled.append(column)
      self.places.append(places)
      covered = next
    }
    columns = max(least, covered.count)
    for (row, count) in filled.enumerated() where count < columns {
      // Those that reach down from above behind a gap do not fill it.
      faults.append(.short(row: row, found: count))
    }
  }
}

extension DiagnosticCode {
  static let tableSpan: DiagnosticCode = "table-span"
  static let tableRow: DiagnosticCode = "table-row-short"
}
