/// How far the gaps of a justified line may grow and shrink; lengths are parts of the em of the paragraph's face.
///
/// This is Word's Thai Distributed with limits: slack goes to the gaps between grapheme clusters as well as to spaces, but
/// spaces take the first and larger share, and Latin words stay tighter than Thai, which has no spaces between its words.
/// Gaps grow in step: all of them reach `comfortable` together, then `limit`. A line that needs more than that goes on to
/// `utmost`, where letters take what spaces must not. One that needs still more, such as one before a long address, stays short of
/// the margin: letters that are spaced out until none seems to belong to the next show more than that.
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
  /// Most growth of a line that could not be broken well: no space becomes as wide as an em.
  package var utmost = Step(space: 0.60, thai: 0.40, latin: 0.16)
  /// How much may be taken away; Latin letters never move closer.
  package var shrink = Step(space: 0.06, thai: 0.012, latin: 0)
  /// Spaces grow as far as a line needs: what a template asks for that gives letters nothing.
  package var opensHoles = false

  package init() {}

  /// What a template may set; the other steps keep their proportion to it.
  ///
  /// - Parameters:
  ///   - space: what a space may grow by before letters take more.
  ///   - thai: the same between two clusters of which one is Thai; at 0 only spaces grow.
  ///   - latin: the same between Latin letters.
  ///   - shrink: what a space may give away; Thai letters give a fifth of it.
  package init(space: Double, thai: Double, latin: Double, shrink: Double) {
    let plain = JustificationLimits()
    func scale(_ step: Step) -> Step {
      Step(
        space: step.space * space / plain.limit.space, thai: step.thai * thai / plain.limit.thai,
        latin: step.latin * latin / plain.limit.latin)
    }
    comfortable = scale(plain.comfortable)
    limit = scale(plain.limit)
    utmost = scale(plain.utmost)
    self.shrink = Step(space: shrink, thai: thai > 0 ? shrink / 5 : 0, latin: 0)
    opensHoles = thai == 0
  }

  /// Halfway from `limit` to `utmost`: from here on a line is loose to every reader.
  package var loose: Step {
    Step(
      space: (limit.space + utmost.space) / 2, thai: (limit.thai + utmost.thai) / 2,
      latin: (limit.latin + utmost.latin) / 2)
  }

  /// Spaces only, for paragraphs that are mostly Latin: half as much again is the most.
  package var spacesOnly: JustificationLimits {
    var limits = self
    limits.comfortable = Step(space: comfortable.space, thai: 0, latin: 0)
    limits.limit = Step(space: limit.space, thai: 0, latin: 0)
    limits.utmost = Step(space: limit.space * 1.5, thai: 0, latin: 0)
    limits.shrink = Step(space: shrink.space, thai: 0, latin: 0)
    return limits
  }
}
