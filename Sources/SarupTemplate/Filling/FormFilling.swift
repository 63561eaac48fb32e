internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

// What forms have beside plain lines: labels with a line to write on, rules, columns, and fields that must be there.

extension DocumentFiller {
  mutating func fill(_ item: TemplateItem, with values: FieldValues) {
    switch item {
    case .line(let line): fill(line, with: values)
    case .picture(let picture): fill(picture, with: values)
    case .group(let group): fill(group, with: values)
    case .rule(let rule, let conditions):
      if values.hold(conditions) { builder.add(.rule(rule)) }
    case .columns(let properties, let columns, let conditions):
      guard values.hold(conditions) else { return }
      builder.open(.columns(properties))
      for items in columns {
        builder.open(.column)
        for item in items { fill(item, with: values) }
        builder.close()
      }
      builder.closeColumns()
    }
  }

  /// A line with its label before it. A line that is written on by hand stays when the brief has nothing for it; any other vanishes
  /// with its fields, label and all.
  mutating func labelled(_ line: FilledLine?, of template: TemplateLine, with values: FieldValues) -> LabelledLine? {
    guard let label = template.label, let words = fillLabel(label.pattern, with: values) else {
      return line.map { LabelledLine(text: $0.text, fields: $0.fields) }
    }
    let isForm = self.template.styles[template.style].leader != nil
    if !isForm, line?.text.isEmpty ?? true { return nil }
    var text = words.text
    let length = text.withDigits(textDigits).utf8.count
    let shift = text.utf8.count + 1
    text.append(RichText(" "))
    var fields = words.fields
    if let line {
      text.append(line.text)
      fields += line.fields.map {
        .init($0.field, $0.range.lowerBound + shift..<$0.range.upperBound + shift)
      }
    }
    return LabelledLine(text: text, fields: fields, label: ParagraphLabel(length: length, style: label.style))
  }

  private mutating func fillLabel(_ pattern: TextPattern, with values: FieldValues) -> FilledLine? {
    guard let line = lines.fill(pattern, with: values, reporting: &diagnostics), !line.text.isEmpty else { return nil }
    return line
  }

  /// Reports the fields that the template needs and the brief does not have.
  mutating func reportMissing() {
    for field in template.required {
      let path = field.value.split(separator: ".").map(String.init)
      guard !values.has(path) else { continue }
      let parts = path.dropFirst().reversed().reduce("...") { "{\($1): \($0)}" }
      diagnostics.error(
        .requiredField, at: values.brief.title.span,
        "the template `\(template.name)` needs `\(field.value)`, which this brief does not have",
        hint: "Write `\(path.first ?? ""): \(parts)` beside the title.")
    }
  }
}

/// What a line of a template became.
struct LabelledLine {
  var text: RichText
  var fields: [StyledText.FieldRange]
  var label: ParagraphLabel?
}

/// The label at the beginning of a paragraph.
struct ParagraphLabel {
  /// In bytes of the text, its digits as they are printed.
  var length: Int
  /// Index in ``Template/styles`` of its look; `nil`: that of the paragraph.
  var style: Int?
}

extension FieldValues {
  /// Whether the brief has something in a field, whatever kind of value it is.
  func has(_ path: [String]) -> Bool {
    guard let name = path.first else { return false }
    if name == "logo", brief.logo != nil || hasLogo { return true }
    var record = brief.extra
    for (depth, name) in path.enumerated() {
      guard let entry = record.first(where: { $0.key.value == name }) else { break }
      if depth == path.count - 1 { return !entry.value.isBlank }
      guard case .record(let inner) = entry.value else { return false }
      record = inner
    }
    var ignored = Diagnostics()
    return value(of: path, reporting: &ignored) != nil
  }
}

extension ExtraValue {
  fileprivate var isBlank: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .list(let items): items.isEmpty
    case .record(let entries): entries.isEmpty
    }
  }
}
