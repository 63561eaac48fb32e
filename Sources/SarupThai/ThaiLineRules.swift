/// Where lines may end in Thai text: UAX #14 with the tailoring that Thai needs.
///
/// Thai letters are words here, so a place beside them is not held together only because letters stand on both sides. Marks that never
/// start a line (ๆ ฯ ฯลฯ ๚ ๛ % and dashes that part phrases) do not start it behind a space either; quotation marks open and close in
/// pairs; a number keeps its sign and its unit (W3C Thai layout requirements; Royal Society spacing rules 1.2.15 and 2.6).
struct ThaiLineRules {
  typealias Joint = (score: Float, kind: BreakOpportunity.Kind)

  private var rules = LineBreakRules()
  private static let dot = UInt8(ascii: ".")

  mutating func start(with item: LineBreakItem) { rules.start(with: item) }

  /// Whether a line may end between two items, and how well; goes on to the right item.
  ///
  /// - Parameters:
  ///   - index: of the right item, which has one before it.
  mutating func joint(
    before index: Int, of scan: borrowing LineBreakItems, in text: Swift.Span<UInt8>, lastWord: Int
  ) -> Joint? {
    let (left, right) = (scan.items[index - 1], scan.items[index])
    let next = index + 1 < scan.count ? scan.items[index + 1] : nil
    let isProhibited = rules.isProhibited(left, right, next: next)
    if right.flags.contains(.isMark), left.lineBreak != .ZW || right.spaceBefore { return nil }
    if Self.neverStartsLine(right, next: next) { return nil }
    if Self.belongsToNumber(left, right, next: next) { return nil }
    if right.spaceBefore {
      if isProhibited { return nil }
      return (SpaceJoints.score(left, right, in: text, lastWord: lastWord), .space)
    }
    let beforeLeft = index > 1 ? scan.items[index - 2] : nil
    if Self.isBound(left, right) {
      return isProhibited ? nil : (BreakOpportunity.certain, .mark)
    }
    if right.kind == .thai || right.kind == .excellency {
      return Self.beforeThai(left, right, beforeLeft: beforeLeft, next: next, isProhibited: isProhibited, in: text)
    }
    if Self.isThai(left) { return Self.behindThai(left, right, isProhibited: isProhibited, in: text) }
    return Self.elsewhere(left, right, beforeLeft: beforeLeft, isProhibited: isProhibited, in: text)
  }

  private static func neverStartsLine(_ right: LineBreakItem, next: LineBreakItem?) -> Bool {
    switch right.kind {
    case .repetition, .abbreviation, .etCetera, .ending, .percent, .closingQuote: true
    case .dash: !right.spaceBefore || next?.spaceBefore ?? true
    default: false
    }
  }

  /// A sign of currency stays with its number through a space, on either side.
  private static func belongsToNumber(_ left: LineBreakItem, _ right: LineBreakItem, next: LineBreakItem?) -> Bool {
    if left.kind == .currency, right.spaceBefore {
      return right.lineBreak == .NU || right.lineBreak == .OP && next?.lineBreak == .NU
    }
    return right.kind == .currency && right.spaceBefore && left.lineBreak == .NU && next?.lineBreak != .NU
  }

  /// A place at which a character says that a line may end, or must not.
  private static func isBound(_ left: LineBreakItem, _ right: LineBreakItem) -> Bool {
    if left.flags.contains(.endsInJoiner) { return true }
    switch left.lineBreak {
    case .ZW, .WJ, .GL: return true
    default: break
    }
    switch right.lineBreak {
    case .ZW, .WJ, .GL, .BK, .CR, .LF, .NL: return true
    default: return false
    }
  }

  private static func isThai(_ item: LineBreakItem) -> Bool {
    switch item.kind {
    case .thai, .repetition, .abbreviation, .etCetera, .excellency, .ending: true
    default: false
    }
  }

  // MARK: - Beside Thai

  private static func beforeThai(
    _ left: LineBreakItem, _ right: LineBreakItem, beforeLeft: LineBreakItem?, next: LineBreakItem?,
    isProhibited: Bool, in text: Swift.Span<UInt8>
  ) -> Joint? {
    switch left.kind {
    case .thai:
      // Marks that other scripts combine with letters join two runs, the reference of a footnote parts them.
      return right.kind == .excellency || endsInReference(left, in: text) ? (5, .word) : nil
    case .repetition, .abbreviation, .etCetera, .ending: return (5, .word)
    case .excellency, .closingQuote, .percent: return (3, .word)
    case .openingQuote, .currency: return nil
    case .dash:
      // A dash at the start of a phrase is the mark of a list.
      return left.spaceBefore || beforeLeft == nil ? nil : (2.5, .mark)
    case .plain: break
    }
    switch left.lineBreak {
    case .CL, .CP: return (3, .word)
    case .NU:
      if isAbbreviation(right, next: next, in: text) { return nil }
      // A4 and COVID-19 are words, 12 is the number of what comes next.
      return LatinTokens.isWord(endingAt: Int(left.end), in: text) ? (2, .word) : (-1, .word)
    case .IS: return isParting(left, in: text) ? (2, .mark) : nil
    case .SY: return isSlashBound(right, beforeLeft: beforeLeft, next: next, in: text) ? nil : (2, .mark)
    case .AL, .HL, .SA:
      if left.flags.contains(.isLetter) { return (2, .word) }
      return isProhibited && !isJoining(left, in: text) ? nil : (0.5, .mark)
    case .PO, .PR, .QU: return nil
    case .EX, .IN: return (5, .mark)
    default: return isProhibited ? nil : (4, .word)
    }
  }

  private static func behindThai(
    _ left: LineBreakItem, _ right: LineBreakItem, isProhibited: Bool, in text: Swift.Span<UInt8>
  ) -> Joint? {
    let isWord = left.kind == .thai
    if isWord, ThaiLetters.leads(code(at: Int(left.core) - 3, in: text)) { return nil }
    switch right.lineBreak {
    case .OP: return (3, .word)
    case .NU: return (!isWord || LatinTokens.isWord(startingAt: Int(right.start), in: text) ? 2 : -1, .word)
    case .AL, .HL, .SA: return right.flags.contains(.isLetter) ? (isWord ? 2 : 4, .word) : nil
    case .PR: return right.kind == .currency ? (2, .word) : nil
    case .PO, .QU: return nil
    default: return isProhibited ? nil : (4, .word)
    }
  }

  /// Whether what stands behind a slash belongs to what stands before it: ม./วินาที, ๐๒๐๕/ว ๑๒๓, และ/หรือ.
  private static func isSlashBound(
    _ right: LineBreakItem, beforeLeft: LineBreakItem?, next: LineBreakItem?, in text: Swift.Span<UInt8>
  ) -> Bool {
    if isAbbreviation(right, next: next, in: text) { return true }
    guard let beforeLeft else { return false }
    if text[Int(beforeLeft.end) - 1] == dot { return true }
    if beforeLeft.lineBreak == .NU { return right.core - right.start <= 6 }
    return SpaceJoints.isAndOr(before: Int(beforeLeft.end), after: Int(right.start), in: text)
  }

  /// U+FFFC stands for the reference of a footnote.
  private static func endsInReference(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> Bool {
    let end = Int(item.end)
    return end >= 3 && text[end - 3] == 0xEF && text[end - 2] == 0xBF && text[end - 1] == 0xBC
  }

  /// A comma or a semicolon.
  private static func isParting(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> Bool {
    let byte = text[Int(item.start)]
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  /// & = +
  private static func isJoining(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> Bool {
    let byte = text[Int(item.start)]
    return byte == UInt8(ascii: "&") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "+")
  }

  /// Up to four letters with a full stop behind them: กม. น. พล.
  static func isAbbreviation(_ item: LineBreakItem, next: LineBreakItem?, in text: Swift.Span<UInt8>) -> Bool {
    guard item.kind == .thai, item.core - item.start <= 12, let next, next.start == item.end else { return false }
    return text[Int(next.start)] == dot
  }

  /// The low bits of the Thai letter at a byte offset.
  private static func code(at offset: Int, in text: Swift.Span<UInt8>) -> UInt8 {
    guard offset >= 0, offset + 2 < text.count, text[offset] == 0xE0 else { return 0 }
    return (text[offset + 1] & 1) << 6 | text[offset + 2] & 0x3F
  }

  // MARK: - Elsewhere

  private static func elsewhere(
    _ left: LineBreakItem, _ right: LineBreakItem, beforeLeft: LineBreakItem?, isProhibited: Bool,
    in text: Swift.Span<UInt8>
  ) -> Joint? {
    if isProhibited { return nil }
    let isWordNext = right.flags.contains(.isLetter) || right.lineBreak == .NU
    switch left.lineBreak {
    case .SY:
      // The second slash of https:// is no place to part an address, nor is one before a number.
      if right.lineBreak == .NU || !left.spaceBefore && beforeLeft?.lineBreak == .SY { return nil }
      return LatinTokens.isShortPair(slashAt: Int(left.start), in: text) ? nil : (1.5, .mark)
    // ศ.(พิเศษ), f.(x)
    case .IS where right.lineBreak == .NU || right.lineBreak == .OP: return nil
    // C++
    case .PR where right.lineBreak == .PR: return nil
    case .EX where isWordNext: return nil
    case .CL where left.kind == .closingQuote && isWordNext: return nil
    case .HY, .BA, .B2:
      if left.kind == .dash, left.spaceBefore || beforeLeft == nil { return nil }
      // e-Service, X-ray
      if right.flags.contains(.isLetter), LatinTokens.isLetter(endingAt: Int(left.start), in: text) { return nil }
      return (left.kind == .dash ? (right.lineBreak == .NU ? 1 : 3) : 1.5, .mark)
    case .ID, .H2, .H3: return (8, .word)
    default: return (right.lineBreak == .ID ? 8 : 4, .word)
    }
  }
}
