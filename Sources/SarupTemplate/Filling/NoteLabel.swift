internal import SarupSyntax

extension FindingStyles {
  /// How many bytes at the start of a further paragraph are its label; `nil` when it opens with none.
  ///
  /// The label is the paragraph's first phrase, up to a space or a colon, when it begins with one that the template lists:
  /// `ตัวอย่างที่น่าสนใจ เช่น ...` opens with a label by ตัวอย่าง. A phrase as long as a clause only begins with the word.
  func labelLength(in text: RichText) -> Int? {
    let bytes = text.utf8
    guard let label = labels.first(where: { !$0.isEmpty && bytes.starts(with: $0) }) else { return nil }
    var end = label.count
    while end < bytes.count, !Self.endsPhrase(at: end, in: bytes) { end += 1 }
    // One that is the whole paragraph labels nothing.
    guard end < bytes.count, Self.columns(bytes[..<end]) <= Self.longestPhrase else { return nil }
    return end
  }

  /// In columns: Thai words that name a note are far shorter, clauses far longer.
  private static let longestPhrase = 30

  /// A space, a tab, a no-break space, a forced break (U+2028) or a colon.
  private static func endsPhrase(at offset: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[offset] {
    case 0x20, 0x09, 0x3A: true
    case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0xA0
    case 0xE2: offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] == 0xA8
    default: false
    }
  }

  /// Characters without the Thai marks above and below, which take no room of their own.
  private static func columns(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.count { scalar in
      switch scalar.value {
      case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E: false
      default: true
      }
    }
  }
}
