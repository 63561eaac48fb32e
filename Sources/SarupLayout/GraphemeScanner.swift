/// Finds where grapheme clusters start (UAX #29, extended clusters) as far as setting lines needs it.
///
/// Thai marks are told by code point, since a line is nothing but them; properties are asked only for other scripts.
/// ํา spelled out as two characters stays whole like ำ, because it looks the same.
struct GraphemeScanner {
  /// A cluster is cut after so many characters: nothing that is read has more, and lengths stay small whatever comes in.
  private static let longest = 64

  private var previous: Unicode.Scalar = "\n"
  private var length = 0
  private var hasNikhahit = false
  private var regionalIndicators = 0

  /// Whether the next character of the text opens a cluster.
  mutating func startsCluster(_ scalar: Unicode.Scalar) -> Bool {
    let extends = length > 0 && length < Self.longest && self.extends(scalar)
    if extends {
      length += 1
    } else {
      length = 1
      hasNikhahit = false
      regionalIndicators = 0
    }
    if scalar.value == 0x0E4D { hasNikhahit = true }
    if (0x1F1E6...0x1F1FF).contains(scalar.value) { regionalIndicators += 1 }
    previous = scalar
    return !extends
  }

  private func extends(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x300 { return previous.value == 0x200D && scalar.properties.isEmoji && value > 0x7F }
    // Nothing joins what is not drawn: a mark behind it stands on its own.
    if previous.value == 0x2028 || Self.isIgnorable(previous) { return false }
    if value >= 0x0E00 && value < 0x0E80 {
      return Self.isThaiMark(value) || (value == 0x0E32 && hasNikhahit)
    }
    if previous.value == 0x200D && scalar.properties.isEmoji { return true }
    switch value {
    case 0x0EB3, 0x200C, 0x200D, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F, 0x1160...0x11FF: return true
    case 0x1F1E6...0x1F1FF: return regionalIndicators % 2 == 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Characters that hold no place and are not drawn, wherever they stand.
  static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060...0x2064, 0xFEFF, 0x7F..<0xA0: true
    case 0..<0x20: scalar.value != 0x09
    default: false
    }
  }

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
