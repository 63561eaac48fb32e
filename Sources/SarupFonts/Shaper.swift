package import SarupThai

/// Shapes runs of text with HarfBuzz. Not shared between tasks: make one for each.
package struct Shaper: ~Copyable {
  private let book: FontBook
  private var buffer = ShapingBuffer()
  /// Faces met so far by their number, so that the book is asked once for each.
  private var faces: [LoadedFace?] = []
  /// Taken from the faces, and given back at the end.
  private var caches: [(face: LoadedFace, script: Script, language: String, cache: ShapeCache?)] = []

  package init(book: FontBook) { self.book = book }

  deinit {
    for entry in caches { if let cache = entry.cache { entry.face.giveBack(cache) } }
  }

  /// Appends the glyphs of `text[range]` in visual order; ``Glyph/cluster`` is an offset in `text`.
  ///
  /// Cluster level is monotone characters. `liga` and `clig` are off where they join letters, so that each letter stays one
  /// letter; in Thai, Lao, Khmer and Myanmar they are on, since some fonts place marks by them. What stands around the range
  /// in `text` is seen as context and not shaped.
  package mutating func shape(
    _ text: Swift.Span<UInt8>, range: Range<Int>, script: Script, language: String, face: FaceIndex,
    into glyphs: inout [Glyph]
  ) {
    guard range.lowerBound >= 0, range.upperBound <= text.count, !range.isEmpty, let face = loaded(face) else { return }
    guard let cache = cache(face, script, language) else {
      buffer.shape(text, range: range, script: script, language: language, font: face.font, into: &glyphs)
      return
    }
    if text.withUnsafeBufferPointer({ cache.shape($0, range, into: &glyphs) }) { return }
    let first = glyphs.count
    buffer.shape(text, range: range, script: script, language: language, font: face.font, into: &glyphs)
    text.withUnsafeBufferPointer { cache.learn($0, range, glyphs, from: first) }
  }

  private mutating func cache(_ face: LoadedFace, _ script: Script, _ language: String) -> ShapeCache? {
    // Other scripts join letters, or turn them.
    guard script == .thai || script == .latin else { return nil }
    for entry in caches where entry.face === face && entry.script == script && entry.language == language {
      return entry.cache
    }
    let cache = face.takeShapeCache(script, language)
    caches.append((face, script, language, cache))
    return cache
  }

  private mutating func loaded(_ index: FaceIndex) -> LoadedFace? {
    if faces.indices.contains(index.number), let face = faces[index.number] { return face }
    guard let face = book.loaded(index) else { return nil }
    while faces.count <= index.number { faces.append(nil) }
    faces[index.number] = face
    return face
  }
}
