/// Changes to a text that otherwise stays as it is, byte for byte.
struct ByteEdits: Sendable {
  private struct Edit: Sendable {
    var range: Range<Int>
    var replacement: [UInt8]
    var order: Int
  }

  private var edits: [Edit] = []

  mutating func replace(_ range: Range<Int>, by replacement: some Sequence<UInt8>) {
    edits.append(Edit(range: range, replacement: Array(replacement), order: edits.count))
  }

  mutating func replace(_ range: Range<Int>, by replacement: String) { replace(range, by: replacement.utf8) }

  mutating func delete(_ range: Range<Int>) { replace(range, by: []) }

  mutating func insert(_ text: String, at place: Int) { replace(place..<place, by: text.utf8) }

  mutating func insert(_ text: [UInt8], at place: Int) { replace(place..<place, by: text) }

  mutating func add(_ other: ByteEdits) {
    for edit in other.edits { replace(edit.range, by: edit.replacement) }
  }

  /// A stretch of the bytes with what is changed in it. Of changes inside a stretch that is replaced as a whole nothing is left.
  func applied(to bytes: [UInt8], in stretch: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(stretch.count + 1024)
    var position = stretch.lowerBound
    let sorted = edits.sorted { left, right in
      // The longer one of two with one start covers the other; insertions stand before what begins at their place.
      if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
      if left.range.isEmpty != right.range.isEmpty { return left.range.isEmpty }
      if left.range.count != right.range.count { return left.range.count > right.range.count }
      return left.order < right.order
    }
    for edit in sorted where edit.range.lowerBound >= position && edit.range.upperBound <= stretch.upperBound {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
    }
    return result + bytes[position..<max(position, stretch.upperBound)]
  }

  func applied(to bytes: [UInt8]) -> [UInt8] { applied(to: bytes, in: 0..<bytes.count) }
}
