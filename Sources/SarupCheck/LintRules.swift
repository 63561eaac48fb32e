package import SarupBrief

/// What a rule of `sarup check` is, for the command and for its page of the documentation.
package struct LintDeclaration: Sendable {
  package var rule: LintRule
  /// What it finds.
  package var summary: String
  /// Who says so.
  package var source: String
  /// Whether `--fix` mends it: only where there is one right answer.
  package var isFixable: Bool
  /// What is wrong, and what is right.
  package var example: (wrong: String, right: String)?

  /// All of them, in the order of the documentation.
  package static let all: [LintDeclaration] = LintRule.allCases.map(declaration)

  private static let spacing = "Royal Society of Thailand, rules of spacing, "

  // A switch, so that a new rule cannot be forgotten.
  private static func declaration(of rule: LintRule) -> LintDeclaration {
    func declared(
      _ summary: String, _ source: String, fixable: Bool = false, _ example: (wrong: String, right: String)? = nil
    ) -> LintDeclaration {
      LintDeclaration(rule: rule, summary: summary, source: source, isFixable: fixable, example: example)
    }
    return switch rule {
    case .doubleSaraE:
      declared("two เ typed for แ", "Unicode Standard, 16.1: แ is U+0E41", fixable: true, ("เเก้ไข", "แก้ไข"))
    case .splitSaraAm:
      declared(
        "ำ typed as two characters, or its tone mark behind the circle", "Unicode Standard, 16.1: ำ is U+0E33",
        fixable: true, ("น\u{E4D}า", "นำ"))
    case .repeatedMark: declared("a mark typed twice", "WTT 2.0, input sequences", fixable: true, ("ที่\u{E48}", "ที่"))
    case .markOrder:
      declared(
        "a tone mark typed before the vowel", "WTT 2.0, input sequences", fixable: true, ("ท\u{E48}\u{E35}", "ที่"))
    case .strayMark: declared("a mark that stands on no letter", "WTT 2.0, input sequences")
    case .strayVowel:
      declared(
        "a vowel that stands before another vowel instead of a consonant", "WTT 2.0, input sequences", ("เและ", "และ"))
    case .invisible:
      declared(
        "a character that cannot be seen and spoils searching, such as a zero width space",
        "W3C, Thai layout requirements, 3.1", fixable: true)
    case .doubleSpace: declared("two spaces where one is meant", spacing + "1.1", fixable: true, ("ก  ข", "ก ข"))
    case .repeatSignSpace:
      declared("ๆ without a space at either side", spacing + "1.2.15.1", fixable: true, ("ต่างๆ", "ต่าง ๆ"))
    case .etCeteraSpace:
      declared("ฯลฯ without a space at either side", spacing + "1.2.15.1", fixable: true, ("หมึกฯลฯ", "หมึก ฯลฯ"))
    case .bracketInnerSpace:
      declared(
        "a space behind an opening or before a closing bracket or quotation mark", spacing + "2", fixable: true,
        ("( ก.พ.ร. )", "(ก.พ.ร.)"))
    case .bracketOuterSpace:
      declared(
        "no space before an opening or behind a closing bracket", spacing + "1.2.15.2 and 1.2.15.3", fixable: true,
        ("สำนักงาน(ก.พ.ร.)", "สำนักงาน (ก.พ.ร.)"))
    case .mixedDigits: declared("Thai and Arabic digits in one brief", "cabinet resolution of 2 May 2000")
    case .mixedYears:
      declared(
        "years of the Common Era beside those of the Buddhist era, without ค.ศ.",
        "Regulation on Correspondence, clause 11")
    case .repeatedWord: declared("a word typed twice", "the dictionary", ("และและ", "และ"))
    case .abbreviationStops:
      declared(
        "an abbreviation without full stops in a brief that writes others with them",
        "Royal Society of Thailand, rules of abbreviations", ("นปร", "น.ป.ร."))
    case .misspelling: declared("a word that is often misspelt", "Royal Institute Dictionary 2011", ("พลวัตร", "พลวัต"))
    case .lineEnd: declared("a line that ends where the text may be one word", "the break scorer")
    case .lineLoose:
      declared("a justified line with wide gaps, or one that ends far from the margin", "the line breaker")
    }
  }
}
