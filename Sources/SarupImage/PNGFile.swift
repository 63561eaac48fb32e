internal import SarupContainer

/// What the first chunks of a PNG say of its samples.
struct PNGHeader: Hashable, Sendable {
  enum ColorType: Int, Hashable, Sendable {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6

    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }

    /// Bits of a sample (ISO/IEC 15948, table 11.1).
    var depths: [Int] {
      switch self {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .grayAlpha, .rgbAlpha: [8, 16]
      }
    }
  }

  var colorType: ColorType
  var depth: Int
  var isInterlaced: Bool
  /// Red, green and blue of each entry.
  var palette: [UInt8] = []
  /// One colour, or entries of the palette, can be seen through.
  var hasTransparency = false
  /// Samples stand for other light than sRGB would have them, and no profile says so.
  var hasOtherGamma = false

  var hasAlphaChannel: Bool { colorType == .grayAlpha || colorType == .rgbAlpha }
  var hasAlpha: Bool { hasTransparency || hasAlphaChannel }

  /// Bytes of all rows with their filter bytes; those of an interlaced picture stand in seven passes.
  func unpackedBytes(width: Int, height: Int) -> Int {
    let bits = colorType.channels * depth
    func bytes(_ columns: Int, _ rows: Int) -> Int { columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8) }
    guard isInterlaced else { return bytes(width, height) }
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return passes.reduce(0) { sum, pass in
      sum + bytes((width - pass.0 + pass.2 - 1) / pass.2, (height - pass.1 + pass.3 - 1) / pass.3)
    }
  }
}

/// The chunks of a PNG file (ISO/IEC 15948, clause 5 and 11).
enum PNGFile {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func picture(_ file: [UInt8], limits: PictureLimits) throws(PictureFault) -> Picture {
    var walk = Walk(limits: limits)
    try walk.walk(file)
    guard let header = walk.header else { throw .damage("is a PNG without a header") }
    // libpng's simplified reader puts the rows of these in the wrong places (seen in 1.6.39).
    if header.isInterlaced, header.depth == 16 {
      throw PictureFault(
        kind: .format, message: "is an interlaced PNG of 16 bits", hint: "Save it without interlacing, or with 8 bits.")
    }
    let size = header.unpackedBytes(width: walk.width, height: walk.height)
    if size > limits.unpackedBytes { throw .size("holds more than \(limits.unpackedBytes >> 20) MiB of pixels") }
    do {
      let samples = try Deflate.decompress(data(of: file), format: .zlib, limit: size)
      guard samples.count == size else { throw PictureFault.damage("has less in it than its size says") }
    } catch let fault as PictureFault {
      throw fault
    } catch {
      throw .damage("is damaged")
    }
    let color: Picture.ColorModel = [.gray, .grayAlpha].contains(header.colorType) ? .gray : .rgb
    return Picture(
      format: .png, bytes: walk.hasMore ? walk.kept : file, width: walk.width, height: walk.height, color: color,
      orientation: .upright, resolution: walk.resolution,
      profile: walk.profile.flatMap { ICCProfile.usable($0, for: color) },
      coding: .png(header))
  }

  /// The compressed samples of a file that has been checked.
  static func data(of file: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(file.count)
    let reader = ByteReader(file)
    var position = signature.count
    while let length = reader.long(position), position + 12 + length <= file.count {
      if reader.has("IDAT", at: position + 4) { result += file[position + 8..<position + 8 + length] }
      position += 12 + length
    }
    return result
  }

  /// Goes through the chunks once and keeps those that the picture needs.
  private struct Walk {
    let limits: PictureLimits
    private(set) var header: PNGHeader?
    private(set) var width = 0
    private(set) var height = 0
    private(set) var resolution: Picture.Resolution?
    private(set) var profile: [UInt8]?
    private(set) var kept: [UInt8] = PNGFile.signature
    /// The file holds more than what was kept.
    private(set) var hasMore = false
    private var hasData = false
    private var saysColors = false
    /// Chunks on colours that wait for the first that must stand behind them: a profile makes them void.
    private var waiting: [UInt8] = []

    init(limits: PictureLimits) { self.limits = limits }

    mutating func walk(_ file: [UInt8]) throws(PictureFault) {
      kept.reserveCapacity(file.count)
      let reader = ByteReader(file)
      var position = PNGFile.signature.count
      while true {
        guard let length = reader.long(position), position + 12 + length <= file.count,
          let checksum = reader.long(position + 8 + length)
        else { throw .damage("is cut off") }
        let type = file[position + 4..<position + 8]
        let end = position + 12 + length
        let name = String(decoding: type, as: UTF8.self)
        // Chunks that are left out may say what they like.
        if Self.needed.contains(name), try keeps(name, file[position + 8..<position + 8 + length]) {
          guard Int(Deflate.crc32(file[position + 4..<position + 8 + length])) == checksum else {
            throw .damage("is damaged at byte \(position)")
          }
          if ["gAMA", "cHRM"].contains(name) {
            waiting += file[position..<end]
          } else {
            if ["PLTE", "IDAT"].contains(name), !waiting.isEmpty {
              if saysColors { hasMore = true } else { kept += waiting }
              waiting = []
            }
            kept += file[position..<end]
          }
        } else {
          // An unknown chunk with a capital in front is one without which the picture cannot be shown.
          if let first = type.first, first & 0x20 == 0, !Self.needed.contains(name) {
            throw .format("is a PNG with a part `\(name)` that is not known")
          }
          hasMore = true
        }
        position = end
        if name == "IEND" { break }
      }
      guard hasData else { throw .damage("is a PNG without a picture in it") }
      if position < file.count { hasMore = true }
      if header?.colorType == .palette, header?.palette.isEmpty == true {
        throw .damage("is a PNG without its palette")
      }
    }

    private static let needed: Set<String> = [
      "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "iCCP", "sRGB", "gAMA", "cHRM", "pHYs", "sBIT",
    ]

    private mutating func keeps(_ name: String, _ content: ArraySlice<UInt8>) throws(PictureFault) -> Bool {
      if name == "IHDR" {
        try read(header: Array(content))
        return true
      }
      guard header != nil else { throw .damage("is a PNG without a header") }
      switch name {
      case "PLTE":
        guard content.count % 3 == 0, content.count <= 768 else { throw .damage("has a damaged palette") }
        header?.palette = Array(content)
      case "tRNS": header?.hasTransparency = true
      case "IDAT": hasData = true
      case "iCCP":
        profile = Self.profile(in: content)
        saysColors = true
        header?.hasOtherGamma = false
      case "sRGB":
        saysColors = true
        header?.hasOtherGamma = false
      case "gAMA":
        if saysColors { return true }
        let gamma = Double(ByteReader(Array(content)).long(0) ?? 45_455) / 100_000
        header?.hasOtherGamma = abs(gamma * 2.2 - 1) > 0.05
      case "pHYs":
        let reader = ByteReader(Array(content))
        if let x = reader.long(0), let y = reader.long(4), reader.byte(8) == 1 {
          resolution = Picture.Resolution(x: Double(x) * 0.0254, y: Double(y) * 0.0254)
        }
      default: break
      }
      return true
    }

    private mutating func read(header content: [UInt8]) throws(PictureFault) {
      let reader = ByteReader(content)
      guard header == nil, content.count == 13, let width = reader.long(0), let height = reader.long(4),
        let depth = reader.byte(8), let type = reader.byte(9).flatMap({ PNGHeader.ColorType(rawValue: $0) }),
        type.depths.contains(depth), reader.byte(10) == 0, reader.byte(11) == 0, let interlace = reader.byte(12),
        interlace <= 1
      else { throw .damage("is a PNG with a damaged header") }
      try Picture.check(width: width, height: height, limits: limits)
      self.width = width
      self.height = height
      header = PNGHeader(colorType: type, depth: depth, isInterlaced: interlace == 1)
    }

    private static func profile(in content: ArraySlice<UInt8>) -> [UInt8]? {
      // A name, a zero, the method 0, then the deflated profile.
      guard let zero = content.prefix(80).firstIndex(of: 0), zero + 2 < content.endIndex, content[zero + 1] == 0 else {
        return nil
      }
      return try? Deflate.decompress(content[(zero + 2)...], format: .zlib, limit: ICCProfile.limit)
    }
  }
}
