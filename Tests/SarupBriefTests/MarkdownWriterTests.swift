import SarupBrief
import SarupSyntax
import TestSupport
import Testing

@Suite struct MarkdownWriterTests {
  @Test func whatIsWrittenReadsBackEqual() throws {
    var failures = 0
    for seed in 0..<600 {
      var generator = BriefGenerator(seed: seed, definesTerms: seed % 2 == 1)
      let brief = generator.brief()
      let text = MarkdownWriter.write(brief)
      var diagnostics = Diagnostics()
      let source = SourceText(name: "written", text: text)
      let back = MarkdownReader.read(source, into: &diagnostics)
      if back == brief, let back, MarkdownSpans.inexactRun(of: back.texts, in: source) == nil { continue }
      failures += 1
      guard failures <= 3 else { continue }
      let difference = back.map { found in
        MarkdownSpans.inexactRun(of: found.texts, in: source)
          ?? firstDifference(BriefDump.whole(of: brief), BriefDump.whole(of: found))
      }
      Issue.record("seed \(seed): \(difference ?? "\(diagnostics.all)")\n\(text)")
    }
    #expect(failures == 0)
  }

  /// Two pieces side by side, so that a mistake shows in few characters. The looks take turns.
  @Test func everyPairOfPiecesReadsBackEqual() throws {
    let looks: [(RichText.Traits, RichText.Traits)] = [
      ([], []), (.strong, []), ([], .strong), (.emphasis, .strong), ([], .emphasis), (.strikethrough, []),
      ([.strong, .emphasis], .emphasis),
    ]
    var turn = 0
    var failures: [String] = []
    for left in BriefGenerator.pieces {
      for right in BriefGenerator.pieces {
        let look = looks[turn % looks.count]
        turn += 1
        var text = RichText()
        text.append(Array(left.utf8), traits: look.0)
        text.append(Array(right.utf8), traits: look.1)
        var brief = Brief(title: RichText("t"))
        brief.lead = [.paragraph(text)]
        brief.subtitle = text
        let written = MarkdownWriter.write(brief)
        var diagnostics = Diagnostics()
        let back = MarkdownReader.read(SourceText(name: "written", text: written), into: &diagnostics)
        if back != brief {
          failures.append("\(BriefDump.inline(text)) \(back.map { BriefDump.text(of: $0) } ?? "-") \(written)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count)\n\(failures.prefix(5).joined(separator: "\n"))")
  }

  private func firstDifference(_ expected: String, _ found: String) -> String {
    let left = expected.split(separator: "\n")
    let right = found.split(separator: "\n")
    for index in 0..<max(left.count, right.count) {
      let pair = [left, right].map { index < $0.count ? String($0[index]) : "nothing" }
      if pair[0] != pair[1] { return "\n  wanted \(pair[0])\n  found  \(pair[1])" }
    }
    return "what the outline does not show"
  }
}
