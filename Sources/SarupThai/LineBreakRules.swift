/// The line breaking rules of UAX #14, Unicode 15.0, with the numbers of section 8.2, example 7.
///
/// ``isProhibited(_:_:)`` answers for each place between two items from the front to the back; the rules need to remember
/// numbers and flags.
struct LineBreakRules {
  private enum Number {
    case none
    /// Digits with their separators.
    case digits
    /// A bracket behind them.
    case closed
  }

  private var number = Number.none
  private var flags = 0
  /// The item before is a hyphen behind a Hebrew letter.
  private var isHebrewHyphen = false

  /// Forgets the text before.
  mutating func start(with item: LineBreakItem) {
    number = item.lineBreak == .NU ? .digits : .none
    flags = item.lineBreak == .RI ? 1 : 0
    isHebrewHyphen = false
  }

  /// A line must end behind this item.
  static func isMandatory(_ left: LineBreakItem, _ right: LineBreakItem) -> Bool {
    switch left.lineBreak {
    case .BK, .LF, .NL: true  // LB4, LB5
    case .CR: right.lineBreak != .LF || right.spaceBefore  // LB5
    default: false
    }
  }

  /// Whether no line may end between two items, and goes on to the right one.
  ///
  /// - Parameters:
  ///   - left: the item before the place.
  ///   - right: the item behind it.
  ///   - next: the item behind that one.
  mutating func isProhibited(_ left: LineBreakItem, _ right: LineBreakItem, next: LineBreakItem?) -> Bool {
    let before = number
    let pairs = flags
    let wasHebrewHyphen = isHebrewHyphen
    isHebrewHyphen =
      left.lineBreak == .HL && !right.spaceBefore && (right.lineBreak == .HY || right.lineBreak == .BA)
    advance(to: right)
    let follows = !right.spaceBefore
    let (l, r) = (left.lineBreak, right.lineBreak)
    switch r {
    case .BK, .CR, .LF, .NL: return true  // LB6
    case .ZW: return true  // LB7
    default: break
    }
    if l == .ZW { return false }  // LB8
    if follows, left.flags.contains(.endsInJoiner) { return true }  // LB8a
    if r == .WJ || follows && l == .WJ { return true }  // LB11
    if follows, l == .GL || r == .GL && l != .BA && l != .HY { return true }  // LB12, LB12a
    switch r {
    case .CL, .CP, .EX, .IS, .SY: return true  // LB13
    default: break
    }
    if l == .OP { return true }  // LB14
    if l == .QU, r == .OP { return true }  // LB15
    if l == .CL || l == .CP, r == .NS { return true }  // LB16
    if l == .B2, r == .B2 { return true }  // LB17
    guard follows else { return false }  // LB18
    if wasHebrewHyphen { return r != .CB }  // LB20, LB21a
    return isProhibitedPair(left, right, next: next, before, pairs)
  }

  private func isProhibitedPair(
    _ left: LineBreakItem, _ right: LineBreakItem, next: LineBreakItem?, _ number: Number, _ flags: Int
  ) -> Bool {
    let (l, r) = (Self.letters(left.lineBreak), Self.letters(right.lineBreak))
    if l == .QU || r == .QU { return true }  // LB19
    if l == .CB || r == .CB { return false }  // LB20
    if r == .BA || r == .HY || r == .NS || l == .BB { return true }  // LB21
    if l == .SY, r == .HL { return true }  // LB21b
    if r == .IN { return true }  // LB22
    if endsNumber(l, r, next: next, number) { return true }  // LB25
    switch (l, r) {
    case (.AL, .NU), (.HL, .NU), (.NU, .AL), (.NU, .HL): return true  // LB23
    case (.PR, .ID), (.PR, .EB), (.PR, .EM), (.ID, .PO), (.EB, .PO), (.EM, .PO): return true  // LB23a
    case (.PR, .AL), (.PR, .HL), (.PO, .AL), (.PO, .HL): return true  // LB24
    case (.AL, .PR), (.AL, .PO), (.HL, .PR), (.HL, .PO): return true  // LB24
    case (.JL, .JL), (.JL, .JV), (.JL, .H2), (.JL, .H3): return true  // LB26
    case (.JV, .JV), (.JV, .JT), (.H2, .JV), (.H2, .JT), (.JT, .JT), (.H3, .JT): return true  // LB26
    case (.JL, .PO), (.JV, .PO), (.JT, .PO), (.H2, .PO), (.H3, .PO): return true  // LB27
    case (.PR, .JL), (.PR, .JV), (.PR, .JT), (.PR, .H2), (.PR, .H3): return true  // LB27
    case (.AL, .AL), (.AL, .HL), (.HL, .AL), (.HL, .HL): return true  // LB28
    case (.IS, .AL), (.IS, .HL): return true  // LB29
    case (.AL, .OP), (.HL, .OP), (.NU, .OP): return !right.flags.contains(.isWide)  // LB30
    case (.CP, .AL), (.CP, .HL), (.CP, .NU): return !left.flags.contains(.isWide)  // LB30
    case (.RI, .RI): return flags % 2 == 1  // LB30a
    case (.EB, .EM): return true  // LB30b
    case (_, .EM): return left.flags.contains(.isUnassignedPictograph)  // LB30b
    default: return false  // LB31
    }
  }

  /// Letters of South-East Asia are letters as long as nothing knows better.
  private static func letters(_ lineBreak: LineBreakClass) -> LineBreakClass { lineBreak == .SA ? .AL : lineBreak }

  /// ( PR | PO ) ? ( OP | HY ) ? NU ( NU | SY | IS ) * ( CL | CP ) ? ( PR | PO ) ?
  private func endsNumber(
    _ l: LineBreakClass, _ r: LineBreakClass, next: LineBreakItem?, _ number: Number
  ) -> Bool {
    switch (l, r) {
    case (.PR, .NU), (.PO, .NU), (.OP, .NU), (.HY, .NU): return true
    case (.PR, .OP), (.PR, .HY), (.PO, .OP), (.PO, .HY): return next?.lineBreak == .NU && next?.spaceBefore == false
    case (_, .NU): return number == .digits
    case (_, .PR), (_, .PO): return number != .none
    default: return false
    }
  }

  private mutating func advance(to item: LineBreakItem) {
    flags = item.lineBreak == .RI ? (item.spaceBefore ? 1 : flags + 1) : 0
    if item.spaceBefore { number = .none }
    switch item.lineBreak {
    case .NU: number = .digits
    case .SY, .IS: break
    case .CL, .CP: number = number == .digits ? .closed : .none
    default: number = .none
    }
    if number == .closed, item.lineBreak == .SY || item.lineBreak == .IS { number = .none }
  }
}
