/// The dictionary of the break scorer, for those who ask whether something is a word.
package enum ThaiWords {
  /// - Parameter word: UTF-8 of Thai letters; of anything else the answer is no.
  package static func contains(_ word: some Collection<UInt8>) -> Bool {
    let bytes = Array(word)
    guard !bytes.isEmpty, bytes.count % 3 == 0 else { return false }
    for start in stride(from: 0, to: bytes.count, by: 3)
    where bytes[start] != 0xE0 || bytes[start + 1] & 0xFE != 0xB8 {
      return false
    }
    return ThaiModel.shared.isWord(bytes.span)
  }
}

extension ThaiModel {
  /// Whether a text of Thai letters is one word of the dictionary.
  fileprivate func isWord(_ text: Swift.Span<UInt8>) -> Bool {
    var unit = trie[0]
    var next = 0
    func code(_ offset: Int) -> UInt8 { (text[offset + 1] & 0x01) << 6 | text[offset + 2] & 0x3F }
    while next < text.count {
      let label = code(next)
      let child = trie[Int(unit >> 9) + Int(label)]
      guard child & 0x7F == UInt32(label) else { return false }
      next += 3
      let isLeaf = child & 0x80 != 0
      if isLeaf || next == text.count {
        guard isLeaf || child & 0x100 != 0 else { return false }
        var tail = Int((isLeaf ? child : trie[Int(child >> 9)]) >> 8)
        if tails[tail] >= Self.heldMark { tail += 1 }
        tail += 1
        while tails[tail] != 0 {
          guard next < text.count, code(next) == tails[tail] else { return false }
          next += 3
          tail += 1
        }
        return next == text.count
      }
      unit = child
    }
    return false
  }
}
