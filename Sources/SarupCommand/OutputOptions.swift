internal import ArgumentParser
internal import Sarup

/// Where the outputs of a brief go, for every verb that renders single briefs.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where to write: a file or a folder. May be given again.", valueName: "file"),
    completion: .file())
  var outputs: [String] = []

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Kinds of output, with commas between them: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kinds"), completion: .list(OutputFormat.allCases.map(\.rawValue)),
    transform: OutputKinds.init(argument:))
  var kinds: OutputKinds?

  var targets: RenderTargets { RenderTargets(outputs: outputs, kinds: kinds?.formats ?? []) }
}

/// Kinds of output as one argument names them.
struct OutputKinds {
  var formats: [OutputFormat]

  init(argument: String) throws {
    formats = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = OutputFormat(rawValue: name.lowercased()) else {
        let names = OutputFormat.allCases.map(\.rawValue)
        let near = DidYouMean.nearest(to: String(name), among: names).map { "Did you mean \($0)? " } ?? ""
        throw ValueMistake("\(near)Kinds are \(names.joined(separator: ", ")), with commas between them.")
      }
      if !formats.contains(format) { formats.append(format) }
    }
  }
}
