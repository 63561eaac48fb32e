/// Where letters of Arabic, Hebrew and their like run from right to left. A first step towards UAX #9: each stretch of them is
/// shaped by itself in its own direction, and stretches stand in the order in which they were written.
enum TextDirection {
  /// The stretch of one direction that starts at an offset. Spaces and punctuation between two letters of it belong to it.
  static func stretch(at start: Int, in text: [UInt8], limit: Int) -> (end: Int, isRightToLeft: Bool) {
    var isRightToLeft: Bool?
    var end = start
    var offset = start
    while offset < limit {
      let (scalar, length) = decodeScalar(text, at: offset, end: limit)
      let next = offset + length
      if let direction = direction(of: scalar.value) {
        if let known = isRightToLeft, known != direction { return (known ? end : offset, known) }
        // What stands before the first letter from the right is a stretch of its own.
        if direction, isRightToLeft == nil, offset > start { return (offset, false) }
        isRightToLeft = direction
        end = next
      }
      offset = next
    }
    return (isRightToLeft == true ? end : limit, isRightToLeft ?? false)
  }

  /// Whether a character runs from right to left; `nil` for one that follows its neighbours. Marks follow their letters. Digits
  /// run from left to right, those of Arabic too.
  private static func direction(of scalar: UInt32) -> Bool? {
    switch scalar {
    case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9, 0x41...0x5A, 0x61...0x7A: false
    case 0x5BE...0x5FF, 0x608, 0x60B, 0x60D, 0x61B...0x64A, 0x66D...0x6D5, 0x6E5...0x8FF: true
    case 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF: true
    case 0..<0x590, 0x2000...0x2BFF, 0x3000...0x303F: nil
    case 0x590...0x8FF: nil
    default: false
    }
  }
}
