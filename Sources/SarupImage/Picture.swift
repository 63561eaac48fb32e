/// A picture that an output can take: its file, and what has to be known of it before it is decoded.
package struct Picture: Sendable {
  package enum Format: Hashable, Sendable {
    case png
    case jpeg
  }

  /// What the samples of a pixel stand for, alpha apart.
  package enum ColorModel: Hashable, Sendable {
    case gray
    case rgb

    package var components: Int { self == .gray ? 1 : 3 }
  }

  package let format: Format
  /// The file with nothing in it but the picture: no place where it was taken, no preview, no comments.
  package let bytes: [UInt8]
  /// Pixels as they are stored, before ``orientation`` turns them.
  package let width: Int
  package let height: Int
  package let color: ColorModel
  package let orientation: Orientation
  /// Stored pixels per inch; `nil` where the file does not say.
  package let resolution: Resolution?
  /// An ICC profile for just these components; without one the colours are sRGB.
  package let profile: [UInt8]?
  /// How the samples are stored.
  let coding: Coding
  /// Shared by all copies of a picture that is remembered.
  var packedSamples: PackedSamples?

  package struct Resolution: Hashable, Sendable {
    package var x: Double
    package var y: Double

    /// `nil` for what no picture has: programs write 0, 1 or a random number where they know nothing.
    init?(x: Double, y: Double) {
      guard (10...10_000).contains(x), (10...10_000).contains(y) else { return nil }
      self.x = x
      self.y = y
    }
  }

  enum Coding: Hashable, Sendable {
    case png(PNGHeader)
    /// - Parameter isBareRGB: Three components that are red, green and blue, and no marker that says so.
    case jpeg(isBareRGB: Bool)
  }

  /// What a picture without a resolution is taken to have: as in Word and on the web.
  private static let usualResolution = 96.0

  /// Width and height in points at the picture's own resolution, as it is shown.
  package var naturalSize: (width: Double, height: Double) {
    let stored = (
      width: Double(width) * 72 / (resolution?.x ?? Self.usualResolution),
      height: Double(height) * 72 / (resolution?.y ?? Self.usualResolution)
    )
    return orientation.isSideways ? (stored.height, stored.width) : stored
  }
}

/// How a camera was held: which way the stored rows and columns run when the picture is shown (EXIF 2.32, 4.6.4, tag 274).
package enum Orientation: UInt8, Hashable, Sendable {
  case upright = 1
  case mirrored
  case upsideDown
  case mirroredUpsideDown
  case transposed
  /// Turned clockwise by a quarter to be shown.
  case clockwise
  case transversed
  case counterclockwise

  /// Rows run up or down where the picture is shown.
  package var isSideways: Bool { rawValue >= 5 }

  /// Where a stored point is shown, in a square of side 1 with its origin at the upper left:
  /// x = xColumn * column + xRow * row + x0, and y alike.
  package struct Placement: Sendable {
    package var xColumn: Double
    package var xRow: Double
    package var x0: Double
    package var yColumn: Double
    package var yRow: Double
    package var y0: Double
  }

  package var placement: Placement {
    let (columnIsBackward, rowIsBackward) =
      switch self {
      case .upright, .transposed: (false, false)
      case .mirrored, .counterclockwise: (true, false)
      case .upsideDown, .transversed: (true, true)
      case .mirroredUpsideDown, .clockwise: (false, true)
      }
    let column = columnIsBackward ? -1.0 : 1
    let row = rowIsBackward ? -1.0 : 1
    let columnStart = columnIsBackward ? 1.0 : 0
    let rowStart = rowIsBackward ? 1.0 : 0
    return isSideways
      ? Placement(xColumn: 0, xRow: row, x0: rowStart, yColumn: column, yRow: 0, y0: columnStart)
      : Placement(xColumn: column, xRow: 0, x0: columnStart, yColumn: 0, yRow: row, y0: rowStart)
  }
}
