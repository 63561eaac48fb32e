package import SarupThai

extension Script {
  /// Which of a style's fonts, sizes and languages office programs take for a run.
  package enum Slot: Hashable, Sendable { case latin, eastAsian, complex }

  package var slot: Slot {
    switch self {
    case .thai, .lao, .khmer, .myanmar: .complex
    case .cjk: .eastAsian
    case .latin, .other: .latin
    }
  }
}
