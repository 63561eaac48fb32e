// The one file that speaks to Cairo.

internal import CCairo
internal import SarupFonts
internal import SarupImage

/// What Cairo says went wrong.
package struct DrawingError: Error, Hashable, Sendable {
  /// Cairo's own words.
  package var message: String
}

/// A face as Cairo sees it: one for each face of the process, so that Cairo keeps its outlines between documents.
final class CairoFace: @unchecked Sendable {
  // Cairo counts references to a font face atomically and locks what it caches in one.
  fileprivate let raw: OpaquePointer

  /// `nil` when FreeType or Cairo refuses the font.
  init?(_ bytes: FontBytes, index: Int) {
    guard let face = FreeTypeFace(bytes, index: index),
      let raw = cairo_ft_font_face_create_for_ft_face(face.raw, CairoFace.loadFlags)
    else { return nil }
    // Cairo's caches may hold the font face longer than we do: it owns the FreeType face, and the bytes with it.
    let owner = Unmanaged.passRetained(face)
    let status = cairo_font_face_set_user_data(raw, CairoFace.ownerKey.raw, owner.toOpaque()) {
      Unmanaged<FreeTypeFace>.fromOpaque($0!).release()
    }
    guard status == CAIRO_STATUS_SUCCESS, cairo_font_face_status(raw) == CAIRO_STATUS_SUCCESS else {
      if status != CAIRO_STATUS_SUCCESS { owner.release() }
      cairo_font_face_destroy(raw)
      return nil
    }
    self.raw = raw
  }

  deinit { cairo_font_face_destroy(raw) }

  /// FT_LOAD_NO_HINTING and FT_LOAD_NO_BITMAP: outlines as the font's maker drew them.
  private static let loadFlags: Int32 = 1 << 1 | 1 << 3

  private struct Key: @unchecked Sendable {
    let raw: UnsafeMutablePointer<cairo_user_data_key_t>
  }

  private static let ownerKey = Key(raw: .allocate(capacity: 1))
}

/// A picture to draw a page on.
struct Canvas: ~Copyable {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink: ByteSink

  /// What Cairo has written.
  private final class ByteSink {
    var bytes: [UInt8] = []
  }

  private init(_ surface: OpaquePointer, _ sink: ByteSink) {
    self.surface = surface
    self.sink = sink
    context = cairo_create(surface)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// A white sheet; lengths in points are drawn at `dotsPerInch`.
  static func picture(width: Double, height: Double, dotsPerInch: Double) -> Canvas {
    let scale = dotsPerInch / 72
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, pixels(width * scale), pixels(height * scale))
    let canvas = Canvas(surface!, ByteSink())
    cairo_set_source_rgb(canvas.context, 1, 1, 1)
    cairo_paint(canvas.context)
    cairo_scale(canvas.context, scale, scale)
    return canvas
  }

  private static func pixels(_ length: Double) -> Int32 { Int32(max(1, min(length.rounded(.up), 20_000))) }

  mutating func setColor(red: UInt8, green: UInt8, blue: UInt8) {
    cairo_set_source_rgb(context, Double(red) / 255, Double(green) / 255, Double(blue) / 255)
  }

  mutating func setFont(_ face: CairoFace, size: Double) {
    cairo_set_font_face(context, face.raw)
    cairo_set_font_size(context, size)
  }

  mutating func show(_ run: inout GlyphRun, text: UnsafeBufferPointer<UInt8>) {
    text.withMemoryRebound(to: CChar.self) { bytes in
      cairo_show_text_glyphs(
        context, bytes.baseAddress, Int32(bytes.count), run.glyphs, Int32(run.glyphs.count), run.clusters,
        Int32(run.clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
    }
  }

  /// Draws on a page that is turned to the left about a point, by an angle of which sine and cosine are given.
  mutating func beginTurn(sine: Double, cosine: Double, x: Double, y: Double) {
    cairo_save(context)
    var matrix = cairo_matrix_t(
      xx: cosine, yx: -sine, xy: sine, yy: cosine, x0: x - cosine * x - sine * y, y0: y + sine * x - cosine * y)
    cairo_transform(context, &matrix)
  }

  mutating func endTurn() { cairo_restore(context) }

  mutating func fill(x: Double, y: Double, width: Double, height: Double) {
    cairo_rectangle(context, x, y, width, height)
    cairo_fill(context)
  }

  /// How many pixels of the canvas a size in points covers.
  func pixels(width: Double, height: Double) -> (width: Int, height: Int) {
    var x = width
    var y = height
    cairo_user_to_device_distance(context, &x, &y)
    return (Int(Canvas.pixels(x)), Int(Canvas.pixels(y)))
  }

  /// Draws a picture so that it fills a rectangle.
  mutating func draw(
    _ pixels: Pixels, as orientation: Orientation, x: Double, y: Double, width: Double, height: Double
  ) {
    var pixels = pixels
    let columns = Double(pixels.width)
    let rows = Double(pixels.height)
    let place = orientation.placement
    pixels.bytes.withUnsafeMutableBufferPointer { bytes in
      guard
        let picture = cairo_image_surface_create_for_data(
          bytes.baseAddress, CAIRO_FORMAT_ARGB32, Int32(pixels.width), Int32(pixels.height), Int32(pixels.width * 4))
      else { return }
      cairo_save(context)
      // From the picture's pixels to the rectangle.
      var matrix = cairo_matrix_t(
        xx: width * place.xColumn / columns, yx: height * place.yColumn / columns, xy: width * place.xRow / rows,
        yy: height * place.yRow / rows, x0: x + width * place.x0, y0: y + height * place.y0)
      cairo_transform(context, &matrix)
      cairo_set_source_surface(context, picture, 0, 0)
      cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
      // Without it the edge fades into the ground.
      cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
      cairo_rectangle(context, 0, 0, columns, rows)
      cairo_fill(context)
      cairo_restore(context)
      // The canvas has been drawn on; nothing looks at the bytes any more.
      cairo_surface_finish(picture)
      cairo_surface_destroy(picture)
    }
  }

  /// The picture as a PNG file.
  mutating func png() throws(DrawingError) -> [UInt8] {
    try check(cairo_status(context))
    cairo_surface_flush(surface)
    try check(
      cairo_surface_write_to_png_stream(surface, Canvas.write, Unmanaged.passUnretained(sink).toOpaque()))
    return sink.bytes
  }

  private func check(_ status: cairo_status_t) throws(DrawingError) {
    if status != CAIRO_STATUS_SUCCESS { throw DrawingError(message: String(cString: cairo_status_to_string(status))) }
  }

  private static let write: cairo_write_func_t = { sink, bytes, count in
    Unmanaged<ByteSink>.fromOpaque(sink!).takeUnretainedValue().bytes
      .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }

  /// The version of the library that draws, which is part of what makes bytes equal.
  static var libraryVersion: String { String(cString: cairo_version_string()) }
}

/// Glyphs and clusters of one face on one baseline, in Cairo's own form; used again and again.
struct GlyphRun {
  fileprivate var glyphs: [cairo_glyph_t] = []
  fileprivate var clusters: [cairo_text_cluster_t] = []

  mutating func removeAll() {
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
  }

  var isEmpty: Bool { glyphs.isEmpty }

  mutating func append(glyph: UInt32, x: Double, y: Double) {
    glyphs.append(cairo_glyph_t(index: UInt(glyph), x: x, y: y))
  }

  /// The next glyphs show the next bytes of the text.
  mutating func append(bytes: Int, glyphs: Int) {
    clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes), num_glyphs: Int32(glyphs)))
  }
}
