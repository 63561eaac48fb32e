import SarupSyntax
import SarupThai

/// Writes a brief as Markdown with front matter that reads back to an equal brief.
///
/// What Markdown has no words for is brought to the nearest it has: headings begin at the first level, and a table has at
/// most one header row.
package enum MarkdownWriter {
  package static func write(_ brief: Brief) -> String {
    var writer = MarkdownBriefWriter(labels: labels(of: brief.footnotes))
    writer.writeFrontMatter(of: brief)
    writer.writeBody(of: brief)
    return writer.output
  }

  /// The front matter alone, between its lines.
  package static func frontMatter(of brief: Brief) -> String {
    var brief = brief
    // They belong to the text.
    brief.closing = []
    var writer = MarkdownBriefWriter(labels: labels(of: brief.footnotes))
    writer.writeFrontMatter(of: brief)
    return writer.output
  }

  /// The labels of the footnotes, made different where they are not.
  private static func labels(of footnotes: [Footnote]) -> [String] {
    var used: Set<String> = []
    return footnotes.enumerated().map { index, note in
      var label = note.label
      let isPlain =
        !label.isEmpty
        && label.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
            || $0.properties.generalCategory == .nonspacingMark
        }
      if !isPlain || used.contains(label.lowercased()) { label = "n\(index + 1)" }
      while !used.insert(label.lowercased()).inserted { label += "n" }
      return label
    }
  }
}

private struct MarkdownBriefWriter {
  private(set) var output = ""
  private let labels: [String]

  init(labels: [String]) { self.labels = labels }

  // MARK: Front matter

  mutating func writeFrontMatter(of brief: Brief) {
    output += "---\n"
    field("template", brief.template?.value)
    field("title", brief.title)
    field("subtitle", brief.subtitle)
    field("agency", brief.agency)
    field("unit", brief.unit)
    field("number", brief.number)
    if let date = brief.date { output += "date: \(date.value.iso)\n" }
    field("place", brief.place)
    field("subject", brief.subject)
    field("to", brief.to)
    field("from", brief.from)
    if !brief.credits.isEmpty {
      output += "credits:\n"
      for credit in brief.credits { output += "  - \(MarkdownBriefWriter.credit(credit))\n" }
    }
    list("signatures", brief.signatures.map(MarkdownBriefWriter.signature))
    list("attachments", brief.attachments.map(MarkdownBriefWriter.scalar))
    list("keywords", brief.keywords.map(YAMLText.scalar))
    if brief.language != "th" { field("language", brief.language) }
    field("logo", brief.logo?.value)
    field("dictionary", brief.dictionary?.value)
    field("digits", brief.digits?.rawValue)
    if !brief.lint.off.isEmpty {
      output += "lint: {off: [\(brief.lint.off.map(\.rawValue).joined(separator: ", "))]}\n"
    }
    // Without findings the text has no closing: it would all be lead.
    if brief.findings.isEmpty { list("closing", MarkdownBriefWriter.paragraphs(brief.closing)) }
    for extra in brief.extra { write(extra, indent: "") }
    output += "---\n"
  }

  private mutating func field(_ name: String, _ text: RichText?) {
    if let text { output += "\(name): \(MarkdownBriefWriter.scalar(text))\n" }
  }

  private mutating func field(_ name: String, _ text: String?) {
    if let text { output += "\(name): \(YAMLText.scalar(text))\n" }
  }

  private mutating func list(_ name: String, _ scalars: [String]) {
    guard !scalars.isEmpty else { return }
    output += "\(name):\n"
    for scalar in scalars { output += "  - \(scalar)\n" }
  }

  private mutating func write(_ extra: Brief.Extra, indent: String) {
    output += "\(indent)\(YAMLText.scalar(extra.key.value)):"
    write(extra.value, indent: indent)
  }

  private mutating func write(_ value: ExtraValue, indent: String) {
    switch value {
    case .text(let text): output += " \(MarkdownBriefWriter.scalar(text))\n"
    case .list(let items):
      output += items.isEmpty ? " []\n" : "\n"
      for item in items {
        output += "\(indent)  -"
        write(item, indent: indent + "  ")
      }
    case .record(let entries):
      output += entries.isEmpty ? " {}\n" : "\n"
      for entry in entries { write(entry, indent: indent + "  ") }
    }
  }

  private static func scalar(_ text: RichText) -> String {
    YAMLText.scalar(MarkdownInlineWriter.write(text, as: .line))
  }

  private static func credit(_ credit: Credit) -> String {
    var fields = ["name: \(scalar(credit.name))"]
    if let unit = credit.unit { fields.append("unit: \(scalar(unit))") }
    if let role = credit.role { fields.append("role: \(scalar(role))") }
    return "{\(fields.joined(separator: ", "))}"
  }

  private static func signature(_ signature: Signature) -> String {
    var fields = ["name: \(scalar(signature.name))"]
    let texts = [
      ("role", signature.role), ("position", signature.position), ("unit", signature.unit), ("for", signature.acting),
    ]
    for case (let name, let text?) in texts { fields.append("\(name): \(scalar(text))") }
    if let date = signature.date { fields.append("date: \(date.value.iso)") }
    if let picture = signature.picture { fields.append("picture: \(YAMLText.scalar(picture.value))") }
    return "{\(fields.joined(separator: ", "))}"
  }

  private static func paragraphs(_ blocks: [Block]) -> [String] {
    blocks.compactMap { block in
      if case .paragraph(let text) = block { scalar(text) } else { nil }
    }
  }

  // MARK: Text

  mutating func writeBody(of brief: Brief) {
    var blocks = brief.lead + brief.findings
    if !brief.findings.isEmpty { blocks += brief.closing }
    var lines = MarkdownBlockWriter(footnoteLabels: labels).lines(of: blocks)
    for (index, note) in brief.footnotes.enumerated() {
      let text = MarkdownBlockWriter(footnoteLabels: labels).lines(of: note.blocks)
      if !lines.isEmpty { lines.append("") }
      lines += MarkdownBlockWriter.item(text, marker: "[^\(labels[index])]: ", hanging: 4)
    }
    for line in [""] + lines { output += line + "\n" }
  }
}
