extension DiagnosticCode {
  package static let jsonSyntax: DiagnosticCode = "json-syntax"
}

/// Reads JSON, strictly as RFC 8259 has it, into the same tree as YAML.
///
/// A key that stands twice is an error, and so is an escape that makes half a surrogate pair or a control character.
/// Where the next thing is plain all the same (a comma too many or too few, a comment, single quotes), the mistake is
/// reported and reading goes on.
package enum JSON {
  /// - Parameter range: The part of the source to read; spans are offsets in the whole source all the same.
  /// - Returns: `nil` when there was an error.
  package static func read(
    _ source: SourceText, in range: Range<Int>? = nil, limits: InputLimits = InputLimits(),
    reporting diagnostics: inout Diagnostics
  ) -> Node? {
    guard let range = limits.part(range, of: source, reporting: &diagnostics) else { return nil }
    var parser = JSONParser(source, range, limits)
    let root = parser.document()
    diagnostics.add(contentsOf: parser.diagnostics)
    return parser.diagnostics.hasErrors ? nil : root
  }
}

/// A parser with a stack of its own, so that depth costs no stack of the thread.
private struct JSONParser {
  var diagnostics = Diagnostics()

  private let source: SourceText
  private let bytes: [UInt8]
  private let limits: InputLimits
  private let end: Int
  private var position: Int
  private var stack: [Frame] = []
  private var nodes = 0

  /// A list or mapping that is being read.
  private struct Frame {
    var isMapping: Bool
    var start: Int
    var items: [Node] = []
    var entries: [Entry] = []
    var key: (text: String, span: Span)?
    var isDropped = false
    var keys = KeyIndex()

    var isEmpty: Bool { items.isEmpty && entries.isEmpty && !isDropped }
  }

  init(_ source: SourceText, _ range: Range<Int>, _ limits: InputLimits) {
    self.source = source
    self.limits = limits
    bytes = source.bytes
    end = range.upperBound
    position = range.lowerBound
    // A byte order mark is dropped from a source at its start; inside a range it may still stand there.
    if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
  }

  /// A syntax error after which nothing can be said about the rest.
  private struct Stop: Error {}

  mutating func document() -> Node? {
    do throws(Stop) {
      skipSpace()
      guard position < end else {
        diagnostics.error(
          .jsonSyntax, at: source.span(end, end), "there is no value", hint: "Begin with `{` and the first key.")
        return nil
      }
      let root = try value()
      skipSpace()
      if position < end {
        diagnostics.error(
          .jsonSyntax, at: word(at: position), "this stands behind the end of the value", hint: "Delete it.")
      }
      return root
    } catch {
      return nil
    }
  }

  /// Reads one value, with all that stands in it.
  private mutating func value() throws(Stop) -> Node {
    while true {
      var finished = try scalarOrOpen()
      // Each node that is complete may complete the list or mapping around it.
      while let node = finished {
        guard !stack.isEmpty else { return node }
        add(node)
        finished = try separator()
      }
    }
  }

  /// - Returns: `nil` when a list or mapping began whose first value is to be read next.
  private mutating func scalarOrOpen() throws(Stop) -> Node? {
    skipSpace()
    nodes += 1
    guard nodes <= limits.nodes else {
      diagnostics.error(
        .inputTooLarge, at: source.span(position, position), "there are more than \(limits.nodes) values",
        hint: "Split the text into several files.")
      throw Stop()
    }
    let start = position
    switch peek {
    case "\"", "'":
      let (text, content) = try string()
      return Node(.scalar(Scalar(text, style: .quoted, contentSpan: content)), at: source.span(start, position))
    case "[", "{":
      return try open(isMapping: peek == "{")
    case let sign? where sign == "-" || ("0"..."9").contains(sign):
      return try number()
    default:
      return try word()
    }
  }

  // MARK: Lists and mappings

  private mutating func open(isMapping: Bool) throws(Stop) -> Node? {
    guard stack.count < limits.depth else {
      diagnostics.error(
        .inputTooDeep, at: source.span(position, position + 1),
        "lists and mappings stand more than \(limits.depth) deep in each other",
        hint: "Bring some of them up a level.")
      throw Stop()
    }
    stack.append(Frame(isMapping: isMapping, start: position))
    position += 1
    skipSpace()
    if peek == (isMapping ? "}" : "]") { return close() }
    if isMapping { try key() }
    return nil
  }

  private mutating func close() -> Node {
    position += 1
    let frame = stack.removeLast()
    return Node(
      frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items), at: source.span(frame.start, position))
  }

  private mutating func add(_ node: Node) {
    let top = stack.count - 1
    if !stack[top].isMapping {
      stack[top].items.append(node)
    } else if let key = stack[top].key {
      stack[top].entries.append(Entry(key: key.text, keySpan: key.span, value: node))
    }
  }

  private mutating func key() throws(Stop) {
    skipSpace()
    let start = position
    let text: String
    if peek == "\"" || peek == "'" {
      text = try string().text
    } else {
      let place = word(at: start)
      guard isName(place) else { throw fail(expected: "a key in double quotes") }
      diagnostics.error(
        .jsonSyntax, at: place, "a key must be in double quotes", hint: "Write `\"\(source[place])\"`.")
      text = source[place]
      position = Int(place.upper)
    }
    let span = source.span(start, position)
    let top = stack.count - 1
    stack[top].key = nil
    if let first = stack[top].keys.insert(text, at: span) {
      diagnostics.duplicateKey(text, at: span, first: first)
      stack[top].isDropped = true
    } else {
      stack[top].key = (text, span)
    }
    skipSpace()
    guard peek == ":" else { throw fail(expected: "`:` behind the key") }
    position += 1
  }

  /// What stands behind a value in a list or mapping.
  ///
  /// - Returns: The list or mapping when this was its end, `nil` when another value follows.
  private mutating func separator() throws(Stop) -> Node? {
    let behind = position
    skipSpace()
    guard let top = stack.last else { return nil }
    let bracket: Unicode.Scalar = top.isMapping ? "}" : "]"
    if peek == bracket { return close() }
    if peek == "," {
      let comma = position
      position += 1
      skipSpace()
      if peek == bracket {
        diagnostics.error(
          .jsonSyntax, at: source.span(comma, comma + 1), "no value follows the `,`", hint: "Remove this comma.")
        return close()
      }
    } else if peek == nil {
      unclosed(top)
      throw Stop()
    } else if peek == "\"" || (!top.isMapping && (peek == "{" || peek == "[")) {
      diagnostics.error(
        .jsonSyntax, at: source.span(behind, behind), "a `,` is missing between this and the next value",
        hint: "Write a comma here.")
    } else {
      throw fail(expected: "`,` or `\(bracket)`")
    }
    if top.isMapping { try key() }
    return nil
  }

  // MARK: Numbers and words

  /// -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][-+]?[0-9]+)?
  private mutating func number() throws(Stop) -> Node {
    let start = position
    if peek == "-" { position += 1 }
    let whole = position
    skipDigits()
    var isNumber = position > whole && (bytes[whole] != UInt8(ascii: "0") || position == whole + 1)
    if peek == "." {
      position += 1
      isNumber = skipDigits() && isNumber
    }
    if peek == "e" || peek == "E" {
      position += 1
      if peek == "-" || peek == "+" { position += 1 }
      isNumber = skipDigits() && isNumber
    }
    let place = word(at: start)
    if !isNumber || Int(place.upper) > position {
      diagnostics.error(
        .jsonSyntax, at: place, "`\(source[place])` is not a number of JSON",
        hint: "Put a text in double quotes; a number has no leading zero and a digit on both sides of its point.")
      position = max(position, Int(place.upper))
    }
    let span = source.span(start, position)
    return Node(.scalar(Scalar(source[span], style: .plain, contentSpan: span)), at: span)
  }

  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = position
    while let digit = peek, ("0"..."9").contains(digit) { position += 1 }
    return position > start
  }

  private mutating func word() throws(Stop) -> Node {
    let place = word(at: position)
    let text = source[place]
    switch text {
    case "true", "false", "null":
      break
    case "":
      throw fail(expected: "a value")
    default:
      guard isName(place) else { throw fail(expected: "a value") }
      let literal = ["True": "true", "False": "false", "None": "null", "Null": "null"][text]
      diagnostics.error(
        .jsonSyntax, at: place, "`\(text)` is not a value of JSON",
        hint: literal.map { "Write `\($0)`." } ?? "Put a text in double quotes.")
    }
    position = Int(place.upper)
    return Node(.scalar(Scalar(text, style: .plain, contentSpan: place)), at: place)
  }

  // MARK: Strings

  /// Reads a string from its opening quote to behind its closing one.
  private mutating func string() throws(Stop) -> (text: String, content: Span?) {
    let start = position
    let quote = bytes[start]
    if quote == UInt8(ascii: "'") {
      diagnostics.error(
        .jsonSyntax, at: source.span(start, start + 1), "a text must be in double quotes", hint: "Write `\"` for `'`.")
    }
    position += 1
    var text: [UInt8] = []
    var run = position
    var isLiteral = true
    while position < end {
      let byte = bytes[position]
      if byte == quote {
        text += bytes[run..<position]
        let content = isLiteral ? source.span(start + 1, position) : nil
        position += 1
        return (String(decoding: text, as: UTF8.self), content)
      }
      if byte == UInt8(ascii: "\\") {
        text += bytes[run..<position]
        isLiteral = false
        try escape(into: &text)
        run = position
      } else if byte < 0x20 {
        if byte == 0x0A || byte == 0x0D {
          // The quote was forgotten far more often than a line break was meant.
          break
        }
        let place = source.span(position, position + 1)
        if byte == 0x09 {
          diagnostics.error(
            .jsonSyntax, at: place, "a tab cannot stand in a text of JSON", hint: "Write `\\t` for it.")
        } else {
          diagnostics.error(
            .controlCharacter, at: place, ControlCharacters.message(for: Unicode.Scalar(byte)),
            hint: ControlCharacters.hint)
        }
        position += 1
      } else {
        if byte == 0x7F {
          diagnostics.error(
            .controlCharacter, at: source.span(position, position + 1), ControlCharacters.message(for: "\u{7F}"),
            hint: ControlCharacters.hint)
        }
        position += 1
      }
    }
    diagnostics.error(
      .jsonSyntax, at: source.span(start, start + 1), "the text that begins here is not closed on its line",
      hint: "Close it with `\"`; write a line break inside it as `\\n`.")
    throw Stop()
  }

  private mutating func escape(into text: inout [UInt8]) throws(Stop) {
    let start = position
    position += 1
    let character = peek
    position = Int(self.character(at: position).upper)
    switch character {
    case "\"", "\\", "/": text.append(bytes[start + 1])
    case "n": text.append(0x0A)
    case "r": text.append(0x0D)
    case "t": text.append(0x09)
    case "b", "f": refuse(character == "b" ? "\u{08}" : "\u{0C}", from: start)
    case "u": unicodeEscape(from: start, into: &text)
    default:
      let place = source.span(start, position)
      diagnostics.error(
        .jsonSyntax, at: place, "`\(source[place])` is not an escape of JSON", hint: "Write `\\\\` for a backslash.")
    }
  }

  private mutating func unicodeEscape(from start: Int, into text: inout [UInt8]) {
    guard var value = fourDigits() else {
      diagnostics.error(
        .jsonSyntax, at: source.span(start, position), "four hexadecimal digits must follow `\\u`",
        hint: "Write the character itself, or all four: `\\u0e01`.")
      return
    }
    if (0xD800..<0xDC00).contains(value), position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let second = position
      position += 2
      if let low = fourDigits(), (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      } else {
        position = second
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      diagnostics.error(
        .jsonSyntax, at: source.span(start, position), "this is half of a surrogate pair",
        hint: "Write the character itself, or both halves: `\\ud83d\\ude00`.")
      return
    }
    if ControlCharacters.contains(scalar) {
      refuse(scalar, from: start)
    } else {
      text += Array(Unicode.UTF8.encode(scalar)!)
    }
  }

  private mutating func fourDigits() -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character($0).hexDigitValue }), bytes[position] < 0x80 else { return nil }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func refuse(_ scalar: Unicode.Scalar, from start: Int) {
    diagnostics.error(
      .controlCharacter, at: source.span(start, position), ControlCharacters.message(for: scalar),
      hint: ControlCharacters.hint)
  }

  // MARK: Places

  /// The byte to read next as a character; a part of a longer character is some character above ASCII.
  private var peek: Unicode.Scalar? { position < end ? Unicode.Scalar(bytes[position]) : nil }

  private mutating func skipSpace() {
    while let next = peek {
      switch next {
      case " ", "\t", "\n", "\r":
        position += 1
      case "/" where position + 1 < end && (bytes[position + 1] == 0x2F || bytes[position + 1] == 0x2A):
        skipComment(isLine: bytes[position + 1] == 0x2F)
      default:
        return
      }
    }
  }

  private mutating func skipComment(isLine: Bool) {
    let start = position
    position += 2
    while position < end {
      if isLine, bytes[position] == 0x0A { break }
      if !isLine, bytes[position] == 0x2F, bytes[position - 1] == 0x2A, position > start + 2 { break }
      position += 1
    }
    if !isLine { position = min(position + 1, end) }
    diagnostics.error(.jsonSyntax, at: source.span(start, position), "JSON has no comments", hint: "Remove it.")
  }

  private func character(at offset: Int) -> Span {
    guard offset < end else { return source.span(end, end) }
    var upper = offset + 1
    while upper < end, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
    return source.span(offset, upper)
  }

  /// Up to the next space or sign of JSON.
  private func word(at offset: Int) -> Span {
    var upper = offset
    while upper < end, bytes[upper] > 0x20, !",:[]{}\"".utf8.contains(bytes[upper]) { upper += 1 }
    return source.span(offset, upper)
  }

  private func isName(_ place: Span) -> Bool {
    guard let first = source[place].unicodeScalars.first else { return false }
    return first.properties.isAlphabetic || first == "_" || first == "$"
  }

  private mutating func unclosed(_ frame: Frame) {
    diagnostics.error(
      .jsonSyntax, at: source.span(frame.start, frame.start + 1),
      "the \(frame.isMapping ? "mapping" : "list") that begins here is not closed",
      hint: "Close it with `\(frame.isMapping ? "}" : "]")`.")
  }

  private mutating func fail(expected: String) -> Stop {
    if position >= end, let top = stack.last {
      unclosed(top)
    } else if position >= end {
      diagnostics.error(
        .jsonSyntax, at: source.span(end, end), "expected \(expected), found the end of the text",
        hint: "Write what is missing at the end.")
    } else {
      let place = character(at: position)
      diagnostics.error(
        .jsonSyntax, at: place, "expected \(expected), found `\(source[place])`",
        hint: "Put a text in double quotes, a `,` between two values, and a `:` behind a key.")
    }
    return Stop()
  }
}
