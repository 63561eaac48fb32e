package import SarupThai

/// A face in a ``FontBook``.
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

/// Measures of a face, in units of the em (1 = the type size).
package struct FontMetrics: Hashable, Sendable {
  /// Line box above and below the baseline, both positive. From the typographic metrics where the face says to use them.
  package var ascent: Double
  package var descent: Double
  package var lineGap: Double
  /// Advance of ก U+0E01: what apparent size is measured by; the x-height stands in for a face without Thai.
  package var koKaiWidth: Double
  package var capHeight: Double
  package var underlinePosition: Double
  package var underlineThickness: Double
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
