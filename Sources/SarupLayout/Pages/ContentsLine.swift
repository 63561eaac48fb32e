internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax

/// The end of a line in a table of contents: the number of a page at the right margin, and dots that lead to it.
enum ContentsLine {
  /// What is kept free for the number and some dots, whatever the number is: lines do not depend on it.
  static func room(_ box: LineBox) -> Points { box.column * 4.5 }

  /// From one dot to the next.
  private static func step(_ box: LineBox) -> Points { max(2, box.column * 0.6) }

  /// Where dots stand between a text and a number: at the same places in every line.
  static func dots(from left: Points, to right: Points, margin: Points, _ box: LineBox) -> [Points] {
    let step = step(box)
    var x = margin - ((margin - right) / step).rounded(.up) * step - step
    var result: [Points] = []
    while x > left + step, result.count < 500 {
      result.append(x)
      x -= step
    }
    return result.reversed()
  }

  /// The number as text to shape. The space keeps it apart from the words for those who hear the page or copy from it.
  static func styled(_ label: String, language: LanguageTag) -> StyledText {
    var text = LabelText.styled(label, language: language)
    text.utf8 = [0x20] + text.utf8.dropLast()
    text.links = [.init(destination: "#")]
    for index in text.runs.indices { text.runs[index].link = 0 }
    return text
  }
}
