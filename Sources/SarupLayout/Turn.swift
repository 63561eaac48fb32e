/// A turn about a point of the page.
package struct Turn: Hashable, Sendable {
  /// Degrees, to the left.
  package var angle: Double
  package var x: Double
  package var y: Double

  package init(angle: Double, x: Double, y: Double) {
    self.angle = angle
    self.x = x
    self.y = y
  }

  package var sine: Double { Self.sine(of: angle) }
  package var cosine: Double { Self.sine(of: 90 - abs(angle)) }

  /// Of an angle in degrees, from -90 to 90, by its series: the C library's differs from machine to machine.
  package static func sine(of degrees: Double) -> Double {
    let x = degrees * Double.pi / 180
    var term = x
    var sum = x
    for step in stride(from: 2.0, through: 24, by: 2) {
      term *= -x * x / (step * (step + 1))
      sum += term
    }
    return sum
  }
}
