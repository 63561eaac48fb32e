internal import SarupDocument
internal import SarupFonts
internal import SarupLayout
internal import SarupThai

/// A page with the text of each paragraph on a line of its own, for what layout does not set.
enum HandSetPage {
  static func make(_ document: Document, fonts: FontBook) -> Page {
    var page = Page()
    page.width = document.page.width
    page.height = document.page.height
    var shaper = Shaper(book: fonts)
    let size: Points = 12
    for (index, element) in document.elements.enumerated() {
      guard case .paragraph(let paragraph) = element.kind else { continue }
      let baseline = 60 + 20 * Double(page.marks.count)
      var glyphs: [Glyph] = []
      let text = paragraph.text.utf8
      shaper.shape(
        text.span, range: 0..<text.count, script: .thai, language: "th", face: FaceIndex(0), into: &glyphs)
      var x: Points = 60
      let first = (page.glyphs.count, page.clusters.count, page.text.count)
      for (glyph, next) in zip(glyphs, glyphs.dropFirst().map(\.cluster) + [text.count]) {
        page.glyphs.append(PlacedGlyph(id: glyph.id, x: x, y: baseline))
        page.clusters.append(Cluster(bytes: UInt16(next - glyph.cluster), glyphs: 1))
        x += Double(glyph.advance) * size / 1000
      }
      page.text += text
      page.marks.append(
        Mark(
          owner: .element(index, part: .content),
          shape: .text(
            TextMark(
              face: FaceIndex(0), size: size, color: .black, x: 60, baseline: baseline, width: x - 60, language: .thai,
              link: nil, glyphs: first.0..<page.glyphs.count, clusters: first.1..<page.clusters.count,
              text: first.2..<page.text.count))))
    }
    return page
  }
}
