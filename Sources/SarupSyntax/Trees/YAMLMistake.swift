/// Says in plain words, at the place of the mistake, what libyaml gave up at.
struct YAMLMistake {
  private let failure: YAMLFailure
  private let source: SourceText
  private let range: Range<Int>
  /// Where libyaml stopped, and where the thing began that it was reading.
  private let offset: Int
  private let begin: Int

  init(_ failure: YAMLFailure, in source: SourceText, _ range: Range<Int>) {
    self.failure = failure
    self.source = source
    self.range = range
    offset = min(range.upperBound, range.lowerBound + failure.offset)
    begin = min(range.upperBound, range.lowerBound + failure.contextOffset)
  }

  var diagnostic: Diagnostic {
    if failure.isOutOfMemory {
      return error(
        character(at: offset), "there is not enough memory to read this", hint: "Split the text into several files.")
    }
    switch failure.problem {
    case "mapping values are not allowed in this context": return misplacedColon
    case "could not find expected ':'": return missingColon
    case "did not find expected key": return unexpectedInMapping
    case "did not find expected '-' indicator": return unexpectedInList
    case "did not find expected ',' or ']'": return unclosed("list", "]")
    case "did not find expected ',' or '}'": return unclosed("mapping", "}")
    case "found unexpected end of stream", "found unexpected document indicator": return unclosedQuote
    case "found character that cannot start any token": return misplacedCharacter
    case "did not find expected alphabetic or numeric character": return badAnchor
    case "did not find expected node content": return missingNode
    case "control characters are not allowed": return controlCharacter
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return badEscape
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      return tab
    case "block sequence entries are not allowed in this context":
      return error(
        character(at: offset), "a list cannot begin here", hint: "Begin its first `-` on a line of its own.")
    case "mapping keys are not allowed in this context":
      return error(character(at: offset), "a key cannot begin here", hint: "Put a text that begins with `?` in quotes.")
    case "did not find expected <document start>":
      return error(
        rest(from: offset), "this stands behind the end of the document", hint: "Delete it, or begin its line with `#`."
      )
    case "did not find expected comment or line break" where failure.context == "while scanning a block scalar":
      return error(
        rest(from: offset), "a text behind `|` or `>` must begin on the next line",
        hint: "Put a text that begins with `|` or `>` in quotes.")
    case let problem where failure.context?.contains("tag") == true || problem == "found undefined tag handle":
      return error(
        word(at: begin), "this is not a tag", hint: "Put a text that begins with `!` in quotes.")
    case let problem where failure.context?.contains("directive") == true || problem.contains("directive"):
      return error(
        word(at: begin), "this is not a directive of YAML", hint: "Put a text that begins with `%` in quotes.")
    default:
      return error(
        character(at: offset), failure.problem, hint: "Put a text with signs of punctuation in quotes.",
        note: failure.context)
    }
  }

  // MARK: Mistakes

  /// `key: a text: with a colon`, or a key that follows a line without one.
  private var misplacedColon: Diagnostic {
    let lineStart = start(ofLineAt: offset)
    let hasColonBefore = (lineStart..<offset).contains { byte($0) == ":" && isBlank($0 + 1) }
    if hasColonBefore {
      if let braced = bracedLine(from: lineStart) {
        return error(
          character(at: offset), "fields that stand in one line need braces around them", hint: "Write `\(braced)`.")
      }
      return error(
        character(at: offset), "a `:` before a space cannot stand in a text without quotes",
        hint: quotedLine(from: lineStart).map { "Put the whole text in quotes: `\($0)`." }
          ?? "Put the whole text in quotes.")
    }
    guard let previous = previousLine(before: lineStart) else {
      return error(character(at: offset), "a `:` is not expected here", hint: "Put the whole text in quotes.")
    }
    let isField = (Int(previous.lower)..<Int(previous.upper)).contains { byte($0) == ":" && isBlank($0 + 1) }
    let indent = firstInLine(at: offset) - lineStart
    if isField, indent > Int(previous.lower) - start(ofLineAt: Int(previous.lower)) {
      return error(
        line(from: firstInLine(at: offset)), "this line is indented, and so continues the text above",
        hint: "Begin it in the column of the key above.")
    }
    return error(
      previous, "this line and the next are one text, but the next has a key",
      hint: "Write a key as `key: value`, with a space behind the colon.")
  }

  /// The fields of a short line such as `name: ก, unit: ข`, in braces; `nil` for a line that is not like this.
  private func bracedLine(from start: Int) -> String? {
    guard let (key, value) = field(inLineAt: start), let comma = value.firstRange(of: ", "),
      case let next = value[comma.upperBound...].prefix(while: { $0 != ":" }), !next.isEmpty,
      next.allSatisfy(isKeyLetter)
    else { return nil }
    let item = key.hasPrefix("- ") ? "- " : ""
    return "\(item){\(key.dropFirst(item.count)): \(value)}"
  }

  /// The key and the value of a short line, the value in quotes.
  private func quotedLine(from start: Int) -> String? {
    guard let (key, value) = field(inLineAt: start), !value.contains("\""), !value.contains("\\") else { return nil }
    return "\(key): \"\(value)\""
  }

  private func field(inLineAt start: Int) -> (key: Substring, value: Substring)? {
    let place = line(from: firstInLine(at: start))
    let text = String(decoding: source.bytes[Int(place.lower)..<Int(place.upper)], as: UTF8.self)
    guard text.unicodeScalars.count <= 60, let colon = text.firstRange(of: ": ") else { return nil }
    return (text[..<colon.lowerBound].drop { $0 == " " }, text[colon.upperBound...].drop { $0 == " " })
  }

  private func isKeyLetter(_ letter: Character) -> Bool { letter.isASCII && (letter.isLetter || letter == "-") }

  private var missingColon: Diagnostic {
    error(
      line(from: begin), "this line has no key, or its `:` has no space behind it",
      hint: "Write `key: value`; indent a line that continues the text above.")
  }

  private var unexpectedInMapping: Diagnostic {
    if byte(offset) == ":" {
      return error(
        character(at: offset), "a key is missing before the `:`", hint: "Write the key in front of it: `key: value`.")
    }
    let indent = firstInLine(at: offset)
    if indent != offset {
      return error(
        line(from: offset), "this stands behind the end of the value",
        hint: "Put the whole value in quotes, and write `\\\"` for a quote inside it.")
    }
    return error(
      line(from: offset), "this line is not in line with the keys of its mapping",
      hint: "Indent it like the other keys.", note: "the mapping begins here")
  }

  private var unexpectedInList: Diagnostic {
    if firstInLine(at: offset) != offset {
      return error(
        line(from: offset), "this stands behind the end of the value",
        hint: "Put the whole value in quotes, and write `\\\"` for a quote inside it.")
    }
    return error(
      line(from: offset), "this line is not in line with the `-` of its list",
      hint: "Indent it like the other items.", note: "the list begins here")
  }

  private func unclosed(_ what: String, _ bracket: String) -> Diagnostic {
    if rest(from: offset).isEmpty || firstInLine(at: offset) == offset {
      return error(
        character(at: begin), "the \(what) that begins here is not closed", hint: "Close it with `\(bracket)`.")
    }
    return error(
      character(at: offset), "expected `,` or `\(bracket)`",
      hint: "Put a text with `,`, `:`, brackets or quotes in quotes.", note: "the \(what) begins here")
  }

  private var unclosedQuote: Diagnostic {
    error(
      character(at: begin), "the quote that begins here is not closed",
      hint: "Close it with `\(byte(begin) == "'" ? "'" : "\"")`.")
  }

  private var misplacedCharacter: Diagnostic {
    if byte(offset) == "\t" { return tab }
    let place = character(at: offset)
    return error(
      place, "a text without quotes cannot begin with `\(source[place])`", hint: "Put the whole text in quotes.")
  }

  private var tab: Diagnostic {
    var end = offset
    while end < range.upperBound, byte(end) == "\t" { end += 1 }
    return error(source.span(offset, end), "a tab cannot indent a line", hint: "Indent with spaces.")
  }

  private var badAnchor: Diagnostic {
    let sign = failure.context == "while scanning an alias" ? "*" : "&"
    return error(
      word(at: begin), "a text without quotes cannot begin with `\(sign)`", hint: "Put the whole text in quotes.")
  }

  private var missingNode: Diagnostic {
    let place = character(at: offset)
    if place.isEmpty {
      return error(character(at: begin), "a value is missing behind this", hint: "Write the value behind it.")
    }
    return error(
      place, "a value cannot begin with `\(source[place])`",
      hint: "Put a text that begins with a sign of punctuation in quotes.")
  }

  private var controlCharacter: Diagnostic {
    let place = character(at: offset)
    let scalar = source[place].unicodeScalars.first ?? "\0"
    var result = error(place, ControlCharacters.message(for: scalar), hint: ControlCharacters.hint)
    result.code = .controlCharacter
    return result
  }

  private var badEscape: Diagnostic {
    // libyaml stops at the backslash, or at the digits behind `\x`.
    var start = offset
    while start > begin, byte(start) != "\\" { start -= 1 }
    let end = Int(character(at: start + 1).upper)
    let place = source.span(start, end)
    return error(
      place, "`\(source[place])` is not an escape of YAML",
      hint: "Write `\\\\` for a backslash, or use single quotes, in which it is a character like any other.")
  }

  // MARK: Places

  private func error(_ place: Span, _ message: String, hint: String, note: String? = nil) -> Diagnostic {
    var result = Diagnostic(.error, .yamlSyntax, at: place, message, hints: [hint])
    if let note, failure.context != nil { result.notes.append(Diagnostic.Note(at: character(at: begin), note)) }
    return result
  }

  private func byte(_ offset: Int) -> Unicode.Scalar? {
    range.contains(offset) ? Unicode.Scalar(source.bytes[offset]) : nil
  }

  private func isBlank(_ offset: Int) -> Bool {
    guard let byte = byte(offset) else { return true }
    return byte == " " || byte == "\t" || byte == "\n" || byte == "\r"
  }

  private func isLineEnd(_ offset: Int) -> Bool {
    guard let byte = byte(offset) else { return true }
    return byte == "\n" || byte == "\r"
  }

  /// One character; nothing at the end of a line.
  private func character(at offset: Int) -> Span {
    if isLineEnd(offset) { return source.span(min(offset, range.upperBound), min(offset, range.upperBound)) }
    var end = offset + 1
    while end < range.upperBound, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return source.span(offset, end)
  }

  private func word(at offset: Int) -> Span {
    var end = offset
    while !isBlank(end) { end += 1 }
    return source.span(offset, end)
  }

  /// The rest of the line without the spaces at its end.
  private func line(from offset: Int) -> Span {
    var end = offset
    while !isLineEnd(end) { end += 1 }
    while end > offset, isBlank(end - 1) { end -= 1 }
    return source.span(offset, end)
  }

  private func rest(from offset: Int) -> Span {
    var start = offset
    while start < range.upperBound, isBlank(start) { start += 1 }
    return line(from: start)
  }

  private func start(ofLineAt offset: Int) -> Int {
    var start = offset
    while start > range.lowerBound, !isLineEnd(start - 1) { start -= 1 }
    return start
  }

  private func firstInLine(at offset: Int) -> Int {
    var first = start(ofLineAt: offset)
    while first < offset, isBlank(first) { first += 1 }
    return first
  }

  /// The line with text before an offset, without its indentation.
  private func previousLine(before offset: Int) -> Span? {
    var end = offset
    while end > range.lowerBound, isBlank(end - 1) { end -= 1 }
    guard end > range.lowerBound else { return nil }
    return source.span(firstInLine(at: end - 1), end)
  }
}

extension Span {
  var isEmpty: Bool { lower >= upper }
}
