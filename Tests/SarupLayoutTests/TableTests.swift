import SarupDocument
import SarupLayout
import SarupSyntax
import Testing

@Suite struct TableTests {
  // The measure is 160 points, from 20 to 180; a cell has 5.4 points at each side, 2 above and 3 below.

  /// A table whose cells hold the texts; the first row is a header if asked for.
  private func table(_ rows: [[String]], header: Bool = false, shares: [Double] = []) -> Sheet {
    var sheet = Sheet()
    let cell = sheet.style("cell")
    sheet.add(.table(TableProperties(columns: rows[0].count, columnShares: shares))) { sheet in
      for (number, row) in rows.enumerated() {
        sheet.add(.row(isHeader: header && number == 0)) { sheet in
          for text in row {
            sheet.add(.cell(CellProperties())) { sheet in sheet.paragraph(text, style: cell) }
          }
        }
      }
    }
    return sheet
  }

  private func rules(_ layout: Layout) -> [[RuleMark]] {
    var result: [[RuleMark]] = []
    layout.forEachPage { page in
      result.append(
        page.marks.compactMap {
          if case .rule(let rule) = $0.shape { return rule }
          return nil
        })
    }
    return result
  }

  @Test func cellsStandInColumnsOfTheWidthsAskedFor() {
    var diagnostics = Diagnostics()
    let layout = table([["a", "b"], ["c", "d"]], shares: [1, 3]).layout(&diagnostics)
    let lines = layout.lines()
    #expect(lines.map(\.text) == ["a", "b", "c", "d"])
    #expect(lines.map(\.x) == [25.4, 65.4, 25.4, 65.4])
    // A row is 18 high: 6 above the table, 2 in the cell, 10 to the baseline.
    #expect(lines.map(\.baseline) == [38, 38, 56, 56])
    #expect(diagnostics.all.isEmpty)
  }

  @Test func columnsHaveTheLengthsAskedForAndTheContentDecidesTheRest() {
    var sheet = table([["a", "b", "c"]])
    var properties = TableProperties(columns: 3)
    properties.columnWidths = [.length(40), .automatic, .share(0.25)]
    sheet.elements[0].kind = .table(properties)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.x) == [25.4, 65.4, 145.4])
    // More than there is room for is made smaller by the same part.
    properties.columnWidths = [.length(160), .length(80), .length(80)]
    sheet.elements[0].kind = .table(properties)
    #expect(sheet.layout(&diagnostics).lines().map(\.x) == [25.4, 105.4, 145.4])
  }

  @Test func pointsOfNumbersStandBelowEachOther() {
    let numbers = ["1.25", "100", "0.5"]
    var sheet = Sheet()
    let cell = sheet.style("cell") { $0.alignment = .end }
    sheet.add(.table(TableProperties(columns: 1, columnShares: [1]))) { sheet in
      for number in numbers {
        let start = DecimalPlace.start(in: Array(number.utf8))
        var properties = CellProperties()
        properties.decimal = DecimalPlace(start: start, longest: Sheet.styled(Array(".25".utf8)))
        sheet.add(.row(isHeader: false)) { sheet in
          sheet.add(.cell(properties)) { sheet in sheet.paragraph(number, style: cell) }
        }
      }
    }
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    let ends = zip(lines, numbers).map { line, number in
      // All characters of the fixed font are of one width.
      line.x + (line.right - line.x) / Double(number.count) * Double(DecimalPlace.start(in: Array(number.utf8)))
    }
    #expect(ends.allSatisfy { abs($0 - ends[0]) < 0.01 })
    #expect(lines.map(\.text) == numbers)
  }

  @Test(arguments: [
    ("1,234.50", 5), ("(12.3)", 3), ("-7", 2), ("๑๒.๕", 6), ("ร้อยละ 5", 20), ("12 %", 2), ("–", 3), ("1.2.3", 1),
  ])
  func placesOfPoints(number: String, start: Int) {
    #expect(DecimalPlace.start(in: Array(number.utf8)) == start)
  }

  @Test func longerTextGetsTheWiderColumn() {
    var diagnostics = Diagnostics()
    let lines = table([["n", "aaaa bbbb cccc dddd eeee ffff gggg hhhh"]]).layout(&diagnostics).lines()
    #expect(lines.count == 3)
    #expect(lines[1].x < 50)
    #expect(lines.allSatisfy { $0.right <= 180 })
  }

  @Test func linesGoAroundEachRowAndBetweenColumns() {
    var diagnostics = Diagnostics()
    let found = rules(table([["a", "b"], ["c", "d"]], shares: [1, 1]).layout(&diagnostics))[0]
    let across = found.filter { $0.width > $0.height }
    let down = found.filter { $0.width < $0.height }
    #expect(across.map(\.y) == [26, 44, 62])
    #expect(across.allSatisfy { $0.x == 20 && $0.width == 160.5 })
    #expect(down.map(\.x) == [20, 100, 180, 20, 100, 180])
  }

  @Test(arguments: [
    (TableLook.Borders.horizontal, [26.0, 44, 62, 80]), (.header, [26, 44, 80]), (.none, []),
  ])
  func linesThatATemplateAsksFor(borders: TableLook.Borders, across: [Double]) {
    var sheet = table([["a", "b"], ["c", "d"], ["e", "f"]], header: true, shares: [1, 1])
    var properties = TableProperties(columns: 2, columnShares: [1, 1])
    properties.look.borders = borders
    properties.look.thickness = 2
    properties.look.color = Color(red: 1, green: 2, blue: 3)
    sheet.elements[0].kind = .table(properties)
    var diagnostics = Diagnostics()
    let found = rules(sheet.layout(&diagnostics))[0]
    #expect(found.map(\.y).sorted() == across)
    #expect(found.allSatisfy { $0.x == 20 && $0.width == 162 && $0.height == 2 && $0.color == properties.look.color })
  }

  /// The line below the head is there on every page that the head is repeated on.
  @Test func theHeadIsRuledOnEveryPage() {
    var sheet = table([["head"]] + (1...20).map { ["row \($0)"] }, header: true)
    var properties = TableProperties(columns: 1)
    properties.look.borders = .header
    sheet.elements[0].kind = .table(properties)
    var diagnostics = Diagnostics()
    #expect(rules(sheet.layout(&diagnostics)).map(\.count) == [3, 3, 3])
  }

  @Test(arguments: [
    (ColumnsProperties.VerticalAlignment.top, 0.0), (.middle, 0.5), (.bottom, 1),
  ])
  func whatIsLowerThanItsRow(alignment: ColumnsProperties.VerticalAlignment, part: Double) throws {
    var sheet = table([["aaaa bbbb cccc dddd", "e"]], shares: [1, 3])
    var properties = TableProperties(columns: 2, columnShares: [1, 3])
    properties.look.alignment = alignment
    sheet.elements[0].kind = .table(properties)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    let tall = lines.filter { $0.text != "e" }.map(\.baseline)
    let low = try #require(lines.first { $0.text == "e" }).baseline
    let (first, last) = (try #require(tall.min()), try #require(tall.max()))
    #expect(last > first)
    #expect(abs(low - (first + (last - first) * part)) < 0.001)
  }

  /// Numbers are parts of what lengths and percents leave.
  @Test func partsShareWhatIsLeft() {
    func widths(_ wanted: TableProperties.ColumnWidth...) -> [Int] {
      var properties = TableProperties(columns: wanted.count)
      properties.columnWidths = wanted
      return properties.widths(of: wanted.count, in: 160).map { Int($0 ?? -1) }
    }
    #expect(widths(.length(40), .part(3), .share(0.25), .part(1)) == [40, 60, 40, 20])
    #expect(widths(.automatic, .part(3)) == [40, 120])
    #expect(widths(.length(300), .part(3)) == [140, 20])
  }

  /// Outputs without pages get the widths that pages have.
  @Test func widthsAreKnownWithoutPages() {
    var sheet = table([["a", "bbbb bbbb bbbb bbbb bbbb"], ["c", "d"]])
    let widths = sheet.columnWidths
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(widths.keys.sorted() == [0])
    #expect(widths[0]?.count == 2 && abs((widths[0] ?? []).reduce(0, +) - 160) < 0.001)
    let place = lines.first { $0.text == "d" }?.x ?? 0
    #expect(abs((widths[0]?[0] ?? 0) + 25.4 - place) < 0.001)
    sheet = table([["a", "b"]], shares: [1, 3])
    #expect(sheet.columnWidths.isEmpty)
  }

  @Test func headerRowsAreRepeatedAsArtifacts() {
    var diagnostics = Diagnostics()
    let rows = [["head"]] + (1...20).map { ["row \($0)"] }
    let layout = table(rows, header: true).layout(&diagnostics)
    let pages = layout.pages()
    #expect(pages.count == 3)
    #expect(pages.allSatisfy { $0[0] == "head" })
    let heads = layout.lines().filter { $0.text == "head" }
    #expect(heads.map(\.owner) == [.element(3, part: .content), .artifact(.runningHead), .artifact(.runningHead)])
    #expect(layout.lines().allSatisfy { $0.baseline <= 180 })
    #expect(pages.flatMap { $0 }.filter { $0 != "head" } == (1...20).map { "row \($0)" })
  }

  @Test func aRowIsNotParted() {
    var sheet = Sheet()
    let cell = sheet.style("cell")
    let lines = Array(repeating: String(repeating: "a", count: 29), count: 9).joined(separator: " ")
    sheet.paragraph(lines, style: cell)
    sheet.add(.table(TableProperties(columns: 1))) { sheet in
      sheet.add(.row(isHeader: false)) { sheet in
        sheet.add(.cell(CellProperties())) { sheet in sheet.paragraph(lines, style: cell) }
      }
    }
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages().map(\.count) == [9, 9])
  }

  @Test func aRowThatNoPageHoldsGoesOnWithTheNext() {
    let words = (0..<40).map { "word\($0)" + String(repeating: "x", count: 20) }
    var diagnostics = Diagnostics()
    let layout = table([[words.joined(separator: " "), "b"]], shares: [10, 1]).layout(&diagnostics)
    let texts = layout.lines().map { line in line.text.filter { $0 != " " } }
    #expect(layout.pageCount > 3)
    #expect(texts.filter { $0 != "b" } == words)
    #expect(layout.lines().allSatisfy { $0.baseline <= 180 })
  }

  @Test func cellsMayReachOverRowsAndColumns() {
    var sheet = Sheet()
    let style = sheet.style("cell")
    func cell(_ sheet: inout Sheet, _ text: String, columns: Int = 1, rows: Int = 1) {
      var properties = CellProperties()
      properties.columnSpan = columns
      properties.rowSpan = rows
      sheet.add(.cell(properties)) { $0.paragraph(text, style: style) }
    }
    sheet.add(.table(TableProperties(columns: 3, columnShares: [1, 1, 1]))) { sheet in
      sheet.add(.row(isHeader: false)) { sheet in
        cell(&sheet, "a", rows: 2)
        cell(&sheet, "b", columns: 2)
      }
      sheet.add(.row(isHeader: false)) { sheet in
        cell(&sheet, "c")
        cell(&sheet, "d")
      }
    }
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let left = 25.4
    let third = 160.0 / 3
    #expect(
      layout.lines().map { ($0.x * 100).rounded() }
        == [left, left + third, left + third, left + 2 * third].map { ($0 * 100).rounded() })
    let rules = rules(layout)[0]
    // No line through the cell that reaches down, none through the one that reaches across.
    #expect(rules.filter { $0.width > $0.height }.map { $0.x.rounded() } == [20, 73, 20])
    #expect(rules.filter { $0.width < $0.height }.map { $0.x.rounded() } == [20, 73, 180, 20, 73, 127, 180])
  }
}
