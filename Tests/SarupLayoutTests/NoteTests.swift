import SarupDocument
import SarupLayout
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// Footnotes stand on the page that refers to them.
@Suite struct NoteTests {
  // A line is 13 points high; a page of 160 points holds 12. Above the notes of a page there are 12 points.

  private func lines(_ count: Int, _ letter: String) -> String {
    Array(repeating: String(repeating: letter, count: 30), count: count).joined(separator: " ")
  }

  /// A paragraph with a mark at its end, and the note behind it.
  private func add(_ text: String, note: String, number: Int, style: Int, to sheet: inout Sheet) {
    let marked = MarkedText(text)
    var styled = Sheet.styled(marked.text)
    let start = styled.utf8.count
    styled.utf8 += Array("\(number)".utf8)
    styled.links = [RichText.Link(destination: "#")]
    styled.runs.append(
      StyledText.Run(
        range: start..<styled.utf8.count, script: .latin, language: .english, traits: .raised, link: 0))
    styled.references = [.init(link: 0, element: sheet.elements.count + 1, shows: .note)]
    sheet.texts.append(MarkedText(text + "\(number)"))
    sheet.add(.paragraph(Paragraph(role: .body, style: style, text: styled)))
    sheet.add(.note(NoteProperties(number: number))) { $0.paragraph(note, style: style, role: .footnote) }
  }

  @Test func aNoteStandsOnTheLowerMargin() throws {
    var sheet = Sheet()
    let body = sheet.style("body")
    add("text", note: "note", number: 1, style: body, to: &sheet)
    sheet.paragraph("more", style: body)
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    // It stands at the foot, and among the marks where it is read: behind the paragraph that refers to it.
    #expect(layout.pages() == [["text1", "1 ", "note", "more"]])
    let note = try #require(layout.lines().first { $0.text == "note" })
    #expect(abs(note.baseline - (180 - 3)) < 1e-6)
    let mark = try #require(layout.lines().first { $0.text == "1 " })
    #expect(mark.owner == .element(1, part: .label))
    #expect(note.x > mark.right)
  }

  @Test func aMarkIsSmallerAndRaised() throws {
    var sheet = Sheet()
    let body = sheet.style("body")
    add("text", note: "note", number: 1, style: body, to: &sheet)
    var diagnostics = Diagnostics()
    let page = sheet.layout(&diagnostics).makePage(0)
    let texts = page.marks.compactMap { mark -> TextMark? in
      if case .text(let text) = mark.shape { text } else { nil }
    }
    #expect(texts[1].size == 6.5)
    #expect(abs(page.glyphs[texts[1].glyphs.lowerBound].y - (texts[0].baseline - 3.6)) < 1e-4)
  }

  @Test func aLineGoesOnWithItsNote() {
    var sheet = Sheet()
    let body = sheet.style("body")
    sheet.paragraph(lines(10, "a"), style: body)
    add("text", note: lines(4, "b"), number: 1, style: body, to: &sheet)
    sheet.paragraph(lines(4, "c"), style: body)
    var diagnostics = Diagnostics()
    let pages = sheet.layout(&diagnostics).pages()
    // Ten lines, and a note of which one line would fit: the reference takes its note to the next page.
    #expect(pages.map(\.count) == [10, 1 + 4 + 1 + 4])
  }

  @Test func aLongNoteGoesOnAtTheFootOfTheNextPage() {
    var sheet = Sheet()
    let body = sheet.style("body")
    add("text", note: lines(20, "b"), number: 1, style: body, to: &sheet)
    var diagnostics = Diagnostics()
    let pages = sheet.layout(&diagnostics).pages()
    // 160 - 13 - 12 points hold ten lines of the note; the other ten get a page without text.
    #expect(pages.map(\.count) == [1 + 1 + 10, 10])
  }

  /// Whatever the text, each line of each note is set once, in order, and begins on the page of its mark wherever that has room.
  @Test(arguments: 0..<60) func everyNoteIsSetOnce(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var sheet = Sheet()
    let body = sheet.style("body")
    var count = 0
    for paragraph in 0..<random.number(1..<12) {
      if random.number(0..<3) == 0 {
        sheet.paragraph(lines(random.number(1..<9), "x"), style: body)
      } else {
        count += 1
        let length = random.number(1..<(seed % 5 == 0 ? 30 : 5))
        add(
          lines(random.number(1..<6), "a"),
          note: (0..<length).map { "n\(paragraph)-\($0)".padded }.joined(separator: " "),
          number: count, style: body, to: &sheet)
      }
    }
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let document = sheet.document
    #expect(document.brokenInvariants() == [])
    var seen: [String] = []
    for line in layout.lines() {
      guard case .element(let element, .content) = line.owner,
        case .paragraph(let paragraph) = document.elements[element].kind, paragraph.role == .footnote
      else { continue }
      seen.append(line.text.trimmed)
      #expect(line.baseline <= 180)
    }
    let written = document.elements.flatMap { element -> [String] in
      guard case .paragraph(let paragraph) = element.kind, paragraph.role == .footnote else { return [] }
      return paragraph.text.string.split(separator: " ").map(String.init)
    }
    #expect(seen == written)
    let marks = layout.lines().filter { line in
      if case .element(_, .label) = line.owner { true } else { false }
    }
    #expect(marks.count == count)
    for mark in marks {
      guard case .element(let note, _) = mark.owner else { continue }
      let reference = layout.lines().last { $0.owner == .element(note - 1, part: .content) }
      #expect(reference.map { $0.page <= mark.page } == true)
    }
    // Text never stands in the notes.
    for page in 0..<layout.pageCount {
      let onPage = layout.lines().filter { $0.page == page }
      let isNote = { (line: SetLine) in
        guard case .element(let element, let part) = line.owner else { return false }
        if part == .label { return true }
        guard case .paragraph(let paragraph) = document.elements[element].kind else { return false }
        return paragraph.role == .footnote
      }
      let lowest = onPage.filter { !isNote($0) }.map(\.baseline).max() ?? 0
      let highest = onPage.filter(isNote).map(\.baseline).min() ?? 1000
      #expect(lowest < highest)
    }
  }
}

extension String {
  /// As wide as a line.
  fileprivate var padded: String { self + String(repeating: "b", count: max(0, 30 - utf8.count)) }
  fileprivate var trimmed: String { String(prefix { $0 != " " }) }
}
