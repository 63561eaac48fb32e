internal import SarupDocument
internal import SarupThai

/// The text of one part of a running head, with its numbers filled in.
enum RunningText {
  static func styled(
    _ pieces: [RunningLine.Piece], page: String, pages: String, section: StyledText, language: LanguageTag
  ) -> StyledText {
    var result = StyledText()
    for piece in pieces {
      switch piece {
      case .text(let text): append(text, to: &result)
      case .pageNumber: append(number(page, language: language), to: &result)
      case .section: append(section, to: &result)
      case .pageCount: append(number(pages, language: language), to: &result)
      }
    }
    return result
  }

  private static func number(_ text: String, language: LanguageTag) -> StyledText {
    let utf8 = Array(text.utf8)
    let isThai = text.unicodeScalars.contains { $0.value >= 0x0E00 }
    return StyledText(
      utf8: utf8,
      runs: [StyledText.Run(range: 0..<utf8.count, script: isThai ? .thai : .latin, language: language)])
  }

  private static func append(_ other: StyledText, to text: inout StyledText) {
    let offset = text.utf8.count
    text.utf8 += other.utf8
    for var run in other.runs {
      run.range = run.range.lowerBound + offset..<run.range.upperBound + offset
      // A running head is an artifact: it has no links.
      run.link = nil
      text.runs.append(run)
    }
  }
}
