internal import SarupDocument
internal import SarupThai

/// Which structure type (ISO 32000-1, 14.8.4) stands for each element of a document.
struct StructureTypes {
  private let document: Document
  /// By element, see ``SarupDocument/Document/headingLevels()``.
  private let levels: [UInt8]
  /// By cell, the header cells that say what it is about: of tables in which cells reach over others, where the scope of a
  /// header alone leaves that to guess (ISO 14289-1, 7.5).
  private let headers: TableHeaders

  init(_ document: Document) {
    self.document = document
    levels = document.headingLevels()
    headers = TableHeaders(document)
  }

  /// The name of a header cell that others refer to.
  func headerName(of cell: Int) -> String? { headers.named.contains(cell) ? "head-\(cell)" : nil }

  func headingLevel(of element: Int) -> Int { Int(levels[element]) }

  /// The type of an element; `nil` for one that no reader hears of.
  func name(of index: Int) -> StaticString? {
    let element = document.elements[index]
    switch element.kind {
    case .group: return "Sect"
    case .paragraph(let paragraph): return name(of: paragraph.role, at: index)
    case .list: return "L"
    case .item: return "LI"
    case .definitions: return "L"
    case .definition: return "LI"
    case .meaning: return "LBody"
    case .quote: return "BlockQuote"
    case .rule, .pageBreak: return nil
    case .table: return "Table"
    case .row: return "TR"
    case .cell: return isHeaderCell(index) ? "TH" : "TD"
    case .figure(let figure): return figure.alternative.isEmpty ? nil : "Figure"
    case .note: return "Note"
    case .contents: return "TOC"
    // What stands side by side is no table: it is read one column after the other.
    case .columns, .column: return "Div"
    }
  }

  private func name(of role: ParagraphRole, at index: Int) -> StaticString {
    switch role {
    case .title, .heading, .contentsTitle:
      switch levels[index] {
      case 1: return "H1"
      case 2: return "H2"
      case 3: return "H3"
      case 4: return "H4"
      case 5: return "H5"
      default: return "H6"
      }
    case .caption:
      // A caption belongs to a table or a figure, and is a paragraph anywhere else.
      let parent = document.elements[index].parent
      guard document.elements.indices.contains(parent) else { return "P" }
      switch document.elements[parent].kind {
      case .table: return "Caption"
      // A caption of a picture that no reader hears of belongs to nothing.
      case .figure(let figure): return figure.alternative.isEmpty ? "P" : "Caption"
      default: return "P"
      }
    // A list of definitions has its terms for labels (ISO 32000-1, table 336).
    case .term: return "Lbl"
    case .contentsEntry: return "TOCI"
    case .footnote: return isInNote(index) ? "P" : "Note"
    case .subtitle, .byline, .body, .note, .credit, .signature, .code: return "P"
    }
  }

  /// Entries of the element's dictionary that its kind asks for.
  ///
  /// - Parameter box: Where the element's picture is on its page.
  func appendAttributes(of index: Int, box: Rectangle?, to output: inout [UInt8]) {
    switch document.elements[index].kind {
    case .list(let list):
      output.append("/A<</O/List/ListNumbering/")
      output.append(numbering(of: list))
      output.append(">>")
    case .cell(let cell):
      let isHeader = isHeaderCell(index)
      let own = headers.ofCell[index] ?? []
      if let name = headerName(of: index) {
        output.append("/ID")
        output.append(literal: Array(name.utf8))
      }
      if !isHeader && cell.columnSpan == 1 && cell.rowSpan == 1 && own.isEmpty { return }
      output.append("/A<</O/Table")
      if isHeader {
        if cell.isRowHeader { output.append("/Scope/Row") } else { output.append("/Scope/Column") }
      }
      if !own.isEmpty {
        output.append("/Headers[")
        for header in own { output.append(literal: Array("head-\(header)".utf8)) }
        output.append("]")
      }
      if cell.columnSpan != 1 {
        output.append("/ColSpan ")
        output.append(integer: cell.columnSpan)
      }
      if cell.rowSpan != 1 {
        output.append("/RowSpan ")
        output.append(integer: cell.rowSpan)
      }
      output.append(">>")
    case .figure(let figure):
      output.append("/Alt")
      output.append(textString: figure.alternative)
      guard let box else { return }
      output.append("/A<</O/Layout/Placement/Block/BBox[")
      for edge in [box.left, box.bottom, box.right, box.top] {
        output.append(decimal: edge)
        output.append(" ")
      }
      output.append("]>>")
    default:
      // A note needs an identifier of its own (ISO 14289-1, 7.9).
      guard isNote(index) else { return }
      output.append("/ID(note-")
      output.append(integer: index)
      output.append(")")
    }
  }

  /// Whether an element is a note: one with its paragraphs, or a paragraph that is one by itself.
  func isNote(_ index: Int) -> Bool {
    switch document.elements[index].kind {
    case .note: true
    case .paragraph(let paragraph): paragraph.role == .footnote && !isInNote(index)
    default: false
    }
  }

  private func isInNote(_ index: Int) -> Bool {
    let parent = document.elements[index].parent
    guard document.elements.indices.contains(parent), case .note = document.elements[parent].kind else { return false }
    return true
  }

  private func isHeaderCell(_ index: Int) -> Bool {
    if case .cell(let cell) = document.elements[index].kind, cell.isRowHeader { return true }
    let parent = document.elements[index].parent
    guard document.elements.indices.contains(parent), case .row(isHeader: true) = document.elements[parent].kind else {
      return false
    }
    return true
  }

  /// The nearest of the numberings that PDF has names for (ISO 32000-1, table 347).
  private func numbering(of list: ListProperties) -> StaticString {
    guard let number = list.numbering, document.numberings.indices.contains(number) else { return "Disc" }
    let levels = document.numberings[number].levels
    guard levels.indices.contains(list.level) else { return "Decimal" }
    for case .ordinal(let level, let format) in levels[list.level].pieces where level == list.level {
      switch format {
      case .thaiDigits, .arabicDigits: return "Decimal"
      case .thaiLetters, .latinLetters: return "LowerAlpha"
      case .latinCapitals: return "UpperAlpha"
      case .roman: return "LowerRoman"
      case .romanCapitals: return "UpperRoman"
      }
    }
    return "None"
  }
}
