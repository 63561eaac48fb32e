import SarupBrief
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

/// Templates that nobody meant: reading ends, and every message points into a text that is there.
@Suite struct HostileTemplateTests {
  private let library = TemplateLibrary.shipped()

  private func check(_ text: String) {
    var diagnostics = Diagnostics()
    let reading = library.template(from: SourceText(name: "hostile.yaml", text: text), reporting: &diagnostics)
    #expect((reading.template == nil) == diagnostics.hasErrors)
    for diagnostic in diagnostics.all {
      guard let span = diagnostic.span else { continue }
      let source = reading.sources.first { $0.id == span.source }
      #expect(source != nil, "\(diagnostic.message)")
      #expect(span.lower <= span.upper && Int(span.upper) <= source?.bytes.count ?? 0, "\(diagnostic.message)")
    }
    guard let template = reading.template else { return }
    var filling = Diagnostics()
    let document = template.fill(FillTests.sample, reporting: &filling)
    #expect(document.brokenInvariants() == [])
  }

  /// A shipped template with pieces cut out, doubled, or put elsewhere.
  @Test(arguments: 0..<200) func shuffledTemplates(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var lines = library.shipped[seed % library.shipped.count].source.bytes.split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    for _ in 0...(random.next() % 4) {
      let line = Int(random.next() % UInt64(lines.count))
      let pieces = [
        "{{", "}}", "[", "]", "{", "}", ": ", "~", "- ", "\"", "'", "ก", "25", "mm", "&a ", "*a", "!!str ", "# ", "\t",
      ]
      switch random.next() % 4 {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[Int(random.next() % UInt64(lines.count))], at: line)
      default:
        var scalars = Array(lines[line].unicodeScalars)
        let place = Int(random.next() % UInt64(scalars.count + 1))
        let piece = pieces[Int(random.next() % UInt64(pieces.count))]
        if random.next() % 2 == 0, place < scalars.count { scalars.remove(at: place) }
        scalars.insert(contentsOf: piece.unicodeScalars, at: min(place, scalars.count))
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        lines[line] = String(text)
      }
      if lines.isEmpty { lines = [""] }
    }
    check(lines.joined(separator: "\n"))
  }

  @Test(arguments: [
    "styles: {a: {size: 1e999pt, first-line: -1e308mm, start-indent: 1e308in}}\nbody: [lead]",
    "extends: base\npage: {size: [14400pt, 14400pt], margins: 0}",
    "extends: base\npage: {size: [99999999999999999999mm, 0.0000000001mm]}",
    "extends: base\nstyles: {a: {widows: 99999999999999999999, line-height: .nan}, b: {line-height: .inf}}",
    "extends: base\nbody: [{findings: {numbers: [\"{n.n.n.n.n.n.n.n.n.n.n}\"]}}]",
    "extends: base\nbody: [{findings: {notes: ['', ' ', '\\u0000']}}]", "extends: [base]", "extends: ''",
    "extends: /etc/passwd",
    "extends: base\nstyles: {'': {}, ' ': {based-on: ''}}", "extends: base\nfields: [[]]", "[]", "- a", "\"text\"",
    "extends: base\nbody:\n  - lines: [{text: \"{{a.b.c.d | default: x | default: y}}\", when: ...}]",
  ]) func strangeValues(text: String) { check(text) }

  /// Styles that stand on each other in a long chain are resolved without recursion.
  @Test func longChainOfStyles() throws {
    let styles = (0..<2000).map { "  s\($0): {based-on: s\($0 + 1)}\n" }.joined()
    let template = try FillTests.template(over: "extends: base\nstyles:\n\(styles)  s2000: {size: 99pt}\n")
    #expect(template.styles.first { $0.name == "s0" }?.size == 99)
  }
}
