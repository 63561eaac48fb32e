import SarupSyntax

/// Writes a text with its markup as inline Markdown that reads back to the same text.
///
/// Everything that Markdown could take for markup is escaped. Where the rules of emphasis would not let a mark open or
/// close, the character beside it is written as a numeric reference, whose signs count as punctuation.
struct MarkdownInlineWriter {
  enum Context {
    /// Lines may break, and their starts must open no block.
    case paragraph
    /// A line of its own, whose start must open no block.
    case term
    /// All in one line: a heading, a scalar, the text of a picture.
    case line
    /// All in one line that bars divide.
    case cell
  }

  /// Neighbouring runs of one look.
  private struct Segment {
    var text: [Unicode.Scalar]
    var attributes: [MarkdownInlineMarks.Attribute]
    var isCode: Bool
    var footnote: Int?
    /// A link without words.
    var reference: RichText.Link?

    /// Text that is written character by character.
    var isPlain: Bool { !isCode && footnote == nil && reference == nil }
  }

  private let context: Context
  private var output = String.UnicodeScalarView()
  private var isLineStart = true

  static func write(_ text: RichText, as context: Context, footnoteLabels: [String] = []) -> String {
    if case .line = context, isPlainLine(text) { return String(decoding: text.utf8, as: UTF8.self) }
    var writer = MarkdownInlineWriter(context: context)
    writer.write(segments(of: text), footnoteLabels)
    return String(writer.output)
  }

  /// Whether a text is nothing but letters, digits and signs that no context gives a meaning, beginning with a letter, as the
  /// fields of nearly every brief are.
  private static func isPlainLine(_ text: RichText) -> Bool {
    guard text.runs.allSatisfy({ $0.traits.isEmpty && $0.link == nil && $0.footnote == nil }),
      let first = text.utf8.first, let last = text.utf8.last, first == 0xE0 || isLatinLetter(Unicode.Scalar(first)),
      first &- 0x30 >= 10, last != 0x20
    else { return false }
    let bytes = text.utf8
    for offset in bytes.indices {
      switch bytes[offset] {
      case 0x20, 0x22, 0x24, 0x25, 0x27...0x29, 0x2B...0x3B, 0x3D, 0x3F...0x5A, 0x61...0x7A: continue
      // Not the line break of Unicode and other signs of its block.
      case 0x80...0xFF where bytes[offset] != 0xE2: continue
      default: return false
      }
    }
    // Behind Thai digits a point would begin a list.
    return !(first == 0xE0 && bytes.count > 2 && bytes[1] == 0xB9 && bytes[2] &- 0x90 < 10)
  }

  private init(context: Context) { self.context = context }

  private static func segments(of text: RichText) -> [Segment] {
    var result: [Segment] = []
    for run in text.runs {
      var attributes: [MarkdownInlineMarks.Attribute] = []
      let reference =
        text.utf8[run.range].elementsEqual(RichText.placeholder) && run.footnote == nil
        ? run.link.map { text.links[$0] } : nil
      if reference == nil, let link = run.link { attributes.append(.link(text.links[link])) }
      if run.traits.contains(.strong) { attributes.append(.strong) }
      if run.traits.contains(.strikethrough) { attributes.append(.strikethrough) }
      if run.traits.contains(.emphasis) { attributes.append(.emphasis) }
      let scalars = Array(String(decoding: text.utf8[run.range], as: UTF8.self).unicodeScalars)
      let isCode = run.traits.contains(.code)
      if let last = result.last, last.attributes == attributes, last.isCode == isCode, last.footnote == nil,
        run.footnote == nil, reference == nil, last.reference == nil
      {
        result[result.count - 1].text += scalars
      } else {
        result.append(
          Segment(
            text: scalars, attributes: attributes, isCode: isCode, footnote: run.footnote, reference: reference))
      }
    }
    return result
  }

  private var isCell: Bool {
    if case .cell = context { true } else { false }
  }

  // MARK: Segments

  private mutating func write(_ segments: [Segment], _ footnoteLabels: [String]) {
    let borders = MarkdownInlineMarks.borders(between: segments.map(\.attributes), isCell: isCell)
    for (index, segment) in segments.enumerated() {
      append(borders[index].closing + borders[index].opening)
      if let footnote = segment.footnote {
        append("[^\(footnoteLabels.indices.contains(footnote) ? footnoteLabels[footnote] : "\(footnote + 1)")]")
      } else if let reference = segment.reference {
        append("[](\(MarkdownInlineMarks.target(of: reference, isCell: isCell)))")
      } else if segment.isCode {
        writeCode(segment.text)
      } else {
        let before = index > 0 ? segments[index - 1] : nil
        let behind = index + 1 < segments.count ? segments[index + 1] : nil
        // Behind a reference to a footnote a bracket would begin a path, a colon the footnote's text.
        let isMisread = before?.footnote != nil && (segment.text.first == "(" || segment.text.first == ":")
        write(
          segment.text,
          firstIsReference: isMisread || needsReference(segment, isFirst: true, at: borders[index], other: before),
          lastIsReference: needsReference(segment, isFirst: false, at: borders[index + 1], other: behind),
          isFirst: before == nil, isLast: behind == nil)
      }
    }
    append(borders[segments.count].closing)
  }

  /// Whether the first or last character of a segment must be a reference for the marks beside it to work.
  ///
  /// A letter within the marks lets them open or close whatever stands outside. Where there is none within, the marks
  /// need a space, punctuation or a Thai letter outside.
  private func needsReference(
    _ segment: Segment, isFirst: Bool, at border: MarkdownInlineMarks.Border, other: Segment?
  ) -> Bool {
    guard !border.isEmpty else { return false }
    let isWithin = !(isFirst ? border.opening : border.closing).isEmpty
    if isWithin { return !isInnerLetter(segment, isFirst: isFirst, at: border) }
    let marks = isFirst ? border.closing : border.opening
    let innerIsLetter = other.map { $0.isPlain && isInnerLetter($0, isFirst: !isFirst, at: border) } ?? false
    if innerIsLetter, MarkdownInlineMarks.isPure(marks) { return false }
    return !isOuter(segment, isFirst: isFirst)
  }

  private func isInnerLetter(_ segment: Segment, isFirst: Bool, at border: MarkdownInlineMarks.Border) -> Bool {
    // A letter alone between two groups of marks would have to be a letter for one and punctuation for the other.
    guard segment.text.count > 1, let scalar = isFirst ? segment.text.first : segment.text.last else { return false }
    // The parser looks through `~` to what stands behind it: other marks beside it then want punctuation.
    return border.mixesTildes ? (0x0E01...0x0E4E).contains(scalar.value) : MarkdownInlineWriter.isLetter(scalar)
  }

  private func isOuter(_ segment: Segment, isFirst: Bool) -> Bool {
    guard segment.isPlain else { return true }
    guard segment.text.count > 1, let scalar = isFirst ? segment.text.first : segment.text.last else { return false }
    return scalar == " " || (0x0E01...0x0E4E).contains(scalar.value)
  }

  private mutating func write(
    _ text: [Unicode.Scalar], firstIsReference: Bool, lastIsReference: Bool, isFirst: Bool, isLast: Bool
  ) {
    for (index, scalar) in text.enumerated() {
      let isFirstOne = index == 0
      let isLastOne = index == text.count - 1
      let atEdge = (isLineStart && !endsWithDigit) || (isFirst && isFirstOne) || (isLast && isLastOne)
      if (isFirstOne && firstIsReference) || (isLastOne && lastIsReference)
        || (atEdge && MarkdownInlineWriter.isBlank(scalar))
      {
        reference(scalar)
      } else {
        let nextIsReference = lastIsReference && index + 1 == text.count - 1
        escape(
          scalar, previous: isFirstOne ? nil : text[index - 1],
          next: isLastOne ? nil : nextIsReference ? "&" : text[index + 1],
          opensEntity: scalar == "&" && MarkdownInlineWriter.isEntityName(text[(index + 1)...]))
      }
    }
  }

  private mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    output.append(contentsOf: text.unicodeScalars)
    isLineStart = false
  }

  private mutating func reference(_ scalar: Unicode.Scalar) { append("&#\(scalar.value);") }

  private mutating func writeCode(_ scalars: [Unicode.Scalar]) {
    var longest = 0
    var run = 0
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let isBlank = scalars.allSatisfy { $0 == " " }
    let needsPadding =
      !isBlank && (scalars.first == "`" || scalars.last == "`" || (scalars.first == " " && scalars.last == " "))
    var content = String.UnicodeScalarView()
    for scalar in scalars {
      if isCell, scalar == "|" { content.append("\\") }
      content.append(scalar)
    }
    let padding = needsPadding ? " " : ""
    append(fence + padding + String(content) + padding + fence)
  }

  // MARK: Characters

  private mutating func escape(
    _ scalar: Unicode.Scalar, previous: Unicode.Scalar?, next: Unicode.Scalar?, opensEntity: Bool
  ) {
    if scalar == "\u{2028}" {
      writeBreak(isLast: next == nil)
    } else if scalar.value < 0x20 {
      reference(scalar)
    } else {
      if opensEntity || needsBackslash(scalar, previous: previous, next: next) { output.append("\\") }
      output.append(scalar)
      // Behind digits a point or bracket may still make a list's number of them.
      if !(isLineStart && MarkdownInlineWriter.isDigit(scalar)) { isLineStart = false }
    }
  }

  private mutating func writeBreak(isLast: Bool) {
    if case .paragraph = context, !isLineStart, !isLast {
      output.append(contentsOf: "\\\n".unicodeScalars)
      isLineStart = true
    } else {
      append("&#x2028;")
    }
  }

  private func needsBackslash(_ scalar: Unicode.Scalar, previous: Unicode.Scalar?, next: Unicode.Scalar?) -> Bool {
    switch scalar {
    case "\\", "`", "*", "[", "]", "<": true
    case "_":
      // Inside a Latin word it is no mark.
      ![output.last, next].allSatisfy { $0.map(MarkdownInlineWriter.isLatinLetter) ?? false }
    // Before a bracket they would make a picture or a footnote of a link.
    case "!": next.map { $0 == "[" } ?? true
    case "^": previous.map { $0 == "[" } ?? true
    case "~": previous.map { $0 == "~" } ?? true || next.map { $0 == "~" } ?? true
    case "|": isCell || isLineStart
    // The last brace of a text would end a label.
    case "}": next == nil
    case "#": isLineStart || next == nil || next == "#" || next == " "
    case ">", "-", "+", "=", ":": isLineStart && !endsWithDigit
    case ".", ")":
      isLineStart && endsWithDigit && (next.map { MarkdownInlineWriter.isBlank($0) || $0 == "\u{2028}" } ?? true)
    default: false
    }
  }

  private var endsWithDigit: Bool { output.last.map(MarkdownInlineWriter.isDigit) ?? false }

  /// Whether what follows an ampersand makes an entity of it: a name or a number, and a semicolon.
  private static func isEntityName(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = text.prefix { $0 == "#" || isLatinLetter($0) }
    return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == ";"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0x0E50...0x0E59).contains(scalar.value)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  private static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    isLatinLetter(scalar) || (0x0E01...0x0E3A).contains(scalar.value) || (0x0E40...0x0E4E).contains(scalar.value)
  }
}
