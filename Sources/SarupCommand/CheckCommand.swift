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
      mistakes that look right are told too, such as a tone mark before its vowel
      or two spaces, and so are the line ends that may part a word, at most eight
      of them. --rules lists what is looked for. A YAML file with the keys of a
      template (extends, styles, body, ...) is checked as a template, and tried with
      a brief that has every field.

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
        sarup check brief.md --without repeat-sign-space
        sarup check brief.md --fix --dry-run

      A brief switches rules off in its front matter, a template for all of its
      briefs: `lint: {off: [repeat-sign-space]}`. --fix mends what has one right
      answer and leaves every other byte as it is; with --dry-run it shows what
      would change, as diff does, and changes nothing.

      What is found goes to standard output: for people, as one line each (short:
      file:line:column: ...), or as one JSON object a line. When nothing is found
      nothing is written. On a terminal a line with the counts ends the list.

      Exit status: 0 no mistakes, or only warnings; 65 mistakes; 66 an input is
      not there; 73 a mended brief cannot be written.
      """)

  @Argument(
    help: ArgumentHelp("Markdown, YAML, JSON or .docx; - is standard input.", valueName: "brief|template|docx"),
    completion: .file(extensions: ["md", "yaml", "yml", "json", "docx"]))
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp("Rules that are not asked, with commas between them. May be given again.", valueName: "rules"),
    completion: .list(LintSelection.names), transform: Rules.init(argument:))
  var without: [Rules] = []

  @Option(
    help: ArgumentHelp("The only rules that are asked, with commas between them.", valueName: "rules"),
    completion: .list(LintSelection.names), transform: Rules.init(argument:))
  var only: [Rules] = []

  @Flag(help: "Mend the mistakes that have one right answer.")
  var fix = false

  @Flag(help: "With --fix: show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "List the rules.")
  var rules = false

  @OptionGroup var options: RenderOptions

  func validate() throws {
    if rules { return }
    if inputs.isEmpty { throw ValidationError("brief|template is missing") }
    if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read once only") }
    if dryRun, !fix { throw ValidationError("--dry-run goes with --fix\nWrite --fix --dry-run.") }
    if fix, !dryRun, inputs.contains("-") {
      throw ValidationError("standard input cannot be mended\nGive the name of a file, or --dry-run.")
    }
    if fix, options.encoding != .utf8 {
      throw ValidationError("only UTF-8 can be mended\nSave the brief as UTF-8.")
    }
  }

  /// Names of rules.
  struct Rules {
    var names: [String]

    init(argument: String) throws {
      names = argument.split(separator: ",").map(String.init)
      for name in names where !LintSelection.names.contains(name) {
        let near = DidYouMean.nearest(to: name, among: LintSelection.names).map { "Did you mean \($0)? " } ?? ""
        throw ValueMistake("\(near)There is no rule \(name); `sarup check --rules` lists them.")
      }
    }
  }

  func run() throws {
    if rules {
      var table = TextTable("rule", "--fix", "finds")
      for row in LintList.rows { table.add(row.name, row.isFixable ? "yes" : "", row.summary) }
      let status = Console.printed(table.text)
      if status != .done { throw ExitCode(status.rawValue) }
      return
    }
    let selection = LintSelection(only: only.flatMap(\.names), without: without.flatMap(\.names))
    var messages = Reporter(format: options.format)
    let renderer = try options.renderer(reporting: &messages)
    var findings = Reporter(format: options.format, to: Console.standardOutput)
    var progress = Progress(total: inputs.count)
    var status = Status.done
    for (number, path) in inputs.enumerated() {
      progress.show(number, path)
      guard var input = options.input(path, reporting: &messages) else {
        status = max(status, .noInput)
        continue
      }
      if fix {
        progress.clear()
        let outcome = mend(&input, renderer.mend(input, options.request([]), selection), &messages)
        status = max(status, outcome)
        if dryRun { continue }
      }
      let checking = renderer.check(input, options.request([]), selection)
      if !checking.diagnostics.all.isEmpty { progress.clear() }
      findings.report(checking.diagnostics, sources: checking.sources)
      if checking.diagnostics.hasErrors { status = max(status, Status(of: checking.diagnostics)) }
    }
    progress.clear()
    if options.format == .human, Console.isTerminal(Console.standardOutput) { Console.say(counts(findings)) }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// Puts what was mended in the file's place, or shows it.
  private func mend(_ input: inout Brief, _ mending: Mending, _ messages: inout Reporter) -> Status {
    if mending.counts.isEmpty { return .done }
    if dryRun { return Console.printed(mending.difference) }
    let status = OutputFile.write(mending.bytes, to: input.name, reporting: &messages)
    if status != .done { return status }
    input.bytes = mending.bytes
    let total = mending.counts.reduce(0) { $0 + $1.count }
    let rules = mending.counts.map { "\($0.rule) \($0.count)" }.joined(separator: ", ")
    Console.say("sarup: \(input.name): \(total) place\(total == 1 ? "" : "s") mended: \(rules)")
    return .done
  }

  private func counts(_ findings: Reporter) -> String {
    func number(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let files = number(inputs.count, "file")
    if findings.errors + findings.warnings == 0 { return "\(files): no mistakes" }
    return "\(files): \(number(findings.errors, "error")), \(number(findings.warnings, "warning"))"
  }
}
