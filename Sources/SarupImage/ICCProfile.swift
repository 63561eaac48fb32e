/// Colour profiles (ICC.1:2010) as far as it has to be known whether a picture may carry one.
enum ICCProfile {
  /// Larger ones are no profiles of pictures on screens.
  static let limit = 4 << 20

  /// The profile where a document may use it for so many components; without one the colours are taken for sRGB, as every
  /// program does that knows no profiles.
  static func usable(_ profile: [UInt8], for color: Picture.ColorModel) -> [UInt8]? {
    let reader = ByteReader(profile)
    guard profile.count >= 132, profile.count <= limit, reader.long(0) == profile.count, reader.has("acsp", at: 36),
      let version = reader.byte(8), (2...4).contains(version)
    else { return nil }
    // Classes that may stand for a space of their own (ISO 19005-2, 6.2.4.2).
    let classes: [StaticString] = ["scnr", "mntr", "prtr", "spac"]
    guard classes.contains(where: { reader.has($0, at: 12) }) else { return nil }
    return reader.has(color == .gray ? "GRAY" : "RGB ", at: 16) ? profile : nil
  }
}
