internal import SarupFonts
private import Synchronization

/// What Cairo draws a face with. Kept with the face, so that it is made once in a process and its outlines are read once.
final class DrawnFace: Sendable {
  private let face = Mutex<(known: CairoFace?, isTried: Bool)>((nil, false))

  /// The face as Cairo sees it; `nil` when FreeType or Cairo refuses it.
  static func of(_ face: LoadedFace) -> CairoFace? {
    face.companion { DrawnFace() }.face.withLock { state in
      if !state.isTried { state = (CairoFace(face.bytes, index: face.index), true) }
      return state.known
    }
  }
}
