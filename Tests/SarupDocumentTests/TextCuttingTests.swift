import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct TextCuttingTests {
  private let source = SourceText(name: "brief.md", text: "การเตรียม **Ecosorb** ใหม่")

  /// A text of runs that were written one behind the other in the source, with the asterisks left out.
  private func written(_ pieces: [(lower: Int, upper: Int, traits: RichText.Traits)]) -> RichText {
    var text = RichText()
    for piece in pieces {
      text.append(
        source.bytes[piece.lower..<piece.upper], traits: piece.traits, span: source.span(piece.lower, piece.upper))
    }
    return text
  }

  @Test func cutsAtScriptsAndKeepsSpans() {
    let text = StyledText(
      written([(0, 28, []), (30, 37, .strong), (39, 52, [])]), language: .thai)
    #expect(text.string == "การเตรียม Ecosorb ใหม่")
    #expect(text.runs.map(\.script) == [.thai, .latin, .thai])
    #expect(text.runs.map(\.language) == [.thai, .english, .thai])
    #expect(text.runs.map(\.traits) == [[], .strong, []])
    #expect(text.runs.map { $0.span.map { source[$0] } } == ["การเตรียม ", "Ecosorb", " ใหม่"])
    #expect(text.origins.isEmpty)
  }

  /// The letters of an address do not make a Thai sentence Latin.
  @Test(arguments: [
    ("ดูที่ https://example.org/a/long/path", false), ("See https://example.org/a ดู", true), ("กขค abcd", true),
    ("กี่กี่กี่ abcd", true), ("กขคง abcd", false), ("๑๒๓ 456", false), ("é ก é", true), ("中文中 ab", false), ("", false),
  ])
  func lettersAreJudgedOnce(text: String, isMostlyLatin: Bool) {
    #expect(StyledText(RichText(text), language: .thai).isMostlyLatin == isMostlyLatin)
  }

  @Test func joinsPiecesOfOneLook() {
    // As when a soft break was dropped between two Thai letters.
    let source = SourceText(name: "brief.md", text: "ประ\nชุม")
    var written = RichText()
    written.append(source.bytes[0..<9], span: source.span(0, 9))
    written.append(source.bytes[10..<19], span: source.span(10, 19))
    let text = StyledText(written, language: .thai)
    #expect(text.runs.count == 1)
    #expect(text.span(of: 0..<9).map { source[$0] } == "ประ")
    #expect(text.span(of: 9..<18).map { source[$0] } == "ชุม")
    #expect(text.span(of: 6..<12).map { source[$0] } == "ะ\nช")
  }

  @Test func joinsPiecesThatStandTogetherWithoutOrigins() {
    let text = StyledText(written([(0, 9, []), (9, 28, [])]), language: .thai)
    #expect(text.runs.count == 1)
    #expect(text.origins.isEmpty)
    #expect(text.runs.first?.span == source.span(0, 28))
  }

  @Test func generatedTextHasNoSpan() {
    var mixed = RichText("วันที่ ")
    mixed.append("บาหลี".utf8, span: source.span(0, 15))
    let text = StyledText(mixed, language: .thai)
    #expect(text.runs.count == 1)
    #expect(text.span(of: 0..<18) == nil)
    #expect(text.span(of: 19..<34) == source.span(0, 15))
  }

  @Test func cutsAtLinksAndKeepsThem() {
    var text = RichText("ดู ")
    text.links = [RichText.Link(destination: "https://example.org")]
    text.append("หน้านี้".utf8, link: 0)
    let styled = StyledText(text, language: .thai)
    #expect(styled.runs.map(\.link) == [nil, 0])
    #expect(styled.links == text.links)
  }

  @Test func changesDigitsAndKeepsTheirPlaces() throws {
    let source = SourceText(name: "brief.md", text: "ปี 2562 นี้")
    let styled = StyledText(
      RichText(String(decoding: source.bytes, as: UTF8.self), span: source.span(0, source.bytes.count)),
      language: .thai, digits: .thai)
    #expect(styled.string == "ปี ๒๕๖๒ นี้")
    #expect(styled.runs.count == 1)
    let third = try #require(styled.utf8.firstRange(of: Array("๖".utf8)))
    #expect(styled.span(of: third).map { source[$0] } == "2562")
  }

  @Test func addsTraitsToAPart() {
    var text = StyledText(written([(0, 28, [])]), language: .thai)
    text.add(.strong, to: 0..<9)
    #expect(text.runs.map(\.traits) == [.strong, []])
    #expect(text.runs.map { $0.span.map { source[$0] } } == ["การ", "เตรียม "])
    text.add(.strong, to: 0..<9)
    #expect(text.runs.count == 2)
  }

  /// Whatever the pieces, the runs cover the text, keep its bytes and can say where each character was written.
  @Test(arguments: 0..<200) func runsCoverEveryText(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet = Array("กขนี้ๆำ abcXYZ 0129๑๒ ()“”.,\u{2028}ລາວ中").map { Array(String($0).utf8) }
    let source = SourceText(
      name: "s", validated: (0..<200).flatMap { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    var text = RichText()
    var offset = 0
    while offset < source.bytes.count {
      var end = min(source.bytes.count, offset + Int(random.next() % 40) + 1)
      while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
      let traits = RichText.Traits(rawValue: UInt8(random.next() % 4))
      text.append(
        source.bytes[offset..<end], traits: traits, span: random.next() % 4 == 0 ? nil : source.span(offset, end))
      offset = end
      // Something that was written and is not part of the text.
      if random.next() % 3 == 0 {
        offset = min(source.bytes.count, offset + 3)
        while offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      }
    }
    let styled = StyledText(text, language: .thai)
    #expect(styled.utf8 == text.utf8)
    let document = Document.of(paragraphs: [styled])
    #expect(document.brokenInvariants() == [])
    for (run, next) in zip(styled.runs, styled.runs.dropFirst()) {
      #expect(run.script != next.script || run.language != next.language || run.traits != next.traits)
    }
    var start = 0
    for scalar in text.string.unicodeScalars {
      let range = start..<start + UTF8.width(scalar)
      start = range.upperBound
      guard let span = styled.span(of: range) else {
        #expect(text.span(of: range) == nil)
        continue
      }
      #expect(source[span] == String(scalar))
    }
  }
}
