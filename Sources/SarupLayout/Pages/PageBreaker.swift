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
    /// A footnote that goes on at the foot of the next page.
    static let splitNote = 60.0
    /// One that does not even begin on the page that refers to it.
    static let lateNote = 5e5
  }

  /// Above the footnotes: room, a rule, a little more room.
  static let noteGap: Points = 12

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
  private let notes: FlowNotes
  /// By unit, the line of the footnotes behind those that the text up to it refers to; empty where there are no footnotes.
  private var noteEnds: [Int] = []

  init(flow: Flow, height: Points) {
    self.height = height
    notes = flow.notes
    typicalLine = max(1, flow.blocks.first { $0.kind == .paragraph && $0.lineCount > 1 }?.lineHeight ?? 20)
    lay(flow)
    if !flow.notes.isEmpty { layNotes() }
  }

  /// The cheapest way to cut the document into pages.
  consuming func plan() -> PagePlan {
    let starts = units.isEmpty ? [0] : chooseStarts()
    var plan = PagePlan(
      units: units, tops: top, starts: starts, leads: starts.map { $0 < leads.count ? leads[$0] : 0 },
      keepsSpaceBefore: starts.map { $0 == 0 || isForced[$0] })
    if !noteEnds.isEmpty { placeNotes(in: &plan) }
    return plan
  }

  /// The unit with which each page starts.
  private func chooseStarts() -> [Int] {
    var cost = [Double](repeating: .infinity, count: units.count + 1)
    var from = [Int](repeating: 0, count: units.count + 1)
    cost[0] = 0
    // By unit, the line of the footnotes that the pages before it have come to.
    var placed = [Int](repeating: 0, count: noteEnds.isEmpty ? 0 : units.count + 1)
    for end in 1...units.count {
      let closes = end == units.count || isForced[end]
      var start = end - 1
      while start >= 0 {
        let body = bottom[end - 1] - top[start]
        if body > height + 0.001 && start < end - 1 { break }
        let used = body + leads[start]
        let fits = used <= height + 0.001 || start == end - 1
        if fits && cost[start] < .infinity {
          if noteEnds.isEmpty {
            let total = cost[start] + self.cost(of: start..<end, used: used, closes: closes)
            if total < cost[end] {
              cost[end] = total
              from[end] = start
            }
          } else if let foot = foot(from: placed[start], to: noteEnds[end - 1], used: used, isAlone: start == end - 1) {
            let total =
              cost[start] + foot.price + self.cost(of: start..<end, used: used + foot.height, closes: closes)
            if total < cost[end] {
              cost[end] = total
              from[end] = start
              placed[end] = foot.end
            }
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

  // MARK: Footnotes

  private mutating func layNotes() {
    noteEnds = Array(repeating: 0, count: units.count)
    var mark = 0
    var end = 0
    for (index, unit) in units.enumerated() {
      while mark < notes.marks.count,
        (notes.marks[mark].block, notes.marks[mark].line) <= (Int(unit.block), Int(unit.line))
      {
        let next = notes.marks[mark].note + 1
        end = next < notes.starts.count ? notes.starts[next] : notes.lines.count
        mark += 1
      }
      noteEnds[index] = end
    }
    // Whatever no line refers to stands at the end.
    if let last = noteEnds.indices.last { noteEnds[last] = notes.lines.count }
  }

  /// How many of the lines of footnotes that wait a page takes at its foot, and what that costs; `nil` where it may not end here
  /// because the last of the notes would not begin on it.
  private func foot(
    from first: Int, to last: Int, used: Points, isAlone: Bool
  ) -> (end: Int, height: Points, price: Double)? {
    guard first < last else { return (last, 0, 0) }
    let room = height - used - Self.noteGap
    let end = self.end(from: first, to: last, in: room)
    if end == last { return (end, notes.height(first..<end) + Self.noteGap, 0) }
    let begins = notes.starts.last { $0 < last } ?? 0
    if end <= max(begins, first) { return isAlone ? (end, max(0, room), Price.lateNote) : nil }
    return (end, height - used, Price.splitNote)
  }

  private func end(from first: Int, to last: Int, in room: Points) -> Int {
    var end = first
    while end < last, notes.height(first..<end + 1) <= room + 0.001 { end += 1 }
    return end
  }

  /// What stands at the foot of each page; notes that no page has room for get pages of their own.
  private func placeNotes(in plan: inout PagePlan) {
    var first = 0
    var page = 0
    while page < plan.starts.count || first < notes.lines.count {
      if page == plan.starts.count {
        plan.starts.append(units.count)
        plan.leads.append(0)
        plan.keepsSpaceBefore.append(false)
      }
      let range = plan.units(onPage: page)
      let used = range.isEmpty ? 0 : bottom[range.upperBound - 1] - top[range.lowerBound] + plan.leads[page]
      let last = range.isEmpty ? notes.lines.count : noteEnds[range.upperBound - 1]
      var end = self.end(from: first, to: max(first, last), in: height - used - Self.noteGap)
      // A line that no page holds stands alone on one.
      if range.isEmpty, end == first { end = first + 1 }
      plan.notes.append(first..<end)
      first = end
      page += 1
    }
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
        y += block.height(ofLine: line)
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
