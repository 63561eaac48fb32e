internal import SarupBatch

/// A few threads that work, and a short line of work that waits for them. What does not fit into the line is refused at once: who asks
/// hears so while the answer is still of use.
final class WorkQueue: @unchecked Sendable {
  // All below is touched within `monitor` alone, but for the threads, which `close` alone takes.
  private let monitor = Monitor()
  private let hasWork: Condition
  private var waiting: [@Sendable () -> Void] = []
  private var busy = 0
  private var isClosed = false
  private var threads: [Worker] = []
  private let mostWaiting: Int

  /// `nil` when the system has no room for a thread.
  init?(workers: Int, waiting: Int) {
    mostWaiting = waiting
    hasWork = Condition(of: monitor)
    for _ in 0..<workers {
      guard let thread = Worker({ [self] in work() }) else {
        close()
        return nil
      }
      threads.append(thread)
    }
  }

  private func work() {
    while let next = take() {
      next()
      monitor.locked { busy -= 1 }
    }
  }

  private func take() -> (@Sendable () -> Void)? {
    monitor.locked {
      while waiting.isEmpty {
        if isClosed { return nil }
        hasWork.wait()
      }
      busy += 1
      return waiting.removeFirst()
    }
  }

  /// Hands work in.
  ///
  /// - Returns: `false` when the line is full, or the queue has been closed.
  func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
    monitor.locked {
      guard !isClosed, !isFull else { return false }
      waiting.append(work)
      hasWork.wakeOne()
      return true
    }
  }

  private var isFull: Bool { waiting.count + busy >= mostWaiting + threads.count }

  /// Whether work would be refused now.
  var refuses: Bool { monitor.locked { isClosed || isFull } }

  /// How many wait and how many are worked on.
  var load: (waiting: Int, busy: Int) { monitor.locked { (waiting.count, busy) } }

  /// Takes nothing more, finishes all that is in, and waits for the threads.
  func close() {
    monitor.locked {
      isClosed = true
      hasWork.wakeAll()
    }
    for thread in threads { thread.join() }
    threads = []
  }
}
