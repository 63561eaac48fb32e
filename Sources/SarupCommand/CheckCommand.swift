internal import ArgumentParser
internal import Sarup

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in briefs, templates and Word files, and write nothing.",
    usage: "sarup check <brief|template|docx> ... [--format human|short|json] [<options>]",
    discussion: """
      A brief is read, filled into its template and set on pages, so that
      characters without a glyph and lines that do not fit show as well. Typing
      mistakes that look right and spoil searching are told too, such as a tone
      mark before its vowel, and so are the line ends that may part a word, at most
      eight of them. A YAML file with the keys of a template (extends,
      styles, body, ...) is checked as a template, and tried with a brief that has
      every field.

      A Word file, of any program, is checked for what makes Word call it damaged,
      for numbers, links and fields that lead nowhere, for Thai that Word takes for
      another language or sets badly, for what screen readers miss, and for tracked
      changes and comments that were left in it. Places in it are file, part,
      paragraph and character: letter.docx/word/document.xml:12:5.

        sarup check brief.md
        sarup check *.md office.yaml --format short
        sarup check brief.md --template office.yaml
        sarup check letter.docx
        sarup check - --format json < brief.md

      What is found goes to standard output: for people, as one line each (short:
      file:line:column: ...), or as one JSON object a line. When nothing is found
      nothing is written. On a terminal a line with the counts ends the list.

      Exit status: 0 no mistakes, or only warnings; 65 mistakes; 66 an input is
      not there.
      """)

  @Argument(
    help: ArgumentHelp("Markdown, YAML, JSON or .docx; - is standard input.", valueName: "brief|template|docx"),
    completion: .file(extensions: ["md", "yaml", "yml", "json", "docx"]))
  var inputs: [String]

  @OptionGroup var options: RenderOptions

  func validate() throws {
    if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read once only") }
  }

  func run() throws {
    var messages = Reporter(format: options.format)
    let renderer = try options.renderer(reporting: &messages)
    var findings = Reporter(format: options.format, to: Console.standardOutput)
    var progress = Progress(total: inputs.count)
    var status = Status.done
    for (number, path) in inputs.enumerated() {
      progress.show(number, path)
      guard let input = options.input(path, reporting: &messages) else {
        status = max(status, .noInput)
        continue
      }
      let checking = renderer.check(input, options.request([]))
      if !checking.diagnostics.all.isEmpty { progress.clear() }
      findings.report(checking.diagnostics, sources: checking.sources)
      if checking.diagnostics.hasErrors { status = max(status, Status(of: checking.diagnostics)) }
    }
    progress.clear()
    if options.format == .human, Console.isTerminal(Console.standardOutput) { Console.say(counts(findings)) }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func counts(_ findings: Reporter) -> String {
    func number(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let files = number(inputs.count, "file")
    if findings.errors + findings.warnings == 0 { return "\(files): no mistakes" }
    return "\(files): \(number(findings.errors, "error")), \(number(findings.warnings, "warning"))"
  }
}
