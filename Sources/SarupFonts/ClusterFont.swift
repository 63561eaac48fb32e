/// A copy of a face, in memory, in which whole clusters are glyphs.
///
/// A PDF maps each code of a font to a text. As long as a tone mark or half a SARA AM has a code of its own, readers put the
/// characters of a cluster together by where they stand, and get it wrong. Here each cluster has one composite glyph, so that
/// its code means the cluster's text and nothing has to be put together.
///
/// Glyphs of the face keep their numbers. Behind them stand slots of one size for clusters, which are filled while the font is
/// in use: FreeType and Cairo read a glyph when it is first drawn, and nobody draws a slot whose number has not been handed
/// out. So the font never has to be built again. There is no character map: numbers are all that is asked for, and
/// Cairo walks through the map of a font for each new glyph.
///
/// ``add(_:advance:)`` must not be called from two threads at once.
package final class ClusterFont: @unchecked Sendable {
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

  /// `nil` for a face without TrueType outlines, or without room for so many glyphs.
  package init?(_ face: LoadedFace, slots: Int, partsPerSlot: Int) {
    guard let file = try? FontFile(face.bytes, index: face.index), let glyphs = GlyphTable(file),
      glyphs.count > 0, glyphs.count + slots <= 0xFFFF
    else { return nil }
    glyphCount = glyphs.count
    self.slots = slots
    self.partsPerSlot = partsPerSlot
    let slotSize = ClusterFont.slotSize(parts: partsPerSlot)
    let total = glyphs.count + slots

    var bare: [UInt8] = []
    bare.reserveCapacity(file.contents("glyf").count)
    var starts: [UInt32] = []
    starts.reserveCapacity(total + 1)
    for glyph in 0..<glyphs.count {
      starts.append(UInt32(bare.count))
      bare += glyphs.bareOutline(glyph)
      while bare.count % 4 != 0 { bare.append(0) }
    }
    for slot in 0...slots { starts.append(UInt32(bare.count + slot * slotSize)) }

    let maximum = file.contents("maxp")
    var tables: [(tag: StaticString, contents: [UInt8], length: Int)] = []
    for tag in ["OS/2", "name"] as [StaticString] {
      let contents = file.contents(tag)
      if !contents.isEmpty { tables.append((tag, Array(contents), contents.count)) }
    }
    tables.append(("cmap", ClusterFont.emptyCharacterMap, ClusterFont.emptyCharacterMap.count))
    tables.append(("glyf", bare, bare.count + slots * slotSize))
    tables.append(("head", ClusterFont.head(file), file.contents("head").count))
    tables.append(("hhea", ClusterFont.changed(file.contents("hhea"), [(34, total)]), file.contents("hhea").count))
    tables.append(("hmtx", ClusterFont.metrics(glyphs), 4 * total))
    tables.append(("loca", starts.flatMap(ClusterFont.long), 4 * (total + 1)))
    tables.append(("maxp", ClusterFont.maximum(maximum, total, partsPerSlot), maximum.count))
    tables.append(("post", ClusterFont.namelessPost, ClusterFont.namelessPost.count))
    tables.sort { "\($0.tag)" < "\($1.tag)" }

    var places: [Int] = []
    var end = 12 + 16 * tables.count
    for table in tables {
      places.append(end)
      end += (table.length + 3) & ~3
    }
    storage = .allocate(byteCount: end, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
    var directory: [UInt8] = ClusterFont.long(0x0001_0000)
    directory += [UInt8(tables.count >> 8), UInt8(tables.count & 255), 0, 128, 0, 3]
    let shift = 16 * tables.count - 128
    directory += [UInt8(max(0, shift) >> 8), UInt8(max(0, shift) & 255)]
    var found: [String: Int] = [:]
    for (table, place) in zip(tables, places) {
      table.tag.withUTF8Buffer { directory += $0 }
      directory += ClusterFont.long(0)
      directory += ClusterFont.long(UInt32(place))
      directory += ClusterFont.long(UInt32(table.length))
      UnsafeMutableRawBufferPointer(rebasing: storage[place...]).copyBytes(from: table.contents)
      found["\(table.tag)"] = place
    }
    storage.copyBytes(from: directory)
    metrics = found["hmtx"] ?? 0
    locations = found["loca"] ?? 0
    outlines = found["glyf"] ?? 0
    let storage = storage
    bytes = FontBytes(UnsafeRawBufferPointer(storage)) { storage.deallocate() }
  }

  // MARK: - Clusters

  /// Makes a glyph of parts, and gives its number; `nil` when the slots are full, there are too many parts, or one of them is
  /// no glyph of the face.
  package func add(_ parts: [ClusterForm.Part], advance: Int) -> UInt32? {
    guard used < slots, !parts.isEmpty, parts.count <= partsPerSlot, (0...0xFFFF).contains(advance) else { return nil }
    var box: (left: Int, bottom: Int, right: Int, top: Int)?
    var text: [UInt8] = []
    for (number, part) in parts.enumerated() {
      guard part.glyph < glyphCount else { return nil }
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
      text += [flags, Int(part.glyph), x, y].flatMap(ClusterFont.word)
    }
    guard let box else { return nil }
    let glyph = glyphCount + used
    let place = outlines + location(glyph)
    let head = [-1, box.left, box.bottom, box.right, box.top].flatMap(ClusterFont.word)
    write(head + text, at: place)
    // The side bearing is where the outline begins, so that nothing is moved.
    write(ClusterFont.word(advance) + ClusterFont.word(box.left), at: metrics + 4 * glyph)
    used += 1
    return UInt32(glyph)
  }

  private func write(_ contents: [UInt8], at place: Int) {
    UnsafeMutableRawBufferPointer(rebasing: storage[place..<place + contents.count]).copyBytes(from: contents)
  }

  private func location(_ glyph: Int) -> Int {
    Int(UInt32(bigEndian: storage.loadUnaligned(fromByteOffset: locations + 4 * glyph, as: UInt32.self)))
  }

  private func outline(_ glyph: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage[outlines + location(glyph)..<outlines + location(glyph + 1)])
  }

  private func leftSideBearing(_ glyph: Int) -> Int { bytes.buffer.signed(metrics + 4 * glyph + 2) }

  // MARK: - Tables

  private static func slotSize(parts: Int) -> Int { (10 + 8 * parts + 3) & ~3 }

  /// A map of format 4 with the one segment that has to be there, U+FFFF.
  private static let emptyCharacterMap: [UInt8] = [
    0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12,
    0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 1, 0, 0,
  ]

  /// Version 3: glyphs have no names.
  private static let namelessPost: [UInt8] = [0, 3] + [UInt8](repeating: 0, count: 30)

  /// Locations are long. The box stays as it is, so that it does not depend on which clusters have been met.
  private static func head(_ file: FontFile) -> [UInt8] { changed(file.contents("head"), [(50, 1)]) }

  private static func maximum(_ table: UnsafeRawBufferPointer, _ glyphs: Int, _ parts: Int) -> [UInt8] {
    if table.count < 32 { return changed(table, [(4, glyphs)]) }
    // Bounds of composites: points and contours of parts add up, and a part may be a composite itself.
    return changed(
      table,
      [
        (4, glyphs), (10, min(0xFFFF, max(table.word(10), table.word(6) * parts))),
        (12, min(0xFFFF, max(table.word(12), table.word(8) * parts))), (28, max(table.word(28), parts)),
        (30, min(16, table.word(30) + 1)),
      ])
  }

  private static func metrics(_ glyphs: GlyphTable) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(4 * glyphs.count)
    for glyph in 0..<glyphs.count {
      result += word(glyphs.advance(glyph))
      result += word(glyphs.leftSideBearing(glyph))
    }
    return result
  }

  private static func changed(_ table: UnsafeRawBufferPointer, _ words: [(offset: Int, value: Int)]) -> [UInt8] {
    var result = Array(table)
    for (offset, value) in words where offset + 2 <= result.count {
      result.replaceSubrange(offset..<offset + 2, with: word(value))
    }
    return result
  }

  private static func word(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  private static func long(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
