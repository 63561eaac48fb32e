internal import SarupBrief
internal import SarupSyntax

/// A paragraph as lints see it: its characters with their places in the source, and nothing where code or a footnote's mark stands.
struct LintText {
  var scalars: [UInt32] = []
  /// Where each scalar begins in ``utf8``, and at last the end.
  var offsets: [Int] = [0]
  let text: RichText

  /// What stands for a character that no rule speaks of.
  static let opaque: UInt32 = 0xFFFC

  init(_ text: RichText) {
    self.text = text
    scalars.reserveCapacity(text.utf8.count / 2)
    for run in text.runs {
      let isOpaque = run.traits.contains(.code) || run.footnote != nil
      for scalar in String(decoding: text.utf8[run.range], as: UTF8.self).unicodeScalars {
        scalars.append(isOpaque ? Self.opaque : scalar.value)
        offsets.append((offsets.last ?? 0) + UTF8.width(scalar))
      }
    }
  }

  /// The scalar at a place; 0 outside.
  func at(_ index: Int) -> UInt32 { scalars.indices.contains(index) ? scalars[index] : 0 }

  func span(_ range: Range<Int>) -> Span? { text.span(of: offsets[range.lowerBound]..<offsets[range.upperBound]) }

  func string(_ range: Range<Int>) -> String {
    String(decoding: text.utf8[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    text.utf8[offsets[range.lowerBound]..<offsets[range.upperBound]]
  }

  /// Places where a text stands.
  func places(of word: [UInt32]) -> [Int] {
    guard let first = word.first, scalars.count >= word.count else { return [] }
    return (0...(scalars.count - word.count)).filter { start in
      scalars[start] == first && scalars[start..<start + word.count].elementsEqual(word)
    }
  }
}

/// Kinds of characters that rules ask for.
enum Letters {
  static let space: UInt32 = 0x20
  static let nikhahit: UInt32 = 0x0E4D
  static let repeatSign: UInt32 = 0x0E46
  static let paiyannoi: UInt32 = 0x0E2F

  /// MAI EK to MAI CHATTAWA.
  static func isTone(_ scalar: UInt32) -> Bool { (0x0E48...0x0E4B).contains(scalar) }

  /// Vowels above and below the letter.
  static func isVowelMark(_ scalar: UInt32) -> Bool { scalar == 0x0E31 || (0x0E34...0x0E39).contains(scalar) }

  /// Everything that stands above or below a letter.
  static func isMark(_ scalar: UInt32) -> Bool {
    isVowelMark(scalar) || scalar == 0x0E3A || (0x0E47...0x0E4E).contains(scalar)
  }

  static func isConsonant(_ scalar: UInt32) -> Bool { (0x0E01...0x0E2E).contains(scalar) }

  /// เ แ โ ใ ไ
  static func isLeadingVowel(_ scalar: UInt32) -> Bool { (0x0E40...0x0E44).contains(scalar) }

  /// Letters, vowels and marks, without digits and signs.
  static func isThai(_ scalar: UInt32) -> Bool {
    (0x0E01...0x0E3A).contains(scalar) && scalar != paiyannoi
      || (0x0E40...0x0E4E).contains(scalar) && scalar != repeatSign
  }

  static func isThaiDigit(_ scalar: UInt32) -> Bool { (0x0E50...0x0E59).contains(scalar) }
  static func isArabicDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
  static func isDigit(_ scalar: UInt32) -> Bool { isThaiDigit(scalar) || isArabicDigit(scalar) }
  static func isLatin(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar & ~0x20) || (0xC0...0x24F).contains(scalar)
  }

  /// Thai letters and marks, and the circle and the blanks that stand in for a letter where a mark itself is spoken of.
  static func mayCarryMark(_ scalar: UInt32) -> Bool {
    isConsonant(scalar) || isMark(scalar) || scalar == 0x25CC || scalar == 0xA0 || scalar == LintText.opaque
  }
}
