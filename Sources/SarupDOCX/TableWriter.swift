internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

/// The columns of a table while its rows are written: Word wants a cell for each place that a cell above reaches into.
struct TableGrid {
  /// Twentieths of a point.
  var widths: [Int]
  /// Rows that a cell above still reaches into, and over how many columns, by its first column.
  var pending: [(rows: Int, columns: Int)]
  var column = 0
  let look: TableLook
  var rowIsHeader = false
  /// The row in hand has a line below it that the table does not have of itself.
  var rowEndsHead = false

  /// Where the points of the open cell's number stand; `nil` in any other cell.
  var decimal: DecimalPlace?
  var cellWidth = 0

  /// - Parameter widths: Of the columns, where they are known from what is in them.
  init(_ properties: TableProperties, measure: Points, widths known: [Points]?) {
    look = properties.look
    let count = min(max(properties.columns, 1), 63)
    widths = properties.allWidths(of: count, in: measure, known: known).map {
      max(1, rounded($0 * 20, in: 1...31_680))
    }
    pending = Array(repeating: (0, 0), count: count)
  }

  /// Width of some columns from the one in hand.
  func width(of columns: Int) -> Int { widths[column..<min(column + columns, widths.count)].reduce(0, +) }
}

extension StoryWriter {
  mutating func openTable(_ properties: TableProperties, at index: Int, end: Int) {
    if needsParagraph || breaksPage { writeSeparator(twips: 120) }
    package.styles.usesTables = true
    hasContent = true
    let grid = TableGrid(properties, measure: sheet.measure, widths: package.options.columnWidths[index])
    xml.open("w:tbl")
    xml.open("w:tblPr")
    xml.value("w:tblStyle", package.styles.id("table", "TableGrid", name: "Table Grid"))
    xml.open("w:tblW")
    xml.attribute("w:w", grid.widths.reduce(0, +))
    xml.attribute("w:type", "dxa")
    xml.close()
    writeBorders(properties.look)
    xml.open("w:tblLayout")
    xml.attribute("w:type", properties.isAutomatic ? "autofit" : "fixed")
    xml.close()
    xml.open("w:tblLook")
    xml.attribute("w:val", "0620")
    xml.attribute("w:firstRow", 1)
    xml.attribute("w:lastRow", 0)
    xml.attribute("w:firstColumn", 0)
    xml.attribute("w:lastColumn", 0)
    xml.attribute("w:noHBand", 1)
    xml.attribute("w:noVBand", 1)
    xml.close()
    xml.close()
    xml.open("w:tblGrid")
    for width in grid.widths {
      xml.open("w:gridCol")
      xml.attribute("w:w", width)
      xml.close()
    }
    xml.close()
    tables.append(grid)
    containers.append((.table, end))
  }

  /// What the table has over its style, whose lines are the usual ones.
  private mutating func writeBorders(_ look: TableLook) {
    if look.hasUsualLines { return }
    xml.open("w:tblBorders")
    let isOpen = look.borders != .none
    let sides: [(StaticString, Bool)] = [
      ("w:top", isOpen), ("w:left", look.borders == .grid), ("w:bottom", isOpen), ("w:right", look.borders == .grid),
      ("w:insideH", look.borders == .grid || look.borders == .horizontal), ("w:insideV", look.borders == .grid),
    ]
    for (side, isDrawn) in sides {
      if isDrawn {
        Self.writeBorder(side, look.thickness, color: look.color, space: 0, to: &xml)
      } else {
        xml.open(side)
        xml.attribute("w:val", "nil")
        xml.close()
      }
    }
    xml.close()
  }

  mutating func openRow(isHeader: Bool, at index: Int, end: Int) {
    xml.open("w:tr")
    xml.open("w:trPr")
    xml.empty("w:cantSplit")
    if isHeader { xml.empty("w:tblHeader") }
    xml.close()
    if let table = tables.indices.last {
      tables[table].column = 0
      tables[table].rowIsHeader = isHeader
      tables[table].rowEndsHead = tables[table].look.borders == .header && package.document.endsHead(row: index)
    }
    containers.append((.row, end))
  }

  mutating func openCell(_ properties: CellProperties, end: Int) {
    fillMergedCells()
    guard var grid = tables.popLast() else { return }
    let columns = min(max(properties.columnSpan, 1), max(1, grid.widths.count - grid.column))
    xml.open("w:tc")
    writeCellProperties(
      width: grid.width(of: columns), columns: columns, merge: properties.rowSpan > 1 ? .begins : .none, grid)
    if grid.pending.indices.contains(grid.column) {
      grid.pending[grid.column] = (max(0, properties.rowSpan - 1), columns)
    }
    grid.decimal = properties.decimal
    grid.cellWidth = grid.width(of: columns)
    grid.column = min(grid.column + columns, grid.widths.count)
    tables.append(grid)
    containers.append((.cell, end))
    needsParagraph = true
  }

  /// A tab at which Word puts the points of numbers without a sign in the text, as it does in cells (ECMA-376 Part 1, 17.3.1.37).
  mutating func writeDecimalTab(of style: ParagraphStyle) {
    guard let grid = tables.last, let decimal = grid.decimal else { return }
    let behind = rounded(decimal.width(in: style) * 20, in: 0...31_680)
    xml.open("w:tabs")
    xml.open("w:tab")
    xml.attribute("w:val", "decimal")
    xml.attribute("w:pos", max(20, grid.cellWidth - 2 * 108 - behind))
    xml.close()
    xml.close()
  }

  mutating func closeCell() {
    if !tables.isEmpty { tables[tables.count - 1].decimal = nil }
    if needsParagraph { xml.empty("w:p") }
    needsParagraph = false
    xml.close()
  }

  mutating func closeRow() {
    fillMergedCells()
    xml.close()
  }

  mutating func closeTable() {
    xml.close()
    if !tables.isEmpty { tables.removeLast() }
    needsParagraph = true
  }

  mutating func endedWithParagraph() { needsParagraph = false }

  /// A paragraph that is there for Word only: as low as can be at an end, and what parts two tables between them.
  ///
  /// - Parameter properties: Writes what else is said of the paragraph.
  mutating func writeSeparator(twips height: Int = 20, _ properties: (inout StoryWriter) -> Void = { _ in }) {
    xml.open("w:p")
    xml.open("w:pPr")
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    xml.open("w:spacing")
    xml.attribute("w:before", 0)
    xml.attribute("w:after", 0)
    xml.attribute("w:line", height)
    xml.attribute("w:lineRule", "exact")
    xml.close()
    xml.open("w:rPr")
    xml.value("w:sz", 2)
    xml.value("w:szCs", 2)
    xml.close()
    properties(&self)
    for _ in 0..<2 { xml.close() }
    needsParagraph = false
  }

  private enum Merge { case none, begins, continues }

  /// Writes the empty cells for what reaches down from the rows above, up to the next free column.
  private mutating func fillMergedCells() {
    guard var grid = tables.popLast() else { return }
    while grid.pending.indices.contains(grid.column), grid.pending[grid.column].rows > 0 {
      let columns = grid.pending[grid.column].columns
      grid.pending[grid.column].rows -= 1
      xml.open("w:tc")
      writeCellProperties(width: grid.width(of: columns), columns: columns, merge: .continues, grid)
      xml.empty("w:p")
      xml.close()
      grid.column += columns
    }
    tables.append(grid)
  }

  private mutating func writeCellProperties(width: Int, columns: Int, merge: Merge, _ grid: TableGrid) {
    xml.open("w:tcPr")
    xml.open("w:tcW")
    xml.attribute("w:w", width)
    xml.attribute("w:type", "dxa")
    xml.close()
    if columns > 1 { xml.value("w:gridSpan", columns) }
    switch merge {
    case .none: break
    case .begins: xml.value("w:vMerge", "restart")
    case .continues: xml.empty("w:vMerge")
    }
    if grid.rowEndsHead {
      xml.open("w:tcBorders")
      Self.writeBorder("w:bottom", grid.look.thickness, color: grid.look.color, space: 0, to: &xml)
      xml.close()
    }
    switch grid.look.alignment(isHeader: grid.rowIsHeader) {
    case .top: break
    case .middle: xml.value("w:vAlign", "center")
    case .bottom: xml.value("w:vAlign", "bottom")
    }
    xml.close()
  }
}
