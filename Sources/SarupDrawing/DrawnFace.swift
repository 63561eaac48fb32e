internal import SarupFonts

/// What Cairo draws a face with. Kept with the face, so that it is made once in a process.
final class DrawnFace: Sendable {
  /// The face as it is in its file; `nil` when FreeType or Cairo refuses it.
  let plain: CairoFace?

  init(_ face: LoadedFace) { plain = CairoFace(face.bytes, index: face.index) }
}
