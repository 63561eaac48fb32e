/// An angle from -90 to 90 degrees. Its sine and cosine come from the series, because those of the C library differ from machine to machine.
package struct Angle: Sendable {
  package var degrees: Double

  package init(degrees: Double) { self.degrees = degrees }

  package var cosine: Double { Angle(degrees: 90 - abs(degrees)).sine }

  package var sine: Double {
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
