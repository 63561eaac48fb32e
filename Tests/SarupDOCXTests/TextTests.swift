import SarupDOCX
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// What a reader of the file reads is what the document says: every character, in order.
@Suite struct TextTests {
  /// Footnotes and page numbers of contents stand elsewhere: those of the report are read where all outputs are compared.
  @Test(arguments: Samples.all.map(\.name).filter { $0 != "report" })
  func everyParagraphIsThereInOrder(sample: String) throws {
    let document = try #require(Samples.all.first { $0.name == sample }).document
    let expected = document.elements.compactMap { element -> String? in
      guard case .paragraph(let paragraph) = element.kind else { return nil }
      return Self.clean(paragraph.text.string)
    }
    // Paragraphs without text are Word's own needs: in empty cells, between tables, under rules.
    let found = try WordFile(document).paragraphs().filter { !$0.isEmpty }
    #expect(found.map(\.scalars) == expected.map(\.scalars))
  }

  /// What Word is spared of, and how it takes line breaks, in the samples.
  private static func clean(_ text: String) -> String {
    let changes: [([Unicode.Scalar], [Unicode.Scalar])] = [
      (["\u{200B}"], []), (["\u{2028}"], ["\n"]), (["\u{E4D}", "\u{E32}"], ["\u{E33}"]),
      (["\u{E48}", "\u{E35}"], ["\u{E35}", "\u{E48}"]),
    ]
    let scalars = changes.reduce(text.scalars) { $0.replacing($1.0, with: $1.1) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: [
    ("กข", "กข"), ("", ""), ("ก\tข", "ก⇥ข"), ("ก\u{2028}ข\u{2029}ค\nง", "ก⏎ข⏎ค⏎ง"), ("๑\u{2011}๒", "๑‑๒"),
    ("ก\u{A0}ข", "ก\u{A0}ข"), ("ก\u{200B}ข\u{200C}ค\u{2060}ง\u{FEFF}จ\u{AD}ฉ\u{FFFC}", "กขคงจฉ"),
    ("น\u{E4D}\u{E32}", "นำ"), ("น\u{E4D}\u{E49}\u{E32}", "น้ำ"), ("น\u{E49}\u{E4D}\u{E32}", "น้ำ"),
    ("ท\u{E48}\u{E35}", "ที่"), ("ก\u{E48}\u{E38}", "กุ่"), ("ค\u{E4D}", "ค\u{E4D}"), ("\u{E49}\u{E4D}", "\u{E49}\u{E4D}"),
    ("\u{E4D}\u{E32}\u{E4D}\u{E32}", "\u{E33}\u{E33}"), ("ก\u{0}ข\u{7}", "กข"),
  ])
  func thaiTextIsCleanedForWord(text: String, expected: String) throws {
    let shown = expected.scalars.map { $0 == "⇥" ? "\t" : $0 == "⏎" ? "\n" : $0 }
    #expect(try Self.written(text, .thai).scalars == shown)
  }

  @Test(arguments: [
    (Script.latin, "a\u{AD}b\u{200B}c", "a\u{AD}bc"), (.khmer, "ក\u{200B}ខ", "ក\u{200B}ខ"),
    (.other, "\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
    (.latin, "e\u{E48}\u{E35}", "e\u{E35}\u{E48}"),
    (.myanmar, "က\u{AD}ခ\u{2060}", "က\u{AD}ခ\u{2060}"),
  ])
  func otherScriptsKeepWhatTheyNeed(script: Script, text: String, expected: String) throws {
    #expect(try Self.written(text, script).scalars == expected.scalars)
  }

  private static func written(_ text: String, _ script: Script) throws -> String {
    var builder = BriefBuilder()
    let utf8 = Array(text.utf8)
    let run = StyledText.Run(range: 0..<utf8.count, script: script, language: .thai)
    builder.paragraph(.body, "body", StyledText(utf8: utf8, runs: utf8.isEmpty ? [] : [run]))
    return try WordFile(builder.document).paragraphs()[0]
  }

  @Test func changesAreSaid() throws {
    let file = try WordFile(Samples.rich)
    let messages = file.diagnostics.all.filter { $0.code == .docxCharacters }.map(\.message)
    #expect(
      messages == [
        "an invisible or unusable character is left out of the Word file",
        "3 Thai vowel or tone marks are put in order in the Word file",
      ])
  }

  /// Texts of random characters, allowed and not, cut anywhere: the parts stay well-formed, and the text is what it was without
  /// the characters that Word must not have.
  @Test(arguments: 0..<200)
  func hostileTextStaysText(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet: [Unicode.Scalar] = [
      "ก", "ข", "า", "ร", " ", "a", "Z", "<", "&", "\"", ">", "]", "\u{0}", "\u{1B}", "\r", "\u{FFFF}", "\u{E33}", "9",
      "é", "中", "𝒳", "\t", "'",
    ]
    var builder = BriefBuilder()
    var expected: [String] = []
    for _ in 0..<5 {
      var text = StyledText()
      var shown = ""
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        let start = text.utf8.count
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let scalar = alphabet.randomElement(using: &random) ?? "ก"
          text.utf8 += Array(String(scalar).utf8)
          if scalar.value >= 0x20 && scalar.value != 0xFFFF || scalar == "\t" || scalar == "\r" {
            shown.unicodeScalars.append(scalar)
          }
        }
        text.runs.append(
          .init(
            range: start..<text.utf8.count, script: Script.allCases.randomElement(using: &random) ?? .thai,
            language: LanguageTag(["th", "en-US", "ja", "km-KH", "de"].randomElement(using: &random) ?? "th"),
            traits: RichText.Traits(rawValue: UInt8.random(in: 0...15, using: &random))))
      }
      builder.paragraph(.body, "body", text)
      expected.append(shown)
    }
    builder.properties.title = expected[0]
    #expect(try WordFile(builder.document).paragraphs().map(\.scalars) == expected.map(\.scalars))
  }
}

extension String {
  /// Strings are equal where Unicode takes them for equivalent; here every character counts.
  fileprivate var scalars: [Unicode.Scalar] { Array(unicodeScalars) }
}
