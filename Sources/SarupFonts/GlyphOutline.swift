/// An outline of lines and quadratic curves, as `glyf` holds it: points of closed contours, in font units.
package struct GlyphOutline {
  package struct Point {
    package var x: Int
    package var y: Int
    /// Off the curve: it pulls the curve between its neighbours.
    package var isOn: Bool
  }

  package private(set) var points: [Point] = []
  /// The last point of each contour.
  package private(set) var ends: [Int] = []
  private var start = 0

  var isEmpty: Bool { points.isEmpty }

  // MARK: - Drawing

  mutating func move(_ x: Double, _ y: Double) {
    close()
    start = points.count
    append(x, y)
  }

  mutating func line(_ x: Double, _ y: Double) { append(x, y) }

  mutating func quadratic(_ control: (x: Double, y: Double), _ x: Double, _ y: Double) {
    append(control.x, control.y, isOn: false)
    append(x, y)
  }

  /// A cubic curve as so many quadratic ones that they are nowhere half a unit away from it.
  mutating func cubic(
    from: (x: Double, y: Double), _ first: (x: Double, y: Double), _ second: (x: Double, y: Double), _ x: Double,
    _ y: Double
  ) {
    // A quadratic curve through the ends and the middle is off by at most sqrt(3)/36 of the third difference, and that
    // shrinks by n^3 in n equal pieces.
    let third = (
      x: x - 3 * second.x + 3 * first.x - from.x, y: y - 3 * second.y + 3 * first.y - from.y
    )
    let error = (third.x * third.x + third.y * third.y).squareRoot() * 3.0.squareRoot() / 36
    var pieces = 1
    while pieces < 12 && error > 0.5 * Double(pieces * pieces * pieces) { pieces += 1 }
    func at(_ t: Double) -> (x: Double, y: Double) {
      let s = 1 - t
      let weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
      return (
        weights.0 * from.x + weights.1 * first.x + weights.2 * second.x + weights.3 * x,
        weights.0 * from.y + weights.1 * first.y + weights.2 * second.y + weights.3 * y
      )
    }
    for piece in 0..<pieces {
      let begin = at(Double(piece) / Double(pieces))
      let middle = at((Double(piece) + 0.5) / Double(pieces))
      let end = at(Double(piece + 1) / Double(pieces))
      append(2 * middle.x - (begin.x + end.x) / 2, 2 * middle.y - (begin.y + end.y) / 2, isOn: false)
      append(end.x, end.y)
    }
  }

  /// Ends the contour; one that comes back to where it began does not need that point twice.
  mutating func close() {
    if let last = points.last, points.count - start > 1, last.isOn, last.x == points[start].x,
      last.y == points[start].y
    {
      points.removeLast()
    }
    if points.count - start > 1 {
      ends.append(points.count - 1)
    } else {
      points.removeSubrange(min(start, points.count)...)
    }
    start = points.count
  }

  private mutating func append(_ x: Double, _ y: Double, isOn: Bool = true) {
    func rounded(_ value: Double) -> Int { value.isFinite ? Int(max(-16_000, min(16_000, value.rounded()))) : 0 }
    points.append(Point(x: rounded(x), y: rounded(y), isOn: isOn))
  }

  // MARK: - Writing

  var left: Int { points.reduce(Int.max) { min($0, $1.x) } }

  /// The bytes of a simple glyph (ISO/IEC 14496-22, 5.3.3.1); empty for an outline without points.
  func encoded() -> [UInt8] {
    if ends.isEmpty || points.count > 0xFFFF { return [] }
    var result: [UInt8] = []
    func append(_ value: Int) { result += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }
    append(ends.count)
    append(left)
    append(points.reduce(Int.max) { min($0, $1.y) })
    append(points.reduce(Int.min) { max($0, $1.x) })
    append(points.reduce(Int.min) { max($0, $1.y) })
    for end in ends { append(end) }
    append(0)
    var flags: [UInt8] = []
    var across: [UInt8] = []
    var up: [UInt8] = []
    var last = (x: 0, y: 0)
    for point in points {
      var flag: UInt8 = point.isOn ? 0x01 : 0
      flag |= GlyphOutline.step(point.x - last.x, isShort: 0x02, isSameOrPositive: 0x10, to: &across)
      flag |= GlyphOutline.step(point.y - last.y, isShort: 0x04, isSameOrPositive: 0x20, to: &up)
      flags.append(flag)
      last = (point.x, point.y)
    }
    return result + flags + across + up
  }

  /// A step from one coordinate to the next in the fewest bytes, and the flags that tell how it is written.
  private static func step(
    _ difference: Int, isShort: UInt8, isSameOrPositive: UInt8, to output: inout [UInt8]
  ) -> UInt8 {
    if difference == 0 { return isSameOrPositive }
    if abs(difference) < 256 {
      output.append(UInt8(abs(difference)))
      return difference > 0 ? isShort | isSameOrPositive : isShort
    }
    output += [UInt8(truncatingIfNeeded: difference >> 8), UInt8(truncatingIfNeeded: difference)]
    return 0
  }
}
