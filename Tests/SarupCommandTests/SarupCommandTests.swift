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
  let made = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  for case let file as URL in made ?? .init() where file.pathExtension == "pdf" {
    // A PDF that a dialogue writes itself, to be refused, is not one that we made.
    guard let bytes = GoldenFile.readBytes(file.path), bytes.count > 2000 else { continue }
    KeptFiles.keep(bytes, of: "dialogue-\(path.split(separator: "/").last ?? "")")
  }
  let difference = GoldenFile.difference(of: played, from: path)
  #expect(difference == nil, Comment(rawValue: difference ?? ""))
}

/// A root in which there is no `/proc`, as some containers have it.
private struct BareRoot {
  /// `nil` where the system does not let tests make one.
  static let words: [String]? = {
    let words = [
      "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh",
    ]
    let result = try? run(words + ["true"])
    return result?.status == 0 ? words : nil
  }()

  static func run(_ words: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

/// Swift's own arguments come from `/proc`.
@Test(
  .enabled(if: BareRoot.words != nil, "needs unshare, to take /proc away"),
  arguments: [
    ["sarup", "--version"], ["sarup", "templates"], ["sarup", "rendre"], ["sarup", "render", "no-such-brief.md"],
    ["sarup-server", "--help"], ["sarup-server", "--port", "many"],
  ])
func argumentsAreKnownWithoutProc(_ words: [String]) throws {
  let line = [command.deletingLastPathComponent().appendingPathComponent(words[0]).path] + words.dropFirst()
  let usual = try BareRoot.run(line)
  let bare = try BareRoot.run(try #require(BareRoot.words) + line)
  #expect(bare.output == usual.output)
  #expect(bare.status == usual.status)
}
