package struct TableProperties: Sendable, Equatable {
  package enum ColumnWidth: Sendable, Equatable {
    /// By what stands in the column.
    case automatic
    case length(Points)
    /// A part of the measure, 0 to 1.
    case share(Double)
    /// A part of what lengths and shares leave, against those of the other columns; beside such parts an automatic width is one.
    case part(Double)
  }

  /// Shares of the measure, one a column; empty to let the content decide.
  package var columnShares: [Double]
  package var columns: Int
  /// One a column, where the table need not be as wide as the measure; empty where ``columnShares`` or the content decides.
  package var columnWidths: [ColumnWidth] = []
  package var look = TableLook()
  /// What stands below the table begins on the page of its last row.
  package var keepsWithNext = false

  package init(columns: Int, columnShares: [Double] = []) {
    self.columns = columns
    self.columnShares = columnShares
  }

  /// The widths that are asked for, `nil` where the content decides: no more together than there is room for.
  ///
  /// - Parameter count: How many columns there are.
  package func widths(of count: Int, in measure: Points) -> [Points?] {
    let measure = max(1, measure)
    if columnShares.count >= count {
      let shares = columnShares.prefix(count).map { $0.isFinite && $0 > 0 ? $0 : 0 }
      let total = shares.reduce(0, +)
      if total > 0 { return shares.map { max(1, $0 / total * measure) } }
    }
    guard columnWidths.count >= count else { return Array(repeating: nil, count: count) }
    var parts = [Double](repeating: 0, count: count)
    let wanted = columnWidths.prefix(count).enumerated().map { column, width -> Points? in
      switch width {
      case .length(let length): return max(1, length)
      case .share(let share): return max(1, share * measure)
      case .part(let part): parts[column] = part
      case .automatic: break
      }
      return nil
    }
    let limited = Self.limited(wanted, to: measure)
    guard parts.contains(where: { $0 > 0 }) else { return limited }
    for column in parts.indices where limited[column] == nil && parts[column] == 0 { parts[column] = 1 }
    let rest = measure - limited.reduce(0) { $0 + ($1 ?? 0) }
    let total = parts.reduce(0, +)
    return limited.indices.map { limited[$0] ?? max(1, rest * parts[$0] / total) }
  }

  /// Widths that are no more together than there is room for.
  private static func limited(_ wanted: [Points?], to measure: Points) -> [Points?] {
    let known = wanted.reduce(0) { $0 + ($1 ?? 0) }
    // A column without a width needs some room as well.
    let open = Double(wanted.count { $0 == nil }) * 20
    guard known > 0, known + open > measure else { return wanted }
    let scale = max(measure - open, 1) / known
    return scale < 1 ? wanted.map { $0.map { max(1, $0 * scale) } } : wanted
  }

  /// The same for outputs that cannot measure what is in the columns: those without a width share what is left.
  package func allWidths(of count: Int, in measure: Points) -> [Points] {
    let wanted = widths(of: count, in: measure)
    let open = wanted.count { $0 == nil }
    let rest = max(0, measure - wanted.reduce(0) { $0 + ($1 ?? 0) })
    return wanted.map { $0 ?? max(1, rest / Double(max(open, 1))) }
  }

  /// The same where widths are known from what is in the columns.
  package func allWidths(of count: Int, in measure: Points, known: [Points]?) -> [Points] {
    if let known, known.count == count { return known }
    return allWidths(of: count, in: measure)
  }

  /// Whether the content has a say in the width of a column.
  package var isAutomatic: Bool {
    let hasParts = columnWidths.contains { if case .part = $0 { true } else { false } }
    return columnShares.isEmpty && !hasParts && (columnWidths.isEmpty || columnWidths.contains(.automatic))
  }
}

package struct CellProperties: Sendable, Equatable {
  package var columnSpan = 1
  package var rowSpan = 1
  /// The cell says what its row is about.
  package var isRowHeader = false
  /// The cell's number stands with its point below those of its column.
  package var decimal: DecimalPlace?

  package init() {}
}

/// What stands behind the whole part of a number.
package struct DecimalPlace: Sendable, Equatable {
  /// Byte of the cell's text with which it begins: the decimal point, or a bracket.
  package var start: Int
  /// The longest such part of the column.
  package var longest: StyledText

  package init(start: Int, longest: StyledText) {
    self.start = start
    self.longest = longest
  }

  /// Where the part behind the point of a number begins: behind its last digit where there is no point.
  ///
  /// Arabic and Thai digits; commas part thousands. A text without a digit ends where whole numbers do.
  package static func start(in utf8: [UInt8]) -> Int {
    var lastDigit: Int?
    var point: Int?
    var index = 0
    while index < utf8.count {
      if let length = digitLength(utf8, at: index) {
        index += length
        lastDigit = index
      } else {
        if utf8[index] == UInt8(ascii: "."), lastDigit == index, digitLength(utf8, at: index + 1) != nil, point == nil {
          point = index
        }
        index += 1
      }
    }
    return point ?? lastDigit ?? utf8.count
  }

  private static func digitLength(_ utf8: [UInt8], at index: Int) -> Int? {
    guard index < utf8.count else { return nil }
    if (0x30...0x39).contains(utf8[index]) { return 1 }
    // ๐ to ๙.
    guard utf8[index] == 0xE0, index + 2 < utf8.count, utf8[index + 1] == 0xB9, (0x90...0x99).contains(utf8[index + 2])
    else { return nil }
    return 3
  }

  /// About how wide a part is, in widths of a digit: points and brackets are half as wide.
  package static func digits(in utf8: some Collection<UInt8>) -> Double {
    var width = 0.0
    for byte in utf8 where byte < 0x80 || byte >= 0xC0 {
      width += (0x30...0x39).contains(byte) || byte >= 0xC0 ? 1 : 0.5
    }
    return width
  }
}
