/// Finds the digits of a text that may be written with other digits.
///
/// Thai digits become Arabic wherever they stand. Arabic digits become Thai unless they are part of something that a reader must be
/// able to type again: a Latin word (PM2.5, 5G), an address (https://…, name@host, 192.168.0.1), or a numbered standard (ISO 9001).
enum DigitScanner {
  /// Groups of digits to change, in order.
  static func find(in text: Swift.Span<UInt8>, mode: DigitMode) -> [Range<Int>] {
    switch mode {
    case .keep: []
    case .arabic: thaiDigits(in: text)
    case .thai: arabicDigits(in: text)
    }
  }

  /// Adds a group of ``find(in:mode:)`` in its new digits.
  static func append(_ group: ArraySlice<UInt8>, mode: DigitMode, to result: inout [UInt8]) {
    switch mode {
    case .keep: result += group
    case .arabic:
      // Three bytes a digit, of which the last one counts.
      for index in stride(from: group.startIndex + 2, to: group.endIndex, by: 3) {
        result.append(group[index] - 0x90 + 0x30)
      }
    case .thai:
      for byte in group { result += [0xE0, 0xB9, 0x90 + (byte - 0x30)] }
    }
  }

  private static func thaiDigits(in text: Swift.Span<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var offset = 0
    while offset + 2 < text.count {
      guard text[offset] == 0xE0, text[offset + 1] == 0xB9, text[offset + 2] &- 0x90 < 10 else {
        offset += 1
        continue
      }
      if let last = result.last, last.upperBound == offset {
        result[result.count - 1] = last.lowerBound..<offset + 3
      } else {
        result.append(offset..<offset + 3)
      }
      offset += 3
    }
    return result
  }

  private static func arabicDigits(in text: Swift.Span<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start < text.count {
      let token = token(at: start, in: text)
      if !token.isKept {
        appendDigits(of: token.range, in: text, to: &result)
      }
      start = token.range.upperBound
    }
    return result
  }

  private static func appendDigits(of range: Range<Int>, in text: Swift.Span<UInt8>, to result: inout [Range<Int>]) {
    for offset in range where text[offset] &- 0x30 < 10 {
      if let last = result.last, last.upperBound == offset {
        result[result.count - 1] = last.lowerBound..<offset + 1
      } else {
        result.append(offset..<offset + 1)
      }
    }
  }

  private struct Token {
    var range: Range<Int>
    var isKept: Bool
  }

  /// The piece that starts at an offset: up to a space, a bracket or Thai; an address up to a space.
  private static func token(at start: Int, in text: Swift.Span<UInt8>) -> Token {
    let table = UnicodeTable.shared
    var end = start
    var hasLetter = false
    var isAddress = false
    while end < text.count {
      let (scalar, length) = text.scalar(at: end)
      if !isAddress, isSeparator(scalar) {
        end = max(end, start)
        if end == start { end += length }
        break
      }
      if isAddress, isSpace(scalar) { break }
      hasLetter = hasLetter || table[scalar].isLetter
      isAddress = isAddress || hasLetter && (scalar == 0x40 || startsPath(at: end, in: text))
      end += length
    }
    let isKept = hasLetter || isHostNumber(start..<end, in: text) || isStandard(start..<end, in: text)
    return Token(range: start..<end, isKept: isKept)
  }

  private static func isSpace(_ scalar: UInt32) -> Bool { scalar <= 0x20 || scalar == 0xA0 || scalar == 0x202F }

  private static func isSeparator(_ scalar: UInt32) -> Bool {
    if isSpace(scalar) || scalar &- 0xE00 < 0x80 { return true }
    switch scalar {
    case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0xAB, 0xBB, 0x2018...0x201F: return true
    default: return false
    }
  }

  /// `://`, or the dot of `www.`
  private static func startsPath(at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    if text[offset] == UInt8(ascii: ":") {
      return offset + 2 < text.count && text[offset + 1] == UInt8(ascii: "/") && text[offset + 2] == UInt8(ascii: "/")
    }
    guard text[offset] == UInt8(ascii: "."), offset >= 3 else { return false }
    return (1...3).allSatisfy { text[offset - $0] | 0x20 == UInt8(ascii: "w") }
  }

  /// Four numbers up to 255 with dots between them.
  private static func isHostNumber(_ range: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    var parts = 1
    var value = 0
    var digits = 0
    var end = range.upperBound
    // The stop of a sentence is no part of it.
    while end > range.lowerBound, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: ",") { end -= 1 }
    for offset in range.lowerBound..<end {
      let byte = text[offset]
      if byte == UInt8(ascii: "."), digits > 0 {
        parts += 1
        (value, digits) = (0, 0)
      } else if byte &- 0x30 < 10, digits < 3 {
        value = value * 10 + Int(byte - 0x30)
        digits += 1
      } else {
        return false
      }
      if value > 255 { return false }
    }
    return parts == 4 && digits > 0
  }

  private static let publishers: [StaticString] = [
    "ISO", "IEC", "ISO/IEC", "IEEE", "RFC", "ISBN", "ISSN", "DOI", "ASTM", "ANSI", "DIN", "NIST",
  ]

  /// A number behind the name of who numbered it and a space.
  private static func isStandard(_ range: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    guard range.lowerBound > 1, text[range.lowerBound - 1] == 0x20, text[range.lowerBound] &- 0x30 < 10 else {
      return false
    }
    let end = range.lowerBound - 1
    return publishers.contains { name in
      let start = end - name.utf8CodeUnitCount
      guard start >= 0, start == 0 || isSeparator(beforeByte: start, in: text) else { return false }
      return (0..<name.utf8CodeUnitCount).allSatisfy { text[start + $0] == name.utf8Start[$0] }
    }
  }

  private static func isSeparator(beforeByte offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    let byte = text[offset - 1]
    return byte <= 0x20 || byte >= 0x80 || byte == UInt8(ascii: "(")
  }
}
