package import SarupBrief
package import SarupDocument
package import SarupImage
package import SarupSyntax
package import SarupThai

/// What the caller decides about one rendering, over what template and brief say.
package struct FillEnvironment: Sendable {
  /// `{{today}}`, and the date of the outputs where the brief gives none.
  package var day: CalendarDay?
  /// Overrides the digits of brief and template.
  package var digits: DigitMode?
  /// Fields that are of use though no line prints them, such as those that files are named by.
  package var fieldsUsedElsewhere: [String]
  /// Fields whose texts are told in ``SarupDocument/DocumentProperties/fieldTexts``.
  package var fieldsToTell: [BriefField] = []
  /// Pictures that the brief names, and those that the template names.
  package var briefFiles: any FileAccess
  package var templateFiles: any FileAccess
  /// Pictures of other briefs, for those that show the same.
  package var pictures: PictureMemory

  package init(
    day: CalendarDay? = nil, digits: DigitMode? = nil, fieldsUsedElsewhere: [String] = [],
    briefFiles: any FileAccess = NoFiles(), templateFiles: any FileAccess = NoFiles(),
    pictures: PictureMemory = PictureMemory()
  ) {
    self.day = day
    self.digits = digits
    self.fieldsUsedElsewhere = fieldsUsedElsewhere
    self.briefFiles = briefFiles
    self.templateFiles = templateFiles
    self.pictures = pictures
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
    let said = LanguageTag(written: brief.language)
    let language = said == .thai ? self.language : said
    let mode = environment.digits ?? brief.digits ?? (language.primary == "th" || digits != .thai ? digits : .arabic)
    let wording = Wording(language: language, digits: mode)
    let written = brief
    let brief = self.values.completed(brief)
    let values = FieldValues(
      brief: brief, day: environment.day, language: language.tag, hasLogo: self.values.logo != nil)

    let shelf = PictureShelf(
      briefFiles: environment.briefFiles, templateFiles: environment.templateFiles, memory: environment.pictures)
    var filler = DocumentFiller(template: self, wording: wording, values: values, shelf: shelf)
    filler.reportMissing()
    for section in sections { filler.fill(section) }
    filler.insertContents()
    filler.resolveReferences()
    filler.nameEntries()
    var page = page
    page.first = filler.heads(firstHeads)
    page.rest = filler.heads(restHeads)
    page.even = evenHeads.map { filler.heads($0) }
    page.watermark = watermark.flatMap { filler.watermark($0) }
    page.background = background.flatMap { filler.background($0) }
    page.pageNumbers = pageNumbers?.format(in: language) ?? wording.numberFormat
    diagnostics.add(contentsOf: filler.diagnostics)
    let used = environment.fieldsUsedElsewhere
    reportUnused(of: written, but: used, to: &diagnostics)
    reportUnprinted(
      of: written, but: filler.printed + environment.fieldsToTell + used.compactMap(BriefField.init), to: &diagnostics)
    if let logo = brief.logo, !filler.placesLogo {
      diagnostics.warning(
        .unprintedField, at: logo.span, "`logo` is not printed by the template `\(name)`",
        hint: "Take it out, or add `- {picture: logo, height: 20mm}` to a header of the template.")
    }
    var properties = properties(of: brief, titled: filler.printedTitle, in: language, on: environment.day)
    properties.fieldTexts = environment.fieldsToTell.compactMap { field in
      switch values.value(of: [field.rawValue], reporting: &diagnostics) {
      case .text(let text): FieldText(field, text.onOneLine)
      case .date(let date): FieldText(field, wording.text(of: date, as: .long, digits: mode))
      default: nil
      }
    }
    var document = Document(
      properties: properties, page: page, styles: filler.styles,
      numberings: [filler.numbering], elements: filler.builder.elements)
    document.pictures = filler.shelf.pictures
    document.anchors = filler.references.anchors
    document.captions = filler.references.captions
    document.noteNumbers = wording.numberFormat
    document.bulletStyles = bulletStyles
    return document
  }

  /// What the file is called is what its readers see as its title.
  ///
  /// - Parameter title: The title as it is printed.
  private func properties(
    of brief: Brief, titled title: String?, in language: LanguageTag, on day: CalendarDay?
  ) -> DocumentProperties {
    var properties = DocumentProperties(title: title ?? brief.title.onOneLine, language: language)
    properties.authors = brief.credits.map(\.name.onOneLine).filter { !$0.isEmpty }
    properties.subject = brief.subject?.onOneLine
    properties.keywords = brief.keywords
    properties.publisher = brief.agency?.onOneLine
    properties.date = brief.date?.value.lastDay ?? day
    properties.briefDate = brief.date?.value
    properties.details = details(of: brief, titled: properties.title)
    return properties
  }

  /// Nobody looks through more properties of a file.
  private static let mostDetails = 64

  private func details(of brief: Brief, titled title: String) -> [DocumentProperties.Detail] {
    /// Office programs take no more than 255 characters.
    func cut(_ text: String) -> String { text.utf8.count > 255 ? String(text.prefix(255)) : text }
    var details = [DocumentProperties.Detail("template", cut(name))]
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { details.append(.init(name, cut(text))) }
    }
    // The file has the name that is printed; the brief's own is needed by whoever makes a brief of the file.
    if title != brief.title.onOneLine { add("title", brief.title.onOneLine) }
    add("subtitle", brief.subtitle?.onOneLine)
    add("unit", brief.unit?.onOneLine)
    add("number", brief.number?.onOneLine)
    add("date", brief.date?.value.iso)
    add("place", brief.place?.onOneLine)
    add("to", brief.to?.onOneLine)
    add("from", brief.from?.onOneLine)
    for entry in brief.extra where usedKeys.contains(entry.key.value) && details.count < Self.mostDetails {
      guard case .text(let text) = entry.value, !entry.key.value.isEmpty else { continue }
      let name = cut(entry.key.value)
      let lower = name.lowercased()
      if !details.contains(where: { $0.name.lowercased() == lower }) { add(name, text.onOneLine) }
    }
    return details
  }

  /// Warns of everything in the brief that the template has no place for.
  private func reportUnused(of brief: Brief, but used: [String], to diagnostics: inout Diagnostics) {
    for entry in brief.extra where !usedKeys.contains(entry.key.value) && !used.contains(entry.key.value) {
      let key = entry.key.value
      // The reader of the brief has said that already.
      if DidYouMean.mistyped(key, among: BriefFields.names) != nil { continue }
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
      ("credits", !brief.credits.isEmpty && !usedKeys.contains("credits"), brief.credits.first?.name.span),
      ("signatures", !brief.signatures.isEmpty, brief.signatures.first?.name.span),
      (
        "attachments", !brief.attachments.isEmpty && !usedKeys.contains("attachments"), brief.attachments.first?.span
      ),
    ]
    if !parts.contains(where: \.isThere), ["lead", "findings", "closing"].contains(where: places.contains) {
      diagnostics.warning(
        .emptyBrief, at: brief.title.span, "the brief has no text below its title",
        hint: "Write paragraphs below the front matter, or the fields `lead` and `findings`.")
    }
    for part in parts where part.isThere && !places.contains(part.name) {
      diagnostics.warning(
        .unplacedPart, at: part.span, "the template `\(name)` has no place for the brief's \(part.name)",
        hint: "Add a section `- \(part.name): {...}` to the template's body.")
    }
  }
}

extension Template {
  /// Tells of the fields that stand on no page: because no line names them, or because a line that does has vanished.
  private func reportUnprinted(of brief: Brief, but printed: [BriefField], to diagnostics: inout Diagnostics) {
    // The subject goes into the metadata of every output.
    for field in BriefField.allCases where field != .subject && !printed.contains(field) {
      guard let span = brief.span(of: field) else { continue }
      let name = field.rawValue
      diagnostics.warning(
        .unprintedField, at: span, "`\(name)` is not printed by the template `\(self.name)`",
        hint: usedKeys.contains(name)
          ? "Write the other fields of its line as well; the template leaves the line out without them."
          : "Take it out, or print it with `{{\(name)}}` in a line of the template.")
    }
  }
}

extension Brief {
  /// Where a field was written; `nil` when the brief does not have it.
  fileprivate func span(of field: BriefField) -> SarupSyntax.Span? {
    switch field {
    case .title: title.span
    case .subtitle: subtitle?.span
    case .agency: agency?.span
    case .unit: unit?.span
    case .number: number?.span
    case .date: date?.span
    case .place: place?.span
    case .subject: subject?.span
    case .to: to?.span
    case .from: from?.span
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
    case .signatures: "signatures"
    case .attachments: "attachments"
    case .contents: "contents"
    }
  }
}

extension RichText {
  /// The text for a field of metadata, which has no lines.
  var onOneLine: String {
    var words: [UInt8] = []
    for run in runs where run.footnote == nil && !utf8[run.range].elementsEqual(RichText.placeholder) {
      words += utf8[run.range]
    }
    // U+2028 begins with this byte, and few other signs of a brief do.
    guard words.contains(0xE2) else { return String(decoding: words, as: UTF8.self) }
    return String(decoding: words, as: UTF8.self).split(separator: "\u{2028}", omittingEmptySubsequences: true).joined(
      separator: " ")
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
