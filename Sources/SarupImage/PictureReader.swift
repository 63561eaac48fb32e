extension Picture {
  /// Takes a file for what its content says it is, whatever its name ends in, and checks it from end to end. Samples are not
  /// decoded; those of a PNG are unpacked once, so that a broken one is found here and not in somebody's reader.
  package init(
    _ file: [UInt8], limits: PictureLimits = PictureLimits()
  ) throws(PictureFault) {
    if file.count > limits.bytes { throw .size("has more than \(limits.bytes >> 20) MiB") }
    switch PictureKind(file) {
    case .png: self = try PNGFile.picture(file, limits: limits)
    case .jpeg: self = try JPEGFile.picture(file, limits: limits)
    case .other(let name): throw .format("is \(name)")
    case .empty: throw .damage("is empty")
    case .unknown: throw .format("is neither PNG nor JPEG")
    }
  }

  /// Refuses a size before anything of it is unpacked.
  static func check(width: Int, height: Int, limits: PictureLimits) throws(PictureFault) {
    guard width > 0, height > 0 else { throw .damage("has no size") }
    if width > limits.side || height > limits.side || width * height > limits.pixels {
      throw .size("has \(width) x \(height) pixels, more than can be printed")
    }
  }
}

/// What a file is by its first bytes.
enum PictureKind {
  case png
  case jpeg
  /// With its article, as messages call it.
  case other(String)
  case empty
  case unknown

  init(_ file: [UInt8]) {
    if file.isEmpty {
      self = .empty
    } else if file.starts(with: PNGFile.signature) {
      self = .png
    } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if let known = Self.signatures.first(where: { file.starts(with: $0.bytes) }) {
      self = .other(known.name)
    } else if file.count >= 12, file[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: file[8..<12], as: UTF8.self)
      self = .other(["avif", "avis"].contains(brand) ? "an AVIF picture" : "a HEIF picture")
    } else if file.count >= 12, file.starts(with: Array("RIFF".utf8)), file[8..<12].elementsEqual("WEBP".utf8) {
      self = .other("a WebP picture")
    } else if Self.isSVG(file) {
      self = .other("an SVG drawing")
    } else {
      self = .unknown
    }
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("GIF8".utf8), "a GIF picture"), (Array("BM".utf8), "a BMP picture"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"), ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
    (Array("%PDF".utf8), "a PDF"), (Array("%!PS".utf8), "a PostScript drawing"),
    ([0xC5, 0xD0, 0xD3, 0xC6], "a PostScript drawing"), ([0xD7, 0xCD, 0xC6, 0x9A], "a Windows drawing"),
    ([0x01, 0x00, 0x00, 0x00], "a Windows drawing"), (Array("8BPS".utf8), "a Photoshop picture"),
    ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "a JPEG 2000 picture"),
    ([0xFF, 0x0A], "a JPEG XL picture"), (Array("version https://git-lfs".utf8), "a pointer of Git LFS"),
  ]

  private static func isSVG(_ file: [UInt8]) -> Bool {
    let head = String(decoding: file.prefix(512), as: UTF8.self)
    return head.contains("<svg") || head.contains("<!DOCTYPE svg")
  }
}
