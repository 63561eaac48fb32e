internal import SarupLayout
public import SarupSyntax
internal import SarupThai

/// Where the lines of a text may end, for looking at.
public struct LineBreaks: Sendable {
  private let finder: ThaiBreakFinder

  /// The shipped model; nothing is read before the first text.
  public init() { finder = Self.finder }

  /// The shipped model with lists of words that lines must not tear.
  ///
  /// - Parameters:
  ///   - dictionaries: the lists, a word a line.
  ///   - diagnostics: receives what is wrong with the lists.
  public init(dictionaries: [SourceText], diagnostics: inout Diagnostics) {
    var words = UserDictionary()
    for list in dictionaries { words.read(list, reporting: &diagnostics) }
    finder = ThaiBreakFinder(words: words.isEmpty ? nil : words)
  }

  /// Puts a line into `output` with `|` behind each place where it may be broken; at spaces, behind them.
  ///
  /// - Parameters:
  ///   - text: UTF-8 of one paragraph.
  ///   - threshold: breaks with a lower score are left out; 0 takes those that are right more often than not.
  ///   - scores: whether to write each score in braces behind its bar.
  ///   - output: takes the line behind what it has.
  public func mark(_ text: [UInt8], threshold: Float = 0, scores: Bool = false, into output: inout [UInt8]) {
    var breaks: [BreakOpportunity] = []
    finder.findBreaks(in: text.span, into: &breaks)
    var start = 0
    for place in breaks where place.score >= threshold {
      output += text[start..<place.offset]
      output.append(UInt8(ascii: "|"))
      if scores { output += Array("{\(hundredths(place.score))}".utf8) }
      start = place.offset
    }
    output += text[start...]
  }

  /// Puts a line into `output` with `|` where its lines end when it is fitted as a paragraph, at spaces behind them.
  ///
  /// - Parameters:
  ///   - text: UTF-8 of one paragraph.
  ///   - columns: the width of a line; marks take no column.
  ///   - output: takes the line behind what it has.
  public func fit(_ text: [UInt8], columns: Int, into output: inout [UInt8]) {
    var breaks: [BreakOpportunity] = []
    finder.findBreaks(in: text.span, into: &breaks)
    var fitter = ColumnFitter()
    var start = 0
    for end in fitter.fit(text, breaks: breaks, columns: columns) where end < text.count {
      output += text[start..<end]
      output.append(UInt8(ascii: "|"))
      start = end
    }
    output += text[start...]
  }

  private func hundredths(_ score: Float) -> String {
    let value = Int((score * 100).rounded())
    let digits = String(abs(value) % 100)
    return "\(value < 0 ? "-" : "")\(abs(value) / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }

  static let finder = ThaiBreakFinder()
}
