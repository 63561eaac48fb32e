import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

@Suite struct TextPatternTests {
  private func parse(
    _ text: String, _ scope: FieldScope = .line(.init())
  ) -> (pattern: TextPattern, diagnostics: Diagnostics, source: SourceText) {
    let source = SourceText(name: "line", text: text)
    var diagnostics = Diagnostics()
    let pattern = TextPatternParser.parse(
      Scalar(text, style: .plain, contentSpan: source.span(0, source.bytes.count)), at: source.span(0, 0), in: scope,
      reporting: &diagnostics)
    return (pattern, diagnostics, source)
  }

  /// The pieces as text: fields in braces, optional parts in brackets, escapes gone.
  private func outline(_ pieces: [TextPattern.Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let bytes): "‹\(String(decoding: bytes, as: UTF8.self))›"
      case .field(let field):
        "{\(field.name)\(field.filters.map { " | \($0)" }.joined())}"
      case .optional(let inner): "[\(outline(inner))]"
      }
    }.joined()
  }

  @Test(arguments: [
    ("plain", "‹plain›"), ("", ""), ("{{title}}", "{title}"), ("{{ title }}", "{title}"),
    ("{{date | date: short}}[ ณ {{place}}]", "{date | date(SarupThai.DateForm.short)}[‹ ณ ›{place}]"),
    ("[{{unit}}[ ({{place}})]]", "[{unit}[‹ (›{place}‹)›]]"), ("\\[\\]\\{\\\\ \\x", "‹[]{\\ \\x›"),
    ("{single}", "‹{single}›"),
    ("{{venue.city | default: '}}|'}}", "{venue.city | fallback(\"}}|\")}"),
    ("{{keywords | join: \", \"}}", "{keywords | join(\", \")}"),
    (
      "{{number | digits | digits: thai | upper}}",
      "{number | digits(nil) | digits(Optional(SarupThai.DigitMode.thai)) | upper}"
    ),
  ]) func parses(line: String, expected: String) {
    let (pattern, diagnostics, _) = parse(line)
    #expect(outline(pattern.pieces) == expected)
    #expect(diagnostics.all.map(\.message) == [])
  }

  /// Input, where the message points to, and how it begins.
  @Test(arguments: [
    ("a {{title", "{{", "`{{` is never closed"), ("a title}} b", "}}", "`}}` has no `{{`"),
    ("x [{{title}}", "[", "`[` is never closed"),
    ("x ] y", "]", "`]` has no `[`"), ("{{titel}}", "titel", "there is no field `titel`"),
    ("{{}}", "{{}}", "the braces hold no name"),
    ("{{title | datum}}", "datum", "there is no filter `datum`"), ("{{title |}}", "", "`|` has no filter"),
    ("{{title | date: long}}", "date", "`title` is not a date"),
    ("{{date | date: lang}}", "lang", "`date` knows no `lang`"),
    ("{{date | date:}}", "date", "`date` knows no empty argument"),
    ("{{place | default}}", "default", "`default` needs"),
    ("{{title | join: x}}", "join", "`title` is not a list"), ("{{keywords | join}}", "join", "`join` needs"),
    ("{{title | upper: all}}", "all", "`upper` takes no argument"),
    ("[draft]", "[draft]", "the optional part has no field"),
    ("{{page}}", "page", "page numbers are known only"),
    ("{{findings}}", "findings", "`findings` is a part of the brief"),
    ("{{template}}", "template", "`template` says how"), ("{{title.x}}", "title.x", "`title` has no field `x`"),
    ("{{a..b}}", "a..b", "a dot of `a..b`"), ("{{title {{place}}", "{{", "`{{` is never closed"),
  ]) func reports(line: String, place: String, message: String) throws {
    let (_, diagnostics, source) = parse(line)
    let first = try #require(diagnostics.all.first)
    #expect(first.message.hasPrefix(message))
    #expect(first.span.map { source[$0] } == place)
    #expect(diagnostics.hasErrors)
    #expect(!first.hints.isEmpty)
  }

  @Test func reportsEveryMistakeOfALine() {
    let (_, diagnostics, source) = parse("{{titel}} {{place | uper}} [x] {{date | date: lonk}}")
    #expect(diagnostics.all.compactMap { $0.span.map { source[$0] } } == ["titel", "uper", "lonk"])
  }

  @Test func fieldsDependOnTheLine() {
    #expect(parse("{{name}} {{role}}", .credit(.init())).diagnostics.all == [])
    #expect(parse("{{page}}/{{pages}}", .running(.init())).diagnostics.all == [])
    #expect(parse("{{venue}}").diagnostics.all == [])
    #expect(parse("{{venue}}", .line(.init(declared: ["city"]))).diagnostics.hasErrors)
    #expect(parse("{{venue}}", .line(.init(declared: ["venue"]))).diagnostics.all == [])
  }

  @Test func nestingHasALimit() {
    let deep = String(repeating: "[", count: 1000) + "{{title}}" + String(repeating: "]", count: 1000)
    #expect(parse(deep).diagnostics.all.first?.code.name == "template-nested-too-deep")
  }

  /// Whatever the bytes, parsing ends, and every message has a place inside the line.
  @Test(arguments: 0..<300) func takesAnything(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let tokens = ["{{", "}}", "[", "]", "|", ":", "\\", "title", "date", " ", "\"", "'", "ก", ".", "default", "{", "}"]
    let line = (0..<Int(random.next() % 30)).map { _ in tokens[Int(random.next() % UInt64(tokens.count))] }.joined()
    let (_, diagnostics, source) = parse(line)
    for diagnostic in diagnostics.all {
      #expect(
        diagnostic.span.map { $0.source == source.id && $0.upper <= source.bytes.count && $0.lower <= $0.upper } == true
      )
    }
  }
}
