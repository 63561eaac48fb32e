internal import SarupDocument
internal import SarupFonts
internal import SarupLayout

/// Places of the file that have a name (ISO 32000-1, 12.3.2.3): what has a label, footnotes, and the marks that lead to them.
///
/// Links use names, since a page may refer to one that is not there yet; so do addresses from outside.
struct Destinations {
  private struct Place {
    var name: String
    /// Object number of the page.
    var page: Int
    var left: Double
    /// From the sheet's lower edge, in points.
    var top: Double
  }

  private let anchors: [Anchor]
  private let names: [Int: String]
  private let isNeeded: Bool
  private var nextAnchor = 0
  private var places: [Place] = []
  private var known: Set<String> = []

  init(_ document: Document) {
    anchors = document.anchors
    names = Dictionary(document.anchors.map { ($0.element, $0.name) }) { first, _ in first }
    isNeeded =
      !anchors.isEmpty
      || document.elements.contains { element in
        if case .note = element.kind { true } else { false }
      }
  }

  static func name(ofNote number: Int) -> String { "note.\(number)" }
  static func name(ofMark number: Int) -> String { "note.\(number).mark" }

  func name(of element: Int) -> String? { names[element] }

  /// Takes down where on a page the named things are.
  mutating func note(_ page: Page, number: Int, of document: Document, fonts: FontBook) {
    guard isNeeded else { return }
    for mark in page.marks {
      guard case .element(let element, let part) = mark.owner, document.elements.indices.contains(element) else {
        continue
      }
      let corner = Self.corner(of: mark, page, fonts)
      if part == .label, case .note(let note) = document.elements[element].kind {
        add(Self.name(ofNote: note.number), page: number, at: corner)
        continue
      }
      // Whatever has the name, or the first thing behind it that shows.
      while nextAnchor < anchors.count, anchors[nextAnchor].element <= element {
        add(anchors[nextAnchor].name, page: number, at: corner)
        nextAnchor += 1
      }
      if case .text(let text) = mark.shape, let link = text.link,
        case .paragraph(let paragraph) = document.elements[element].kind,
        let reference = paragraph.text.reference(of: link), reference.shows == .note,
        case .note(let note) = document.elements[reference.element].kind
      {
        add(Self.name(ofMark: note.number), page: number, at: corner)
      }
    }
  }

  private static func corner(of mark: Mark, _ page: Page, _ fonts: FontBook) -> (left: Double, top: Double) {
    switch mark.shape {
    case .text(let text):
      (text.x, page.height - text.baseline + fonts.metrics(of: text.face).ascent * text.size)
    case .rule(let rule): (rule.x, page.height - rule.y)
    }
  }

  private mutating func add(_ name: String, page: Int, at corner: (left: Double, top: Double)) {
    guard known.insert(name).inserted else { return }
    places.append(Place(name: name, page: page, left: corner.left, top: corner.top))
  }

  /// Names in one leaf of the tree.
  private static let namesPerLeaf = 64

  /// The entry for the catalog's names; empty without any.
  func write(to writer: inout ObjectWriter) -> [UInt8] {
    if places.isEmpty { return [] }
    // A name tree is sorted by the bytes of its names (7.9.6).
    var entries = places.map { place -> (key: [UInt8], text: [UInt8], place: Place) in
      var text: [UInt8] = []
      text.append(textString: place.name)
      return (Self.bytes(of: place.name), text, place)
    }
    entries.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var kids: [UInt8] = []
    for start in stride(from: 0, to: entries.count, by: Self.namesPerLeaf) {
      let leaf = entries[start..<min(entries.count, start + Self.namesPerLeaf)]
      let number = writer.write { output in
        output.append("<</Limits[")
        output += leaf.first?.text ?? []
        output += leaf.last?.text ?? []
        output.append("]/Names[")
        for (_, text, place) in leaf {
          output += text
          output.append("[")
          output.append(reference: place.page)
          output.append("/XYZ ")
          output.append(decimal: place.left)
          output.append(" ")
          output.append(decimal: place.top)
          output.append(" null]")
        }
        output.append("]>>")
      }
      kids.append(reference: number)
      kids.append(" ")
    }
    var entry: [UInt8] = []
    entry.append("/Dests<</Kids[")
    entry += kids
    entry.append("]>>")
    return entry
  }

  /// The bytes of a text string, by which trees are sorted.
  private static func bytes(of name: String) -> [UInt8] {
    if name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return Array(name.utf8) }
    return [0xFE, 0xFF] + name.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }
}
