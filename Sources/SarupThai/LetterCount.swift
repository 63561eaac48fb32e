/// How many letters of a text are Latin, and how many are Thai or set as close to each other as Thai is.
///
/// Marks above and below, digits and signs are no letters: they stand in text of either kind.
package struct LetterCount {
  package private(set) var thai = 0
  package private(set) var latin = 0

  package init() {}

  /// Counts the character at an offset of a run of one script.
  ///
  /// - Returns: how many bytes it takes.
  package mutating func add(_ text: Swift.Span<UInt8>, at offset: Int, script: Script) -> Int {
    let byte = text[offset]
    if byte < 0x80 {
      if (byte | 0x20) &- UInt8(ascii: "a") < 26 { latin += 1 }
      return 1
    }
    let (scalar, length) = text.scalar(at: offset)
    switch scalar {
    case 0xC0...0x24F: latin += 1
    case 0xE31, 0xE33...0xE3A, 0xE3F, 0xE47...0xE4E, 0xE50...0xE59, 0xEB1, 0xEB3...0xEBC, 0xEC8...0xECE: break
    case 0xE00...0xEFF: thai += 1
    case 0..<0x370, 0x2000...0x2BFF: break
    default:
      switch script {
      case .thai, .lao, .cjk: thai += 1
      case .latin: latin += 1
      case .khmer, .myanmar, .other: break
      }
    }
    return length
  }
}
