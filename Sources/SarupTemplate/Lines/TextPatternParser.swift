internal import SarupSyntax
internal import SarupThai

/// Parses a template's line and reports every mistake in it.
///
///     line     = (text | field | optional)*
///     field    = "{{" name ("." name)* ("|" filter (":" argument)?)* "}}"
///     optional = "[" line "]"
///
/// A backslash in front of `[ ] { }` or a backslash takes its meaning away.
struct TextPatternParser {
  /// What a scalar says and where it says it.
  private let text: [UInt8]
  private let span: (Range<Int>) -> Span?
  private let scope: FieldScope
  private var position = 0
  private var diagnostics = Diagnostics()
  /// The rest of the text is not looked at: what is open there is no mistake of its own.
  private var hasGivenUp = false

  private static let deepest = 16

  /// - Parameter place: the whole scalar, for when the bytes of the text are not those of the source.
  static func parse(
    _ scalar: Scalar, at place: Span, in scope: FieldScope, reporting diagnostics: inout Diagnostics
  ) -> TextPattern {
    let line = LineText(scalar: scalar, span: place)
    var parser = TextPatternParser(text: Array(scalar.text.utf8), scope: scope) { line.span(of: $0) }
    let pieces = parser.pieces(openedAt: nil, depth: 0)
    diagnostics.add(contentsOf: parser.diagnostics)
    return TextPattern(pieces: pieces)
  }

  private init(text: [UInt8], scope: FieldScope, span: @escaping (Range<Int>) -> Span?) {
    self.text = text
    self.scope = scope
    self.span = span
  }

  /// Pieces up to the end of the text, or up to and over the `]` of the part that was opened.
  private mutating func pieces(openedAt opening: Int?, depth: Int) -> [TextPattern.Piece] {
    var result: [TextPattern.Piece] = []
    var plain: [UInt8] = []
    func flush() {
      if !plain.isEmpty { result.append(.text(plain)) }
      plain = []
    }
    while position < text.count {
      switch text[position] {
      case PatternByte.backslash where position + 1 < text.count && PatternByte.special.contains(text[position + 1]):
        plain.append(text[position + 1])
        position += 2
      case PatternByte.openBrace where follows(PatternByte.openBrace):
        flush()
        if let field = field() { result.append(.field(field)) }
      case PatternByte.closeBrace where follows(PatternByte.closeBrace):
        diagnostics.error(
          .unclosedField, at: span(position..<position + 2), "`}}` has no `{{` before it",
          hint: "Write `{{` in front of the field's name, or `\\}` for a brace that is printed.")
        position += 2
      case PatternByte.openBracket:
        flush()
        let start = position
        position += 1
        guard depth < Self.deepest else {
          diagnostics.error(
            .nestedTooDeep, at: span(start..<start + 1),
            "optional parts stand more than \(Self.deepest) deep in each other",
            hint: "Split the line into several.")
          position = text.count
          hasGivenUp = true
          return result
        }
        let inner = pieces(openedAt: start, depth: depth + 1)
        result.append(.optional(inner))
      case PatternByte.closeBracket:
        position += 1
        guard let opening else {
          diagnostics.error(
            .unclosedOptional, at: span(position - 1..<position), "`]` has no `[` before it",
            hint: "Write `\\]` for a bracket that is printed.")
          continue
        }
        flush()
        if TextPattern(pieces: result).fields.isEmpty, !diagnostics.hasErrors {
          diagnostics.error(
            .optionalWithoutField, at: span(opening..<position), "the optional part has no field, so it never vanishes",
            hint: "Put a `{{field}}` into it, or write `\\[` and `\\]` for brackets that are printed.")
        }
        return result
      default:
        plain.append(text[position])
        position += 1
      }
    }
    flush()
    if let opening, !hasGivenUp {
      diagnostics.error(
        .unclosedOptional, at: span(opening..<opening + 1), "`[` is never closed",
        hint: "Write `]` where the optional part ends, or `\\[` for a bracket that is printed.")
    }
    return result
  }

  /// A field from its first brace to behind its last; `nil` when it cannot be understood.
  private mutating func field() -> FieldReference? {
    let start = position
    guard let end = closingBraces(from: start + 2) else {
      diagnostics.error(
        .unclosedField, at: span(start..<start + 2), "`{{` is never closed",
        hint: "Write `}}` behind the field's name, or `\\{` for a brace that is printed.")
      position = text.count
      return nil
    }
    position = end + 2
    let parts = split(start + 2..<end, at: PatternByte.bar)
    let name = trimmed(parts[0])
    guard !name.isEmpty else {
      diagnostics.error(
        .unknownField, at: span(start..<end + 2), "the braces hold no name",
        hint: "Write the field's name, such as `{{title}}`.")
      return nil
    }
    let path = string(name).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if path.contains("") {
      diagnostics.error(
        .unknownField, at: span(name), "a dot of `\(string(name))` has no name beside it",
        hint: "Write names with one dot between them, such as `{{venue.city}}`.")
      return nil
    }
    // A name that is wrong once is reported once; the line is read on for its other mistakes.
    let kind = scope.check(path, at: span(name), reporting: &diagnostics)
    var filters: [Filter] = []
    for part in parts.dropFirst() {
      if let filter = FilterParser.parse(
        part, of: text, on: kind, named: string(name), span: span, reporting: &diagnostics)
      {
        filters.append(filter)
      }
    }
    return FieldReference(path: path, filters: filters, span: span(start..<end + 2))
  }

  /// Where `}}` stands behind an offset, quoted arguments left out; `nil` when another field opens first or the text ends.
  private func closingBraces(from start: Int) -> Int? {
    var index = start
    var quote: UInt8?
    while index < text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == PatternByte.quote || byte == PatternByte.apostrophe {
        quote = byte
      } else if index + 1 < text.count, byte == PatternByte.closeBrace, text[index + 1] == PatternByte.closeBrace {
        return index
      } else if index + 1 < text.count, byte == PatternByte.openBrace, text[index + 1] == PatternByte.openBrace {
        return nil
      }
      index += 1
    }
    return nil
  }

  private func split(_ range: Range<Int>, at separator: UInt8) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var quote: UInt8?
    for index in range {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == PatternByte.quote || byte == PatternByte.apostrophe {
        quote = byte
      } else if byte == separator {
        parts.append(start..<index)
        start = index + 1
      }
    }
    return parts + [start..<range.upperBound]
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> { PatternByte.trimmed(range, of: text) }

  private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private func follows(_ byte: UInt8) -> Bool { position + 1 < text.count && text[position + 1] == byte }
}

/// The bytes that mean something in a line.
enum PatternByte {
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let bar = UInt8(ascii: "|")
  static let colon = UInt8(ascii: ":")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let space = UInt8(ascii: " ")

  static let special = [backslash, openBrace, closeBrace, openBracket, closeBracket]

  /// A range without the spaces at its ends.
  static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, text[lower] == space { lower += 1 }
    while lower < upper, text[upper - 1] == space { upper -= 1 }
    return lower..<upper
  }

  /// A range without the quotes at both of its ends.
  static func unquoted(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    guard range.count >= 2, let first = text[range].first, first == text[range].last,
      first == quote || first == apostrophe
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }
}
