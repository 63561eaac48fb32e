internal import SarupBrief
package import SarupDocument
package import SarupLayout
package import SarupSyntax
package import SarupThai

extension DiagnosticCode {
  /// A justified line that nothing fills well.
  static let lineLoose = LintRule.lineLoose.code
}

/// Justified lines of a set document that stay loose, mostly before something long that has no place to end a line: only the author
/// can put another word there.
package enum LooseLines {
  /// A narrow column of long words would bury every other message.
  private static let mostTold = 8

  /// Reports the worst ones as warnings, the worst first.
  package static func check(
    _ layout: Layout, of document: Document, breaks: any BreakFinder, reporting diagnostics: inout Diagnostics
  ) {
    var lines = Array(layout.looseLines.enumerated())
    // In the order of the document where they are equally loose.
    lines.sort { ($1.element.badness, $0.offset) < ($0.element.badness, $1.offset) }
    for line in lines.prefix(mostTold) { tell(line.element, of: document, breaks, to: &diagnostics) }
  }

  private static func tell(
    _ line: LooseLine, of document: Document, _ breaks: any BreakFinder, to diagnostics: inout Diagnostics
  ) {
    guard document.elements.indices.contains(line.element),
      case .paragraph(let paragraph) = document.elements[line.element].kind
    else { return }
    let text = paragraph.text
    let next = piece(at: line.bytes.upperBound, of: text.utf8, breaks)
    guard !next.isEmpty else { return }
    let words = Excerpt.of(String(decoding: text.utf8[next], as: UTF8.self))
    diagnostics.warning(
      .lineLoose, at: text.span(of: next),
      line.isShort
        ? "a line ends far from the margin, as `\(words)` does not fit on it"
        : "the gaps of a line are wide, as `\(words)` does not fit on it",
      hint: "Write the words around it in another order, or put U+200B where it may be cut.")
  }

  /// What begins the next line, up to a good place to end one.
  private static func piece(at start: Int, of text: [UInt8], _ breaks: any BreakFinder) -> Range<Int> {
    var opportunities: [BreakOpportunity] = []
    breaks.findBreaks(in: text.span, into: &opportunities)
    var end = opportunities.first { $0.offset > start && $0.score > 0 }?.offset ?? text.count
    while end > start, text[end - 1] == 0x20 { end -= 1 }
    return start..<max(start, end)
  }
}
