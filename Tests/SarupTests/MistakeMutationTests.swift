import Sarup
import SarupSyntax
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

private let examples = Fixtures.folder(beside: #filePath) + "/../../Examples/"

/// Briefs and templates that are damaged at random: whatever is in them, the answer is an output or errors, and every message
/// has a place and the voice of the others. `SARUP_LONG=1` tries many more.
@Suite struct MistakeMutationTests {
  private let isLong = getenv("SARUP_LONG").map { String(cString: $0) } == "1"

  @Test(arguments: ["one-page.md", "bilingual.md", "brief.yaml", "brief.json"])
  func damagedBriefsAreAnswered(name: String) throws {
    let original = try #require(GoldenFile.readBytes(examples + name))
    let renderer = Renderer(Run.environment)
    check(name, original, cases: isLong ? 2500 : 60) { bytes, formats in
      renderer.renderKept(Brief(name: name, bytes: bytes), RenderRequest(formats: formats))
    }
  }

  @Test func damagedTemplatesAreAnswered() {
    let renderer = Renderer(Run.environment)
    for template in ShippedTemplates.all {
      check(template.name, Array(template.text.utf8), cases: isLong ? 2500 : 60) { bytes, formats in
        let input = Brief(
          name: "brief.md", bytes: Array(Run.brief.utf8), files: OneFile(name: "case.yaml", bytes: bytes))
        return renderer.renderKept(input, RenderRequest(formats: formats))
      }
    }
  }

  private func check(
    _ name: String, _ original: [UInt8], cases: Int, render: ([UInt8], [OutputFormat]) -> Rendering
  ) {
    // The short form takes one format after the other; what is tried is the same on every machine.
    let formats: [[OutputFormat]] = [[.dump], [.docx], [.pdf]]
    for seed in 0..<cases {
      var damage = Damage(seed: UInt64(seed))
      let rendering = render(damage.applied(to: original), formats[seed % formats.count])
      let faults = rendering.diagnostics.all.compactMap { diagnostic in
        Voice.fault(in: diagnostic) ?? Places.fault(in: diagnostic, rendering.sources)
      }
      #expect(faults.isEmpty, "\(name), seed \(seed): \(faults.first ?? "")")
      #expect((rendering.outputs == nil) == rendering.diagnostics.hasErrors, "\(name), seed \(seed)")
      if !faults.isEmpty { break }
    }
  }
}

/// A folder with one file in it.
private struct OneFile: FileAccess {
  let name: String
  let bytes: [UInt8]

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    if path == name { return bytes }
    throw FileError(path: path, reason: .notFound)
  }
}

/// Some mistakes of the fingers and of the disk.
private struct Damage {
  private var generator: SeededGenerator

  /// What means something to one of the readers.
  private static let tokens = [
    "\t", "\n", "\r", "\n\n", "\0", "\u{1B}", "\u{FEFF}", "\u{200B}", "\u{E33}", "\u{E49}", "\u{2028}", "😀", "漢", "**",
    "*", "_",
    "`", "```\n", "~~", "> ", "- ", "1. ", "๑. ", "   1. ", "# ", "|", "| --- |\n", "[", "](", "](javascript:a)", "![",
    "[^1]",
    "\n[^1]: a\n", "<b>", "<!--", "&amp;", "&#0;", "\\", "---\n", "...\n", ": ", ":", ",", "{", "}", "{{", "}}",
    "{{title}}",
    " | upper", "\"", "'", "&a ", "*a", "!!int ", "!x ", "<<: ", "? ", "|\n", ">\n", "~", "null", "true", "-1mm", "0",
    "1e999",
    "99999999999999999999", "\\ud800", "\\u0000", "//", "/*", "extends: case.yaml\n", "template: ",
    "date: 2562-02-30\n",
  ].map { Array($0.utf8) }

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func applied(to original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) { apply(to: &bytes) }
    return bytes
  }

  private mutating func apply(to bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = Int.random(in: 1...(Bool.random(using: &generator) ? 8 : 400), using: &generator)
    let range = place..<min(bytes.count, place + length)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[place] = UInt8.random(in: 0x20..<0x7F, using: &generator)
    case 2, 3: bytes.removeSubrange(range)
    case 4: bytes.insert(contentsOf: bytes[range], at: Int.random(in: 0...bytes.count, using: &generator))
    case 5: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: Self.tokens.randomElement(using: &generator) ?? [], at: place)
    }
  }
}
