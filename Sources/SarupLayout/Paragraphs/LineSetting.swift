internal import SarupDocument

/// Where a line starts and what its gaps grow by.
struct LineSetting: Sendable {
  var x: Points
  var growth: GapGrowth

  /// A line as it is.
  init(left: Points) {
    x = left
    growth = GapGrowth(slack: 0, gaps: GapCounts(), em: 0, limits: JustificationLimits())
  }

  /// - Parameters:
  ///   - isClosed: the line ends its paragraph or stands before a forced break, so it need not reach the margin.
  ///   - hyphen: width of the hyphen that is added at its end.
  init(
    _ paragraph: ShapedParagraph, _ line: Range<Int>, left: Points, right: Points, style: ParagraphStyle, em: Points,
    isClosed: Bool, hyphen: Points = 0
  ) {
    self.init(left: left)
    let content = paragraph.contentEnd(from: line.lowerBound, to: line.upperBound)
    var natural = hyphen
    var gaps = GapCounts()
    for cluster in line.lowerBound..<max(content, line.lowerBound) {
      natural += Double(paragraph.clusters[cluster].advance)
      if cluster > line.lowerBound { gaps.add(paragraph.clusters[cluster].gap) }
    }
    let slack = right - left - natural
    switch style.alignment {
    case .start: break
    case .center: x = left + slack / 2
    case .end: x = left + slack
    case .justify:
      // Titles keep their natural spacing: their lines are of like length, not of one length.
      if style.balance || (isClosed && slack >= 0) { break }
      let limits = style.justification
      growth = GapGrowth(slack: slack, gaps: gaps, em: em, limits: paragraph.isMostlyLatin ? limits.spacesOnly : limits)
    }
  }
}
