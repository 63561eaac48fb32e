package import SarupSyntax
import SarupThai

/// Reads a plain-text article, as government sites publish them, into a brief.
///
/// It knows the title with its English title in brackets, lead paragraphs, numbered findings with paragraphs and points
/// under them, headings between lists, dates and credits. Page furniture is dropped, no-break spaces become spaces, ends
/// of paragraphs are trimmed and hard wraps joined; every other character stays as it is. What was changed and what was
/// unsure is said in warnings.
package enum ArticleReader {
  /// - Returns: `nil` when there is no text at all.
  package static func read(_ source: SourceText, into diagnostics: inout Diagnostics) -> Brief? {
    var reader = ArticleBodyReader(ArticleText(source))
    let brief = reader.read()
    diagnostics.add(contentsOf: reader.diagnostics)
    return brief
  }
}

private struct ArticleBodyReader {
  private let text: ArticleText
  private var lines: [ArticleLine] = []
  private(set) var diagnostics = Diagnostics()
  private var brief = Brief(title: RichText())
  private var joinedLines: [Range<Int>] = []

  init(_ text: ArticleText) { self.text = text }

  mutating func read() -> Brief? {
    lines = text.lines()
    dropFurniture()
    guard !lines.isEmpty else {
      diagnostics.error(.articleEmpty, at: text.span(0..<0), "article has no text")
      return nil
    }
    reportSpaces()
    takeDates()
    takeTitle()
    takeCredits()
    readBody()
    if let first = joinedLines.first {
      diagnostics.warning(
        .articleWrap, at: text.span(first), "\(joinedLines.count) line ends inside paragraphs were joined")
    }
    return brief
  }

  // MARK: What is no text

  private mutating func dropFurniture() {
    var kept: [ArticleLine] = []
    var gap = 0
    for var line in lines {
      // What stands on a page beside an article is short.
      let string = line.width <= 80 ? text.string(line.range) : ""
      if ArticleFurniture.covers(string) || (kept.isEmpty && ArticleFurniture.isNavigation(string)) {
        diagnostics.warning(.articleFurniture, at: text.span(line.range), "line of the web page is left out")
        gap += line.gap + 1
      } else {
        line.gap += gap
        gap = 0
        kept.append(line)
      }
    }
    lines = kept
  }

  private mutating func reportSpaces() {
    var count = 0
    var first: Int?
    for line in lines {
      for at in line.range where text.blank(at: at) == 2 {
        count += 1
        first = first ?? at
      }
    }
    if let first {
      diagnostics.warning(.articleSpace, at: text.span(first..<first + 2), "\(count) no-break spaces became spaces")
    }
  }

  /// Takes lone dates around the title and at the end.
  private mutating func takeDates() {
    var index = 0
    var texts = 0
    // The title is the first line that is no date; dates below it stand before the second text.
    while index < lines.count, texts < 2 {
      if takeDate(index) { continue }
      texts += isBracketed(lines[index].range) ? 0 : 1
      index += 1
    }
    index = lines.count - 1
    while index > 0, index >= lines.count - 8 {
      if takeDate(index) { return }
      index -= 1
    }
  }

  private mutating func takeDate(_ index: Int) -> Bool {
    guard brief.date == nil, lines.count > 1 else { return false }
    let line = lines[index]
    guard line.width <= 160 else { return false }
    let parts = ArticleFurniture.parts(of: text.string(line.range)).filter { !ArticleFurniture.isFurniture($0) }
    guard parts.count == 1, let found = ArticleDateline.lone(parts[0]) else { return false }
    brief.date = Placed(found.date, at: text.span(line.range))
    if let place = found.place { brief.place = RichText(place, span: text.span(line.range)) }
    diagnostics.warning(.articleDate, at: text.span(line.range), "line became the date of the brief")
    lines.remove(at: index)
    if index < lines.count { lines[index].gap += line.gap + 1 }
    return true
  }

  private func isBracketed(_ range: Range<Int>) -> Bool {
    ArticleCredits.openingBracket(text, range) == range.lowerBound
  }

  // MARK: Title

  private mutating func takeTitle() {
    var ranges = [lines[0].range]
    var count = 1
    // A title of several lines has an empty line behind it; without one nobody knows where it ends.
    let block = 1 + lines.dropFirst().prefix { $0.gap == 0 }.count
    let widest = lines[..<block].map(\.width).max() ?? 0
    while block <= 3, count < block, !isBracketed(lines[count].range), !isEnglish(lines[count].range),
      ArticleMarker(text, lines[count].range) == nil,
      ArticleBody.wraps(lines[count - 1], into: lines[count], widest: widest)
    {
      ranges.append(lines[count].range)
      joinedLines.append(lines[count].range.lowerBound..<lines[count].range.lowerBound)
      count += 1
    }
    if count < lines.count, isBracketed(lines[count].range), takeSubtitle(lines[count].range) {
      count += 1
    } else if count < block, isEnglish(lines[count].range) {
      brief.subtitle = text.richText([lines[count].range])
      diagnostics.warning(
        .articleSubtitle, at: text.span(lines[count].range), "line below the title became the subtitle")
      count += 1
    } else if let last = ranges.last, let open = ArticleCredits.openingBracket(text, last), open > last.lowerBound,
      takeSubtitle(open..<last.upperBound)
    {
      ranges[ranges.count - 1] = text.trim(last.lowerBound..<open)
    }
    brief.title = text.richText(ranges)
    lines.removeFirst(count)
  }

  /// An English title has words; an abbreviation in brackets belongs to what it abbreviates.
  private mutating func takeSubtitle(_ bracketed: Range<Int>) -> Bool {
    let inner = text.trim(bracketed.lowerBound + 1..<bracketed.upperBound - 1)
    guard isEnglish(inner) else { return false }
    brief.subtitle = text.richText([inner])
    diagnostics.warning(
      .articleSubtitle, at: text.span(bracketed), "title in brackets became the subtitle, without its brackets")
    return true
  }

  private func isEnglish(_ range: Range<Int>) -> Bool {
    let string = text.string(range)
    let hasThai = string.unicodeScalars.contains { (0x0E01...0x0E4E).contains($0.value) }
    let words = string.split { $0.isWhitespace || $0 == "\u{A0}" }.filter { $0.contains(where: \.isLetter) }
    return !hasThai && words.count >= 2
  }

  // MARK: Credits

  private mutating func takeCredits() {
    let found = ArticleCredits.read(text, lines[...])
    brief.credits = found.credits
    lines.removeLast(found.lines)
    if let doubtful = found.doubtful {
      diagnostics.warning(
        .articleCredit, at: text.span(doubtful), "last line looks like a credit and is kept as text",
        hint: "If it is one, move it to credits: in the front matter.")
    }
  }

  // MARK: Body

  private mutating func readBody() {
    takeDateline()
    var body = ArticleBody(text, lines)
    brief.append(body.read())
    joinedLines += body.joinedLines
    diagnostics.add(contentsOf: body.diagnostics)
  }

  /// A first paragraph such as `กรุงเทพฯ - 14 มีนาคม 2562 - ...` or a last one such as `ประกาศ ณ วันที่ ...` tells the date and
  /// keeps its text.
  private mutating func takeDateline() {
    guard brief.date == nil, let first = lines.first, let last = lines.last else { return }
    let opening = ArticleMarker(text, first.range) == nil ? ArticleDateline.opening(text.string(first.range)) : nil
    guard let date = opening ?? ArticleDateline.closing(text.string(last.range)) else { return }
    let place = text.span(opening == nil ? last.range : first.range)
    brief.date = Placed(date, at: place)
    diagnostics.warning(
      .articleDate, at: place, "date in this paragraph became the date of the brief",
      hint: "Look whether it is the day that the brief is about.")
  }
}

extension DiagnosticCode {
  static let articleEmpty: DiagnosticCode = "article-empty"
  static let articleFurniture: DiagnosticCode = "article-furniture"
  static let articleSpace: DiagnosticCode = "article-space"
  static let articleDate: DiagnosticCode = "article-date"
  static let articleSubtitle: DiagnosticCode = "article-subtitle"
  static let articleCredit: DiagnosticCode = "article-credit"
  static let articleWrap: DiagnosticCode = "article-wrap"
  static let articleNumber: DiagnosticCode = "article-number"
  static let articleHeading: DiagnosticCode = "article-heading"
  static let articleClosing: DiagnosticCode = "article-closing"
}
