package import SarupSyntax
package import SarupThai

extension StyledText {
  /// Cuts a text into runs of one script, one language and one look.
  ///
  /// Traits, links and spans stay exact. Neighbouring pieces of one look become one run wherever they were written: a word that
  /// was wrapped in the source is shaped as one word.
  ///
  /// - Parameters:
  ///   - language: what the document is written in; the scripts of other languages get the language they stand for.
  ///   - digits: which digits the text's own numbers are changed to.
  package init(_ text: RichText, language: LanguageTag, digits: DigitMode = .keep) {
    let text = digits == .keep ? text : text.withDigits(digits)
    self.init(utf8: text.utf8, links: text.links)
    guard !text.utf8.isEmpty else { return }

    var cutter = RunCutter()
    let scripts = ScriptRuns.find(in: text.utf8, paragraph: language.script)
    var next = 0
    for written in text.runs {
      while next < scripts.count, scripts[next].range.upperBound <= written.range.lowerBound { next += 1 }
      var index = next
      while index < scripts.count, scripts[index].range.lowerBound < written.range.upperBound {
        let range = scripts[index].range.clamped(to: written.range)
        cutter.append(
          Run(
            range: range, script: scripts[index].script, language: language.written(in: scripts[index].script),
            traits: written.traits, link: written.link, span: written.span?.part(range, of: written.range)))
        index += 1
      }
    }
    runs = cutter.runs
    origins = cutter.isExact ? [] : cutter.origins
    judgeLetters()
  }

  /// Adds traits to a byte range whose ends are character boundaries.
  package mutating func add(_ traits: RichText.Traits, to range: Range<Int>) {
    var result: [Run] = []
    result.reserveCapacity(runs.count + 2)
    for run in runs {
      let inside = run.range.clamped(to: range)
      guard !inside.isEmpty, !run.traits.isSuperset(of: traits) else {
        result.append(run)
        continue
      }
      for part in [run.range.lowerBound..<inside.lowerBound, inside, inside.upperBound..<run.range.upperBound]
      where !part.isEmpty {
        var piece = run
        piece.range = part
        piece.span = span(of: part)
        if part == inside { piece.traits.formUnion(traits) }
        result.append(piece)
      }
    }
    runs = result
  }
}

/// Joins pieces of one look into runs and keeps what is known about where they were written.
private struct RunCutter {
  var runs: [StyledText.Run] = []
  var origins: [StyledText.Origin] = []
  /// Each byte of each run can be found by the run's own span.
  var isExact = true

  mutating func append(_ piece: StyledText.Run) {
    origins.append(StyledText.Origin(range: piece.range, span: piece.span))
    guard let last = runs.last, last.script == piece.script, last.language == piece.language,
      last.traits == piece.traits, last.link == piece.link
    else {
      runs.append(piece)
      return
    }
    runs[runs.count - 1].range = last.range.lowerBound..<piece.range.upperBound
    guard last.span != nil || piece.span != nil else { return }
    if let left = last.span, let right = piece.span, left.source == right.source, left.upper == right.lower,
      left.isAsLong(as: last.range), right.isAsLong(as: piece.range)
    {
      runs[runs.count - 1].span?.upper = right.upper
      return
    }
    isExact = false
    runs[runs.count - 1].span = Self.hull(last.span, piece.span)
  }

  private static func hull(_ left: SarupSyntax.Span?, _ right: SarupSyntax.Span?) -> SarupSyntax.Span? {
    guard let left else { return right }
    guard let right, left.source == right.source else { return left }
    return SarupSyntax.Span(
      source: left.source, lower: min(left.lower, right.lower), upper: max(left.upper, right.upper))
  }
}

extension SarupSyntax.Span {
  fileprivate func isAsLong(as range: Range<Int>) -> Bool { Int(upper) - Int(lower) == range.count }
}
