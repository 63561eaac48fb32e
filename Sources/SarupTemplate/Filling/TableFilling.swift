internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

extension DocumentFiller {
  mutating func fill(_ table: Table, styles: BlockStyles) {
    let grid = TableGrid(table.rows, columns: table.alignments.count)
    guard grid.columns > 0, !table.rows.isEmpty else {
      addCaption(table.caption, of: .table, label: table.label, style: styles.caption)
      for note in table.notes { add(note, role: .body, style: styles.tableNote) }
      return
    }
    var properties = TableProperties(columns: grid.columns)
    properties.look = template.tables
    properties.columnWidths = table.widths.map { $0?.columnWidth ?? .automatic }
    properties.keepsWithNext = !table.notes.isEmpty
    reportWidths(of: table)
    let longest = longestTails(of: table, grid)
    builder.open(.table(properties), at: table.span)
    addCaption(table.caption, of: .table, label: table.label, style: styles.caption)
    for (number, row) in table.rows.enumerated() {
      let isHeader = number < table.headerRows
      builder.open(.row(isHeader: isHeader))
      var filled = 0
      for (place, cell) in zip(grid.places[number], row) {
        filled = place + cell.columns
        add(cell, of: table, at: place, isHeader: isHeader, longest: longest, styles: styles)
      }
      // A row that is too short is filled up: every row of a table has all of its cells.
      if grid.faults.contains(where: { if case .short(number, _) = $0 { true } else { false } }) {
        for place in filled..<max(filled, grid.columns) {
          add(TableCell(), of: table, at: place, isHeader: isHeader, longest: longest, styles: styles)
        }
      }
      if number == table.rows.count - 1, !table.notes.isEmpty { builder.keepRowWithNext() }
      builder.close()
    }
    builder.closeUnlessEmpty()
    for note in table.notes { add(note, role: .body, style: styles.tableNote) }
  }

  private mutating func add(
    _ cell: TableCell, of table: Table, at place: Int, isHeader: Bool, longest: [Int: StyledText],
    styles: BlockStyles
  ) {
    var properties = CellProperties()
    properties.columnSpan = cell.columns
    properties.rowSpan = cell.rows
    let alignment = table.alignments.indices.contains(place) ? table.alignments[place] : .start
    let isRowHeader = place < table.headerColumns
    properties.isRowHeader = isRowHeader && !isHeader
    if !isHeader, !isRowHeader, alignment == .decimal, cell.isNumber, let longest = longest[place] {
      let text = StyledText(cell.paragraphs[0], language: wording.language, digits: textDigits)
      properties.decimal = DecimalPlace(start: DecimalPlace.start(in: text.utf8), longest: longest)
    }
    builder.open(.cell(properties), at: cell.span)
    let style = isHeader ? styles.headCell : isRowHeader ? styles.rowHead : styles.cell(alignment)
    for text in cell.paragraphs { add(text, role: .body, style: style) }
    builder.close()
  }

  /// By column of numbers, the longest part that one has behind its point.
  private func longestTails(of table: Table, _ grid: TableGrid) -> [Int: StyledText] {
    guard table.alignments.contains(.decimal) else { return [:] }
    var longest: [Int: StyledText] = [:]
    for (number, row) in table.rows.enumerated() where number >= table.headerRows {
      for (place, cell) in zip(grid.places[number], row)
      where place >= table.headerColumns && table.alignments.indices.contains(place)
        && table.alignments[place] == .decimal && cell.isNumber
      {
        let text = StyledText(cell.paragraphs[0], language: wording.language, digits: textDigits)
        let bytes = Array(text.utf8[DecimalPlace.start(in: text.utf8)...])
        if longest[place].map({ DecimalPlace.digits(in: $0.utf8) < DecimalPlace.digits(in: bytes) }) ?? true {
          longest[place] = StyledText(
            RichText(String(decoding: bytes, as: UTF8.self)), language: wording.language)
        }
      }
    }
    return longest
  }

  /// Columns that together are wider than the text are made narrower.
  private mutating func reportWidths(of table: Table) {
    let measure = template.page.width - template.page.start - template.page.end
    let known = table.widths.reduce(0.0) { sum, width in
      switch width?.columnWidth {
      case .length(let length): sum + length
      case .share(let share): sum + share * measure
      case .part, .automatic, nil: sum
      }
    }
    guard known > measure + 0.5 else { return }
    let millimetres = { (points: Double) in Int((points * 25.4 / 72).rounded()) }
    diagnostics.warning(
      .tableTooWide, at: table.span,
      "the columns are \(millimetres(known)) mm wide together, and there is room for \(millimetres(measure)) mm",
      hint: "They are made narrower, each by the same part. Give smaller widths, or `auto` for some.")
  }
}

extension TableCell {
  /// Whether the column's points go through it.
  fileprivate var isNumber: Bool { columns == 1 && paragraphs.count == 1 && !paragraphs[0].hasReferences && !isEmpty }
}

extension FigureWidth {
  fileprivate var columnWidth: TableProperties.ColumnWidth {
    if unit == .percent { return .share(amount / 100) }
    if unit == .part { return .part(amount) }
    return .length(amount * (Length.units.first { $0.name == unit.rawValue }?.points ?? 1))
  }
}

extension BlockStyles {
  fileprivate func cell(_ alignment: Table.Alignment) -> Int {
    switch alignment {
    case .start: cells.start
    case .center: cells.center
    case .end, .decimal: cells.end
    }
  }
}
