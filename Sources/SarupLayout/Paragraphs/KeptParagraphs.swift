/// Shaped paragraphs that the second pass need not shape again: as many of the first ones as fit into a fixed room.
struct KeptParagraphs: Sendable {
  private let limit: Int
  private var used = 0
  private var paragraphs: [Int: ShapedParagraph] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func keep(_ paragraph: ShapedParagraph, element: Int) {
    guard used + paragraph.footprint <= limit else { return }
    used += paragraph.footprint
    paragraphs[element] = paragraph.exactCopy()
  }

  /// Keeps one that is kept elsewhere too, and takes no room here.
  mutating func keep(shared paragraph: ShapedParagraph, element: Int) { paragraphs[element] = paragraph }

  subscript(element: Int) -> ShapedParagraph? { paragraphs[element] }
}
