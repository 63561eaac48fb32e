import TestSupport
import Testing

@testable import SarupImage

/// Rows whose alpha is parted without undoing their filters stand for the same samples.
@Suite struct FilteredRowsTests {
  private static func predictor(_ filter: UInt8, left: Int, above: Int, corner: Int) -> Int {
    switch filter {
    case 0: return 0
    case 1: return left
    case 2: return above
    case 3: return (left + above) / 2
    default:
      let sum = left + above - corner
      let distances = [abs(sum - left), abs(sum - above), abs(sum - corner)]
      let nearest =
        distances[0] <= distances[1] && distances[0] <= distances[2] ? 0 : distances[1] <= distances[2] ? 1 : 2
      return [left, above, corner][nearest]
    }
  }

  /// Filters rows of samples (`sign` 1), or undoes that (`sign` -1).
  private static func run(_ rows: [[UInt8]], _ filters: [UInt8], channels: Int, undoes: Bool) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for (number, row) in rows.enumerated() {
      var made: [UInt8] = []
      let raw = undoes ? result.last : number > 0 ? rows[number - 1] : nil
      for index in row.indices {
        let own = undoes ? made : row
        let value = predictor(
          filters[number], left: index >= channels ? Int(own[index - channels]) : 0, above: Int(raw?[index] ?? 0),
          corner: index >= channels ? Int(raw?[index - channels] ?? 0) : 0)
        let change = UInt8(truncatingIfNeeded: value)
        made.append(undoes ? row[index] &+ change : row[index] &- change)
      }
      result.append(made)
    }
    return result
  }

  @Test(arguments: [1, 3], 0..<40) func partsAreTheSamples(components: Int, seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed * 4 + components))
    let width = Int.random(in: 1...9, using: &random)
    let height = Int.random(in: 1...9, using: &random)
    let isOpaque = seed % 2 == 0
    // One pixel of an opaque picture may be nearly so.
    let hole = seed % 4 == 2 ? Int.random(in: 0..<width * height, using: &random) : -1
    let channels = components + 1
    let rows = (0..<height).map { row in
      (0..<width * channels).map { index -> UInt8 in
        guard index % channels == components, isOpaque else { return UInt8.random(in: 0...255, using: &random) }
        return row * width + index / channels == hole ? 254 : 255
      }
    }
    let filters = (0..<height).map { _ in UInt8.random(in: 0...4, using: &random) }
    let filtered = Self.run(rows, filters, channels: channels, undoes: false)
    let file = zip(filters, filtered).flatMap { [$0] + $1 }
    let parts = try FilteredRows.part(file, width: width, height: height, components: components)

    func samples(_ bytes: [UInt8], _ channels: Int) -> [[UInt8]] {
      let length = 1 + width * channels
      #expect(bytes.count == height * length)
      let starts = stride(from: 0, to: bytes.count, by: length)
      #expect(starts.map { bytes[$0] } == filters)
      return Self.run(
        starts.map { Array(bytes[$0 + 1..<$0 + length]) }, filters, channels: channels, undoes: true)
    }
    let colors = rows.map { row in row.enumerated().filter { $0.offset % channels < components }.map(\.element) }
    let alpha = rows.map { row in row.enumerated().filter { $0.offset % channels == components }.map(\.element) }
    #expect(samples(parts.colors, components) == colors)
    #expect((parts.alpha == nil) == alpha.allSatisfy { $0.allSatisfy { $0 == 255 } })
    if let kept = parts.alpha { #expect(samples(kept, 1) == alpha) }
  }

  @Test func otherFiltersAreDamage() {
    #expect(throws: PictureFault.self) { try FilteredRows.part([5, 1, 2], width: 1, height: 1, components: 1) }
    #expect(throws: PictureFault.self) { try FilteredRows.part([0, 1], width: 1, height: 1, components: 1) }
  }
}
