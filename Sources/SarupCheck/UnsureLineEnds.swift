internal import SarupBrief
package import SarupDocument
package import SarupLayout
package import SarupSyntax
package import SarupThai

extension DiagnosticCode {
  /// A line ends where the text may be one word.
  static let lineEndUnsure = LintRule.lineEnd.code
}

/// Lines of a set document that end between letters where the break scorer is least sure of a word's end: what an author may
/// want in a list of words.
package enum UnsureLineEnds {
  /// A line end is told where two of five such places and more are inside a word.
  private static let surest: Float = 0.4
  /// A text in another language than the scorer knows would bury every other message.
  private static let mostTold = 8

  private struct Place {
    var element: Int
    var word: Range<Int>
    var offset: Int
    var score: Float
  }

  /// Reports the least sure ones as warnings, the worst first; a document that is set on few doubtful places gets none.
  package static func check(
    _ layout: Layout, of document: Document, breaks: any BreakFinder, reporting diagnostics: inout Diagnostics
  ) {
    var places: [Place] = []
    var opportunities: [BreakOpportunity] = []
    var current = -1
    layout.forEachLineEnd { element, offset in
      guard case .paragraph(let paragraph) = document.elements[element].kind else { return }
      if current != element {
        breaks.findBreaks(in: paragraph.text.utf8.span, into: &opportunities)
        current = element
      }
      if let place = place(offset, element, among: opportunities, in: paragraph.text.utf8) { places.append(place) }
    }
    places.sort { $0.score < $1.score }
    for place in places.prefix(mostTold) { tell(place, of: document, to: &diagnostics) }
  }

  /// A line end that is unsure, with the words beside it.
  private static func place(
    _ offset: Int, _ element: Int, among opportunities: [BreakOpportunity], in text: [UInt8]
  ) -> Place? {
    guard let index = opportunities.firstIndex(where: { $0.offset == offset }), opportunities[index].kind == .word,
      opportunities[index].score < surest
    else { return nil }
    let start = opportunities[..<index].last { $0.score > 0 }?.offset ?? 0
    var end = opportunities[(index + 1)...].first { $0.score > 0 }?.offset ?? text.count
    while end > offset, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return Place(element: element, word: start..<end, offset: offset, score: opportunities[index].score)
  }

  private static func tell(_ place: Place, of document: Document, to diagnostics: inout Diagnostics) {
    guard case .paragraph(let paragraph) = document.elements[place.element].kind else { return }
    let text = paragraph.text
    let left = String(decoding: text.utf8[place.word.lowerBound..<place.offset], as: UTF8.self)
    let right = String(decoding: text.utf8[place.offset..<place.word.upperBound], as: UTF8.self)
    let chance = chanceOfWord(place.score)
    diagnostics.warning(
      .lineEndUnsure, at: text.span(of: place.word),
      "a line ends at `\(left)|\(right)`, and \(chance) of 100 such places are inside a word",
      hint: "Write `\(left)\(right)` into a list of words if it must stay whole, and name the list with `dictionary:`.")
  }

  /// 1 / (1 + e^score) of a hundred, without the C library: between the scores of a few places a straight line does.
  private static func chanceOfWord(_ score: Float) -> Int {
    let points: [(score: Float, chance: Float)] = [(-2, 88), (-1, 73), (-0.5, 62), (0, 50), (0.5, 38)]
    guard score > -2 else { return 88 }
    for (low, high) in zip(points, points.dropFirst()) where score <= high.score {
      return Int(low.chance + (high.chance - low.chance) * (score - low.score) / (high.score - low.score))
    }
    return 38
  }
}
