internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupLayout
internal import SarupThai
internal import Testing

struct PageDrawerTests {
  private func page(_ text: String, fonts: FontBook, color: Color = .black) -> Page {
    var page = Page()
    page.width = 100
    page.height = 40
    let bytes = Array(text.utf8)
    var shaper = Shaper(book: fonts)
    var glyphs: [Glyph] = []
    shaper.shape(bytes.span, range: 0..<bytes.count, script: .thai, language: "th", face: FaceIndex(0), into: &glyphs)
    var x = 10.0
    for glyph in glyphs {
      page.glyphs.append(
        PlacedGlyph(id: glyph.id, x: x + Double(glyph.xOffset) * 0.02, y: 28 - Double(glyph.yOffset) * 0.02))
      x += Double(glyph.advance) * 0.02
    }
    page.text = bytes
    page.clusters = [Cluster(bytes: UInt16(bytes.count), glyphs: UInt16(glyphs.count))]
    page.marks = [
      Mark(
        owner: .element(0, part: .content),
        shape: .text(
          TextMark(
            face: FaceIndex(0), size: 20, color: color, x: 10, baseline: 28, width: x - 10, language: .thai, link: nil,
            glyphs: 0..<glyphs.count, clusters: 0..<1, text: 0..<bytes.count)))
    ]
    return page
  }

  @Test(arguments: [(72.0, 100, 40), (144.0, 200, 80), (36.0, 50, 20)])
  func aPictureHasThePixelsOfItsSheet(resolution: Double, width: Int, height: Int) throws {
    let fonts = FontBook()
    let png = try PageDrawer.png(of: page("ที่", fonts: fonts), fonts: fonts, dotsPerInch: resolution)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png[16..<20].reduce(0) { $0 << 8 | Int($1) } == width)
    #expect(png[20..<24].reduce(0) { $0 << 8 | Int($1) } == height)
  }

  @Test func picturesOfDifferentTextsDiffer() throws {
    let fonts = FontBook()
    let pictures = try ["ที่", "ที", "ท", ""].map {
      try PageDrawer.png(of: page($0, fonts: fonts), fonts: fonts, dotsPerInch: 72)
    }
    #expect(Set(pictures).count == 4)
    let red = page("ที่", fonts: fonts, color: Color(red: 255, green: 0, blue: 0))
    #expect(try PageDrawer.png(of: red, fonts: fonts, dotsPerInch: 72) != pictures[0])
  }

  @Test func textThatIsNoUnicodeIsAnError() {
    let fonts = FontBook()
    var sheet = page("ก", fonts: fonts)
    sheet.text = [0xE0, 0xFF, 0x81]
    #expect(throws: DrawingError.self) { try PageDrawer.png(of: sheet, fonts: fonts, dotsPerInch: 72) }
  }
}
