internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupImage
internal import SarupLayout
internal import TestSupport
internal import Testing

struct PictureDrawingTests {
  /// A page of 60 x 40 points with a picture of 48 x 32 at 6, 4, in its own pixels.
  private func drawn(_ name: String) throws -> Pixels {
    var page = Page()
    page.width = 60
    page.height = 40
    page.marks = [
      Mark(
        owner: .element(0, part: .content),
        shape: .image(ImageMark(picture: 0, x: 6, y: 4, width: 48, height: 32)))
    ]
    let png = try PageDrawer.png(
      of: page, fonts: FontBook(), pictures: [Picture(Fixtures.picture(name))], dotsPerInch: 72)
    return try Picture(png).shown(width: 60, height: 40)
  }

  private func color(_ pixels: Pixels, _ x: Int, _ y: Int) -> [Int] {
    (0..<3).map { Int(pixels.bytes[(y * pixels.width + x) * 4 + 2 - $0]) }
  }

  private func isNear(_ color: [Int], _ other: [Int]) -> Bool { zip(color, other).allSatisfy { abs($0 - $1) < 10 } }

  @Test(
    arguments: (1...8).map { "held\($0).jpg" } + ["rgb8.png", "rgba8.png", "palette-clear.png", "rgb-interlaced.png"])
  func everyQuarterIsInItsPlace(name: String) throws {
    let pixels = try drawn(name)
    #expect(isNear(color(pixels, 18, 12), [230, 30, 40]), "\(color(pixels, 18, 12))")
    #expect(isNear(color(pixels, 42, 12), [30, 170, 60]), "\(color(pixels, 42, 12))")
    #expect(isNear(color(pixels, 18, 28), [20, 60, 200]), "\(color(pixels, 18, 28))")
    #expect(isNear(color(pixels, 42, 28), [255, 255, 255]), "\(color(pixels, 42, 28))")
    for (x, y) in [(3, 20), (57, 20), (30, 1), (30, 38)] { #expect(color(pixels, x, y) == [255, 255, 255]) }
  }

  @Test func whatCannotBeSeenLetsTheGroundThrough() throws {
    #expect(color(try drawn("gray-alpha8.png"), 42, 28) == [255, 255, 255])
  }
}
