/// What line breaking looks at: a scalar with the marks that combine with it (UAX #14 LB9), or a whole run of Thai letters.
///
/// Spaces are no items of their own; an item knows whether spaces stand before it.
struct LineBreakItem: BitwiseCopyable {
  /// What the Thai rules see beyond the class.
  enum Kind: UInt8 {
    case plain
    /// Letters, vowels and tone marks with nothing between them.
    case thai
    /// ๆ
    case repetition
    /// ฯ
    case abbreviation
    /// ฯลฯ
    case etCetera
    /// ฯพณฯ
    case excellency
    /// ๚ ๛
    case ending
    case openingQuote
    case closingQuote
    /// % ‰
    case percent
    /// ฿ $ € and the like
    case currency
    /// A dash or a hyphen.
    case dash
  }

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    static let spaceBefore = Flags(rawValue: 1 << 0)
    static let isWide = Flags(rawValue: 1 << 1)
    static let isUnassignedPictograph = Flags(rawValue: 1 << 2)
    static let endsInJoiner = Flags(rawValue: 1 << 3)
    static let isLetter = Flags(rawValue: 1 << 4)
    /// It begins with a mark that has nothing to join but a space.
    static let isMark = Flags(rawValue: 1 << 5)
  }

  /// Byte offset, behind the spaces before it.
  var start: Int32
  /// Byte offset behind its scalar or its Thai letters.
  var core: Int32
  /// Byte offset behind the last mark that joins it.
  var end: Int32
  var lineBreak: LineBreakClass
  var kind: Kind
  var flags: Flags

  @inline(__always)
  var spaceBefore: Bool { flags.contains(.spaceBefore) }

  /// Stands in for what is before the spaces that begin a text.
  static let startOfText = LineBreakItem(start: 0, core: 0, end: 0, lineBreak: .AL, kind: .plain, flags: [])
}

/// Cuts a paragraph into items.
struct LineBreakItems: ~Copyable {
  private(set) var items = ScratchBuffer<LineBreakItem>()
  private(set) var count = 0
  private var quotes = QuotePairing()
  private let table = UnicodeTable.shared

  /// - Parameter isTailored: with the Thai kinds; else by UAX #14 alone.
  mutating func read(_ text: Swift.Span<UInt8>, isTailored: Bool) {
    count = 0
    quotes = QuotePairing()
    var offset = 0
    var isSpaced = false
    while offset < text.count {
      let (scalar, length) = text.scalar(at: offset)
      if isTailored, ThaiLetters.isLetter(scalar) {
        let end = Self.endOfThai(from: offset + length, in: text)
        var flags: LineBreakItem.Flags = isSpaced ? [.spaceBefore, .isLetter] : .isLetter
        if ThaiLetters.follows(UInt8(truncatingIfNeeded: scalar & 0x7F)) { flags.insert(.isMark) }
        append(offset..<end, .SA, .thai, flags)
        (offset, isSpaced) = (end, false)
        continue
      }
      let properties = table[scalar]
      var lineBreak = properties.lineBreak
      if lineBreak == .SP {
        isSpaced = true
        offset += length
        continue
      }
      // A footnote's reference (U+FFFC) goes with the word that it is put to.
      if isTailored, lineBreak == .CB { lineBreak = .CM }
      if lineBreak == .CM || lineBreak == .ZWJ {
        if !isSpaced, attach(to: offset + length, isJoiner: lineBreak == .ZWJ) {
          offset += length
          continue
        }
        if lineBreak == .CM { lineBreak = .AL }  // LB10
      }
      append(scalar, lineBreak, properties, offset..<offset + length, isSpaced: isSpaced, isTailored, text)
      offset = Int(items[count - 1].end)
      isSpaced = false
    }
  }

  private static func endOfThai(from start: Int, in text: Swift.Span<UInt8>) -> Int {
    var offset = start
    while offset + 2 < text.count, text[offset] == 0xE0, text[offset + 1] | 1 == 0xB9,
      ThaiLetters.isLetter(0xE00 | UInt32(text[offset + 1] & 1) << 6 | UInt32(text[offset + 2] & 0x3F)),
      text[offset + 2] & 0xC0 == 0x80
    {
      offset += 3
    }
    return offset
  }

  /// LB9: a mark joins what stands before it, but not a line end, a space or U+200B.
  private mutating func attach(to end: Int, isJoiner: Bool) -> Bool {
    guard count > 0 else { return false }
    switch items[count - 1].lineBreak {
    case .BK, .CR, .LF, .NL, .ZW: return false
    default: break
    }
    items[count - 1].end = Int32(truncatingIfNeeded: end)
    if isJoiner {
      items[count - 1].flags.insert(.endsInJoiner)
    } else {
      items[count - 1].flags.remove(.endsInJoiner)
    }
    return true
  }

  private mutating func append(
    _ scalar: UInt32, _ lineBreak: LineBreakClass, _ properties: ScalarProperties, _ range: Range<Int>, isSpaced: Bool,
    _ isTailored: Bool, _ text: Swift.Span<UInt8>
  ) {
    var flags: LineBreakItem.Flags = isSpaced ? .spaceBefore : []
    if properties.isEastAsianWide { flags.insert(.isWide) }
    if properties.isPictographic, properties.isUnassigned { flags.insert(.isUnassignedPictograph) }
    if properties.isLetter { flags.insert(.isLetter) }
    if lineBreak == .ZWJ { flags.insert(.endsInJoiner) }
    if properties.grapheme == .extend || properties.grapheme == .zeroWidthJoiner { flags.insert(.isMark) }
    if properties.grapheme == .spacingMark { flags.insert(.isMark) }
    var range = range
    var lineBreak = lineBreak == .ZWJ ? .AL : lineBreak
    var kind = LineBreakItem.Kind.plain
    if isTailored {
      switch scalar {
      case 0xE46: kind = .repetition
      case 0xE2F: (kind, range) = Self.paiyannoi(at: range, in: text)
      case 0xE5A, 0xE5B: kind = .ending
      case 0x25, 0x2030, 0x2031, 0x66A, 0xFF05: kind = .percent
      case 0x2D, 0x2010...0x2015: kind = lineBreak == .GL ? .plain : .dash
      default:
        if lineBreak == .QU || scalar == 0x201A || scalar == 0x201E {
          let before = count > 0 && !isSpaced ? items[count - 1] : nil
          kind = quotes.kind(of: scalar, before: before, next: nextScalar(range.upperBound, text))
          lineBreak = kind == .openingQuote ? .OP : kind == .closingQuote ? .CL : .QU
          // An apostrophe before a number is no letter, so that a line may start with it.
          if kind == .plain, scalar == 0x2019, before == nil { lineBreak = .PR }
        } else if lineBreak == .PR, Self.isCurrency(scalar) {
          kind = .currency
        }
      }
    }
    append(range, lineBreak, kind, flags)
  }

  private mutating func append(
    _ range: Range<Int>, _ lineBreak: LineBreakClass, _ kind: LineBreakItem.Kind, _ flags: LineBreakItem.Flags
  ) {
    items.reserveKeeping(count)
    items[count] = LineBreakItem(
      start: Int32(truncatingIfNeeded: range.lowerBound), core: Int32(truncatingIfNeeded: range.upperBound),
      end: Int32(truncatingIfNeeded: range.upperBound),
      lineBreak: lineBreak, kind: kind, flags: flags)
    count += 1
  }

  private func nextScalar(_ offset: Int, _ text: Swift.Span<UInt8>) -> ScalarProperties? {
    offset < text.count ? table[text.scalar(at: offset).value] : nil
  }

  /// ฯลฯ and ฯพณฯ are one item each.
  private static func paiyannoi(at range: Range<Int>, in text: Swift.Span<UInt8>) -> (LineBreakItem.Kind, Range<Int>) {
    func has(_ letter: UInt8, _ index: Int) -> Bool {
      let offset = range.lowerBound + 3 * index
      return offset + 2 < text.count && text[offset] == 0xE0 && text[offset + 1] == 0xB8 && text[offset + 2] == letter
    }
    if has(0xA5, 1), has(0xAF, 2) { return (.etCetera, range.lowerBound..<range.lowerBound + 9) }
    if has(0x9E, 1), has(0x93, 2), has(0xAF, 3) { return (.excellency, range.lowerBound..<range.lowerBound + 12) }
    return (.abbreviation, range)
  }

  private static func isCurrency(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0xA3...0xA5, 0xE3F, 0x20A0...0x20CF, 0x17DB: true
    default: false
    }
  }
}

/// Tells opening from closing quotation marks, the straight ones by pairing.
private struct QuotePairing {
  private var isDoubleOpen = false
  private var isSingleOpen = false
  private var isCurlySingleOpen = false
  /// „ and ‚, which “ and ‘ close.
  private var isLowOpen = false

  mutating func kind(of scalar: UInt32, before: LineBreakItem?, next: ScalarProperties?) -> LineBreakItem.Kind {
    let isBetweenLetters = before?.flags.contains(.isLetter) == true && next?.isLetter == true && next?.script != .thai
    switch scalar {
    case 0x201A, 0x201E:
      isLowOpen = true
      return .openingQuote
    case 0x2018, 0x201C:
      if isLowOpen {
        isLowOpen = false
        return .closingQuote
      }
      isCurlySingleOpen = isCurlySingleOpen || scalar == 0x2018
      return .openingQuote
    case 0xAB, 0x201B, 0x201F, 0x2039: return .openingQuote
    case 0xBB, 0x201D, 0x203A: return .closingQuote
    case 0x2019:
      if isBetweenLetters, before?.kind == .plain { return .plain }
      // The apostrophe of ’90s.
      if !isCurlySingleOpen, before == nil, next?.lineBreak == .NU { return .plain }
      isCurlySingleOpen = false
      return .closingQuote
    case 0x22:
      isDoubleOpen = opens(isOpen: isDoubleOpen, before: before)
      return isDoubleOpen ? .openingQuote : .closingQuote
    case 0x27:
      if isBetweenLetters, before?.kind == .plain { return .plain }
      isSingleOpen = opens(isOpen: isSingleOpen, before: before)
      return isSingleOpen ? .openingQuote : .closingQuote
    default: return .plain
    }
  }

  /// A mark behind a digit or a Latin letter is a prime or an apostrophe where none is open.
  private func opens(isOpen: Bool, before: LineBreakItem?) -> Bool {
    if isOpen { return false }
    guard let before, before.kind == .plain else { return true }
    return before.lineBreak != .NU && before.lineBreak != .AL
  }
}
