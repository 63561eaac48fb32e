// The one file that speaks to libjpeg-turbo, by its TurboJPEG interface: errors come back as results, where libjpeg's own
// jumps over frames, which Swift does not allow.

private import CTurboJPEG

enum JPEGDecoder {
  /// Blue, green, red and a byte of 255, as large as is asked for or the next of the sizes that are cheap to decode.
  static func decode(_ file: [UInt8], width: Int, height: Int) throws(PictureFault) -> Pixels {
    guard let decoder = tjInitDecompress() else { throw .damage("cannot be decoded") }
    defer { tjDestroy(decoder) }
    var size = (width: Int32(0), height: Int32(0))
    var subsampling: Int32 = 0
    var space: Int32 = 0
    guard
      tjDecompressHeader3(decoder, file, UInt(file.count), &size.width, &size.height, &subsampling, &space) == 0,
      size.width > 0, size.height > 0
    else { throw .damage("is damaged") }
    let scale = scale(of: size, width: width, height: height)
    let columns = (Int(size.width) * scale + 7) / 8
    let rows = (Int(size.height) * scale + 7) / 8
    var isDone = false
    let decoded = [UInt8](unsafeUninitializedCapacity: columns * rows * 4) { buffer, count in
      buffer.initialize(repeating: 255)
      let result = tjDecompress2(
        decoder, file, UInt(file.count), buffer.baseAddress, Int32(columns), Int32(columns * 4), Int32(rows),
        Int32(TJPF_BGRX.rawValue), 0)
      // Wrong bytes in the middle cost some blocks and nothing else.
      isDone = result == 0 || tjGetErrorCode(decoder) == TJERR_WARNING.rawValue
      count = buffer.count
    }
    guard isDone else { throw .damage("is damaged") }
    return Pixels(width: columns, height: rows, bytes: decoded)
  }

  /// Eighths of the full size that are enough.
  private static func scale(of size: (width: Int32, height: Int32), width: Int, height: Int) -> Int {
    [1, 2, 4].first { Int(size.width) * $0 >= width * 8 && Int(size.height) * $0 >= height * 8 } ?? 8
  }

  /// Moves the blocks so that the picture stands upright, and keeps the profile.
  static func turn(_ file: [UInt8], _ orientation: Orientation) throws(PictureFault) -> [UInt8] {
    guard let transformer = tjInitTransform() else { throw .damage("cannot be decoded") }
    defer { tjDestroy(transformer) }
    var transform = tjtransform()
    transform.op = Int32(operation(for: orientation).rawValue)
    transform.options = TJXOPT_TRIM
    var turned: UnsafeMutablePointer<UInt8>?
    var size: UInt = 0
    let result = tjTransform(transformer, file, UInt(file.count), 1, &turned, &size, &transform, 0)
    defer { tjFree(turned) }
    guard result == 0 || tjGetErrorCode(transformer) == TJERR_WARNING.rawValue, let turned, size > 0 else {
      throw .damage("is damaged")
    }
    return Array(UnsafeBufferPointer(start: turned, count: Int(size)))
  }

  private static func operation(for orientation: Orientation) -> TJXOP {
    switch orientation {
    case .upright: TJXOP_NONE
    case .mirrored: TJXOP_HFLIP
    case .upsideDown: TJXOP_ROT180
    case .mirroredUpsideDown: TJXOP_VFLIP
    case .transposed: TJXOP_TRANSPOSE
    case .clockwise: TJXOP_ROT90
    case .transversed: TJXOP_TRANSVERSE
    case .counterclockwise: TJXOP_ROT270
    }
  }
}
