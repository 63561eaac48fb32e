package import SarupBrief
package import SarupDocument
package import SarupSyntax
package import SarupThai

/// What the caller decides about one rendering, over what template and brief say.
package struct FillEnvironment: Sendable {
  /// `{{today}}`, and the date of the outputs where the brief gives none.
  package var day: CalendarDay?
  /// Overrides the digits of brief and template.
  package var digits: DigitMode?

  package init(day: CalendarDay? = nil, digits: DigitMode? = nil) {
    self.day = day
    self.digits = digits
  }
}

extension Template {
  /// Fills a brief into the template.
  ///
  /// The document is whole even when something was reported; a caller that finds errors among the diagnostics drops it.
  package func fill(
    _ brief: Brief, environment: FillEnvironment = FillEnvironment(), reporting diagnostics: inout Diagnostics
  ) -> Document {
    // A brief that says nothing is Thai, so that only another language is a choice of its author.
    let written = LanguageTag(written: brief.language)
    let language = written == .thai ? self.language : written
    let mode = environment.digits ?? brief.digits ?? (language.primary == "th" || digits != .thai ? digits : .arabic)
    let wording = Wording(language: language, digits: mode)
    let values = FieldValues(brief: brief, day: environment.day)

    var filler = DocumentFiller(template: self, wording: wording, values: values)
    for section in sections { filler.fill(section) }
    var page = page
    page.first = filler.heads(firstHeads)
    page.rest = filler.heads(restHeads)
    page.pageNumbers = wording.numberFormat
    diagnostics.add(contentsOf: filler.diagnostics)
    reportUnused(of: brief, to: &diagnostics)
    return Document(
      properties: properties(of: brief, in: language, on: environment.day), page: page, styles: styles,
      numberings: [NumberPattern.scheme(findings.numbers, for: wording)], elements: filler.builder.elements)
  }

  private func properties(of brief: Brief, in language: LanguageTag, on day: CalendarDay?) -> DocumentProperties {
    var properties = DocumentProperties(title: brief.title.onOneLine, language: language)
    properties.authors = brief.credits.map(\.name.onOneLine).filter { !$0.isEmpty }
    properties.subject = brief.subject?.onOneLine
    properties.keywords = brief.keywords
    properties.publisher = brief.agency?.onOneLine
    properties.date = brief.date?.value.lastDay ?? day
    return properties
  }

  /// Warns of everything in the brief that the template has no place for.
  private func reportUnused(of brief: Brief, to diagnostics: inout Diagnostics) {
    for entry in brief.extra where !usedKeys.contains(entry.key.value) {
      let key = entry.key.value
      let hint =
        DidYouMean.nearest(to: key, among: FieldScope.briefKeys + usedKeys).map { "Did you mean `\($0)`?" }
        ?? "Take it out, or print it with `{{\(key)}}` in a line of the template."
      diagnostics.warning(
        .unusedKey, at: entry.key.span, "nothing in the template `\(name)` prints `\(key)`", hint: hint)
    }
    var places: Set<String> = []
    for section in sections { places.insert(section.part) }
    let parts: [(name: String, isThere: Bool, span: SarupSyntax.Span?)] = [
      ("lead", !brief.lead.isEmpty, brief.lead.first?.span),
      ("findings", !brief.findings.isEmpty, brief.findings.first?.span),
      ("closing", !brief.closing.isEmpty, brief.closing.first?.span),
      ("credits", !brief.credits.isEmpty, brief.credits.first?.name.span),
      (
        "attachments", !brief.attachments.isEmpty && !usedKeys.contains("attachments"), brief.attachments.first?.span
      ),
    ]
    for part in parts where part.isThere && !places.contains(part.name) {
      diagnostics.warning(
        .unplacedPart, at: part.span, "the template `\(name)` has no place for the brief's \(part.name)",
        hint: "Add a section `- \(part.name): {...}` to the template's body.")
    }
  }
}

extension Section {
  /// The part of the brief that the section places.
  fileprivate var part: String {
    switch self {
    case .header: "header"
    case .lines: "lines"
    case .lead: "lead"
    case .findings: "findings"
    case .closing: "closing"
    case .credits: "credits"
    case .attachments: "attachments"
    }
  }
}

extension RichText {
  /// The text for a field of metadata, which has no lines.
  fileprivate var onOneLine: String {
    string.split(separator: "\u{2028}", omittingEmptySubsequences: true).joined(separator: " ")
  }

  var span: SarupSyntax.Span? { span(of: 0..<utf8.count) }
}

extension BriefDate {
  /// A brief on something of several days is not older than its last.
  fileprivate var lastDay: CalendarDay {
    switch self {
    case .day(let day), .days(_, let day), .month(let day), .months(_, let day): day
    }
  }
}
