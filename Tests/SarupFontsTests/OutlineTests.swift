internal import Testing

@testable import SarupFonts

/// Curves of other fonts as `glyf` holds them.
struct OutlineTests {
  /// A circle of four cubic curves, which every font with such curves draws.
  private func circle(radius: Double) -> GlyphOutline {
    let pull = radius * 0.5523
    var outline = GlyphOutline()
    outline.move(radius, 0)
    outline.cubic(from: (radius, 0), (radius, pull), (pull, radius), 0, radius)
    outline.cubic(from: (0, radius), (-pull, radius), (-radius, pull), -radius, 0)
    outline.cubic(from: (-radius, 0), (-radius, -pull), (-pull, -radius), 0, -radius)
    outline.cubic(from: (0, -radius), (pull, -radius), (radius, -pull), radius, 0)
    outline.close()
    return outline
  }

  @Test(arguments: [10.0, 100, 500, 2000]) func aCircleStaysRound(radius: Double) {
    let points = circle(radius: radius).points
    #expect(points.count >= 8)
    // Halfway along each quadratic curve, the point of the curve is as far out as on the circle.
    for (index, point) in points.enumerated() where !point.isOn {
      let from = points[(index + points.count - 1) % points.count]
      let to = points[(index + 1) % points.count]
      #expect(from.isOn && to.isOn)
      let x = Double(from.x + 2 * point.x + to.x) / 4
      let y = Double(from.y + 2 * point.y + to.y) / 4
      #expect(abs((x * x + y * y).squareRoot() - radius) < 1.6)
    }
  }

  @Test func anOutlineIsReadBackAsItWasWritten() {
    var outline = circle(radius: 300)
    outline.move(0, 0)
    outline.line(1000, 0)
    outline.line(1000, -700)
    outline.quadratic((5, 5), 0, 0)
    outline.close()
    let read = SimpleGlyph(outline.encoded())
    #expect(read.ends == outline.ends)
    #expect(read.points.map { [$0.x, $0.y, $0.isOn ? 1 : 0] } == outline.points.map { [$0.x, $0.y, $0.isOn ? 1 : 0] })
  }

  @Test func contoursOfOnePointAreNone() {
    var outline = GlyphOutline()
    outline.move(1, 1)
    outline.move(2, 2)
    outline.line(2, 2)
    outline.close()
    #expect(outline.encoded().isEmpty)
    outline.move(.nan, .infinity)
    outline.line(1e30, 0)
    outline.close()
    #expect(!outline.encoded().isEmpty)
  }
}

/// A simple glyph of `glyf`, decoded.
private struct SimpleGlyph {
  var ends: [Int] = []
  var points: [GlyphOutline.Point] = []

  init(_ bytes: [UInt8]) {
    func word(_ offset: Int) -> Int { Int(Int16(bitPattern: UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]))) }
    ends = (0..<word(0)).map { word(10 + 2 * $0) }
    let count = (ends.last ?? -1) + 1
    var offset = 12 + 2 * ends.count
    let flags = Array(bytes[offset..<offset + count])
    offset += count
    func coordinates(short: UInt8, same: UInt8) -> [Int] {
      var value = 0
      return flags.map { flag in
        if flag & short != 0 {
          value += flag & same != 0 ? Int(bytes[offset]) : -Int(bytes[offset])
          offset += 1
        } else if flag & same == 0 {
          value += word(offset)
          offset += 2
        }
        return value
      }
    }
    let across = coordinates(short: 0x02, same: 0x10)
    let up = coordinates(short: 0x04, same: 0x20)
    points = (0..<count).map { GlyphOutline.Point(x: across[$0], y: up[$0], isOn: flags[$0] & 1 != 0) }
  }
}
