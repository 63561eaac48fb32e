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
    var scanner = GraphemeScanner()
    var offset = 0
    while offset < text.count {
      let (scalar, length) = decodeScalar(text, at: offset, end: text.count)
      let isSeparator = scalar.value == 0x2028
      if scanner.startsCluster(scalar) {
        let kind: ShapedParagraph.ClusterKind =
          isSeparator
          ? .lineSeparator : scalar == " " ? .space : GraphemeScanner.isIgnorable(scalar) ? .ignorable : .text
        cells.clusters.append(
          ShapedParagraph.ShapedCluster(byte: UInt32(offset), firstGlyph: 0, advance: 0, kind: kind, gap: .rigid))
      }
      let last = cells.clusters.count - 1
      let holdsNoPlace = GraphemeScanner.isThaiMark(scalar.value) && scalar.value != 0x0E33
      if !holdsNoPlace, !isSeparator, cells.clusters[last].kind != .ignorable { cells.clusters[last].advance += 1 }
      offset += length
    }
    ends.removeAll(keepingCapacity: true)
    trouble.removeAll(keepingCapacity: true)
    let width = Double(max(1, columns))
    let request = LineBreaker.Request(
      measure: LineMeasure(first: width, rest: width), alignment: .start, balance: false,
      box: LineBox(ascent: 1, descent: 0, em: 1, column: 1), stub: 4)
    breaker.fit(cells, text: text, request, breaks: breaks, into: &ends, trouble: &trouble)
    return ends.map { cells.byte(at: $0) }
  }
}
