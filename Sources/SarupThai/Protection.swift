/// A piece of a paragraph that is kept together, whatever the model says.
struct Protection: Sendable {
  /// Byte offsets in the paragraph.
  var start: Int
  var end: Int
  /// Byte offsets inside at which a line may end all the same.
  var bars: [Int] = []
  /// The ends are good places for a line to end.
  var prefersEnds: Bool
  /// No line ends at its ends either.
  var isBound = false
}

extension [BreakOpportunity] {
  /// The score of a place that a dictionary names.
  private static var named: Float { 8 }

  /// Takes out what protections forbid, and puts in what they ask for.
  ///
  /// - Parameter protections: in order, without overlaps.
  mutating func apply(_ protections: [Protection], to text: Swift.Span<UInt8>) {
    if protections.isEmpty { return }
    var result: [BreakOpportunity] = []
    result.reserveCapacity(count + protections.count)
    var next = 0
    for protection in protections {
      while next < count, self[next].offset < protection.start {
        result.append(self[next])
        next += 1
      }
      addEnd(protection.start, protection, text, at: &next, to: &result)
      for bar in protection.bars { result.append(BreakOpportunity(offset: bar, score: Self.named, kind: .word)) }
      while next < count, self[next].offset < protection.end { next += 1 }
      addEnd(protection.end, protection, text, at: &next, to: &result)
      guard protection.isBound, protection.end < text.count, text[protection.end] == 0x20 else { continue }
      var end = protection.end
      while end < text.count, text[end] == 0x20 { end += 1 }
      while next < count, self[next].offset <= end { next += 1 }
    }
    result += self[next...]
    self = result
  }

  /// The place at one end of a protection: dropped, made better, or left as it is.
  private func addEnd(
    _ offset: Int, _ protection: Protection, _ text: Swift.Span<UInt8>, at next: inout Int,
    to result: inout [BreakOpportunity]
  ) {
    // Two protections that touch share an end, which the first of them has seen already.
    if let last = result.last, last.offset == offset {
      if protection.isBound, last.kind == .word { result.removeLast() }
      return
    }
    guard next < count, self[next].offset == offset else {
      if protection.prefersEnds, !protection.isBound, Self.isBetweenLetters(offset, text) {
        result.append(BreakOpportunity(offset: offset, score: Self.named, kind: .word))
      }
      return
    }
    var opportunity = self[next]
    next += 1
    if protection.isBound, opportunity.kind != .mandatory { return }
    if protection.prefersEnds, opportunity.kind == .word {
      opportunity.score = Swift.max(opportunity.score, Self.named)
    }
    result.append(opportunity)
  }

  /// Whether Thai letters that a line may part stand on both sides of an offset.
  private static func isBetweenLetters(_ offset: Int, _ text: Swift.Span<UInt8>) -> Bool {
    guard offset >= 3, offset + 2 < text.count, text[offset - 3] == 0xE0 else { return false }
    let left = text.scalar(at: offset - 3).value
    let right = text.scalar(at: offset).value
    return ThaiLetters.isLetter(left) && ThaiLetters.isLetter(right)
      && !ThaiLetters.follows(UInt8(truncatingIfNeeded: right & 0x7F))
      && !ThaiLetters.leads(UInt8(truncatingIfNeeded: left & 0x7F))
  }
}
