/// The outlines of a ``SubsetFont`` while they are put together: `glyf` and `loca` (ISO/IEC 14496-22, 5.3.3).
struct SubsetOutlines {
  private(set) var glyphs: [UInt8] = []
  private let face: LoadedFace
  private let limit: Int
  /// The number here of each glyph of the face; 0 for none.
  private var numbers: [UInt16]
  /// Glyphs of the face that have a number behind the others, in the order of their numbers.
  private var waiting: [UInt32] = []
  private var firstWaiting = 0
  /// Where each glyph begins, and where the last one ends.
  private var starts: [Int] = []

  init(_ face: LoadedFace, limit: Int) {
    self.face = face
    self.limit = limit
    numbers = [UInt16](repeating: 0, count: face.glyphCount)
  }

  /// Says that a glyph is one of the face as it is, so that others can have it for a part.
  mutating func reserve(_ number: Int, for glyph: UInt32) {
    guard glyph < numbers.count, numbers[Int(glyph)] == 0 else { return }
    numbers[Int(glyph)] = UInt16(number)
  }

  /// - Parameter glyphs: How many glyphs come before those that are parts only.
  mutating func begin(glyphs: Int) {
    firstWaiting = glyphs + 1
    // What is missing shows nothing: no code leads to it.
    starts = [0, 0]
    starts.reserveCapacity(glyphs * 2)
    self.glyphs.reserveCapacity(glyphs * 96)
  }

  var count: Int { starts.count - 1 }
  var isLong: Bool { glyphs.count > 2 * 0xFFFF }

  var locations: [UInt8] {
    var table: [UInt8] = []
    table.reserveCapacity(4 * starts.count)
    for start in starts {
      if isLong { table.append(word: start >> 16) }
      table.append(word: isLong ? start : start / 2)
    }
    return table
  }

  /// Adds the next glyph, and gives its left side bearing.
  mutating func append(_ parts: ArraySlice<GlyphPart>, as number: Int) -> Int {
    defer { close() }
    if parts.count == 1, let part = parts.first, part.glyph < numbers.count, numbers[Int(part.glyph)] == number {
      return appendOutline(part.glyph)
    }
    return appendComposite(parts)
  }

  /// Adds what has been used as a part and is no glyph yet, and gives the left side bearings.
  mutating func appendParts() -> [Int] {
    var bearings: [Int] = []
    var next = 0
    while next < waiting.count {
      bearings.append(appendOutline(waiting[next]))
      close()
      next += 1
    }
    return bearings
  }

  private mutating func close() {
    if glyphs.count & 1 != 0 { glyphs.append(0) }
    starts.append(glyphs.count)
  }

  private mutating func number(of glyph: UInt32) -> Int {
    guard glyph < numbers.count else { return 0 }
    if numbers[Int(glyph)] == 0 {
      guard firstWaiting + waiting.count < 0xFFFF else { return 0 }
      numbers[Int(glyph)] = UInt16(firstWaiting + waiting.count)
      waiting.append(glyph)
    }
    return Int(numbers[Int(glyph)])
  }

  // MARK: - Glyphs

  private mutating func appendOutline(_ glyph: UInt32) -> Int {
    let start = glyphs.count
    if glyphs.count > limit { return 0 }
    guard let table = face.outlines else {
      let converted = face.convertedOutline(glyph)
      glyphs += converted
      return converted.isEmpty ? 0 : converted.withUnsafeBytes { $0.signed(2) }
    }
    let length = table.outline(Int(glyph)).count
    if length == 0 { return 0 }
    glyphs.append(contentsOf: repeatElement(0, count: length))
    let written = glyphs.withUnsafeMutableBytes {
      table.copyBare(Int(glyph), to: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
    }
    glyphs.removeLast(length - written)
    if written >= 10 && glyphs[start] & 0x80 != 0 { renumberParts(of: start) }
    return table.leftSideBearing(Int(glyph))
  }

  /// A glyph of the face may be a composite itself: its parts get our numbers.
  private mutating func renumberParts(of start: Int) {
    var offset = start + 10
    while offset + 4 <= glyphs.count {
      let flags = Int(glyphs[offset]) << 8 | Int(glyphs[offset + 1])
      let part = UInt32(glyphs[offset + 2]) << 8 | UInt32(glyphs[offset + 3])
      glyphs.store(word: number(of: part), at: offset + 2)
      offset += CompositeFlags.length(flags)
      if flags & CompositeFlags.more == 0 { break }
    }
  }

  private mutating func appendComposite(_ parts: ArraySlice<GlyphPart>) -> Int {
    let start = glyphs.count
    var box: (left: Int, bottom: Int, right: Int, top: Int)?
    glyphs.append(contentsOf: repeatElement(0, count: 10))
    for (index, part) in zip(parts.indices, parts) {
      var x = Int(part.x)
      let y = Int(part.y)
      if let outline = face.outlineBox(part.glyph) {
        // A glyph drawn by itself starts at its left side bearing; a part of another starts where its points say.
        x += outline.shift
        let moved = (outline.left + x, outline.bottom + y, outline.right + x, outline.top + y)
        box =
          box.map { (min($0.left, moved.0), min($0.bottom, moved.1), max($0.right, moved.2), max($0.top, moved.3)) }
          ?? moved
      }
      var flags = CompositeFlags.argumentsAreOffsets
      if !(-128...127).contains(x) || !(-128...127).contains(y) { flags |= CompositeFlags.wordArguments }
      if index + 1 < parts.endIndex { flags |= CompositeFlags.more }
      glyphs.append(word: flags)
      glyphs.append(word: number(of: part.glyph))
      if flags & CompositeFlags.wordArguments != 0 {
        glyphs.append(word: x)
        glyphs.append(word: y)
      } else {
        glyphs.append(UInt8(truncatingIfNeeded: x))
        glyphs.append(UInt8(truncatingIfNeeded: y))
      }
    }
    guard let box else {
      // Where nothing can be seen there is no outline.
      glyphs.removeSubrange(start...)
      return 0
    }
    for (index, value) in [-1, box.left, box.bottom, box.right, box.top].enumerated() {
      glyphs.store(word: value, at: start + 2 * index)
    }
    // The side bearing is where the outline begins, so that nothing is moved.
    return box.left
  }
}

/// Puts the tables of a font into a file (ISO/IEC 14496-22, 4.5).
enum TrueTypeFile {
  /// - Parameter tables: In the order of their tags.
  static func make(_ tables: [(tag: StaticString, content: [UInt8])]) -> [UInt8] {
    var place = 12 + 16 * tables.count
    var file: [UInt8] = []
    file.reserveCapacity(tables.reduce(place) { $0 + $1.content.count + 3 })
    var power = 1
    var selector = 0
    while power * 2 <= tables.count {
      power *= 2
      selector += 1
    }
    for value in [1, 0, tables.count, 16 * power, selector, 16 * (tables.count - power)] { file.append(word: value) }
    var head = 0
    for (tag, content) in tables {
      tag.withUTF8Buffer { file.append(contentsOf: $0) }
      file.append(long: checksum(content))
      file.append(long: UInt32(place))
      file.append(long: UInt32(content.count))
      if "\(tag)" == "head" { head = place }
      place += (content.count + 3) & ~3
    }
    for (_, content) in tables {
      file += content
      while file.count & 3 != 0 { file.append(0) }
    }
    // The whole file adds up to a fixed number (5.2.2).
    if head > 0 { file.store(long: 0xB1B0_AFBA &- checksum(file), at: head + 8) }
    return file
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { bytes in
      var sum: UInt32 = 0
      var offset = 0
      while offset + 4 <= bytes.count {
        sum &+= UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        offset += 4
      }
      var shift: UInt32 = 24
      while offset < bytes.count {
        sum &+= UInt32(bytes[offset]) << shift
        shift &-= 8
        offset += 1
      }
      return sum
    }
  }
}

extension [UInt8] {
  mutating func append(word: Int) {
    append(UInt8(truncatingIfNeeded: word >> 8))
    append(UInt8(truncatingIfNeeded: word))
  }

  mutating func append(long: UInt32) {
    append(word: Int(long >> 16))
    append(word: Int(long & 0xFFFF))
  }

  mutating func store(word: Int, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: word >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: word)
  }

  mutating func store(long: UInt32, at offset: Int) {
    store(word: Int(long >> 16), at: offset)
    store(word: Int(long & 0xFFFF), at: offset + 2)
  }
}
