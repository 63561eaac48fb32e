import Foundation
import TestSupport
import Testing

/// The dialogues beside these tests, and the tutorial, each step of which is one too.
private let pages: [String] = {
  let folder = Fixtures.folder(beside: #filePath) + "/dialogues"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  let documentation = Fixtures.folder(beside: #filePath) + "/../../Documentation"
  return names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    + ["tutorial.md", "tutorial.th.md"].map { "\(documentation)/\($0)" }
}()

/// The command that was built beside these tests.
private var command: URL {
  let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  return tests.deletingLastPathComponent().appendingPathComponent("sarup")
}

@Test(arguments: pages) func dialogue(_ path: String) throws {
  let page = try #require(GoldenFile.read(path))
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sarup-dialogue-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let played = try Dialogue(page).played(in: folder, command: command)
  let difference = GoldenFile.difference(of: played, from: path)
  #expect(difference == nil, Comment(rawValue: difference ?? ""))
}
