/// What an apparent size of 1 means for a face.
package struct ApparentSize: Hashable, Sendable {
  /// Real size = apparent size x scale.
  package var scale: Double
  /// Line box above and below the baseline for an apparent size of 1.
  package var ascent: Double
  package var descent: Double

  package init(scale: Double, ascent: Double, descent: Double) {
    self.scale = scale
    self.ascent = ascent
    self.descent = descent
  }
}

/// A family that sizes are often meant for, as it looks: it need not be installed. Lengths are in em.
package struct ReferenceFamily: Sendable {
  package var names: [String]
  package var koKaiWidth: Double
  /// The line box as office programs make it: Windows ascent and descent (typographic ones where the face says so), and what
  /// line gap is left. The gap lies above the line, where Thai marks stack.
  package var ascent: Double
  package var descent: Double

  /// Measured in the files of the regular faces: advance of ก, `OS/2` and `hhea`.
  private static let all = [
    ReferenceFamily(names: ["TH Sarabun New"], koKaiWidth: 0.386, ascent: 0.844 + 0.030, descent: 0.457),
    ReferenceFamily(
      names: ["TH SarabunPSK", "TH Sarabun PSK"], koKaiWidth: 0.386, ascent: 0.850 + 0.030, descent: 0.447),
    ReferenceFamily(names: ["Sarabun"], koKaiWidth: 0.576, ascent: 1.068, descent: 0.232),
    ReferenceFamily(names: ["Laksaman"], koKaiWidth: 0.580, ascent: 1.279 + 0.060, descent: 0.376),
    ReferenceFamily(names: ["Norasi"], koKaiWidth: 0.591, ascent: 1.216, descent: 0.488),
    ReferenceFamily(names: ["TH Niramit AS"], koKaiWidth: 0.426, ascent: 0.856, descent: 0.486),
    ReferenceFamily(names: ["TH Chakra Petch"], koKaiWidth: 0.390, ascent: 0.800 + 0.060, descent: 0.200),
    ReferenceFamily(names: ["TH Baijam"], koKaiWidth: 0.394, ascent: 0.800 + 0.060, descent: 0.200),
    ReferenceFamily(names: ["TH Fah kwang"], koKaiWidth: 0.468, ascent: 0.800 + 0.060, descent: 0.200),
    ReferenceFamily(names: ["TH K2D July8"], koKaiWidth: 0.418, ascent: 0.800 + 0.060, descent: 0.200),
    ReferenceFamily(names: ["TH KoHo"], koKaiWidth: 0.426, ascent: 0.800 + 0.030, descent: 0.200),
    ReferenceFamily(names: ["TH Kodchasal"], koKaiWidth: 0.487, ascent: 0.856, descent: 0.465),
    ReferenceFamily(names: ["TH Krub"], koKaiWidth: 0.420, ascent: 0.693 + 0.165, descent: 0.162),
    ReferenceFamily(names: ["TH Mali Grade 6"], koKaiWidth: 0.402, ascent: 0.800, descent: 0.410),
    ReferenceFamily(names: ["TH Charm of AU"], koKaiWidth: 0.342, ascent: 0.732 + 0.017, descent: 0.287),
    ReferenceFamily(names: ["TH Charmonman"], koKaiWidth: 0.376, ascent: 1.000, descent: 0.543),
    ReferenceFamily(names: ["TH Srisakdi"], koKaiWidth: 0.389, ascent: 1.657, descent: 0.700),
  ]

  package static func named(_ name: String) -> ReferenceFamily? {
    all.first { $0.names.contains { equalIgnoringCase($0, name) } }
  }
}

extension ApparentSize {
  /// A face at its own size.
  init(_ metrics: FontMetrics) {
    self.init(scale: 1, ascent: metrics.ascent + metrics.lineGap, descent: metrics.descent)
    makeRoom(for: metrics)
  }

  /// `face` scaled until its ก is as wide as the family's, in the family's line box.
  init(_ face: FontMetrics, as family: ReferenceFamily) {
    self.init(scale: family.koKaiWidth / face.koKaiWidth, ascent: family.ascent, descent: family.descent)
    makeRoom(for: face)
  }

  /// Moves the baseline within the line box, which keeps its height, until the stacked marks of the face fit, if they can.
  private mutating func makeRoom(for face: FontMetrics) {
    let above = face.stackAscent * scale
    let below = face.stackDescent * scale
    guard above + below <= ascent + descent else { return }
    let height = ascent + descent
    ascent = min(max(ascent, above), height - below)
    descent = height - ascent
  }
}
