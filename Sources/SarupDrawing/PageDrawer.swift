internal import SarupDocument
package import SarupFonts
package import SarupImage
package import SarupLayout

/// Draws pages one by one.
///
/// A PDF needs to know which of its content belongs to which element of the document. Cairo could write marked content, but
/// then keeps a structure tree of its own, some 8 kB a page. So each group of marks is drawn in a colour of its own: its number
/// in the page, see ``MarkGroup``. Cairo writes a colour whenever it changes and ends a text object before it; whoever
/// composes the file puts the beginning of the group there, and the real colour. A picture is a rectangle here, in whose place the
/// composer puts the picture: so a JPEG reaches the file as it is, and each picture once.
package struct PageDrawer: ~Copyable {
  private let fonts: FontBook
  private var canvas: Canvas
  private var run = GlyphRun()
  private var faces: [FaceUse?] = []
  /// A PDF, where groups are drawn by number and clusters as one glyph each; otherwise a picture, in its own colours.
  private let isPDF: Bool
  /// What a page that is drawn as a picture may show.
  private let pictures: [Picture]
  private var failure: DrawingError?

  /// Draws a PDF, to be composed from ``takeBytes()`` and the groups of each page.
  package static func pdf(fonts: FontBook) -> PageDrawer {
    PageDrawer(fonts: fonts, canvas: .pdf(), isPDF: true, pictures: [])
  }

  private init(fonts: FontBook, canvas: consuming Canvas, isPDF: Bool, pictures: [Picture]) {
    self.fonts = fonts
    self.canvas = canvas
    self.isPDF = isPDF
    self.pictures = pictures
  }

  /// A page as a PNG file.
  package static func png(
    of page: Page, fonts: FontBook, pictures: [Picture] = [], dotsPerInch: Double
  ) throws(DrawingError) -> [UInt8] {
    var drawer = PageDrawer(
      fonts: fonts, canvas: .picture(width: page.width, height: page.height, dotsPerInch: dotsPerInch),
      isPDF: false, pictures: pictures)
    var groups: [MarkGroup] = []
    drawer.drawMarks(of: page, into: &groups)
    if let failure = drawer.failure { throw failure }
    return try drawer.canvas.png()
  }

  /// The libraries that pages are drawn with, by name.
  package static var libraryVersions: [(name: String, version: String)] {
    [("Cairo", Canvas.libraryVersion), ("FreeType", FreeTypeFace.libraryVersion)]
  }

  /// Draws a page of the PDF. What Cairo writes for it can be taken at once.
  ///
  /// - Parameter groups: Gets the groups of the page; group n was drawn in the colour `MarkGroup.color(n)`.
  package mutating func draw(_ page: Page, groups: inout [MarkGroup]) {
    canvas.beginPage(width: page.width, height: page.height)
    groups.removeAll(keepingCapacity: true)
    drawMarks(of: page, into: &groups)
    canvas.endPage()
  }

  package mutating func takeBytes() -> [UInt8] { canvas.takeBytes() }

  /// Lets Cairo write what it has kept back, such as the fonts.
  package mutating func finish() throws(DrawingError) { try canvas.finish() }

  private mutating func drawMarks(of page: Page, into groups: inout [MarkGroup]) {
    for mark in page.marks {
      let group = MarkGroup(mark)
      if groups.last != group { groups.append(group) }
      let color = isPDF ? MarkGroup.color(of: groups.count - 1) : group.color
      canvas.setColor(red: color.red, green: color.green, blue: color.blue)
      switch mark.shape {
      case .text(let text): draw(text, of: page)
      case .rule(let rule): canvas.fill(x: rule.x, y: rule.y, width: rule.width, height: rule.height)
      case .image(let image) where isPDF: canvas.fill(x: image.x, y: image.y, width: image.width, height: image.height)
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

  private mutating func draw(_ mark: TextMark, of page: Page) {
    page.text.withUnsafeBufferPointer { text in
      guard let use = useFace(mark.face) else { return }
      if isPDF {
        drawClusters(mark, of: page, text: text, use: use)
      } else {
        drawGlyphs(mark, of: page, text: text, use: use)
      }
    }
  }

  /// Each glyph where it stands.
  private mutating func drawGlyphs(_ mark: TextMark, of page: Page, text: UnsafeBufferPointer<UInt8>, use: Int) {
    guard let face = faces[use]?.face else { return }
    run.removeAll()
    for glyph in page.glyphs[mark.glyphs] { run.append(glyph: glyph.id, x: glyph.x, y: glyph.y) }
    for cluster in page.clusters[mark.clusters] { run.append(bytes: Int(cluster.bytes), glyphs: Int(cluster.glyphs)) }
    show(text[mark.text], face, size: mark.size)
  }

  /// Each cluster as one glyph, so that a reader gets its text from one code.
  private mutating func drawClusters(_ mark: TextMark, of page: Page, text: UnsafeBufferPointer<UInt8>, use: Int) {
    guard var face = faces[use] else { return }
    // The copy in the list must not hold the arrays while they change.
    faces[use] = nil
    defer { faces[use] = face }
    let unit = mark.size / Double(face.loaded.unitsPerEm)
    run.removeAll()
    var shown = mark.text.lowerBound
    var byte = shown
    var glyph = mark.glyphs.lowerBound
    for cluster in page.clusters[mark.clusters] {
      let bytes = byte..<byte + Int(cluster.bytes)
      let glyphs = page.glyphs[glyph..<glyph + Int(cluster.glyphs)]
      byte = bytes.upperBound
      glyph = glyphs.endIndex
      if let first = glyphs.first, glyphs.count > 1 || !face.means(first.id, text[bytes]) {
        if let form = face.form(text[bytes]), let pen = form.pen(of: glyphs, unit: unit) {
          run.append(glyph: form.glyph, x: pen.x, y: pen.y)
          run.append(bytes: bytes.count, glyphs: 1)
          continue
        }
        if let odd = face.oddForm(text[bytes], glyphs, size: mark.size) {
          show(text[shown..<bytes.lowerBound], face.face, size: mark.size)
          run.append(glyph: odd.glyph, x: first.x, y: first.y)
          run.append(bytes: bytes.count, glyphs: 1)
          show(text[bytes], odd.face, size: mark.size)
          shown = bytes.upperBound
          continue
        }
      }
      var count = 0
      for glyph in glyphs {
        guard let id = face.single(glyph.id) else { continue }
        run.append(glyph: id, x: glyph.x, y: glyph.y)
        count += 1
      }
      run.append(bytes: bytes.count, glyphs: count)
    }
    show(text[shown..<byte], face.face, size: mark.size)
  }

  /// Shows what the run has gathered, and empties it.
  private mutating func show(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ face: CairoFace, size: Double) {
    if !run.isEmpty {
      canvas.setFont(face, size: size)
      canvas.show(&run, text: UnsafeBufferPointer(rebasing: text))
    }
    run.removeAll()
  }

  /// The place of a face in `faces`; `nil` for one that cannot be drawn with.
  private mutating func useFace(_ index: FaceIndex) -> Int? {
    if faces.indices.contains(index.number), faces[index.number] != nil { return index.number }
    guard let loaded = fonts.loaded(index), let use = FaceUse(loaded, isPDF: isPDF) else { return nil }
    while faces.count <= index.number { faces.append(nil) }
    faces[index.number] = use
    return index.number
  }
}
