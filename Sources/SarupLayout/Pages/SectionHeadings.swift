internal import SarupDocument

/// The heading that each page stands under, as running lines show it: the first of the highest level that begins on the page, else
/// the last that began before it. Word looks for it in the same way (ECMA-376 Part 1, 17.16.5.59).
struct SectionHeadings: Sendable {
  /// Headings in their order, and the pages on which they begin.
  private var headings: [(element: Int, page: Int)] = []

  init(_ document: Document, flow: Flow, plan: PagePlan) {
    guard document.page.allHeads.contains(where: { $0.contain(.section) }), let level = document.sectionLevel else {
      return
    }
    for (index, block) in flow.blocks.enumerated() where block.kind == .paragraph {
      guard document.headingLevel(of: block.element) == level, let page = plan.page(ofBlock: index) else { continue }
      headings.append((block.element, page))
    }
  }

  func element(onPage page: Int) -> Int? {
    var lower = 0
    var upper = headings.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if headings[middle].page < page { lower = middle + 1 } else { upper = middle }
    }
    if lower < headings.count, headings[lower].page == page { return headings[lower].element }
    return lower > 0 ? headings[lower - 1].element : nil
  }
}
