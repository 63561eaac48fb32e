internal import ArgumentParser
internal import Sarup

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a plain-text article into a brief.",
    usage: "sarup import <article> [-o <brief.md>] [--encoding utf-8|windows-874]",
    discussion: """
      Reads an article as government sites publish them: a title, paragraphs,
      numbered findings, credits at the end. Page furniture is dropped, no-break
      spaces become spaces; every other character stays, typing mistakes too. What
      was left out, changed or guessed is told. - is standard input or output.

        sarup import article.txt -o brief.md
        sarup import - < article.txt

      Exit status: 0 done, perhaps with warnings; 64 wrong command line; 65 no
      article in it; 66 input not found; 73 output not written.
      """)

  @Argument(
    help: ArgumentHelp("The article, plain text; - is standard input.", valueName: "article"),
    completion: .file(extensions: ["txt"]))
  var article: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where to write the brief. Default: standard output.", valueName: "brief.md"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @Option(help: "Encoding of the article.")
  var encoding: TextEncoding = .utf8

  @Option(help: "How messages are printed.")
  var format: MessageFormat = .human

  func run() throws {
    var reporter = Reporter(format: format)
    if article == "-" { Console.announceStandardInput("the article") }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes =
        article == "-"
        ? try SystemFiles.readStandardInput(limit: Limits.brief)
        : try SystemFiles.read(article, limit: Limits.brief)
    } catch {
      reporter.fail("input-unreadable", Console.sentence(error))
      throw ExitCode(Status.noInput.rawValue)
    }
    let output = output ?? "-"
    if output != "-" && SystemFiles.isSameFile(article, output) {
      reporter.fail("output", "the output \(output) is the article itself", hints: "Give the output another name.")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    let imported = Article.brief(from: bytes, name: article, encoding: encoding)
    reporter.report(imported.diagnostics, sources: imported.sources)
    guard let markdown = imported.markdown else { throw ExitCode(Status.badInput.rawValue) }
    let status = OutputFile.write(markdown, to: output, reporting: &reporter)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
