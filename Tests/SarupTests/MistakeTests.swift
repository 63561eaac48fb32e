import Sarup
import SarupSyntax
import TestSupport
import Testing

private let folder = Fixtures.folder(beside: #filePath) + "/Mistakes"

/// Mistakes that people make, taken through the whole renderer. Each file of `Mistakes/` holds cases of one topic, and under
/// the lines of a case what is said of them; `SARUP_RECORD=1` writes that anew.
@Suite struct MistakeTests {
  @Test(arguments: [
    "front-matter.md", "dates.md", "fields.md", "text.md", "references.md", "references.yaml", "word.md", "settings.md",
    "archive.md", "data.yaml", "notation.yaml",
    "data.json", "page.template", "styles.template", "body.template", "lines.template", "extends.template",
    "pictures.md", "pictures.yaml", "pictures.template",
  ]) func areTold(topic: String) throws {
    let path = "\(folder)/\(topic).cases"
    let cases = AnnotatedCases(try #require(GoldenFile.read(path)))
    #expect(!cases.cases.isEmpty)
    let annotated = cases.annotated { example in
      let run = Run(example, ending: String(topic.split(separator: ".").last ?? ""))
      #expect(!run.rendering.diagnostics.all.isEmpty, "nothing is said of \(example.name)")
      #expect((run.rendering.outputs == nil) == run.rendering.diagnostics.hasErrors)
      for diagnostic in run.rendering.diagnostics.all {
        let fault = Voice.fault(in: diagnostic) ?? Places.fault(in: diagnostic, run.rendering.sources)
        #expect(fault == nil, "\(example.name): \(fault ?? "")")
      }
      return run.outcome
    }
    let difference = GoldenFile.difference(of: annotated, from: path)
    #expect(difference == nil, Comment(rawValue: difference ?? ""))
  }

  /// What cannot stand in a text file, as people see it.
  @Test func bytesThatAreNoText() {
    let head = Array("---\ntitle: ชื่อเรื่อง\n---\n".utf8)
    let thai: [UInt8] = [0xCA, 0xC3, 0xD8, 0xBB, 0xBC, 0xC5]
    let inputs: [(name: String, bytes: [UInt8])] = [
      ("bad-byte.md", head + [0xE0, 0xB8, 0x81, 0xC0, 0xAF, 0x0A]),
      ("cut-character.md", head + [0xE0, 0xB8, 0x81, 0xE0, 0xB8]),
      ("surrogate.md", head + [0xED, 0xA0, 0x80]),
      ("windows-874.md", Array("---\ntitle: ".utf8) + thai + Array("\n---\n".utf8) + thai),
      ("utf-16-le.md", [0xFF, 0xFE, 0x2D, 0x00, 0x2D, 0x00]), ("utf-16-be.md", [0xFE, 0xFF, 0x00, 0x2D]),
      ("control.md", head + Array("ก\u{0}ข\u{1B}[31mค\u{7F}\u{FFFE}".utf8)),
      ("control.json", Array(#"{"title": "\#u{1}", "lead": "\u0000"}"#.utf8)),
      ("too-large.md", head + [UInt8](repeating: 0x61, count: Limits.brief)),
      ("deep-quotes.md", head + [UInt8](repeating: UInt8(ascii: ">"), count: 5000) + [0x61]),
      ("deep-list.yaml", Array("title: a\nlead: ".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 5000)),
      ("deep-list.json", Array(#"{"title": "a", "lead": "#.utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 5000)),
      ("too-many-values.yaml", Array("title: a\nlist: [".utf8) + Array(repeating("a,", 1_000_001)) + Array("]".utf8)),
      ("wide-table.md", head + row("a|", 300) + row("-|", 300)),
    ]
    let renderer = Renderer(Run.environment)
    var text = ""
    for input in inputs {
      let rendering = renderer.renderKept(
        Brief(name: input.name, bytes: input.bytes), RenderRequest(formats: [.pdf]))
      #expect(rendering.outputs == nil)
      text += DiagnosticPrinter(format: .human, sources: rendering.sources).text(of: rendering.diagnostics) + "\n"
    }
    let difference = GoldenFile.difference(of: text, from: "\(folder)/bytes.txt")
    #expect(difference == nil, Comment(rawValue: difference ?? ""))
  }

  private func repeating(_ text: String, _ count: Int) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * count)
    for _ in 0..<count { result += bytes }
    return result
  }

  private func row(_ cell: String, _ count: Int) -> [UInt8] { repeating(cell, count) + [0x0A] }
}

/// A case on its way through the renderer.
struct Run {
  let rendering: Rendering
  private let name: String

  /// The same on every machine.
  static let environment: Environment = {
    var environment = Environment()
    environment.allowsSystemFonts = false
    return environment
  }()

  /// - Parameter ending: `md`, `yaml`, `json`, or `template` for cases that are templates.
  init(_ example: AnnotatedCases.Case, ending: String) {
    let isTemplate = ending == "template"
    name = isTemplate ? "case.yaml" : "case." + ending
    var files = Self.files
    if isTemplate { files["case.yaml"] = example.text }
    let text = isTemplate ? Self.brief : example.text
    let input = Brief(
      name: isTemplate ? "brief.md" : name, bytes: Array(text.utf8), files: MemoryFiles(files: files))
    var request = RenderRequest(formats: [.pdf])
    for option in example.options {
      let words = option.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { continue }
      switch words[0] {
      case "--to": request.formats = words[1].split(separator: ",").compactMap { OutputFormat(rawValue: String($0)) }
      case "--archive": request.archive = ArchiveLevel(rawValue: words[1]) ?? request.archive
      case "--template": request.template = Template(words[1])
      case "--set":
        let parts = words[1].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        request.settings.append((key: parts[0], value: parts.count > 1 ? parts[1] : ""))
      default: Issue.record("\(words[0]) is no option of a case")
      }
    }
    rendering = Renderer(Self.environment).renderKept(input, request)
  }

  var outcome: AnnotatedCases.Outcome {
    let own = rendering.sources.first { $0.name == name }
    return AnnotatedCases.Outcome(
      source: own, others: rendering.sources.filter { $0.id != own?.id }, diagnostics: rendering.diagnostics.all)
  }

  /// The brief that templates are tried with.
  static let brief = """
    ---
    title: ชื่อเรื่อง
    date: 2019-03-14
    place: เชียงใหม่
    template: case.yaml
    credits: [{name: กมลพร}]
    ---
    ย่อหน้านำ

    1. ข้อค้นพบ
    """

  /// Files beside the cases.
  private static let files = [
    "loop.yaml": "extends: case.yaml\n", "itself.yaml": "extends: itself.yaml\n",
    "broken.yaml": "extends: base\nstyles:\n  title: {weight: thick}\n", "text.yaml": "ไม่ใช่แม่แบบ\n",
    "letter.yaml": """
    extends: base
    fields: [venue, cost, members, signed]
    body:
      - lines:
          - {text: "{{title}}", style: title, role: title}
          - "{{venue.city}}"
          - "{{cost | amount}}"
          - "{{members | join: ', '}}"
          - "ลงวันที่ {{signed | date: long}}"
      - lead
    """,
    "no-labels.yaml": "extends: brief\nlabels: {table: \"\"}\n",
    "gap.yaml": """
    extends: base
    body:
      - lines: ["{{title}} {{subtitle}}"]
      - lead
    """,
  ]
}

/// Files in memory, and in `pictures/` those of the tests; some of them are broken.
struct MemoryFiles: FileAccess {
  let files: [String: String]

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    if path.hasPrefix("/") || path.hasPrefix("..") { throw FileError(path: path, reason: .outsideRoot) }
    if path == "pictures" { throw FileError(path: path, reason: .isFolder) }
    if let bytes = picture(path) { return bytes }
    guard let text = files[path] else { throw FileError(path: path, reason: .notFound) }
    return Array(text.utf8)
  }

  private func picture(_ path: String) -> [UInt8]? {
    guard path.hasPrefix("pictures/") else { return nil }
    switch path.dropFirst("pictures/".count) {
    case "cut.jpg": return Fixtures.picture("rgb.jpg").dropLast(200)
    case "damaged.png":
      var bytes = Fixtures.picture("rgb8.png")
      bytes[bytes.count - 20] ^= 1
      return bytes
    case "moving.gif": return Array("GIF89a".utf8)
    case "photo.webp": return Array("RIFF....WEBPVP8 ".utf8)
    case "wide.png":
      var bytes = Fixtures.picture("rgb8.png")
      bytes[17] = 0x0F
      return bytes
    case "heavy.jpg": return [UInt8](repeating: 0xFF, count: 40 << 20)
    case let name:
      let bytes = Fixtures.picture(String(name))
      return bytes.isEmpty ? nil : bytes
    }
  }

  func names(in folder: String) -> [String] {
    folder == "pictures" ? ["notes.txt", "rgb.jpg", "rgb8.png", "ภาพหมู่.jpg"] : files.keys.sorted()
  }
}

/// How messages speak: a clause that opens in lower case and has no full stop, then whole sentences that say what to type.
enum Voice {
  static func fault(in diagnostic: Diagnostic) -> String? {
    for clause in [diagnostic.message] + diagnostic.notes.map(\.message) {
      if clause.isEmpty || clause.hasSuffix(".") { return "not a clause: \(clause)" }
      // A name such as JSON or UTF-16 keeps its capitals.
      let letters = clause.unicodeScalars.prefix { $0.properties.isAlphabetic }
      if letters.first?.properties.isUppercase == true, !letters.allSatisfy(\.properties.isUppercase) {
        return "opens with a capital: \(clause)"
      }
    }
    if diagnostic.hints.isEmpty { return "no hint: \(diagnostic.message)" }
    for hint in diagnostic.hints where !hint.hasSuffix(".") && !hint.hasSuffix("?") {
      return "not a sentence: \(hint)"
    }
    for hint in diagnostic.hints where hint.unicodeScalars.first?.properties.isLowercase == true {
      return "opens without a capital: \(hint)"
    }
    return nil
  }
}

/// Whether the places of a diagnostic are places.
enum Places {
  static func fault(in diagnostic: Diagnostic, _ sources: [SourceText]) -> String? {
    for span in [diagnostic.span] + diagnostic.notes.map({ $0.span }) {
      guard let span else { continue }
      guard let source = sources.first(where: { $0.id == span.source }) else {
        return "points into a text that is not handed out: \(diagnostic.message)"
      }
      let isInside = span.lower <= span.upper && Int(span.upper) <= source.bytes.count
      let isWhole = isInside && [span.lower, span.upper].allSatisfy { isBoundary(Int($0), source.bytes) }
      if !isWhole { return "has no place at \(span.lower)..<\(span.upper): \(diagnostic.message)" }
    }
    return nil
  }

  private static func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset == bytes.count || bytes[offset] & 0xC0 != 0x80
  }
}
