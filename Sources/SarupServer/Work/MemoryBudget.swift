internal import Synchronization

/// Bytes that the bodies of all requests may take together, from the first of them to the answer.
final class MemoryBudget: Sendable {
  private let taken = Mutex(0)
  let most: Int

  init(_ most: Int) { self.most = most }

  var used: Int { taken.withLock { $0 } }

  /// - Returns: `false` when there is no room for so many.
  func take(_ bytes: Int) -> Bool {
    taken.withLock { taken in
      guard taken + bytes <= most else { return false }
      taken += bytes
      return true
    }
  }

  func giveBack(_ bytes: Int) { taken.withLock { $0 -= bytes } }
}
