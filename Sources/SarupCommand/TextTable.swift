internal import SarupSyntax

/// Columns of text that align in a terminal: Thai marks take no cell, Han characters two.
struct TextTable {
  private var rows: [[String]]

  init(_ heads: String...) { rows = [heads] }

  mutating func add(_ cells: String...) { rows.append(cells.map { DisplayCells.harmless($0) }) }

  /// Each row on a line of its own; the last column is as wide as it likes.
  var text: String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], Self.width(of: cell))
      }
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        text += cell
        if column + 1 < row.count { text += String(repeating: " ", count: widths[column] - Self.width(of: cell) + 2) }
      }
      text += "\n"
    }
    return text
  }

  private static func width(of cell: String) -> Int {
    cell.unicodeScalars.reduce(0) { $0 + DisplayCells.width(of: $1) }
  }
}
