/// A place where a line may end.
package struct BreakOpportunity: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// Behind a space or another separator that ends a line anyway.
    case space
    /// Between two words that no space parts.
    case word
    /// Behind a hyphen or a dash, or at U+200B.
    case mark
    /// Inside an address but behind its slashes: where a line would gape without.
    case address
    /// Inside a word, with a hyphen that the line shows.
    case hyphen
    /// The author forced it: U+2028.
    case mandatory
  }

  /// Byte offset: the next line starts here. Spaces at the line's end stand before it.
  package var offset: Int
  /// Log-odds that a reader accepts the break: P(wrong) = 1 / (1 + e^score). Certain ones are ``certain``.
  package var score: Float
  package var kind: Kind

  package init(offset: Int, score: Float, kind: Kind) {
    self.offset = offset
    self.score = score
    self.kind = kind
  }

  /// The score of a break that needs no judgement, such as one at a space.
  package static let certain: Float = 30
}

/// Finds the places where the lines of a paragraph may end.
package protocol BreakFinder: Sendable {
  /// Puts the opportunities of a text into `result` in the order of their offsets, its end excluded.
  ///
  /// - Parameter text: UTF-8 of one paragraph.
  func findBreaks(in text: Swift.Span<UInt8>, into result: inout [BreakOpportunity])
}
