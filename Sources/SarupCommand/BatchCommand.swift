internal import ArgumentParser
internal import Sarup
internal import SarupBatch
internal import SarupSyntax

extension RecordReader.Notation: ExpressibleByArgument {}

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Render many records, each to files of its own.",
    usage: """
      sarup batch <records> --out <pattern> [--to <kinds>] [<options>]
      sarup batch --merge <journal> ... --journal <file>
      """,
    discussion: """
      Records are lines of JSON (.jsonl), rows of a table (.csv, as spreadsheets
      save it), YAML documents with --- between them, or a folder of briefs; - is
      standard input. Their fields are those of a brief. The pattern tells where
      the files go: a field in braces stands for what the record says in it, {ext}
      for the kind of file, {record} for the number of the record.

        sarup batch list.csv --out 'out/{id}.{ext}'
        sarup batch list.csv --out 'out/{agency}/{id}.{ext}' --to pdf,docx
        sarup batch list.csv --encoding windows-874 --out 'out/{id}.pdf'
        sarup batch records.jsonl --out 'out/{id}.pdf' --template office.yaml
        sarup batch briefs/ --out 'out/{file}.pdf' --resume

      The first row of a table names the fields, in English or Thai. Several
      findings stand in columns `finding 1`, `finding 2`, or in one cell
      `findings`, a line each. Between cells stand commas, semicolons or tabs.

      With --reference, Word files are made upon an office's own letterhead.

      A record with a mistake is told with its line, and the others are rendered
      all the same. A journal, a line for each record, stands beside the outputs.
      After anything that ended the run, --resume does what is left: it looks at
      the files that are there, and makes those anew whose record, template or
      bytes are not what they were. Files appear whole or not at all.

      For several machines, --shard 2/4 takes the second of four equal parts, and
      --merge makes one journal of those of all parts.

      Ctrl-C and SIGTERM finish the records that are being worked on, and stop.

      Exit status:
           0  all records are done
           1  the run is finished, and some records failed
          64  the command line is wrong
          65  the pattern, the table or the journal does not fit
          66  the records are not there
          73  files or the journal cannot be written
         130  stopped by Ctrl-C; 143 by SIGTERM
      """)

  @Argument(
    help: ArgumentHelp("JSON Lines, CSV, YAML, or a folder of briefs; - is standard input.", valueName: "records"),
    completion: .file(extensions: ["jsonl", "ndjson", "csv", "tsv", "yaml", "yml"]))
  var records: [String]

  @Option(
    help: ArgumentHelp("Where files go: a path with fields in braces, such as 'out/{id}.{ext}'.", valueName: "pattern"))
  var out: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Kinds of files, with commas between them: \(Self.kindNames). Default: pdf.", valueName: "kinds"),
    completion: .list(Self.possibleKinds), transform: OutputKinds.init(argument:))
  var kinds: OutputKinds?

  @Option(help: ArgumentHelp("How records are written. Default: as the ending says."))
  var from: RecordReader.Notation?

  @Option(
    help: ArgumentHelp("How many records to render at the same time. Default: one for each core.", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Go on with the run that the journal tells of.")
  var resume = false

  @Flag(help: "Stop at the first record with a mistake.")
  var strict = false

  @Option(
    help: ArgumentHelp("Take one of several equal parts of the records, such as 2/4.", valueName: "part"),
    transform: Part.init(argument:))
  var shard: Part?

  @Option(
    help: ArgumentHelp("The journal. Default: sarup-journal.jsonl in the folder of the outputs.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var journal: String?

  @Option(
    help: ArgumentHelp("Write counts and failures to this file, as JSON.", valueName: "file"), completion: .file())
  var report: String?

  @Option(help: "How progress is told: auto is a bar on a terminal, else a line every ten seconds.")
  var progress: ProgressStyle = .auto

  @Flag(help: "Make one journal of those given.")
  var merge = false

  @OptionGroup var letterheadOption: ReferenceOption

  @OptionGroup var options: RenderOptions

  struct Part {
    var shard: Shard

    init(argument: String) throws {
      guard let shard = Shard(argument) else {
        throw ValueMistake("Write the number of the part and of all parts: --shard 2/4")
      }
      self.shard = shard
    }
  }

  private static let mostJobs = 512
  /// One file of each a record.
  private static let possibleKinds = OutputFormat.allCases.filter { !$0.isOnePerPage }.map(\.rawValue)
  private static let kindNames = possibleKinds.joined(separator: ", ")

  func validate() throws {
    if merge {
      if journal == nil { throw ValidationError("--merge needs a place for the journal\nGive it with --journal.") }
      return
    }
    if records.count != 1 {
      throw ValidationError(
        "one file of records is rendered at a time\nA folder of briefs counts as one: sarup batch briefs/")
    }
    if out == nil { throw ValidationError("--out is missing\nSay where the files go: --out 'out/{id}.{ext}'") }
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs goes from 1 to \(Self.mostJobs)")
    }
    if let kind = kinds?.formats.first(where: \.isOnePerPage) {
      throw ValidationError(
        "a batch makes one file of each kind, and \(kind.rawValue) is one for each page\nKinds are \(Self.kindNames).")
    }
    try letterheadOption.check(kinds?.formats ?? [.pdf])
  }

  func run() throws {
    var reporter = Reporter(format: options.format)
    if merge { return try mergeJournals(&reporter) }
    Interruption.listen()
    let plan = try plan(&reporter)
    let environment = try options.environment(reporting: &reporter)
    let source = try source(&reporter)
    var display = BatchDisplay(style: progress, format: options.format)
    let summary: BatchSummary
    do throws(BatchFailure) {
      summary = try Batch(plan, environment: environment).run(
        source, isStopped: { Interruption.hasCome }, time: Console.time
      ) { display.show($0) }
    } catch {
      display.clear()
      throw fail(error, &reporter)
    }
    display.conclude(summary, journal: plan.journalPath)
    if let report {
      let text = summary.report(journal: plan.journalPath, seconds: display.seconds)
      let status = OutputFile.write(Array(text.utf8), to: report, reporting: &reporter)
      if status != .done { throw ExitCode(status.rawValue) }
    }
    if summary.wasStopped { Interruption.end() }
    if summary.progress.failed > 0 { throw ExitCode(Status.someFailed.rawValue) }
  }

  private func plan(_ reporter: inout Reporter) throws -> BatchPlan {
    let formats = kinds?.formats ?? [.pdf]
    let pattern: OutputPattern
    do throws(OutputPattern.Mistake) {
      pattern = try OutputPattern(out ?? "", kinds: formats)
    } catch {
      reporter.fail("output-pattern", error.message, hints: error.hint)
      throw ExitCode(Status.badInput.rawValue)
    }
    var request = options.request(formats)
    request.embedsFonts = letterheadOption.embedFonts
    request.letterhead = try letterheadOption.letterhead(for: formats, reporting: &reporter)
    var plan = BatchPlan(pattern: pattern, request: request)
    plan.encoding = options.encoding
    plan.jobs = jobs ?? min(Processors.count, Self.mostJobs)
    plan.shard = shard?.shard
    plan.isStrict = strict
    plan.resumes = resume
    plan.journal = journal
    return plan
  }

  private func source(_ reporter: inout Reporter) throws -> RecordSource {
    if records[0] == "-" { Console.announceStandardInput("records") }
    do throws(RecordSource.Failure) {
      return try RecordSource(records[0], notation: from, encoding: options.encoding) { Interruption.hasCome }
    } catch {
      switch error {
      case .file(let error):
        reporter.fail("input-unreadable", Console.sentence(error))
        throw ExitCode(Status.noInput.rawValue)
      case .mistakes(let diagnostics, let sources):
        reporter.report(diagnostics, sources: sources)
        throw ExitCode(Status.badInput.rawValue)
      }
    }
  }

  private func mergeJournals(_ reporter: inout Reporter) throws {
    let summary: JournalMerge.Summary
    do throws(BatchFailure) {
      summary = try JournalMerge.merge(records, into: journal ?? "")
    } catch {
      throw fail(error, &reporter)
    }
    Console.say("sarup: \(summary.done) records done, \(summary.failed) failed")
    if !summary.missingParts.isEmpty {
      reporter.warn(
        "journal-part-missing", "there is no journal of part \(summary.missingParts.joined(separator: ", "))")
    } else if summary.missingRecords > 0 {
      reporter.warn(
        "journal-record-missing", "\(summary.missingRecords) records are in no journal",
        hints: "Run their parts again with --resume.")
    }
    if summary.failed > 0 || !summary.missingParts.isEmpty || summary.missingRecords > 0 {
      throw ExitCode(Status.someFailed.rawValue)
    }
  }

  private func fail(_ failure: BatchFailure, _ reporter: inout Reporter) -> ExitCode {
    if let hint = failure.hint {
      reporter.fail("batch", failure.message, hints: hint)
    } else {
      reporter.fail("batch", failure.message)
    }
    let status: Status =
      switch failure.kind {
      case .badInput: .badInput
      case .cannotWrite: .cannotWrite
      case .noInput: .noInput
      }
    return ExitCode(status.rawValue)
  }
}
