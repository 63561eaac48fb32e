import Foundation
import TestSupport

/// A dialogue with the command, kept as a Markdown page that people can read: what they type is what is tested.
///
/// A fence ```` ```file NAME ```` writes a file into the dialogue's folder. A fence ```` ```console ```` holds commands behind `$ `, each
/// followed by everything it prints, and by `? N` when it ends with status N other than 0. A fence ```` ```link NAME ```` puts a folder
/// of this repository there.
struct Dialogue {
  enum Part {
    case prose(String)
    case file(name: String, text: String)
    case link(String)
    case console([Exchange])
  }

  struct Exchange: Equatable {
    var command: String
    var output: String
    var status: Int32
  }

  var parts: [Part]

  init(_ page: String) {
    parts = []
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix("```") else {
        parts.append(.prose(String(line)))
        continue
      }
      var body: [Substring] = []
      while let inner = lines.popFirst(), inner != "```" { body.append(inner) }
      let info = line.dropFirst(3).split(separator: " ")
      switch info.first {
      case "file": parts.append(.file(name: info.dropFirst().joined(separator: " "), text: Self.joined(body)))
      case "link": parts.append(.link(info.dropFirst().joined(separator: " ")))
      case "console": parts.append(.console(Self.exchanges(body)))
      default: parts.append(.prose("\(line)\n\(Self.joined(body))```"))
      }
    }
    // The last newline of the page ends a line; it does not begin one.
    if case .prose("") = parts.last { parts.removeLast() }
  }

  private static func joined(_ lines: [Substring]) -> String { lines.map { $0 + "\n" }.joined() }

  private static func exchanges(_ lines: [Substring]) -> [Exchange] {
    var result: [Exchange] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        result.append(Exchange(command: String(line.dropFirst(2)), output: "", status: 0))
      } else if line.hasPrefix("? "), let status = Int32(line.dropFirst(2)), !result.isEmpty {
        result[result.count - 1].status = status
      } else if !result.isEmpty {
        result[result.count - 1].output += line + "\n"
      }
    }
    return result
  }

  /// Plays every command in a folder of its own and gives the page as it should read.
  func played(in folder: URL, command: URL) throws -> String {
    var page = ""
    for part in parts {
      switch part {
      case .prose(let text):
        page += text + "\n"
      case .file(let name, let text):
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: false, encoding: .utf8)
        page += "```file \(name)\n\(text)```\n"
      case .link(let name):
        let repository = URL(fileURLWithPath: #filePath + "/../../..").standardizedFileURL
        try FileManager.default.createSymbolicLink(
          at: folder.appendingPathComponent(name), withDestinationURL: repository.appendingPathComponent(name))
        page += "```link \(name)\n```\n"
      case .console(let exchanges):
        page += "```console\n"
        for exchange in exchanges {
          let (output, status) = try Self.run(exchange.command, in: folder, command: command)
          page += "$ \(exchange.command)\n\(output)"
          if !output.isEmpty && !output.hasSuffix("\n") { page += "\n" }
          if status != 0 { page += "? \(status)\n" }
        }
        page += "```\n"
      }
    }
    return page
  }

  /// Standard output and standard error as a terminal shows them, through one pipe.
  private static func run(_ line: String, in folder: URL, command: URL) throws -> (String, Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    // What Scripts/check-sanitizers tells a sanitizer is told to the command's own as well.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }.merging(
      ["PATH": command.deletingLastPathComponent().path + ":/usr/bin:/bin", "HOME": folder.path, "COLUMNS": "80"],
      uniquingKeysWith: { $1 })
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
