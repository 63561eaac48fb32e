internal import Synchronization

/// How many requests a client may send: each has a bucket that fills with time, and takes one from it for each request.
final class RateLimiter: Sendable {
  private struct Bucket {
    /// Requests that it holds, in millionths.
    var level: Int
    var filled: ContinuousClock.Instant
  }

  /// Requests that fall into a bucket in a second, and those that it holds when it is full.
  let perSecond: Int
  private let buckets = Mutex<[String: Bucket]>([:])
  /// Clients that are remembered. A full bucket is no different from none.
  private static let mostClients = 10_000

  /// - Parameter perSecond: At least 1.
  init(perSecond: Int) { self.perSecond = perSecond }

  private var full: Int { perSecond * 1_000_000 }

  /// - Returns: Whether a client may send a request now.
  func admits(_ client: String, at now: ContinuousClock.Instant = .now) -> Bool {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostClients, buckets[client] == nil {
        buckets = buckets.filter { level(of: $0.value, at: now) < full }
        // As many that all send at once are no clients that can be told apart.
        if buckets.count >= Self.mostClients { return false }
      }
      let there = buckets[client].map { level(of: $0, at: now) } ?? full
      guard there >= 1_000_000 else { return false }
      buckets[client] = Bucket(level: there - 1_000_000, filled: now)
      return true
    }
  }

  private func level(of bucket: Bucket, at now: ContinuousClock.Instant) -> Int {
    let passed = (now - bucket.filled).components
    // After a second it is full, whatever it held.
    if passed.seconds >= 1 { return full }
    let microseconds = Int(passed.attoseconds / 1_000_000_000_000)
    return min(full, bucket.level + microseconds * perSecond)
  }
}
