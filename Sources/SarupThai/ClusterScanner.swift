/// Cuts text into what a reader sees as one character: extended grapheme clusters (UAX #29), and a little more.
///
/// Beyond UAX #29 of Unicode 15, a Khmer coeng and a Myanmar virama keep the consonant that they stack.
package enum ClusterScanner {
  /// Where the cluster that starts at `offset` ends.
  ///
  /// - Parameters:
  ///   - offset: the start of a cluster, below the text's length.
  ///   - text: UTF-8.
  package static func end(ofClusterAt offset: Int, in text: Swift.Span<UInt8>) -> Int {
    end(ofClusterAt: offset, in: text, table: .shared)
  }

  /// Puts the byte offset of every boundary between two clusters into `result`; the ends of the text are none.
  package static func findBoundaries(in text: Swift.Span<UInt8>, into result: inout [Int]) {
    result.removeAll(keepingCapacity: true)
    let table = UnicodeTable.shared
    var offset = 0
    while offset < text.count {
      offset = end(ofClusterAt: offset, in: text, table: table)
      if offset < text.count { result.append(offset) }
    }
  }

  private static func end(ofClusterAt offset: Int, in text: Swift.Span<UInt8>, table: UnicodeTable) -> Int {
    var (scalar, length) = text.scalar(at: offset)
    var end = offset + length
    while scalar &- 0xE00 < 0x80 {
      // Thai behind Thai needs no table; nor does a byte of ASCII, which never joins a cluster behind a letter.
      guard end < text.count, text[end] >= 0x80 else { return end }
      let (next, length) = text.scalar(at: end)
      guard next &- 0xE00 < 0x80 else { break }
      guard ThaiScalars.extends(next) else { return end }
      scalar = next
      end += length
    }
    return slowEnd(from: scalar, at: end, in: text, table: table)
  }

  /// - Parameters:
  ///   - first: the last scalar of what is known to be one cluster.
  ///   - position: behind it.
  private static func slowEnd(from first: UInt32, at position: Int, in text: Swift.Span<UInt8>, table: UnicodeTable)
    -> Int
  {
    var left = table[first]
    var leftScalar = first
    var end = position
    // GB11 looks past Extend to the pictograph before it, GB12 and GB13 at the pairing of flags.
    var isPictograph = left.isPictographic
    var flags = left.grapheme == .regionalIndicator ? 1 : 0
    while end < text.count {
      let (scalar, length) = text.scalar(at: end)
      let right = table[scalar]
      guard joins(left, right, isPictograph: isPictograph, flags: flags) || stacks(leftScalar, right) else {
        return end
      }
      switch right.grapheme {
      case .extend, .zeroWidthJoiner: break
      default: isPictograph = right.isPictographic
      }
      flags = right.grapheme == .regionalIndicator ? flags + 1 : 0
      (left, leftScalar) = (right, scalar)
      end += length
    }
    return end
  }

  private static func joins(_ left: ScalarProperties, _ right: ScalarProperties, isPictograph: Bool, flags: Int) -> Bool
  {
    switch (left.grapheme, right.grapheme) {
    case (.carriageReturn, .lineFeed): true  // GB3
    case (.control, _), (.carriageReturn, _), (.lineFeed, _): false  // GB4
    case (_, .control), (_, .carriageReturn), (_, .lineFeed): false  // GB5
    case (.hangulL, .hangulL), (.hangulL, .hangulV), (.hangulL, .hangulLV), (.hangulL, .hangulLVT): true  // GB6
    case (.hangulLV, .hangulV), (.hangulLV, .hangulT), (.hangulV, .hangulV), (.hangulV, .hangulT): true  // GB7
    case (.hangulLVT, .hangulT), (.hangulT, .hangulT): true  // GB8
    case (_, .extend), (_, .zeroWidthJoiner), (_, .spacingMark), (.prepend, _): true  // GB9, GB9a, GB9b
    case (.zeroWidthJoiner, _) where isPictograph && right.isPictographic: true  // GB11
    case (.regionalIndicator, .regionalIndicator): flags % 2 == 1  // GB12, GB13
    default: false
    }
  }

  /// U+17D2 and U+1039 put the next letter below the one before them.
  private static func stacks(_ left: UInt32, _ right: ScalarProperties) -> Bool {
    (left == 0x17D2 || left == 0x1039) && right.isLetter
  }
}
