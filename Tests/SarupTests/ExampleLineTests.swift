import Sarup
import TestSupport
import Testing

/// Where the lines of the examples end on a full page, on half of one and in the cell of a table, in files that a person reads line
/// by line: no torn word, no line that is half empty.
@Suite struct ExampleLineTests {
  private static let folder = Fixtures.folder(beside: #filePath)

  @Test(arguments: ["integrity-workshop.md", "bilingual.md", "long.md", "one-page.md"])
  func linesOfTheExamples(name: String) throws {
    let text = try #require(GoldenFile.read("\(Self.folder)/../../Examples/\(name)"))
    var output: [UInt8] = []
    let breaks = LineBreaks()
    for columns in [64, 32, 16] {
      output += Array("==== \(columns) columns\n".utf8)
      for paragraph in Self.paragraphs(of: text) {
        var fitted: [UInt8] = []
        breaks.fit(Array(paragraph.utf8), columns: columns, into: &fitted)
        output += fitted.map { $0 == UInt8(ascii: "|") ? 0x0A : $0 } + [0x0A, 0x0A]
      }
    }
    let difference = GoldenFile.difference(
      of: String(decoding: output, as: UTF8.self), from: "\(Self.folder)/Lines/\(name).txt")
    #expect(difference == nil, Comment(rawValue: difference ?? ""))
  }

  /// Lines of prose behind the front matter, without the marks of lists and headings; the first forty.
  private static func paragraphs(of text: String) -> [String] {
    let parts = text.split(separator: "\n---\n", maxSplits: 1)
    var result: [String] = []
    for line in (parts.last ?? "").split(separator: "\n") {
      var line = line.drop { $0 == " " }
      if "|`#!:<-".contains(line.first ?? "|") { continue }
      if let marker = line.firstIndex(of: " "), line[..<marker].allSatisfy({ "0123456789๐๑๒๓๔๕๖๗๘๙.)".contains($0) }) {
        line = line[marker...].drop { $0 == " " }
      }
      if line.contains("|") || line.count < 40 { continue }
      result.append(String(line.replacing("**", with: "")))
      if result.count == 40 { break }
    }
    return result
  }
}
