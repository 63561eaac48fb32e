/// A script as far as type setting and Word care: which font slot, which breaking, which language.
package enum Script: UInt8, Sendable, CaseIterable {
  case thai
  case latin
  case lao
  case khmer
  case myanmar
  case cjk
  /// Any other script; digits, punctuation and spaces take the script of what they stand beside.
  case other

  /// The script that a character belongs to; `nil` for digits, punctuation, symbols and marks that belong to none.
  package init?(of scalar: Unicode.Scalar) {
    guard let script = UnicodeTable.shared[scalar.value].script else { return nil }
    self = script
  }

  /// ISO 15924, as HarfBuzz takes it.
  package var iso15924: String {
    switch self {
    case .thai: "Thai"
    case .latin: "Latn"
    case .lao: "Laoo"
    case .khmer: "Khmr"
    case .myanmar: "Mymr"
    case .cjk: "Hani"
    case .other: "Zyyy"
    }
  }
}
