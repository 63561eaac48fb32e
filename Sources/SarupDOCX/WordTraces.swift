internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

// Hidden bookmarks that say what Word itself has no words for, so that an edited file can become a brief again. Word and LibreOffice
// keep them through every change of the text around them.

/// Names of hidden bookmarks.
enum WordTrace {
  /// A line of the template, with a mark of what it said beside its fields: `_Made1_9F3A22C1`.
  static let made = "_Made"
  /// A credit or an attachment by its number, with a mark of what it said.
  static let credit = "_Credit"
  static let attachment = "_Attachment"
  /// All of a list item.
  static let item = "_Item"
  /// All of a quotation.
  static let quote = "_Quote"
  /// All of what a term means.
  static let meaning = "_Meaning"
  /// All of a list of definitions behind another one.
  static let definitions = "_Definitions"

  /// What a bookmark of this name tells the extent of.
  static func extent(of name: String) -> WordPiece.Enclosure? {
    [(item, WordPiece.Enclosure.item), (quote, .quote), (meaning, .meaning), (definitions, .definitions)]
      .first { name.hasPrefix($0.0) }?.1
  }
}

extension StoryWriter {
  /// The bookmark of a paragraph whose words are the template's.
  func trace(of paragraph: Paragraph) -> String? {
    guard package.options.frontMatter != nil else { return nil }
    if case .note = paragraph.role, let style = package.styles.entries.first(where: { $0.style == paragraph.style }) {
      package.noteStyles.insert(style.id)
    }
    let name: String
    switch paragraph.maker {
    case .brief: return nil
    case .line:
      package.traces += 1
      name = "\(WordTrace.made)\(package.traces)"
    case .credit(let number): name = "\(WordTrace.credit)\(number + 1)"
    case .attachment(let number): name = "\(WordTrace.attachment)\(number + 1)"
    }
    let words = wordsBesideControls(of: paragraph.text)
    let trace = "\(name)_\(WordFacts.mark(ofWords: words))"
    if case .line = paragraph.maker, words.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
      package.fields.facts?.lines.append((trace, String(decoding: words, as: UTF8.self)))
    }
    if case .line = paragraph.maker, let field = lookedField(in: paragraph.text) {
      func written(_ range: Range<Int>) -> String {
        let pieces = TextPieces(paragraph.text.utf8[range], of: .thai).pieces
        var result: [UInt8] = []
        for case .text(let utf8) in pieces { result += utf8 }
        return String(decoding: result, as: UTF8.self)
      }
      package.fields.facts?.lookedFields.append(
        (
          trace, field.field.rawValue, written(0..<field.range.lowerBound),
          written(field.range.upperBound..<paragraph.text.utf8.count)
        ))
    }
    return trace
  }

  /// The only field of a line that looks or breaks of its own keep out of a control.
  private func lookedField(in text: StyledText) -> StyledText.FieldRange? {
    let controls = controlled(in: text).map(\.range)
    let fields = text.fields.filter { field in
      guard field.field != .date, !controls.contains(field.range), field.range.upperBound <= text.utf8.count else {
        return false
      }
      let hasLooks = text.runs.contains { run in
        run.range.overlaps(field.range) && (!run.traits.isEmpty || run.link != nil)
      }
      // U+2028 begins with this byte.
      return hasLooks || text.utf8[field.range].contains(0xE2)
    }
    return fields.count == 1 ? fields.first : nil
  }

  /// What a field says in a control may change without the line having been changed.
  private func wordsBesideControls(of text: StyledText) -> [UInt8] {
    var words: [UInt8] = []
    var position = 0
    for field in controlled(in: text) {
      words += text.utf8[position..<field.range.lowerBound]
      position = field.range.upperBound
    }
    return words + text.utf8[position...]
  }

  /// The bookmark of a picture that the template places.
  mutating func traceOfPicture(_ element: Int) -> String? {
    guard package.options.frontMatter != nil else { return nil }
    switch package.document.parent(of: element) {
    case .group(.header), .group(.signatures), .column: break
    default: return nil
    }
    return nextTrace()
  }

  /// The bookmark of something of the template's without words of its own.
  func nextTrace() -> String {
    package.traces += 1
    return "\(WordTrace.made)\(package.traces)"
  }

  /// Opens a bookmark around a list item, a quotation or a meaning that holds more than paragraphs of its own kind, and around a list of
  /// definitions right behind another one.
  mutating func trace(_ element: Element, at index: Int) {
    let name: String
    switch element.kind {
    case .item where isMixed(index): name = WordTrace.item
    case .quote where isMixed(index): name = WordTrace.quote
    case .meaning where !isOneParagraph(index): name = WordTrace.meaning
    case .definitions where isBehindDefinitions(index): name = WordTrace.definitions
    default: return
    }
    package.traces += 1
    let bookmark = openBookmark("\(name)\(package.traces)")
    containers.append((.traced(bookmark), element.end))
  }

  /// Whether the element right before one, in the same element around them, is a list of definitions.
  private func isBehindDefinitions(_ index: Int) -> Bool {
    let elements = package.document.elements
    var before = index - 1
    while before >= 0, before != elements[index].parent, elements[before].parent != elements[index].parent {
      before = elements[before].parent
    }
    guard before >= 0, before != elements[index].parent, case .definitions = elements[before].kind else { return false }
    return true
  }

  /// Whether nothing but a paragraph of text stands in an element.
  private func isOneParagraph(_ index: Int) -> Bool {
    let elements = package.document.elements
    let children = elements[index + 1..<max(index + 1, min(elements[index].end, elements.count))]
    let own = children.filter { child in
      if case .note = child.kind { false } else { child.parent == index }
    }
    guard own.count == 1, case .paragraph(let paragraph)? = own.first?.kind else { return false }
    return paragraph.role == .body
  }

  /// Whether a paragraph is the heading beside the number of an item.
  private func isTitle(_ index: Int) -> Bool {
    package.document.headingLevel(of: index) != nil && package.document.item(beside: index) != nil
  }

  /// Whether something in an element, or around it, is of another kind than itself: a table in a list item, bullets in a finding.
  private func isMixed(_ index: Int) -> Bool {
    let elements = package.document.elements
    var isNumbered: Bool?
    func isOther(_ kind: Element.Kind) -> Bool {
      switch kind {
      case .list(let list):
        defer { isNumbered = list.numbering != nil }
        return isNumbered.map { $0 != (list.numbering != nil) } ?? false
      case .item, .note: return false
      case .paragraph(let paragraph):
        switch paragraph.role {
        case .body, .note, .footnote: return false
        default: return true
        }
      default: return true
      }
    }
    if case .list(let list)? = package.document.parent(of: index) { isNumbered = list.numbering != nil }
    let own = isNumbered
    for child in index + 1..<max(index + 1, min(elements[index].end, elements.count))
    where !isTitle(child) && isOther(elements[child].kind) {
      return true
    }
    guard case .item = elements[index].kind else { return isNumbered != nil }
    var parent = elements[index].parent
    while elements.indices.contains(parent) {
      switch elements[parent].kind {
      case .list(let list) where (list.numbering != nil) != own: return true
      case .quote: return true
      default: break
      }
      parent = elements[parent].parent
    }
    return false
  }
}
