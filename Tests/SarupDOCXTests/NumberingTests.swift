import SarupDOCX
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// Counts as Word does, from the file alone, and compares with the numbers that the document means.
@Suite struct NumberingTests {
  private func check(_ document: Document, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = try WordFile(document)
    var counter = WordNumbering(numbering: file["word/numbering.xml"], styles: file["word/styles.xml"])
    let found = file.body.elements("w:p").compactMap { counter.count($0)?.ordinals }
    let expected = document.elements.compactMap { element -> [Int]? in
      if case .item(let item) = element.kind, !item.ordinals.isEmpty { item.ordinals } else { nil }
    }
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test func theSampleCountsAsItSays() throws { try check(Samples.brief) }

  @Test func listsThatBeginAnewOrLater() throws {
    var builder = BriefBuilder()
    for start in [1, 4, 1, 0] {
      builder.list {
        for number in start..<start + 3 {
          $0.item([number], restarts: number == start) { $0.paragraph(.body, "finding", "ก") }
        }
      }
    }
    try check(builder.document)
  }

  @Test func aListThatGoesOnBehindText() throws {
    var builder = BriefBuilder()
    builder.list { $0.item([1], restarts: true) { $0.paragraph(.body, "finding", "ก") } }
    builder.paragraph(.body, "body", "ข")
    builder.list { $0.item([2]) { $0.paragraph(.body, "finding", "ก") } }
    try check(builder.document)
    let file = try WordFile(builder.document)
    #expect(file["word/numbering.xml"].elements("w:num").count == 1)
    #expect(file.body.elements("w:numPr").isEmpty)
  }

  /// A list of its own stays one where its first number happens to be the next: who adds an item to the list before it does not
  /// push its numbers on.
  @Test func aNewListIsNotTheOldOneGoingOn() throws {
    var builder = BriefBuilder()
    for number in 1...2 {
      builder.list { $0.item([number], restarts: true) { $0.paragraph(.body, "finding", "ก") } }
    }
    let file = try WordFile(builder.document)
    #expect(file["word/numbering.xml"].elements("w:num").count == 2)
    #expect(file["word/numbering.xml"].values(of: "w:startOverride") == ["2"])
    #expect(file.body.values(of: "w:numId") == ["2"])
  }

  @Test func bulletsAreNotNumbers() throws {
    var builder = BriefBuilder()
    builder.list(nil) {
      for _ in 0..<3 { $0.item([]) { $0.paragraph(.body, "finding", "ก") } }
    }
    let numbering = try WordFile(builder.document)["word/numbering.xml"]
    #expect(numbering.values(of: "w:numFmt") == ["bullet"])
    #expect(numbering.values(of: "w:lvlText") == ["•"])
    #expect(numbering.elements("w:num").count == 1)
  }

  /// Nested lists that begin and go on in every way.
  @Test(arguments: 0..<150)
  func randomListsCountAsTheySay(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var builder = BriefBuilder()
    func addList(_ outer: [Int], to builder: inout BriefBuilder) {
      builder.list(0, level: outer.count) { builder in
        var ordinal = Bool.random(using: &random) ? 1 : Int.random(in: 0...5, using: &random)
        for position in 0..<Int.random(in: 1...4, using: &random) {
          builder.item(outer + [ordinal], restarts: position == 0) { builder in
            if Int.random(in: 0..<8, using: &random) > 0 { builder.paragraph(.body, "finding", "ก") }
            if Bool.random(using: &random) { builder.paragraph(.body, "body", "ข") }
            if outer.count < 3, Int.random(in: 0..<3, using: &random) == 0 { addList(outer + [ordinal], to: &builder) }
          }
          ordinal += Int.random(in: 0..<6, using: &random) == 0 ? 2 : 1
        }
      }
    }
    for _ in 0..<3 { addList([], to: &builder) }
    try check(builder.document)
  }

  @Test func levelsAreTiedToStyles() throws {
    let file = try WordFile(Samples.brief)
    let numbering = file["word/numbering.xml"]
    #expect(numbering.values(of: "w:pStyle") == ["ListNumber", "ListNumber2", "ListNumber3"])
    #expect(numbering.values(of: "w:numFmt") == ["thaiNumbers", "thaiNumbers", "thaiLetters"])
    #expect(numbering.values(of: "w:lvlText") == ["%1.", "%1.%2", "(%3)"])
    #expect(numbering.attributes(of: "w:tab").map { $0["w:pos"] } == ["1842", "1842", "1842"])
  }

  /// An item that is moved down a level in Word looks as the template has it.
  @Test func levelsThatAreNotUsedAreThere() throws {
    var builder = BriefBuilder()
    for level in 2...3 {
      builder.add("finding-\(level)", 16) {
        $0.firstLine = Double(level) * 40
        $0.labelWidth = 20
      }
    }
    for (level, name) in ["finding", "finding-2", "finding-3"].enumerated() {
      builder.numberings[0].levels[level].style = builder.style(name)
    }
    builder.list { $0.item([1]) { $0.paragraph(.body, "finding", "ก") } }
    let file = try WordFile(builder.document)
    let numbering = file["word/numbering.xml"]
    #expect(numbering.values(of: "w:pStyle") == ["ListNumber", "ListNumber2", "ListNumber3"])
    #expect(numbering.attributes(of: "w:ind").map { $0["w:firstLine"] } == ["1417", "1600", "2400"])
    #expect(numbering.elements("w:num").count == 1)
    #expect(file.diagnostics.all.isEmpty)
  }

  @Test(arguments: [
    (NumberFormat.thaiDigits, "thaiNumbers"), (.arabicDigits, "decimal"), (.thaiLetters, "thaiLetters"),
    (.latinLetters, "lowerLetter"), (.latinCapitals, "upperLetter"), (.roman, "lowerRoman"),
    (.romanCapitals, "upperRoman"),
  ])
  func formatsHaveWordsNames(format: NumberFormat, name: String) throws {
    var builder = BriefBuilder()
    builder.numberings = [NumberingScheme(levels: [.init(pieces: [.ordinal(level: 0, format: format)])])]
    builder.list { $0.item([1]) { $0.paragraph(.body, "finding", "ก") } }
    #expect(try WordFile(builder.document)["word/numbering.xml"].values(of: "w:numFmt") == [name])
  }

  @Test(arguments: [(NumberFormat.thaiDigits, 0), (.arabicDigits, 1)])
  func aLevelHasOneForm(format: NumberFormat, warnings: Int) throws {
    var builder = BriefBuilder()
    builder.numberings = [
      NumberingScheme(levels: [
        .init(pieces: [.ordinal(level: 0, format: .thaiDigits)]),
        .init(pieces: [.ordinal(level: 0, format: format), .text("."), .ordinal(level: 1, format: .thaiDigits)]),
        .init(pieces: [.ordinal(level: 0, format: .roman)]),
      ])
    ]
    builder.list {
      $0.item([1]) { $0.list(0, level: 1) { $0.item([1, 1]) { $0.paragraph(.body, "finding", "ก") } } }
    }
    let diagnostics = try WordFile(builder.document).diagnostics.all
    #expect(diagnostics.map(\.code) == Array(repeating: .docxNumbering, count: warnings))
  }

  @Test func furtherParagraphsOfAnItemHaveNoNumber() throws {
    let paragraphs = try WordFile(Samples.brief).body.elements("w:p")
    let note = try #require(paragraphs.first { $0.contains(.text("ข้อสังเกต")) })
    #expect(note.values(of: "w:pStyle") == ["ListContinue"])
  }
}
