internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

// Tables: column widths from the content, rows as single blocks of the flow, cells as lines inside a row.

extension FlowBuilder {
  private enum Padding {
    /// Left and right of a cell's text: 0.19 cm, Word's own.
    static let side: Points = 5.4
    static let top: Points = 2
    static let bottom: Points = 3
  }

  /// Around a whole table.
  private static var tableSpace: Points { 6 }

  /// A cell in its place in the grid.
  private struct Cell {
    var element: Int
    var row: Int
    var column: Int
    var columnSpan: Int
    var rowSpan: Int
    var lines: [CellLine] = []
    var height: Points = 0
  }

  mutating func add(
    _ table: TableProperties, element: Int, group: Int, reporting diagnostics: inout Diagnostics
  ) {
    let column = Column(of: sheet)
    addCaption(of: element, in: column, group: group, reporting: &diagnostics)
    let rows = children(of: element).filter { if case .row = document.elements[$0].kind { true } else { false } }
    var cells = grid(rows, columns: table.columns)
    let columns = max(1, cells.lazy.map { $0.column + $0.columnSpan }.max() ?? 1)
    let page = sheet
    let edges = columnEdges(
      cells, table, count: columns, left: page.start, measure: page.width - page.end - page.start,
      reporting: &diagnostics)
    for index in cells.indices {
      let right = edges[min(cells[index].column + cells[index].columnSpan, columns)]
      fill(
        &cells[index],
        in: Column(left: edges[cells[index].column] + Padding.side, right: right - Padding.side),
        reporting: &diagnostics)
    }
    let heights = rowHeights(cells, count: rows.count)
    for index in cells.indices { align(&cells[index], heights, table.look, isHeader: isHeader(rows[cells[index].row])) }
    emit(
      rows: rows, cells: cells, heights: heights, edges: edges, table, group: group, reporting: &diagnostics)
  }

  /// How wide the columns of a table are.
  mutating func columnWidths(of table: TableProperties, element: Int, measure: Points) -> [Points] {
    let rows = children(of: element).filter { if case .row = document.elements[$0].kind { true } else { false } }
    let cells = grid(rows, columns: table.columns)
    let columns = max(1, cells.lazy.map { $0.column + $0.columnSpan }.max() ?? 1)
    // What cannot be set is told where it is set.
    var told = Diagnostics()
    let edges = columnEdges(cells, table, count: columns, left: 0, measure: measure, reporting: &told)
    return zip(edges, edges.dropFirst()).map { $1 - $0 }
  }

  /// The caption stands above the table.
  private mutating func addCaption(
    of table: Int, in column: Column, group: Int, reporting diagnostics: inout Diagnostics
  ) {
    for child in children(of: table) {
      switch document.elements[child].kind {
      case .paragraph(let paragraph):
        guard var block = block(paragraph, element: child, labelItem: -1, in: column, reporting: &diagnostics) else {
          continue
        }
        block.group = group
        block.keepWithNext = true
        noteMarks(in: paragraph.text, of: block, at: flow.blocks.count)
        flow.blocks.append(block)
      case .note: addNote(child, reporting: &diagnostics)
      default: return
      }
    }
  }

  // MARK: The grid

  func children(of element: Int) -> [Int] {
    var result: [Int] = []
    var child = element + 1
    let end = min(document.elements[element].end, document.elements.count)
    while child < end {
      result.append(child)
      child = max(document.elements[child].end, child + 1)
    }
    return result
  }

  /// Gives each cell its column; those that reach down from rows above are stepped over.
  private func grid(_ rows: [Int], columns: Int) -> [Cell] {
    var cells: [Cell] = []
    // For each column, how many further rows are taken from above.
    var taken = [Int](repeating: 0, count: min(max(columns, 1), 1000))
    for (row, element) in rows.enumerated() {
      var column = 0
      var opened: [(Range<Int>, Int)] = []
      for child in children(of: element) {
        guard case .cell(let properties) = document.elements[child].kind else { continue }
        while column < taken.count && taken[column] > 0 { column += 1 }
        let columnSpan = min(max(1, properties.columnSpan), 1000)
        let rowSpan = min(max(1, properties.rowSpan), rows.count - row)
        let reach = column..<column + columnSpan
        if reach.upperBound > taken.count {
          taken += Array(repeating: 0, count: reach.upperBound - taken.count)
        }
        cells.append(Cell(element: child, row: row, column: column, columnSpan: columnSpan, rowSpan: rowSpan))
        opened.append((reach, rowSpan))
        column = reach.upperBound
      }
      for index in taken.indices where taken[index] > 0 { taken[index] -= 1 }
      for (reach, rowSpan) in opened {
        for index in reach { taken[index] = max(taken[index], rowSpan - 1) }
      }
    }
    return cells
  }

  // MARK: Column widths

  /// Where the columns begin and the last one ends: by the widths asked for, else by what the cells hold.
  private mutating func columnEdges(
    _ cells: [Cell], _ table: TableProperties, count: Int, left: Points, measure: Points,
    reporting diagnostics: inout Diagnostics
  ) -> [Points] {
    let wanted = table.widths(of: count, in: measure)
    let rest = max(measure - wanted.reduce(0) { $0 + ($1 ?? 0) }, 1)
    var content: [Double] = []
    if wanted.contains(nil) {
      let open = wanted.indices.filter { wanted[$0] == nil }
      content = contentWidths(cells, columns: open, measure: rest, reporting: &diagnostics)
      let total = open.reduce(0) { $0 + content[$1] }
      for column in open { content[column] *= rest / max(total, 1) }
    }
    var edges = [left]
    var x = left
    for column in 0..<count {
      x += wanted[column] ?? content[column]
      edges.append(x)
    }
    return edges
  }

  /// Each column gets what its longest unbreakable piece needs, and the rest goes where the text is longer.
  private mutating func contentWidths(
    _ cells: [Cell], columns: [Int], measure: Points, reporting diagnostics: inout Diagnostics
  ) -> [Double] {
    let least = 2 * Padding.side + 6
    let count = (columns.last ?? 0) + 1
    var narrow = [Double](repeating: 0, count: count)
    for column in columns { narrow[column] = least }
    var wide = narrow
    for cell in cells where cell.columnSpan == 1 && cell.column < count && narrow[cell.column] > 0 {
      let pad = decimalPad(of: cell, reporting: &diagnostics)
      for element in paragraphs(of: cell.element) {
        let (piece, whole) = widths(of: element, reporting: &diagnostics)
        narrow[cell.column] = max(narrow[cell.column], piece + pad + 2 * Padding.side)
        wide[cell.column] = max(wide[cell.column], whole + pad + 2 * Padding.side)
      }
    }
    let allNarrow = narrow.reduce(0, +)
    let allWide = wide.reduce(0, +)
    if allWide <= measure { return wide }
    if allNarrow >= measure { return narrow }
    let share = allWide > allNarrow ? (measure - allNarrow) / (allWide - allNarrow) : 0
    return (0..<count).map { narrow[$0] + (wide[$0] - narrow[$0]) * share }
  }

  /// How much wider the longest part behind a point is than this cell's own.
  private mutating func decimalPad(of cell: Cell, reporting diagnostics: inout Diagnostics) -> Points {
    guard case .cell(let properties) = document.elements[cell.element].kind, let decimal = properties.decimal,
      let element = paragraphs(of: cell.element).first,
      case .paragraph(let paragraph) = document.elements[element].kind, decimal.start <= paragraph.text.utf8.count
    else { return 0 }
    func width(_ text: StyledText) -> Points {
      if text.isEmpty { return 0 }
      shaper.shape(text, style: paragraph.style, into: &label, missing: &missing, reporting: &diagnostics)
      return LabelText.width(of: label)
    }
    let own = paragraph.text.tail(from: decimal.start)
    return max(0, width(decimal.longest) - width(own))
  }

  private func paragraphs(of cell: Int) -> [Int] {
    (cell + 1..<max(cell + 1, min(document.elements[cell].end, document.elements.count))).filter {
      if case .paragraph(let paragraph) = document.elements[$0].kind { return paragraph.role != .footnote }
      return false
    }
  }

  /// Width of a paragraph's longest piece that good breaks leave whole, and of all of it on one line.
  private mutating func widths(
    of element: Int, reporting diagnostics: inout Diagnostics
  ) -> (piece: Points, whole: Points) {
    guard case .paragraph(let paragraph) = document.elements[element].kind,
      document.styles.indices.contains(paragraph.style)
    else { return (0, 0) }
    let style = document.styles[paragraph.style]
    shaper.shape(paragraph.text, style: paragraph.style, into: &shaped, missing: &missing, reporting: &diagnostics)
    opportunities.removeAll(keepingCapacity: true)
    breaks.findBreaks(in: paragraph.text.utf8.span, into: &opportunities)
    var piece = 0.0
    var whole = 0.0
    var start = 0
    let ends = opportunities.filter { $0.score > 0 && $0.kind != .address }.map { shaped.cluster(atByte: $0.offset) }
    for end in ends + [shaped.clusters.count] where end > start {
      let width = shaped.clusters[start..<shaped.contentEnd(from: start, to: end)].reduce(0) { $0 + Double($1.advance) }
      piece = max(piece, width)
      whole += shaped.clusters[start..<end].reduce(0) { $0 + Double($1.advance) }
      start = end
    }
    let indents = style.startIndent + style.endIndent
    // A little air: a column that is exactly as wide as its text would break it by a rounding.
    return (piece + indents + 0.5, whole + indents + max(0, style.firstLine) + 0.5)
  }

  // MARK: Cells

  /// Fits what stands in a cell between its edges.
  private mutating func fill(_ cell: inout Cell, in column: Column, reporting diagnostics: inout Diagnostics) {
    var y = Padding.top
    var label = -1
    var after = 0.0
    var column = column
    column.right -= decimalPad(of: cell, reporting: &diagnostics)
    var element = cell.element + 1
    while element < min(document.elements[cell.element].end, document.elements.count) {
      let node = document.elements[element]
      var made: FlowBlock?
      switch node.kind {
      case .item: label = element
      case .paragraph(let paragraph):
        made = block(paragraph, element: element, labelItem: label, in: column, reporting: &diagnostics)
        label = -1
      case .rule(let properties): made = rule(properties, element, in: column)
      case .list, .definitions, .definition, .meaning, .quote, .group, .row, .cell, .contents, .columns, .column:
        break
      case .pageBreak: unsupported("a page break inside a table", node, reporting: &diagnostics)
      case .figure(let figure): made = block(figure, element: element, in: column)
      case .note:
        addNote(element, reporting: &diagnostics)
        element = max(node.end, element + 1)
        continue
      case .table:
        unsupported("a table inside a table", node, reporting: &diagnostics)
        element = max(node.end, element + 1)
        continue
      }
      if let block = made {
        if !cell.lines.isEmpty { y += after + block.spaceBefore }
        for line in 0..<block.lineCount {
          cell.lines.append(CellLine(block: block, line: line, top: y))
          y += block.height(ofLine: line)
        }
        after = block.spaceAfter
      }
      element += 1
    }
    cell.height = y + Padding.bottom
  }

  /// As high as the highest cell; one that spans rows makes its last row higher where it must.
  private func rowHeights(_ cells: [Cell], count: Int) -> [Points] {
    var heights = [Points](repeating: Padding.top + Padding.bottom, count: count)
    for cell in cells where cell.rowSpan == 1 { heights[cell.row] = max(heights[cell.row], cell.height) }
    for cell in cells where cell.rowSpan > 1 {
      let last = cell.row + cell.rowSpan - 1
      let above = heights[cell.row..<last].reduce(0, +)
      heights[last] = max(heights[last], cell.height - above)
    }
    return heights
  }

  private func isHeader(_ row: Int) -> Bool {
    if case .row(isHeader: true) = document.elements[row].kind { true } else { false }
  }

  /// Moves what is lower than its rows down.
  private func align(_ cell: inout Cell, _ heights: [Points], _ look: TableLook, isHeader: Bool) {
    let slack = heights[cell.row..<cell.row + cell.rowSpan].reduce(0, +) - cell.height
    let shift: Points =
      switch look.alignment(isHeader: isHeader) {
      case .top: 0
      case .middle: slack / 2
      case .bottom: slack
      }
    guard shift > 0 else { return }
    for line in cell.lines.indices { cell.lines[line].top += shift }
  }

  // MARK: Rows

  private mutating func emit(
    rows: [Int], cells: [Cell], heights: [Points], edges: [Points], _ properties: TableProperties, group: Int,
    reporting diagnostics: inout Diagnostics
  ) {
    let table = flow.tables.count
    flow.tables.append(FlowTable(look: properties.look))
    let borders = properties.look.borders
    let pageHeight = sheet.textHeight
    let tall = cells.filter { $0.rowSpan > 1 }
    var first = 0
    var isHead = true
    for (row, element) in rows.enumerated() {
      while first < cells.count && cells[first].row < row { first += 1 }
      let inRow = cells[first...].prefix { $0.row == row }
      if case .row(isHeader: true) = document.elements[element].kind {} else { isHead = false }
      let spans = tall.contains { $0.row <= row && row < $0.row + $0.rowSpan - 1 }
      // A cell that reaches down takes the line above from the rows below it, and the sides from nobody.
      let covered = tall.filter { $0.row < row && row < $0.row + $0.rowSpan }
      let hasTop = borders == .header ? row == 0 : borders != .none
      let tops = hasTop ? topEdges(edges, covered: covered) : []
      let sides = borders == .grid ? sideEdges(edges, cells: Array(inRow) + covered) : []
      let room = pageHeight - flow.tables[table].headerHeight
      let slices = slices(Array(inRow), height: heights[row], room: room)
      if slices.count > 1 {
        diagnostics.warning(
          .rowSplit, at: document.elements[element].span ?? inRow.first.flatMap { document.elements[$0.element].span },
          "a row of this table is higher than a page, and goes on over \(slices.count) of them",
          hint: "Make several rows of it, or give its longest column more room.")
      }
      for slice in slices {
        var block = FlowBlock(kind: .row, element: element)
        block.group = group
        block.left = edges[0]
        block.right = edges[edges.count - 1]
        block.lineHeight = slice.height
        block.firstLine = flow.rows.count
        block.keepWithNext = isHead || spans || (properties.keepsWithNext && row == rows.count - 1)
        if row == 0 && slice.isFirst { block.spaceBefore = Self.tableSpace }
        if row == rows.count - 1 { block.spaceAfter = Self.tableSpace }
        let start = flow.cellLines.count
        flow.cellLines += slice.lines
        flow.rows.append(
          TableRow(
            table: table, cells: start..<flow.cellLines.count, tops: slice.isFirst ? tops : [], sides: sides,
            isRuled: borders != .none, endsHead: borders == .header && document.endsHead(row: element)))
        // A head that fills the page cannot be repeated on it.
        if isHead && flow.tables[table].headerHeight + slice.height < pageHeight / 2 {
          flow.tables[table].headerBlocks.append(flow.blocks.count)
          flow.tables[table].headerHeight += slice.height
        }
        noteMarks(inRow: slice.lines, at: flow.blocks.count)
        flow.blocks.append(block)
      }
    }
  }

  private struct Slice {
    var lines: [CellLine]
    var height: Points
    var isFirst: Bool
  }

  /// A row is one piece unless no page holds it: then each cell's lines go on in the next slice.
  private func slices(_ cells: [Cell], height: Points, room: Points) -> [Slice] {
    let lines = cells.flatMap(\.lines)
    guard height > room, room > 60 else { return [Slice(lines: lines, height: height, isFirst: true)] }
    var result: [Slice] = []
    var rest = cells.map { $0.lines[...] }
    while rest.contains(where: { !$0.isEmpty }) {
      var slice = Slice(lines: [], height: 0, isFirst: result.isEmpty)
      for index in rest.indices {
        guard let top = rest[index].first?.top else { continue }
        // At least one line a slice, or a line that is higher than the page would never end.
        while let line = rest[index].first,
          line.top - top + line.block.height(ofLine: line.line) + Padding.top + Padding.bottom <= room
            || line.top == top
        {
          var moved = line
          moved.top = line.top - top + Padding.top
          slice.lines.append(moved)
          slice.height = max(slice.height, moved.top + line.block.height(ofLine: line.line) + Padding.bottom)
          rest[index].removeFirst()
        }
      }
      result.append(slice)
    }
    return result
  }

  private func topEdges(_ edges: [Points], covered: [Cell]) -> [ClosedRange<Points>] {
    var result: [ClosedRange<Points>] = []
    for column in 0..<edges.count - 1 {
      if covered.contains(where: { ($0.column..<$0.column + $0.columnSpan).contains(column) }) { continue }
      if let last = result.last, last.upperBound == edges[column] {
        result[result.count - 1] = last.lowerBound...edges[column + 1]
      } else {
        result.append(edges[column]...edges[column + 1])
      }
    }
    return result
  }

  private func sideEdges(_ edges: [Points], cells: [Cell]) -> [Points] {
    edges.indices.filter { index in
      !cells.contains { $0.column < index && index < $0.column + $0.columnSpan }
    }.map { edges[$0] }
  }
}

extension StyledText {
  /// The text from a byte on.
  fileprivate func tail(from start: Int) -> StyledText {
    var result = StyledText(utf8: Array(utf8[start...]))
    for var run in runs where run.range.upperBound > start {
      run.range = max(run.range.lowerBound, start) - start..<run.range.upperBound - start
      run.link = nil
      result.runs.append(run)
    }
    return result
  }
}
