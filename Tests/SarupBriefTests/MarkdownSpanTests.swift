import SarupBrief
import SarupSyntax
import Testing

/// A run that is as long as its span says that byte n was written at byte n; every one of them must keep that promise.
@Suite struct MarkdownSpanTests {
  @Test(arguments: MarkdownCase.all(in: "emphasis.tsv") + MarkdownCase.all(in: "markers.tsv"))
  func exactRunsAreTheSource(_ line: MarkdownCase) throws {
    let source = SourceText(name: "t", text: "---\n---\n" + line.input)
    var diagnostics = Diagnostics()
    let brief = try #require(MarkdownSupport.read(source, &diagnostics))
    var exact = 0
    for text in brief.texts {
      for run in text.runs {
        let span = try #require(run.span)
        let bytes = text.utf8[run.range]
        if Int(span.upper - span.lower) == run.range.count {
          let written = source.bytes[Int(span.lower)..<Int(span.upper)]
          #expect(bytes.elementsEqual(written))
          exact += bytes.count
        }
      }
    }
    // Escapes and breaks are few: most of a text has its exact place.
    let all = brief.texts.reduce(0) { $0 + $1.utf8.count }
    #expect(exact * 4 >= all, "\(exact) of \(all) bytes are exact")
  }

  @Test(arguments: [
    ("ก **ข", "**"), ("๑. ก\n\n   ก __ข ค", "__"), ("> - ๑. ก&amp;\\*ข *** ค", "***"),
    ("| ก |\n|--|\n| ข\\| **ค |", "**"), ("ก<b>ข", "<b>"), ("ก [^1] ข", "[^1]"), ("ก\n\n[^1]: ข", "[^1]"),
    ("ก<!-- ข -->ค", "<!-- ข -->"), ("1. ก\n2. ข\n4. ค", "4"), ("๑. ก\n๕. ข", "๕"), ("ก ![ข](a.png)", "!["),
    ("# ก\n\n[ลิงก์](http://x.org/**) ข ค** ก", "** ก"), ("[ก *ข*](<http://x **> \"**\") **ค", "**ค"),
    ("ก **ข\nค ง\n\nจ", "**"), ("กข  \n> **ค", "**"), ("ก\nข\n: ค", ":"), ("ก **ข\n: ค", "**"),
    ("> ก\n> : ข **ค", "**"),
  ])
  func warningsStandAtTheirPlace(_ text: String, _ place: String) throws {
    let source = SourceText(name: "t", text: "---\n---\n" + text)
    var diagnostics = Diagnostics()
    _ = try #require(MarkdownSupport.read(source, &diagnostics))
    let warning = try #require(diagnostics.all.first)
    #expect(diagnostics.all.count == 1)
    #expect(warning.severity == .warning)
    #expect(!warning.hints.isEmpty)
    let span = try #require(warning.span)
    #expect(place.hasPrefix(source[span]))
    // The last occurrence is the one that is meant.
    let wanted = try #require(text.ranges(of: place).last)
    #expect(text.utf8.distance(from: text.startIndex, to: wanted.lowerBound) + 8 == Int(span.lower))
  }
}

extension Brief {
  /// Every text of a brief's blocks.
  var texts: [RichText] { (lead + findings + closing + footnotes.flatMap(\.blocks)).flatMap(\.texts) }
}

extension Block {
  var texts: [RichText] {
    switch self {
    case .paragraph(let text), .heading(_, let text, _): [text]
    case .findings(let list): list.items.flatMap { $0.blocks.flatMap(\.texts) }
    case .bullets(let items): items.flatMap { $0.flatMap(\.texts) }
    case .definitions(let definitions):
      definitions.flatMap { [$0.term] + $0.meanings.flatMap { $0.flatMap(\.texts) } }
    case .quote(let blocks), .landscape(let blocks): blocks.flatMap(\.texts)
    // The cells of a fenced table are scalars of YAML: quotation marks may take their places from them.
    case .table(let table):
      table.caption == nil && table.headerRows < 2 ? table.rows.flatMap { $0.flatMap(\.paragraphs) } : []
    // A caption stands in quotation marks, where an escape may take every place from it.
    case .figure, .code, .rule, .pageBreak: []
    }
  }
}

enum MarkdownSpans {
  /// A run without a place, or with one that does not hold its bytes although it is as long.
  static func inexactRun(of texts: [RichText], in source: SourceText) -> String? {
    for text in texts {
      for run in text.runs {
        let bytes = text.utf8[run.range]
        let found = String(decoding: bytes, as: UTF8.self)
        guard let span = run.span, span.lower <= span.upper, Int(span.upper) <= source.bytes.count else {
          return "no place for “\(found)”"
        }
        let written = source.bytes[Int(span.lower)..<Int(span.upper)]
        let isExact = written.count == bytes.count
        // What stands for something else is short: an escape, a reference, a line break with the next line's marks.
        if isExact ? !written.elementsEqual(bytes) : bytes.count > 3 || written.count > 40 {
          return "“\(found)” was not written as “\(source[span])”"
        }
      }
    }
    return nil
  }
}
