internal import SarupDocument
internal import SarupSyntax

/// Reads the page: its size, margins, and where its running heads stand.
enum PageReader {
  private static let sizes: [(name: String, width: Points, height: Points)] = [
    ("A3", 297 * millimetre, 420 * millimetre), ("A4", 210 * millimetre, 297 * millimetre),
    ("A5", 148 * millimetre, 210 * millimetre), ("letter", 612, 792), ("legal", 612, 1008),
  ]
  private static let millimetre: Points = 72 / 25.4
  /// Narrower text is no text: room for some seven characters of the usual size.
  private static let narrowest: Points = 20 * millimetre

  private enum Orientation: String, CaseIterable { case portrait, landscape }

  /// The page and the node of its running heads, which need the styles.
  static func read(_ node: Node?, reporting diagnostics: inout Diagnostics) -> (page: PageSetup, running: Node?) {
    var page = PageSetup(
      width: 210 * millimetre, height: 297 * millimetre, top: 25 * millimetre, end: 20 * millimetre,
      bottom: 20 * millimetre, start: 30 * millimetre, headDistance: 12.5 * millimetre, footDistance: 10 * millimetre)
    guard let node,
      let keys = KeyReader(
        node, of: "the page", keys: ["size", "orientation", "margins", "head-distance", "foot-distance", "running"],
        reporting: &diagnostics)
    else { return (page, nil) }
    if let size = keys["size"] { readSize(size, into: &page, reporting: &diagnostics) }
    if let node = keys["orientation"],
      let orientation = ValueReader.choice(node, "orientation", as: Orientation.self, reporting: &diagnostics),
      (page.width > page.height) != (orientation == .landscape)
    {
      swap(&page.width, &page.height)
    }
    if let margins = keys["margins"] { readMargins(margins, into: &page, reporting: &diagnostics) }
    for (key, path) in [("head-distance", \PageSetup.headDistance), ("foot-distance", \.footDistance)] {
      if let node = keys[key] {
        page[keyPath: path] =
          ValueReader.length(node, key, in: 0...page.height, reporting: &diagnostics) ?? page[keyPath: path]
      }
    }
    let place = (keys["margins"] ?? keys["size"] ?? node).span
    if page.width - page.start - page.end < narrowest {
      diagnostics.error(
        .noRoom, at: place, "the margins leave less than 20 mm between left and right",
        hint: "Make them narrower, or the page wider.")
    }
    if page.height - page.top - page.bottom < narrowest {
      diagnostics.error(
        .noRoom, at: place, "the margins leave less than 20 mm between top and bottom",
        hint: "Make them lower, or the page higher.")
    }
    return (page, keys["running"])
  }

  private static func readSize(_ node: Node, into page: inout PageSetup, reporting diagnostics: inout Diagnostics) {
    if let sides = node.sequence {
      guard sides.count == 2 else {
        diagnostics.error(
          .badValue, at: node.span, "a page size of \(sides.count) lengths",
          hint: "Write width and height: [210mm, 297mm].")
        return
      }
      page.width = ValueReader.length(sides[0], "width", in: 72...Length.longest, reporting: &diagnostics) ?? page.width
      page.height =
        ValueReader.length(sides[1], "height", in: 72...Length.longest, reporting: &diagnostics) ?? page.height
      return
    }
    let name = node.scalar?.text ?? ""
    guard let size = sizes.first(where: { $0.name == name }) else {
      let hint =
        sizes.first { $0.name.lowercased() == name.lowercased() }.map { "Did you mean \($0.name)?" }
        ?? "Write \(ValueReader.alternatives(sizes.map(\.name))), or width and height: [210mm, 297mm]."
      diagnostics.error(.badValue, at: node.span, "there is no page size \(name)", hint: hint)
      return
    }
    page.width = size.width
    page.height = size.height
  }

  private static func readMargins(_ node: Node, into page: inout PageSetup, reporting diagnostics: inout Diagnostics) {
    if node.scalar != nil {
      guard let all = ValueReader.length(node, "margins", reporting: &diagnostics) else { return }
      (page.top, page.end, page.bottom, page.start) = (all, all, all, all)
      return
    }
    guard
      let keys = KeyReader(node, of: "margins", keys: ["top", "right", "bottom", "left"], reporting: &diagnostics)
    else { return }
    let sides: [(String, WritableKeyPath<PageSetup, Points>)] = [
      ("top", \.top), ("right", \.end), ("bottom", \.bottom), ("left", \.start),
    ]
    for (key, path) in sides {
      if let node = keys[key] {
        page[keyPath: path] =
          ValueReader.length(node, "the \(key) margin", reporting: &diagnostics) ?? page[keyPath: path]
      }
    }
  }
}
