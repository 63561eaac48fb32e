internal import SarupSyntax

/// Which fields a line may name: it depends on where the line stands.
struct FieldScope: Sendable {
  /// What a field's value is, as far as it is known before there is a brief.
  enum Kind: Sendable {
    case text
    case date
    case list
    /// A number that only the finished pages know.
    case pageNumber
    /// A key of the brief's own.
    case open
  }

  /// Fields beside those of the brief, which they hide where they share a name.
  private let own: [(name: String, kind: Kind)]
  /// Keys of the brief's own that the template announces. When it does, no others may be named.
  private let declared: [String]?

  /// A line of the header or between the sections.
  static func line(declared: [String]?) -> FieldScope { FieldScope(own: [], declared: declared) }

  /// A running head or foot.
  static func running(declared: [String]?) -> FieldScope {
    FieldScope(own: [("page", .pageNumber), ("pages", .pageNumber)], declared: declared)
  }

  /// A line for each credit.
  static func credit(declared: [String]?) -> FieldScope {
    FieldScope(own: [("name", .text), ("unit", .text), ("role", .text)], declared: declared)
  }

  /// A line of a signature.
  static func signature(declared: [String]?) -> FieldScope {
    FieldScope(
      own: [
        ("name", .text), ("role", .text), ("position", .text), ("unit", .text), ("for", .text), ("date", .date),
      ], declared: declared)
  }

  /// A line for each attachment.
  static func attachment(declared: [String]?) -> FieldScope {
    FieldScope(own: [("attachment", .text), ("n", .text)], declared: declared)
  }

  /// Fields of every brief that have one value, and the day that the caller hands in.
  static let ofBriefs: [(name: String, kind: Kind)] = [
    ("title", .text), ("subtitle", .text), ("agency", .text), ("unit", .text), ("number", .text), ("date", .date),
    ("place", .text), ("subject", .text), ("to", .text), ("from", .text), ("keywords", .list), ("attachments", .list),
    ("today", .date),
  ]

  /// Parts of a brief that are blocks; sections of the template place them.
  private static let sections = ["lead", "findings", "closing", "credits", "signatures", "footnotes"]
  /// Every key that a brief has of itself.
  static let briefKeys = ofBriefs.map(\.name).filter { $0 != "today" } + sections + settings

  /// Fields that say how a brief is made and are not printed.
  private static let settings = ["language", "logo", "template", "dictionary", "digits"]

  /// Whether a line here has the field whatever the brief has.
  func isOwn(_ path: [String]) -> Bool { own.contains { $0.name == path.first } }

  /// What a name stands for; reports one that stands for nothing, and takes it for open then.
  func check(_ path: [String], at span: Span?, reporting diagnostics: inout Diagnostics) -> Kind {
    guard let name = path.first else { return .open }
    let known = own.first { $0.name == name } ?? Self.ofBriefs.first { $0.name == name }
    if let known {
      if path.count > 1 {
        diagnostics.error(
          .unknownField, at: span, "`\(name)` has no field `\(path.dropFirst().joined(separator: "."))`",
          hint: "Write `{{\(name)}}`.")
      }
      return known.kind
    }
    if declared?.contains(name) == true { return .open }
    if let message = Self.misuse(of: name) {
      diagnostics.error(.unknownField, at: span, message.text, hint: message.hint)
      return .open
    }
    let names = own.map(\.name) + Self.ofBriefs.map(\.name) + (declared ?? [])
    let suggestion = DidYouMean.nearest(to: name, among: names)
    if let suggestion {
      diagnostics.error(
        .unknownField, at: span, "there is no field `\(Excerpt.of(name))`",
        hint: "Did you mean `\(suggestion)`? If briefs have a key `\(name)`, list it under `fields` in the template.")
    } else if declared != nil {
      diagnostics.error(
        .unknownField, at: span, "there is no field `\(Excerpt.of(name))`, and the template's `fields` do not list it",
        hint: "Add it to `fields` in the template.")
    }
    return .open
  }

  private static func misuse(of name: String) -> (text: String, hint: String)? {
    if sections.contains(name) {
      return (
        "`\(name)` is a part of the brief, not a field", "Place it with a section `- \(name): {...}` of the body."
      )
    }
    if name == "logo" {
      return ("`logo` is a picture, not a text", "Write it as a line of its own: `- {picture: logo, height: 20mm}`.")
    }
    if settings.contains(name) { return ("`\(name)` says how a brief is made and cannot be printed", "Take it out.") }
    if name == "page" || name == "pages" {
      return (
        "page numbers are known only at the head and the foot of a page",
        "Write `{{\(name)}}` in a line of `running` in the page."
      )
    }
    return nil
  }
}
