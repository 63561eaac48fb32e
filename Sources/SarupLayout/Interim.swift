internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

// Goes when the modules below have their own.
extension StyledText {
  func span(of range: Range<Int>) -> SarupSyntax.Span? {
    guard let run = runs.first(where: { $0.range.contains(range.lowerBound) }), let span = run.span else { return nil }
    guard Int(span.upper) - Int(span.lower) == run.range.count else { return span }
    let lower = span.lower + UInt32(range.lowerBound - run.range.lowerBound)
    return SarupSyntax.Span(source: span.source, lower: lower, upper: lower + UInt32(range.count))
  }
}

extension Document {
  func label(of itemIndex: Int) -> String {
    guard case .item(let item) = elements[itemIndex].kind, elements.indices.contains(elements[itemIndex].parent),
      case .list(let list) = elements[elements[itemIndex].parent].kind
    else { return "" }
    guard let numbering = list.numbering, numberings.indices.contains(numbering) else { return "•" }
    guard numberings[numbering].levels.indices.contains(list.level) else { return "" }
    return numberings[numbering].levels[list.level].pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .ordinal(let level, let format):
        item.ordinals.indices.contains(level) ? format.string(for: item.ordinals[level]) : ""
      }
    }.joined()
  }
}
