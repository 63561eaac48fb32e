internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

extension Hyphenator {
  /// Log-odds of a place inside a word; its hyphen has a price of its own.
  private static var score: Float { 3 }

  /// Puts the places inside English words between the other ones of a paragraph.
  func addPoints(of text: StyledText, to opportunities: inout [BreakOpportunity]) {
    var points: [Int] = []
    for run in text.runs where Self.knows(run) { findPoints(in: text.utf8.span, run.range, into: &points) }
    if points.isEmpty { return }
    var result: [BreakOpportunity] = []
    result.reserveCapacity(opportunities.count + points.count)
    var next = 0
    for opportunity in opportunities {
      while next < points.count, points[next] < opportunity.offset {
        result.append(BreakOpportunity(offset: points[next], score: Self.score, kind: .hyphen))
        next += 1
      }
      if next < points.count, points[next] == opportunity.offset { next += 1 }
      result.append(opportunity)
    }
    for point in points[next...] { result.append(BreakOpportunity(offset: point, score: Self.score, kind: .hyphen)) }
    opportunities = result
  }

  /// Whether a byte offset is a place inside a word of a paragraph.
  func isPoint(_ offset: Int, in text: StyledText) -> Bool {
    guard let run = text.runs.first(where: { $0.range.contains(offset) }), Self.knows(run) else { return false }
    var points: [Int] = []
    findPoints(in: text.utf8.span, run.range, into: &points)
    return points.contains(offset)
  }

  private static func knows(_ run: StyledText.Run) -> Bool {
    run.script == .latin && run.language.tag.hasPrefix("en")
  }
}

extension ParagraphShaper {
  /// Shapes a hyphen in the look of the text at a byte offset.
  mutating func shapeHyphen(
    of paragraph: Paragraph, at offset: Int, into result: inout ShapedParagraph, missing: inout MissingGlyphs,
    reporting diagnostics: inout Diagnostics
  ) {
    let text = paragraph.text
    let run = text.runs.last { $0.range.lowerBound <= offset } ?? text.runs.first
    let hyphen = StyledText(
      utf8: [0x2D],
      runs: [
        StyledText.Run(
          range: 0..<1, script: .latin, language: run?.language ?? .english, traits: run?.traits ?? [], span: nil)
      ])
    shape(hyphen, style: paragraph.style, into: &result, missing: &missing, reporting: &diagnostics)
  }
}
