internal import SarupDocument

/// Chooses the pages of the whole document at once: the fewest hard places to break, and pages that are as full as they can be.
///
/// Costs are squares of empty lines, so a page may end a line or two early for a better break, but not half empty.
struct PageBreaker {
  /// What a page break costs where it should not be. All are prices, not prohibitions: a group that is taller than a page breaks.
  private enum Price {
    static let keepWithNext = 1e6
    static let keepTogether = 1e5
    static let group = 2e5
    static let widow = 2e4
    static let insideParagraph = 1.5
    /// A last page with next to nothing on it.
    static let sparseEnd = 150.0
  }

  private let height: Points
  private let typicalLine: Points
  private var units: [PagePlan.Unit] = []
  private var top: [Double] = []
  private var bottom: [Double] = []
  private var price: [Double] = []
  /// Room that a page which starts with the unit needs for repeated header rows.
  private var leads: [Double] = []
  /// A forced page break stands in front of the unit.
  private var isForced: [Bool] = []

  init(flow: Flow, height: Points) {
    self.height = height
    typicalLine = max(1, flow.blocks.first { $0.kind == .paragraph && $0.lineCount > 1 }?.lineHeight ?? 20)
    lay(flow)
  }

  /// The cheapest way to cut the document into pages.
  consuming func plan() -> PagePlan {
    let starts = units.isEmpty ? [0] : chooseStarts()
    return PagePlan(
      units: units, tops: top, starts: starts, leads: starts.map { $0 < leads.count ? leads[$0] : 0 },
      keepsSpaceBefore: starts.map { $0 == 0 || isForced[$0] })
  }

  /// The unit with which each page starts.
  private func chooseStarts() -> [Int] {
    var cost = [Double](repeating: .infinity, count: units.count + 1)
    var from = [Int](repeating: 0, count: units.count + 1)
    cost[0] = 0
    for end in 1...units.count {
      let closes = end == units.count || isForced[end]
      var start = end - 1
      while start >= 0 {
        let body = bottom[end - 1] - top[start]
        if body > height + 0.001 && start < end - 1 { break }
        let used = body + leads[start]
        let fits = used <= height + 0.001 || start == end - 1
        if fits && cost[start] < .infinity {
          let total = cost[start] + self.cost(of: start..<end, used: used, closes: closes)
          if total < cost[end] {
            cost[end] = total
            from[end] = start
          }
        }
        if isForced[start] { break }
        start -= 1
      }
    }
    var starts: [Int] = []
    var end = units.count
    while end > 0 {
      end = from[end]
      starts.append(end)
    }
    return starts.reversed()
  }

  private func cost(of page: Range<Int>, used: Points, closes: Bool) -> Double {
    if closes {
      let follows = page.lowerBound > 0 && !isForced[page.lowerBound]
      return follows && used < typicalLine * 3.5 ? Price.sparseEnd : 0
    }
    let empty = max(0, height - used) / typicalLine
    return empty * empty + price[page.upperBound]
  }

  // MARK: The column before it is cut

  private mutating func lay(_ flow: Flow) {
    var y = 0.0
    var previous: FlowBlock?
    var force = false
    for (index, block) in flow.blocks.enumerated() {
      if block.kind == .pageBreak {
        force = true
        continue
      }
      // Space before is dropped at the top of a page, but not where the author began one.
      let opens = previous == nil || force
      if let previous { y += previous.spaceAfter + (opens ? 0 : block.spaceBefore) }
      for line in 0..<block.lineCount {
        units.append(PagePlan.Unit(block: Int32(index), line: Int32(line)))
        isForced.append(force && line == 0)
        top.append(y)
        leads.append(lead(block, at: index, in: flow))
        if opens && line == 0 { y += block.spaceBefore }
        y += block.lineHeight
        bottom.append(y)
        price.append(price(before: line, of: block, behind: line == 0 ? previous : nil))
      }
      previous = block
      force = false
    }
  }

  private func lead(_ block: FlowBlock, at index: Int, in flow: Flow) -> Points {
    guard block.kind == .row else { return 0 }
    let table = flow.tables[flow.rows[block.firstLine].table]
    guard let last = table.headerBlocks.last, index > last else { return 0 }
    return table.headerHeight
  }

  private func price(before line: Int, of block: FlowBlock, behind previous: FlowBlock?) -> Double {
    if line == 0 {
      guard let previous else { return 0 }
      let isInGroup = previous.group >= 0 && previous.group == block.group
      return (previous.keepWithNext ? Price.keepWithNext : 0) + (isInGroup ? Price.group : 0)
    }
    var price = Price.insideParagraph
    if block.keepTogether { price += Price.keepTogether }
    if block.group >= 0 { price += Price.group }
    if line < block.orphans || block.lineCount - line < block.widows { price += Price.widow }
    return price
  }
}
