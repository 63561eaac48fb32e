internal import ArgumentParser
internal import Sarup

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render briefs to PDF, Word, OpenDocument, web pages or pictures.",
    usage: "sarup render <brief> ... [-o <file>] ... [--to <kinds>] [<options>]",
    discussion: """
      The kind of an output follows its ending: .pdf .docx .odt .html .png .svg
      .dump. Without -o it stands beside the brief, under the brief's name. With
      -o and a folder it stands there, under the brief's name. A picture of several
      pages becomes page-1.png, page-2.png and so on. - is standard input or output.

        sarup render brief.md                          brief.pdf beside it
        sarup render brief.md -o out.pdf -o out.docx   two outputs of one run
        sarup render *.md --to pdf,docx -o out/        all briefs into a folder
        sarup render brief.md --template office.yaml   in another look
        sarup render brief.md -o page.svg              a drawing of each page
        sarup render brief.md -o brief.html            a web page
        sarup render brief.md --set place=ภูเก็ต        a field with another value
        sarup render - -o - --to pdf < brief.md > out.pdf

      Mistakes are told all at once, each with its place; a brief with mistakes
      leaves no output, and the other briefs are rendered all the same. An output
      appears whole or not at all.

      Templates come from Sarup itself, or are files: --template takes any path,
      a brief names only files in or below its own folder. Pictures that a brief
      shows are read from there too.

      With --reference a Word file is made upon an office's own letterhead: it
      takes page, running heads, pictures, theme, fonts and styles from there,
      styles by their names in Word or in the template. Content controls called
      title, agency, number, date and so on are filled. The brief stands where the
      letterhead has a paragraph {{body}}, or alone. Other outputs look as the
      template says.

      Fonts come from --fonts, then from the folder of the template file, then
      from Sarup itself (Sarabun), then from the system. Characters that the font
      of the text does not have, such as Lao ones, come from the template's further
      families, then from the system; a warning says which font it took. With
      --no-system-fonts the system is never asked, and pages are the same anywhere.

      Word files name their fonts. With --embed-fonts they carry them, whole, about
      45 kB a face: the template's family for Word where its files are at hand, else
      the one of the other outputs, at the size that looks the same. A font that
      forbids it is a mistake.

      A PDF is an archive copy, PDF/A-2a, that everybody can read, PDF/UA-1. With
      --archive 3a it also carries the brief, and `sarup extract` gives that back.
      It holds no date but that of the brief, of --date, or of SOURCE_DATE_EPOCH,
      whichever of these comes first; the same input gives the same bytes.

      Exit status: 0 done, 64 wrong command line, 65 mistakes in a brief or a
      template, 66 input not found, 73 output not written. Of several the gravest.
      """)

  @Argument(
    help: ArgumentHelp("Markdown, YAML or JSON; - is standard input.", valueName: "brief"),
    completion: .file(extensions: ["md", "yaml", "yml", "json"]))
  var briefs: [String]

  @OptionGroup var outputOptions: OutputOptions

  @Option(
    help: ArgumentHelp(
      "What PDFs declare themselves to be: PDF/A-2a, PDF/A-3a with the brief inside, or nothing.",
      valueName: "2a|3a|none"))
  var archive: ArchiveLevel = .pdfA2a

  @Option(help: ArgumentHelp("Dots per inch of pictures.", valueName: "dpi"))
  var resolution: Double = 144

  @OptionGroup var letterheadOption: ReferenceOption

  @OptionGroup var options: RenderOptions

  private var targets: RenderTargets { outputOptions.targets }

  func validate() throws {
    guard (20...1200).contains(resolution) else { throw ValidationError("--resolution goes from 20 to 1200") }
    try targets.check(briefs)
    try letterheadOption.check(formats())
  }

  /// Of all briefs together.
  private func formats() throws -> [OutputFormat] { try briefs.flatMap { try targets.targets(for: $0).map(\.format) } }

  func run() throws {
    var reporter = Reporter(format: options.format)
    let renderer = try options.renderer(reporting: &reporter)
    let letterhead = try letterheadOption.letterhead(for: formats(), reporting: &reporter)
    var status = Status.done
    var failed: [String] = []
    var progress = Progress(total: briefs.count)
    let inputs = inputFiles()
    for (number, brief) in briefs.enumerated() {
      progress.show(number, brief)
      let outcome = render(brief, with: renderer, upon: letterhead, beside: inputs, &reporter) { progress.clear() }
      if outcome != .done { failed.append(brief) }
      status = max(status, outcome)
    }
    progress.clear()
    if briefs.count > 1, !failed.isEmpty, options.format == .human {
      let names = failed.prefix(5).joined(separator: ", ") + (failed.count > 5 ? ", ..." : "")
      Console.say("sarup: \(failed.count) of \(briefs.count) briefs failed: \(DisplayCells.harmless(names))")
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// - Parameter beforeSaying: Called before anything is printed.
  private func render(
    _ brief: String, with renderer: Renderer, upon letterhead: LetterheadFile?,
    beside inputs: [SystemFiles.Identity: String],
    _ reporter: inout Reporter, beforeSaying: () -> Void
  ) -> Status {
    guard let targets = try? targets.targets(for: brief) else { return .bug }
    guard let input = options.input(brief, reporting: &reporter) else { return .noInput }
    var formats: [OutputFormat] = []
    for target in targets where !formats.contains(target.format) { formats.append(target.format) }
    var request = options.request(formats)
    request.resolution = resolution
    request.archive = archive
    request.letterhead = letterhead
    request.embedsFonts = letterheadOption.embedFonts
    let rendering = renderer.render(input, request)
    if !rendering.diagnostics.all.isEmpty {
      beforeSaying()
      reporter.report(rendering.diagnostics, sources: rendering.sources)
    }
    guard let outputs = rendering.outputs else { return Status(of: rendering.diagnostics) }
    // What is no brief at all has been told so by now: its name may well be that of an output.
    if let clash = clash(of: targets, with: inputs) {
      beforeSaying()
      reporter.fail("output", clash, hints: "Give the output another name.")
      return .cannotWrite
    }
    var status = Status.done
    for target in targets {
      let files = outputs.filter { $0.format == target.format }
      status = max(status, OutputFile.write(files, to: target.path, reporting: &reporter))
    }
    return status
  }

  /// What the run reads, each file with what to call it.
  private func inputFiles() -> [SystemFiles.Identity: String] {
    var inputs: [SystemFiles.Identity: String] = [:]
    if let template = options.template, let identity = SystemFiles.Identity(template) {
      inputs[identity] = "the template itself"
    }
    if let reference = letterheadOption.reference, let identity = SystemFiles.Identity(reference) {
      inputs[identity] = "the letterhead itself"
    }
    for brief in briefs {
      guard let identity = SystemFiles.Identity(brief) else { continue }
      inputs[identity] = briefs.count == 1 ? "the brief itself" : "the brief \(brief)"
    }
    return inputs
  }

  /// Says which output would overwrite what the run reads.
  private func clash(
    of targets: [RenderTargets.Target], with inputs: [SystemFiles.Identity: String]
  ) -> String? {
    for target in targets where target.path != "-" {
      if let identity = SystemFiles.Identity(target.path), let input = inputs[identity] {
        return "the output \(target.path) is \(input)"
      }
    }
    return nil
  }
}

extension Status {
  /// Of a brief that has no output. A template that is not there is a missing input when the command line names it, and a
  /// mistake of the brief when that does.
  init(of diagnostics: Diagnostics) {
    self = diagnostics.all.contains { $0.code == "template-not-found" && $0.span == nil } ? .noInput : .badInput
  }
}
