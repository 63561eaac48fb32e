import SarupLayout
import SarupThai
import TestSupport
import Testing

/// The fitter against every way to break a short text.
@Suite struct TotalFitTests {
  private static let price = 500.0
  private static let chances: [Float: Double] = [30: 0, 4: 0.0180, 2: 0.1192, 0: 0.5, -1: 0.7311]

  private struct Case {
    var text: [UInt8]
    var breaks: [BreakOpportunity]
    var columns: Int
  }

  /// Letters of one column each; offsets are columns times three.
  private func make(_ generator: inout SeededGenerator) -> Case {
    let count = generator.number(20..<36)
    let text = Array(String(repeating: "ก", count: count).utf8)
    var breaks: [BreakOpportunity] = []
    for position in 1..<count where generator.number(0..<3) == 0 {
      let score: Float = [30, 4, 2, 0, -1][generator.number(0..<5)]
      breaks.append(BreakOpportunity(offset: position * 3, score: score, kind: score == 30 ? .mark : .word))
    }
    return Case(text: text, breaks: breaks, columns: generator.number(8..<20))
  }

  /// Slack in squares of columns and the chance of a torn word times its price; `nil` where a line is too long.
  private func cost(_ lineEnds: [Int], of test: Case) -> Double? {
    var cost = 0.0
    var start = 0
    for end in lineEnds {
      let width = (end - start) / 3
      if width > test.columns { return nil }
      if end == test.text.count {
        if width < 4, start > 0 { cost += 150 * (1.2 - Double(width) / 4) }
      } else {
        let slack = Double(test.columns - width)
        let score = test.breaks.first { $0.offset == end }?.score ?? -9
        cost += slack * slack + Self.price * (Self.chances[score] ?? 1)
      }
      start = end
    }
    return cost
  }

  /// The least cost of all ways to break what is behind `start`.
  private func least(_ test: Case, from start: Int, at index: Int, _ ends: [Int]) -> Double {
    var best = cost(ends + [test.text.count], of: test) ?? .infinity
    for next in index..<max(index, test.breaks.count) {
      let offset = test.breaks[next].offset
      if (offset - start) / 3 > test.columns { break }
      best = min(best, least(test, from: offset, at: next + 1, ends + [offset]))
    }
    return best
  }

  @Test(arguments: 0..<80) func nothingIsBetter(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &* 77 &+ 5)
    let test = make(&generator)
    var fitter = ColumnFitter()
    let ends = fitter.fit(test.text, breaks: test.breaks, columns: test.columns)
    #expect(ends.last == test.text.count)
    let best = least(test, from: 0, at: 0, [])
    // Where no way leads to the end, clusters are parted; that has its own tests.
    guard best < .infinity else { return }
    let found = try #require(cost(ends, of: test))
    #expect(abs(found - best) < 6)
  }

  @Test func aColumnIsACharacterThatIsNoMark() {
    var fitter = ColumnFitter()
    let text = Array("ที่ น้ำ ที่ที่".utf8)
    let breaks = [10, 20].map { BreakOpportunity(offset: $0, score: BreakOpportunity.certain, kind: .space) }
    #expect(fitter.fit(text, breaks: breaks, columns: 4) == [20, text.count])
    #expect(fitter.fit(text, breaks: breaks, columns: 3) == [10, 20, text.count])
  }
}
