package import SarupDocument
package import SarupLayout

/// Neighbouring marks of a page that belong to the same part of the document, and look alike in what a reader is told.
package struct MarkGroup: Hashable, Sendable {
  package var owner: Mark.Owner
  /// `nil` for what has no text.
  package var language: LanguageTag?
  package var link: Int?
  package var color: Color
  /// The picture that stands where the group's only rectangle was drawn.
  package var image: ImageMark?

  init(_ mark: Mark) {
    owner = mark.owner
    switch mark.shape {
    case .text(let text):
      language = text.language
      link = text.link
      color = text.color
    case .rule(let rule):
      color = rule.color
    case .image(let mark):
      color = .black
      image = mark
    }
  }

  /// The most groups that a page can have: one less than there are colours.
  package static let most = 0xFF_FFFF

  /// The colour that stands for group `number` of a page; black stands for none.
  package static func color(of number: Int) -> Color {
    let code = number &+ 1
    return Color(
      red: UInt8(truncatingIfNeeded: code), green: UInt8(truncatingIfNeeded: code >> 8),
      blue: UInt8(truncatingIfNeeded: code >> 16))
  }
}
