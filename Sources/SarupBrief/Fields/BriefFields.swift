package import SarupSyntax
internal import SarupThai

/// The fields of a brief, declared once: front matter, data files and settings of the command line are read by them, and
/// the JSON Schema is made of them.
package enum BriefFields {
  /// Reads the fields between the `---` lines of a Markdown text. It is a ``MarkdownReader/FieldReader``.
  package static func readFrontMatter(
    _ source: SourceText, _ range: Range<Int>, _ brief: inout Brief, _ diagnostics: inout Diagnostics
  ) -> Bool {
    guard let node = YAML.read(source, in: range, reporting: &diagnostics) else { return true }
    if node.isNull { return false }
    apply(node, to: &brief, reporting: &diagnostics)
    return node.mapping == nil || node["title"] != nil
  }

  /// The fields between the `---` lines of a Markdown text as they stand there, without a word about mistakes: for naming files.
  package static func frontMatter(of source: SourceText) -> Node? {
    var ignored = Diagnostics()
    guard let range = FrontMatter(source, into: &ignored).yaml else { return nil }
    return YAML.read(source, in: range, reporting: &ignored)
  }

  /// Sets the fields that a mapping names; what they held before is gone, other fields stay as they are.
  package static func apply(_ node: Node, to brief: inout Brief, reporting diagnostics: inout Diagnostics) {
    _ = anyFields.read(node, into: &brief, &diagnostics)
  }

  /// Reads a tree that is a whole brief.
  ///
  /// - Returns: `nil` when there is a mistake, after all of them have been reported.
  static func read(_ node: Node, reporting diagnostics: inout Diagnostics) -> Brief? {
    var brief = Brief(title: RichText())
    let isWhole = wholeBrief.read(node, into: &brief, &diagnostics)
    return isWhole ? brief : nil
  }

  /// A key that is none of every brief's fields, as a brief or a template has it.
  package static func ownKey(_ entry: Entry, reporting diagnostics: inout Diagnostics) -> Brief.Extra {
    DataShapes.extra(entry, &diagnostics)
  }

  /// The JSON Schema of a brief written as data.
  package static var schemaText: String { wholeBrief.schema.document(title: "A brief") }

  /// Every name that a brief's own fields have.
  package static var names: [String] { anyFields.fields.map(\.name) }

  private static let wholeBrief = record(title: .required)
  /// The title of a Markdown text may be its first heading.
  private static let anyFields = record(title: .optional)

  private static func record(title: Field<Brief>.Presence) -> Record<Brief> {
    Record(
      wants: "a brief",
      fields: [Field("title", "What the brief is called.", DataShapes.filledText, title) { $0.title = $1 }]
        + header + text + settings, unknown: .collect(collect))
  }

  private static let header: [Field<Brief>] = [
    Field("subtitle", "Stands below the title.", DataShapes.richText) { $0.subtitle = $1.orNil },
    Field("agency", "The agency that publishes the brief.", DataShapes.richText) { $0.agency = $1.orNil },
    Field("unit", "The unit of the agency.", DataShapes.richText) { $0.unit = $1.orNil },
    Field("number", "The document's own number (ที่).", DataShapes.richText) { $0.number = $1.orNil },
    Field("date", "A day, a month, or a range of either, as ISO 8601 writes them.", DataShapes.date) { $0.date = $1 },
    Field("place", "Where it took place.", DataShapes.richText) { $0.place = $1.orNil },
    Field("subject", "What it is about (เรื่อง).", DataShapes.richText) { $0.subject = $1.orNil },
    Field("to", "Whom it is written to (เรียน).", DataShapes.richText) { $0.to = $1.orNil },
    Field("from", "Who sends it.", DataShapes.richText) { $0.from = $1.orNil },
  ]

  private static let text: [Field<Brief>] = [
    Field("lead", "Paragraphs before the findings.", DataShapes.paragraphs) { $0.lead = $1 },
    Field("findings", "The numbered findings.", DataShapes.findings) { brief, items in
      brief.findings = items.isEmpty ? [] : [.findings(FindingList(items: items))]
    },
    Field("closing", "Paragraphs behind the findings.", DataShapes.paragraphs) { $0.closing = $1 },
    Field("credits", "Who made the brief.", DataShapes.credits) { $0.credits = $1 },
    Field("signatures", "Who signs it, in the order of the signatures.", DataShapes.signatures) { $0.signatures = $1 },
    Field("attachments", "What is sent along (สิ่งที่ส่งมาด้วย).", .oneOrMany(DataShapes.richText)) {
      $0.attachments = $1
    },
    Field("footnotes", "Notes by their labels: `[^label]` in a text refers to one.", DataShapes.footnotes) {
      $0.footnotes = $1
    },
    Field("keywords", "Words to find it by: a list, or one text with commas.", DataShapes.keywords) {
      $0.keywords = $1
    },
  ]

  private static let settings: [Field<Brief>] = [
    Field("language", "The language of the text (BCP 47); `th` where nothing is said.", DataShapes.language) {
      $0.language = $1
    },
    Field("logo", "The path of a picture, relative to the brief.", DataShapes.path) { $0.logo = $1 },
    Field("template", "The name of a template, or the path of one.", DataShapes.path) { $0.template = $1 },
    Field("dictionary", "The path of a list of words, relative to the brief.", DataShapes.path) {
      $0.dictionary = $1
    },
    Field("digits", "The digits of numbers and dates.", .choice(DigitMode.self)) { $0.digits = $1 },
    Field("lint", "What `sarup check` looks for in the brief.", LintSettings.shape) { $0.lint = $1 },
  ]

  /// What Thai offices call the fields. A brief may have keys of its own in Thai, so these are only asked about.
  private static let thaiNames = [
    "ชื่อเรื่อง": "title", "ชื่อ": "title", "หัวข้อ": "title", "ชื่อรอง": "subtitle", "หน่วยงาน": "agency", "ส่วนราชการ": "agency",
    "ที่": "number", "เลขที่": "number", "วันที่": "date", "สถานที่": "place", "เรื่อง": "subject", "เรียน": "to", "ถึง": "to",
    "จาก": "from", "ผู้จัดทำ": "credits", "สิ่งที่ส่งมาด้วย": "attachments", "คำสำคัญ": "keywords", "แม่แบบ": "template",
    "ลงชื่อ": "signatures", "ผู้ลงนาม": "signatures",
  ]

  private static func collect(_ brief: inout Brief, _ entry: Entry, _ diagnostics: inout Diagnostics) {
    if let name = thaiNames[entry.key] {
      diagnostics.warning(
        .unknownKey, at: entry.keySpan, "names of fields are English: `\(entry.key)` is not one of them",
        hint: "Did you mean `\(name)`?")
    }
    let extra = DataShapes.extra(entry, &diagnostics)
    if let index = brief.extra.firstIndex(where: { $0.key.value == entry.key }) {
      brief.extra[index] = extra
    } else {
      brief.extra.append(extra)
    }
  }
}

extension RichText {
  /// A field that is written with nothing in it says nothing.
  fileprivate var orNil: RichText? { isEmpty ? nil : self }
}
