internal import SarupDocument

/// How pages are chosen.
package enum PageChoice: Sendable {
  /// Over the whole document.
  case whole
  /// Each page as full as it can be; the second one ends pages earlier where they should not end. To measure by.
  case firstFit, firstFitKeeping
}

/// Which lines stand on which page: all that is kept of a document's pages until they are made.
struct PagePlan: Sendable {
  /// A line of a paragraph, or a box.
  struct Unit: Sendable {
    var block: Int32
    var line: Int32
  }

  /// All lines of the document in reading order.
  var units: [Unit] = []
  /// How far below the document's first line each unit stands, were it one endless page.
  var tops: [Points] = []
  /// The first unit of each page; one empty page where there is none.
  var starts: [Int] = [0]
  /// Room at the top of a page for repeated header rows.
  var leads: [Points] = []
  /// Whether the page keeps the space before its first block: the document's first, and those behind a forced break.
  var keepsSpaceBefore: [Bool] = []
  /// By which part the space above the paragraphs of each page is less; empty where no page lacks any.
  var squeezes: [Double] = []
  /// The lines of footnotes that stand at the foot of each page; empty in a document without any.
  var notes: [Range<Int>] = []

  /// The page on which a block begins.
  func page(ofBlock block: Int) -> Int? {
    var lower = 0
    var upper = units.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if Int(units[middle].block) < block { lower = middle + 1 } else { upper = middle }
    }
    guard lower < units.count else { return nil }
    var first = 0
    var behind = starts.count
    while behind - first > 1 {
      let middle = (first + behind) / 2
      if starts[middle] <= lower { first = middle } else { behind = middle }
    }
    return first
  }

  func units(onPage page: Int) -> Range<Int> {
    let end = page + 1 < starts.count ? starts[page + 1] : units.count
    return starts[page]..<max(starts[page], end)
  }
}
