internal import Synchronization

/// Whether anybody still wants what is being made.
final class Interest: Sendable {
  private let hasGone = Atomic<Bool>(false)

  init() {}

  /// The one who asked has gone.
  func lose() { hasGone.store(true, ordering: .relaxed) }

  var isLost: Bool { hasGone.load(ordering: .relaxed) }
}
