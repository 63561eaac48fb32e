/// A font to draw with, made of a face: with a glyph for whatever is to be read as one.
///
/// It fills up while it is in use. Nobody may be in two of its methods at once; what has been handed out may be read all the time.
package protocol WorkingFont: AnyObject, Sendable {
  /// The font as a file, for FreeType.
  var bytes: FontBytes { get }

  /// Whether glyphs of the face have the same numbers here.
  var keepsGlyphNumbers: Bool { get }

  /// The glyph that shows a glyph of the face; `nil` when there is none, or no room for it.
  func single(_ glyph: UInt32) -> UInt32?

  /// Makes a glyph of parts, and gives its number; `nil` when there is no room, there are too many parts, or one of them is no
  /// glyph of the face.
  ///
  /// - Parameter advance: In font units.
  func add(_ parts: [ClusterForm.Part], advance: Int) -> UInt32?
}

/// Makes working fonts.
package enum WorkingFonts {
  /// A font with room for so many clusters; `nil` for a face that FreeType could not read either.
  ///
  /// - Parameter isForOneDocument: A font for a few odd clusters, not for all that a process draws.
  package static func make(_ face: LoadedFace, slots: Int, partsPerSlot: Int, isForOneDocument: Bool)
    -> (any WorkingFont)?
  {
    ClusterFont(face, slots: slots, partsPerSlot: partsPerSlot)
      ?? OutlineFont(face, clusters: slots, isForOneDocument: isForOneDocument)
  }
}
