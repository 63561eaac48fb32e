internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// What a field stands for in one brief.
enum FieldValue {
  case text(RichText)
  case list([RichText])
  case date(BriefDate)
  case pageNumber
  case pageCount
  case section
}

/// Finds the values of fields.
struct FieldValues {
  let brief: Brief
  let day: CalendarDay?
  /// Of the document, for conditions.
  var language = ""
  /// Whether the template has a logo for briefs without one.
  var hasLogo = false
  /// Fields of the line's own, such as the name of the credit it is written for.
  var own: [(name: String, value: ExtraValue?)] = []
  /// Fields of a signature, which may be dates.
  var signed: [(name: String, value: FieldValue?)] = []
  /// A running head or foot, where page numbers are known.
  var isRunning = false

  /// `nil` when the brief does not have it or has nothing in it.
  func value(of path: [String], reporting diagnostics: inout Diagnostics) -> FieldValue? {
    guard let name = path.first else { return nil }
    if let field = signed.first(where: { $0.name == name }) { return field.value }
    if let field = own.first(where: { $0.name == name }) {
      return field.value.flatMap { Self.value(path.dropFirst(), in: $0, named: name, reporting: &diagnostics) }
    }
    return switch name {
    case "page" where isRunning: .pageNumber
    case "pages" where isRunning: .pageCount
    case "section" where isRunning: .section
    case "title": Self.text(brief.title)
    case "subtitle": Self.text(brief.subtitle)
    case "agency": Self.text(brief.agency)
    case "unit": Self.text(brief.unit)
    case "number": Self.text(brief.number)
    case "place": Self.text(brief.place)
    case "subject": Self.text(brief.subject)
    case "to": Self.text(brief.to)
    case "from": Self.text(brief.from)
    case "date": brief.date.map { .date($0.value) }
    case "today": day.map { .date(.day($0)) }
    case "keywords": Self.list(brief.keywords.map { RichText($0) })
    case "attachments": Self.list(brief.attachments)
    default:
      brief.extra.first { $0.key.value == name }.flatMap { entry in
        Self.value(path.dropFirst(), in: entry.value, named: name, at: entry.key.span, reporting: &diagnostics)
      }
    }
  }

  /// The field of the brief that a path names; `nil` for the brief's further keys and for what a line has of its own.
  func briefField(of path: [String]) -> BriefField? {
    guard path.count == 1, !isOwn(path[0]) else { return nil }
    return BriefField(rawValue: path[0])
  }

  private func isOwn(_ name: String) -> Bool {
    own.contains { $0.name == name } || signed.contains { $0.name == name }
  }

  /// - Parameters:
  ///   - path: What is left of it behind the name of the value.
  ///   - span: Where the value's name stands; `nil` for an entry of a list, which has none.
  private static func value(
    _ path: ArraySlice<String>, in value: ExtraValue, named name: String, at span: SarupSyntax.Span? = nil,
    reporting diagnostics: inout Diagnostics
  ) -> FieldValue? {
    let place = span ?? value.span
    switch value {
    case .record(let inner) where !path.isEmpty:
      guard let next = path.first, let entry = inner.first(where: { $0.key.value == next }) else { return nil }
      return Self.value(path.dropFirst(), in: entry.value, named: next, at: entry.key.span, reporting: &diagnostics)
    case .text(let text) where path.isEmpty:
      return Self.text(text)
    case .list(let items) where path.isEmpty:
      let texts = items.compactMap { item in
        if case .text(let text) = item { text } else { nil }
      }
      if texts.count == items.count { return Self.list(texts) }
      diagnostics.error(
        .badFieldValue, at: place, "the template prints `\(name)`, but not all of its items are texts",
        hint: "Write a list of texts.")
      return nil
    case .text, .list, .record:
      diagnostics.error(
        .badFieldValue, at: place,
        path.isEmpty
          ? "the template prints `\(name)` as a text, but it has fields of its own"
          : "the template wants a field `\(path.joined(separator: "."))` of `\(name)`, which has none",
        hint: path.isEmpty ? "Write one text for it." : "Write `\(name): {\(path.first ?? ""): ...}`.")
      return nil
    }
  }

  static func text(_ text: RichText?) -> FieldValue? {
    guard let text, !text.isEmpty else { return nil }
    return .text(text)
  }

  private static func list(_ texts: [RichText]) -> FieldValue? {
    let texts = texts.filter { !$0.isEmpty }
    return texts.isEmpty ? nil : .list(texts)
  }
}

// MARK: - Conditions and repeats

extension FieldValues {
  func hold(_ conditions: [Condition]) -> Bool { conditions.allSatisfy(holds) }

  private func holds(_ condition: Condition) -> Bool {
    let texts = texts(of: condition.path)
    guard let wanted = condition.value else {
      return (isThere(condition.path) ?? !texts.isEmpty) != condition.isNegated
    }
    return texts.contains(wanted) != condition.isNegated
  }

  /// Whether a part of the brief is there; `nil` for a path that names none.
  private func isThere(_ path: [String]) -> Bool? {
    guard path.count == 1, !isOwn(path[0]) else { return nil }
    return switch path[0] {
    case "lead": !brief.lead.isEmpty
    case "findings": !brief.findings.isEmpty
    case "closing": !brief.closing.isEmpty
    case "credits": !brief.credits.isEmpty
    case "signatures": !brief.signatures.isEmpty
    case "footnotes": !brief.footnotes.isEmpty
    case "logo": brief.logo != nil || hasLogo
    default: nil
    }
  }

  /// What a field says, without a word about what cannot be printed; a mapping says something, in no words that could be
  /// compared. A key of the brief's own that is `false` says nothing.
  private func texts(of path: [String]) -> [String] {
    if path == ["language"], !own.contains(where: { $0.name == "language" }) {
      return [language, language.split(separator: "-").first.map(String.init) ?? language]
    }
    if let value = extra(path) { return value.texts.filter { $0 != "false" } }
    var unused = Diagnostics()
    return switch value(of: path, reporting: &unused) {
    case .text(let text): [text.string]
    case .list(let texts): texts.map(\.string)
    case .date: ["date"]
    case .pageNumber, .pageCount, .section: ["page"]
    case nil: []
    }
  }

  /// The entries of a list, for lines that are written for each; a single value is a list of one.
  func entries(of path: [String]) -> [ExtraValue] {
    if let value = extra(path) {
      return switch value {
      case .list(let items): items
      case .text(let text): text.isEmpty ? [] : [value]
      case .record: [value]
      }
    }
    switch path {
    case ["keywords"]: return brief.keywords.map { .text(RichText($0)) }
    case ["attachments"]: return brief.attachments.map { .text($0) }
    case ["credits"]: return brief.credits.map(\.record)
    default: return []
    }
  }

  /// A value of the line's own or one of the brief's further keys; `nil` for fields of every brief.
  private func extra(_ path: [String]) -> ExtraValue? {
    guard let name = path.first, !signed.contains(where: { $0.name == name }) else { return nil }
    var found: ExtraValue?
    if let field = own.first(where: { $0.name == name }) {
      found = field.value
    } else if FieldScope.ofBriefs.contains(where: { $0.name == name }) {
      return nil
    } else {
      found = brief.extra.first { $0.key.value == name }?.value
    }
    for next in path.dropFirst() {
      guard case .record(let inner)? = found else { return nil }
      found = inner.first { $0.key.value == next }?.value
    }
    return found
  }
}

extension Credit {
  /// The credit as a mapping of the brief's own would be.
  fileprivate var record: ExtraValue {
    let fields: [(name: String, value: RichText?)] = [("name", name), ("unit", unit), ("role", role)]
    return .record(
      fields.compactMap { field in
        field.value.map { Brief.Extra(key: Placed(field.name, at: $0.span), value: .text($0)) }
      })
  }
}

extension ExtraValue {
  /// Where its first words or its first key stand.
  fileprivate var span: SarupSyntax.Span? {
    switch self {
    case .text(let text): text.span
    case .list(let items): items.lazy.compactMap(\.span).first
    case .record(let entries): entries.first?.key.span
    }
  }

  /// The words of a text, of each entry of a list; of a mapping an empty one.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): text.isEmpty ? [] : [text.string]
    case .list(let items): items.flatMap(\.texts)
    case .record(let entries): entries.isEmpty ? [] : [""]
    }
  }
}
