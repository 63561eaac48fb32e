internal import SarupDocument
internal import SarupThai

/// Fits the lines of a paragraph as a whole (Knuth and Plass 1981) over scored break opportunities.
///
/// The cost of a line is its slack in squares of columns plus what its end costs: `K / (1 + e^score)`, the price of a torn word times
/// the chance that this is one. One value serves many paragraphs and keeps its arrays.
struct LineBreaker {
  /// What may end a line.
  private struct Candidate {
    /// The next line starts with this cluster.
    var cluster: Int
    var price: Double
    var isEmergency: Bool
    /// Natural width, stretch and shrink from the paragraph's start: to where the next line starts, and to the end of this
    /// line's last cluster that shows.
    var startX: Double
    var startStretch: Double
    var startShrink: Double
    var endX: Double
    var endStretch: Double
    var endShrink: Double
  }

  /// How tight a line is set; neighbours should not be two classes apart.
  private static let classes = 4

  /// A chosen line that is wider than its measure, or that ends where no word does: a range of clusters.
  struct Trouble {
    var clusters: Range<Int>
    var isTorn: Bool
  }

  /// A chosen line whose gaps are wider than any reader overlooks, or that stays short of the margin.
  struct LooseLine {
    var clusters: Range<Int>
    /// What its gaps cannot take, as a part of the measure; 0 for one that is filled.
    var lack: Double
    /// How far its gaps grow, in what they may grow by at most.
    var growth: Double
  }

  /// Of the paragraph that was fitted last.
  private(set) var loose: [LooseLine] = []

  private var origin: [Double] = []
  private var stretch: [Double] = []
  private var shrink: [Double] = []
  /// For each cluster, where what shows before it ends: trailing spaces and ignorable characters are left out.
  private var shownEnd: [Int32] = []
  private var candidates: [Candidate] = []
  private var cost: [Double] = []
  private var from: [Int32] = []
  private var chosen: [Int] = []
  private var hyphen: Points = 0

  struct Request {
    var measure: LineMeasure
    var alignment: TextAlignment
    var balance: Bool
    var box: LineBox
    var limits = JustificationLimits()
    /// Width under which a last line is a stub.
    var stub: Points
    /// Width of the hyphen that a line shows which ends inside a word or at a soft hyphen.
    var hyphen: Points = 0
  }

  /// Appends the first cluster behind each line, the last of which is the paragraph's end.
  mutating func fit(
    _ paragraph: ShapedParagraph, _ request: Request, breaks: [BreakOpportunity], into lineEnds: inout [Int],
    trouble: inout [Trouble]
  ) {
    measure(paragraph, request)
    loose.removeAll(keepingCapacity: true)
    var start = 0
    var isFirst = true
    var opportunity = 0
    while true {
      var end = start
      while end < paragraph.clusters.count && paragraph.clusters[end].kind != .lineSeparator { end += 1 }
      let isLast = end == paragraph.clusters.count
      let next = isLast ? end : end + 1
      while opportunity < breaks.count && breaks[opportunity].offset <= paragraph.byte(at: start) { opportunity += 1 }
      hyphen = request.hyphen
      let room = LineMeasure(first: request.measure.width(isFirst: isFirst), rest: request.measure.rest)
      collect(paragraph, start..<end, room: room, breaks: breaks, from: &opportunity)
      if request.balance { balance(room, request) } else { choose(room, request) }
      for (number, index) in chosen.enumerated() {
        let previous = number == 0 ? 0 : chosen[number - 1]
        note(previous, index, room, into: &trouble)
        if request.alignment == .justify, !request.balance, index < candidates.count - 1 {
          noteLoose(paragraph, previous, index, room, request)
        }
        lineEnds.append(index == candidates.count - 1 ? next : candidates[index].cluster)
      }
      if isLast { return }
      start = next
      isFirst = false
      // A separator at the very end opens no further line.
      if start == paragraph.clusters.count { return }
    }
  }

  // MARK: Measuring

  private mutating func measure(_ paragraph: ShapedParagraph, _ request: Request) {
    let isJustified = request.alignment == .justify && !request.balance
    let limits = paragraph.isMostlyLatin ? request.limits.spacesOnly : request.limits
    let em = isJustified ? request.box.em : 0
    origin.removeAll(keepingCapacity: true)
    stretch.removeAll(keepingCapacity: true)
    shrink.removeAll(keepingCapacity: true)
    shownEnd.removeAll(keepingCapacity: true)
    var shown: Int32 = 0
    var x = 0.0
    var grow = 0.0
    var give = 0.0
    for cluster in paragraph.clusters {
      switch cluster.gap {
      case .rigid: break
      case .space:
        grow += limits.comfortable.space * em
        give += limits.shrink.space * em
      case .thai:
        grow += limits.comfortable.thai * em
        give += limits.shrink.thai * em
      case .latin:
        grow += limits.comfortable.latin * em
        give += limits.shrink.latin * em
      }
      origin.append(x)
      stretch.append(grow)
      shrink.append(give)
      shownEnd.append(shown)
      x += Double(cluster.advance)
      if cluster.kind == .text { shown = Int32(origin.count) }
    }
    shownEnd.append(shown)
    origin.append(x)
    stretch.append(grow)
    shrink.append(give)
  }

  // MARK: Candidates

  private mutating func collect(
    _ paragraph: ShapedParagraph, _ clusters: Range<Int>, room: LineMeasure,
    breaks: [BreakOpportunity], from opportunity: inout Int
  ) {
    candidates.removeAll(keepingCapacity: true)
    append(clusters.lowerBound, price: 0, isEmergency: false, paragraph)
    let end = paragraph.byte(at: clusters.upperBound)
    let firstOpportunity = opportunity
    var cluster = clusters.lowerBound
    while opportunity < breaks.count && breaks[opportunity].offset < end {
      let offer = breaks[opportunity]
      opportunity += 1
      guard offer.score > Price.lowestScore || offer.kind == .space else { continue }
      cluster = seek(offer.offset, in: paragraph, from: cluster)
      // An offer inside a cluster is none: clusters stay whole.
      guard cluster < clusters.upperBound, paragraph.byte(at: cluster) == offer.offset else { continue }
      let showsHyphen =
        offer.kind == .hyphen || cluster > 0 && paragraph.clusters[cluster - 1].kind == .softHyphen
      appendPiece(
        paragraph, to: cluster, price: Price.lineEnd(score: offer.score), room: room, breaks: breaks,
        from: firstOpportunity)
      if showsHyphen, candidates[candidates.count - 1].cluster == cluster {
        candidates[candidates.count - 1].endX += hyphen
        candidates[candidates.count - 1].price += Price.hyphen
      }
    }
    appendPiece(paragraph, to: clusters.upperBound, price: 0, room: room, breaks: breaks, from: firstOpportunity)
  }

  private func seek(_ byte: Int, in paragraph: ShapedParagraph, from start: Int) -> Int {
    var cluster = start
    while cluster < paragraph.clusters.count && paragraph.byte(at: cluster) < byte { cluster += 1 }
    return cluster
  }

  /// Adds a candidate; where the piece up to it is wider than a line, opens unlikely breaks inside it first, then every cluster.
  private mutating func appendPiece(
    _ paragraph: ShapedParagraph, to cluster: Int, price: Double, room: LineMeasure, breaks: [BreakOpportunity],
    from firstOpportunity: Int
  ) {
    let last = candidates[candidates.count - 1]
    if isTooWide(paragraph, from: last.cluster, to: cluster, room) {
      var low = 0
      var high = breaks.count
      let byte = paragraph.byte(at: last.cluster)
      while low < high {
        let middle = (low + high) / 2
        if breaks[middle].offset <= byte { low = middle + 1 } else { high = middle }
      }
      var inner = last.cluster
      let end = paragraph.byte(at: cluster)
      while low < breaks.count && breaks[low].offset < end {
        inner = seek(breaks[low].offset, in: paragraph, from: inner)
        if inner < cluster, paragraph.byte(at: inner) == breaks[low].offset {
          openClusters(paragraph, to: inner, room: room)
          append(
            inner, price: Price.lineEnd(score: breaks[low].score) + Price.torn, isEmergency: false, paragraph)
        }
        low += 1
      }
      openClusters(paragraph, to: cluster, room: room)
    }
    append(cluster, price: price, isEmergency: false, paragraph)
  }

  private mutating func openClusters(_ paragraph: ShapedParagraph, to end: Int, room: LineMeasure) {
    let start = candidates[candidates.count - 1].cluster
    guard isTooWide(paragraph, from: start, to: end, room), start + 1 < end else { return }
    for cluster in (start + 1)..<end where paragraph.clusters[cluster].kind == .text {
      append(cluster, price: Price.emergency, isEmergency: true, paragraph)
    }
  }

  private func isTooWide(_ paragraph: ShapedParagraph, from start: Int, to end: Int, _ room: LineMeasure) -> Bool {
    guard start < end else { return false }
    let content = Int(shownEnd[end])
    guard content > start else { return false }
    let isFirst = start == candidates[0].cluster
    let width = origin[content] - origin[start]
    let give = shrink[content - 1] - shrink[start]
    return width - give > room.width(isFirst: isFirst) + LineBreaker.tolerance
  }

  /// In candidates: no line that is read has as many.
  private static let longestLine = 2000

  /// Sums of widths are exact to far less than this.
  private static let tolerance = 0.001

  private mutating func append(_ cluster: Int, price: Double, isEmergency: Bool, _ paragraph: ShapedParagraph) {
    // Back over all spaces, those in front of the candidate before this one among them.
    let content = max(Int(shownEnd[cluster]), candidates.first?.cluster ?? cluster)
    let lastShown = max(content - 1, 0)
    let candidate = Candidate(
      cluster: cluster, price: price, isEmergency: isEmergency, startX: origin[cluster],
      startStretch: stretch[cluster], startShrink: shrink[cluster], endX: origin[content],
      endStretch: stretch[lastShown], endShrink: shrink[lastShown])
    // Of places without any width between them one is enough, or a text of nothing else would take for ever.
    if candidates.count > 1, origin[cluster] == origin[candidates[candidates.count - 1].cluster] {
      if price <= candidates[candidates.count - 1].price { candidates[candidates.count - 1] = candidate }
      return
    }
    candidates.append(candidate)
  }

  // MARK: Choosing

  /// Total fit over the candidates; `chosen` receives those that end a line.
  private mutating func choose(_ room: LineMeasure, _ request: Request) {
    chosen.removeAll(keepingCapacity: true)
    guard candidates.count > 1 else { return }
    // A line with more slack than any line end costs is looked at only where nothing else leads to the end.
    if !run(room, request, mostSlack: Price.mostSlack) { _ = run(room, request, mostSlack: .infinity) }
    traceBack()
  }

  private mutating func run(_ room: LineMeasure, _ request: Request, mostSlack: Double) -> Bool {
    let count = candidates.count
    let classes = LineBreaker.classes
    resetTables(count * classes)
    cost[1] = 0
    let column = request.box.column
    let widest = max(room.first, room.rest)
    for end in 1..<count {
      let isLast = end == count - 1
      let target = candidates[end]
      var start = end - 1
      while start >= 0 {
        defer { start -= 1 }
        let source = candidates[start]
        let measure = room.width(isFirst: start == 0)
        let natural = target.endX - source.startX
        let give = target.endShrink - source.startShrink
        let isAlone = start == end - 1
        if !isAlone && (natural - give > widest + LineBreaker.tolerance || end - start > LineBreaker.longestLine) {
          break
        }
        var price = target.price
        var fitness = 1
        let slack = measure - natural
        if slack >= -LineBreaker.tolerance {
          if isLast {
            if natural < request.stub && start > 0 { price += Price.stub * (1.2 - natural / request.stub) }
          } else {
            let columns = slack / column
            if columns > mostSlack { continue }
            price += columns * columns
            if request.alignment == .justify {
              let grow = target.endStretch - source.startStretch
              let ratio = grow > 0 ? slack / grow : 9
              fitness = ratio < 0.5 ? 1 : ratio < 1.5 ? 2 : 3
              // From where the limits are used up, holes open.
              if ratio > 3 { price += columns * columns * min(ratio - 3, 20) }
            }
          }
        } else if -slack <= give + LineBreaker.tolerance {
          let columns = slack / column
          price += columns * columns * 4
          fitness = -slack > give / 2 ? 0 : 1
        } else if isAlone {
          price += Price.overfull
        } else {
          continue
        }
        relax(start, end, fitness: fitness, price: price)
      }
    }
    return cost[(count - 1) * classes..<count * classes].contains { $0 < .infinity }
  }

  private mutating func resetTables(_ size: Int) {
    cost.removeAll(keepingCapacity: true)
    from.removeAll(keepingCapacity: true)
    cost.append(contentsOf: repeatElement(.infinity, count: size))
    from.append(contentsOf: repeatElement(-1, count: size))
  }

  private mutating func relax(_ start: Int, _ end: Int, fitness: Int, price: Double) {
    let classes = LineBreaker.classes
    let slot = end * classes + fitness
    for previous in 0..<classes {
      let before = cost[start * classes + previous]
      guard before < .infinity else { continue }
      let clash = start > 0 && abs(previous - fitness) > 1 ? Price.clash : 0
      let total = before + price + clash
      if total < cost[slot] {
        cost[slot] = total
        from[slot] = Int32(start * classes + previous)
      }
    }
  }

  private mutating func traceBack() {
    let classes = LineBreaker.classes
    let lastSlots = (candidates.count - 1) * classes..<candidates.count * classes
    var slot = lastSlots.min { cost[$0] < cost[$1] } ?? lastSlots.lowerBound
    while slot >= classes {
      chosen.append(slot / classes)
      slot = Int(max(from[slot], 0))
    }
    chosen.reverse()
  }

  private func note(_ start: Int, _ end: Int, _ room: LineMeasure, into trouble: inout [Trouble]) {
    let source = candidates[start]
    let target = candidates[end]
    let width = target.endX - source.startX - (target.endShrink - source.startShrink)
    if target.isEmergency || width > room.width(isFirst: start == 0) + LineBreaker.tolerance {
      trouble.append(Trouble(clusters: source.cluster..<target.cluster, isTorn: target.isEmergency))
    }
  }

  /// Notes a line whose gaps grow by more than the limit; of the others only their slack is looked at.
  private mutating func noteLoose(
    _ paragraph: ShapedParagraph, _ start: Int, _ end: Int, _ room: LineMeasure, _ request: Request
  ) {
    let source = candidates[start]
    let target = candidates[end]
    let measure = room.width(isFirst: start == 0)
    let slack = measure - (target.endX - source.startX)
    // Gaps of all kinds grow to their limit by some three times what is comfortable. Less than a tenth of a line is no hole.
    guard slack > 2.5 * (target.endStretch - source.startStretch), slack > measure / 10 else { return }
    let limits = paragraph.isMostlyLatin ? request.limits.spacesOnly : request.limits
    var gaps = GapCounts()
    let content = paragraph.contentEnd(from: source.cluster, to: target.cluster)
    for cluster in min(source.cluster + 1, content)..<content { gaps.add(paragraph.clusters[cluster].gap) }
    let em = request.box.em
    guard slack > gaps.total(limits.loose) * em else { return }
    let most = gaps.total(limits.utmost) * em
    loose.append(
      LooseLine(
        clusters: source.cluster..<target.cluster, lack: max(0, (slack - most) / measure),
        growth: most > 0 ? min(slack / most, 1) : 1))
  }

  // MARK: Titles

  /// Lines of like length, as few as will do, broken at the best places.
  private mutating func balance(_ room: LineMeasure, _ request: Request) {
    choose(room, request)
    let lines = chosen.count
    guard lines > 1, lines <= 12 else { return }
    let count = candidates.count
    let column = request.box.column
    let goal = (candidates[count - 1].endX - candidates[0].startX) / Double(lines)
    // Row `line` of the tables holds the best way to end that many lines at each candidate.
    resetTables(count * (lines + 1))
    cost[0] = 0
    for line in 1...lines {
      for end in 1..<count {
        var start = end - 1
        while start >= 0 {
          defer { start -= 1 }
          let natural = candidates[end].endX - candidates[start].startX
          let before = cost[(line - 1) * count + start]
          let isTooWide = natural > room.width(isFirst: start == 0) + LineBreaker.tolerance
          if start < end - 1 && (isTooWide || end - start > LineBreaker.longestLine) { break }
          guard before < .infinity else { continue }
          let columns = (natural - goal) / column
          let isInPhrase = end < count - 1 && candidates[end].endX == candidates[end].startX
          let price =
            candidates[end].price + columns * columns + (isInPhrase ? Price.phrase : 0)
            + (isTooWide ? Price.overfull : 0)
          if before + price < cost[line * count + end] {
            cost[line * count + end] = before + price
            from[line * count + end] = Int32(start)
          }
        }
      }
    }
    guard cost[lines * count + count - 1] < .infinity else { return }
    chosen.removeAll(keepingCapacity: true)
    var end = count - 1
    for line in stride(from: lines, to: 0, by: -1) {
      chosen.append(end)
      end = Int(max(from[line * count + end], 0))
    }
    chosen.reverse()
  }
}
