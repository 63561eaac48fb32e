internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// How the numbers of one level are written: `{n}.`, `{n.n}`, `({letter})`.
struct NumberPattern: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case text(String)
    /// The numbers of this many levels with dots between them, this level's the last.
    case numbers(count: Int, Form)
  }

  enum Form: String, Sendable, CaseIterable {
    /// Digits as the document has them.
    case n
    case thai
    case arabic
    /// ก ข ค in Thai, a b c elsewhere.
    case letter
    case latin
    case capital
    case roman
    case romanCapital = "roman-capital"
  }

  var pieces: [Piece]

  /// The scheme of nine levels: those behind the last pattern are written like it.
  static func scheme(_ patterns: [NumberPattern], for wording: Wording) -> NumberingScheme {
    guard let last = patterns.last else { return NumberingScheme(levels: []) }
    return NumberingScheme(
      levels: (0..<FindingStyles.deepest).map { level in
        (patterns.indices.contains(level) ? patterns[level] : last).level(level, for: wording)
      })
  }

  private func level(_ level: Int, for wording: Wording) -> NumberingScheme.Level {
    var result: [NumberingScheme.Piece] = []
    for piece in pieces {
      switch piece {
      case .text(let text): result.append(.text(text))
      case .numbers(let count, let form):
        for above in stride(from: min(count, level + 1) - 1, through: 0, by: -1) {
          result.append(.ordinal(level: level - above, format: form.format(for: wording)))
          if above > 0 { result.append(.text(".")) }
        }
      }
    }
    return NumberingScheme.Level(pieces: result)
  }
}

extension NumberPattern.Form {
  func format(for wording: Wording) -> NumberFormat {
    switch self {
    case .n: wording.numberFormat
    case .thai: .thaiDigits
    case .arabic: .arabicDigits
    case .letter: wording.language.primary == "th" ? .thaiLetters : .latinLetters
    case .latin: .latinLetters
    case .capital: .latinCapitals
    case .roman: .roman
    case .romanCapital: .romanCapitals
    }
  }
}

extension NumberPattern {
  /// Patterns of a template that names none.
  static let usual = [
    NumberPattern(pieces: [.numbers(count: 1, .n), .text(".")]), NumberPattern(pieces: [.numbers(count: 2, .n)]),
    NumberPattern(pieces: [.text("("), .numbers(count: 1, .letter), .text(")")]),
  ]

  /// The patterns of the levels, the outermost first.
  static let list: Shape<[NumberPattern]> = {
    let texts = Shape<[Scalar]>.list(of: .textScalar)
    let hint = "Write one for each level: `[\"{n}.\", \"{n.n}\"]`."
    let schema = texts.schema.with(("minItems", .integer(1)), ("maxItems", .integer(FindingStyles.deepest)))
    return Shape(schema: schema, wants: texts.wants, hint: hint) { node, diagnostics in
      guard let items = node.sequence else {
        diagnostics.mismatch(node, wants: texts.wants, hint: hint)
        return nil
      }
      guard (1...FindingStyles.deepest).contains(items.count) else {
        diagnostics.error(
          .badNumbering, at: node.span, "findings have 1 to \(FindingStyles.deepest) levels, not \(items.count)",
          hint: "Write `numbers: [\"{n}.\", \"{n.n}\"]`.")
        return nil
      }
      return items.enumerated().compactMap { level, item in
        Shape.textScalar.read(item, &diagnostics).map {
          NumberPattern($0, at: item.span, level: level, reporting: &diagnostics)
        }
      }
    }
  }()

  /// Parses the pattern of a level and reports every mistake in it.
  ///
  /// - Parameter level: 0 for the outermost, which has no numbers above it.
  init(
    _ scalar: Scalar, at place: Span, level: Int, reporting diagnostics: inout Diagnostics
  ) {
    let bytes = Array(scalar.text.utf8)
    let line = LineText(scalar: scalar, span: place)
    func span(_ range: Range<Int>) -> Span { line.span(of: range) }
    pieces = []
    var position = 0
    var plain = 0
    var hasNumber = false
    while position < bytes.count {
      guard bytes[position] == PatternByte.openBrace else {
        position += 1
        continue
      }
      guard let end = bytes[position...].firstIndex(of: PatternByte.closeBrace) else {
        diagnostics.error(
          .badNumbering, at: span(position..<position + 1), "`{` is never closed", hint: "Write a number such as `{n}`."
        )
        return
      }
      if plain < position { pieces.append(.text(String(decoding: bytes[plain..<position], as: UTF8.self))) }
      let name = PatternByte.trimmed(position + 1..<end, of: bytes)
      if let piece = Self.number(String(decoding: bytes[name], as: UTF8.self)) {
        if case .numbers(let count, _) = piece, count > level + 1 {
          diagnostics.error(
            .badNumbering, at: span(name),
            "level \(level + 1) has \(level + 1) \(level == 0 ? "number" : "numbers"), not \(count)",
            hint: "Write `{\(Array(repeating: "n", count: level + 1).joined(separator: "."))}`.")
        }
        pieces.append(piece)
      } else {
        diagnostics.error(
          .badNumbering, at: span(position..<end + 1),
          "there is no number `\(String(decoding: bytes[position...end], as: UTF8.self))`",
          hint:
            "Numbers are `{n}`, `{n.n}`, `{n.n.n}` and \(Form.allCases.dropFirst().map { "`{\($0.rawValue)}`" }.joined(separator: ", "))."
        )
      }
      hasNumber = true
      position = end + 1
      plain = position
    }
    if plain < bytes.count { pieces.append(.text(String(decoding: bytes[plain...], as: UTF8.self))) }
    if !hasNumber {
      diagnostics.error(
        .badNumbering, at: place, "level \(level + 1) has no number", hint: "Write `{n}` where the number stands.")
    }
  }

  /// `n.n` is two levels in the document's digits, `roman` one in Roman numerals.
  private static func number(_ name: String) -> Piece? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let form = Form(rawValue: String(first)), parts.allSatisfy({ $0 == first }),
      parts.count <= FindingStyles.deepest
    else { return nil }
    return .numbers(count: parts.count, form)
  }
}
