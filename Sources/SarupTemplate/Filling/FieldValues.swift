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
}

/// Finds the values of fields.
struct FieldValues {
  let brief: Brief
  let day: CalendarDay?
  /// Fields of the line's own, such as the name of the credit it is written for.
  var own: [(name: String, value: FieldValue?)] = []
  /// A running head or foot, where page numbers are known.
  var isRunning = false

  /// `nil` when the brief does not have it or has nothing in it.
  func value(of path: [String], reporting diagnostics: inout Diagnostics) -> FieldValue? {
    guard let name = path.first else { return nil }
    if let field = own.first(where: { $0.name == name }) { return field.value }
    return switch name {
    case "page" where isRunning: .pageNumber
    case "pages" where isRunning: .pageCount
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
    default: extra(path[...], in: brief.extra, reporting: &diagnostics)
    }
  }

  /// The field of the brief that a path names; `nil` for the brief's further keys and for what a line has of its own.
  func briefField(of path: [String]) -> BriefField? {
    guard path.count == 1, !own.contains(where: { $0.name == path[0] }) else { return nil }
    return BriefField(rawValue: path[0])
  }

  private func extra(
    _ path: ArraySlice<String>, in record: [Brief.Extra], reporting diagnostics: inout Diagnostics
  ) -> FieldValue? {
    guard let name = path.first, let entry = record.first(where: { $0.key.value == name }) else { return nil }
    let rest = path.dropFirst()
    switch entry.value {
    case .record(let inner) where !rest.isEmpty:
      return extra(rest, in: inner, reporting: &diagnostics)
    case .text(let text) where rest.isEmpty:
      return Self.text(text)
    case .list(let items) where rest.isEmpty:
      let texts = items.compactMap { item in
        if case .text(let text) = item { text } else { nil }
      }
      if texts.count == items.count { return Self.list(texts) }
      diagnostics.error(
        .badFieldValue, at: entry.key.span, "the template prints `\(name)`, but not all of its items are texts",
        hint: "Write a list of texts.")
      return nil
    case .text, .list, .record:
      diagnostics.error(
        .badFieldValue, at: entry.key.span,
        rest.isEmpty
          ? "the template prints `\(name)` as a text, but it has fields of its own"
          : "the template wants a field `\(rest.joined(separator: "."))` of `\(name)`, which has none",
        hint: rest.isEmpty ? "Write one text for it." : "Write `\(name): {\(rest.first ?? ""): ...}`.")
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
