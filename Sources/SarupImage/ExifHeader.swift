/// What a camera says of a picture in an EXIF block (EXIF 2.32): how it was held, and its pixels per inch.
struct ExifHeader {
  private(set) var orientation: Orientation?
  private(set) var resolution: Picture.Resolution?

  /// - Parameter block: What stands behind `Exif` and its two zeros: a TIFF file. Whatever is wrong with it is left unsaid,
  ///   since the picture is whole without it.
  init(_ block: [UInt8]) {
    let start = ByteReader(block)
    let isLittleEndian = start.has("II", at: 0)
    guard isLittleEndian || start.has("MM", at: 0) else { return }
    let reader = ByteReader(block, isLittleEndian: isLittleEndian)
    guard reader.short(2) == 42, let directory = reader.long(4), let count = reader.short(directory) else { return }
    var x: Double?
    var y: Double?
    var unit = 2
    for entry in 0..<min(count, 200) {
      let offset = directory + 2 + entry * 12
      guard let tag = reader.short(offset) else { break }
      switch tag {
      case 0x0112:
        orientation = reader.short(offset + 8).flatMap { UInt8(exactly: $0) }.flatMap { Orientation(rawValue: $0) }
      case 0x011A: x = Self.fraction(reader, at: reader.long(offset + 8))
      case 0x011B: y = Self.fraction(reader, at: reader.long(offset + 8))
      case 0x0128: unit = reader.short(offset + 8) ?? unit
      default: break
      }
    }
    // 2 is the inch, 3 the centimetre.
    guard let x, let y, unit == 2 || unit == 3 else { return }
    let factor = unit == 3 ? 2.54 : 1
    resolution = Picture.Resolution(x: x * factor, y: y * factor)
  }

  private static func fraction(_ reader: ByteReader, at offset: Int?) -> Double? {
    guard let offset, let above = reader.long(offset), let below = reader.long(offset + 4), below > 0 else {
      return nil
    }
    return Double(above) / Double(below)
  }
}
