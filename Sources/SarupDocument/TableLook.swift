/// The lines of a table, and where in a row stands what is lower than it.
package struct TableLook: Sendable, Hashable {
  package enum Borders: String, Sendable, CaseIterable {
    /// Around every cell.
    case grid
    /// Above the table and below each row.
    case horizontal
    /// Above the table, below its head and at its end.
    case header
    case none
  }

  package var borders = Borders.grid
  package var thickness: Points = 0.5
  package var color = Color.black
  package var alignment = ColumnsProperties.VerticalAlignment.top
  /// Of header rows.
  package var headAlignment = ColumnsProperties.VerticalAlignment.top

  package init() {}

  /// Whether the lines are those that tables have when nobody says anything of them.
  package var hasUsualLines: Bool {
    let usual = TableLook()
    return borders == usual.borders && thickness == usual.thickness && color == usual.color
  }

  package func alignment(isHeader: Bool) -> ColumnsProperties.VerticalAlignment {
    isHeader ? headAlignment : alignment
  }
}

extension Document {
  /// Whether a row is the last of the header rows at the top of its table.
  package func endsHead(row: Int) -> Bool {
    guard elements.indices.contains(row), case .row(isHeader: true) = elements[row].kind else { return false }
    let next = elements[row].end
    guard elements.indices.contains(next), elements[next].parent == elements[row].parent else { return true }
    if case .row(isHeader: true) = elements[next].kind { return false }
    return true
  }
}
