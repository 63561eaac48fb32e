import SarupDocument
import SarupLayout
import SarupSyntax
import Testing

@Suite struct FittedParagraphTests {
  private static func layout(_ texts: [String], size: Points = 10, _ kept: FittedParagraphs?) -> Layout {
    var sheet = Sheet()
    let style = sheet.style("body", size: size) { $0.alignment = .justify }
    for text in texts { sheet.paragraph(text, style: style) }
    var options = Layout.Options()
    options.paragraphs = kept
    var diagnostics = Diagnostics()
    return Layout(
      sheet.document, fonts: FixedFont.book, breaks: KnownBreaks(sheet.texts), options: options,
      reporting: &diagnostics)
  }

  private static func text(_ number: Int) -> String {
    (0..<30).map { "กข|ค\(number % 10)|ง\(($0 * number) % 7)" }.joined(separator: " ")
  }

  @Test func knownParagraphsAreSetAsNewOnes() {
    let kept = FittedParagraphs()
    for round in 0..<6 {
      let texts = (0..<8).map { Self.text($0 + round / 2) }
      let size: Points = round == 4 ? 9 : 10
      let lines = Self.layout(texts, size: size, kept).lines().map { "\($0.page) \($0.x) \($0.right) \($0.text)" }
      let fresh = Self.layout(texts, size: size, nil).lines().map { "\($0.page) \($0.x) \($0.right) \($0.text)" }
      #expect(lines == fresh)
      #expect(kept.size > 0)
    }
  }

  /// What the last document did not have is forgotten.
  @Test func keepsTheLastDocumentAlone() {
    let kept = FittedParagraphs()
    var sizes: [Int] = []
    for round in 0..<30 {
      _ = Self.layout((0..<4).map { Self.text(4 * round + $0) }, kept)
      sizes.append(kept.size)
    }
    #expect(sizes.allSatisfy { $0 > 0 && $0 < 3 * sizes[0] })
  }

  @Test func doesNotGrowBeyondItsBound() {
    let most = 40_000
    let kept = FittedParagraphs(most: most)
    for round in 0..<4 {
      let texts = (0..<40).map { Self.text($0 + round) }
      let layout = Self.layout(texts, kept)
      #expect(kept.size <= most && kept.size > most / 2)
      #expect(layout.lines().map(\.text) == Self.layout(texts, nil).lines().map(\.text))
    }
  }
}
