/// One of several equal parts of an input, for several machines: record n belongs to part n modulo the number of parts.
package struct Shard: Sendable, Hashable {
  /// From 1.
  package var index: Int
  package var count: Int

  /// `2/4`; `nil` for anything that names no part.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  package var text: String { "\(index)/\(count)" }

  /// - Parameter number: counted from 0.
  func has(_ number: Int) -> Bool { number % count == index - 1 }
}
