// The one file that speaks to libpng. Its simplified interface gives errors back; the other one jumps over frames, which
// Swift does not allow.

private import CPNG

enum PNGDecoder {
  /// Red, green and blue, or grey; alpha behind them where it is asked for. Samples of 16 bits lose their lower half.
  static func decode(
    _ file: [UInt8], color: Picture.ColorModel, withAlpha: Bool
  ) throws(PictureFault) -> Pixels {
    // libpng remembers where it lies between its calls: a variable of ours might be elsewhere at the next one.
    let image = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
    defer { image.deallocate() }
    image.initialize(to: png_image())
    image.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
    // The decoder reads from the bytes until it is done.
    let pixels = file.withUnsafeBytes { bytes -> Pixels? in
      defer { png_image_free(image) }
      guard png_image_begin_read_from_memory(image, bytes.baseAddress, bytes.count) != 0 else { return nil }
      // Without it samples of 16 bits are taken to be linear.
      image.pointee.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
      image.pointee.format = (color == .rgb ? formatColor : 0) | (withAlpha ? formatAlpha : 0)
      let row = Int(image.pointee.width) * (color.components + (withAlpha ? 1 : 0))
      let size = row * Int(image.pointee.height)
      var isDone = false
      let decoded = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        isDone = png_image_finish_read(image, nil, buffer.baseAddress, png_int_32(row), nil) != 0
        count = isDone ? size : 0
      }
      return isDone ? Pixels(width: Int(image.pointee.width), height: Int(image.pointee.height), bytes: decoded) : nil
    }
    guard let pixels else { throw .damage("is damaged") }
    return pixels
  }

  private static let formatAlpha: png_uint_32 = 1
  private static let formatColor: png_uint_32 = 2
}

/// The version of the library that decodes PNG pictures; that of TurboJPEG, by its interface, cannot be asked for.
package enum PictureLibraries {
  package static var png: String { png_get_libpng_ver(nil).map { String(cString: $0) } ?? PNG_LIBPNG_VER_STRING }
}
