internal import SarupThai
struct DictionaryBreakFinder: BreakFinder {
  func findBreaks(in text: Swift.Span<UInt8>, into result: inout [BreakOpportunity]) {
    var offset = 1
    while offset < text.count {
      if text[offset - 1] == 0x20 && text[offset] != 0x20 { result.append(BreakOpportunity(offset: offset, score: BreakOpportunity.certain, kind: .space)) }
      offset += 1
    }
  }
}
