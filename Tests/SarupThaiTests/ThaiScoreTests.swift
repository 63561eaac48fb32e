import TestSupport
import Testing

@testable import SarupThai

@Suite struct ThaiScoreTests {
  /// Texts with the scores that the trainer's own code gives, written beside the data file by the same run of it.
  static let vectors = FixtureLines.read("thai-scores.txt")

  @Test func fixtureIsThere() { #expect(Self.vectors.count == 15) }

  @Test(arguments: vectors) func agreesWithTrainer(line: String) throws {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    let text = Array(parts[0].utf8)
    let offsets = parts[0].unicodeScalars.indices.map { parts[0].utf8.distance(from: parts[0].startIndex, to: $0) }
    var expected: [Int: Float] = [:]
    for word in parts.dropFirst().joined().split(separator: " ") {
      let pair = word.split(separator: ":")
      expected[offsets[try #require(Int(pair[0]))]] = Float(pair[1]) ?? .nan
    }
    var found: [Int: Float] = [:]
    var scan = LineBreakItems()
    scan.read(text.span, isTailored: true)
    var scorer = ThaiScorer()
    for index in 0..<scan.count where scan.items[index].kind == .thai {
      let item = scan.items[index]
      let (before, behind) = (ThaiRun.classBefore(item, in: text.span), ThaiRun.classBehind(item, in: text.span))
      scorer.score(Int(item.start)..<Int(item.core), of: text.span, before: before, behind: behind) { found[$0] = $1 }
    }
    #expect(found.keys.sorted() == expected.keys.sorted())
    let differing = expected.keys.sorted().filter { abs((found[$0] ?? 99) - (expected[$0] ?? 0)) > 0.01 }
    #expect(differing.isEmpty)
  }
}

@Suite struct ThaiModelFileTests {
  static let file = GoldenFile.readBytes(Fixtures.folder(beside: #filePath) + "/../../Data/thai.bin") ?? []

  @Test func fileIsWhole() throws {
    try #require(Self.file.count > 64)
    #expect(Self.file.count < 1_500_000)
    #expect(Self.number(8) == UInt32(Self.file.count))
    #expect(Self.number(12) == Self.checksum(Self.file[16...]))
  }

  static func number(_ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(file[offset + $1]) << UInt32(8 * $1) }
  }

  /// CRC-32 as ZIP has it.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
