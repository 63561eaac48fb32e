/// Thai letters with nothing between them, ready for the scorer: one spelling for what looks alike, and the places where a cut
/// leaves no impossible piece.
struct ThaiRun: ~Copyable {
  /// Low seven bits of each letter behind four ``ThaiLetters/start`` and in front of four ``ThaiLetters/end``.
  private(set) var codes = ScratchBuffer<UInt8>()
  /// Byte offset of each letter in the text; one more for the end.
  private(set) var bytes = ScratchBuffer<Int32>()
  /// Letters.
  private(set) var count = 0
  /// Letter index of each legal position, from 0 to the number of letters.
  private(set) var positions = ScratchBuffer<Int32>()
  /// The last legal position: the end of the run.
  private(set) var last = 0
  /// Legal index of each letter position, -1 where a cut is not legal.
  private(set) var indices = ScratchBuffer<Int32>()

  /// What stands before and behind the run, see ``outsideClass(_:of:)``.
  var before: UInt8 = 0
  var behind: UInt8 = 0

  static let padding = 4

  /// Takes letters from a text.
  ///
  /// - Parameters:
  ///   - range: bytes of Thai letters alone, three each.
  ///   - limit: most letters to take.
  /// - Returns: the byte behind the last letter taken.
  mutating func read(_ range: Range<Int>, of text: Swift.Span<UInt8>, limit: Int) -> Int {
    let most = min(range.count / 3, limit)
    codes.reserve(most + 2 * Self.padding)
    bytes.reserve(most + 1)
    for index in 0..<Self.padding { codes[index] = ThaiLetters.start }
    var next = Self.padding
    var offset = range.lowerBound
    for _ in 0..<most {
      let code = (text[offset + 1] & 0x01) << 6 | text[offset + 2] & 0x3F
      let previous = codes[next - 1]
      if code == ThaiLetters.saraE, previous == ThaiLetters.saraE {
        codes[next - 1] = ThaiLetters.saraAe
      } else if code == ThaiLetters.saraAa, previous == ThaiLetters.nikhahit {
        codes[next - 1] = ThaiLetters.saraAm
      } else if code == ThaiLetters.saraAa, ThaiLetters.isTone(previous), codes[next - 2] == ThaiLetters.nikhahit {
        codes[next - 2] = previous
        codes[next - 1] = ThaiLetters.saraAm
      } else {
        codes[next] = code
        bytes[next - Self.padding] = Int32(truncatingIfNeeded: offset)
        next += 1
      }
      offset += 3
    }
    count = next - Self.padding
    bytes[count] = Int32(truncatingIfNeeded: offset)
    for index in next..<next + Self.padding { codes[index] = ThaiLetters.end }
    findPositions()
    return offset
  }

  /// The letter at an index, from -4 to 3 behind the end.
  @inline(__always)
  func letter(_ index: Int) -> UInt8 { codes[index + Self.padding] }

  private mutating func findPositions() {
    positions.reserve(count + 1)
    indices.fill(count + 1, with: -1)
    positions[0] = 0
    indices[0] = 0
    last = 0
    if count > 1 {
      for position in 1..<count where isLegal(position) {
        last += 1
        positions[last] = Int32(truncatingIfNeeded: position)
        indices[position] = Int32(truncatingIfNeeded: last)
      }
    }
    last += 1
    positions[last] = Int32(truncatingIfNeeded: count)
    indices[count] = Int32(truncatingIfNeeded: last)
  }

  private func isLegal(_ position: Int) -> Bool {
    let left = letter(position - 1)
    let right = letter(position)
    if ThaiLetters.follows(right) || ThaiLetters.leads(left) { return false }
    // A silenced consonant stays with the letter before it.
    let second = letter(position + 1)
    if second == ThaiLetters.thanthakhat { return false }
    if second == ThaiLetters.saraI || second == ThaiLetters.saraU, letter(position + 2) == ThaiLetters.thanthakhat {
      return false
    }
    if !ThaiLetters.follows(left) { return !(left == right && right == second) }  // Lengthened spelling: นนนน.
    // Vowels that want a final consonant.
    if left == ThaiLetters.saraUee || left == ThaiLetters.maihanakat && position >= 2 { return false }
    if ThaiLetters.isTone(left), position >= 3 {
      let vowel = letter(position - 2)
      if vowel == ThaiLetters.maihanakat || vowel == ThaiLetters.saraUee { return false }
    }
    if left == ThaiLetters.maitaikhu, position >= 2, letter(position - 2) != 0x01 { return false }
    return right != 0x22 || !completesIa(position)
  }

  /// Whether the ย at a position is the end of the vowel เ◌ีย.
  private func completesIa(_ position: Int) -> Bool {
    let vowel = ThaiLetters.isTone(letter(position - 1)) ? position - 2 : position - 1
    guard vowel >= 2, letter(vowel) == ThaiLetters.saraIi else { return false }
    if letter(vowel - 2) == ThaiLetters.saraE { return true }
    guard vowel >= 3, letter(vowel - 3) == ThaiLetters.saraE else { return false }
    let second = letter(vowel - 1)
    return second == 0x23 || second == 0x25 || second == 0x27  // ร ล ว
  }

  /// Class of a scalar beside a run; 0 where the text ends.
  static func outsideClass(_ scalar: UInt32, of properties: ScalarProperties) -> UInt8 {
    if properties.isWhiteSpace { return 1 }
    if properties.isDigit { return 2 }
    if scalar == 0xE46 { return 4 }
    if scalar == 0xE2F { return 5 }
    if properties.isLetter { return 3 }
    switch scalar {
    case 0x2E: return 6
    case 0x28, 0x5B, 0x7B, 0x201C, 0x2018, 0x22: return 7
    case 0x29, 0x5D, 0x7D, 0x201D, 0x2019, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x25: return 8
    default: return 9
    }
  }

  /// Class of what stands before an item, 0 at the start of the text.
  static func classBefore(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> UInt8 {
    if item.spaceBefore { return 1 }
    var offset = Int(item.start) - 1
    guard offset >= 0 else { return 0 }
    while offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    let scalar = text.scalar(at: offset).value
    return outsideClass(scalar, of: UnicodeTable.shared[scalar])
  }

  /// Class of what stands behind an item, 0 at the end of the text.
  static func classBehind(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> UInt8 {
    guard Int(item.core) < text.count else { return 0 }
    let scalar = text.scalar(at: Int(item.core)).value
    return outsideClass(scalar, of: UnicodeTable.shared[scalar])
  }
}
