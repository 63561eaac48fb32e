internal import SarupDocument
package import SarupThai

/// Fits plain text on lines of so many columns, as paragraphs are fitted on pages: for terminals, and to judge the fitter by numbers.
package struct ColumnFitter {
  private var breaker = LineBreaker()
  private var cells = ShapedParagraph()
  private var ends: [Int] = []
  private var trouble: [LineBreaker.Trouble] = []

  package init() {}

  /// The byte offset behind each line of a paragraph; the last one is the text's end.
  ///
  /// A column is a character that is no mark: ที่ takes one, น้ำ two. Spaces at a line's end take none.
  package mutating func fit(_ text: [UInt8], breaks: [BreakOpportunity], columns: Int) -> [Int] {
    cells.removeAll()
    cells.bytes = text.count
    var offset = 0
    while offset < text.count {
      let end = GraphemeScanner.end(ofClusterAt: offset, in: text.span, limit: text.count)
      appendCell(text, offset..<end)
      offset = end
    }
    ends.removeAll(keepingCapacity: true)
    trouble.removeAll(keepingCapacity: true)
    let width = Double(max(1, columns))
    let request = LineBreaker.Request(
      measure: LineMeasure(first: width, rest: width), alignment: .start, balance: false,
      box: LineBox(ascent: 1, descent: 0, em: 1, column: 1), stub: 4)
    breaker.fit(cells, request, breaks: breaks, into: &ends, trouble: &trouble)
    return ends.map { cells.byte(at: $0) }
  }

  private mutating func appendCell(_ text: [UInt8], _ range: Range<Int>) {
    var cell = ShapedParagraph.ShapedCluster(
      byte: UInt32(range.lowerBound), firstGlyph: 0, advance: 0, kind: .text, gap: .rigid)
    let first = decodeScalar(text, at: range.lowerBound, end: range.upperBound).scalar
    if first.value == 0x2028 {
      cell.kind = .lineSeparator
    } else if GraphemeScanner.isIgnorable(first) {
      cell.kind = .ignorable
    } else {
      cell.kind = first == " " ? .space : .text
      var offset = range.lowerBound
      while offset < range.upperBound {
        let (scalar, length) = decodeScalar(text, at: offset, end: range.upperBound)
        if !GraphemeScanner.isThaiMark(scalar.value) || scalar.value == 0x0E33 { cell.advance += 1 }
        offset += length
      }
    }
    cells.clusters.append(cell)
  }
}
