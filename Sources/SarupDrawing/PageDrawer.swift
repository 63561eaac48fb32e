internal import SarupDocument
package import SarupFonts
package import SarupImage
package import SarupLayout

/// Draws pages as pictures.
package struct PageDrawer: ~Copyable {
  private let fonts: FontBook
  private var canvas: Canvas
  private var run = GlyphRun()
  private var faces: [CairoFace?] = []
  /// What picture marks stand for.
  private let pictures: [Picture]
  private var failure: DrawingError?

  private init(fonts: FontBook, pictures: [Picture], canvas: consuming Canvas) {
    self.fonts = fonts
    self.pictures = pictures
    self.canvas = canvas
  }

  /// A page as a PNG file.
  package static func png(
    of page: Page, fonts: FontBook, pictures: [Picture] = [], dotsPerInch: Double
  ) throws(DrawingError) -> [UInt8] {
    var drawer = PageDrawer(
      fonts: fonts, pictures: pictures,
      canvas: .picture(width: page.width, height: page.height, dotsPerInch: dotsPerInch))
    drawer.drawMarks(of: page)
    if let failure = drawer.failure { throw failure }
    return try drawer.canvas.png()
  }

  /// The libraries that pages are drawn with, by name.
  package static var libraryVersions: [(name: String, version: String)] {
    [("Cairo", Canvas.libraryVersion), ("FreeType", FreeTypeFace.libraryVersion)]
  }

  private mutating func drawMarks(of page: Page) {
    for mark in page.marks {
      switch mark.shape {
      case .text(let text):
        setColor(text.color)
        if let turn = text.turn {
          canvas.beginTurn(sine: turn.sine, cosine: turn.cosine, x: turn.x, y: turn.y)
          draw(text, of: page)
          canvas.endTurn()
        } else {
          draw(text, of: page)
        }
      case .rule(let rule):
        setColor(rule.color)
        canvas.fill(x: rule.x, y: rule.y, width: rule.width, height: rule.height)
      case .image(let image): draw(image)
      }
    }
  }

  private mutating func draw(_ mark: ImageMark) {
    guard pictures.indices.contains(mark.picture) else { return }
    let picture = pictures[mark.picture]
    let size = canvas.pixels(width: mark.width, height: mark.height)
    let isSideways = picture.orientation.isSideways
    do throws(PictureFault) {
      let pixels = try picture.shown(
        width: isSideways ? size.height : size.width, height: isSideways ? size.width : size.height)
      canvas.draw(
        pixels, as: picture.orientation, x: mark.x, y: mark.y, width: mark.width, height: mark.height)
    } catch {
      failure = DrawingError(message: "a picture \(error.message)")
    }
  }

  private mutating func setColor(_ color: Color) {
    canvas.setColor(red: color.red, green: color.green, blue: color.blue)
  }

  /// Each glyph where it stands.
  private mutating func draw(_ mark: TextMark, of page: Page) {
    guard let face = face(mark.face) else { return }
    run.removeAll()
    for glyph in page.glyphs[mark.glyphs] { run.append(glyph: glyph.id, x: glyph.x, y: glyph.y) }
    for cluster in page.clusters[mark.clusters] { run.append(bytes: Int(cluster.bytes), glyphs: Int(cluster.glyphs)) }
    if run.isEmpty { return }
    canvas.setFont(face, size: mark.size)
    page.text.withUnsafeBufferPointer { canvas.show(&run, text: UnsafeBufferPointer(rebasing: $0[mark.text])) }
  }

  /// `nil` for a face that cannot be drawn with.
  private mutating func face(_ index: FaceIndex) -> CairoFace? {
    if faces.indices.contains(index.number), let face = faces[index.number] { return face }
    guard let loaded = fonts.loaded(index), let face = DrawnFace.of(loaded) else { return nil }
    while faces.count <= index.number { faces.append(nil) }
    faces[index.number] = face
    return face
  }
}
