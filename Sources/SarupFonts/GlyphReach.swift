/// Which characters of a face have a say in how the characters beside them are shaped.
///
/// A font's rules look at a few letters each: kerned pairs, the tall consonants whose marks move. Where no rule knows both the
/// cluster before a place and the letter behind it, the two sides are shaped alike, together or apart. So text can be shaped
/// piece by piece, and pieces that have been met before need not be shaped again, see ``ShapeCache``.
struct GlyphReach: Sendable {
  /// By character, see ``index(of:)``: a bit for each rule that knows it, or ``unknown``.
  private let masks: [UInt64]

  /// A character of which nothing is known; text with it is shaped as a whole.
  static let unknown: UInt64 = 1 << 63
  private static let mostRules = 63
  /// Faces with more glyphs have large rules, and more text between two equal pieces than it would be worth.
  private static let mostGlyphs = 8192

  /// `nil` for a face of which it cannot be told.
  init?(_ file: FontFile, _ font: HarfBuzzFont, glyphCount: Int) {
    // Rules of another kind, which HarfBuzz would look at as well.
    for table in ["kern", "kerx", "morx", "mort", "trak", "Silf"] as [StaticString] where file.table(table) != nil {
      return nil
    }
    guard glyphCount <= GlyphReach.mostGlyphs, let rules = LayoutRules.read(file, font) else { return nil }
    var known = [UInt64](repeating: 0, count: glyphCount)
    for (number, rule) in rules.filter(\.reachesFurther).enumerated() {
      for glyph in rule.seen where glyph < glyphCount {
        known[Int(glyph)] |= 1 << UInt64(number % GlyphReach.mostRules)
      }
    }
    // A glyph is also what it may be replaced by.
    var isSettled = false
    for _ in 0..<16 where !isSettled {
      isSettled = true
      for rule in rules where !rule.output.isEmpty {
        let mask = rule.output.reduce(0) { $1 < glyphCount ? $0 | known[Int($1)] : $0 }
        for glyph in rule.input where glyph < glyphCount && known[Int(glyph)] | mask != known[Int(glyph)] {
          known[Int(glyph)] |= mask
          isSettled = false
        }
      }
    }
    guard isSettled else { return nil }
    func mask(_ value: UInt32) -> UInt64 {
      guard let scalar = Unicode.Scalar(value), let glyph = font.glyph(scalar), glyph < glyphCount else {
        return GlyphReach.unknown
      }
      return known[Int(glyph)]
    }
    var masks = [UInt64](repeating: GlyphReach.unknown, count: GlyphReach.count)
    for range in GlyphReach.characters {
      for value in range { if let index = GlyphReach.index(of: value) { masks[index] = mask(value) } }
    }
    // It is taken apart before it is shaped.
    if let index = GlyphReach.index(of: 0x0E33) { masks[index] |= mask(0x0E4D) | mask(0x0E32) }
    self.masks = masks
  }

  /// Bits for the rules that know a character.
  func mask(_ value: UInt32) -> UInt64 { GlyphReach.index(of: value).map { masks[$0] } ?? GlyphReach.unknown }

  /// Letters, digits and punctuation that stand for themselves: none of them is composed, left out or turned by HarfBuzz.
  private static let characters: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0xA0...0xAC, 0xAE...0x17F, 0x0E01...0x0E3A, 0x0E3F...0x0E4E, 0x0E50...0x0E5B, 0x2010...0x2027,
  ]
  private static let count = 0x180 + 0x80 + 0x18

  private static func index(of value: UInt32) -> Int? {
    switch value {
    case 0..<0x180: Int(value)
    case 0x0E00..<0x0E80: Int(value) - 0x0E00 + 0x180
    case 0x2010..<0x2028: Int(value) - 0x2010 + 0x200
    default: nil
    }
  }

  /// Marks and SARA AM, which belong to the letter before them.
  static func isMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E31, 0x0E33...0x0E3A, 0x0E47...0x0E4E: true
    default: false
    }
  }
}

/// A rule of a font's `GSUB` or `GPOS` ("lookup"), as far as it matters which glyphs it knows.
struct LayoutRule {
  /// Glyphs that it looks at, wherever they stand in it.
  var seen: [UInt32]
  var input: [UInt32]
  var output: [UInt32]
  /// Whether it may look at more than a glyph and the mark on it.
  var reachesFurther: Bool
}

enum LayoutRules {
  /// The rules that HarfBuzz may use without being asked to; `nil` where they cannot be read, or one of them looks past letters.
  static func read(_ file: FontFile, _ font: HarfBuzzFont) -> [LayoutRule]? {
    var rules: [LayoutRule] = []
    for (table, isSubstitution) in [("GSUB", true), ("GPOS", false)] as [(StaticString, Bool)] {
      if file.table(table) == nil { continue }
      guard let kinds = kinds(table, file, isSubstitution: isSubstitution) else { return nil }
      guard let found = font.defaultRules(ofSubstitution: isSubstitution) else { return nil }
      for (number, sets) in found {
        guard kinds.indices.contains(number) else { return nil }
        rules.append(
          LayoutRule(
            seen: sets.seen, input: sets.input, output: isSubstitution ? sets.output : [],
            reachesFurther: kinds[number]))
      }
    }
    return rules
  }

  /// For each rule of a table, whether it may look further (ISO/IEC 14496-22, 6.2: lookup types).
  private static func kinds(_ table: StaticString, _ file: FontFile, isSubstitution: Bool) -> [Bool]? {
    guard let list = file.word(table, 8), let count = file.word(table, list) else { return nil }
    var kinds: [Bool] = []
    for number in 0..<count {
      guard let offset = file.word(table, list + 2 + 2 * number), var type = file.word(table, list + offset),
        let flags = file.word(table, list + offset + 2)
      else { return nil }
      if type == (isSubstitution ? 7 : 9), let subtable = file.word(table, list + offset + 6) {
        // An extension: the type is told where the rule itself is.
        guard let inner = file.word(table, list + offset + subtable + 2) else { return nil }
        type = inner
      }
      // Single, multiple and alternate substitution look at one glyph; so does single adjustment. A mark is put on the nearest
      // letter or mark before it.
      let isNear = isSubstitution ? (1...3).contains(type) : type == 1 || (4...6).contains(type)
      // One that does not see letters may reach over them.
      if !isNear && flags & 0x0006 != 0 { return nil }
      kinds.append(!isNear)
    }
    return kinds
  }
}
