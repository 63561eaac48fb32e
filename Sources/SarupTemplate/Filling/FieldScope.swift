internal import SarupSyntax

/// Which fields a line may name: it depends on where the line stands.
struct FieldScope: Sendable {
  /// What a field's value is, as far as it is known before there is a brief.
  enum Kind: Sendable {
    case text
    case date
    case list
    /// A number, or a heading, that only the finished pages know.
    case pageNumber
    /// A key of the brief's own, or what stands in one.
    case open
    /// A part of the brief, of which can only be asked whether it is there.
    case part
  }

  /// Fields beside those of the brief, which they hide where they share a name.
  private var own: [(name: String, kind: Kind)]
  private let announced: Announced

  /// Keys that are no fields of every brief, and that the template speaks of.
  struct Announced: Sendable {
    /// Keys of the brief's own. Where they are listed, no others may be named.
    var declared: [String]?
    /// Keys that the template has values for.
    var values: [String] = []

    fileprivate func contains(_ name: String) -> Bool {
      values.contains(name) || declared?.contains(name) == true
    }
  }

  /// A line of the header or between the sections.
  static func line(_ announced: Announced) -> FieldScope { FieldScope(own: [], announced: announced) }

  /// A running head or foot.
  static func running(_ announced: Announced) -> FieldScope {
    FieldScope(
      own: [("page", .pageNumber), ("pages", .pageNumber), ("section", .pageNumber)], announced: announced)
  }

  /// A line for each credit.
  static func credit(_ announced: Announced) -> FieldScope {
    FieldScope(own: [("name", .text), ("unit", .text), ("role", .text)], announced: announced)
  }

  /// A line of a signature.
  static func signature(_ announced: Announced) -> FieldScope {
    FieldScope(
      own: [
        ("name", .text), ("role", .text), ("position", .text), ("unit", .text), ("for", .text), ("date", .date),
      ], announced: announced)
  }

  /// A line for each attachment.
  static func attachment(_ announced: Announced) -> FieldScope {
    FieldScope(own: [("attachment", .text), ("n", .text)], announced: announced)
  }

  /// Lines that are written for each entry of a list, among lines of this scope.
  ///
  /// - Parameter entry: what an entry is called.
  func repeated(_ entry: String) -> FieldScope {
    var scope = self
    let names: [(name: String, kind: Kind)] = [
      (entry, .open), ("n", .text), ("first", .text), ("last", .text), ("only", .text),
    ]
    scope.own.removeAll { own in names.contains { $0.name == own.name } }
    scope.own += names
    return scope
  }

  /// Fields of every brief that have one value, and the day that the caller hands in.
  static let ofBriefs: [(name: String, kind: Kind)] = [
    ("title", .text), ("subtitle", .text), ("agency", .text), ("unit", .text), ("number", .text), ("date", .date),
    ("place", .text), ("subject", .text), ("to", .text), ("from", .text), ("keywords", .list), ("attachments", .list),
    ("today", .date),
  ]

  /// Parts of a brief that are blocks; sections of the template place them.
  static let sections = ["lead", "findings", "closing", "credits", "signatures", "footnotes"]
  /// Every key that a brief has of itself.
  static let briefKeys = ofBriefs.map(\.name).filter { $0 != "today" } + sections + settings

  /// Fields that say how a brief is made and are not printed.
  static let settings = ["language", "logo", "template", "dictionary", "digits", "lint"]

  /// Whether a line here has the field whatever the brief has.
  func isOwn(_ path: [String]) -> Bool { own.contains { $0.name == path.first } }

  /// What a name stands for; reports one that stands for nothing, and takes it for open then.
  ///
  /// - Parameter asks: The name stands in a condition, where parts of a brief and its language may be asked about too.
  func check(
    _ path: [String], at span: Span?, asks: Bool = false, reporting diagnostics: inout Diagnostics
  ) -> Kind {
    guard let name = path.first else { return .open }
    if path.contains("") {
      diagnostics.error(
        .unknownField, at: span, "a dot of `\(path.joined(separator: "."))` has no name beside it",
        hint: "Write names with one dot between them, such as `venue.city`.")
      return .open
    }
    let known = own.first { $0.name == name } ?? Self.ofBriefs.first { $0.name == name }
    if let known {
      if path.count > 1, known.kind != .open {
        diagnostics.error(
          .unknownField, at: span, "`\(name)` has no field `\(path.dropFirst().joined(separator: "."))`",
          hint: "Write `{{\(name)}}`.")
      }
      return known.kind
    }
    if announced.contains(name) { return .open }
    if asks, path.count == 1 {
      if Self.sections.contains(name) || name == "logo" { return .part }
      if name == "language" { return .text }
    }
    if let message = Self.misuse(of: name) {
      diagnostics.error(.unknownField, at: span, message.text, hint: message.hint)
      return .open
    }
    let names = own.map(\.name) + Self.ofBriefs.map(\.name) + announced.values + (announced.declared ?? [])
    let suggestion = DidYouMean.nearest(to: name, among: names)
    if let suggestion {
      diagnostics.error(
        .unknownField, at: span, "there is no field `\(Excerpt.of(name))`",
        hint: "Did you mean `\(suggestion)`? If briefs have a key `\(name)`, list it under `fields` in the template.")
    } else if announced.declared != nil {
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
