internal import SarupContainer

/// Finds what is a letterhead's in the body of a file that comes back: it was there before the brief, and is there when the brief is
/// rendered again.
struct LetterheadBlocks {
  /// Where the elements begin that are the letterhead's.
  private(set) var places: Set<Int> = []
  /// Blocks of it were changed or taken out.
  private(set) var hasChanged = false

  init(in body: XMLElement, before: [String], behind: [String]) {
    let blocks = Self.blocks(of: body.children)
    find(before, in: blocks)
    find(behind.reversed(), in: blocks.reversed())
  }

  /// Looks for the blocks in their order at an end of the body; one that is no longer there is passed over.
  private mutating func find(_ marks: [String], in blocks: [XMLElement]) {
    var wanted = marks[...]
    for block in blocks.prefix(marks.count + 2) {
      guard let found = wanted.firstIndex(of: Self.mark(block)) else { continue }
      if wanted[..<found].contains(where: { $0 != Self.empty }) { hasChanged = true }
      wanted = wanted[(found + 1)...]
      places.insert(block.range.lowerBound)
    }
    if wanted.contains(where: { $0 != Self.empty }) { hasChanged = true }
  }

  /// Paragraphs, tables and controls, without the marks and the section's properties between them.
  static func blocks(of elements: [XMLElement]) -> [XMLElement] {
    elements.filter { $0.isWord("p") || $0.isWord("tbl") || $0.isWord("sdt") }
  }

  static func mark(_ block: XMLElement) -> String { WordFacts.mark(ofWords: block.wordsBesideControls.utf8) }

  private static let empty = WordFacts.mark(of: [])
}
