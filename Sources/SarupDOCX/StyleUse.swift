internal import SarupDocument

/// What a template's style is used for. One style that serves two uses becomes two Word styles, since Word ties a list's numbers,
/// outline levels and running heads to styles.
enum StyleUse: Hashable {
  case title
  case subtitle
  case heading(Int)
  case byline
  case body
  case note
  case credit
  case signature
  case caption
  case code
  case footnote
  case contentsTitle
  case contentsEntry(Int)
  case quote
  case term
  /// A paragraph that says what a term means.
  case definition
  /// Text in a table.
  case cell
  /// A picture.
  case figure
  case numbered(scheme: Int, level: Int)
  case bulleted(level: Int)
  /// A further paragraph of a list item.
  case continued(level: Int)
  case runningHead
  case runningFoot

  /// A built-in style of Word: its id, the name that Word translates, and its place in the style pane.
  struct BuiltIn {
    var id: String
    var name: String
    var priority: Int
    var isQuick = true
  }

  /// The built-in style for a use; `nil` where Word has none.
  var builtIn: BuiltIn? {
    switch self {
    case .title: BuiltIn(id: "Title", name: "Title", priority: 10)
    case .subtitle: BuiltIn(id: "Subtitle", name: "Subtitle", priority: 11)
    case .heading(let level):
      (1...9).contains(level) ? BuiltIn(id: "Heading\(level)", name: "heading \(level)", priority: 9) : nil
    case .body: BuiltIn(id: "BodyText", name: "Body Text", priority: 1)
    case .signature: BuiltIn(id: "Signature", name: "Signature", priority: 99)
    case .caption: BuiltIn(id: "Caption", name: "caption", priority: 35)
    case .code: BuiltIn(id: "HTMLPreformatted", name: "HTML Preformatted", priority: 99, isQuick: false)
    case .contentsTitle: BuiltIn(id: "TOCHeading", name: "TOC Heading", priority: 39)
    case .contentsEntry(let level):
      (1...9).contains(level)
        ? BuiltIn(id: "TOC\(level)", name: "toc \(level)", priority: 39, isQuick: false) : nil
    case .footnote: BuiltIn(id: "FootnoteText", name: "footnote text", priority: 99, isQuick: false)
    case .quote: BuiltIn(id: "Quote", name: "Quote", priority: 29)
    case .numbered(_, let level): Self.list("ListNumber", "List Number", level)
    case .bulleted(let level): Self.list("ListBullet", "List Bullet", level)
    case .continued(let level): Self.list("ListContinue", "List Continue", level)
    case .runningHead: BuiltIn(id: "Header", name: "header", priority: 99, isQuick: false)
    case .runningFoot: BuiltIn(id: "Footer", name: "footer", priority: 99, isQuick: false)
    case .byline, .note, .credit, .term, .definition, .cell, .figure: nil
    }
  }

  /// Word has five of each kind of list style.
  private static func list(_ id: String, _ name: String, _ level: Int) -> BuiltIn? {
    guard (0..<5).contains(level) else { return nil }
    return BuiltIn(
      id: level == 0 ? id : "\(id)\(level + 1)", name: level == 0 ? name : "\(name) \(level + 1)", priority: 6)
  }

  /// The title opens the outline, so that the navigation pane of a brief without headings is not empty.
  var outlineLevel: Int? {
    switch self {
    case .title: 0
    case .heading(let level) where (1...9).contains(level): level - 1
    default: nil
    }
  }

  /// What the Enter key gives behind a paragraph of this use, if the document has it.
  var next: StyleUse? {
    switch self {
    case .title, .subtitle, .heading, .byline, .caption: .body
    case .term: .definition
    default: nil
    }
  }

  /// Title and headings may be used on a part of a paragraph as well.
  var hasLinkedCharacterStyle: Bool {
    switch self {
    case .title, .subtitle, .heading: true
    default: false
    }
  }
}
