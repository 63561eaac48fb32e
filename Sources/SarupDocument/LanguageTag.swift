package import SarupThai

/// BCP 47: `th-TH`, `en-GB`.
package struct LanguageTag: Hashable, Sendable {
  package var tag: String

  package init(_ tag: String) { self.tag = tag }

  package static let thai = LanguageTag("th-TH")
  package static let english = LanguageTag("en-GB")

  /// The tag for a language as an author writes it. A bare `th` or `en` gets its region: Word has no dictionary without one.
  package init(written text: String) {
    switch text {
    case "th", "TH": self = .thai
    case "en", "EN": self = .english
    default: self.init(text)
    }
  }

  /// The language of words in a script inside a text of this language: its own if it is written so, else the one that the
  /// script stands for.
  package func written(in script: Script) -> LanguageTag {
    if script == self.script { return self }
    return switch script {
    case .thai: .thai
    case .latin: .english
    case .lao: Self.lao
    case .khmer: Self.khmer
    case .myanmar: Self.burmese
    // Chinese or Japanese: the characters do not tell.
    case .cjk: Self.undetermined
    case .other: self
    }
  }

  private static let lao = LanguageTag("lo-LA")
  private static let khmer = LanguageTag("km-KH")
  private static let burmese = LanguageTag("my-MM")
  private static let undetermined = LanguageTag("und")

  /// The script that the language is written in.
  package var script: Script {
    switch primary {
    case "th": .thai
    case "lo": .lao
    case "km": .khmer
    case "my": .myanmar
    case "zh", "ja", "ko": .cjk
    default: .latin
    }
  }

  /// The part before the first hyphen, in lower case.
  package var primary: String {
    let bytes = tag.utf8.prefix { $0 != UInt8(ascii: "-") }
    let isLower = bytes.allSatisfy { $0 &- UInt8(ascii: "a") < 26 }
    return isLower ? String(decoding: bytes, as: UTF8.self) : String(decoding: bytes, as: UTF8.self).lowercased()
  }
}
