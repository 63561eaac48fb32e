internal import SarupThai

/// Pieces of text that have been shaped in one face, script and language. Used by one task at a time.
///
/// A piece is a cluster, or as many as the font's rules may look at together: mostly a Thai cluster or a Latin word. A run whose
/// pieces have all been met before is put together from them. Any other is shaped as a whole, and its pieces are learned.
final class ShapeCache: @unchecked Sendable {
  // Whoever has taken it is alone with it until it is given back.
  let script: Script
  let language: String
  private let reach: GlyphReach
  private var pieces: [Piece] = []
  private var bytes: [UInt8] = []
  private var glyphs: [Glyph] = []
  /// Places in `pieces` plus one by the hash of the text; 0 for a free place. At most half full.
  private var table = [UInt32](repeating: 0, count: 1024)
  /// The pieces of the run at hand: where each ends, its hash, and its place in `pieces`; -1 for one that is not known.
  private var cuts: [(end: Int, hash: UInt64, piece: Int)] = []
  private var isWhole = false

  private struct Piece {
    var hash: UInt64
    var firstByte: UInt32
    var firstGlyph: UInt32
    var byteCount: UInt16
    var glyphCount: UInt16
  }

  /// Beyond it all is forgotten: what a text goes on to use is soon learned again.
  private static let mostPieces = 8192
  private static let longestPiece = 256
  /// A font may make as many glyphs of a letter as it likes.
  private static let mostGlyphs = 1024

  init(script: Script, language: String, reach: GlyphReach) {
    self.script = script
    self.language = language
    self.reach = reach
  }

  /// Appends the glyphs of a run; `false` where it has to be shaped as a whole, and then given to ``learn(_:_:_:from:)``.
  func shape(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into result: inout [Glyph]) -> Bool {
    isWhole = !cut(text, range)
    if isWhole || cuts.contains(where: { $0.piece < 0 }) { return false }
    var start = range.lowerBound
    for cut in cuts {
      let piece = pieces[cut.piece]
      let first = Int(piece.firstGlyph)
      for index in first..<first + Int(piece.glyphCount) {
        var glyph = glyphs[index]
        glyph.cluster += start
        result.append(glyph)
      }
      start = cut.end
    }
    return true
  }

  /// Takes over the pieces of the run that ``shape(_:_:into:)`` was asked for last: `result[from...]` are its glyphs.
  func learn(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ result: [Glyph], from first: Int) {
    if isWhole { return }
    if pieces.count + cuts.count > ShapeCache.mostPieces { forget() }
    var start = range.lowerBound
    var glyph = first
    for cut in cuts {
      let firstGlyph = glyph
      while glyph < result.count && result[glyph].cluster < cut.end {
        // From right to left, or reordered: not what pieces are made for.
        if result[glyph].cluster < start { return }
        glyph += 1
      }
      let text = UnsafeBufferPointer(rebasing: text[start..<cut.end])
      if cut.piece < 0 && glyph - firstGlyph <= ShapeCache.mostGlyphs && find(text, cut.hash) < 0 {
        add(text, cut.hash, result[firstGlyph..<glyph], start: start)
      }
      start = cut.end
    }
  }

  // MARK: - Cutting

  /// Cuts a run into pieces and looks them up; `false` where a character is not known.
  private func cut(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    cuts.removeAll(keepingCapacity: true)
    var start = range.lowerBound
    var offset = start
    var hash = ShapeCache.seed
    /// Rules that know the last cluster.
    var before: UInt64 = 0
    while offset < range.upperBound {
      let (value, length) = ShapeCache.character(text, offset, range.upperBound)
      let mask = reach.mask(value)
      if mask & GlyphReach.unknown != 0 { return false }
      if GlyphReach.isMark(value) {
        // A mark without a letter is set on whatever stands before the run.
        if offset == range.lowerBound { return false }
        before |= mask
      } else {
        if before & mask == 0 && offset > start {
          end(text, start..<offset, hash)
          start = offset
          hash = ShapeCache.seed
        }
        before = mask
      }
      for byte in text[offset..<offset + length] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      offset += length
      if offset - start > ShapeCache.longestPiece { return false }
    }
    if offset > start { end(text, start..<offset, hash) }
    return true
  }

  private func end(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ hash: UInt64) {
    cuts.append((range.upperBound, hash, find(UnsafeBufferPointer(rebasing: text[range]), hash)))
  }

  /// Well-formed UTF-8 of up to three bytes; 0 for what is not looked at here.
  private static func character(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (value: UInt32, length: Int) {
    let first = text[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    if first >= 0xC2 && first < 0xE0 && offset + 1 < end {
      return (UInt32(first & 0x1F) << 6 | UInt32(text[offset + 1] & 0x3F), 2)
    }
    guard first & 0xF0 == 0xE0, offset + 2 < end else { return (0, 1) }
    return (UInt32(first & 0x0F) << 12 | UInt32(text[offset + 1] & 0x3F) << 6 | UInt32(text[offset + 2] & 0x3F), 3)
  }

  // MARK: - The table

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(table.count - 1))
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    var place = place(hash)
    while table[place] != 0 {
      let number = Int(table[place]) - 1
      let piece = pieces[number]
      if piece.hash == hash, Int(piece.byteCount) == text.count {
        let first = Int(piece.firstByte)
        if bytes[first..<first + text.count].elementsEqual(text) { return number }
      }
      place = (place + 1) & (table.count - 1)
    }
    return -1
  }

  private func add(
    _ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ shaped: ArraySlice<Glyph>, start: Int
  ) {
    pieces.append(
      Piece(
        hash: hash, firstByte: UInt32(bytes.count), firstGlyph: UInt32(glyphs.count), byteCount: UInt16(text.count),
        glyphCount: UInt16(shaped.count)))
    bytes.append(contentsOf: text)
    for var glyph in shaped {
      glyph.cluster -= start
      glyphs.append(glyph)
    }
    if pieces.count * 2 > table.count {
      table = [UInt32](repeating: 0, count: table.count * 2)
      for number in pieces.indices { enter(number) }
    } else {
      enter(pieces.count - 1)
    }
  }

  private func enter(_ number: Int) {
    var place = place(pieces[number].hash)
    while table[place] != 0 { place = (place + 1) & (table.count - 1) }
    table[place] = UInt32(number + 1)
  }

  private func forget() {
    pieces.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    glyphs.removeAll(keepingCapacity: true)
    for place in table.indices { table[place] = 0 }
    for index in cuts.indices { cuts[index].piece = -1 }
  }
}
