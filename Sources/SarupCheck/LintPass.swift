internal import SarupBrief
internal import SarupSyntax
internal import SarupThai

/// One pass over the texts of a brief: each rule looks at each character once, and at what stands beside it.
struct LintPass {
  let rules: Set<LintRule>
  private(set) var findings: [Lints.Finding] = []

  /// Rules that need no words, and so no text that was read as a brief.
  static let ofCharacters: Set<LintRule> = [
    .doubleSaraE, .splitSaraAm, .repeatedMark, .markOrder, .strayMark, .strayVowel,
  ]

  init(rules: Set<LintRule>) { self.rules = rules }

  mutating func read(_ text: LintText) {
    var index = 0
    while index < text.scalars.count {
      let scalar = text.scalars[index]
      if scalar >= 0x0E00, scalar < 0x0E80 {
        readThai(scalar, at: index, of: text)
      } else if scalar == Letters.space {
        readSpaces(at: index, of: text)
      } else if Self.brackets.contains(where: { $0.open == scalar || $0.close == scalar }) {
        readBracket(scalar, at: index, of: text)
      } else if let name = Self.invisible(scalar) {
        add(
          .invisible, index..<index + 1, of: text,
          "a \(name) (U+\(Self.hexadecimal(scalar))) stands here, which nobody sees",
          "Take it out: it parts what searching would find.", replacement: "")
      }
      index += 1
    }
    if rules.contains(.repeatedWord) { readWords(of: text) }
    if rules.contains(.misspelling) { readMisspellings(of: text) }
  }

  mutating func finish(_ texts: [LintText]) {
    if rules.contains(.mixedDigits) { compareDigits(of: texts) }
    if rules.contains(.mixedYears) { compareYears(of: texts) }
    if rules.contains(.abbreviationStops) { compareAbbreviations(of: texts) }
  }

  mutating func add(
    _ rule: LintRule, _ range: Range<Int>, of text: LintText, _ message: String, _ hint: String,
    replacement: String? = nil, note: (range: Range<Int>, text: LintText, message: String)? = nil
  ) {
    guard rules.contains(rule), let span = text.span(range) else { return }
    let note = note.flatMap { note in note.text.span(note.range).map { Diagnostic.Note(at: $0, note.message) } }
    findings.append(
      Lints.Finding(
        rule: rule, span: span, message: message, hint: hint, note: note, original: text.string(range),
        replacement: replacement))
  }

  // MARK: - Thai letters and marks

  /// Two places back is as far as a rule looks: a mark between NIKHAHIT and SARA AA.
  private mutating func readThai(_ scalar: UInt32, at index: Int, of text: LintText) {
    let (last, before) = (text.at(index - 1), text.at(index - 2))
    let sameAsFound = "The two look alike, but searching finds only one of them."
    if scalar == 0x0E40, last == 0x0E40 {
      add(
        .doubleSaraE, index - 1..<index + 1, of: text, "two เ are typed where แ is meant",
        "Type แ, which is one character. \(sameAsFound)", replacement: "แ")
    } else if Letters.isLeadingVowel(scalar), Letters.isLeadingVowel(last) {
      add(
        .strayVowel, index - 1..<index + 1, of: text,
        "the vowel `\(text.string(index - 1..<index))` has no consonant behind it",
        "Take it out, or type the letter that is missing.")
    } else if scalar == 0x0E32, last == Letters.nikhahit {
      let hasTone = Letters.isTone(before)
      let tone = hasTone ? text.string(index - 2..<index - 1) : ""
      add(
        .splitSaraAm, (hasTone ? index - 2 : index - 1)..<index + 1, of: text, "ำ is typed as two characters",
        "Type ำ, which is one character. \(sameAsFound)", replacement: tone + "ำ")
    } else if scalar == 0x0E32, Letters.isTone(last), before == Letters.nikhahit {
      add(
        .splitSaraAm, index - 2..<index + 1, of: text, "ำ is typed as two characters",
        "Type ำ, which is one character. \(sameAsFound)", replacement: text.string(index - 1..<index) + "ำ")
    } else if Letters.isMark(scalar), scalar == last {
      // Of three in a row the last two are told, so that mending one by one ends with one.
      add(
        .repeatedMark, index - 1..<index + 1, of: text, "a mark is typed twice", "Take one of them out.",
        replacement: text.string(index..<index + 1))
    } else if Letters.isVowelMark(scalar), Letters.isTone(last) {
      add(
        .markOrder, index - 1..<index + 1, of: text, "a tone mark is typed before the vowel",
        "Type the vowel first and the tone mark behind it.",
        replacement: text.string(index..<index + 1) + text.string(index - 1..<index))
    } else if Letters.isMark(scalar), !Letters.mayCarryMark(last) {
      add(
        .strayMark, index..<index + 1, of: text, "a mark stands on no letter",
        "Type it behind the letter that it belongs to, or take it out.")
    }
    if scalar == Letters.repeatSign { readRepeatSign(at: index, of: text) }
    if scalar == Letters.paiyannoi, text.at(index + 1) == 0x0E25, text.at(index + 2) == Letters.paiyannoi {
      readEtCetera(at: index, of: text)
    }
  }

  // MARK: - Spaces

  /// What may follow ๆ and ฯลฯ without a space: nothing, or what closes.
  private static func closes(_ scalar: UInt32) -> Bool {
    scalar == 0 || scalar == Letters.space || scalar == 0xA0 || scalar == 0x2028 || scalar == LintText.opaque
      || brackets.contains { $0.close == scalar }
      || [0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x2F, 0x22, 0x27].contains(scalar)
  }

  private static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == Letters.space || scalar == 0xA0 || scalar == 0x2028 || scalar == 0x09
  }

  private mutating func readRepeatSign(at index: Int, of text: LintText) {
    let opens = Letters.isThai(text.at(index - 1))
    let next = text.at(index + 1)
    let ends = Letters.isThai(next) || Letters.isDigit(next) || Letters.isLatin(next)
    guard opens || ends else { return }
    add(
      .repeatSignSpace, index..<index + 1, of: text,
      "ๆ stands without a space \(opens ? "before it" : "")\(opens && ends ? " and " : "")\(ends ? "behind it" : "")",
      "Write a space at either side: `ต่าง ๆ`.", replacement: (opens ? " " : "") + "ๆ" + (ends ? " " : ""))
  }

  private mutating func readEtCetera(at index: Int, of text: LintText) {
    let before = text.at(index - 1)
    let opens =
      before != 0 && !Self.isBlank(before) && before != LintText.opaque && !Self.brackets.contains { $0.open == before }
    let ends = !Self.closes(text.at(index + 3))
    guard opens || ends else { return }
    add(
      .etCeteraSpace, index..<index + 3, of: text, "ฯลฯ stands without a space \(opens ? "before" : "behind") it",
      "Write a space at either side of ฯลฯ.", replacement: (opens ? " " : "") + "ฯลฯ" + (ends ? " " : ""))
  }

  private mutating func readSpaces(at index: Int, of text: LintText) {
    guard text.at(index - 1) != Letters.space else { return }
    var end = index + 1
    while text.at(end) == Letters.space { end += 1 }
    // At the edges of a text they are not printed.
    guard end - index > 1, index > 0, end < text.scalars.count else { return }
    add(
      .doubleSpace, index..<end, of: text, "\(end - index) spaces stand where one is meant", "Type one space.",
      replacement: " ")
  }

  // MARK: - Brackets

  private static let brackets: [(open: UInt32, close: UInt32)] = [
    (0x28, 0x29), (0x5B, 0x5D), (0x201C, 0x201D), (0x2018, 0x2019), (0xAB, 0xBB),
  ]

  private mutating func readBracket(_ scalar: UInt32, at index: Int, of text: LintText) {
    let (before, behind) = (text.at(index - 1), text.at(index + 1))
    let sign = text.string(index..<index + 1)
    if Self.brackets.contains(where: { $0.open == scalar }) {
      if behind == Letters.space {
        var end = index + 1
        while text.at(end) == Letters.space { end += 1 }
        add(
          .bracketInnerSpace, index..<end, of: text, "a space stands behind `\(sign)`", "Take the space out.",
          replacement: sign)
      }
      // Within a word, as in มาตรา 5(1), the bracket may be a part of it.
      if Letters.isThai(before), Letters.isThai(behind) || Letters.isLatin(behind) {
        add(
          .bracketOuterSpace, index..<index + 1, of: text, "no space stands before `\(sign)`",
          "Type a space before it.",
          replacement: " " + sign)
      }
    } else {
      if before == Letters.space, index > 1 {
        var start = index
        while text.at(start - 1) == Letters.space { start -= 1 }
        if start > 0 {
          add(
            .bracketInnerSpace, start..<index + 1, of: text, "a space stands before `\(sign)`", "Take the space out.",
            replacement: sign)
        }
      }
      // ๆ tells of itself, and U+2019 is an apostrophe as well.
      if scalar != 0x2019, Letters.isThai(behind), Letters.isThai(before) || Letters.isLatin(before) {
        add(
          .bracketOuterSpace, index..<index + 1, of: text, "no space stands behind `\(sign)`",
          "Type a space behind it.",
          replacement: sign + " ")
      }
    }
  }

  // MARK: - Characters that nobody sees

  private static func invisible(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0x200B: "zero width space"
    case 0x200C: "zero width non-joiner"
    case 0x2060: "word joiner"
    case 0xFEFF: "byte order mark"
    case 0x200E, 0x200F: "direction mark"
    case 0x202A...0x202E, 0x2066...0x2069: "direction control"
    default: nil
    }
  }

  private static func hexadecimal(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
