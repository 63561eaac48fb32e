internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

/// The lines around a cell, and where its text stands.
struct CellLook: Equatable {
  var table: TableLook
  var alignment = ColumnsProperties.VerticalAlignment.top
  var hasTop = true
  var hasBottom = true

  static func name(_ number: Int) -> String { "Cell.\(number + 1)" }

  func write(number: Int, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", Self.name(number))
    xml.attribute("style:family", "table-cell")
    xml.open("style:table-cell-properties")
    xml.attribute("fo:padding", "2.8pt")
    let line = "\(pt(table.thickness)) solid #\(table.color.hexadecimal.lowercased())"
    if table.borders == .grid {
      xml.attribute("fo:border", line)
    } else {
      xml.attribute("fo:border-top", hasTop ? line : "none")
      xml.attribute("fo:border-bottom", hasBottom ? line : "none")
      xml.attribute("fo:border-left", "none")
      xml.attribute("fo:border-right", "none")
    }
    if alignment != .top { xml.attribute("style:vertical-align", alignment.rawValue) }
    xml.close()
    xml.close()
  }
}

/// The columns of a table, and which cells of the row in hand a cell above reaches into.
struct TableGrid {
  let widths: [Points]
  let pageBreak: PageBreak?
  let keepsWithNext: Bool
  /// How far the number of the open cell ends before the cell's edge, so that the points of its column stand below each other. Numbers
  /// at a tab stop would fall to the next line where a program has to choose a wider font.
  var decimalPad: Points?
  /// For each column: how many rows below are still covered, and how many columns the cell above has.
  var pending: [Int]
  var column = 0
  /// Rows so far were header rows.
  var isInHead = false
  var hasBody = false
  let look: TableLook
  /// Rows that are left, that in hand included; and those of the head.
  var rowsLeft: Int
  var headRowsLeft: Int
  var rowIsFirst = true
  var rowIsHeader = false

  /// - Parameter rows: whether each is a header.
  /// - Parameter widths: Of the columns, where they are known from what is in them.
  init(_ table: TableProperties, rows: [Bool], measure: Points, widths known: [Points]?, pageBreak: PageBreak?) {
    look = table.look
    rowsLeft = rows.count
    headRowsLeft = rows.prefix { $0 }.count
    self.pageBreak = pageBreak
    keepsWithNext = table.keepsWithNext
    let count = max(1, table.columns)
    widths = table.allWidths(of: count, in: measure, known: known)
    pending = Array(repeating: 0, count: count)
  }

  static func name(_ number: Int) -> String { "Table\(number + 1)" }

  /// - Parameter cells: the cells of all tables, which the first of these writes.
  func writeStyles(number: Int, cells: [CellLook], to xml: inout XMLWriter) {
    let name = Self.name(number)
    xml.writeTableStyles(name, widths: widths, space: "6pt", pageBreak: pageBreak, keepsWithNext: keepsWithNext)
    guard number == 0 else { return }
    xml.open("style:style")
    xml.attribute("style:name", "Row.1")
    xml.attribute("style:family", "table-row")
    xml.open("style:table-row-properties")
    xml.attribute("fo:keep-together", "always")
    xml.close()
    xml.close()
    for (number, cell) in cells.enumerated() { cell.write(number: number, to: &xml) }
  }

  /// The look of a cell of the row in hand.
  func look(of cell: CellProperties) -> CellLook {
    var result = CellLook(table: look, alignment: look.alignment(isHeader: rowIsHeader))
    switch look.borders {
    case .grid, .horizontal: break
    case .header:
      result.hasTop = rowIsFirst
      result.hasBottom = cell.rowSpan >= rowsLeft || headRowsLeft > 0 && cell.rowSpan >= headRowsLeft
    case .none:
      result.hasTop = false
      result.hasBottom = false
    }
    return result
  }
}

extension ContentWriter {
  /// The table whose cells are being written; tables may stand in cells of others.
  private var grid: Int { openTables.last ?? 0 }

  mutating func openTable(_ properties: TableProperties, at index: Int, end: Int) {
    lists.closeAll(&xml)
    let rows = document.elements[index..<end].compactMap { element -> Bool? in
      if case .row(let isHeader) = element.kind, element.parent == index { isHeader } else { nil }
    }
    tables.append(
      TableGrid(
        properties, rows: rows, measure: sheet.measure, widths: file.options.columnWidths[index], pageBreak: pageBreak))
    pageBreak = nil
    openTables.append(tables.count - 1)
    let name = TableGrid.name(grid)
    xml.open("table:table")
    xml.attribute("table:name", name)
    xml.attribute("table:style-name", name)
    for column in tables[grid].widths.indices {
      xml.open("table:table-column")
      xml.attribute("table:style-name", "\(name).\(column + 1)")
      xml.close()
    }
    containers.append(Container(part: .table, end: end))
  }

  mutating func closeTable() {
    lists.closeAll(&xml)
    if tables[grid].isInHead { xml.close() }
    xml.close()
    openTables.removeLast()
  }

  mutating func openRow(isHeader: Bool, end: Int) {
    if isHeader, !tables[grid].hasBody {
      if !tables[grid].isInHead { xml.open("table:table-header-rows") }
      tables[grid].isInHead = true
    } else {
      if tables[grid].isInHead { xml.close() }
      tables[grid].isInHead = false
      tables[grid].hasBody = true
    }
    xml.open("table:table-row")
    xml.attribute("table:style-name", "Row.1")
    tables[grid].column = 0
    tables[grid].rowIsHeader = isHeader
    containers.append(Container(part: .row(isHeader: isHeader), end: end))
  }

  mutating func closeRow() {
    fillCoveredCells()
    tables[grid].rowIsFirst = false
    tables[grid].rowsLeft -= 1
    tables[grid].headRowsLeft = max(0, tables[grid].headRowsLeft - 1)
    xml.close()
  }

  mutating func openCell(_ cell: CellProperties, end: Int) {
    fillCoveredCells()
    var table = tables[grid]
    let columns = min(max(cell.columnSpan, 1), max(1, table.widths.count - table.column))
    xml.open("table:table-cell")
    let look = table.look(of: cell)
    let number = cellLooks.firstIndex(of: look) ?? cellLooks.count
    if number == cellLooks.count { cellLooks.append(look) }
    xml.attribute("table:style-name", CellLook.name(number))
    if columns > 1 { xml.attribute("table:number-columns-spanned", columns) }
    if cell.rowSpan > 1 { xml.attribute("table:number-rows-spanned", cell.rowSpan) }
    xml.attribute("office:value-type", "string")
    for column in table.column..<min(table.column + columns, table.widths.count) {
      table.pending[column] = max(0, cell.rowSpan - 1)
    }
    table.decimalPad = cell.decimal.flatMap { decimal -> Points? in
      guard case .paragraph(let paragraph) = document.elements[end - 1].kind else { return nil }
      return decimal.pad(of: paragraph.text, in: file.styles.style(paragraph.style))
    }
    table.column = min(table.column + columns, table.widths.count)
    tables[grid] = table
    containers.append(Container(part: .cell, end: end))
    coveredCells.append(columns - 1)
  }

  mutating func closeCell() {
    tables[grid].decimalPad = nil
    lists.closeAll(&xml)
    xml.close()
    for _ in 0..<(coveredCells.popLast() ?? 0) { xml.empty("table:covered-table-cell") }
  }

  /// Writes the covered cells for what reaches down from the rows above, up to the next free column.
  private mutating func fillCoveredCells() {
    while tables[grid].pending.indices.contains(tables[grid].column),
      tables[grid].pending[tables[grid].column] > 0
    {
      tables[grid].pending[tables[grid].column] -= 1
      xml.empty("table:covered-table-cell")
      tables[grid].column += 1
    }
  }
}

extension XMLWriter {
  /// The styles of a table and of its columns.
  ///
  /// - Parameter space: Above and below it; `nil` for none.
  mutating func writeTableStyles(
    _ name: String, widths: [Points], space: String? = nil, pageBreak: PageBreak?, keepsWithNext: Bool = false
  ) {
    open("style:style")
    attribute("style:name", name)
    attribute("style:family", "table")
    if let pages = pageBreak?.pages { attribute("style:master-page-name", pages.name) }
    open("style:table-properties")
    attribute("style:width", pt(widths.reduce(0, +)))
    attribute("table:align", "left")
    if let space {
      attribute("fo:margin-top", space)
      attribute("fo:margin-bottom", space)
    }
    // A change of pages is a break of itself.
    if let pageBreak, pageBreak.pages == nil { attribute("fo:break-before", "page") }
    if keepsWithNext { attribute("fo:keep-with-next", "always") }
    close()
    close()
    for (column, width) in widths.enumerated() {
      open("style:style")
      attribute("style:name", "\(name).\(column + 1)")
      attribute("style:family", "table-column")
      open("style:table-column-properties")
      attribute("style:column-width", pt(width))
      close()
      close()
    }
  }
}
