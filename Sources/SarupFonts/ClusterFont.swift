/// A copy of a face, in memory, in which whole clusters are glyphs.
///
/// A PDF maps each code of a font to a text. As long as a tone mark or half a SARA AM has a code of its own, readers put the
/// characters of a cluster together by where they stand, and get it wrong. Here each cluster has one composite glyph, so that
/// its code means the cluster's text and nothing has to be put together.
///
/// Glyphs of the face keep their numbers. Behind them stand slots for clusters, which are filled one after the other while the
/// font is in use: FreeType and Cairo read a glyph when it is first drawn, and nobody draws a slot whose number has not been handed
/// out. So the font never has to be built again. There is no character map: numbers are all that is asked for, and
/// Cairo walks through the map of a font for each new glyph.
///
/// A font with other outlines becomes an ``OutlineFont``.
package final class ClusterFont: WorkingFont, @unchecked Sendable {
  // `bytes` is written to by `add` alone, in slots that nobody reads yet.
  private let storage: UnsafeMutableRawBufferPointer
  package let bytes: FontBytes
  private let glyphCount: Int
  private let slots: Int
  private let partsPerSlot: Int
  private let metrics: Int
  private let locations: Int
  private let outlines: Int
  private var used = 0

  /// Outlines that share their bytes could make a small file ask for all memory.
  private static let longest = 1 << 26

  /// `nil` for a face without TrueType outlines, or without room for so many glyphs.
  package init?(_ face: LoadedFace, slots: Int, partsPerSlot: Int) {
    guard let file = try? FontFile(face.bytes, index: face.index), let glyphs = GlyphTable(file),
      glyphs.count > 0, glyphs.count + slots <= 0xFFFF, glyphs.totalLength <= ClusterFont.longest
    else { return nil }
    glyphCount = glyphs.count
    self.slots = slots
    self.partsPerSlot = partsPerSlot
    let slotSize = ClusterFont.slotSize(parts: partsPerSlot)
    let total = glyphs.count + slots
    // An outline without instructions is no longer than with them, and is filled up to a multiple of four bytes.
    let bareLimit = glyphs.totalLength + 4 * glyphs.count

    let layout = FontLayout(of: [
      ("OS/2", file.contents("OS/2").count), ("cmap", FontLayout.emptyCharacterMap.count),
      ("glyf", bareLimit + slots * slotSize), ("head", file.contents("head").count),
      ("hhea", file.contents("hhea").count), ("hmtx", 4 * total), ("loca", 4 * (total + 1)),
      ("maxp", file.contents("maxp").count), ("name", file.contents("name").count),
      ("post", FontLayout.namelessPost.count),
    ])
    let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.length, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
    self.storage = storage
    bytes = FontBytes(UnsafeRawBufferPointer(storage)) { storage.deallocate() }
    storage.copyBytes(from: layout.directory)
    func place(_ tag: StaticString, _ contents: some Collection<UInt8>) {
      UnsafeMutableRawBufferPointer(rebasing: storage[layout.place(of: tag)...]).copyBytes(from: contents)
    }
    for tag in ["OS/2", "name", "head", "hhea", "maxp"] as [StaticString] { place(tag, file.contents(tag)) }
    place("cmap", FontLayout.emptyCharacterMap)
    place("post", FontLayout.namelessPost)
    // Locations are long. The box stays as it is, so that it does not depend on which clusters have been met.
    storage.store(word: 1, at: layout.place(of: "head") + 50)
    storage.store(word: total, at: layout.place(of: "hhea") + 34)
    metrics = layout.place(of: "hmtx")
    locations = layout.place(of: "loca")
    outlines = layout.place(of: "glyf")
    let maximum = layout.place(of: "maxp")
    storage.store(word: total, at: maximum + 4)
    if file.contents("maxp").count >= 32 { ClusterFont.raiseLimits(storage, at: maximum, parts: partsPerSlot) }

    var end = 0
    for glyph in 0..<glyphs.count {
      storage.store(long: end, at: locations + 4 * glyph)
      storage.store(word: glyphs.advance(glyph), at: metrics + 4 * glyph)
      storage.store(word: glyphs.leftSideBearing(glyph), at: metrics + 4 * glyph + 2)
      let length = glyphs.copyBare(glyph, to: UnsafeMutableRawBufferPointer(rebasing: storage[(outlines + end)...]))
      end += (length + 3) & ~3
      if end > bareLimit { return nil }
    }
    // Slots that are not used yet are empty.
    for slot in 0...slots { storage.store(long: end, at: locations + 4 * (glyphs.count + slot)) }
  }

  // MARK: - Clusters

  package var keepsGlyphNumbers: Bool { true }

  package func single(_ glyph: UInt32) -> UInt32? { glyph < glyphCount ? glyph : nil }

  /// Makes a glyph of parts, and gives its number; `nil` when the slots are full, there are too many parts, or one of them is
  /// no glyph of the face.
  package func add(_ parts: [ClusterForm.Part], advance: Int) -> UInt32? {
    guard used < slots, !parts.isEmpty, parts.count <= partsPerSlot, (0...0xFFFF).contains(advance) else { return nil }
    if parts.contains(where: { $0.glyph >= glyphCount }) { return nil }
    let glyph = glyphCount + used
    let place = outlines + location(glyph)
    var box: (left: Int, bottom: Int, right: Int, top: Int)?
    for (number, part) in parts.enumerated() {
      let outline = outline(Int(part.glyph))
      var x = Int(part.x)
      let y = Int(part.y)
      if outline.count >= 10 {
        // A glyph drawn by itself starts at its left side bearing; a part of another starts where its points say.
        x += leftSideBearing(Int(part.glyph)) - outline.signed(2)
        let left = x + outline.signed(2)
        let right = x + outline.signed(6)
        let bottom = y + outline.signed(4)
        let top = y + outline.signed(8)
        box =
          box.map { (min($0.left, left), min($0.bottom, bottom), max($0.right, right), max($0.top, top)) }
          ?? (left, bottom, right, top)
      }
      var flags = CompositeFlags.wordArguments | CompositeFlags.argumentsAreOffsets
      if number + 1 < parts.count { flags |= CompositeFlags.more }
      for (index, word) in [flags, Int(part.glyph), x, y].enumerated() {
        storage.store(word: word, at: place + 10 + 8 * number + 2 * index)
      }
    }
    // Where nothing can be seen the slot stays an outline without contours.
    if let box {
      for (index, word) in [-1, box.left, box.bottom, box.right, box.top].enumerated() {
        storage.store(word: word, at: place + 2 * index)
      }
    }
    // Fewer parts than there is room for: the next slot begins where this one ends.
    let length = (10 + 8 * parts.count + 3) & ~3
    storage.store(long: location(glyph) + length, at: locations + 4 * (glyph + 1))
    storage.store(word: advance, at: metrics + 4 * glyph)
    // The side bearing is where the outline begins, so that nothing is moved.
    storage.store(word: box?.left ?? 0, at: metrics + 4 * glyph + 2)
    used += 1
    return UInt32(glyph)
  }

  private func location(_ glyph: Int) -> Int {
    Int(UInt32(bigEndian: storage.loadUnaligned(fromByteOffset: locations + 4 * glyph, as: UInt32.self)))
  }

  private func outline(_ glyph: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[outlines + location(glyph)..<outlines + location(glyph + 1)])
  }

  private func leftSideBearing(_ glyph: Int) -> Int { bytes.buffer.signed(metrics + 4 * glyph + 2) }

  // MARK: - Limits

  private static func slotSize(parts: Int) -> Int { (10 + 8 * parts + 3) & ~3 }

  /// Bounds of composites: points and contours of parts add up, and a part may be a composite itself.
  private static func raiseLimits(_ storage: UnsafeMutableRawBufferPointer, at table: Int, parts: Int) {
    let old = UnsafeRawBufferPointer(storage)
    func raise(_ offset: Int, to value: Int) {
      storage.store(word: min(0xFFFF, max(old.word(table + offset), value)), at: table + offset)
    }
    raise(10, to: max(old.word(table + 6), old.word(table + 10)) * parts)
    raise(12, to: max(old.word(table + 8), old.word(table + 12)) * parts)
    raise(28, to: parts)
    raise(30, to: min(16, old.word(table + 30) + 1))
  }
}
