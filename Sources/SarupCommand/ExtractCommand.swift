internal import ArgumentParser
internal import Sarup

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Give back the brief that a PDF carries.",
    usage: "sarup extract <pdf> [-o <brief>]",
    discussion: """
      A PDF that was rendered with --archive 3a carries the brief it was made
      from. It comes back byte for byte, also from a file that another program
      has saved anew. - is standard input or output.

        sarup extract report.pdf -o report.md
        sarup extract report.pdf | sarup render - -o again.pdf

      Exit status: 0 done, 64 wrong command line, 65 no brief in it, or no PDF;
      66 input not found; 73 output not written.
      """)

  @Argument(
    help: ArgumentHelp("The PDF; - is standard input.", valueName: "pdf"), completion: .file(extensions: ["pdf"]))
  var pdf: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where to write the brief. Default: standard output.", valueName: "brief"),
    completion: .file(extensions: ["md", "yaml", "yml", "json"]))
  var output: String?

  @Option(help: "How messages are printed.")
  var format: MessageFormat = .human

  func run() throws {
    var reporter = Reporter(format: format)
    if pdf == "-" { Console.announceStandardInput("the PDF") }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes =
        pdf == "-" ? try SystemFiles.readStandardInput(limit: Limits.pdf) : try SystemFiles.read(pdf, limit: Limits.pdf)
    } catch {
      reporter.fail("input-unreadable", Console.sentence(error))
      throw ExitCode(Status.noInput.rawValue)
    }
    let output = output ?? "-"
    if output != "-" && SystemFiles.isSameFile(pdf, output) {
      reporter.fail("output", "the output \(output) is the PDF itself", hints: "Give the output another name.")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    let extracted = EmbeddedBrief.extract(from: bytes, name: pdf)
    reporter.report(extracted.diagnostics)
    guard let brief = extracted.bytes else { throw ExitCode(Status.badInput.rawValue) }
    let status = OutputFile.write(brief, to: output, reporting: &reporter)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
