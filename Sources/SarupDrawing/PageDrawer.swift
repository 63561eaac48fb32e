internal import SarupDocument
package import SarupFonts
package import SarupLayout

/// Draws pages one by one.
///
/// A PDF needs to know which of its content belongs to which element of the document. Cairo could write marked content, but
/// then keeps a structure tree of its own, some 8 kB a page. So each group of marks is drawn in a colour of its own: its number
/// in the page, see ``MarkGroup``. Cairo writes a colour whenever it changes and ends a text object before it; whoever
/// composes the file puts the beginning of the group there, and the real colour.
package struct PageDrawer: ~Copyable {
  private let fonts: FontBook
  private var canvas: Canvas
  private var run = GlyphRun()
  private var faces: [CairoFace?] = []
  /// Groups are drawn by number; otherwise in their own colours.
  private let numbersGroups: Bool

  /// Draws a PDF, to be composed from ``takeBytes()`` and the groups of each page.
  package static func pdf(fonts: FontBook) -> PageDrawer {
    PageDrawer(fonts: fonts, canvas: .pdf(), numbersGroups: true)
  }

  private init(fonts: FontBook, canvas: consuming Canvas, numbersGroups: Bool) {
    self.fonts = fonts
    self.canvas = canvas
    self.numbersGroups = numbersGroups
  }

  /// A page as a PNG file.
  package static func png(of page: Page, fonts: FontBook, dotsPerInch: Double) throws(DrawingError) -> [UInt8] {
    var drawer = PageDrawer(
      fonts: fonts, canvas: .picture(width: page.width, height: page.height, dotsPerInch: dotsPerInch),
      numbersGroups: false)
    var groups: [MarkGroup] = []
    drawer.drawMarks(of: page, into: &groups)
    return try drawer.canvas.png()
  }

  package static var libraryVersion: String { Canvas.libraryVersion }

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
      let color = numbersGroups ? MarkGroup.color(of: groups.count - 1) : group.color
      canvas.setColor(red: color.red, green: color.green, blue: color.blue)
      switch mark.shape {
      case .text(let text): draw(text, of: page)
      case .rule(let rule): canvas.fill(x: rule.x, y: rule.y, width: rule.width, height: rule.height)
      }
    }
  }

  private mutating func draw(_ mark: TextMark, of page: Page) {
    guard let face = face(mark.face) else { return }
    run.removeAll()
    for glyph in page.glyphs[mark.glyphs] { run.append(glyph: glyph.id, x: glyph.x, y: glyph.y) }
    for cluster in page.clusters[mark.clusters] {
      run.append(bytes: Int(cluster.bytes), glyphs: Int(cluster.glyphs))
    }
    if run.isEmpty { return }
    canvas.setFont(face, size: mark.size)
    page.text.withUnsafeBufferPointer { canvas.show(&run, text: UnsafeBufferPointer(rebasing: $0[mark.text])) }
  }

  private mutating func face(_ index: FaceIndex) -> CairoFace? {
    if faces.indices.contains(index.number), let face = faces[index.number] { return face }
    guard let loaded = fonts.loaded(index),
      let face = loaded.companion({ DrawnFace(loaded) }).plain
    else { return nil }
    while faces.count <= index.number { faces.append(nil) }
    faces[index.number] = face
    return face
  }
}
