/// Where the tables of a font that is made here lie, and the directory that says so (ISO/IEC 14496-22, 4.5).
struct FontLayout {
  let directory: [UInt8]
  let length: Int
  private var places: [(tag: String, place: Int)] = []

  /// - Parameter tables: In the order of their tags, as the directory wants them; those without content are left out.
  init(of tables: [(tag: StaticString, length: Int)]) {
    let tables = tables.filter { $0.length > 0 }
    var place = 12 + 16 * tables.count
    var directory: [UInt8] = [0, 1, 0, 0]
    func append(_ value: Int) {
      directory += [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
    // Eight to fifteen tables: the largest power of two among them is eight.
    directory += [0, UInt8(tables.count), 0, 128, 0, 3, 0, UInt8(max(0, 16 * tables.count - 128))]
    for (tag, length) in tables {
      tag.withUTF8Buffer { directory += $0 }
      append(0)
      append(place)
      append(length)
      places.append(("\(tag)", place))
      place += (length + 3) & ~3
    }
    self.directory = directory
    length = place
  }

  func place(of tag: StaticString) -> Int { places.first { $0.tag == "\(tag)" }?.place ?? 0 }

  /// A character map of format 4 with the one segment that has to be there, U+FFFF.
  static let emptyCharacterMap: [UInt8] = [
    0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12,
    0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 1, 0, 0,
  ]

  /// Version 3: glyphs have no names.
  static let namelessPost: [UInt8] = [0, 3] + [UInt8](repeating: 0, count: 30)
}
