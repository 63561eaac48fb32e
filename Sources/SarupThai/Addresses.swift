/// Finds the addresses of a text, and where a line may part one: https://example.org/a, www.example.org, forms.example/a, name@example.org.
///
/// They have letters and signs of ASCII alone; U+200B inside one is the author's own place to part it.
package enum Addresses {
  /// Their byte ranges, in order. A text without any costs one pass over its bytes.
  package static func find(in text: Swift.Span<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      guard isSign(byte), let range = address(around: offset, in: text, from: result.last?.upperBound ?? 0) else {
        offset += 1
        continue
      }
      result.append(range)
      offset = range.upperBound
    }
    return result
  }

  /// What may tell an address: the colon of `://`, the dot of `www.`, the slash behind a host, the sign of `name@host`.
  @inline(__always)
  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
  }

  private static func address(around sign: Int, in text: Swift.Span<UInt8>, from first: Int) -> Range<Int>? {
    switch text[sign] {
    case UInt8(ascii: ":"):
      guard sign + 3 < text.count, text[sign + 1] == UInt8(ascii: "/"), text[sign + 2] == UInt8(ascii: "/"),
        isLetterOrDigit(text[sign + 3])
      else { return nil }
      var start = sign
      while start > first, isLetterOrDigit(text[start - 1]) { start -= 1 }
      return start < sign ? start..<end(from: sign + 3, in: text) : nil
    case UInt8(ascii: "."):
      guard sign >= first + 3, (1...3).allSatisfy({ text[sign - $0] | 0x20 == UInt8(ascii: "w") }),
        sign == first + 3 || !isLetterOrDigit(text[sign - 4]), sign + 1 < text.count, isLetterOrDigit(text[sign + 1])
      else { return nil }
      return sign - 3..<end(from: sign + 1, in: text)
    case UInt8(ascii: "@"):
      var start = sign
      while start > first, isHost(text[start - 1]) || isJoint(text[start - 1]) { start -= 1 }
      while start < sign, !isLetterOrDigit(text[start]) { start += 1 }
      let host = hostEnd(from: sign + 1, in: text)
      return start < sign && isHostName(sign + 1..<host, in: text) ? start..<host : nil
    default:
      var start = sign
      while start > first, isHost(text[start - 1]) { start -= 1 }
      while start < sign, !isLetterOrDigit(text[start]) { start += 1 }
      guard isHostName(start..<sign, in: text), sign + 1 < text.count, isLetterOrDigit(text[sign + 1]) else {
        return nil
      }
      return start..<end(from: sign + 1, in: text)
    }
  }

  /// Where an address ends; signs that close a clause are no part of it.
  private static func end(from start: Int, in text: Swift.Span<UInt8>) -> Int {
    var end = start
    var openBrackets = 0
    while end < text.count {
      if isSpace(at: end, in: text) {
        end += 3
        continue
      }
      let byte = text[end]
      guard isPart(byte) else { break }
      if byte == UInt8(ascii: "(") { openBrackets += 1 }
      if byte == UInt8(ascii: ")") {
        if openBrackets == 0 { break }
        openBrackets -= 1
      }
      end += 1
    }
    while end > start, !isLetterOrDigit(text[end - 1]), !isLast(text[end - 1]) { end -= 1 }
    return end
  }

  private static func hostEnd(from start: Int, in text: Swift.Span<UInt8>) -> Int {
    var end = start
    while end < text.count, isHost(text[end]) { end += 1 }
    while end > start, !isLetterOrDigit(text[end - 1]) { end -= 1 }
    return end
  }

  /// Two labels or more, the last of which has letters alone.
  private static func isHostName(_ range: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    var last = range.upperBound
    while last > range.lowerBound, isLetter(text[last - 1]) { last -= 1 }
    return range.upperBound - last >= 2 && last - range.lowerBound >= 2 && text[last - 1] == UInt8(ascii: ".")
      && isLetterOrDigit(text[last - 2])
  }

  /// U+200B.
  private static func isSpace(at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    offset + 2 < text.count && text[offset] == 0xE2 && text[offset + 1] == 0x80 && text[offset + 2] == 0x8B
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  @inline(__always)
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- UInt8(ascii: "0") < 10 }

  private static func isHost(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
  }

  /// What RFC 3986 lets stand in an address, but for quotation marks and square brackets, which stand around one.
  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "&"), UInt8(ascii: "(")...UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: isLetterOrDigit(byte)
    }
  }

  /// Signs that an address may end with.
  private static func isLast(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: ")"):
      true
    default: false
    }
  }
}

// MARK: - Where a line may part them

extension Addresses {
  /// Shorter ones stay whole but for what the rules of all text offer.
  private static let shortest = 20
  /// Fewest bytes of an address before and behind a line's end.
  private static let fewest = 4
  private static let fewestBehindSlash = 2

  private enum Score {
    static let slash: Float = 2.5
    static let query: Float = 2
    static let scheme: Float = 1.5
    static let mark: Float = 1.2
    static let sign: Float = 1
    /// Between the letters and digits of a key that has nothing else.
    static let key: Float = -0.3
  }

  /// Letters and digits in a row that may be parted, and how many of them stay together at either end.
  private static let longestKey = 16
  private static let keyEnd = 5

  /// Puts the places inside addresses in the stead of those that other rules offer: behind a slash, before most other signs, so that the
  /// line shows that the address goes on (Chicago Manual of Style, 7.46), and nowhere with a hyphen.
  static func part(_ text: Swift.Span<UInt8>, in opportunities: inout [BreakOpportunity]) {
    let addresses = find(in: text)
    guard addresses.contains(where: { $0.count >= shortest }) else { return }
    var result: [BreakOpportunity] = []
    result.reserveCapacity(opportunities.count + 32)
    var next = 0
    for address in addresses where address.count >= shortest {
      while next < opportunities.count, opportunities[next].offset <= address.lowerBound {
        result.append(opportunities[next])
        next += 1
      }
      addPlaces(in: address, of: text, own: opportunities, from: &next, to: &result)
    }
    result += opportunities[next...]
    opportunities = result
  }

  private static func addPlaces(
    in address: Range<Int>, of text: Swift.Span<UInt8>, own: [BreakOpportunity], from next: inout Int,
    to result: inout [BreakOpportunity]
  ) {
    // Where the letters and digits in hand start and end.
    var key = address.lowerBound..<address.lowerBound
    for offset in address {
      if isLetterOrDigit(text[offset]), !key.contains(offset) {
        var end = offset
        while end < address.upperBound, isLetterOrDigit(text[end]) { end += 1 }
        key = offset..<end
      }
      while next < own.count, own[next].offset < offset { next += 1 }
      if offset > address.lowerBound, next < own.count, own[next].offset == offset,
        own[next].score == BreakOpportunity.certain
      {
        // The author's own.
        result.append(own[next])
      } else if offset - address.lowerBound >= fewest,
        let (score, kind) = place(before: offset, of: text, key: key, rest: address.upperBound - offset)
      {
        result.append(BreakOpportunity(offset: offset, score: score, kind: kind))
      }
    }
    while next < own.count, own[next].offset < address.upperBound { next += 1 }
  }

  private static func place(
    before offset: Int, of text: Swift.Span<UInt8>, key: Range<Int>, rest: Int
  ) -> (score: Float, kind: BreakOpportunity.Kind)? {
    let (left, right) = (text[offset - 1], text[offset])
    if left == UInt8(ascii: "/") {
      if right == UInt8(ascii: "/") { return nil }
      if text[offset - 2] == UInt8(ascii: "/") { return (Score.scheme, .address) }
      return rest >= fewestBehindSlash ? (Score.slash, .mark) : nil
    }
    guard rest >= fewest else { return nil }
    if left == UInt8(ascii: ":") { return isLetterOrDigit(right) ? (Score.sign, .address) : nil }
    // Of several signs in a row the first one goes with what follows.
    guard isLetterOrDigit(left) else { return nil }
    switch right {
    case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "@"): return (Score.query, .address)
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ","),
      UInt8(ascii: "%"):
      return (Score.mark, .address)
    case UInt8(ascii: "="): return (Score.sign, .address)
    default: break
    }
    guard isLetterOrDigit(right), key.count >= longestKey, offset - key.lowerBound >= keyEnd,
      key.upperBound - offset >= keyEnd
    else { return nil }
    return (Score.key, .address)
  }
}
