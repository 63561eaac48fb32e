import SarupDocument
import SarupLayout
import SarupSyntax
import SarupThai
import Testing

@Suite struct LineTests {
  // A character of the fixed face is half its size wide: 5 points at 10; a line of 160 points holds 32 of them.

  @Test func raggedLinesEndAtTheBestPlaces() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii", style: body)
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages() == [["aaaa bbbb cccc dddd eeee ffff ", "gggg hhhh iiii"]])
    #expect(diagnostics.all.isEmpty)
  }

  @Test func aDoubtfulBreakGivesWayToASpace() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    // The doubtful place would fill the line exactly; the space before it leaves three columns.
    sheet.paragraph("กกกกกกกกกกกกกกกกกกกกกกกกกกกกก กก~กกกกกกกกกกกกกกก", style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text) == ["กกกกกกกกกกกกกกกกกกกกกกกกกกกกก ", "กกกกกกกกกกกกกกกกก"])
    #expect(abs(lines[0].right - 180) < 0.01)
  }

  @Test func spacesAtALineEndAreKeptAndTakeNoRoom() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .end }
    sheet.paragraph("aaaa bbbb cccc dddd eeee ffff  gggg", style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text) == ["aaaa bbbb cccc dddd eeee ffff  ", "gggg"])
    #expect(lines.allSatisfy { abs($0.right - 180) < 0.01 })
  }

  @Test func aForcedBreakEndsALineThatIsNotJustified() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    sheet.paragraph("กก กก\u{2028}ขข ขข", style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text) == ["กก กก", "ขข ขข"])
    #expect(lines.map(\.right) == [45, 45])
  }

  @Test func titlesAreBalanced() {
    var sheet = Sheet()
    let title = sheet.style("title") {
      $0.alignment = .center
      $0.balance = true
    }
    sheet.paragraph("กกกกก|กกกกก กกกกก|กกกกก กกกกก|กกกกก กกกกก|กกก", style: title, role: .title)
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages() == [["กกกกกกกกกก กกกกกกกกกก ", "กกกกกกกกกก กกกกกกกก"]])
  }

  @Test func theLastLineIsNoStub() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph("aaaaaaaaaa bbbbbbbbbbbbb cccccc dd", style: body)
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages() == [["aaaaaaaaaa bbbbbbbbbbbbb ", "cccccc dd"]])
  }

  @Test func whatIsTooWideIsCutAtUnlikelyPlacesFirst() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    sheet.paragraph("กกกกกกกกกกกกกกกกกกกก^ขขขขขขขขขขขขขขขขขขขขขขข", style: body)
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages() == [["กกกกกกกกกกกกกกกกกกกก", "ขขขขขขขขขขขขขขขขขขขขขขข"]])
    #expect(diagnostics.all.isEmpty)
  }

  @Test func whatHasNoPlaceToBreakIsCutBetweenClustersAndReported() throws {
    var sheet = Sheet()
    let body = sheet.style("body")
    let text = "กก " + String(repeating: "กี่", count: 70)
    sheet.paragraph(text, style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text).joined() == text)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.right <= 180.01 && !$0.text.hasPrefix("ี") && !$0.text.hasPrefix("่") })
    let warning = try #require(diagnostics.all.first)
    #expect(diagnostics.all.count == 1)
    #expect(warning.code == .lineOverfull)
    // It points at the line that was torn, in the bytes of the source.
    #expect(warning.span?.lower == 0 || warning.span?.lower == 7)
  }

  @Test func oneClusterWiderThanItsLineIsReported() {
    var sheet = Sheet()
    let body = sheet.style("body", size: 400)
    sheet.setup.height = 2000
    sheet.paragraph("กข", style: body)
    var diagnostics = Diagnostics()
    #expect(sheet.layout(&diagnostics).pages() == [["ก", "ข"]])
    #expect(diagnostics.all.map(\.code) == [.lineOverfull])
  }

  @Test func aLineMayBeDrawnTogetherALittle() {
    var sheet = Sheet()
    sheet.setup.width = 202
    let body = sheet.style("body") { $0.alignment = .justify }
    // 33 letters on 162 points, of which 32 gaps may give 3.8.
    sheet.paragraph(String(repeating: "ก", count: 33) + "|" + String(repeating: "ข", count: 20), style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.count == 2)
    #expect(abs(lines[0].right - 182) < 0.01)
    #expect(diagnostics.all.isEmpty)
  }

  @Test func mostlyLatinParagraphsStretchSpacesOnly() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    sheet.paragraph("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii", style: body)
    var diagnostics = Diagnostics()
    var letters: [Points] = []
    sheet.layout(&diagnostics).forEachPage { page in
      for index in 1..<4 { letters.append(page.glyphs[index].x - page.glyphs[index - 1].x) }
    }
    #expect(letters.allSatisfy { abs($0 - 5) < 0.0001 })
  }

  @Test func invisibleCharactersAtALineEndHideNoSpace() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .end }
    var text = MarkedText("aaaa bbbb cccc dddd eeee ffff \u{200B}gggg")
    text.breaks.append(BreakOpportunity(offset: 33, score: BreakOpportunity.certain, kind: .mark))
    sheet.texts.append(text)
    sheet.add(.paragraph(Paragraph(role: .body, style: body, text: Sheet.styled(text.text))))
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text) == ["aaaa bbbb cccc dddd eeee ffff ", "gggg"])
    #expect(lines.allSatisfy { abs($0.right - 180) < 0.01 })
  }

  @Test func aTextOfNothingVisibleIsDoneInNoTime() {
    var fitter = ColumnFitter()
    let text = Array(String(repeating: "\u{200B}", count: 60_000).utf8)
    let breaks = (1..<60_000).map { BreakOpportunity(offset: $0 * 3, score: 5, kind: .mark) }
    #expect(fitter.fit(text, breaks: breaks, columns: 40) == [text.count])
  }

  /// A list of one item with the given label.
  private func item(_ label: String, _ text: String, _ change: @escaping (inout ParagraphStyle) -> Void) -> [SetLine] {
    var sheet = Sheet()
    let body = sheet.style("body", change)
    sheet.numberings = [NumberingScheme(levels: [.init(pieces: [.text(label)])])]
    sheet.add(.list(ListProperties(numbering: 0, level: 0))) { sheet in
      sheet.add(.item(ItemProperties(ordinals: [1], restarts: true))) { sheet in sheet.paragraph(text, style: body) }
    }
    var diagnostics = Diagnostics()
    return sheet.layout(&diagnostics).lines()
  }

  @Test func textStandsBehindItsLabelAndReturnsToTheMargin() {
    let lines = item("1.", "aaaa bbbb cccc dddd eeee ffff") {
      $0.firstLine = 30
      $0.labelWidth = 15
    }
    #expect(lines.map(\.text) == ["1. ", "aaaa bbbb cccc dddd ", "eeee ffff"])
    #expect(lines.map(\.x) == [50, 65, 20])
  }

  @Test func aLabelThatIsWiderThanItsRoomPushesTheText() {
    let lines = item("(12.34)", "aaaa") { $0.labelWidth = 15 }
    // Seven characters and six tenths of a column.
    #expect(lines.map(\.x) == [20, 20 + 35 + 3])
  }

  @Test func aLabelMayHangBeforeItsText() {
    let lines = item("1.", "aaaa bbbb cccc dddd eeee ffff gggg") {
      $0.startIndent = 20
      $0.firstLine = -20
      $0.labelWidth = 20
    }
    #expect(lines.map(\.x) == [20, 40, 40])
  }

  @Test func aTextOfMarksAloneIsDoneInNoTime() {
    var sheet = Sheet()
    sheet.family = "Sarabun"
    let body = sheet.style("body")
    sheet.paragraph("ก" + String(repeating: "่", count: 30_000), style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(layout.lines().reduce(0) { $0 + $1.text.unicodeScalars.count } == 30_001)
  }

  @Test func piecesOfALongRunJoinWithoutASeam() {
    // Longer than what is shaped at once, with spaces and without.
    for text in [String(repeating: "กี่ ", count: 1500), String(repeating: "กี่", count: 1500)] {
      var sheet = Sheet()
      let body = sheet.style("body")
      sheet.paragraph(text, style: body)
      var diagnostics = Diagnostics()
      #expect(sheet.layout(&diagnostics).lines().map(\.text).joined() == text)
    }
  }

  @Test func aForeignScriptDoesNotBuryOtherMessages() {
    var sheet = Sheet()
    let body = sheet.style("body")
    var text = String.UnicodeScalarView()
    for value in 0x4E00..<0x4E00 + 80 { text.append(Unicode.Scalar(UInt32(value)) ?? " ") }
    sheet.paragraph(String(text), style: body)
    var diagnostics = Diagnostics()
    _ = sheet.layout(&diagnostics)
    let missing = diagnostics.all.filter { $0.code == .glyphMissing }
    #expect(missing.count == 51)
    #expect(missing.last?.message == "no font has 30 more characters, of which this is the first")
    #expect(missing.last?.span?.lower == 150)
  }

  @Test func aLineThatEndsAtASoftHyphenShowsIt() {
    var sheet = Sheet()
    let body = sheet.style("body")
    var text = MarkedText("aaaa bbbb cccc dddd inter\u{AD}nationalisation")
    text.breaks.append(BreakOpportunity(offset: 27, score: BreakOpportunity.certain, kind: .mark))
    sheet.texts.append(text)
    sheet.add(.paragraph(Paragraph(role: .body, style: body, text: Sheet.styled(text.text))))
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.text) == ["aaaa bbbb cccc dddd inter\u{AD}", "nationalisation"])
    // 26 characters of 5 points behind a margin of 20.
    #expect(lines.first?.right == 150)
  }

  // MARK: Addresses and lines that nothing fills

  @Test func anAddressIsNeverSpaced() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    sheet.paragraph("กกกกก www.aaaa.example|กกกกกกกก|กกกกกกกกกกกก", style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    var steps: [Points] = []
    layout.forEachPage { page in
      for index in 7..<22 { steps.append(page.glyphs[index].x - page.glyphs[index - 1].x) }
    }
    #expect(steps.allSatisfy { abs($0 - 5) < 0.0001 })
    #expect(abs(layout.lines()[0].right - 180) < 0.01)
  }

  @Test func aLineThatNothingFillsEndsBeforeTheMargin() throws {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    sheet.paragraph("กกก กกก|กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก|กกก", style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let lines = layout.lines()
    #expect(lines.map(\.text).first == "กกก กกก")
    #expect(lines[0].right < 60)
    let loose = try #require(layout.looseLines.first)
    #expect(layout.looseLines.count == 1)
    #expect(loose.element == 0 && loose.bytes == 0..<19 && loose.isShort)
    #expect(diagnostics.all.isEmpty)
  }

  @Test func aWideLineIsLooseAndAnEvenOneIsNot() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.alignment = .justify }
    // 24 of 32 characters, then 31.
    sheet.paragraph("กกกกกกกกกกกก กกกกกกกกกกก|กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก|กกก", style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let lines = layout.lines()
    #expect(lines.count == 3)
    #expect(lines.dropLast().allSatisfy { abs($0.right - 180) < 0.01 })
    #expect(layout.looseLines.map(\.isShort) == [])
  }
}
