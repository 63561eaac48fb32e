internal import ArgumentParser
internal import Sarup

struct FontsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fonts",
    abstract: "List the fonts that can be used.",
    usage: "sarup fonts [--fonts <folder>] ... [--system] [--thai] [<options>]",
    discussion: """
      Lists each face with its family, by which a template names it, its style, how
      much of Thai it has, whether it may be used, where it comes from, and its
      licence. Those of --fonts come first, then those that are part of Sarup; with
      --system, those that the system knows.

        sarup fonts
        sarup fonts --fonts fonts/
        sarup fonts --system --thai

      A font can be used when it may be embedded in a document (OS/2 fsType), is
      not variable, and is whole. --format json writes one object a line, with the
      licence in the font's own words.

      Exit status: 0 done, 64 wrong command line, 66 a folder is not there.
      """)

  @OptionGroup var fontOptions: FontOptions

  @Flag(help: "List the fonts of the system too.")
  var system = false

  @Flag(help: "List only faces with every character of Thai.")
  var thai = false

  @Option(help: "How the list is written.")
  var format: ListFormat = .text

  enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  func run() throws {
    var reporter = Reporter()
    var environment = try fontOptions.environment(reporting: &reporter)
    environment.allowsSystemFonts = system
    var list = FontList(environment)
    reporter.report(list.diagnostics)
    if thai { list.faces.removeAll { !$0.thai.isComplete } }
    let status = Console.printed(format == .text ? table(list) : list.faces.map { json($0) + "\n" }.joined())
    if status != .done { throw ExitCode(status.rawValue) }
  }

  // MARK: - For people

  private func table(_ list: FontList) -> String {
    var table = TextTable("FAMILY", "STYLE", "THAI", "USE", "FROM", "LICENCE")
    for face in list.faces {
      table.add(
        face.family, face.style, coverage(face.thai), face.refusal.map { "no: \($0)" } ?? "yes",
        face.source == .file ? face.file : face.source.rawValue, FontLicence.shortName(of: face))
    }
    return table.text
  }

  private func coverage(_ thai: FontList.ThaiCoverage) -> String {
    if thai.isComplete { return "all" }
    return thai.characters == 0 ? "none" : "\(thai.characters) of \(FontList.ThaiCoverage.all)"
  }

  // MARK: - For programs

  private func json(_ face: FontList.Face) -> String {
    let members: [(String, String)] = [
      ("family", JSONText.quoted(face.family)),
      ("otherNames", "[" + face.otherNames.map(JSONText.quoted).joined(separator: ",") + "]"),
      ("style", JSONText.quoted(face.style)), ("thaiCharacters", "\(face.thai.characters)"),
      ("hasAllOfThai", "\(face.thai.isComplete)"), ("source", JSONText.quoted(face.source.rawValue)),
      ("file", JSONText.quoted(face.file)), ("usable", "\(face.refusal == nil)"),
      ("refusal", face.refusal.map(JSONText.quoted) ?? "null"),
      ("licence", face.licence.map(JSONText.quoted) ?? "null"),
      ("licenceAddress", face.licenceAddress.map(JSONText.quoted) ?? "null"),
    ]
    return "{" + members.map { JSONText.quoted($0) + ":" + $1 }.joined(separator: ",") + "}"
  }
}

/// Fonts quote whole paragraphs of their licences; a list has room for a name.
enum FontLicence {
  private static let known: [(words: String, name: String)] = [
    ("Open Font License, Version 1.1", "SIL Open Font License 1.1"), ("Open Font License", "SIL Open Font License"),
    ("Apache License", "Apache License"), ("Lesser General Public License", "GNU LGPL"),
    ("General Public License", "GNU GPL"),
  ]
  private static let longest = 40

  static func shortName(of face: FontList.Face) -> String {
    guard let words = face.licence ?? face.licenceAddress else { return "not stated" }
    if let match = known.first(where: { words.contains($0.words) }) { return match.name }
    let line = words.prefix { !$0.isNewline }
    let sentence = line.firstRange(of: ". ").map { line[..<$0.lowerBound] } ?? line
    return sentence.count > longest ? sentence.prefix(longest - 1) + "…" : String(sentence)
  }
}
