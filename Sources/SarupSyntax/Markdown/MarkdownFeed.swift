/// Hands a text to the parser with the small changes that make CommonMark's rules fit Thai, and remembers where lines
/// start.
///
/// The changes never reach the reader: `MarkdownInlineReader` takes every text from the source again. They are:
/// - `๑.` and `๑)` at the start of a line, behind quote and list marks, become `1.` and `1)`;
/// - `:` with a blank behind it, in the same place, becomes `+`: a definition is parsed as an item of a list;
/// - a Thai letter beside a run of `*`, `_` or `~` becomes punctuation, see ``MarkdownThai/standIn(_:_:)``;
/// - a line such as `[หมายเหตุ]: สำคัญ` is a link definition to CommonMark and would vanish; when nothing refers to its
///   label, its bracket is escaped and the line stays text;
/// - a first line that refers to every footnote keeps the parser from dropping those that nothing refers to.
struct MarkdownFeed {
  /// A list number in Thai digits that was replaced.
  struct Marker {
    var offset: Int
    var digits: Int
  }

  let input: MarkdownInput
  let parse: MarkdownParse
  let limits: MarkdownLimits
  /// Where each line starts, and at last the end of the text.
  private(set) var lineStarts: [Int] = []
  private(set) var markers: [Marker] = []
  /// Colons that open definitions, in their order.
  private(set) var definitions: [Int] = []
  /// Byte ranges of the labels of footnote definitions, `^` included.
  private(set) var footnotes: [Range<Int>] = []
  /// Lines that were put in front of the text.
  private(set) var linesBefore = 0
  /// What goes over a limit that has to hold before the parser sees the text.
  private(set) var excess: MarkdownExcess?
  private var fed = 0
  /// How many quotes and lists the start of the last line opens or goes on with.
  private var marksInLine = 0
  private var referredLabels: Set<String>?

  init(_ input: MarkdownInput, to parse: MarkdownParse, limits: MarkdownLimits) {
    self.input = input
    self.parse = parse
    self.limits = limits
  }

  mutating func run() {
    findFootnotes()
    if !footnotes.isEmpty {
      for label in footnotes {
        feed([UInt8(ascii: "[")])
        feed(label)
        feed([UInt8(ascii: "]")])
      }
      feed([0x0A, 0x0A])
      linesBefore = 2
    }
    feedText()
  }

  /// Hands over a part of one line in which nothing may open a block.
  mutating func runLine(_ range: Range<Int>) {
    fed = range.lowerBound
    var at = fed
    while at < range.upperBound {
      switch input.bytes[at] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): at = feedMarks(at)
      default: at += 1
      }
    }
    feed(fed..<range.upperBound)
  }

  private mutating func feedText() {
    let bytes = input.bytes
    let upper = input.range.upperBound
    var at = input.range.lowerBound
    fed = at
    var isLineStart = true
    var table = TableSize()
    var pictures = 0
    while at < upper {
      if isLineStart {
        table.startLine(at)
        lineStarts.append(at)
        let start = at
        at = feedLineStart(at)
        if marksInLine > limits.depth { refuse(.nesting, start..<at) }
        isLineStart = false
        continue
      }
      switch bytes[at] {
      case 0x0A, 0x0D:
        if table.endLine(limits) { refuse(.table, table.firstLine..<at) }
        if table.isBlank { pictures = 0 }
        at = input.behindNewline(at)
        isLineStart = true
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        at = feedMarks(at)
      case UInt8(ascii: "|"):
        table.columns += 1
        at += 1
        table.isBlank = false
      case 0x20, 0x09:
        at += 1
      case UInt8(ascii: "!"):
        pictures += 1
        if pictures > limits.pictures { refuse(.pictures, at..<at + 1) }
        at += 1
        table.isBlank = false
      default:
        at += 1
        while at < upper, bytes[at] >= 0x80 { at += 1 }
        table.isBlank = false
      }
    }
    if table.endLine(limits) { refuse(.table, table.firstLine..<at) }
    feed(fed..<upper)
    lineStarts.append(upper)
  }

  private mutating func refuse(_ kind: MarkdownExcess.Kind, _ range: Range<Int>) {
    if excess == nil { excess = MarkdownExcess(kind: kind, range: range) }
  }

  /// Looks at what may open lists, and at definitions; gives where the text of the line begins.
  private mutating func feedLineStart(_ start: Int) -> Int {
    let bytes = input.bytes
    let upper = input.range.upperBound
    var at = start
    marksInLine = -1
    while true {
      marksInLine += 1
      at = input.skipBlanks(at, before: upper)
      guard at < upper else { return at }
      switch bytes[at] {
      case UInt8(ascii: ">"):
        at += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard endsMarker(at + 1) else { return at }
        at += 1
      case UInt8(ascii: ":"):
        guard at + 1 < upper, input.isBlank(at + 1) else { return at }
        replace(at..<at + 1, by: [UInt8(ascii: "+")])
        definitions.append(at)
        at += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = at
        while end < upper, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) { end += 1 }
        guard end < upper, isListDelimiter(bytes[end]), endsMarker(end + 1) else { return at }
        at = end + 1
      case 0xE0:
        guard let end = feedThaiMarker(at) else { return at }
        at = end
      case UInt8(ascii: "["):
        keepUnusedDefinition(at)
        return at
      default:
        return at
      }
    }
  }

  private mutating func feedThaiMarker(_ start: Int) -> Int? {
    let upper = input.range.upperBound
    var at = start
    var digits: [UInt8] = []
    while let digit = MarkdownThai.digit(input.bytes, at: at, before: upper), digits.count < 9 {
      digits.append(UInt8(ascii: "0") + digit)
      at += 3
    }
    guard !digits.isEmpty, at < upper, isListDelimiter(input.bytes[at]), endsMarker(at + 1) else { return nil }
    replace(start..<at, by: digits)
    markers.append(Marker(offset: start, digits: digits.count))
    return at + 1
  }

  private func isListDelimiter(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")") }

  private func endsMarker(_ offset: Int) -> Bool {
    offset >= input.range.upperBound || input.isBlank(offset) || input.isNewline(offset)
  }

  /// Puts stand-ins beside a run of emphasis marks where they help, and gives the run's end.
  ///
  /// CommonMark lets a mark between a letter and punctuation look one way only; so the letter of such a pair must be
  /// punctuation too. Between two letters `*` looks both ways as it is, but `_` wants punctuation.
  private mutating func feedMarks(_ start: Int) -> Int {
    guard isMark(start) else { return start + 1 }
    let run = marks(around: start)
    let before = run.lowerBound - 3
    let behind = run.upperBound
    // A letter alone between two runs is changed only when both want it, or it would close one to open the other.
    if wantsPunctuation(run, beside: run.upperBound),
      !isMark(before - 1)
        || wantsPunctuation(marks(around: before - 1), beside: marks(around: before - 1).lowerBound - 1)
    {
      replaceThai(at: before)
    }
    if wantsPunctuation(run, beside: run.lowerBound - 1),
      !isMark(behind + 3) || wantsPunctuation(marks(around: behind + 3), beside: marks(around: behind + 3).upperBound)
    {
      replaceThai(at: behind)
    }
    return run.upperBound
  }

  /// Whether a run wants punctuation on the one side because of what it is or what stands on the other side.
  private func wantsPunctuation(_ run: Range<Int>, beside other: Int) -> Bool {
    let bytes = input.bytes
    if bytes[run.lowerBound] == UInt8(ascii: "_") || bytes[run].contains(where: { $0 != bytes[run.lowerBound] }) {
      return true
    }
    return other < run.lowerBound ? isPunctuation(endingAt: run.lowerBound) : isPunctuation(at: run.upperBound)
  }

  /// Whether a mark stands at an offset that may open or close something: one sign `~` alone does not, nor do escaped
  /// ones.
  private func isMark(_ offset: Int) -> Bool {
    let bytes = input.bytes
    guard input.range.contains(offset), MarkdownFeed.isMark(bytes[offset]) else { return false }
    if bytes[offset] == UInt8(ascii: "~") {
      let isDouble = [offset - 1, offset + 1].contains { input.range.contains($0) && bytes[$0] == UInt8(ascii: "~") }
      if !isDouble { return false }
    }
    var backslashes = 0
    while offset - backslashes > input.range.lowerBound, bytes[offset - backslashes - 1] == UInt8(ascii: "\\") {
      backslashes += 1
    }
    return backslashes.isMultiple(of: 2)
  }

  private func marks(around offset: Int) -> Range<Int> {
    var lower = offset
    var upper = offset
    while isMark(lower - 1) { lower -= 1 }
    while isMark(upper) { upper += 1 }
    return lower..<upper
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }

  private mutating func replaceThai(at letter: Int) {
    guard letter >= fed, MarkdownThai.isThai(input.bytes, at: letter, before: input.range.upperBound) else { return }
    let punctuation = MarkdownThai.standIn(input.bytes[letter + 1], input.bytes[letter + 2])
    replace(letter..<letter + 3, by: [punctuation.0, punctuation.1, punctuation.2])
  }

  private func isPunctuation(at offset: Int) -> Bool {
    guard offset < input.range.upperBound else { return false }
    if input.bytes[offset] < 0x80 { return MarkdownAligner.isPunctuation(input.bytes[offset]) }
    return isPunctuation(offset..<min(offset + 4, input.range.upperBound), first: true)
  }

  private func isPunctuation(endingAt offset: Int) -> Bool {
    guard offset > input.range.lowerBound else { return false }
    if input.bytes[offset - 1] < 0x80 { return MarkdownAligner.isPunctuation(input.bytes[offset - 1]) }
    return isPunctuation(max(offset - 4, input.range.lowerBound)..<offset, first: false)
  }

  private func isPunctuation(_ range: Range<Int>, first: Bool) -> Bool {
    let scalars = String(decoding: input.bytes[range], as: UTF8.self).unicodeScalars
    guard let scalar = first ? scalars.first : scalars.last else { return false }
    return switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      !(0x0E00...0x0E7F).contains(scalar.value)
    default: false
    }
  }

  // MARK: Definitions

  private mutating func findFootnotes() {
    guard input.bytes[input.range].contains(UInt8(ascii: "^")) else { return }
    let bytes = input.bytes
    let upper = input.range.upperBound
    var at = input.range.lowerBound
    while at < upper {
      let end = input.endOfLine(at)
      while at < end, input.isBlank(at) || bytes[at] == UInt8(ascii: ">") { at += 1 }
      if at + 1 < end, bytes[at] == UInt8(ascii: "["), bytes[at + 1] == UInt8(ascii: "^"),
        let label = definitionLabel(at)
      {
        footnotes.append(label)
      }
      at = end < upper ? input.behindNewline(end) : upper
    }
  }

  /// The label of `[label]:` at an offset, brackets excluded.
  private func definitionLabel(_ start: Int) -> Range<Int>? {
    guard let close = labelEnd(start), close + 1 < input.range.upperBound, input.bytes[close + 1] == UInt8(ascii: ":"),
      close > start + 1
    else { return nil }
    return start + 1..<close
  }

  /// The bracket that closes the one at an offset, in the same line and without another one between.
  private func labelEnd(_ start: Int) -> Int? {
    let bytes = input.bytes
    let upper = min(input.range.upperBound, start + 1000)
    var at = start + 1
    while at < upper, !input.isNewline(at) {
      if bytes[at] == UInt8(ascii: "]") { return at }
      if bytes[at] == UInt8(ascii: "[") { return nil }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func keepUnusedDefinition(_ start: Int) {
    guard let label = definitionLabel(start), input.bytes[label.lowerBound] != UInt8(ascii: "^") else { return }
    let used = referredLabels ?? collectReferredLabels()
    referredLabels = used
    if !used.contains(normalized(label)) { replace(start..<start, by: [UInt8(ascii: "\\")]) }
  }

  /// All labels in brackets but those that a colon follows.
  private func collectReferredLabels() -> Set<String> {
    var labels: Set<String> = []
    for at in input.range where input.bytes[at] == UInt8(ascii: "[") {
      guard let close = labelEnd(at) else { continue }
      let isDefinition = close + 1 < input.range.upperBound && input.bytes[close + 1] == UInt8(ascii: ":")
      if !isDefinition { labels.insert(normalized(at + 1..<close)) }
    }
    return labels
  }

  private func normalized(_ label: Range<Int>) -> String { MarkdownLabel.normalize(input.bytes[label]) }

  // MARK: Feeding

  private mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) {
    feed(fed..<range.lowerBound)
    feed(bytes)
    fed = range.upperBound
  }

  private func feed(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    input.bytes.withUnsafeBufferPointer { parse.feed(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { parse.feed($0) }
  }
}

/// A text that would cost the parser more than its size lets expect.
struct MarkdownExcess {
  enum Kind {
    case nesting, table, pictures
  }

  var kind: Kind
  var range: Range<Int>
}

/// Two labels are one when they differ in case and spacing alone.
package enum MarkdownLabel {
  package static func normalize(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}

/// The greatest size that the table could have which the lines since the last blank one may be.
///
/// The parser fills short rows up with empty cells, so that a few bytes of a row can cost as many nodes as the table has
/// columns.
private struct TableSize {
  var columns = 0
  var isBlank = true
  private(set) var firstLine = 0
  private var widest = 0
  private var lines = 0

  mutating func startLine(_ offset: Int) {
    if lines == 0 { firstLine = offset }
    columns = 1
    isBlank = true
  }

  /// Whether the table would be over a limit.
  mutating func endLine(_ limits: MarkdownLimits) -> Bool {
    guard !isBlank else {
      widest = 0
      lines = 0
      return false
    }
    lines += 1
    widest = max(widest, columns)
    return widest > limits.columns + 2 || (widest > 1 && widest * lines > limits.cells)
  }
}
