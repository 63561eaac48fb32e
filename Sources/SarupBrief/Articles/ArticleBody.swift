import SarupSyntax

/// Reads what stands between an article's title and its credits.
struct ArticleBody {
  /// Lines that belong together.
  private struct Paragraph {
    var ranges: [Range<Int>]
    var indent: Int
    var gap: Int
    var width: Int
    var marker: ArticleMarker?

    var range: Range<Int> { ranges[0].lowerBound..<ranges[ranges.count - 1].upperBound }
  }

  private let text: ArticleText
  private var paragraphs: [Paragraph] = []
  private var lists = ArticleLists()
  private(set) var joinedLines: [Range<Int>] = []
  private(set) var diagnostics = Diagnostics()

  init(_ text: ArticleText, _ lines: [ArticleLine]) {
    self.text = text
    collect(lines)
  }

  // MARK: Paragraphs

  private mutating func collect(_ lines: [ArticleLine]) {
    let widest = ArticleBody.widestLines(lines)
    var numbers: [ArticleMarker.Style: Int] = [:]
    for (index, line) in lines.enumerated() {
      let marker = ArticleMarker(text, line.range)
      let hanging = paragraphs.last.flatMap { $0.ranges.count == 1 ? $0.marker : nil }
      let hangingWidth = hanging.map { text.cells($0.range.lowerBound..<$0.textStart) }
      if index > 0, ArticleBody.wraps(lines[index - 1], into: line, widest: widest[index], hanging: hangingWidth),
        marker.map({ !follows($0, numbers) }) ?? !isBeforeRestart(index, lines, numbers)
      {
        joinedLines.append(line.range.lowerBound..<line.range.lowerBound)
        paragraphs[paragraphs.count - 1].ranges.append(line.range)
        paragraphs[paragraphs.count - 1].width += line.width
        continue
      }
      if let marker, marker.style.isNumbered { numbers[marker.style] = marker.number }
      paragraphs.append(
        Paragraph(ranges: [line.range], indent: line.indent, gap: line.gap, width: line.width, marker: marker))
    }
  }

  /// Whether a marker at the start of a wrapped line can be one: a first number, the next one, a dash.
  private func follows(_ marker: ArticleMarker, _ numbers: [ArticleMarker.Style: Int]) -> Bool {
    guard marker.style.isNumbered else { return marker.isSpaced }
    return marker.number == 1 || numbers[marker.style] == marker.number - 1
  }

  /// Whether the next line begins a list anew that has been counted before: then this one is its heading.
  private func isBeforeRestart(
    _ index: Int, _ lines: [ArticleLine], _ numbers: [ArticleMarker.Style: Int]
  ) -> Bool {
    guard index + 1 < lines.count, let next = ArticleMarker(text, lines[index + 1].range) else { return false }
    return next.style.isNumbered && next.number == 1 && numbers[next.style] != nil
      && lines[index].indent >= lines[index + 1].indent
  }

  /// Whether a line was cut by a hard wrap and goes on in the next one.
  ///
  /// A wrapped line nearly fills the width of its block, and no hard wrap makes lines of more than 160 cells.
  static func wraps(_ line: ArticleLine, into next: ArticleLine, widest: Int, hanging: Int? = nil) -> Bool {
    guard next.gap == 0, line.width <= 160, line.width * 10 >= widest * 6 else { return false }
    let allowed = hanging.map { line.indent + $0 + 2 } ?? line.indent + 1
    return next.indent <= allowed
  }

  /// For each line the width of the widest one in its block of lines without an empty one between.
  private static func widestLines(_ lines: [ArticleLine]) -> [Int] {
    var result = [Int](repeating: 0, count: lines.count)
    var start = 0
    while start < lines.count {
      let end = lines[(start + 1)...].firstIndex { $0.gap > 0 } ?? lines.count
      let widest = lines[start..<end].map(\.width).max() ?? 0
      for index in start..<end { result[index] = widest }
      start = end
    }
    return result
  }

  // MARK: Lists

  mutating func read() -> [Block] {
    let lastNumbered = lastNumberedParagraph()
    let usualGap = usualGap()
    var isClosing = false
    for (index, paragraph) in paragraphs.enumerated() {
      let later = paragraphs[(index + 1)...].lazy.compactMap(\.marker)
      if !isClosing, let marker = paragraph.marker,
        let place = lists.place(of: marker, indent: paragraph.indent, later: later)
      {
        report(marker, at: place)
        var ranges = paragraph.ranges
        ranges[0] = marker.textStart..<ranges[0].upperBound
        lists.add(text.richText(ranges), marker, indent: paragraph.indent, at: place)
        continue
      }
      let richText = text.richText(paragraph.ranges)
      if announcesRestart(index) {
        addAnnouncement(paragraph, richText)
      } else if lists.isOutside {
        lists.addOutside(.paragraph(richText))
      } else if let lastNumbered, index > lastNumbered, closes(paragraph, usualGap: usualGap) {
        isClosing = true
        lists.addOutside(.paragraph(richText))
      } else {
        lists.add(.paragraph(richText), indent: paragraph.indent)
      }
    }
    return lists.finish()
  }

  private func lastNumberedParagraph() -> Int? {
    paragraphs.lastIndex { $0.marker?.style.isNumbered ?? false }
  }

  /// The number of empty lines that stands between most paragraphs.
  private func usualGap() -> Int {
    var counts: [Int] = []
    for paragraph in paragraphs.dropFirst() {
      while counts.count <= paragraph.gap, counts.count < 100 { counts.append(0) }
      counts[min(paragraph.gap, 99)] += 1
    }
    return counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
  }

  /// Whether a list of the outermost kind begins anew behind this paragraph, or the first one of several.
  private func announcesRestart(_ index: Int) -> Bool {
    guard index + 1 < paragraphs.count, let next = paragraphs[index + 1].marker, next.number == 1,
      isOutermost(paragraphs[index + 1])
    else { return false }
    let others = paragraphs.indices.filter { other in
      other != index + 1 && paragraphs[other].marker?.style == next.style && paragraphs[other].marker?.number == 1
    }
    guard !others.isEmpty else { return false }
    return true
  }

  /// Whether a list with this marker stands outside all others: it looks like the first of them.
  private func isOutermost(_ paragraph: Paragraph) -> Bool {
    guard let style = paragraph.marker?.style, style.isNumbered else { return false }
    return lists.open.first.map { $0.style == style && paragraph.indent <= $0.indent + 2 } ?? true
  }

  /// A short line before a list is its heading, a longer one or one that announces it a paragraph.
  private mutating func addAnnouncement(_ paragraph: Paragraph, _ richText: RichText) {
    let string = richText.string
    guard paragraph.ranges.count == 1, paragraph.width <= 60, !ArticlePhrases.announces(string) else {
      lists.addOutside(.paragraph(richText))
      return
    }
    diagnostics.warning(.articleHeading, at: text.span(paragraph.range), "line before a list became a heading")
    lists.addOutside(.heading(level: 1, richText))
  }

  /// Whether a paragraph behind the last number belongs to the whole article.
  private mutating func closes(_ paragraph: Paragraph, usualGap: Int) -> Bool {
    let string = text.string(paragraph.range)
    if ArticlePhrases.isLabelled(string) { return false }
    if let first = lists.open.first, paragraph.indent + 1 < first.indent { return true }
    if paragraph.gap > usualGap || ArticlePhrases.closes(string) { return true }
    if let last = lists.open.last, paragraph.indent > last.indent + 1 { return false }
    let belongsToFinding = lists.hasFurtherParagraphs
    diagnostics.warning(
      .articleClosing, at: text.span(paragraph.range),
      belongsToFinding
        ? "paragraph behind the last number was taken for a part of that finding"
        : "paragraph behind the last number was taken for the closing",
      hint: "Look where it stands in the brief that was written.")
    return !belongsToFinding
  }

  private mutating func report(_ marker: ArticleMarker, at place: ArticleLists.Place) {
    guard case .list(_, isSure: false) = place else { return }
    diagnostics.warning(
      .articleNumber, at: text.span(marker.range), "number \(marker.number) does not follow the one before it",
      hint: "A list of its own starts here; its number was kept.")
  }
}

/// Words by which a paragraph tells what it is.
enum ArticlePhrases {
  /// Ends with words that announce a list.
  static func announces(_ text: String) -> Bool {
    ["ดังนี้", "ต่อไปนี้", "ได้แก่", "ประกอบด้วย", "คือ", "ว่า", "ดังต่อไปนี้", "สรุปได้ดังนี้", ":", "อาทิ", "เช่น"].contains {
      text.hasSuffix($0)
    }
  }

  /// Begins with words that speak of the finding above.
  static func isLabelled(_ text: String) -> Bool {
    ["ตัวอย่าง", "ข้อสังเกต", "กรณีศึกษา", "หมายเหตุ", "เช่น", "ได้แก่", "กล่าวคือ"].contains { text.hasPrefix($0) }
  }

  /// Begins with words that close a text.
  static func closes(_ text: String) -> Bool {
    [
      "ทั้งนี้", "อนึ่ง", "ในการนี้", "โดยสรุป", "สรุป", "ท้ายที่สุด", "ท้ายสุด", "ในโอกาสนี้", "ในตอนท้าย", "ที่ประชุม", "จากนั้น", "ผู้สนใจ",
      "สามารถ",
      "สอบถาม", "ติดต่อ",
    ].contains { text.hasPrefix($0) }
  }
}
