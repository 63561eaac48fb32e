import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct DocumentTests {
  private func paragraph(_ text: String, _ role: ParagraphRole = .body) -> Element.Kind {
    .paragraph(Paragraph(role: role, style: 0, text: StyledText(RichText(text), language: .thai)))
  }

  private let scheme = NumberingScheme(levels: [
    NumberingScheme.Level(pieces: [.ordinal(level: 0, format: .thaiDigits), .text(".")]),
    NumberingScheme.Level(pieces: [
      .ordinal(level: 0, format: .thaiDigits), .text("."), .ordinal(level: 1, format: .thaiDigits),
    ]),
    NumberingScheme.Level(pieces: [.text("("), .ordinal(level: 2, format: .thaiLetters), .text(")")]),
  ])

  /// 1. with two findings below it, and a bulleted list.
  private var document: Document {
    var builder = DocumentBuilder()
    builder.open(.group(.header))
    builder.add(paragraph("เรื่อง (SPIO)", .title))
    builder.close()
    builder.open(.group(.credits))
    builder.closeUnlessEmpty()
    builder.open(.list(ListProperties(numbering: 0, level: 0)))
    builder.open(.item(ItemProperties(ordinals: [2], restarts: true)))
    builder.add(paragraph("ข้อสอง"))
    builder.open(.list(ListProperties(numbering: 0, level: 1)))
    for ordinal in 1...2 {
      builder.open(.item(ItemProperties(ordinals: [2, ordinal], restarts: false)))
      builder.add(paragraph("ข้อย่อย"))
      builder.close()
    }
    builder.close()
    builder.close()
    builder.close()
    builder.open(.list(ListProperties(numbering: nil, level: 0)))
    builder.open(.item(ItemProperties(ordinals: [], restarts: false)))
    builder.add(paragraph("จุด"))
    builder.close()
    builder.close()
    return Document.of(elements: builder.elements, numberings: [scheme])
  }

  @Test func builderKeepsReadingOrder() {
    #expect(document.elements.map(\.parent) == [-1, 0, -1, 2, 3, 3, 5, 6, 5, 8, -1, 10, 11])
    #expect(document.elements.map(\.end) == [2, 2, 10, 10, 5, 10, 8, 8, 10, 10, 13, 13, 13])
    #expect(document.brokenInvariants() == [])
  }

  @Test func labelsFollowTheScheme() {
    let labels = document.elements.indices.map { document.label(of: $0) }.filter { !$0.isEmpty }
    #expect(labels == ["๒.", "๒.๑", "๒.๒", "•"])
    #expect(scheme.label(ordinals: [1, 2, 3], level: 2) == "(ค)")
    #expect(scheme.label(ordinals: [1, 2, 1, 5], level: 3) == "(ก)")
    #expect(document.label(of: 99) == "")
  }

  @Test func dumpIsAnOutline() {
    let path = Fixtures.folder(beside: #filePath) + "/outline.txt"
    #expect(GoldenFile.difference(of: DocumentDump.text(of: document), from: path) == nil)
  }

  @Test func everyBrokenInvariantIsFound() {
    func broken(_ change: (inout Document) -> Void) -> [String] {
      var copy = document
      change(&copy)
      return copy.brokenInvariants()
    }
    #expect(broken { $0.elements[3].end = 12 } != [])
    #expect(broken { $0.elements[4].end = 4 } != [])
    #expect(broken { $0.elements[4].parent = 5 } != [])
    #expect(broken { $0.elements[8].parent = 3 } != [])
    #expect(broken { $0.elements[11].kind = .rule() } != [])
    #expect(broken { $0.styles = [] } != [])
    #expect(broken { $0.numberings = [] } != [])
    #expect(
      broken {
        guard case .paragraph(var paragraph) = $0.elements[1].kind else { return }
        paragraph.text.runs[0].range = 0..<1
        $0.elements[1].kind = .paragraph(paragraph)
      } != [])
    #expect(
      broken {
        guard case .paragraph(var paragraph) = $0.elements[1].kind else { return }
        paragraph.text.runs[0].link = 0
        $0.elements[1].kind = .paragraph(paragraph)
      } != [])
  }

  @Test(arguments: [
    ("th-TH", Script.latin, "en-GB"), ("th-TH", .thai, "th-TH"), ("th-TH", .other, "th-TH"), ("en-US", .latin, "en-US"),
    ("en-US", .thai, "th-TH"), ("lo-LA", .lao, "lo-LA"), ("th-TH", .khmer, "km-KH"), ("th-TH", .cjk, "und"),
    ("ja", .cjk, "ja"), ("th-TH", .myanmar, "my-MM"), ("de", .latin, "de"),
  ]) func languageOfAScript(document: String, script: Script, expected: String) {
    #expect(LanguageTag(document).written(in: script).tag == expected)
  }
}
