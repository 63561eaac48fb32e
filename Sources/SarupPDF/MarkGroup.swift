internal import SarupDocument
internal import SarupLayout

/// Neighbouring marks of a page that belong to the same part of the document, and look alike in what a reader is told: one piece
/// of marked content.
struct MarkGroup: Hashable {
  var owner: Mark.Owner
  /// `nil` for what has no text.
  var language: LanguageTag?
  var link: Int?
  var color: Color

  var isRunningLine: Bool { owner == .artifact(.runningHead) || owner == .artifact(.runningFoot) }

  var isOutline: Bool { owner == .artifact(.catchword) || owner == .artifact(.watermark) }

  init(_ mark: Mark) {
    owner = mark.owner
    switch mark.shape {
    case .text(let text):
      language = text.language
      link = text.link
      color = text.color
    case .rule(let rule):
      color = rule.color
    case .image: color = .black
    }
  }
}
