private import Synchronization

/// A scorer with its tables and its memory, for one task at a time.
final class SharedScorer: @unchecked Sendable {
  // Whoever has taken it is alone with it until it is given back.
  var scorer = ThaiScorer(remembers: true)

  /// As many as tasks are at work at once.
  private static let free = Mutex<[SharedScorer]>([])
  private static let mostFree = 16

  /// The scorer that was given back last, so that a single task always meets what it has learned.
  static func take() -> SharedScorer { free.withLock { $0.popLast() } ?? SharedScorer() }

  static func giveBack(_ scorer: SharedScorer) {
    scorer.scorer.end()
    free.withLock { free in
      if free.count < mostFree { free.append(scorer) }
    }
  }
}
