/// What the letters and digits of ASCII beside a place make: words such as A4 and COVID-19, pairs such as N/A, and addresses.
enum LatinTokens {
  /// Most bytes that are looked at on one side: no word that is read is longer.
  private static let reach = 40

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  /// What joins letters and digits inside a word.
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// Whether the number that ends at `end` is the end of a word with letters.
  static func isWord(endingAt end: Int, in text: Swift.Span<UInt8>) -> Bool {
    var index = end - 1
    while index >= 0, end - index < reach, isDigit(text[index]) || isJoint(text[index]) { index -= 1 }
    return index >= 0 && isLetter(text[index])
  }

  /// Whether the number that starts at `start` is the start of a word with letters: 5G, 3D.
  static func isWord(startingAt start: Int, in text: Swift.Span<UInt8>) -> Bool {
    var index = start
    while index < text.count, index - start < reach, isDigit(text[index]) { index += 1 }
    return index < text.count && isLetter(text[index])
  }

  /// Whether a single letter ends at `end`.
  static func isLetter(endingAt end: Int, in text: Swift.Span<UInt8>) -> Bool {
    guard end > 0, isLetter(text[end - 1]) else { return false }
    return end == 1 || !isLetter(text[end - 2]) && !isDigit(text[end - 2]) && text[end - 2] < 0x80
      || text[end - 2] >= 0x80 && !endsInLatinLetter(end - 1, text)
  }

  private static func endsInLatinLetter(_ end: Int, _ text: Swift.Span<UInt8>) -> Bool {
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = text.scalar(at: start).value
    return scalar < 0xE00 && UnicodeTable.shared[scalar].isLetter
  }

  /// Whether a slash stands between two short words that are one: N/A, AI/ML, TCP/IP. The parts of an address are none.
  static func isShortPair(slashAt slash: Int, in text: Swift.Span<UInt8>) -> Bool {
    var start = slash
    while start > 0, slash - start < reach, isLetter(text[start - 1]) || isDigit(text[start - 1]) { start -= 1 }
    if start > 0,
      text[start - 1] == UInt8(ascii: "/") || isJoint(text[start - 1]) || text[start - 1] == UInt8(ascii: "@")
    {
      return false
    }
    var end = slash + 1
    while end < text.count, end - slash < reach, isLetter(text[end]) || isDigit(text[end]) { end += 1 }
    if end < text.count,
      text[end] == UInt8(ascii: "/")
        || text[end] == UInt8(ascii: ".") && end + 1 < text.count && isLetter(text[end + 1])
    {
      return false
    }
    let (left, right) = (slash - start, end - slash - 1)
    guard left > 0, right > 0 else { return false }
    return left <= 4 && right <= 4 || left == 1 || right == 1
  }
}
