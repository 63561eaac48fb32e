import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// A good Word file with everything that can be broken in it, and copies with one defect each: every defect has to be found.
@Suite struct WordLintTests {
  private struct Picture: FileAccess {
    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
      let folder = Fixtures.folder(beside: #filePath) + "/../SarupImageTests/Pictures/"
      guard let bytes = GoldenFile.readBytes(folder + path) else { throw FileError(path: path, reason: .notFound) }
      return bytes
    }
  }

  private static let folder = Fixtures.folder(beside: #filePath) + "/WordDefects/"

  private static func parts() throws -> [(name: String, bytes: [UInt8])] {
    let brief = try #require(GoldenFile.readBytes(folder + "brief.md"))
    let input = Brief(name: "brief.md", bytes: brief, files: Picture())
    let rendering = Renderer().render(input, RenderRequest(formats: [.docx]))
    #expect(rendering.diagnostics.all == [])
    let zip = try ZIPReader(try #require(rendering.outputs?.first).bytes)
    return try zip.entries.map { ($0.name, try zip.read($0)) }
  }

  private static func codes(_ parts: [(name: String, bytes: [UInt8])]) throws -> [String] {
    var zip = ZIPWriter(level: 1)
    for part in parts { try zip.add(part.name, part.bytes) }
    let checking = Renderer().check(Brief(name: "broken.docx", bytes: zip.finish()))
    return checking.diagnostics.all.map(\.code.name)
  }

  @Test func goodFile() throws {
    #expect(try Self.codes(Self.parts()) == [])
  }

  /// A line of `defects.tsv`, whose head says how it is written; `Scripts/word_mutants.py` shows the same files to other checkers.
  struct Defect: CustomTestStringConvertible, Sendable {
    var codes: [String]
    var name: String
    var part: String
    var old: String
    var new: String

    init?(_ line: Substring) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(Escapes.unescaped)
      guard cells.count == 5 else { return nil }
      codes = cells[0].split(separator: " ").map(String.init)
      (name, part, old) = (cells[1], cells[2], cells[3])
      new = cells[4] == "(nothing)" ? "" : cells[4]
    }

    var testDescription: String { name }

    /// `nil` where there is nothing to break.
    func broken(_ parts: [(name: String, bytes: [UInt8])]) -> [(name: String, bytes: [UInt8])]? {
      let index = parts.firstIndex { $0.name == part }
      if old == "(all)" {
        let others = parts.filter { $0.name != part }
        return new.isEmpty ? (index == nil ? nil : others) : others + [(part, Array(new.utf8))]
      }
      guard let index else { return nil }
      let text = String(decoding: parts[index].bytes, as: UTF8.self)
      let every = "(every)"
      let changed =
        old.hasPrefix(every)
        ? text.replacing(old.dropFirst(every.count), with: new) : text.replacing(old, with: new, maxReplacements: 1)
      if changed == text { return nil }
      var parts = parts
      parts[index].bytes = Array(changed.utf8)
      return parts
    }
  }

  private static let lines = (GoldenFile.read(folder + "defects.tsv") ?? "").split(separator: "\n").filter {
    !$0.hasPrefix("#")
  }
  static let defects = lines.compactMap { Defect($0) }

  @Test func everyLineIsADefect() { #expect(Self.lines.count == Self.defects.count && Self.defects.count >= 60) }

  @Test(arguments: defects) func defect(_ defect: Defect) throws {
    let codes = try Self.codes(try #require(defect.broken(Self.parts()), "there is nothing to break"))
    for code in defect.codes { #expect(codes.contains(code), "\(codes)") }
  }

  @Test(arguments: [[], Array("PK\u{3}\u{4}".utf8)])
  func noArchive(_ bytes: [UInt8]) throws {
    let checking = Renderer().check(Brief(name: "none.docx", bytes: bytes))
    #expect(checking.diagnostics.hasErrors)
  }

  /// A place is a paragraph and a character of it, in a text that messages can show.
  @Test func place() throws {
    var parts = try Self.parts()
    let index = try #require(parts.firstIndex { $0.name == "word/document.xml" })
    parts[index].bytes = Array(
      String(decoding: parts[index].bytes, as: UTF8.self).replacing("ปิดท้าย", with: "ปิด\u{200B}ท้าย").utf8)
    var zip = ZIPWriter(level: 1)
    for part in parts { try zip.add(part.name, part.bytes) }
    let checking = Renderer().check(Brief(name: "broken.docx", bytes: zip.finish()))
    let text = DiagnosticPrinter(format: .short, sources: checking.sources).text(of: checking.diagnostics)
    #expect(
      text == """
        broken.docx/word/document.xml:13:4: warning: a zero-width space stands in Thai text, where nobody sees it \
        [word-invisible]\n
        """)
  }
}
