/// Carries records from the one who cuts them out to those who work on them, and results to the one who writes, in the order of the
/// records. It holds no more than a number of records and of bytes.
final class Conveyor<Item: Sendable, Result: Sendable>: @unchecked Sendable {
  // All below is touched within `monitor` alone.
  private let monitor: Monitor
  /// What each of them waits for.
  private let room: Condition
  private let work: Condition
  private let ready: Condition
  private var waiting: [(number: Int, item: Item, weight: Int)] = []
  private var results: [Int: (result: Result, weight: Int)] = [:]
  /// Numbers given to records, taken by workers, and gone to the writer.
  private var put = 0
  private var taken = 0
  private var gone = 0
  private var weight = 0
  /// Nothing more comes in; what is in is worked on.
  private var isClosed = false
  /// What nobody has begun to work on is dropped.
  private var isStopped = false

  private let mostItems: Int
  private let mostWeight: Int
  private let groupItems: Int

  /// - Parameter groupItems: how many results the writer is woken for; it comes for fewer by itself after a while. To sync a
  ///   group costs nearly what it costs to sync one file.
  init(mostItems: Int, mostWeight: Int, groupItems: Int) {
    self.mostItems = mostItems
    self.mostWeight = mostWeight
    self.groupItems = groupItems
    let monitor = Monitor()
    self.monitor = monitor
    room = Condition(of: monitor)
    work = Condition(of: monitor)
    ready = Condition(of: monitor)
  }

  /// Hands in a record, when there is room for it.
  ///
  /// - Returns: `false` when no more are wanted.
  func put(_ item: Item, weight itemWeight: Int) -> Bool {
    monitor.locked {
      while !isStopped, put - gone >= mostItems || (put > gone && weight >= mostWeight) { room.wait() }
      if isStopped { return false }
      waiting.append((put, item, itemWeight))
      put += 1
      weight += itemWeight
      work.wakeOne()
      return true
    }
  }

  /// No more records come.
  func close() {
    monitor.locked {
      isClosed = true
      work.wakeAll()
      ready.wakeAll()
    }
  }

  /// What is worked on is finished, nothing else is begun.
  func stop() {
    monitor.locked {
      isStopped = true
      isClosed = true
      waiting = []
      put = taken
      room.wakeAll()
      work.wakeAll()
      ready.wakeAll()
    }
  }

  var hasStopped: Bool { monitor.locked { isStopped } }

  /// The next record to work on; `nil` when there is none and will be none.
  func take() -> (number: Int, item: Item)? {
    monitor.locked {
      while waiting.isEmpty {
        if isClosed { return nil }
        work.wait()
      }
      let next = waiting.removeFirst()
      taken = next.number + 1
      weight -= next.weight
      return (next.number, next.item)
    }
  }

  func deliver(_ result: Result, number: Int, weight resultWeight: Int) {
    monitor.locked {
      results[number] = (result, resultWeight)
      weight += resultWeight
      if isGroupReady { ready.wakeOne() }
    }
  }

  /// Whether there is enough to write, or all that is left.
  private var isGroupReady: Bool {
    results[gone] != nil && (results.count >= groupItems || (isClosed && gone + results.count == put))
  }

  enum Arrival {
    /// In the order of the records, at least one.
    case results([Result])
    /// Nothing has come for a while.
    case none
    /// Nothing will come any more.
    case end
  }

  /// What is ready in the order of the records; waits up to some milliseconds for a group of them.
  func collect(upTo count: Int, mostWeight: Int, milliseconds: Int) -> Arrival {
    monitor.locked {
      if isClosed, gone == put { return .end }
      if !isGroupReady { ready.wait(milliseconds: milliseconds) }
      var group: [Result] = []
      var groupWeight = 0
      while group.count < count, groupWeight < mostWeight, let next = results.removeValue(forKey: gone) {
        group.append(next.result)
        groupWeight += next.weight
        gone += 1
      }
      guard !group.isEmpty else { return isClosed && gone == put ? .end : .none }
      weight -= groupWeight
      room.wakeAll()
      return .results(group)
    }
  }
}
