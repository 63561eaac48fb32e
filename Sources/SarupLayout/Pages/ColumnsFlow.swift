internal import SarupDocument
internal import SarupSyntax

// Blocks side by side: one row of the flow without lines around it.

extension FlowBuilder {
  mutating func add(
    _ columns: ColumnsProperties, element: Int, group: Int, in column: Column, reporting diagnostics: inout Diagnostics
  ) {
    var lines: [(lines: [CellLine], height: Points)] = []
    let edges = columns.edges(measure: column.right - column.left)
    for child in children(of: element) {
      guard edges.indices.contains(lines.count) else { break }
      let edge = edges[lines.count]
      lines.append(
        fill(
          child, in: Column(left: column.left + edge.left, right: column.left + edge.right), reporting: &diagnostics))
    }
    let height = lines.lazy.map(\.height).max() ?? 0
    var placed: [CellLine] = []
    for (own, ownHeight) in lines {
      let shift: Points =
        switch columns.alignment {
        case .top: 0
        case .middle: (height - ownHeight) / 2
        case .bottom: height - ownHeight
        }
      placed += own.map { line in
        var line = line
        line.top += shift
        return line
      }
    }
    guard !placed.isEmpty else { return }
    emit(placed, height: height, element: element, group: group, in: column)
  }

  /// What stands in a column, from its top.
  private mutating func fill(
    _ element: Int, in column: Column, reporting diagnostics: inout Diagnostics
  ) -> (lines: [CellLine], height: Points) {
    var blocks: [FlowBlock] = []
    for child in children(of: element) {
      var made: FlowBlock?
      switch document.elements[child].kind {
      case .paragraph(let paragraph):
        made = block(paragraph, element: child, labelItem: -1, in: column, reporting: &diagnostics)
      case .figure(let figure): made = block(figure, element: child, in: column)
      case .rule(let properties): made = rule(properties, child, in: column)
      case .note:
        let page = document.page
        addNote(child, in: Column(left: page.start, right: page.width - page.end), reporting: &diagnostics)
      default: break
      }
      if let made { blocks.append(made) }
    }
    for index in blocks.indices.dropLast() where blocks[index].boxStyle >= 0 {
      var upper = blocks[index]
      FlowBlock.join(&upper, &blocks[index + 1])
      blocks[index] = upper
    }
    var lines: [CellLine] = []
    var y = 0.0
    for block in blocks {
      y += block.spaceBefore
      for line in 0..<block.lineCount {
        lines.append(CellLine(block: block, line: line, top: y))
        y += block.height(ofLine: line)
      }
      y += block.spaceAfter
    }
    return (lines, y)
  }

  private mutating func emit(_ lines: [CellLine], height: Points, element: Int, group: Int, in column: Column) {
    var block = FlowBlock(kind: .row, element: element)
    block.group = group
    block.left = column.left
    block.right = column.right
    block.lineHeight = height
    block.firstLine = flow.rows.count
    block.keepWithNext = lines.contains { $0.block.keepWithNext }
    let table = flow.tables.count
    flow.tables.append(FlowTable())
    let start = flow.cellLines.count
    flow.cellLines += lines
    flow.rows.append(
      TableRow(table: table, cells: start..<flow.cellLines.count, tops: [], sides: [], isRuled: false))
    noteMarks(inRow: lines, at: flow.blocks.count)
    flow.blocks.append(block)
  }
}
