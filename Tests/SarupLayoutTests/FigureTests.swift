import SarupDocument
import SarupImage
import SarupLayout
import SarupSyntax
import TestSupport
import Testing

/// The picture of these tests has 12 x 8 pixels and no resolution: 9 x 6 points.
@Suite struct FigureTests {
  private func layout(
    _ size: FigureSize, lines: Int = 0, caption: String? = nil, style change: (inout ParagraphStyle) -> Void = { _ in }
  ) -> [Page] {
    var sheet = Sheet()
    let body = sheet.style("body")
    let figure = sheet.style("figure") {
      $0.alignment = .center
      change(&$0)
    }
    for _ in 0..<lines { sheet.paragraph("a", style: body) }
    sheet.add(.figure(FigureProperties(picture: 0, alternative: "x", style: figure, size: size))) {
      if let caption { $0.paragraph(caption, style: body, role: .caption) }
    }
    sheet.pictures = ["rgb8.png"].compactMap { try? Picture(Fixtures.picture($0)) }
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(diagnostics.all.isEmpty)
    return (0..<layout.pageCount).map { layout.makePage($0) }
  }

  private func images(_ pages: [Page]) -> [(page: Int, image: ImageMark)] {
    pages.flatMap { page in
      page.marks.compactMap { mark in
        if case .image(let image) = mark.shape { (page.number, image) } else { nil }
      }
    }
  }

  private func line(_ text: String, _ pages: [Page]) -> (page: Int, baseline: Points)? {
    for page in pages {
      for case .text(let mark) in page.marks.map(\.shape)
      where String(decoding: page.text[mark.text], as: UTF8.self) == text { return (page.number, mark.baseline) }
    }
    return nil
  }

  @Test(arguments: [
    (FigureSize.natural, 9.0, 6.0), (.width(90), 90, 60), (.width(600), 160, 320.0 / 3), (.share(0.5), 80, 160.0 / 3),
    (.box(width: 90, height: 12), 18, 12), (.box(width: nil, height: 30), 45, 30),
    (.box(width: nil, height: 900), 160, 320.0 / 3),
  ]) func sizes(size: FigureSize, width: Double, height: Double) throws {
    let image = try #require(images(layout(size)).first).image
    #expect(abs(image.width - width) < 1e-9 && abs(image.height - height) < 1e-9)
    // In the middle between margins of 20 on a sheet of 200.
    #expect(abs(image.x + image.width / 2 - 100) < 1e-9)
    #expect(image.y == 20)
  }

  @Test func alignmentAndIndentsAreTheStyles() throws {
    let end = layout(.width(50)) {
      $0.alignment = .end
      $0.endIndent = 10
      $0.startIndent = 5
    }
    #expect(images(end).first?.image.x == 120)
    let start = layout(.share(1)) {
      $0.alignment = .start
      $0.endIndent = 10
      $0.startIndent = 5
    }
    #expect(images(start).first.map { [$0.image.x, $0.image.width] } == [25, 145])
  }

  @Test func aPictureThatDoesNotFitGoesToTheNextPageWithItsCaption() {
    let pages = layout(.share(1), lines: 8, caption: "caption")
    #expect(images(pages).map(\.page) == [1])
    #expect(line("caption", pages)?.page == 1)
  }

  /// The picture alone would fill the page.
  @Test func aTallPictureLeavesRoomForItsCaption() throws {
    var sheet = Sheet()
    let body = sheet.style("body")
    let figure = sheet.style("figure") { $0.alignment = .center }
    sheet.setup.width = 400
    sheet.add(.figure(FigureProperties(picture: 0, alternative: "x", style: figure, size: .share(1)))) {
      $0.paragraph("caption", style: body, role: .caption)
    }
    sheet.pictures = ["rgb8.png"].compactMap { try? Picture(Fixtures.picture($0)) }
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(layout.pageCount == 1)
    let pages = [layout.makePage(0)]
    let image = try #require(images(pages).first).image
    let caption = try #require(line("caption", pages))
    #expect(image.y + image.height < caption.baseline && caption.baseline < 180)
    #expect(image.height > 140 && abs(image.width - image.height * 1.5) < 1e-9)
    #expect(abs(image.x + image.width / 2 - 200) < 1e-9)
  }

  @Test func picturesStandInCells() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.add(.table(TableProperties(columns: 2))) {
      $0.add(.row(isHeader: false)) {
        $0.add(.cell(CellProperties())) {
          $0.add(.figure(FigureProperties(picture: 0, alternative: "x", style: body, size: .share(1))))
        }
        $0.add(.cell(CellProperties())) { $0.paragraph("text", style: body) }
      }
    }
    sheet.pictures = ["rgb8.png"].compactMap { try? Picture(Fixtures.picture($0)) }
    var diagnostics = Diagnostics()
    let page = sheet.layout(&diagnostics).makePage(0)
    #expect(diagnostics.all.isEmpty)
    #expect(images([page]).count == 1)
  }
}
