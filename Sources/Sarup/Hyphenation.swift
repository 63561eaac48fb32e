internal import SarupDocument
internal import SarupSyntax
internal import SarupThai
internal import Synchronization

/// Where patterns of letters come from by which English words are parted, in the form that libhyphen reads.
public enum HyphenationPatterns: Sendable {
  /// The system's, at the places where Debian's package hyphen-en-us and Homebrew put them; they are read when a template first
  /// asks for hyphens.
  case system
  /// The bytes of a pattern file.
  case bytes([UInt8])
  /// No word is parted.
  case none
}

/// The patterns of a renderer, read once, and only when a style has `hyphenate: true`.
final class Hyphenation: Sendable {
  private enum State {
    case unread
    case read(Hyphenator?)
  }

  private static let files = [
    "/usr/share/hyphen/hyph_en_US.dic", "/usr/local/share/hyphen/hyph_en_US.dic",
    "/opt/homebrew/share/hyphen/hyph_en_US.dic",
  ]
  /// Files of other languages with the most patterns have half a megabyte.
  private static let largest = 4 << 20

  private let patterns: HyphenationPatterns
  private let state = Mutex(State.unread)

  init(_ patterns: HyphenationPatterns) { self.patterns = patterns }

  /// The hyphenator for a document, `nil` where no style asks for one; that there is none is told.
  func hyphenator(for document: Document, reporting diagnostics: inout Diagnostics) -> Hyphenator? {
    guard document.styles.contains(where: \.hyphenate) else { return nil }
    let hyphenator = state.withLock { state in
      if case .read(let known) = state { return known }
      let found = read()
      state = .read(found)
      return found
    }
    if hyphenator == nil {
      diagnostics.warning(
        "hyphenation-missing", at: nil, "there are no patterns by which English words are parted, so they stay whole",
        hint: "Install the package hyphen-en-us, or take `hyphenate` out of the template.")
    }
    return hyphenator
  }

  private func read() -> Hyphenator? {
    switch patterns {
    case .none: return nil
    case .bytes(let bytes): return Hyphenator(patterns: bytes)
    case .system:
      for file in Self.files {
        if let bytes = try? SystemFiles.read(file, limit: Self.largest) { return Hyphenator(patterns: bytes) }
      }
      return nil
    }
  }
}
