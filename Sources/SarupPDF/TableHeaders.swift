internal import SarupDocument

/// Which header cells say what each cell of a table is about, for tables in which cells reach over several columns or rows.
struct TableHeaders {
  /// By cell, the elements of its headers: those above it first.
  private(set) var ofCell: [Int: [Int]] = [:]
  /// Header cells that others refer to.
  private(set) var named: Set<Int> = []

  fileprivate struct Cell {
    var element: Int
    var rows: Range<Int>
    var columns: Range<Int>
    var isColumnHeader: Bool
    var isRowHeader: Bool
  }

  init(_ document: Document) {
    for (index, element) in document.elements.enumerated() {
      guard case .table = element.kind else { continue }
      let cells = Self.cells(of: index, in: document)
      guard cells.contains(where: { $0.rows.count > 1 || $0.columns.count > 1 }) else { continue }
      let headers = cells.filter { $0.isColumnHeader || $0.isRowHeader }
      for cell in cells {
        let above = headers.filter { $0.isColumnHeader && $0.isAbove(cell) }
        let beside = headers.filter { $0.isRowHeader && $0.isBeside(cell) }
        let own = (above + beside).map(\.element)
        if own.isEmpty { continue }
        ofCell[cell.element] = own
        named.formUnion(own)
      }
    }
  }

  /// The cells in their places: each takes the first column that is free in its row.
  private static func cells(of table: Int, in document: Document) -> [Cell] {
    var cells: [Cell] = []
    var covered: [Int] = []
    var row = 0
    var element = table + 1
    while element < document.elements[table].end {
      guard case .row(let isHeader) = document.elements[element].kind else {
        element = max(element + 1, document.elements[element].end)
        continue
      }
      var column = 0
      var next = covered.map { max(0, $0 - 1) }
      var child = element + 1
      while child < document.elements[element].end {
        if case .cell(let cell) = document.elements[child].kind {
          while column < covered.count, covered[column] > 0 { column += 1 }
          let reach = column..<column + max(1, cell.columnSpan)
          while next.count < reach.upperBound {
            next.append(0)
            covered.append(0)
          }
          for index in reach { next[index] = max(next[index], cell.rowSpan - 1) }
          cells.append(
            Cell(
              element: child, rows: row..<row + max(1, cell.rowSpan), columns: reach, isColumnHeader: isHeader,
              isRowHeader: cell.isRowHeader))
          column = reach.upperBound
        }
        child = max(child + 1, document.elements[child].end)
      }
      covered = next
      row += 1
      element = max(element + 1, document.elements[element].end)
    }
    return cells
  }
}

extension TableHeaders.Cell {
  fileprivate func isAbove(_ other: Self) -> Bool {
    rows.upperBound <= other.rows.lowerBound && columns.overlaps(other.columns)
  }

  fileprivate func isBeside(_ other: Self) -> Bool {
    columns.upperBound <= other.columns.lowerBound && rows.overlaps(other.rows)
  }
}
