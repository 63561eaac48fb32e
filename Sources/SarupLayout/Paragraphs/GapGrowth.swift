internal import SarupDocument

/// What the gap in front of a cluster is to justification.
enum Gap: UInt8, Sendable {
  /// None: a line start, a mark without width, letters of a script that joins.
  case rigid
  /// Behind a space.
  case space
  case thai
  case latin
}

/// How many gaps of each kind a line has.
struct GapCounts: Sendable {
  var space = 0
  var thai = 0
  var latin = 0

  mutating func add(_ gap: Gap) {
    switch gap {
    case .rigid: break
    case .space: space += 1
    case .thai: thai += 1
    case .latin: latin += 1
    }
  }

  /// What all gaps take together in a step, in em.
  func total(_ step: JustificationLimits.Step) -> Double {
    Double(space) * step.space + Double(thai) * step.thai + Double(latin) * step.latin
  }
}

/// What each gap of one line grows by, in points; negative where the line is drawn together.
struct GapGrowth: Sendable {
  var space: Points = 0
  var thai: Points = 0
  var latin: Points = 0

  subscript(gap: Gap) -> Points {
    switch gap {
    case .rigid: 0
    case .space: space
    case .thai: thai
    case .latin: latin
    }
  }

  /// Shares out `slack` points, all of them where the gaps of the line may take as much. A line that cannot be filled grows by what
  /// nobody sees and ends before the margin.
  init(slack: Points, gaps: GapCounts, em: Points, limits: JustificationLimits) {
    guard slack != 0, em > 0 else { return }
    if slack < 0 {
      let whole = gaps.total(limits.shrink) * em
      guard whole > 0 else { return }
      add(limits.shrink, times: max(slack / whole, -1) * em)
      return
    }
    var below = JustificationLimits.Step(space: 0, thai: 0, latin: 0)
    var reached = 0.0
    for step in [limits.comfortable, limits.limit, limits.utmost] {
      let whole = gaps.total(step) * em
      if slack <= whole {
        let share = whole > reached ? (slack - reached) / (whole - reached) : 1
        add(below, times: (1 - share) * em)
        add(step, times: share * em)
        return
      }
      below = step
      reached = whole
    }
    if limits.opensHoles, gaps.space > 0 {
      add(limits.utmost, times: em)
      space += (slack - reached) / Double(gaps.space)
    } else {
      add(limits.comfortable, times: em)
    }
  }

  private mutating func add(_ step: JustificationLimits.Step, times factor: Double) {
    space += step.space * factor
    thai += step.thai * factor
    latin += step.latin * factor
  }
}
