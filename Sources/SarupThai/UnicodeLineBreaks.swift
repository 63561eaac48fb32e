/// Line breaks by UAX #14 alone, as text without Thai has them.
enum UnicodeLineBreaks {
  /// Byte offsets at which a line may or must start; the ends of the text are none.
  static func find(in text: Swift.Span<UInt8>) -> [Int] {
    var scan = LineBreakItems()
    scan.read(text, isTailored: false)
    guard scan.count > 0 else { return [] }
    var result: [Int] = []
    var rules = LineBreakRules()
    let first = scan.items[0]
    rules.start(with: first)
    // A line may end behind spaces that begin the text, where nothing forbids it.
    if first.spaceBefore, !rules.isProhibited(.startOfText, first, next: nil) { result.append(Int(first.start)) }
    for index in 1..<max(1, scan.count) {
      let (left, right) = (scan.items[index - 1], scan.items[index])
      let next = index + 1 < scan.count ? scan.items[index + 1] : nil
      let isProhibited = rules.isProhibited(left, right, next: next)
      let isMandatory = LineBreakRules.isMandatory(left, right)
      // Spaces behind a forced break belong to the line that it starts.
      if isMandatory { result.append(Int(left.end)) }
      if !isProhibited, !isMandatory || right.spaceBefore { result.append(Int(right.start)) }
    }
    let last = scan.items[scan.count - 1]
    if Int(last.end) < text.count, LineBreakRules.isMandatory(last, last) { result.append(Int(last.end)) }
    return result
  }
}
