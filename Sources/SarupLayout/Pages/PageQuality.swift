internal import SarupDocument

/// What is wrong with where pages end, counted over a document.
package struct PageQuality: Sendable, Equatable {
  package var pages = 0
  /// Fewer lines of a paragraph at a page's foot, and at its top, than its style wants.
  package var orphans = 0
  package var widows = 0
  package var headingsLast = 0
  /// The number of a finding with one line beside it, apart from what follows.
  package var numbersAlone = 0
  /// Other paragraphs apart from the next one that their style wants them with.
  package var keepsBroken = 0
  /// Headers, credits and paragraphs that are to stay together.
  package var groupsSplit = 0
  /// The last page has under three lines, or is less than 15 % full.
  package var endsSparse = 0
  /// Pages whose space above paragraphs is less than their styles say, and pages but the last that are less than 85 % full.
  package var squeezed = 0
  package var loose = 0

  package init() {}

  package static func += (left: inout PageQuality, right: PageQuality) {
    left.pages += right.pages
    left.orphans += right.orphans
    left.widows += right.widows
    left.headingsLast += right.headingsLast
    left.numbersAlone += right.numbersAlone
    left.keepsBroken += right.keepsBroken
    left.groupsSplit += right.groupsSplit
    left.endsSparse += right.endsSparse
    left.squeezed += right.squeezed
    left.loose += right.loose
  }
}

extension Layout {
  /// Chooses the pages once more, for whoever measures what that costs.
  ///
  /// - Returns: How many there are.
  package func choosePagesAgain(_ choice: PageChoice = .whole) -> Int {
    PageBreaker(flow: flow, height: sheets.portrait.textHeight, landscapeHeight: sheets.landscape.textHeight)
      .plan(choice).starts.count
  }

  /// Counts what is wrong with the pages.
  package var pageQuality: PageQuality {
    var quality = PageQuality()
    quality.pages = plan.starts.count
    quality.squeezed = plan.squeezes.count { $0 > 0 }
    for page in plan.starts.indices {
      let units = plan.units(onPage: page)
      guard let first = units.first, let last = units.last else { continue }
      let isForced = plan.keepsSpaceBefore[page]
      if page > 0, !isForced { count(breakBefore: first, in: &quality) }
      let block = flow.blocks[Int(plan.units[last].block)]
      let used =
        plan.tops[last] - plan.tops[first] + plan.leads[page] + block.height(ofLine: Int(plan.units[last].line))
      let height = (block.isLandscape ? sheets.landscape : sheets.portrait).textHeight
      if page == plan.starts.count - 1 {
        if page > 0, !isForced, units.count < 3 || used < height * 0.15 { quality.endsSparse += 1 }
      } else if !plan.keepsSpaceBefore[page + 1], used < height * 0.85 {
        quality.loose += 1
      }
    }
    return quality
  }

  private func count(breakBefore unit: Int, in quality: inout PageQuality) {
    let block = flow.blocks[Int(plan.units[unit].block)]
    let line = Int(plan.units[unit].line)
    if line > 0 {
      if line < block.orphans { quality.orphans += 1 }
      if block.lineCount - line < block.widows { quality.widows += 1 }
      if block.keepTogether || block.group >= 0 { quality.groupsSplit += 1 }
      return
    }
    let previous = flow.blocks[Int(plan.units[unit - 1].block)]
    if previous.group >= 0, previous.group == block.group { quality.groupsSplit += 1 }
    guard previous.keepWithNext else { return }
    if document.headingLevel(of: previous.element) != nil {
      quality.headingsLast += 1
    } else if previous.labelItem >= 0 {
      quality.numbersAlone += 1
    } else {
      quality.keepsBroken += 1
    }
  }
}
