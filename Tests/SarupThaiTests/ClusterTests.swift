import SarupThai
import Testing

@Suite struct ClusterTests {
  static let samples = [
    "ที่ประชุมน้ำใจ", "เก้าอี้", "นํ้า", "กู้ยืม", "ปี่พาทย์", "ປະເທດລາວ", "ທີ່ປະຊຸມ", "မြန်မာ", "e\u{301}a", "👩\u{200D}💻👍🏽",
    "🇹🇭🇱🇦", "1\u{FE0F}\u{20E3}2", "한글ᄒᆞᆫ", "a\r\nb", "ก\u{301}ข", "ำ", "่", "é中文", "ก a", "\u{600}ก",
  ]

  /// The Swift library cuts by the rules of a later Unicode version; both agree on these.
  @Test(arguments: samples) func agreesWithTheLanguage(text: String) {
    var found: [Int] = []
    ClusterScanner.findBoundaries(in: Array(text.utf8).span, into: &found)
    let expected = text.indices.dropFirst().map { text.utf8.distance(from: text.startIndex, to: $0) }
    #expect(found == expected)
  }

  @Test(arguments: [("មន្ត្រី", 2), ("ក្រសួង", 3), ("\u{1000}\u{1039}\u{1000}", 1)]) func stackedConsonants(
    text: String, count: Int
  ) {
    var found: [Int] = []
    ClusterScanner.findBoundaries(in: Array(text.utf8).span, into: &found)
    #expect(found.count + 1 == count)
  }

  @Test func anyBytes() {
    var random = SmallRandom(seed: 3)
    for _ in 0..<3000 {
      let bytes = (0..<Int(random.next() % 20)).map { _ -> UInt8 in
        let value = UInt8(truncatingIfNeeded: random.next() >> 8)
        return random.next() % 2 == 0 ? [0xE0, 0xB8, 0xB9, 0xF0, 0x9F, 0x80][Int(value) % 6] : value
      }
      var found: [Int] = []
      ClusterScanner.findBoundaries(in: bytes.span, into: &found)
      #expect(found == found.sorted() && Set(found).count == found.count)
      #expect(found.allSatisfy { $0 > 0 && $0 < bytes.count })
    }
  }
}

/// A generator for property tests: the same numbers on every machine.
struct SmallRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
