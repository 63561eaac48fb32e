import Glibc
import SarupContainer
import SarupDOCX
import SarupDocument
import TestSupport
import Testing

/// Every part of a file against a text file that people can read: `Golden/SAMPLE/word_document.xml.txt` and its like.
@Suite struct GoldenTests {
  private static let folder = Fixtures.folder(beside: #filePath) + "/Golden"

  @Test(arguments: Samples.all.map(\.name))
  func partsAreAsRecorded(sample: String) throws {
    let document = try #require(Samples.all.first { $0.name == sample }).document
    let file = try WordFile(document, options: Samples.options(for: sample))
    let names = file.parts.map { $0.name.replacingSlashes + ".txt" }
    for (part, name) in zip(file.parts, names) {
      let difference = GoldenFile.difference(of: part.tokens.indented, from: "\(Self.folder)/\(sample)/\(name)")
      #expect(difference == nil, "\(difference ?? "")")
    }
    let recorded = Self.files(in: "\(Self.folder)/\(sample)")
    #expect(recorded.filter { !names.contains($0) } == [], "parts that are no longer written")
  }

  @Test func partsStandInAFixedOrder() throws {
    let file = try WordFile(Samples.brief)
    #expect(
      file.parts.map(\.name) == [
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/header1.xml",
        "word/header2.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/fontTable.xml",
        "word/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml", "customXml/item1.xml",
        "customXml/_rels/item1.xml.rels", "customXml/itemProps1.xml",
      ])
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

extension String {
  fileprivate var replacingSlashes: String { String(map { $0 == "/" ? "_" : $0 }) }
}
