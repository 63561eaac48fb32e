internal import SarupThai

/// Grapheme clusters as lines need them: what stays whole in breaking, spacing and copying.
enum GraphemeScanner {
  /// A cluster is cut after so many bytes: nothing that is read is longer, and work stays small whatever comes in.
  private static let longest = 192

  /// Where the cluster that starts at `offset` ends, at `limit` at the latest.
  ///
  /// Beyond ``SarupThai/ClusterScanner``, ํา spelled out as two characters stays whole like ำ, because it looks the same.
  static func end(ofClusterAt offset: Int, in text: Swift.Span<UInt8>, limit: Int) -> Int {
    let window = text.extracting(offset..<min(limit, offset + longest))
    var end = ClusterScanner.end(ofClusterAt: 0, in: window)
    while end + 2 < window.count, window[end] == 0xE0, window[end + 1] == 0xB8, window[end + 2] == 0xB2,
      hasNikhahit(window, before: end)
    {
      end = ClusterScanner.end(ofClusterAt: end, in: window)
    }
    guard offset + end < limit else { return limit }
    // Where the cap cut, it cuts between characters.
    while end > 1, text[offset + end] & 0xC0 == 0x80 { end -= 1 }
    return offset + end
  }

  private static func hasNikhahit(_ window: Swift.Span<UInt8>, before end: Int) -> Bool {
    var index = 0
    while index + 2 < end {
      if window[index] == 0xE0, window[index + 1] == 0xB9, window[index + 2] == 0x8D { return true }
      index += 1
    }
    return false
  }

  /// Characters that hold no place and are not drawn, wherever they stand.
  static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060...0x2064, 0xFEFF, 0x7F..<0xA0: true
    case 0..<0x20: scalar.value != 0x09
    default: false
    }
  }

  /// Vowels and tones of Thai that stand above or below a consonant, and ำ, which does so in part.
  static func isThaiMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E31, 0x0E33...0x0E3A, 0x0E47...0x0E4E: true
    default: false
    }
  }
}

/// The character at a byte offset and its length; U+FFFD of one byte where the bytes are no UTF-8.
@inline(__always)
func decodeScalar(_ text: [UInt8], at offset: Int, end: Int) -> (scalar: Unicode.Scalar, length: Int) {
  let first = text[offset]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard first >= 0xC2, offset + length <= end else { return ("\u{FFFD}", 1) }
  var value = UInt32(first) & (0xFF >> UInt32(length + 1))
  for next in 1..<length { value = value << 6 | UInt32(text[offset + next] & 0x3F) }
  return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
}
