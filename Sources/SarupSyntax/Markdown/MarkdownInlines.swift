/// Reads the inline nodes of one block into a ``RichText`` whose runs know their exact places.
struct MarkdownInlineReader {
  private let input: MarkdownInput
  private let upper: Int
  private var at: Int
  private var aligner: MarkdownAligner
  /// Labels of footnotes in the order in which texts refer to them.
  var footnotes: MarkdownFootnoteLabels
  var diagnostics = Diagnostics()
  /// How many bytes ``InlineMarkdown`` put in front of each line to keep it from opening a block.
  private let guardLength: Int
  /// The text is a scalar, and not part of a text with footnotes.
  private var isAlone: Bool { guardLength > 0 }

  private var text = RichText()
  private var traits: RichText.Traits = []
  private var link: Int?
  /// Where the open link begins, in the text and in the source.
  private var linkStart = 0
  private var referenceStart = 0
  private var pendingBreak: SoftBreak?
  private var isLineStart = true
  /// How many bytes may still be looked at to find a text that does not stand where it should.
  private var searchBudget: Int

  private struct SoftBreak {
    var range: Range<Int>
    /// The author wrote a space before the line's end.
    var hasSpace: Bool
    var traits: RichText.Traits
    var link: Int?
  }

  /// How far the source has been read.
  var cursor: Int { at }

  init(
    _ input: MarkdownInput, in range: Range<Int>, inTable: Bool = false, quotes: Int,
    footnotes: MarkdownFootnoteLabels, guardLength: Int = 0
  ) {
    self.input = input
    self.guardLength = guardLength
    self.at = range.lowerBound
    self.upper = range.upperBound
    self.aligner = MarkdownAligner(input: input, inTable: inTable, quotes: quotes)
    self.footnotes = footnotes
    self.searchBudget = 4 * range.count + 4096
  }

  /// Reads the children of a block.
  mutating func read(_ block: MarkdownNode) -> RichText {
    var current = block.firstChild
    // The tree is walked without recursion: emphasis may nest as deep as a line is long.
    while let node = current {
      let isContainer = enter(node)
      if isContainer, let child = node.firstChild {
        current = child
        continue
      }
      if isContainer { leave(node) }
      var last = node
      while last.next == nil, let parent = last.parent, !parent.isSame(as: block) {
        leave(parent)
        last = parent
      }
      current = last.next
    }
    return text
  }

  private mutating func enter(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case .text: readText(node.literal)
    case .codeSpan: readCode(node.literal)
    case .inlineHTML: readHTML(node.literal)
    case .softBreak: readSoftBreak()
    case .lineBreak: readHardBreak()
    case .footnoteReference: readFootnote()
    case .emphasis:
      traits.insert(.emphasis)
      skip(1)
      return true
    case .strong:
      traits.insert(.strong)
      skip(2)
      return true
    case .strikethrough:
      traits.insert(.strikethrough)
      skip(2)
      return true
    case .link:
      link = text.addLink(
        RichText.Link(
          destination: MarkdownThai.withoutStandIns(node.url),
          title: node.title.isEmpty ? nil : MarkdownThai.withoutStandIns(node.title)))
      linkStart = text.utf8.count
      referenceStart = at
      skip(1)
      return true
    case .image:
      diagnostics.warning(
        .markdownImage, at: input.span(at, min(at + 2, upper)), "a picture inside a line is left out, its text is kept",
        hint: "Put the picture in a paragraph of its own.")
      skip(2)
      return true
    default: return true
    }
    return false
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node.kind {
    case .emphasis:
      skip(1)
      if !hasAncestor(node, .emphasis) { traits.remove(.emphasis) }
    case .strong:
      skip(2)
      if !hasAncestor(node, .strong) { traits.remove(.strong) }
    case .strikethrough:
      skip(2)
      traits.remove(.strikethrough)
    case .link:
      if at < upper, input.bytes[at] == UInt8(ascii: ">") {
        at += 1
      } else if let tail = MarkdownLinkTail(input, at: at, before: upper) {
        if let index = link, let destination = tail.destination {
          text.setLink(index, to: fromSource(destination, title: tail.title))
        }
        at = tail.end
      }
      addReference()
      link = nil
    case .image:
      if let tail = MarkdownLinkTail(input, at: at, before: upper) { at = tail.end }
    default: break
    }
  }

  /// A link within the document that has no words of its own refers to what it leads to: `[](#budget)`.
  private mutating func addReference() {
    guard let index = link, text.utf8.count == linkStart, text.links[index].destination.hasPrefix("#") else { return }
    isLineStart = false
    flushBreak(before: RichText.placeholder)
    text.append(RichText.placeholder, traits: traits, link: index, span: input.span(referenceStart, at))
  }

  /// Emphasis may stand in emphasis; its end must not end the outer one.
  private func hasAncestor(_ node: MarkdownNode, _ kind: MarkdownNode.Kind) -> Bool {
    var parent = node.parent
    // Text nested deeper than this looks the same anyway.
    for _ in 0..<64 {
      guard let ancestor = parent, ancestor.kind != .paragraph else { return false }
      if ancestor.kind == kind { return true }
      parent = ancestor.parent
    }
    return true
  }

  private func fromSource(_ destination: Range<Int>, title: Range<Int>?) -> RichText.Link {
    RichText.Link(
      destination: String(decoding: aligner.unescape(destination), as: UTF8.self),
      title: title.map { String(decoding: aligner.unescape($0), as: UTF8.self) })
  }

  private mutating func skip(_ count: Int) { at = min(at + count, upper) }

  // MARK: Leaves

  private mutating func readText(_ literal: UnsafeBufferPointer<UInt8>) {
    var literal = literal[...]
    if isLineStart { literal = literal.dropFirst(guardLength) }
    isLineStart = false
    guard !literal.isEmpty else { return }
    if let end = find(literal, escapes: .all) {
      warnOfLeftoverMarks()
      for piece in aligner.pieces { append(piece) }
      at = end
    } else {
      appendUnaligned(literal)
    }
  }

  /// Aligns a text at the cursor, or behind it when something unforeseen stands between.
  private mutating func find(_ literal: some RandomAccessCollection<UInt8>, escapes: MarkdownAligner.Escapes) -> Int? {
    var start = at
    while start <= upper, searchBudget > 0 {
      if let end = aligner.align(literal, at: start, before: upper, escapes: escapes) { return end }
      start += 1
      searchBudget -= 1 + min(literal.count, 64)
    }
    return nil
  }

  private mutating func appendUnaligned(_ literal: Slice<UnsafeBufferPointer<UInt8>>) {
    let string = MarkdownThai.withoutStandIns(UnsafeBufferPointer(rebasing: literal))
    append(Array(string.utf8), at..<upper, isExact: false)
  }

  private mutating func readCode(_ literal: UnsafeBufferPointer<UInt8>) {
    isLineStart = false
    traits.insert(.code)
    defer { traits.remove(.code) }
    let open = at
    while at < upper, input.bytes[at] == UInt8(ascii: "`") { at += 1 }
    let width = at - open
    guard width > 0, let close = closingBackticks(width) else {
      appendUnaligned(literal[...])
      return
    }
    var content = at..<close
    func isSpace(_ offset: Int) -> Bool { input.bytes[offset] == 0x20 || input.isNewline(offset) }
    // CommonMark 0.29, 6.3: one space on each side belongs to the marks unless there is nothing but spaces.
    if content.count > 1, isSpace(content.lowerBound), isSpace(content.upperBound - 1), !content.allSatisfy(isSpace) {
      content = content.lowerBound + 1..<content.upperBound - 1
    }
    appendCode(content)
    at = close + width
  }

  private func closingBackticks(_ width: Int) -> Int? {
    var start = at
    while start < upper {
      guard input.bytes[start] == UInt8(ascii: "`") else {
        start += 1
        continue
      }
      var end = start
      while end < upper, input.bytes[end] == UInt8(ascii: "`") { end += 1 }
      if end - start == width { return start }
      start = end
    }
    return nil
  }

  private mutating func appendCode(_ content: Range<Int>) {
    var from = content.lowerBound
    var offset = from
    while offset < content.upperBound {
      if input.isNewline(offset) {
        append(from..<offset)
        let next = aligner.behindLineBreak(offset, before: content.upperBound)
        append([0x20], offset..<next, isExact: false)
        offset = next
        from = next
      } else if aligner.inTable, input.bytes[offset] == UInt8(ascii: "\\"), offset + 1 < content.upperBound,
        input.bytes[offset + 1] == UInt8(ascii: "|")
      {
        append(from..<offset)
        from = offset + 1
        offset += 2
      } else {
        offset += 1
      }
    }
    append(from..<content.upperBound)
  }

  private mutating func readHTML(_ literal: UnsafeBufferPointer<UInt8>) {
    isLineStart = false
    guard let end = find(literal, escapes: .none) else {
      appendUnaligned(literal[...])
      return
    }
    let pieces = aligner.pieces
    let start = pieces.first?.range.lowerBound ?? at
    at = end
    if MarkdownHTML.isLineBreak(literal) {
      append(MarkdownHTML.lineSeparator, start..<end, isExact: false)
    } else if MarkdownHTML.isComment(literal) {
      diagnostics.warning(
        .markdownComment, at: input.span(start, end), "the comment is left out",
        hint: #"Write `\<!--` for text that should be printed."#)
    } else {
      MarkdownHTML.warn(at: input.span(start, end), in: &diagnostics)
      for piece in pieces {
        if piece.replacement == [0x0A] { append([0x20], piece.range, isExact: false) } else { append(piece) }
      }
    }
  }

  private mutating func readSoftBreak() {
    let start = at
    at = input.skipBlanks(at, before: upper)
    let hasSpace = at > start
    if at < upper, input.isNewline(at) { at = aligner.behindLineBreak(at, before: upper) }
    pendingBreak = SoftBreak(range: start..<at, hasSpace: hasSpace, traits: traits, link: link)
    isLineStart = true
  }

  private mutating func readHardBreak() {
    let start = at
    at = input.skipBlanks(at, before: upper)
    if at < upper, input.bytes[at] == UInt8(ascii: "\\") { at += 1 }
    if at < upper, input.isNewline(at) { at = aligner.behindLineBreak(at, before: upper) }
    append(MarkdownHTML.lineSeparator, start..<at, isExact: false)
    isLineStart = true
  }

  private mutating func readFootnote() {
    isLineStart = false
    let start = at
    guard at < upper, input.bytes[at] == UInt8(ascii: "["),
      let close = input.bytes[at..<upper].firstIndex(of: UInt8(ascii: "]")), close > at + 2
    else { return }
    let index = footnotes.index(of: input.bytes[at + 2..<close])
    at = close + 1
    flushBreak(before: RichText.placeholder)
    text.append(
      RichText.placeholder, traits: traits, link: link, footnote: index, span: input.span(start, at))
  }

  private func hasMarks(_ range: Range<Int>) -> Bool {
    input.bytes.withUnsafeBufferPointer { bytes in
      bytes[range].contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") }
    }
  }

  /// Marks that neither open nor close are most often a slip: a space on the wrong side, a footnote without its text.
  private mutating func warnOfLeftoverMarks() {
    for piece in aligner.pieces where piece.replacement == nil && hasMarks(piece.range) {
      var offset = piece.range.lowerBound
      while offset < piece.range.upperBound {
        let mark = input.bytes[offset]
        if mark == UInt8(ascii: "["), offset + 2 < piece.range.upperBound,
          input.bytes[offset + 1] == UInt8(ascii: "^"),
          let close = input.bytes[offset..<piece.range.upperBound].firstIndex(of: UInt8(ascii: "]")), close > offset + 2
        {
          // The notes of a text that stands alone are not known here.
          if isAlone {
            offset = close + 1
            continue
          }
          let reference = String(decoding: input.bytes[offset...close], as: UTF8.self)
          diagnostics.warning(
            .markdownFootnote, at: input.span(offset, close + 1), "the footnote `\(reference)` has no text",
            hint: "Write its text in a paragraph that begins with `\(reference):`.",
            "Write `\\\(reference)` for the signs themselves.")
          offset = close + 1
          continue
        }
        guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else {
          offset += 1
          continue
        }
        var end = offset
        while end < piece.range.upperBound, input.bytes[end] == mark { end += 1 }
        // Longer rows are blanks to fill in.
        if (2...3).contains(end - offset) {
          let marks = String(decoding: input.bytes[offset..<end], as: UTF8.self)
          let escaped = marks.map { "\\\($0)" }.joined()
          diagnostics.warning(
            .markdownEmphasis, at: input.span(offset, end), "`\(marks)` has no partner and is printed as it stands",
            hint: "Write `\(marks)` before and behind the words, with no space between them and the words.",
            "Write `\(escaped)` for the signs themselves.")
        }
        offset = end
      }
    }
  }

  // MARK: Appending

  private mutating func append(_ piece: MarkdownAligner.Piece) {
    if let replacement = piece.replacement {
      append(replacement, piece.range, isExact: false)
    } else if isAlone {
      appendWithNotes(piece.range)
    } else {
      append(piece.range)
    }
  }

  /// Adds bytes of a text that stands alone. Whether a note of its own text answers to `[^1]` is known when all is read: until
  /// then the reference is a link to `^1`.
  private mutating func appendWithNotes(_ range: Range<Int>) {
    var start = range.lowerBound
    while let open = input.bytes[start..<range.upperBound].firstRange(of: [UInt8(ascii: "["), UInt8(ascii: "^")]),
      let close = input.bytes[open.upperBound..<range.upperBound].firstIndex(of: UInt8(ascii: "]"))
    {
      guard close > open.upperBound else {
        append(start..<close)
        start = close
        continue
      }
      append(start..<open.lowerBound)
      flushBreak(before: RichText.placeholder)
      let label = String(decoding: input.bytes[open.upperBound..<close], as: UTF8.self)
      text.append(
        RichText.placeholder, traits: traits, link: text.addLink(RichText.Link(destination: "^" + label)),
        span: input.span(open.lowerBound, close + 1))
      start = close + 1
    }
    append(start..<range.upperBound)
  }

  /// Adds bytes of the source as they are.
  private mutating func append(_ range: Range<Int>) {
    append(input.bytes[range], range, isExact: true)
  }

  private mutating func append(_ bytes: some Collection<UInt8>, _ range: Range<Int>, isExact: Bool) {
    guard !bytes.isEmpty else { return }
    flushBreak(before: bytes)
    let place = isExact ? input.span(range.lowerBound, range.upperBound) : inexactSpan(range, of: bytes.count)
    text.append(bytes, traits: traits, link: link, at: place, joins: isExact)
  }

  /// A span as long as its run promises the place of each byte; what stands for something else must not look so.
  private func inexactSpan(_ range: Range<Int>, of count: Int) -> Span? {
    input.span(range.lowerBound, range.count == count ? range.upperBound - 1 : range.upperBound)
  }

  private mutating func flushBreak(before bytes: some Collection<UInt8>) {
    guard let soft = pendingBreak else { return }
    pendingBreak = nil
    guard !text.isEmpty else { return }
    if !soft.hasSpace, MarkdownThai.endsWithLetter(text.utf8), MarkdownThai.startsWithLetter(bytes) { return }
    if text.utf8.suffix(3).elementsEqual(MarkdownHTML.lineSeparator) { return }
    text.append([0x20], traits: soft.traits, link: soft.link, span: inexactSpan(soft.range, of: 1))
  }
}

/// Which footnotes have been referred to so far.
struct MarkdownFootnoteLabels {
  private(set) var labels: [String] = []
  private var indices: [String: Int] = [:]

  func contains(_ label: some Collection<UInt8>) -> Bool { indices[MarkdownLabel.normalize(label)] != nil }

  mutating func index(of label: some Collection<UInt8>) -> Int {
    let key = MarkdownLabel.normalize(label)
    if let index = indices[key] { return index }
    indices[key] = labels.count
    labels.append(String(decoding: label, as: UTF8.self))
    return labels.count - 1
  }
}

/// What becomes of raw HTML: nothing is interpreted but the line break, which a table's cell has no other way to write.
enum MarkdownHTML {
  static let lineSeparator: [UInt8] = [0xE2, 0x80, 0xA8]

  static func isLineBreak(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
    ["<br>", "<br/>", "<br />", "<BR>"].contains(String(decoding: literal, as: UTF8.self))
  }

  static func isComment(_ literal: some Collection<UInt8>) -> Bool { literal.starts(with: "<!--".utf8) }

  static func warn(at span: Span?, in diagnostics: inout Diagnostics) {
    diagnostics.warning(
      .markdownHTML, at: span, "HTML is kept as text",
      hint: #"Write it in Markdown, or `\<` for the sign itself."#)
  }
}

extension RichText {
  package mutating func addLink(_ link: Link) -> Int {
    links.append(link)
    return links.count - 1
  }

  mutating func setLink(_ index: Int, to link: Link) { links[index] = link }

  /// Adds bytes; they become part of the last run when that looks the same and was written right before them.
  fileprivate mutating func append(
    _ bytes: some Collection<UInt8>, traits: Traits, link: Int?, at span: Span?, joins: Bool
  ) {
    if joins, let span, let last = runs.last, last.traits == traits, last.link == link, last.footnote == nil,
      let before = last.span, before.source == span.source, before.upper == span.lower,
      Int(before.upper - before.lower) == last.range.count, Int(span.upper - span.lower) == bytes.count
    {
      utf8 += bytes
      runs[runs.count - 1].range = last.range.lowerBound..<utf8.count
      runs[runs.count - 1].span?.upper = span.upper
    } else {
      append(bytes, traits: traits, link: link, span: span)
    }
  }
}
