internal import SarupDocument

/// A piece of marked content: the element it belongs to. Its page and its number there follow from the order of the records.
struct ContentRecord {
  var element: Int32
  /// Index of the paragraph's links; -1 for none.
  var link: Int16
  var isLabel: Bool
}

/// The records of one page are `records[start..<end]`, in the order of their numbers (MCID).
struct PageRecords {
  /// Object number of the page.
  var page: Int32
  var start: Int32
}

/// Writes the structure tree (ISO 32000-1, 14.7) from what was noted page by page: the elements of the document that have
/// content, with the labels and bodies of list items and the links between them.
struct StructureTree {
  let document: Document
  let types: StructureTypes
  /// In the order in which they were drawn.
  private let records: [ContentRecord]
  private let pages: [PageRecords]
  /// By record, the structure element it belongs to.
  private var owners: [Int32]
  private let links: [LinkPlace]
  private let figures: [Int32: Rectangle]
  /// The records of element n are `order[starts[n]..<starts[n + 1]]`.
  private var starts: [Int32]
  private var order: [Int32]
  /// Whether an element, or one in it, has content.
  private var hasContent: [Bool]
  /// Object numbers by element; 0 for those that are not written.
  private var numbers: [Int32]
  /// Object numbers of the bodies of list items by element; 0 for all others.
  private var bodies: [Int32]
  /// Places in `links` of the links that have not been written.
  private var linksByElement: [Int32: [Int]] = [:]

  init(
    document: Document, types: StructureTypes, records: [ContentRecord], pages: [PageRecords], links: [LinkPlace],
    figures: [Int32: Rectangle]
  ) {
    self.document = document
    self.types = types
    self.records = records
    self.pages = pages
    owners = [Int32](repeating: 0, count: records.count)
    self.links = links
    self.figures = figures
    let count = document.elements.count
    starts = [Int32](repeating: 0, count: count + 1)
    for record in records { starts[Int(record.element) + 1] += 1 }
    for element in 0..<count { starts[element + 1] += starts[element] }
    var next = starts
    order = [Int32](repeating: 0, count: records.count)
    for (place, record) in records.enumerated() {
      order[Int(next[Int(record.element)])] = Int32(place)
      next[Int(record.element)] += 1
    }
    hasContent = [Bool](repeating: false, count: count)
    for element in stride(from: count - 1, through: 0, by: -1) {
      if starts[element] < starts[element + 1] { hasContent[element] = true }
      let parent = document.elements[element].parent
      if hasContent[element] && document.elements.indices.contains(parent) { hasContent[parent] = true }
    }
    // A table has all of its cells, those too in which nothing stands (ISO 14289-1, 7.5).
    for (element, node) in document.elements.enumerated() where !hasContent[element] {
      switch node.kind {
      case .row, .cell: hasContent[element] = document.elements.indices.contains(node.parent) && hasContent[node.parent]
      default: break
      }
    }
    numbers = [Int32](repeating: 0, count: count)
    bodies = [Int32](repeating: 0, count: count)
    for (place, link) in links.enumerated() { linksByElement[Int32(link.element), default: []].append(place) }
  }

  /// Numbers of the objects that other objects refer to.
  struct Written {
    var root: Int
    /// For each link, in the order of the links, the structure element that holds it.
    var linkOwners: [Int]
    /// For each record, in the order of the records, the structure element it belongs to.
    var owners: [Int32]
  }

  consuming func write(parentTree: Int, nextKey: Int, to writer: inout ObjectWriter) -> Written {
    let root = writer.reserve()
    let top = writer.reserve()
    var linkOwners = [Int](repeating: top, count: links.count)
    var topKids: [UInt8] = []
    for element in document.elements.indices where hasContent[element] && types.name(of: element) != nil {
      numbers[element] = Int32(writer.reserve())
    }
    for element in document.elements.indices where numbers[element] != 0 {
      if parentNumber(of: element) == nil {
        topKids.append(reference: Int(numbers[element]))
        topKids.append(" ")
      }
      write(element, top: top, linkOwners: &linkOwners, to: &writer)
    }
    writer.write(top) { output in
      output.append("<</Type/StructElem/S/Document/P ")
      output.append(reference: root)
      output.append("/K[")
      output += topKids
      output.append("]>>")
    }
    writer.write(root) { output in
      output.append("<</Type/StructTreeRoot/K ")
      output.append(reference: top)
      output.append("/ParentTree ")
      output.append(reference: parentTree)
      output.append("/ParentTreeNextKey ")
      output.append(integer: nextKey)
      appendIdentifiers(to: &output)
      output.append(">>")
    }
    return Written(root: root, linkOwners: linkOwners, owners: owners)
  }

  /// Number of the nearest structure element around this one; `nil` for one at the top.
  private func parentNumber(of element: Int) -> Int? {
    var parent = document.elements[element].parent
    while document.elements.indices.contains(parent) {
      // What an item holds stands in its body.
      if bodies[parent] != 0 { return Int(bodies[parent]) }
      if numbers[parent] != 0 { return Int(numbers[parent]) }
      parent = document.elements[parent].parent
    }
    return nil
  }

  private mutating func write(
    _ element: Int, top: Int, linkOwners: inout [Int], to writer: inout ObjectWriter
  ) {
    guard let name = types.name(of: element) else { return }
    let number = Int(numbers[element])
    let parent = parentNumber(of: element) ?? top
    var kids = Kids()
    switch document.elements[element].kind {
    case .item: writeItem(element, number, into: &kids, linkOwners: &linkOwners, to: &writer)
    case .note:
      writeLabel(of: element, number, into: &kids, linkOwners: &linkOwners, to: &writer)
      appendChildren(of: element, to: &kids)
    default:
      appendContent(of: element, labels: nil, owner: number, to: &kids, linkOwners: &linkOwners, writer: &writer)
      appendChildren(of: element, to: &kids)
      if case .table = document.elements[element].kind { kids.begin(on: firstPage(of: element)) }
    }
    writer.write(number) { output in
      output.append("<</Type/StructElem/S/")
      output.append(name)
      output.append("/P ")
      output.append(reference: parent)
      types.appendAttributes(of: element, box: figures[Int32(element)], to: &output)
      kids.append(to: &output)
      output.append(">>")
    }
  }

  private mutating func writeItem(
    _ item: Int, _ number: Int, into kids: inout Kids, linkOwners: inout [Int], to writer: inout ObjectWriter
  ) {
    writeLabel(of: item, number, into: &kids, linkOwners: &linkOwners, to: &writer)
    let body = writer.reserve()
    var bodyKids = Kids()
    appendContent(of: item, labels: false, owner: body, to: &bodyKids, linkOwners: &linkOwners, writer: &writer)
    appendChildren(of: item, to: &bodyKids)
    if bodyKids.isEmpty { return }
    bodies[item] = Int32(body)
    kids.append(element: body)
    writer.write(body) { output in
      output.append("<</Type/StructElem/S/LBody/P ")
      output.append(reference: number)
      bodyKids.append(to: &output)
      output.append(">>")
    }
  }

  /// The number of an item or of a note.
  private mutating func writeLabel(
    of item: Int, _ number: Int, into kids: inout Kids, linkOwners: inout [Int], to writer: inout ObjectWriter
  ) {
    let label = writer.reserve()
    var labelKids = Kids()
    appendContent(of: item, labels: true, owner: label, to: &labelKids, linkOwners: &linkOwners, writer: &writer)
    if !labelKids.isEmpty {
      kids.append(element: label)
      writer.write(label) { output in
        output.append("<</Type/StructElem/S/Lbl/P ")
        output.append(reference: number)
        labelKids.append(to: &output)
        output.append(">>")
      }
    }
  }

  /// Notes the element's own content in its kids; links in it become elements of their own.
  private mutating func appendContent(
    of element: Int, labels: Bool?, owner: Int, to kids: inout Kids, linkOwners: inout [Int],
    writer: inout ObjectWriter
  ) {
    var position = Int(starts[element])
    let end = Int(starts[element + 1])
    while position < end {
      let place = Int(order[position])
      let record = records[place]
      position += 1
      if let labels, record.isLabel != labels { continue }
      if record.link < 0 {
        owners[place] = Int32(owner)
        kids.append(content: content(place))
        continue
      }
      let link = writer.reserve()
      var linkKids = Kids()
      position -= 1
      while position < end, records[Int(order[position])].link == record.link {
        owners[Int(order[position])] = Int32(link)
        linkKids.append(content: content(Int(order[position])))
        position += 1
      }
      for number in linksByElement[Int32(element)] ?? [] where links[number].link == Int(record.link) {
        linkKids.append(annotation: links[number].annotation, page: links[number].page)
        linkOwners[number] = link
      }
      linksByElement[Int32(element)]?.removeAll { links[$0].link == Int(record.link) }
      var parent = owner
      if labels == nil, isMark(Int(record.link), of: element) {
        // The number of a footnote cites it (ISO 32000-1, table 338).
        parent = writer.reserve()
        writer.write(parent) { output in
          output.append("<</Type/StructElem/S/Reference/P ")
          output.append(reference: owner)
          output.append("/K ")
          output.append(reference: link)
          output.append(">>")
        }
        kids.append(element: parent)
      } else {
        kids.append(element: link)
      }
      writer.write(link) { output in
        output.append("<</Type/StructElem/S/Link/P ")
        output.append(reference: parent)
        linkKids.append(to: &output)
        output.append(">>")
      }
    }
  }

  /// Whether a link of a paragraph is the mark of a footnote, or an entry of the contents.
  private func isMark(_ link: Int, of element: Int) -> Bool {
    guard case .paragraph(let paragraph) = document.elements[element].kind else { return false }
    if case .contentsEntry = paragraph.role { return true }
    return paragraph.text.reference(of: link)?.shows == .note
  }

  /// The page of a record, and its number there.
  private func content(_ place: Int) -> (page: Int, number: Int) {
    var lower = 0
    var upper = pages.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if Int(pages[middle].start) <= place { lower = middle } else { upper = middle }
    }
    return (Int(pages[lower].page), place - Int(pages[lower].start))
  }

  /// The page on which the first content in an element stands.
  private func firstPage(of element: Int) -> Int? {
    for inner in element..<min(document.elements[element].end, document.elements.count)
    where starts[inner] < starts[inner + 1] {
      return content(Int(order[Int(starts[inner])])).page
    }
    return nil
  }

  private func appendChildren(of element: Int, to kids: inout Kids) {
    var child = element + 1
    let end = min(document.elements[element].end, document.elements.count)
    while child < end {
      if numbers[child] != 0 {
        kids.append(element: Int(numbers[child]))
        child = max(child + 1, document.elements[child].end)
      } else {
        // An element that no reader hears of lets its children through.
        child += 1
      }
    }
  }

  /// The names of notes and of header cells, for readers that jump to them.
  private func appendIdentifiers(to output: inout [UInt8]) {
    var notes: [(name: String, number: Int)] = []
    for element in document.elements.indices where numbers[element] != 0 {
      if types.isNote(element) {
        notes.append(("note-\(element)", Int(numbers[element])))
      } else if let name = types.headerName(of: element) {
        notes.append((name, Int(numbers[element])))
      }
    }
    if notes.isEmpty { return }
    output.append("/IDTree<</Names[")
    // A name tree is sorted by the bytes of its names (7.9.6).
    for note in notes.sorted(by: { $0.name < $1.name }) {
      output.append(literal: Array(note.name.utf8))
      output.append(reference: note.number)
      output.append(" ")
    }
    output.append("]>>")
  }

  /// The kids of a structure element, ready to be written: its page is that of its first content.
  private struct Kids {
    private var page: Int?
    private var text: [UInt8] = []

    var isEmpty: Bool { text.isEmpty }

    mutating func append(content: (page: Int, number: Int)) {
      if page == nil { page = content.page }
      if content.page == page {
        text.append(integer: content.number)
        text.append(" ")
      } else {
        text.append("<</Type/MCR/Pg ")
        text.append(reference: content.page)
        text.append("/MCID ")
        text.append(integer: content.number)
        text.append(">>")
      }
    }

    /// Says where an element begins that has no content of its own: readers that look for what a grid of lines is go by it.
    mutating func begin(on page: Int?) {
      if self.page == nil { self.page = page }
    }

    mutating func append(element: Int) {
      text.append(reference: element)
      text.append(" ")
    }

    mutating func append(annotation: Int, page: Int) {
      text.append("<</Type/OBJR/Obj ")
      text.append(reference: annotation)
      text.append("/Pg ")
      text.append(reference: page)
      text.append(">>")
    }

    func append(to output: inout [UInt8]) {
      if let page {
        output.append("/Pg ")
        output.append(reference: page)
      }
      if text.isEmpty { return }
      output.append("/K[")
      output += text
      output.append("]")
    }
  }
}
