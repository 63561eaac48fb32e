import SarupDocument
import SarupFonts
import SarupLayout
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// What holds for every paragraph, whatever is in it.
@Suite struct PropertyTests {
  private static let pieces = [
    "การ", "ประชุม", "ก็", "ที่", "น้ำ", "ปั่น", "ญุ", "ผู้", "ข้าราชการ", "ๆ", "ฯลฯ", "๒๕๖๒", " ", " ", " ", "  ", "Workshop", "a",
    "2019", "(SPIO)", "“", "”", "\u{200B}", "\u{2060}", "น\u{0E4D}้า", "กํา", "เ", "ฤๅ", "\u{00A0}",
    "internationalisation", "-", "่",
  ]

  /// Opportunities of all kinds at random places, those inside clusters and behind the end among them.
  private static func breaks(in text: [UInt8], _ generator: inout SeededGenerator) -> MarkedText {
    var marked = MarkedText("")
    marked.text = text
    for offset in stride(from: 1, to: text.count, by: 1) where generator.number(0..<4) == 0 {
      let score = Float(generator.number(-60..<80)) / 10
      marked.breaks.append(BreakOpportunity(offset: offset, score: score, kind: .word))
    }
    return marked
  }

  @Test(arguments: 0..<150)
  func everyByteIsSetOnceAndEveryLineKeepsItsMeasure(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var sheet = Sheet()
    sheet.family = seed % 2 == 0 ? FixedFont.family : "Sarabun"
    sheet.setup.width = Double(generator.number(90..<500))
    sheet.setup.height = 400
    let alignment = TextAlignment.allCases[generator.number(0..<4)]
    let style = sheet.style("body") {
      $0.alignment = alignment
      $0.firstLine = Double(generator.number(-10..<20))
      $0.balance = seed % 11 == 0
    }
    var text = ""
    for _ in 0..<generator.number(1..<120) {
      text += Self.pieces[generator.number(0..<Self.pieces.count)]
      if generator.number(0..<40) == 0 { text += "\u{2028}" }
    }
    let marked = Self.breaks(in: Array(text.utf8), &generator)
    sheet.texts.append(marked)
    sheet.add(.paragraph(Paragraph(role: .body, style: style, text: Sheet.styled(marked.text))))

    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    let lines = layout.lines()
    let isReported = diagnostics.all.contains { $0.code == .lineOverfull }

    let shown = text.unicodeScalars.filter { !["\u{200B}", "\u{2060}", "\u{2028}"].contains($0) }
    var set = String.UnicodeScalarView()
    for line in lines { set.append(contentsOf: line.text.unicodeScalars) }
    #expect(Array(set) == Array(shown), "each character once and in order")

    let margin = sheet.setup.width - 20
    for (number, line) in lines.enumerated() {
      if line.text.allSatisfy({ $0 == " " || $0 == "\u{00A0}" }) { continue }
      let first = try #require(line.text.unicodeScalars.first)
      if number > 0,
        lines[number - 1].text.unicodeScalars.last.map({ !" \u{00A0}".unicodeScalars.contains($0) }) == true,
        !text.contains("\u{2028}"), !text.contains("\u{200B}"), !text.contains("\u{2060}")
      {
        #expect(!isMark(first), "line \(number) starts inside a cluster")
      }
      if !isReported { #expect(line.right <= margin + 0.5, "line \(number) is wider than its measure") }
    }
    checkMarks(layout)
  }

  @Test(arguments: 0..<60)
  func everyJustifiedLineButTheLastReachesTheMargin(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed + 1000))
    var sheet = Sheet()
    sheet.family = seed % 2 == 0 ? FixedFont.family : "Sarabun"
    sheet.setup.width = Double(generator.number(160..<500))
    sheet.setup.height = 900
    let style = sheet.style("body") { $0.alignment = .justify }
    var marked = MarkedText("")
    for _ in 0..<generator.number(30..<200) {
      let piece = Self.pieces[generator.number(0..<16)]
      // Thai most of all, so that letters take their share.
      marked.text += Array(piece.utf8)
      marked.breaks.append(
        BreakOpportunity(offset: marked.text.count, score: Float(generator.number(-10..<80)) / 10, kind: .word))
    }
    _ = marked.breaks.popLast()
    sheet.texts.append(marked)
    sheet.add(.paragraph(Paragraph(role: .body, style: style, text: Sheet.styled(marked.text))))
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(diagnostics.all.isEmpty)
    for line in layout.lines().dropLast() {
      #expect(abs(line.right - (sheet.setup.width - 20)) < 0.5, "\(line.text)")
    }
    checkMarks(layout)
  }

  @Test(arguments: 0..<60) func noHoleIsAnEmWide(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed + 5000))
    var sheet = Sheet()
    sheet.family = "Sarabun"
    sheet.setup.width = Double(generator.number(120..<300))
    sheet.setup.height = 900
    let size = 10.0
    let style = sheet.style("body", size: size) { $0.alignment = .justify }
    // Pieces of up to half the measure, some of them with a space behind them.
    var marked = MarkedText("")
    let longest = Int((sheet.setup.width - 40) / 2 / 7)
    for _ in 0..<80 {
      let syllables = ["กา", "ที่", "ปั่น", "น้ำ", "สุข", "ผล", "เพิ่ม"]
      for _ in 0..<generator.number(1..<max(2, longest / 2)) {
        marked.text += Array(syllables[generator.number(0..<syllables.count)].utf8)
      }
      if generator.number(0..<3) == 0 { marked.text.append(0x20) }
      marked.breaks.append(BreakOpportunity(offset: marked.text.count, score: 5, kind: .word))
    }
    _ = marked.breaks.popLast()
    sheet.texts.append(marked)
    sheet.add(.paragraph(Paragraph(role: .body, style: style, text: Sheet.styled(marked.text))))
    var diagnostics = Diagnostics()
    let layout = sheet.layout(&diagnostics)
    #expect(diagnostics.all.isEmpty)
    layout.forEachPage { page in
      for mark in page.marks {
        guard case .text(let text) = mark.shape else { continue }
        let steps = zip(page.glyphs[text.glyphs], page.glyphs[text.glyphs].dropFirst()).map { $1.x - $0.x }
        // The widest letter is 0.85 em; from its start to the next letter behind a space there may be no more than that and an em.
        #expect((steps.max() ?? 0) < size * 1.85)
        var origin = text.glyphs.lowerBound
        var previous: Points?
        for cluster in page.clusters[text.clusters] {
          // A space of Sarabun is 0.243 em wide; what stands between its start and the next letter is the hole.
          if cluster.glyphs == 1, page.glyphs[origin].id == 3 {
            previous = page.glyphs[origin].x
          } else if let start = previous {
            #expect(page.glyphs[origin].x - start < size, "seed \(seed)")
            previous = nil
          }
          origin += Int(cluster.glyphs)
        }
      }
    }
  }

  /// Advances add up, clusters cover text and glyphs, and the second pass is the same however a page is made.
  private func checkMarks(_ layout: Layout) {
    var number = 0
    layout.forEachPage { page in
      let alone = layout.makePage(number)
      #expect(alone.glyphs == page.glyphs)
      #expect(alone.text == page.text)
      for mark in page.marks {
        guard case .text(let text) = mark.shape else { continue }
        let clusters = page.clusters[text.clusters]
        #expect(clusters.reduce(0) { $0 + Int($1.bytes) } == text.text.count)
        #expect(clusters.reduce(0) { $0 + Int($1.glyphs) } == text.glyphs.count)
        for glyph in page.glyphs[text.glyphs] {
          #expect(glyph.x >= text.x - text.size && glyph.x <= text.x + text.width + text.size * 4)
        }
      }
      number += 1
    }
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [0x0E31, 0x0E33, 0x0E34, 0x0E35, 0x0E37, 0x0E38, 0x0E39, 0x0E47, 0x0E48, 0x0E49, 0x0E4D].contains(scalar.value)
  }

  @Test func shapingAgainGivesTheSamePages() {
    var sheet = Sheet()
    sheet.family = "Sarabun"
    let style = sheet.style("body") { $0.alignment = .justify }
    for number in 0..<30 { sheet.paragraph("การ|ประชุม ครั้ง|ที่ \(number) ของ|คณะ|ทำงาน ใน|ภาครัฐ (SPIO)", style: style) }
    var diagnostics = Diagnostics()
    var options = Layout.Options()
    let kept = Layout(
      sheet.document, fonts: FixedFont.book, breaks: KnownBreaks(sheet.texts), options: options, reporting: &diagnostics
    )
    options.keptBytes = 1000
    let shapedAgain = Layout(
      sheet.document, fonts: FixedFont.book, breaks: KnownBreaks(sheet.texts), options: options, reporting: &diagnostics
    )
    #expect(PageDump.dump(kept, book: FixedFont.book) == PageDump.dump(shapedAgain, book: FixedFont.book))
  }
}
