internal import SarupThai

/// Families that look well beside a Thai text face, for scripts that it does not have: what Fontconfig prefers by itself is a
/// face with a little of everything. They need not be installed; any face that has the characters follows.
enum FallbackFamilies {
  static func families(for script: Script) -> [String] {
    switch script {
    case .thai: ["Sarabun", "Noto Sans Thai", "Laksaman", "Waree"]
    case .latin: ["Noto Sans", "DejaVu Sans"]
    case .lao: ["Noto Sans Lao", "Phetsarath OT", "Noto Serif Lao"]
    case .khmer: ["Noto Sans Khmer", "Khmer OS Content", "Khmer OS", "Noto Serif Khmer"]
    case .myanmar: ["Noto Sans Myanmar", "Padauk", "Noto Serif Myanmar"]
    // Chinese as it is written in Bangkok comes first; the characters do not tell.
    case .cjk: ["Noto Sans CJK TC", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "IPAGothic"]
    case .other: ["Noto Sans", "DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Emoji", "Symbola"]
    }
  }
}
