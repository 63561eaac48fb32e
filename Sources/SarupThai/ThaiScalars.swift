/// Sets of scalars of the Thai block, as bits: bit n stands for U+0E00 + n.
enum ThaiScalars {
  /// Whether a Thai scalar never starts a grapheme cluster: above and below vowels, tone marks and the like, and ำ.
  @inline(__always)
  static func extends(_ scalar: UInt32) -> Bool {
    contains(extending, scalar)
  }

  /// Membership of a scalar; scalars outside the block are in no set.
  @inline(__always)
  static func contains(_ set: (low: UInt64, high: UInt64), _ scalar: UInt32) -> Bool {
    let index = scalar &- 0xE00
    guard index < 0x80 else { return false }
    return (index < 64 ? set.low >> UInt64(index) : set.high >> UInt64(index - 64)) & 1 != 0
  }

  /// U+0E31, U+0E33–U+0E3A, U+0E47–U+0E4E.
  private static let extending: (low: UInt64, high: UInt64) = (
    low: 1 << 0x31 | 0xFF << 0x33, high: 0xFF << 7
  )
}
