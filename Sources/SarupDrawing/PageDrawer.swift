internal import SarupDocument
package import SarupFonts
package import SarupLayout

/// Draws pages as pictures.
package struct PageDrawer: ~Copyable {
  private let fonts: FontBook
  private var canvas: Canvas
  private var run = GlyphRun()
  private var faces: [CairoFace?] = []

  private init(fonts: FontBook, canvas: consuming Canvas) {
    self.fonts = fonts
    self.canvas = canvas
  }

  /// A page as a PNG file.
  package static func png(of page: Page, fonts: FontBook, dotsPerInch: Double) throws(DrawingError) -> [UInt8] {
    var drawer = PageDrawer(
      fonts: fonts, canvas: .picture(width: page.width, height: page.height, dotsPerInch: dotsPerInch))
    drawer.drawMarks(of: page)
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
        draw(text, of: page)
      case .rule(let rule):
        setColor(rule.color)
        canvas.fill(x: rule.x, y: rule.y, width: rule.width, height: rule.height)
      }
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
