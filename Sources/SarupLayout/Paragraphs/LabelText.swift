internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// The label of a list item, or the number of a footnote, as text to shape.
enum LabelText {
  static func styled(_ label: String, language: LanguageTag, isRaised: Bool = false) -> StyledText {
    guard !label.isEmpty else { return StyledText() }
    // The space keeps label and text apart for those who read the page aloud or copy from it; it holds no place.
    let utf8 = Array(label.utf8) + [0x20]
    let isThai = label.unicodeScalars.contains { (0x0E00...0x0E7F).contains($0.value) }
    return StyledText(
      utf8: utf8,
      runs: [
        StyledText.Run(
          range: 0..<utf8.count, script: isThai ? .thai : .latin, language: isThai ? .thai : language,
          traits: isRaised ? .raised : [])
      ])
  }

  static func width(of label: ShapedParagraph) -> Points {
    label.clusters[..<label.contentEnd(from: 0, to: label.clusters.count)].reduce(0) { $0 + Double($1.advance) }
  }

  /// The least room between a label and its text.
  static func gap(_ box: LineBox) -> Points { box.column * 0.6 }
}
