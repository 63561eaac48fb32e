internal import Sarup

/// How far long work has come, on one line of a terminal that is taken away again. Elsewhere, and in the first half second,
/// it says nothing.
struct Progress {
  private let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private let isShown: Bool

  init(total: Int) {
    self.total = total
    isShown = total > 1 && Console.isTerminal(Console.standardError)
  }

  mutating func show(_ done: Int, _ name: String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(500), last.map({ now - $0 > .milliseconds(50) }) ?? true else { return }
    last = now
    put("\r\u{1B}[K\(done) of \(total)  \(DisplayCells.harmless(String(name.suffix(60))))")
  }

  /// Before anything else is said.
  mutating func clear() {
    if last != nil { put("\r\u{1B}[K") }
    last = nil
  }

  private func put(_ text: String) { try? SystemFiles.write(Array(text.utf8), to: Console.standardError) }
}
