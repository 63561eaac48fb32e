import Foundation
import TestSupport
import Testing

private let dialogues = Fixtures.folder(beside: #filePath) + "/dialogues"

/// The command that was built beside these tests.
private var command: URL {
  let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  return tests.deletingLastPathComponent().appendingPathComponent("sarup")
}

@Test(arguments: try FileManager.default.contentsOfDirectory(atPath: dialogues).filter { $0.hasSuffix(".md") }.sorted())
func dialogue(_ name: String) throws {
  let path = dialogues + "/" + name
  let page = try #require(GoldenFile.read(path))
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sarup-dialogue-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let played = try Dialogue(page).played(in: folder, command: command)
  let made = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  for case let file as URL in made ?? .init() where file.pathExtension == "pdf" {
    // A PDF that a dialogue writes itself, to be refused, is not one that we made.
    guard let bytes = GoldenFile.readBytes(file.path), bytes.count > 2000 else { continue }
    KeptFiles.keep(bytes, of: name)
  }
  let difference = GoldenFile.difference(of: played, from: path)
  #expect(difference == nil, Comment(rawValue: difference ?? ""))
}
