internal import SarupBrief
internal import SarupDocument
package import SarupSyntax
internal import SarupThai

/// Reads a merged tree into a template and reports everything that is wrong with it in one run.
package enum TemplateReader {
  /// The JSON Schema of a template, for editors.
  package static var schema: SchemaNode { TemplateDraft.shape.schema }

  /// - Parameter sources: the template's text and those of its bases, itself first.
  static func read(_ tree: Node, sources: [SourceText], reporting diagnostics: inout Diagnostics) -> Template? {
    var template = readOne(tree, sources: sources, reporting: &diagnostics)
    for output in OutputOverrides.trees(of: tree) {
      var mistakes = Diagnostics()
      let variant = readOne(output.tree, sources: sources, reporting: &mistakes)
      // What both have in common has been said.
      for mistake in mistakes.all where !diagnostics.all.contains(mistake) { diagnostics.add(mistake) }
      if let variant { template?.variants[output.kind] = variant }
    }
    return diagnostics.hasErrors ? nil : template
  }

  private static func readOne(
    _ tree: Node, sources: [SourceText], reporting diagnostics: inout Diagnostics
  ) -> Template? {
    var mistakes = Diagnostics()
    defer { diagnostics.add(contentsOf: mistakes) }
    let tree = SectionOverrides.apply(tree, reporting: &mistakes)
    guard let draft = TemplateDraft.shape.read(tree, &mistakes) else { return nil }

    var page = draft.page.page(at: tree["page"]?.span, reporting: &mistakes)
    let styles = StyleResolver.resolve(draft.styles ?? [], fonts: draft.fonts, reporting: &mistakes)
    // Where `styles` is no mapping at all, that is the mistake, not each name that it does not give.
    let stylesAreKnown = draft.styles != nil || tree["styles"] == nil
    if styles.isEmpty, stylesAreKnown {
      mistakes.error(
        .incomplete, at: (tree["styles"] ?? tree).span.beginning, "the template has no styles",
        hint: "Write `extends: base`, or add `styles: {body: {size: 16pt}}`.")
    }
    // Sections that could not be read have been reported; they are not missed as well.
    if tree["body"]?.sequence?.isEmpty ?? (tree["body"]?.isNull ?? true) {
      mistakes.error(
        .incomplete, at: (tree["body"] ?? tree).span.beginning, "the template has no body",
        hint: "Write `extends: brief`, or list the sections under body.")
    }
    var body = BodyResolver(
      styles: styles, reportsStyles: stylesAreKnown && !styles.isEmpty,
      announced: FieldScope.Announced(declared: draft.declared, values: draft.values.keys))
    body.resolve(draft.page.running)
    if let catchword = draft.page.catchword, catchword.value {
      page.catchwordStyle = body.catchwordStyle
      page.catchwordSpan = catchword.span
    }
    if let watermark = draft.page.watermark { body.resolve(watermark) }
    body.resolve(draft.sections ?? [])
    body.require(draft.required)
    mistakes.add(contentsOf: body.diagnostics)
    if mistakes.hasErrors { return nil }
    return Template(
      name: draft.name ?? sources.first?.name ?? "", language: draft.language, digits: draft.digits,
      changesDigitsInText: draft.changesDigitsInText, sources: sources, page: page, firstHeads: body.firstHeads,
      restHeads: body.restHeads, evenHeads: body.evenHeads, pageNumbers: draft.page.numbers, watermark: body.watermark,
      background: draft.page.background, styles: styles, sections: body.sections, findings: body.findings,
      bulletStyles: body.bulletStyles, footnoteStyle: body.footnoteStyle, labels: draft.labels, tables: draft.tables,
      required: draft.required, usedKeys: body.usedKeys, lint: draft.lint, values: draft.values)
  }
}

/// A template as it is written, before its parts are looked up in each other.
struct TemplateDraft: Sendable {
  var name: String?
  var language = LanguageTag.thai
  var digits = DigitMode.thai
  var changesDigitsInText = false
  var declared: [String]?
  var required: [Placed<String>] = []
  var values = TemplateValues()
  var lint = LintSettings()
  var page = PageDraft.usual
  var fonts: [Keyed<FontChoice>] = []
  var styles: [Keyed<StyleDraft>]?
  var sections: [Keyed<SectionDraft>]?
  var labels = LabelPatterns()
  var tables = TableLook()

  private static let fontMapping = Shape<[Keyed<FontChoice>]>.partialMapping(of: FontShape.shape)
    .wanting("a mapping of names to fonts").shared("fonts")
  private static let styleMapping = Shape<[Keyed<StyleDraft>]>.partialMapping(of: StyleDraft.shape)
    .wanting("a mapping of names to styles").shared("styles")
  private static let sectionList = Shape<[Keyed<SectionDraft>]>.partialList(of: SectionDraft.keyed)
    .wanting("a list of sections").shared("body")

  static let shape = Shape.partialRecord(
    "a template", initial: TemplateDraft(),
    fields: fields + [
      Field(
        "outputs", "Keys that go over those of the template for one kind of output.",
        OutputOverrides.shape(of: fields)
      ) { _, _ in }
    ])

  private static let fields: [Field<TemplateDraft>] =
    [
      Field("name", "How messages call it. Default: the name of its file.", .filledText) { $0.name = $1 },
      Field(
        "extends",
        "Shipped templates, or files beside this one: each goes over those before it, key by key, and what is written here over all.",
        .oneOrMany(.filledText)
      ) { _, _ in },
      Field("language", "Language of generated texts (BCP 47). Default: th.", .language) { $0.language = $1 },
      Field("digits", "Digits of generated numbers and dates. Default: thai.", .choice(DigitMode.self)) {
        $0.digits = $1
      },
      Field("digits-in-text", "Whether the digits of the brief's own text are changed as well. Default: false.", .bool)
      {
        $0.changesDigitsInText = $1
      },
      Field("fields", "Keys of the brief's own that lines may name; no others may be then. Default: any.", .texts) {
        $0.declared = $1
      },
      Field("requires", "Fields that a brief must have. Default: none but `title`.", .oneOrMany(.name)) {
        $0.required = $1
      },
      Field(
        "values", "What the office says for all of its briefs: fields and keys for briefs that leave them out.",
        TemplateValues.shape
      ) { $0.values = $1 },
      Field(
        "labels", "What tables, pictures and findings are called, in captions and in references to them.",
        LabelPatterns.shape.shared("labels")
      ) { $0.labels = $1 },
      Field("page", "The sheet, its margins and running heads.", PageDraft.shape.shared("page")) { $0.page = $1 },
      Field("fonts", "Fonts by name.", fontMapping) { $0.fonts = $1 },
      Field("styles", "Paragraph styles by name.", styleMapping) { $0.styles = $1 },
      Field("tables", "The lines of tables, and where text stands in their rows.", TablesShape.shape.shared("tables")) {
        $0.tables = $1
      },
      Field("body", "The sections in the order of the document.", sectionList) {
        $0.sections = $1
      },
      Field("lint", "What `sarup check` looks for in briefs of this template.", LintSettings.shape) { $0.lint = $1 },
      Field(
        "sections", "Keys of sections of the body, over those that they have.",
        SectionOverrides.shape.shared("sections")
      ) { _, _ in },
    ]
}

extension Shape where Value == LanguageTag {
  fileprivate static let language: Shape = .parsed(
    wants: "a language such as `th` or `en-GB`", pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
    hint: "Write `th` for Thai, `en` for English."
  ) { text in
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag = parts.enumerated().allSatisfy { index, part in
      (index == 0 ? 2...3 : 1...8).contains(part.count)
        && part.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || index > 0 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
    return isTag && text.utf8.count <= 35 ? LanguageTag(written: text) : nil
  }
}
