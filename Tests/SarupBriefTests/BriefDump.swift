import SarupBrief
import SarupSyntax

/// A brief as a plain outline, for golden files.
///
/// Strong text is written as ‹b:…›, emphasis ‹i:…›, code ‹c:…›, struck text ‹s:…›, a link ‹→destination:…›, a reference to
/// footnote n ‹^n›. A forced line break is ⏎.
struct BriefDump {
  private var lines: [String] = []

  static func text(of brief: Brief) -> String {
    var dump = BriefDump()
    dump.write("title", brief.title)
    for (name, text) in [
      ("subtitle", brief.subtitle), ("agency", brief.agency), ("unit", brief.unit), ("number", brief.number),
      ("place", brief.place), ("subject", brief.subject), ("to", brief.to), ("from", brief.from),
    ] {
      if let text { dump.write(name, text) }
    }
    if let date = brief.date { dump.lines.append("date: \(date.value)") }
    dump.write("lead", brief.lead)
    dump.write("findings", brief.findings)
    dump.write("closing", brief.closing)
    for credit in brief.credits {
      dump.lines.append(
        "credit: \(inline(credit.name)) | \(credit.unit.map(inline) ?? "-") | \(credit.role.map(inline) ?? "-")")
    }
    for signature in brief.signatures {
      let texts = [signature.role, signature.position, signature.unit, signature.acting].map { $0.map(inline) ?? "-" }
      var line = "signature: \(inline(signature.name)) | " + texts.joined(separator: " | ")
      if let date = signature.date { line += " | \(date.value)" }
      if let picture = signature.picture { line += " | \(picture.value)" }
      dump.lines.append(line)
    }
    for (index, note) in brief.footnotes.enumerated() {
      dump.lines.append("footnote \(index) [\(note.label)]")
      dump.write(note.blocks, indent: "  ")
    }
    return dump.lines.joined(separator: "\n") + "\n"
  }

  /// The outline and the settings that it leaves out.
  static func whole(of brief: Brief) -> String {
    var dump = BriefDump()
    for text in brief.attachments { dump.write("attachment", text) }
    for word in brief.keywords { dump.lines.append("keyword: \(word)") }
    for path in [brief.logo, brief.template, brief.dictionary] {
      if let path { dump.lines.append("path: \(path.value)") }
    }
    for extra in brief.extra { dump.write(extra, indent: "") }
    return text(of: brief) + dump.lines.map { $0 + "\n" }.joined()
  }

  static func text(of blocks: [Block]) -> String {
    var dump = BriefDump()
    dump.write(blocks, indent: "")
    return dump.lines.joined(separator: "\n")
  }

  private mutating func write(_ name: String, _ text: RichText) {
    lines.append("\(name): \(BriefDump.inline(text))")
  }

  private mutating func write(_ extra: Brief.Extra, indent: String) {
    lines.append("\(indent)\(extra.key.value):")
    write(extra.value, indent: indent + "  ")
  }

  private mutating func write(_ value: ExtraValue, indent: String) {
    switch value {
    case .text(let text): lines.append("\(indent)\(BriefDump.inline(text))")
    case .list(let items):
      for item in items {
        lines.append("\(indent)-")
        write(item, indent: indent + "  ")
      }
    case .record(let entries): for entry in entries { write(entry, indent: indent) }
    }
  }

  private mutating func write(_ name: String, _ blocks: [Block]) {
    guard !blocks.isEmpty else { return }
    lines.append(name)
    write(blocks, indent: "  ")
  }

  private mutating func write(_ blocks: [Block], indent: String) {
    for block in blocks { write(block, indent: indent) }
  }

  private mutating func write(_ block: Block, indent: String) {
    switch block {
    case .paragraph(let text): lines.append("\(indent)paragraph: \(BriefDump.inline(text))")
    case .heading(let level, let text, let label):
      lines.append("\(indent)heading \(level)\(mark(label)): \(BriefDump.inline(text))")
    case .findings(let list):
      for (index, finding) in list.items.enumerated() {
        lines.append("\(indent)finding \(list.start + index)\(mark(finding.label))")
        write(finding.blocks, indent: indent + "  ")
      }
    case .bullets(let items):
      for item in items {
        lines.append("\(indent)bullet")
        write(item, indent: indent + "  ")
      }
    case .definitions(let definitions):
      for definition in definitions {
        lines.append("\(indent)term: \(BriefDump.inline(definition.term))")
        for meaning in definition.meanings {
          lines.append("\(indent)meaning")
          write(meaning, indent: indent + "  ")
        }
      }
    case .quote(let blocks):
      lines.append("\(indent)quote")
      write(blocks, indent: indent + "  ")
    case .landscape(let blocks):
      lines.append("\(indent)landscape")
      write(blocks, indent: indent + "  ")
    case .code(let text, _):
      lines.append("\(indent)code")
      for line in text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append("\(indent)  |\(line)")
      }
    case .rule: lines.append("\(indent)rule")
    case .pageBreak: lines.append("\(indent)page break")
    case .table(let table):
      let alignments = table.alignments.map { "\($0)" }.joined(separator: " ")
      lines.append("\(indent)table\(mark(table.label)), header rows \(table.headerRows), \(alignments)")
      if let caption = table.caption { lines.append("\(indent)  caption: \(BriefDump.inline(caption))") }
      for row in table.rows { lines.append("\(indent)  | \(row.map(BriefDump.cell).joined(separator: " | "))") }
      if table.headerColumns > 0 { lines.append("\(indent)  header columns \(table.headerColumns)") }
      if !table.widths.isEmpty {
        let widths = table.widths.map { $0.map { "\($0.amount)\($0.unit.rawValue)" } ?? "auto" }
        lines.append("\(indent)  widths \(widths.joined(separator: " "))")
      }
      for note in table.notes { lines.append("\(indent)  note: \(BriefDump.inline(note))") }
    case .figure(let figure):
      lines.append("\(indent)figure\(mark(figure.label)) \(figure.path.value)")
      if let text = figure.alternative { lines.append("\(indent)  alternative: \(text)") }
      if let caption = figure.caption { lines.append("\(indent)  caption: \(BriefDump.inline(caption))") }
      if let width = figure.width { lines.append("\(indent)  width: \(width.amount)\(width.unit.rawValue)") }
    }
  }

  private static func cell(_ cell: TableCell) -> String {
    let text = cell.paragraphs.map(inline).joined(separator: " ¶ ")
    return cell.columns == 1 && cell.rows == 1 ? text : "‹\(cell.columns)x\(cell.rows)›\(text)"
  }

  private func mark(_ label: Placed<String>?) -> String { label.map { " #\($0.value)" } ?? "" }

  static func inline(_ text: RichText) -> String {
    var result = ""
    var open = ""
    func marks(_ run: RichText.Run) -> String {
      var marks = ""
      if run.traits.contains(.strong) { marks += "b" }
      if run.traits.contains(.emphasis) { marks += "i" }
      if run.traits.contains(.code) { marks += "c" }
      if run.traits.contains(.strikethrough) { marks += "s" }
      if let link = run.link {
        marks += "→\(text.links[link].destination)"
        if let title = text.links[link].title { marks += " “\(title)”" }
      }
      return marks
    }
    for run in text.runs {
      if let footnote = run.footnote {
        if !open.isEmpty { result += "›" }
        open = ""
        result += "‹^\(footnote)›"
        continue
      }
      let wanted = marks(run)
      if wanted != open {
        if !open.isEmpty { result += "›" }
        if !wanted.isEmpty { result += "‹\(wanted):" }
        open = wanted
      }
      result += String(decoding: text.utf8[run.range], as: UTF8.self).replacing("\u{2028}", with: "⏎")
    }
    return open.isEmpty ? result : result + "›"
  }
}
