internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupLayout
internal import SarupThai
internal import TestSupport
internal import Testing

struct SVGWriterTests {
  private let fonts = FontBook()

  /// A sheet with a word in a color, a label and a rule.
  private func sheet(_ text: String) -> Page {
    var page = Page()
    page.width = 120
    page.height = 40.5
    add("๑.", x: 10, owner: .element(1, part: .label), to: &page)
    add(text, x: 30, owner: .element(2, part: .content), color: Color(red: 26, green: 60, blue: 110), to: &page)
    add("- ๒ -", x: 60, owner: .artifact(.runningHead), to: &page)
    page.marks.append(
      Mark(
        owner: .artifact(.decoration), shape: .rule(RuleMark(x: 10, y: 35, width: 99.5, height: 0.5, color: .black))))
    return page
  }

  private func add(_ text: String, x: Double, owner: Mark.Owner, color: Color = .black, to page: inout Page) {
    let bytes = Array(text.utf8)
    var shaper = Shaper(book: fonts)
    var glyphs: [Glyph] = []
    shaper.shape(bytes.span, range: 0..<bytes.count, script: .thai, language: "th", face: FaceIndex(0), into: &glyphs)
    let firstGlyph = page.glyphs.count
    let firstByte = page.text.count
    var pen = x
    for glyph in glyphs {
      page.glyphs.append(
        PlacedGlyph(id: glyph.id, x: pen + Double(glyph.xOffset) * 0.02, y: 28 - Double(glyph.yOffset) * 0.02))
      pen += Double(glyph.advance) * 0.02
    }
    page.text += bytes
    page.clusters.append(Cluster(bytes: UInt16(bytes.count), glyphs: UInt16(glyphs.count)))
    page.marks.append(
      Mark(
        owner: owner,
        shape: .text(
          TextMark(
            face: FaceIndex(0), size: 20, color: color, x: x, baseline: 28, width: pen - x, language: .thai, link: nil,
            glyphs: firstGlyph..<page.glyphs.count, clusters: page.clusters.count - 1..<page.clusters.count,
            text: firstByte..<page.text.count))))
  }

  private func svg(_ page: Page, title: String = "ก & ข") -> String {
    String(decoding: SVGWriter.svg(of: page, title: title, language: "th-TH", fonts: fonts), as: UTF8.self)
  }

  @Test func aPageIsWrittenAsItStandsInTheGoldenFile() {
    let path = Fixtures.folder(beside: #filePath) + "/page.svg"
    let difference = GoldenFile.difference(of: svg(sheet("ที่ ทีที่")), from: path)
    #expect(difference == nil, Comment(rawValue: difference ?? ""))
  }

  @Test func equalLettersHaveOneOutline() {
    let text = svg(sheet("กกกก"))
    #expect(text.split(separator: "<path ").count - 1 == 5)
    #expect(text.split(separator: "<use ").count - 1 == 2 + 4 + 3)
  }

  @Test func aNameMeansTheSameOutlineOnEveryPage() {
    func outlines(_ text: String) -> Set<Substring> {
      Set(svg(sheet(text)).split(separator: "\n").filter { $0.hasPrefix("<path ") })
    }
    #expect(outlines("กข").isSuperset(of: outlines("ก")))
  }

  @Test func whatThePageSaysIsDescribedWithoutItsRunningHead() {
    let text = svg(sheet("ที่ <ก>"))
    #expect(text.contains("<title>ก &amp; ข</title>"))
    #expect(text.contains("<desc>๑. ที่ &lt;ก&gt;</desc>"))
  }

  @Test func anEmptyPageIsAWhiteSheet() {
    var page = Page()
    page.width = 10
    page.height = 10
    let text = svg(page)
    #expect(!text.contains("<defs>") && !text.contains("<desc>"))
    #expect(text.hasSuffix("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n</svg>\n"))
  }
}
