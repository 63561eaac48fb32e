/// The colour space of everything drawn: sRGB (IEC 61966-2-1) as an ICC profile of version 2.1 with matrix and curves.
///
/// Own data, as small as it can be without a visible difference: 26 points of the transfer curve.
enum ColorProfile {
  static let sRGB: [UInt8] = {
    // Colorants of sRGB adapted to D50, as s15Fixed16 numbers (ICC.1:2001-04, 6.3.2 and 6.5.26).
    let white: [UInt32] = [0xF6D6, 0x1_0000, 0xD32D]
    let colorants: [(StaticString, [UInt32])] = [
      ("rXYZ", [0x6FA2, 0x38F5, 0x0390]), ("gXYZ", [0x6299, 0xB785, 0x18DA]), ("bXYZ", [0x24A0, 0x0F84, 0xB6CF]),
    ]
    var tags: [(name: StaticString, offset: Int, length: Int)] = []
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * 9

    func add(_ names: [StaticString], _ content: [UInt8]) {
      for name in names { tags.append((name, start + data.count, content.count)) }
      data += content
      while data.count % 4 != 0 { data.append(0) }
    }
    func numbers(_ values: [UInt32]) -> [UInt8] { values.flatMap(bytes(of:)) }

    var description: [UInt8] = []
    description.append("desc")
    description += numbers([0, 5])
    description.append("sRGB")
    // An ASCII end, and no Unicode or Macintosh description: their fixed room stays empty.
    description += [UInt8](repeating: 0, count: 1 + 4 + 4 + 2 + 1 + 67)
    add(["desc"], description)
    var licence: [UInt8] = []
    licence.append("text")
    licence += numbers([0])
    licence.append("CC0")
    licence.append(0)
    add(["cprt"], licence)
    for (name, values) in [("wtpt", white)] + colorants {
      var content: [UInt8] = []
      content.append("XYZ ")
      add([name], content + numbers([0] + values))
    }
    var curve: [UInt8] = []
    curve.append("curv")
    curve += numbers([0, UInt32(transferCurve.count)])
    for value in transferCurve { curve += [UInt8(value >> 8), UInt8(value & 255)] }
    add(["rTRC", "gTRC", "bTRC"], curve)

    var profile = numbers([UInt32(start + data.count), 0, 0x0210_0000])
    profile.append("mntrRGB XYZ ")
    // The profile's date: the first day of the year in which its numbers were written down.
    profile += [0x07, 0xE9, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
    profile.append("acsp")
    profile += [UInt8](repeating: 0, count: 28)
    profile += numbers(white)
    profile += [UInt8](repeating: 0, count: 128 - profile.count)
    profile += numbers([UInt32(tags.count)])
    for tag in tags {
      profile.append(tag.name)
      profile += numbers([UInt32(tag.offset), UInt32(tag.length)])
    }
    return profile + data
  }()

  /// Light for code values 0, 1/25, ... 1, in 65535ths.
  private static let transferCurve: [UInt16] = [
    0, 203, 471, 879, 1441, 2170, 3078, 4176, 5474, 6982, 8708, 10659, 12844, 15271, 17946, 20876, 24067, 27527, 31260,
    35273, 39572, 44161, 49047, 54235, 59729, 65535,
  ]

  private static func bytes(of value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
