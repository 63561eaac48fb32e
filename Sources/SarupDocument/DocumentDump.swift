private import SarupImage
private import SarupSyntax
private import SarupThai

/// A document as plain text, for tests and for people who ask what a template made of a brief.
///
/// One line an element, indented by its depth; under a paragraph one line a run: language, traits and text.
package enum DocumentDump {
  package static func text(of document: Document) -> String {
    var lines = properties(document.properties)
    var open: [Int] = []
    for (index, element) in document.elements.enumerated() {
      while let last = open.last, document.elements[last].end <= index { open.removeLast() }
      let indent = String(repeating: "  ", count: open.count)
      lines.append(indent + head(of: index, in: document))
      if let anchor = document.anchors.first(where: { $0.element == index }) {
        lines[lines.count - 1] += " #\(anchor.name)"
      }
      if case .paragraph(let paragraph) = element.kind {
        for run in paragraph.text.runs { lines.append(indent + "  | " + line(for: run, in: paragraph.text)) }
      }
      open.append(index)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func properties(_ properties: DocumentProperties) -> [String] {
    var lines = ["title: \(properties.title)", "language: \(properties.language.tag)"]
    if !properties.authors.isEmpty { lines.append("authors: \(properties.authors.joined(separator: "; "))") }
    if let subject = properties.subject { lines.append("subject: \(subject)") }
    if !properties.keywords.isEmpty { lines.append("keywords: \(properties.keywords.joined(separator: "; "))") }
    if let publisher = properties.publisher { lines.append("publisher: \(publisher)") }
    if let date = properties.date { lines.append("date: \(date.year)-\(date.month)-\(date.day)") }
    return lines + [""]
  }

  private static func head(of index: Int, in document: Document) -> String {
    switch document.elements[index].kind {
    case .group(let role): "group \(role)"
    case .paragraph(let paragraph):
      (document.styles.indices.contains(paragraph.style)
        ? "\(name(of: paragraph.role)) [\(document.styles[paragraph.style].name)]"
        : "\(name(of: paragraph.role)) [style \(paragraph.style)]")
        + (paragraph.keepsWithNext ? ", kept with next" : "")
    case .list(let list): list.numbering == nil ? "bullets" : "list, level \(list.level)"
    case .item(let item): "item \(document.label(of: index))" + (item.restarts ? ", restarts" : "")
    case .definitions: "definitions"
    case .definition: "definition"
    case .meaning: "meaning"
    case .quote: "quote"
    case .rule(let rule): rule == RuleProperties() ? "rule" : "rule of \(rule.thickness)"
    case .pageBreak: "page break"
    case .table(let table):
      "table of \(table.columns)" + (table.columnWidths.isEmpty ? "" : ", widths \(table.columnWidths)")
        + (table.look == TableLook() ? "" : ", \(look(of: table.look))")
    case .row(let isHeader): isHeader ? "head row" : "row"
    case .cell(let cell):
      (cell.columnSpan == 1 && cell.rowSpan == 1 ? "cell" : "cell over \(cell.columnSpan) x \(cell.rowSpan)")
        + (cell.isRowHeader ? ", head of its row" : "")
        + (cell.decimal.map { ", point at \($0.start), \"\($0.longest.string)\" at most" } ?? "")
    case .contents(let contents):
      "contents to level \(contents.levels)" + (contents.hasLeaders ? ", leaders" : "")
    case .note(let note): "footnote \(note.number)"
    case .columns(let columns): "columns " + columns.widths.map { "\($0)" }.joined(separator: ", ")
    case .column: "column"
    case .figure(let figure): head(of: figure, in: document)
    }
  }

  private static func head(of figure: FigureProperties, in document: Document) -> String {
    var text = "figure \(figure.picture)"
    if document.pictures.indices.contains(figure.picture) {
      let picture = document.pictures[figure.picture]
      text += " \(picture.format) \(picture.width) x \(picture.height)"
    }
    if figure.size != .natural { text += ", \(figure.size)" }
    return text + (figure.alternative.isEmpty ? ", decorative" : ", \"\(figure.alternative)\"")
  }

  private static func look(of look: TableLook) -> String {
    let color = "rgb(\(look.color.red) \(look.color.green) \(look.color.blue))"
    return "borders \(look.borders) \(look.thickness) \(color), \(look.headAlignment) and \(look.alignment)"
  }

  private static func name(of role: ParagraphRole) -> String {
    switch role {
    case .heading(let level): "heading \(level)"
    case .note(let length): "note, label \(length)"
    case .contentsTitle: "title of contents"
    case .contentsEntry(let level): "entry \(level)"
    case .title, .subtitle, .byline, .body, .credit, .signature, .caption, .term, .code, .footnote: "\(role)"
    }
  }

  private static func line(for run: StyledText.Run, in text: StyledText) -> String {
    var line = run.language.primary
    if run.traits.contains(.strong) { line += " strong" }
    if run.traits.contains(.emphasis) { line += " emphasis" }
    if run.traits.contains(.code) { line += " code" }
    if run.traits.contains(.strikethrough) { line += " strikethrough" }
    if run.traits.contains(.raised) { line += " raised" }
    if run.traits.contains(.blank) { line += " blank" }
    if let style = run.style { line += " [style \(style)]" }
    if let reference = text.reference(of: run.link) {
      line += " <to \(reference.element), \(reference.shows)>"
    } else if let link = run.link, text.links.indices.contains(link) {
      line += " <\(text.links[link].destination)>"
    }
    let words = String(decoding: text.utf8[run.range], as: UTF8.self)
    return line + ": " + words.split(separator: "\u{2028}", omittingEmptySubsequences: false).joined(separator: "⏎")
  }
}
