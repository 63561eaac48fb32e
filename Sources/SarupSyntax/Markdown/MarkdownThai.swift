/// What Markdown has to know about Thai letters, on UTF-8 bytes.
///
/// CommonMark parts letters from punctuation and spaces alone, which leaves a script without spaces between its words
/// with marks that neither open nor close. Every Thai code point has three bytes, E0 B8 81 to E0 B9 9B.
package enum MarkdownThai {
  /// Whether a Thai code point (letters, vowels, marks, digits, signs) starts at an offset.
  static func isThai(_ bytes: [UInt8], at offset: Int, before upper: Int) -> Bool {
    offset >= 0 && offset + 3 <= upper && bytes[offset] == 0xE0 && (bytes[offset + 1] & 0xFE) == 0xB8
      && (0...0x5A).contains(index(bytes[offset + 1], bytes[offset + 2]))
  }

  /// Whether the bytes are a Thai letter, vowel or mark: what stands inside a word, not a digit or a sign.
  package static func isLetter(_ second: UInt8, _ third: UInt8) -> Bool {
    switch index(second, third) {
    case 0x00...0x39, 0x3F...0x4D: true
    default: false
    }
  }

  /// Whether a text begins with a Thai letter, vowel or mark.
  package static func startsWithLetter(_ bytes: some Collection<UInt8>) -> Bool {
    let head = Array(bytes.prefix(3))
    return head.count == 3 && head[0] == 0xE0 && (head[1] & 0xFE) == 0xB8 && isLetter(head[1], head[2])
  }

  /// Whether a text ends with a Thai letter, vowel or mark.
  package static func endsWithLetter(_ bytes: [UInt8]) -> Bool {
    let start = bytes.count - 3
    return start >= 0 && bytes[start] == 0xE0 && (bytes[start + 1] & 0xFE) == 0xB8
      && isLetter(bytes[start + 1], bytes[start + 2])
  }

  /// The value of a Thai digit (U+0E50 to U+0E59) that starts at an offset.
  package static func digit(_ bytes: [UInt8], at offset: Int, before upper: Int) -> UInt8? {
    guard offset + 3 <= upper, bytes[offset] == 0xE0, bytes[offset + 1] == 0xB9 else { return nil }
    let third = bytes[offset + 2]
    return (0x90...0x99).contains(third) ? third - 0x90 : nil
  }

  /// The punctuation that stands for a Thai code point while the parser looks at the marks beside it.
  ///
  /// Each code point has one of its own, of three bytes too, so that reference labels stay apart and a text that could
  /// not be aligned can be turned back. They are taken from blocks that nobody writes a brief with: supplemental
  /// punctuation, ornamental and mathematical brackets.
  static func standIn(_ second: UInt8, _ third: UInt8) -> (UInt8, UInt8, UInt8) {
    let index = index(second, third)
    let scalar =
      switch index {
      case ..<47: 0x2E00 + index
      case ..<66: 0x2E30 + index - 47
      case ..<80: 0x2768 + index - 66
      default: 0x2983 + index - 80
      }
    return (UInt8(0xE0 | scalar >> 12), UInt8(0x80 | (scalar >> 6 & 0x3F)), UInt8(0x80 | (scalar & 0x3F)))
  }

  /// A text in which stand-ins are Thai again: for texts that have no place of their own in the source.
  static func withoutStandIns(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var result = Array(bytes)
    var at = 0
    while at + 3 <= result.count {
      guard result[at] == 0xE2 else {
        at += 1
        continue
      }
      let scalar = 0x2000 | Int(result[at + 1] & 0x3F) << 6 | Int(result[at + 2] & 0x3F)
      let index: Int? =
        switch scalar {
        case 0x2E00...0x2E2E: scalar - 0x2E00
        case 0x2E30...0x2E42: scalar - 0x2E30 + 47
        case 0x2768...0x2775: scalar - 0x2768 + 66
        case 0x2983...0x298D: scalar - 0x2983 + 80
        default: nil
        }
      if let index {
        result[at] = 0xE0
        result[at + 1] = UInt8(0xB8 | (index + 1) >> 6)
        result[at + 2] = UInt8(0x80 | ((index + 1) & 0x3F))
      }
      at += 3
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Distance from U+0E01.
  private static func index(_ second: UInt8, _ third: UInt8) -> Int {
    (Int(second & 0x01) << 6 | Int(third & 0x3F)) - 1
  }
}
