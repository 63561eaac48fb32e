import SarupDocument
import SarupLayout
import SarupSyntax
import SarupThai
import Testing

@Suite struct PageTests {
  // A line is 13 points high; a page of 160 points holds 12.

  private func lines(_ count: Int, _ letter: String) -> String {
    Array(repeating: String(repeating: letter, count: 30), count: count).joined(separator: " ")
  }

  private func counts(_ layout: Layout) -> [Int] { layout.pages().map(\.count) }

  @Test func pagesFillAndFlowOn() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(30, "a"), style: body)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == [12, 12, 6])
  }

  @Test(arguments: [(2, [12, 4]), (3, [10, 6])]) func noOrphansAtTheFoot(orphans: Int, expected: [Int]) {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.orphans = orphans }
    sheet.paragraph(lines(10, "a"), style: body)
    sheet.paragraph(lines(6, "b"), style: body)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == expected)
  }

  @Test(arguments: [(2, [12, 4]), (6, [10, 6])]) func noWidowsAtTheTop(widows: Int, expected: [Int]) {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.widows = widows }
    sheet.paragraph(lines(16, "a"), style: body)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == expected)
  }

  @Test func theLastPageIsNotNextToEmpty() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(14, "a"), style: body)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == [10, 4])
  }

  @Test func aHeadingIsNeverLast() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(10, "a"), style: body)
    sheet.paragraph("heading", style: body, role: .heading(1))
    sheet.paragraph(lines(5, "b"), style: body)
    var diagnostics = Diagnostics()
    let pages = sheet.layout(&diagnostics).pages()
    #expect(pages.map(\.count) == [10, 6])
    #expect(pages[1][0] == "heading")
  }

  @Test func whatIsKeptTogetherMovesOn() {
    var sheet = Sheet()
    let body = sheet.style("body")
    let kept = sheet.style("kept") { $0.keepTogether = true }
    sheet.paragraph(lines(8, "a"), style: body)
    sheet.paragraph(lines(5, "b"), style: kept)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == [8, 5])
  }

  @Test func aParagraphThatNoPageHoldsBreaksAllTheSame() {
    var sheet = Sheet()
    let kept = sheet.style("kept") { $0.keepTogether = true }
    sheet.paragraph(lines(30, "b"), style: kept)
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)).reduce(0, +) == 30)
  }

  @Test func creditsStayTogether() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(10, "a"), style: body)
    sheet.add(.group(.credits)) { sheet in
      for _ in 0..<4 { sheet.paragraph("credit", style: body, role: .credit) }
    }
    var diagnostics = Diagnostics()
    #expect(counts(sheet.layout(&diagnostics)) == [10, 4])
  }

  @Test func aNumberWithOneLineStaysWithItsFinding() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.numberings = [
      NumberingScheme(levels: [.init(pieces: [.ordinal(level: 0, format: .thaiDigits), .text(".")])])
    ]
    sheet.paragraph(lines(11, "a"), style: body)
    sheet.add(.list(ListProperties(numbering: 0, level: 0))) { sheet in
      sheet.add(.item(ItemProperties(ordinals: [1], restarts: true))) { sheet in
        sheet.paragraph("finding", style: body)
        sheet.paragraph(lines(3, "b"), style: body)
      }
    }
    var diagnostics = Diagnostics()
    let pages = sheet.layout(&diagnostics).pages()
    #expect(pages.map(\.count) == [11, 5])
    #expect(pages[1][0] == "๑. ")
  }

  @Test func aForcedPageBreakBeginsAPage() {
    var sheet = Sheet()
    let body = sheet.style("body") { $0.spaceBefore = 7 }
    sheet.paragraph("one", style: body)
    sheet.add(.pageBreak)
    sheet.paragraph("two", style: body)
    var diagnostics = Diagnostics()
    let lines = sheet.layout(&diagnostics).lines()
    #expect(lines.map(\.page) == [0, 1])
    // The space before is the author's on both pages.
    #expect(lines.map(\.baseline) == [37, 37])
  }

  @Test func spaceBeforeIsDroppedAtAPageTop() {
    var sheet = Sheet()
    let body = sheet.style("body")
    let spaced = sheet.style("spaced") { $0.spaceBefore = 7 }
    sheet.paragraph(lines(12, "a"), style: body)
    sheet.paragraph("next", style: spaced)
    sheet.paragraph(lines(4, "b"), style: spaced)
    var diagnostics = Diagnostics()
    let line = sheet.layout(&diagnostics).lines().first { $0.text == "next" }
    #expect(line?.page == 1)
    #expect(line?.baseline == 30)
  }

  @Test func runningHeadsCountThePages() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.setup.pageNumbers = .thaiDigits
    sheet.setup.rest.top = RunningLine(
      style: body,
      center: [.text(Sheet.styled(Array("- ".utf8))), .pageNumber, .text(Sheet.styled(Array("/".utf8))), .pageCount])
    sheet.paragraph(lines(30, "a"), style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let heads = layout.lines().filter { $0.owner == .artifact(.runningHead) }
    #expect(heads.map(\.text) == ["- ๒/๓", "- ๓/๓"])
    #expect(heads.map(\.baseline) == [15, 15])
    #expect(abs(heads[0].x - (100 - 12.5)) < 0.01)
    #expect((0..<3).map(layout.pageLabel) == ["๑", "๒", "๓"])
  }

  @Test func anEmptyDocumentHasOnePage() {
    var diagnostics = Diagnostics()
    let layout = Sheet().layout(&diagnostics)
    #expect(layout.pageCount == 1)
    #expect(layout.lines().isEmpty)
  }

  @Test func onePageCanBeMadeAlone() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(30, "a"), style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(layout.makePage(1).marks.count == 12)
    #expect(layout.makePage(7).marks.isEmpty)
  }
}
