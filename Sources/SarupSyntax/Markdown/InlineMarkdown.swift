/// Reads a text of one paragraph, such as a scalar of front matter: emphasis, links, code; nothing opens a block.
package enum InlineMarkdown {
  /// Reads a scalar's text.
  ///
  /// - Parameters:
  ///   - contentSpan: Where the text's bytes stand in the source unchanged; `nil` when escapes or folding lie between.
  ///   - span: The scalar's place; the runs' place when there is no exact one.
  package static func read(
    _ text: String, contentSpan: Span?, span: Span?, into diagnostics: inout Diagnostics
  ) -> RichText {
    let bytes = Array(text.utf8)
    let place: MarkdownInput.Place =
      if let contentSpan, Int(contentSpan.upper) - Int(contentSpan.lower) == bytes.count {
        .exact(contentSpan.source, shift: Int(contentSpan.lower))
      } else {
        .within(span)
      }
    return read(MarkdownInput(bytes: bytes, range: 0..<bytes.count, place: place), into: &diagnostics)
  }

  /// What keeps a line from opening a block. A letter and a space leave the marks behind them as they would be alone.
  private static let lineGuard: [UInt8] = [UInt8(ascii: "x"), UInt8(ascii: " ")]

  static func read(_ input: MarkdownInput, into diagnostics: inout Diagnostics) -> RichText {
    var start = input.range.lowerBound
    while start < input.range.upperBound, input.isBlank(start) || input.isNewline(start) { start += 1 }
    var end = input.range.upperBound
    while end > start, input.isBlank(end - 1) || input.isNewline(end - 1) { end -= 1 }
    guard start < end else { return RichText() }
    if !hasMarkup(input, start..<end) {
      var text = RichText()
      text.append(input.bytes[start..<end], span: input.span(start, end))
      return text
    }
    var reader = MarkdownInlineReader(
      input, in: start..<end, quotes: 0, footnotes: MarkdownFootnoteLabels(), guardLength: lineGuard.count)
    guard let parse = MarkdownParse(strikethrough: input.bytes[start..<end].contains(UInt8(ascii: "~"))) else {
      return RichText()
    }
    feed(input, start..<end, to: parse)
    guard let paragraph = parse.finish()?.firstChild else { return RichText() }
    let text = withExtendedLifetime(parse) { reader.read(paragraph) }
    diagnostics.add(contentsOf: reader.diagnostics)
    return text
  }

  /// Most titles and names have none and need no parser.
  private static func hasMarkup(_ input: MarkdownInput, _ range: Range<Int>) -> Bool {
    input.bytes[range].contains { byte in
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: "!"), 0x0A, 0x0D, 0:
        true
      default: false
      }
    }
  }

  private static func feed(_ input: MarkdownInput, _ range: Range<Int>, to parse: MarkdownParse) {
    var feed = MarkdownFeed(input, to: parse, limits: MarkdownLimits())
    var at = range.lowerBound
    while at < range.upperBound {
      at = input.skipBlanks(at, before: range.upperBound)
      let end = min(input.endOfLine(at), range.upperBound)
      if end > at {
        lineGuard.withUnsafeBufferPointer { parse.feed($0) }
        feed.runLine(at..<end)
        [0x0A].withUnsafeBufferPointer { parse.feed($0) }
      }
      at = end < range.upperBound ? input.behindNewline(end) : range.upperBound
    }
  }
}
