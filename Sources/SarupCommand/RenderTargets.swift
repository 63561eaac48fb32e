internal import ArgumentParser
internal import Sarup

/// The files that a run writes: worked out before anything is read, so that a mistake costs nothing.
struct RenderTargets {
  /// One file to write, or with several pages one for each of them.
  struct Target {
    var format: OutputFormat
    var path: String
  }

  let outputs: [String]
  /// Of `--to`; empty when it is not given.
  let kinds: [OutputFormat]

  /// - Throws: `ValidationError`, its hint on a second line.
  func targets(for brief: String) throws -> [Target] {
    if outputs.isEmpty {
      if brief == "-" {
        throw mistake(
          "a brief from standard input has no name for its output", "Give one with -o, or - for standard output.")
      }
      return inKinds(stem(of: brief))
    }
    var targets: [Target] = []
    for path in outputs {
      if isFolder(path) {
        if brief == "-" {
          throw mistake("a brief from standard input has no name in the folder \(path)", "Give the whole path with -o.")
        }
        let name = stem(of: brief.split(separator: "/").last.map(String.init) ?? brief)
        targets += inKinds(path.hasSuffix("/") ? path + name : "\(path)/\(name)")
      } else {
        targets.append(Target(format: try format(of: path), path: path))
      }
    }
    return targets
  }

  /// What is wrong with the targets of all briefs taken together.
  ///
  /// - Throws: `ValidationError`, its hint on a second line.
  func check(_ briefs: [String]) throws {
    if briefs.count > 1, let file = outputs.first(where: { !isFolder($0) }) {
      throw mistake("several briefs cannot all go to \(file)", "Give -o a folder, as in -o out/, or leave it out.")
    }
    if briefs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read once only") }
    var owners: [String: String] = [:]
    for brief in briefs {
      for target in try targets(for: brief) {
        if let other = owners.updateValue(brief, forKey: target.path) {
          if other == brief {
            throw mistake("\(target.path) would be written twice", "Give each output, and each brief, once.")
          }
          throw mistake(
            "both \(other) and \(brief) would be written to \(target.path)", "Render them one at a time, each with -o.")
        }
      }
    }
  }

  private func inKinds(_ stem: String) -> [Target] {
    (kinds.isEmpty ? [.pdf] : kinds).map { Target(format: $0, path: "\(stem).\($0.fileExtension)") }
  }

  private func isFolder(_ path: String) -> Bool { path != "-" && (path.hasSuffix("/") || SystemFiles.isFolder(path)) }

  private func format(of path: String) throws -> OutputFormat {
    if path != "-", let format = OutputFormat(fileName: path) {
      if kinds.isEmpty || kinds.contains(format) { return format }
      throw mistake(
        "\(path) would be \(format.rawValue), and --to asks for \(kinds.map(\.rawValue).joined(separator: ", "))",
        "Leave --to out where -o has an ending that tells.")
    }
    if let format = kinds.first, kinds.count == 1 { return format }
    if path == "-" { throw mistake("standard output takes one kind of file", "Say which: --to pdf") }
    let endings = OutputFormat.allCases.map { "." + $0.fileExtension }.joined(separator: ", ")
    throw mistake("the ending of \(path) names no kind of file", "Endings are \(endings), or say which with --to.")
  }

  /// The parser carries one text; ``Usage`` takes it apart again.
  private func mistake(_ message: String, _ hint: String) -> ValidationError { ValidationError("\(message)\n\(hint)") }

  /// A path without its ending.
  private func stem(of path: String) -> String {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex, !path[dot...].contains("/"),
      path[path.index(before: dot)] != "/"
    else { return path }
    return String(path[..<dot])
  }
}
