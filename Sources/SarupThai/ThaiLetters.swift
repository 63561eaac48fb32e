/// Thai letters as the break scorer sees them: the low seven bits of the scalar, so ก is 0x01.
enum ThaiLetters {
  /// What stands outside a run.
  static let start: UInt8 = 0x7E
  static let end: UInt8 = 0x7F

  static let nikhahit: UInt8 = 0x4D
  static let saraAa: UInt8 = 0x32
  static let saraAm: UInt8 = 0x33
  static let saraE: UInt8 = 0x40
  static let saraAe: UInt8 = 0x41
  static let thanthakhat: UInt8 = 0x4C
  static let maihanakat: UInt8 = 0x31
  static let maitaikhu: UInt8 = 0x47
  static let saraI: UInt8 = 0x34
  static let saraIi: UInt8 = 0x35
  static let saraUee: UInt8 = 0x37
  static let saraU: UInt8 = 0x38

  /// Letters, vowels and tone marks: what words are made of. ฯ, ๆ, ฿, digits and punctuation are not.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool { ThaiScalars.contains(letters, scalar) }

  /// เ แ โ ใ ไ: written before the consonant that they are spoken after.
  @inline(__always)
  static func leads(_ code: UInt8) -> Bool { code &- saraE < 5 }

  /// Vowels and marks that need a letter before them.
  @inline(__always)
  static func follows(_ code: UInt8) -> Bool {
    code < 64 ? followingLow >> UInt64(code) & 1 != 0 : followingHigh >> UInt64(code - 64) & 1 != 0
  }

  @inline(__always)
  static func isTone(_ code: UInt8) -> Bool { code &- 0x48 < 4 }

  /// Class in the shape features: 0 outside, 1 leading vowel, 2 consonant, 3 following vowel, 4 tone, 5 silencer.
  @inline(__always)
  static func letterClass(_ code: UInt8) -> UInt8 { classes[Int(code)] }

  /// U+0E01–U+0E2E, U+0E30–U+0E3A, U+0E40–U+0E45, U+0E47–U+0E4E.
  private static let letters: (low: UInt64, high: UInt64) = (
    low: (1 << 0x2F - 1) & ~1 | (1 << 0x3B - 1) & ~(1 << 0x30 - 1), high: 0x3F | 0xFF << 7
  )
  /// U+0E30–U+0E3A, U+0E45, U+0E47–U+0E4E.
  private static let followingLow: UInt64 = (1 << 0x3B - 1) & ~(1 << 0x30 - 1)
  private static let followingHigh: UInt64 = 1 << 5 | 0xFF << 7

  private static let classes: [UInt8] = (0..<128).map { code in
    let code = UInt8(code)
    if code >= start || code == 0 { return 0 }
    if leads(code) { return 1 }
    if isTone(code) { return 4 }
    if code == thanthakhat { return 5 }
    return follows(code) ? 3 : 2
  }
}
