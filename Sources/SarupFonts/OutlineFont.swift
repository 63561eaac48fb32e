/// A working font for a face without TrueType outlines: curves are converted when a glyph is first drawn.
///
/// Cairo could subset such a face itself, but maps no cluster to a code then, names subsets in a way that PDF/A-2 forbids, and
/// trusts the file more than it should. HarfBuzz reads the outlines with every offset checked.
package final class OutlineFont: WorkingFont, @unchecked Sendable {
  // Written to by `add` and `single` alone, where nobody reads yet.
  private let storage: UnsafeMutableRawBufferPointer
  package let bytes: FontBytes
  private let font: HarfBuzzFont
  private let glyphCount: Int
  private let slots: Int
  private let room: Int
  private let metrics: Int
  private let locations: Int
  private let outlines: Int
  /// The first free glyph; 0 is the one for what is missing.
  private var next = 1
  private var end = 0
  private var singles: [UInt32: UInt32?] = [:]

  /// Bytes that an outline has at most in the mean. Memory that is not written to is not used.
  private static let bytesPerGlyph = 1024
  private static let most = 0xFFFF

  /// `nil` where a font cannot have so many glyphs.
  init?(_ face: LoadedFace, clusters: Int, isForOneDocument: Bool) {
    guard let file = try? FontFile(face.bytes, index: face.index), let count = file.word("maxp", 4), count > 0 else {
      return nil
    }
    font = face.font
    glyphCount = count
    // Every glyph of the face has room, so that what fits does not depend on what has been drawn before.
    slots = min(OutlineFont.most, 1 + clusters + (isForOneDocument ? 0 : count))
    room = slots * OutlineFont.bytesPerGlyph
    let layout = FontLayout(of: [
      ("OS/2", file.contents("OS/2").count), ("cmap", FontLayout.emptyCharacterMap.count), ("glyf", room),
      ("head", file.contents("head").count), ("hhea", file.contents("hhea").count), ("hmtx", 4 * slots),
      ("loca", 4 * (slots + 1)), ("maxp", 32), ("name", file.contents("name").count),
      ("post", FontLayout.namelessPost.count),
    ])
    storage = .allocate(byteCount: layout.length, alignment: 16)
    let storage = storage
    bytes = FontBytes(UnsafeRawBufferPointer(storage)) { storage.deallocate() }
    storage.copyBytes(from: layout.directory)
    func place(_ tag: StaticString, _ contents: some Collection<UInt8>) {
      UnsafeMutableRawBufferPointer(rebasing: storage[layout.place(of: tag)...]).copyBytes(from: contents)
    }
    for tag in ["OS/2", "name", "head", "hhea"] as [StaticString] { place(tag, file.contents(tag)) }
    place("cmap", FontLayout.emptyCharacterMap)
    place("post", FontLayout.namelessPost)
    place("hmtx", [UInt8](repeating: 0, count: 4 * slots))
    place("loca", [UInt8](repeating: 0, count: 4 * (slots + 1)))
    place("maxp", OutlineFont.maximum(glyphs: slots))
    storage.store(word: 1, at: layout.place(of: "head") + 50)
    storage.store(word: slots, at: layout.place(of: "hhea") + 34)
    metrics = layout.place(of: "hmtx")
    locations = layout.place(of: "loca")
    outlines = layout.place(of: "glyf")
    next = 0
    guard write(font.outline(of: 0), advance: font.advance(0)) == 0 else { return nil }
  }

  /// `maxp` of version 1, with bounds that no outline exceeds.
  private static func maximum(glyphs: Int) -> [UInt8] {
    let words = [1, 0, glyphs, 0xFFFF, 0x3FFF, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]
    return words.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }

  package var keepsGlyphNumbers: Bool { false }

  package func single(_ glyph: UInt32) -> UInt32? {
    if let known = singles[glyph] { return known }
    let made = add([ClusterForm.Part(glyph: glyph, x: 0, y: 0)], advance: font.advance(glyph))
    singles[glyph] = .some(made)
    return made
  }

  package func add(_ parts: [ClusterForm.Part], advance: Int) -> UInt32? {
    guard !parts.isEmpty, parts.allSatisfy({ $0.glyph < glyphCount }) else { return nil }
    var outline = GlyphOutline()
    for part in parts { outline.append(font.outline(of: part.glyph), x: Int(part.x), y: Int(part.y)) }
    return write(outline, advance: advance)
  }

  private func write(_ outline: GlyphOutline, advance: Int) -> UInt32? {
    let encoded = outline.encoded()
    let length = (encoded.count + 3) & ~3
    guard next < slots, end + length <= room, (0...0xFFFF).contains(advance) else { return nil }
    let place = UnsafeMutableRawBufferPointer(rebasing: storage[(outlines + end)..<(outlines + end + length)])
    place.copyBytes(from: encoded)
    for index in encoded.count..<length { place[index] = 0 }
    let glyph = next
    end += length
    next += 1
    storage.store(long: end, at: locations + 4 * next)
    storage.store(word: advance, at: metrics + 4 * glyph)
    storage.store(word: outline.isEmpty ? 0 : outline.left, at: metrics + 4 * glyph + 2)
    return UInt32(glyph)
  }
}
