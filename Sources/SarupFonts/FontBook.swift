package import SarupSyntax
package import SarupThai

/// Every face that a document may use. One book serves a whole process; it is safe to use from many threads.
package final class FontBook: Sendable {
  package init() {}

  /// The face that answers a request: the first family that is there, with the weight and slant asked for.
  ///
  /// A family is looked for among the faces handed in, then the bundled ones, then in the system where that is allowed.
  /// Weight and slant are never synthesised.
  package func face(for request: FontRequest, reporting diagnostics: inout Diagnostics) -> FaceIndex? { FaceIndex(0) }

  /// The face to set a character in that `face` does not have; `nil` when no face of the book has it.
  package func fallback(for scalar: Unicode.Scalar, instead face: FaceIndex) -> FaceIndex? { nil }

  package func covers(_ face: FaceIndex, _ scalar: Unicode.Scalar) -> Bool { true }

  /// The face's own name, as its file gives it: `Sarabun-Bold`.
  package func name(of face: FaceIndex) -> String { "Fixed" }

  package func unitsPerEm(of face: FaceIndex) -> Int { 1000 }

  package func metrics(of face: FaceIndex) -> FontMetrics {
    FontMetrics(
      ascent: 1.0, descent: 0.3, lineGap: 0, koKaiWidth: 0.576, capHeight: 0.7, underlinePosition: -0.1,
      underlineThickness: 0.05)
  }

  /// What an apparent size of 1 means for a face: the factor to scale its em by, and the line box of the family the size is meant
  /// for (both relative to the apparent size). `family` is ``SarupDocument/FontChoice/sizeAs``; it need not be installed.
  package func apparentSize(of face: FaceIndex, as family: String?) -> ApparentSize {
    ApparentSize(scale: 1, ascent: 1.0, descent: 0.3)
  }
}

package struct ApparentSize: Hashable, Sendable {
  /// Real size = apparent size x scale.
  package var scale: Double
  /// Line box above and below the baseline for an apparent size of 1.
  package var ascent: Double
  package var descent: Double

  package init(scale: Double, ascent: Double, descent: Double) {
    self.scale = scale
    self.ascent = ascent
    self.descent = descent
  }
}

/// Shapes runs of text with HarfBuzz. Not shared between tasks: make one for each.
package struct Shaper: ~Copyable {
  private let book: FontBook

  package init(book: FontBook) { self.book = book }

  /// Appends the glyphs of `text[range]` in visual order; ``Glyph/cluster`` is an offset in `text`.
  ///
  /// Cluster level is monotone characters; `liga` is off, so that each letter stays one letter.
  package mutating func shape(
    _ text: Swift.Span<UInt8>, range: Range<Int>, script: Script, language: String, face: FaceIndex,
    into glyphs: inout [Glyph]
  ) {
    for offset in range where text[offset] & 0xC0 != 0x80 {
      glyphs.append(Glyph(id: UInt32(text[offset]), cluster: offset, advance: 500, xOffset: 0, yOffset: 0))
    }
  }
}
