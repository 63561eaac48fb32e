internal import SarupFonts
private import Synchronization

/// What Cairo draws a face with. Kept with the face, so that it is made once in a process and its outlines are read once.
final class DrawnFace: Sendable {
  private let state = Mutex(State())

  private struct State {
    var plain: CairoFace?
    var hasTriedPlain = false
    var clusters: Clusters?
    var hasTriedClusters = false
  }

  /// The working font of a face and the forms of ``ClusterInventory`` that have been asked for so far.
  private struct Clusters {
    var font: any WorkingFont
    var face: CairoFace
    /// By number in the inventory; `.some(nil)` for a cluster that cannot be one glyph.
    var forms: [Int: ClusterForm?] = [:]
  }

  /// The face as it is in its file; `nil` when FreeType or Cairo refuses it.
  func plain(_ face: LoadedFace) -> CairoFace? {
    state.withLock { state in
      if !state.hasTriedPlain {
        state.hasTriedPlain = true
        state.plain = CairoFace(face.bytes, index: face.index)
      }
      return state.plain
    }
  }

  /// The face with whole clusters as glyphs; `nil` where there can be no such font.
  func working(_ face: LoadedFace) -> (face: CairoFace, keepsGlyphNumbers: Bool)? {
    state.withLock { state in
      clusters(of: face, in: &state).map { ($0.face, $0.font.keepsGlyphNumbers) }
    }
  }

  private func clusters(of face: LoadedFace, in state: inout State) -> Clusters? {
    if !state.hasTriedClusters {
      state.hasTriedClusters = true
      if let font = WorkingFonts.make(
        face, slots: ClusterInventory.count, partsPerSlot: ClusterForm.mostParts, isForOneDocument: false),
        let drawn = CairoFace(font.bytes, index: 0)
      {
        state.clusters = Clusters(font: font, face: drawn)
      }
    }
    return state.clusters
  }

  /// The glyph of the working font that shows a glyph of the face.
  func single(_ glyph: UInt32, of face: LoadedFace) -> UInt32? {
    state.withLock { clusters(of: face, in: &$0)?.font.single(glyph) }
  }

  /// The glyph of a cluster of the inventory in the working font, made when it is first asked for.
  ///
  /// Its parts stand as they do where nothing stands around the cluster. So what a number means depends on the face alone,
  /// and not on what has been drawn before.
  func form(_ number: Int, text: [UInt8], of face: LoadedFace) -> ClusterForm? {
    state.withLock { state in
      if clusters(of: face, in: &state) == nil { return nil }
      if let known = state.clusters?.forms[number] { return known }
      var form: ClusterForm?
      if let shaped = face.shapedAlone(text),
        let glyph = state.clusters?.font.add(shaped.parts, advance: shaped.advance)
      {
        form = ClusterForm(glyph: glyph, parts: shaped.parts)
      }
      state.clusters?.forms[number] = .some(form)
      return form
    }
  }
}
