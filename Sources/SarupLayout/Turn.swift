internal import SarupDocument

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

  package var sine: Double { Angle(degrees: angle).sine }
  package var cosine: Double { Angle(degrees: angle).cosine }
}
