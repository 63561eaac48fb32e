/// Where a word may be parted with a hyphen, by patterns of letters (Liang 1983).
///
/// Patterns come from a file in the form that libhyphen reads, as distributions of Linux have them for dozens of languages. The matching
/// is a page of code: libhyphen, which does the same, opens files by itself and keeps its patterns in tables of pointers.
package struct Hyphenator: Sendable {
  private var trie = WordTrie()
  /// Digits between the letters of each pattern, one before each letter and one behind the last.
  private var digits: [[UInt8]] = []
  /// Fewest letters before and behind a hyphen.
  private var before = 2
  private var behind = 3

  /// A word of fewer letters stays whole.
  private static let shortest = 6
  /// A longer one is no word.
  private static let longest = 60
  private static let mostPatterns = 1 << 16
  private static let longestPattern = 64
  private static let edge = UInt8(ascii: ".")

  /// `nil` where the bytes hold no patterns.
  ///
  /// - Parameter bytes: a pattern file whose first line names UTF-8 or ISO8859-1; patterns with letters beyond ASCII are left out.
  package init?(patterns bytes: [UInt8]) {
    var isFirst = true
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if isFirst {
        isFirst = false
        // The name of the encoding.
        if line.first.map({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) == true { continue }
      }
      read(line)
    }
    if digits.isEmpty { return nil }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    guard line.count <= Self.longestPattern, digits.count < Self.mostPatterns else { return }
    let text = String(decoding: line, as: UTF8.self)
    if let number = Self.setting("LEFTHYPHENMIN ", text) { before = number }
    if let number = Self.setting("RIGHTHYPHENMIN ", text) { behind = number }
    var letters: [UInt8] = []
    var values: [UInt8] = [0]
    for byte in line {
      if byte &- 0x30 < 10 {
        values[values.count - 1] = byte - 0x30
      } else if byte == Self.edge || Self.isLower(byte) {
        letters.append(byte)
        values.append(0)
      } else {
        // A keyword, a comment, or a pattern that changes letters.
        return
      }
    }
    guard !letters.isEmpty else { return }
    _ = trie.insert(letters, word: Int32(digits.count), replacing: true)
    digits.append(values)
  }

  private static func setting(_ name: String, _ line: String) -> Int? {
    line.hasPrefix(name) ? Int(line.dropFirst(name.count)).map { min(max($0, 1), 20) } : nil
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  /// Appends the byte offsets inside a range of a text at which a line may end with a hyphen, in order.
  ///
  /// Names in capitals, parts of addresses, and words with digits or signs at them are left whole.
  package func findPoints(in text: Swift.Span<UInt8>, _ range: Range<Int>, into result: inout [Int]) {
    var start = range.lowerBound
    while start < range.upperBound {
      guard Self.isLetter(text[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < range.upperBound, Self.isLetter(text[end]) { end += 1 }
      if isPlainWord(start..<end, in: text) { findPoints(ofWord: start..<end, in: text, into: &result) }
      start = end
    }
  }

  private func isPlainWord(_ word: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    guard (Self.shortest...Self.longest).contains(word.count) else { return false }
    // Behind the first letter all are small.
    for offset in (word.lowerBound + 1)..<word.upperBound where !Self.isLower(text[offset]) { return false }
    return (word.lowerBound == 0 || Self.mayBefore(word.lowerBound, in: text))
      && (word.upperBound == text.count || Self.mayBehind(word.upperBound, in: text))
  }

  /// Spaces, quotation marks, brackets, and scalars beyond the Latin letters, such as Thai ones.
  private static func mayBeside(_ byte: UInt8) -> Bool {
    byte == 0xE0 || byte >= 0xE2 || byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func mayBefore(_ word: Int, in text: Swift.Span<UInt8>) -> Bool {
    var offset = word - 1
    while offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    return mayBeside(text[offset]) || text[offset] == UInt8(ascii: "(")
  }

  /// What may stand behind a word: the above, and the end of a sentence or a part of it.
  private static func mayBehind(_ offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    if mayBeside(text[offset]) || text[offset] == UInt8(ascii: ")") { return true }
    guard ".,;:!?".utf8.contains(text[offset]) else { return false }
    return offset + 1 == text.count || text[offset + 1] == 0x20
  }

  private func findPoints(ofWord word: Range<Int>, in text: Swift.Span<UInt8>, into result: inout [Int]) {
    // The word between two edges, in small letters.
    var letters = [Self.edge]
    for offset in word { letters.append(text[offset] | 0x20) }
    letters.append(Self.edge)
    var values = [UInt8](repeating: 0, count: letters.count + 1)
    for first in letters.indices {
      var node = WordTrie.root
      for next in first..<letters.count {
        node = trie.child(of: node, letters[next])
        if node < 0 { break }
        let pattern = trie.word(at: node)
        guard pattern >= 0 else { continue }
        for (index, digit) in digits[Int(pattern)].enumerated() where digit > values[first + index] {
          values[first + index] = digit
        }
      }
    }
    // Value k stands before letter k of the word and its edges.
    for letter in max(before, 1)..<max(max(before, 1), word.count - behind + 1) where values[letter + 1] % 2 == 1 {
      result.append(word.lowerBound + letter)
    }
  }
}
