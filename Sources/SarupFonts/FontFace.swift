/// A face in a ``FontBook``. Numbers are given out as faces are met, so that they say nothing outside the book.
package struct FaceIndex: Hashable, Sendable {
  package var number: Int

  package init(_ number: Int) { self.number = number }
}

/// What a style asks of the font book.
package struct FontRequest: Hashable, Sendable {
  package var families: [String]
  package var isBold: Bool
  package var isItalic: Bool

  package init(families: [String], isBold: Bool, isItalic: Bool) {
    self.families = families
    self.isBold = isBold
    self.isItalic = isItalic
  }
}

/// One glyph of a shaped run; lengths are in font units.
package struct Glyph: Hashable, Sendable {
  package var id: UInt32
  /// Byte offset, in the paragraph's text, of the cluster the glyph belongs to.
  package var cluster: Int
  package var advance: Int32
  package var xOffset: Int32
  package var yOffset: Int32
}
