package import SarupSyntax

extension DiagnosticCode {
  static let thaiDoubleSaraE: DiagnosticCode = "thai-double-sara-e"
  static let thaiSplitSaraAm: DiagnosticCode = "thai-split-sara-am"
  static let thaiRepeatedMark: DiagnosticCode = "thai-repeated-mark"
  static let thaiMarkOrder: DiagnosticCode = "thai-mark-order"
  static let thaiStrayMark: DiagnosticCode = "thai-stray-mark"
}

/// Mistakes of typing that look right, or nearly so, on paper, and spoil searching, spelling and line ends: they are for
/// whoever asks, not for every rendering.
package enum TypingLints {
  /// Reports them all as warnings.
  package static func check(_ source: SourceText, reporting diagnostics: inout Diagnostics) {
    // Two places back is as far as a rule looks: a mark between NIKHAHIT and SARA AA.
    var before: (scalar: UInt32, start: Int) = (0, 0)
    var last: (scalar: UInt32, start: Int) = (0, 0)
    var offset = 0
    for scalar in String(decoding: source.bytes, as: UTF8.self).unicodeScalars {
      let end = offset + UTF8.width(scalar)
      let value = scalar.value
      if let mistake = Mistake(value, after: last.scalar, before.scalar) {
        let start =
          mistake.reachesBack
          ? (mistake == .splitSaraAm && last.scalar != nikhahit ? before.start : last.start) : offset
        diagnostics.warning(mistake.code, at: source.span(start, end), mistake.message, hint: mistake.hint)
      }
      before = last
      last = (value, offset)
      offset = end
    }
  }

  private static let nikhahit: UInt32 = 0x0E4D

  private enum Mistake {
    case doubleSaraE
    case splitSaraAm
    case repeatedMark
    case markOrder
    case strayMark

    /// The mistake that a scalar makes behind the two before it.
    init?(_ scalar: UInt32, after last: UInt32, _ beforeLast: UInt32) {
      if scalar == 0x0E40, last == 0x0E40 {
        self = .doubleSaraE
      } else if scalar == 0x0E32, last == nikhahit || (isTone(last) && beforeLast == nikhahit) {
        self = .splitSaraAm
      } else if isMark(scalar), scalar == last {
        self = .repeatedMark
      } else if isVowelMark(scalar), isTone(last) {
        self = .markOrder
      } else if isMark(scalar), !mayCarryMark(last) {
        self = .strayMark
      } else {
        return nil
      }
    }

    /// Whether the character before belongs to the mistake.
    var reachesBack: Bool { self != .strayMark }

    var code: DiagnosticCode {
      switch self {
      case .doubleSaraE: .thaiDoubleSaraE
      case .splitSaraAm: .thaiSplitSaraAm
      case .repeatedMark: .thaiRepeatedMark
      case .markOrder: .thaiMarkOrder
      case .strayMark: .thaiStrayMark
      }
    }

    var message: String {
      switch self {
      case .doubleSaraE: "two เ are typed where แ is meant"
      case .splitSaraAm: "ำ is typed as two characters"
      case .repeatedMark: "a mark is typed twice"
      case .markOrder: "a tone mark is typed before the vowel"
      case .strayMark: "a mark stands on no letter"
      }
    }

    var hint: String {
      switch self {
      case .doubleSaraE: "Type แ, which is one character: the two look alike, but searching finds only one of them."
      case .splitSaraAm: "Type ำ, which is one character: the two look alike, but searching finds only one of them."
      case .repeatedMark: "Take one of them out."
      case .markOrder: "Type the vowel first and the tone mark behind it."
      case .strayMark: "Type it behind the letter that it belongs to, or take it out."
      }
    }
  }

  /// MAI EK to MAI CHATTAWA.
  private static func isTone(_ scalar: UInt32) -> Bool { (0x0E48...0x0E4B).contains(scalar) }

  /// Vowels above and below the letter.
  private static func isVowelMark(_ scalar: UInt32) -> Bool {
    scalar == 0x0E31 || (0x0E34...0x0E39).contains(scalar)
  }

  /// Everything that stands above or below a letter.
  private static func isMark(_ scalar: UInt32) -> Bool {
    isVowelMark(scalar) || scalar == 0x0E3A || (0x0E47...0x0E4E).contains(scalar)
  }

  /// Thai letters and marks, and the circle and the blanks that stand in for a letter where a mark itself is spoken of.
  private static func mayCarryMark(_ scalar: UInt32) -> Bool {
    (0x0E01...0x0E2E).contains(scalar) || isMark(scalar) || scalar == 0x25CC || scalar == 0xA0
  }
}
