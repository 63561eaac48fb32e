import Testing

@testable import SarupThai

@Suite struct ThaiRunMemoryTests {
  /// What comes from memory is what the scorer says, whatever the dictionary, in any order, from several tasks.
  @Test func sameAsWithoutMemory() async {
    await withTaskGroup(of: Int.self) { group in
      for task in 0..<4 { group.addTask { Self.differences(seed: UInt64(task + 1)) } }
      for await count in group { #expect(count == 0) }
    }
  }

  /// Phrases that come again beside different neighbours, and the texts of the fixtures.
  private static func differences(seed: UInt64) -> Int {
    var random = SmallRandom(seed: seed)
    let texts = FixtureLines.read("line-breaks-thai.txt") + FixtureLines.read("line-breaks-office.txt")
    let phrases = texts.flatMap { text in text.filter { !"|~<>?".contains($0) }.split(separator: " ") }.map(String.init)
    var words = UserDictionary()
    words.add(names: phrases.prefix(3) + ["การ", "แม่", "\u{E19}\u{E4D}\u{E32}"])
    var other = UserDictionary()
    other.add(Array("คณะกรรมการ".utf8), bars: [9], isBound: true)
    var plain = ThaiScorer()
    var count = 0
    for round in 0..<600 {
      var text = ""
      for _ in 0...random.next() % 4 {
        text +=
          phrases[Int(random.next() % UInt64(phrases.count))]
          + ["", " ", "(", "1", "ๆ", "เ\u{E40}"][Int(random.next() % 6)]
      }
      let finder = ThaiBreakFinder(words: [nil, words, other][round % 3])
      let bytes = Array(text.utf8)
      var (found, expected): ([BreakOpportunity], [BreakOpportunity]) = ([], [])
      finder.findBreaks(in: bytes.span, into: &found)
      finder.findBreaks(in: bytes.span, with: &plain, into: &expected)
      let isSame = found.elementsEqual(expected) {
        $0.offset == $1.offset && $0.score == $1.score && $0.kind == $1.kind
      }
      if !isSame { count += 1 }
    }
    return count
  }

  /// A word of one dictionary is not kept for a finder that has another, or none.
  @Test func dictionariesStayApart() {
    let text = "คณะกรรมการพิจารณา"
    var words = UserDictionary()
    words.add(names: [text])
    let before = ThaiBreakTests.breaks(text)
    let own = ThaiBreakTests.breaks(text, words)
    let after = ThaiBreakTests.breaks(text)
    #expect(before.map(\.score) == after.map(\.score))
    #expect(before.map(\.offset) != own.map(\.offset))
    #expect(own.map(\.offset) == ThaiBreakTests.breaks(text, words).map(\.offset))
  }

  @Test func staysWithinItsBound() {
    var scorer = ThaiScorer(remembers: true)
    var random = SmallRandom(seed: 3)
    var (mostRuns, mostLetters, hits) = (0, 0, 0)
    for round in 0..<6000 {
      let size = round % 2 == 0 ? 4 : 1 + Int(random.next() % 130)
      var text: [UInt8] = []
      for _ in 0..<size { text += [0xE0, 0xB8, 0x81 + UInt8(random.next() % 40)] }
      for _ in 0..<2 {
        let size = scorer.memory.size
        scorer.score(0..<text.count, of: text.span, before: 0, behind: 0) { _, _ in }
        hits += scorer.memory.size == size ? 1 : 0
      }
      mostRuns = max(mostRuns, scorer.memory.size)
      mostLetters = max(mostLetters, scorer.memory.letterCount)
    }
    #expect(hits >= 6000)
    #expect(mostRuns <= ThaiRunMemory.mostRuns && mostLetters <= ThaiRunMemory.mostLetters)
    #expect(mostLetters > ThaiRunMemory.mostLetters / 2)
  }
}
