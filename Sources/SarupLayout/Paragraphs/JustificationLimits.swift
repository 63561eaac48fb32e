internal import SarupDocument

/// How far the gaps of a justified line may grow and shrink; lengths are parts of the em of the paragraph's face.
///
/// This is Word's Thai Distributed with limits: slack goes to the gaps between grapheme clusters as well as to spaces, but
/// spaces take the first and larger share, and Latin words stay tighter than Thai, which has no spaces between its words.
/// Gaps grow in step: all of them reach `comfortable` together, then `limit`. A line that needs more than that goes on to
/// `utmost`, where letters take what spaces must not, and spreads the rest evenly: a line short of the margin shows more than
/// one that is wide, and a hole shows more than either.
package struct JustificationLimits: Hashable, Sendable {
  /// What one gap of each kind may take, in em.
  package struct Step: Hashable, Sendable {
    /// Added to each space.
    package var space: Double
    /// Added between two clusters of which one is Thai.
    package var thai: Double
    /// Added between two clusters of Latin letters, digits or punctuation.
    package var latin: Double

    package init(space: Double, thai: Double, latin: Double) {
      self.space = space
      self.thai = thai
      self.latin = latin
    }
  }

  /// Growth that nobody sees. The fitter's measure of a loose line.
  package var comfortable = Step(space: 0.16, thai: 0.025, latin: 0.01)
  /// Growth up to which a page keeps its even colour.
  package var limit = Step(space: 0.50, thai: 0.08, latin: 0.03)
  /// Growth of a line that could not be broken well: no space becomes as wide as an em.
  package var utmost = Step(space: 0.60, thai: 0.40, latin: 0.16)
  /// How much may be taken away; Latin letters never move closer.
  package var shrink = Step(space: 0.06, thai: 0.012, latin: 0)

  package init() {}

  /// Spaces only, for paragraphs that are mostly Latin.
  package static let spacesOnly: JustificationLimits = {
    var limits = JustificationLimits()
    limits.comfortable = Step(space: 0.16, thai: 0, latin: 0)
    limits.limit = Step(space: 0.50, thai: 0, latin: 0)
    limits.utmost = limits.limit
    limits.shrink = Step(space: 0.06, thai: 0, latin: 0)
    return limits
  }()
}

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

  /// Shares out `slack` points, all of them wherever the line has a gap that may take some.
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
    add(limits.utmost, times: em)
    spreadEvenly(slack - reached, over: gaps, letters: limits.utmost.thai > 0)
  }

  /// One wide gap is a hole, many a little wider are not.
  private mutating func spreadEvenly(_ rest: Points, over gaps: GapCounts, letters: Bool) {
    let latinShare = letters ? 0.4 : 0
    let takers = Double(gaps.space) + (letters ? Double(gaps.thai) : 0) + latinShare * Double(gaps.latin)
    guard takers > 0 else { return }
    space += rest / takers
    if letters { thai += rest / takers }
    latin += latinShare * rest / takers
  }

  private mutating func add(_ step: JustificationLimits.Step, times factor: Double) {
    space += step.space * factor
    thai += step.thai * factor
    latin += step.latin * factor
  }
}
