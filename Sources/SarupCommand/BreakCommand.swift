internal import ArgumentParser
internal import Sarup

struct BreakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "break",
    abstract: "Show where lines may end.",
    usage: "sarup break [--scores] [--threshold <score>] [--width <columns>] [--dictionary <file> ...] < text",
    discussion: """
      Reads lines of text from standard input and writes each with | at every
      place where a line may end, behind the spaces there.

        echo 'การบริหารงานภาครัฐ' | sarup break
        sarup break --scores < text.txt
        sarup break --width 40 < text.txt

      Exit status: 0 done, 64 wrong command line, 73 output not written.
      """)

  @OptionGroup var dictionaryOptions: DictionaryOptions

  @Flag(help: "Write {score} behind each |, the log-odds that the break is right.")
  var scores = false

  @Option(help: ArgumentHelp("Leave out breaks whose score is below this.", valueName: "score"))
  var threshold: Float = 0

  @Option(
    help: ArgumentHelp(
      "Fit each line as a paragraph of this many columns, and write | only where its lines end.", valueName: "columns"))
  var width: Int?

  func validate() throws {
    if let width, !(4...1000).contains(width) { throw ValidationError("--width goes from 4 to 1000 columns.") }
  }

  func run() throws {
    Console.announceStandardInput("lines of text")
    var reporter = Reporter()
    let lists = try dictionaryOptions.sources(reporting: &reporter)
    var diagnostics = Diagnostics()
    let finder = LineBreaks(dictionaries: lists, diagnostics: &diagnostics)
    reporter.report(diagnostics, sources: lists)
    if diagnostics.hasErrors { throw ExitCode(Status.badInput.rawValue) }
    var output: [UInt8] = []
    while let line = readLine(strippingNewline: true) {
      if let width {
        finder.fit(Array(line.utf8), columns: width, into: &output)
      } else {
        finder.mark(Array(line.utf8), threshold: threshold, scores: scores, into: &output)
      }
      output.append(UInt8(ascii: "\n"))
      // Who types a line wants its answer before the next.
      if output.count > 1 << 16 || Console.isTerminal(0) { try flush(&output) }
    }
    try flush(&output)
  }

  private func flush(_ output: inout [UInt8]) throws {
    var reporter = Reporter()
    let status = OutputFile.write(output, to: "-", reporting: &reporter)
    if status != .done { throw ExitCode(status.rawValue) }
    output.removeAll(keepingCapacity: true)
  }
}
