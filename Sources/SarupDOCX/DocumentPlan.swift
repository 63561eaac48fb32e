internal import SarupDocument

/// What each paragraph becomes in Word, found out before any of them is written: a built-in style goes to the template's style
/// that most paragraphs of its use have, and which that is shows only at the end.
struct DocumentPlan {
  /// A list item's claim to a number.
  struct Item {
    var kind: NumberingTable.Kind
    var level: Int
    /// `nil` in a bulleted list.
    var ordinal: Int?
    var restarts: Bool
  }

  struct Line {
    var style: Int
    var use: StyleUse
    /// The number that stands in the line.
    var item: Item?
    var keepsWithNext: Bool
    /// Of an item whose paragraph is a heading.
    var outlineLevel: Int?
  }

  struct Usage {
    var style: Int
    var use: StyleUse
    var count: Int
    /// What all lines have in common.
    var outlineLevel: Int?
  }

  /// For each element that is a paragraph or a picture, and for each item that has no paragraph to carry its number.
  private(set) var lines: [Line?]
  /// In the order of first use.
  private(set) var usages: [Usage] = []

  private enum Container {
    case group
    case list(ListProperties)
    /// Its number waits for its first paragraph.
    case item(Item?, level: Int)
    case quote
    case meaning
    case cell
    case note
  }

  private var open: [(container: Container, end: Int)] = []

  init(of document: Document) {
    lines = Array(repeating: nil, count: document.elements.count)
    for (index, element) in document.elements.enumerated() {
      while let last = open.last, last.end <= index { open.removeLast() }
      switch element.kind {
      // A table of contents may go on over several pages.
      case .group(.contents), .group(.landscape): break
      case .group: open.append((.group, element.end))
      case .list(let properties): open.append((.list(properties), element.end))
      case .item(let properties): openItem(properties, at: index, of: document)
      case .quote: open.append((.quote, element.end))
      case .meaning: open.append((.meaning, element.end))
      case .cell: open.append((.cell, element.end))
      case .note: open.append((.note, element.end))
      case .paragraph(let paragraph): plan(paragraph, at: index, of: document)
      case .figure(let figure):
        let isHeld = element.end > index + 1 || isHeld(at: index, of: document)
        add(Line(style: figure.style, use: .figure, item: nil, keepsWithNext: isHeld), at: index)
      case .definitions, .definition, .rule, .pageBreak, .table, .row, .contents, .columns, .column: break
      }
    }
  }

  private mutating func openItem(_ properties: ItemProperties, at index: Int, of document: Document) {
    let list = innermostList
    let level = list?.level ?? 0
    let kind = list?.numbering.map { NumberingTable.Kind.scheme($0) } ?? .bullets
    let item = Item(
      kind: kind, level: level, ordinal: kind == .bullets ? nil : properties.ordinals.last,
      restarts: properties.restarts)
    let end = document.elements[index].end
    if Self.startsWithParagraph(document, from: index + 1, to: end) {
      open.append((.item(item, level: level), end))
    } else {
      // The number stands on a line of its own, above the list, the quotation or the table that it counts.
      let use = StyleUse(of: item)
      let style = usages.first { $0.use == use }?.style ?? Self.nextStyle(document, from: index)
      add(Line(style: style, use: use, item: item, keepsWithNext: index + 1 < end), at: index)
      open.append((.item(nil, level: level), end))
    }
  }

  private mutating func plan(_ paragraph: Paragraph, at index: Int, of document: Document) {
    var use = StyleUse(of: paragraph.role, isQuoted: isInQuote)
    var number: Item?
    search: for position in open.indices.reversed() {
      switch open[position].container {
      case .item(let item?, let level):
        (use, number) = (StyleUse(of: item), item)
        open[position].container = .item(nil, level: level)
        break search
      case .item(nil, let level):
        if use == .body || use == .note { use = .continued(level: level) }
        break search
      case .cell:
        if use == .body { use = .cell }
        break search
      case .meaning:
        // What is said of a quoted term is no quotation by itself.
        if use == .body || use == .quote { use = .definition }
        break search
      case .quote, .note: break search
      case .group, .list: continue
      }
    }
    var isHeld = paragraph.keepsWithNext || isHeld(at: index, of: document)
    if use == .caption, case .table? = document.parent(of: index) { isHeld = true }
    var line = Line(style: paragraph.style, use: use, item: number, keepsWithNext: isHeld)
    if number != nil { line.outlineLevel = StyleUse(of: paragraph.role, isQuoted: false).outlineLevel }
    add(line, at: index)
  }

  /// Whether more of an open group follows.
  private func isHeld(at index: Int, of document: Document) -> Bool {
    if case .note? = open.last?.container { return false }
    // A footnote stands elsewhere: what follows the paragraph is behind it.
    var next = index + 1
    while next < document.elements.count, case .note = document.elements[next].kind {
      next = max(next + 1, document.elements[next].end)
    }
    return open.contains { held in
      if case .group = held.container { next < held.end } else { false }
    }
  }

  private mutating func add(_ line: Line, at index: Int) {
    lines[index] = line
    if let known = usages.firstIndex(where: { $0.style == line.style && $0.use == line.use }) {
      usages[known].count += 1
      if usages[known].outlineLevel != line.outlineLevel { usages[known].outlineLevel = nil }
    } else {
      usages.append(Usage(style: line.style, use: line.use, count: 1, outlineLevel: line.outlineLevel))
    }
  }

  private var innermostList: ListProperties? {
    for (container, _) in open.reversed() {
      if case .list(let properties) = container { return properties }
    }
    return nil
  }

  private var isInQuote: Bool {
    open.contains { if case .quote = $0.container { true } else { false } }
  }

  private static func startsWithParagraph(_ document: Document, from start: Int, to end: Int) -> Bool {
    for element in document.elements[
      min(start, document.elements.count)..<max(start, min(end, document.elements.count))]
    {
      switch element.kind {
      case .paragraph: return true
      case .group, .pageBreak: continue
      default: return false
      }
    }
    return false
  }

  private static func nextStyle(_ document: Document, from start: Int) -> Int {
    for element in document.elements[start...] {
      if case .paragraph(let paragraph) = element.kind { return paragraph.style }
    }
    return 0
  }
}

extension Document {
  /// What an element stands in.
  func parent(of index: Int) -> Element.Kind? {
    let parent = elements[index].parent
    return elements.indices.contains(parent) ? elements[parent].kind : nil
  }
}

extension StyleUse {
  init(of role: ParagraphRole, isQuoted: Bool) {
    self =
      switch role {
      case .title: .title
      case .subtitle: .subtitle
      case .heading(let level): .heading(level)
      case .byline: .byline
      case .body: isQuoted ? .quote : .body
      case .note: .note
      case .credit: .credit
      case .signature: .signature
      case .caption: .caption
      case .term: .term
      case .code: .code
      case .footnote: .footnote
      case .contentsTitle: .contentsTitle
      case .contentsEntry(let level): .contentsEntry(level)
      }
  }

  /// The use of the style that an item's first paragraph has.
  init(of item: DocumentPlan.Item) {
    switch item.kind {
    case .scheme(let scheme): self = .numbered(scheme: scheme, level: item.level)
    case .bullets: self = .bulleted(level: item.level)
    }
  }
}
