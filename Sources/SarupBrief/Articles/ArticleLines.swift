import SarupSyntax

/// One line of an article with text in it.
struct ArticleLine {
  /// Bytes of the source from the first that is no blank to the last.
  var range: Range<Int>
  /// Blanks before the text; a tab reaches to the next multiple of eight.
  var indent: Int
  /// Empty lines and dropped ones before this one.
  var gap: Int
  /// Display cells of the text.
  var width: Int
}

/// An article's bytes and what counts as blank in them.
struct ArticleText {
  let source: SourceText
  var bytes: [UInt8] { source.bytes }

  init(_ source: SourceText) { self.source = source }

  /// How many bytes the blank at an offset has: a space, a tab, a form feed or a no-break space.
  func blank(at offset: Int) -> Int? {
    switch source.bytes[offset] {
    case 0x20, 0x09, 0x0B, 0x0C: return 1
    case 0xC2 where offset + 1 < source.bytes.count && source.bytes[offset + 1] == 0xA0: return 2
    default: return nil
    }
  }

  func skipBlanks(_ offset: Int, before upper: Int) -> Int {
    var at = offset
    while at < upper, let width = blank(at: at) { at += width }
    return min(at, upper)
  }

  /// A range without the blanks at both its ends.
  func trim(_ range: Range<Int>) -> Range<Int> {
    let lower = skipBlanks(range.lowerBound, before: range.upperBound)
    var upper = range.upperBound
    while upper > lower {
      if blank(at: upper - 1) == 1 {
        upper -= 1
      } else if upper - lower >= 2, blank(at: upper - 2) == 2 {
        upper -= 2
      } else {
        break
      }
    }
    return lower..<upper
  }

  func string(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

  func span(_ range: Range<Int>) -> Span { source.span(range.lowerBound, range.upperBound) }

  /// The lines that have text.
  func lines() -> [ArticleLine] {
    var lines: [ArticleLine] = []
    var at = 0
    var gap = 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let text = trim(at..<end)
      if text.isEmpty {
        gap += 1
      } else {
        lines.append(
          ArticleLine(range: text, indent: indent(at..<text.lowerBound), gap: gap, width: cells(text)))
        gap = 0
      }
      at = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { at = end + 2 }
    }
    return lines
  }

  private func indent(_ range: Range<Int>) -> Int {
    var cells = 0
    var at = range.lowerBound
    while at < range.upperBound {
      cells = bytes[at] == 0x09 ? (cells / 8 + 1) * 8 : cells + 1
      at += blank(at: at) ?? 1
    }
    return cells
  }

  /// Display cells: one for each code point but the Thai marks above and below.
  func cells(_ range: Range<Int>) -> Int {
    string(range).unicodeScalars.reduce(0) { cells, scalar in
      switch scalar.value {
      case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E: cells
      default: cells + 1
      }
    }
  }

  /// The text of lines that belong to one paragraph.
  ///
  /// A no-break space becomes a space. Lines are joined with nothing between two Thai letters, else with a space.
  func richText(_ ranges: [Range<Int>]) -> RichText {
    var text = RichText()
    for range in ranges {
      if !text.isEmpty, !range.isEmpty,
        !(MarkdownThai.endsWithLetter(text.utf8) && MarkdownThai.startsWithLetter(bytes[range]))
      {
        text.append([0x20], span: source.span(range.lowerBound, range.lowerBound))
      }
      var plain = range.lowerBound
      var at = plain
      while at < range.upperBound {
        if blank(at: at) == 2 {
          text.append(bytes[plain..<at], span: source.span(plain, at))
          text.append([0x20], span: source.span(at, at + 2))
          at += 2
          plain = at
        } else {
          at += 1
        }
      }
      text.append(bytes[plain..<range.upperBound], span: source.span(plain, range.upperBound))
    }
    return text
  }
}
