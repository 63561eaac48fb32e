internal import SarupContainer
internal import SarupDocument

/// Writes the `text:list` elements around numbered paragraphs and counts along as a reader of the file does.
///
/// A list holds the numbered paragraphs alone. What stands between them, further paragraphs of an item or a table, stands in the text
/// itself, and the next number goes on with the list that it belongs to: as office programs write it, and the one way in which
/// a table can follow a paragraph of an item, since OpenDocument allows none in a list.
struct ListChain {
  private struct Chain {
    var kind: ListKind
    var counters = [Int?](repeating: nil, count: ListStyles.levelCount)
    /// The id of the list that its last paragraph stands in.
    var id = ""
  }

  private var chains: [Chain] = []
  private var count = 0
  /// The kind of the open list.
  private var openKind: ListKind?
  /// How many levels are open, with an item in each.
  private var depth = 0

  mutating func closeAll(_ xml: inout XMLWriter) {
    while depth > 0 { closeLevel(&xml) }
    openKind = nil
  }

  private mutating func closeLevel(_ xml: inout XMLWriter) {
    xml.close()
    xml.close()
    depth -= 1
  }

  /// Opens the item for a paragraph.
  mutating func openItem(
    _ kind: ListKind, level: Int, ordinal: Int?, restarts: Bool, style: String, _ xml: inout XMLWriter
  ) {
    let level = min(max(level, 0), ListStyles.levelCount - 1)
    let known = chains.firstIndex { $0.kind == kind }
    let chain = known ?? chains.count
    if known == nil { chains.append(Chain(kind: kind)) }
    // A list that begins anew is one of its own, so that an item that a person adds to the one before leaves its numbers alone.
    let isNew = level == 0 && restarts && chains[chain].counters[0] != nil
    if isNew { chains[chain].counters = [Int?](repeating: nil, count: ListStyles.levelCount) }
    let expected = (chains[chain].counters[level] ?? 0) + 1
    if openKind != kind || isNew { closeAll(&xml) }
    if depth > level + 1 { while depth > level + 1 { closeLevel(&xml) } }
    let start = ordinal.flatMap { $0 == expected ? nil : max(0, $0) }
    if depth == level + 1 {
      xml.close()
      startItem(from: start, &xml)
    } else {
      while depth <= level {
        xml.open("text:list")
        if depth == 0 {
          count += 1
          xml.attribute("xml:id", "list\(count)")
          xml.attribute("text:style-name", style)
          if !isNew, !chains[chain].id.isEmpty { xml.attribute("text:continue-list", chains[chain].id) }
          chains[chain].id = "list\(count)"
          openKind = kind
        } else if chains[chain].counters[depth] != nil {
          xml.attribute("text:continue-numbering", "true")
        }
        startItem(from: depth == level ? start : nil, &xml)
        depth += 1
      }
    }
    guard ordinal != nil else { return }
    chains[chain].counters[level] = ordinal
    for deeper in level + 1..<ListStyles.levelCount { chains[chain].counters[deeper] = nil }
  }

  private func startItem(from start: Int?, _ xml: inout XMLWriter) {
    xml.open("text:list-item")
    if let start { xml.attribute("text:start-value", start) }
  }
}
