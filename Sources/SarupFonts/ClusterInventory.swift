/// The clusters that Thai is written in: a consonant with at most one vowel sign and one tone, or a tone and SARA AM.
///
/// Everything else, such as two vowel signs on one letter, is odd: it has no number here.
package enum ClusterInventory {
  private static let consonants = 46
  /// 0 for none; then the signs above and below, and SARA AM.
  private static let vowels: [UInt32] = [
    0, 0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E38, 0x0E39, 0x0E3A, 0x0E47, 0x0E4D, 0x0E33,
  ]
  private static let saraAm = 11
  /// 0 for none; then the four tones and thanthakhat.
  private static let tones = 6

  /// One more than the largest number.
  package static let count = consonants * vowels.count * tones

  /// The number of a cluster; `nil` for an odd one, and for a letter alone, which needs no form of its own.
  package static func number(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard text.count == 6 || text.count == 9 else { return nil }
    let start = text.startIndex
    guard let base = thai(text, start), base >= 0x0E01, base <= 0x0E2E, let second = thai(text, start + 3) else {
      return nil
    }
    let consonant = Int(base - 0x0E01)
    if text.count == 6 {
      if let tone = tone(second) { return number(consonant, 0, tone) }
      return vowel(second).map { number(consonant, $0, 0) }
    }
    guard let third = thai(text, start + 6) else { return nil }
    if let tone = tone(third), let vowel = vowel(second), vowel != saraAm { return number(consonant, vowel, tone) }
    if third == vowels[saraAm], let tone = tone(second) { return number(consonant, saraAm, tone) }
    return nil
  }

  private static func number(_ consonant: Int, _ vowel: Int, _ tone: Int) -> Int {
    (consonant * vowels.count + vowel) * tones + tone
  }

  /// A character of three bytes in the Thai block; U+0E00 is E0 B8 80.
  private static func thai(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ offset: Int) -> UInt32? {
    guard text[offset] == 0xE0, text[offset + 1] & 0xFE == 0xB8, text[offset + 2] & 0xC0 == 0x80 else { return nil }
    return 0x0E00 | UInt32(text[offset + 1] & 1) << 6 | UInt32(text[offset + 2] & 0x3F)
  }

  private static func tone(_ value: UInt32) -> Int? { (0x0E48...0x0E4C).contains(value) ? Int(value - 0x0E47) : nil }

  private static func vowel(_ value: UInt32) -> Int? { vowels.firstIndex(of: value) }
}
