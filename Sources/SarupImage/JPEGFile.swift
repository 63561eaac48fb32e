/// The segments of a JPEG file (ITU-T T.81, annex B): its size, colours and profile without decoding it.
enum JPEGFile {
  static func picture(_ file: [UInt8], limits: PictureLimits) throws(PictureFault) -> Picture {
    var walk = Walk()
    try walk.walk(file)
    guard let frame = walk.frame else { throw .damage("is a JPEG without a picture in it") }
    try Picture.check(width: frame.width, height: frame.height, limits: limits)
    guard frame.isCommon, frame.precision == 8 else {
      throw .format("is a JPEG of a rare kind (lossless, arithmetic or more than 8 bits)")
    }
    let color: Picture.ColorModel
    switch frame.components.count {
    case 1: color = .gray
    case 3: color = .rgb
    case 4:
      throw PictureFault(
        kind: .color, message: "has printing colours (CMYK)",
        hint: "Save it in RGB (sRGB).")
    default: throw .format("is a JPEG of \(frame.components.count) colours")
    }
    let isBareRGB = frame.components.elementsEqual("RGB".utf8) && !walk.saysColors
    return Picture(
      format: .jpeg, bytes: walk.kept, width: frame.width, height: frame.height, color: color,
      orientation: walk.exif?.orientation ?? .upright, resolution: walk.resolution ?? walk.exif?.resolution,
      profile: walk.profile.flatMap { ICCProfile.usable($0, for: color) }, coding: .jpeg(isBareRGB: isBareRGB))
  }

  /// The file without the profile, for those who say the colours elsewhere.
  static func withoutProfile(_ file: [UInt8]) -> [UInt8] {
    var walk = Walk(keepsProfile: false)
    do {
      try walk.walk(file)
      return walk.kept
    } catch {
      return file
    }
  }

  struct Frame {
    var marker: UInt8
    var precision: Int
    var width: Int
    var height: Int
    /// Identifiers of the components.
    var components: [UInt8]

    /// Baseline, extended or progressive with Huffman codes: what PDF takes (ISO 32000-1, 7.4.8) and every reader decodes.
    var isCommon: Bool { (0xC0...0xC2).contains(marker) }
  }

  /// Goes through the segments once and keeps those that the picture needs.
  private struct Walk {
    var keepsProfile = true
    private(set) var frame: Frame?
    private(set) var exif: ExifHeader?
    private(set) var resolution: Picture.Resolution?
    /// A JFIF or Adobe marker tells what the components are.
    private(set) var saysColors = false
    private(set) var kept: [UInt8] = [0xFF, 0xD8]
    private var profileParts: [(number: Int, bytes: ArraySlice<UInt8>)] = []
    private var profileCount = 0

    init(keepsProfile: Bool = true) { self.keepsProfile = keepsProfile }

    var profile: [UInt8]? {
      guard profileCount > 0, profileParts.count == profileCount else { return nil }
      let parts = profileParts.sorted { $0.number < $1.number }
      guard parts.map(\.number).elementsEqual(1...profileCount) else { return nil }
      return parts.flatMap(\.bytes)
    }

    mutating func walk(_ file: [UInt8]) throws(PictureFault) {
      kept.reserveCapacity(file.count)
      var position = 2
      var hasScan = false
      while true {
        // Any number of FF may stand before a marker.
        guard position + 1 < file.count else { throw .damage("is cut off") }
        guard file[position] == 0xFF else { throw .damage("is damaged at byte \(position)") }
        let marker = file[position + 1]
        position += 1
        if marker == 0xFF { continue }
        position += 1
        if marker == 0xD9 {
          // What follows, such as a second picture of the camera's, is not shown.
          guard hasScan else { throw .damage("is a JPEG without a picture in it") }
          kept += [0xFF, 0xD9]
          return
        }
        if marker == 0x01 || (0xD0...0xD8).contains(marker) { continue }
        guard position + 2 <= file.count else { throw .damage("is cut off") }
        let length = Int(file[position]) << 8 | Int(file[position + 1])
        guard length >= 2 else { throw .damage("is damaged at byte \(position)") }
        guard position + length <= file.count else { throw .damage("is cut off") }
        let content = file[position + 2..<position + length]
        if try keeps(marker, content) {
          kept += [0xFF, marker]
          kept += file[position..<position + length]
        }
        position += length
        guard marker == 0xDA else { continue }
        guard frame != nil else { throw .damage("is damaged at byte \(position)") }
        hasScan = true
        let end = Self.endOfScan(file, from: position)
        kept += file[position..<end]
        position = end
      }
    }

    /// Coded samples go on to the next marker that is neither a restart nor a stuffed zero.
    private static func endOfScan(_ file: [UInt8], from start: Int) -> Int {
      file.withUnsafeBufferPointer { file in
        var position = start
        while position + 1 < file.count {
          if file[position] == 0xFF, file[position + 1] != 0, !(0xD0...0xD7).contains(file[position + 1]) {
            return position
          }
          position += 1
        }
        return file.count
      }
    }

    /// Notes what a segment says, and whether the picture needs it.
    private mutating func keeps(_ marker: UInt8, _ content: ArraySlice<UInt8>) throws(PictureFault) -> Bool {
      switch marker {
      case 0xC4, 0xC8, 0xCC: return true
      case 0xC0...0xCF:
        try read(frame: Array(content), marker)
        return true
      case 0xE0:
        guard content.starts(with: Array("JFIF\0".utf8)) else { return false }
        read(jfif: Array(content))
        return true
      case 0xE1:
        let mark = Array("Exif\0\0".utf8)
        if content.starts(with: mark), exif == nil { exif = ExifHeader(Array(content.dropFirst(mark.count))) }
        return false
      case 0xE2: return read(profilePart: content)
      case 0xEE:
        guard content.starts(with: Array("Adobe".utf8)) else { return false }
        saysColors = true
        return true
      case 0xE3...0xEF, 0xFE: return false
      default: return true
      }
    }

    private mutating func read(frame content: [UInt8], _ marker: UInt8) throws(PictureFault) {
      let reader = ByteReader(content)
      guard frame == nil, let precision = reader.byte(0), let height = reader.short(1), let width = reader.short(3),
        let count = reader.byte(5), content.count >= 6 + count * 3
      else { throw .damage("is damaged in its frame header") }
      frame = Frame(
        marker: marker, precision: precision, width: width, height: height,
        components: (0..<count).map { content[6 + $0 * 3] })
    }

    private mutating func read(jfif content: [UInt8]) {
      saysColors = true
      let reader = ByteReader(content)
      guard let unit = reader.byte(7), let x = reader.short(8), let y = reader.short(10), unit == 1 || unit == 2 else {
        return
      }
      let factor = unit == 2 ? 2.54 : 1
      resolution = Picture.Resolution(x: Double(x) * factor, y: Double(y) * factor)
    }

    /// A profile may be longer than a segment: each part carries its number and how many there are (ICC.1:2010, B.4).
    private mutating func read(profilePart content: ArraySlice<UInt8>) -> Bool {
      let mark = Array("ICC_PROFILE\0".utf8)
      guard content.starts(with: mark), content.count > mark.count + 2 else { return false }
      let start = content.startIndex + mark.count
      profileCount = Int(content[start + 1])
      profileParts.append((Int(content[start]), content[(start + 2)...]))
      return keepsProfile
    }
  }
}
