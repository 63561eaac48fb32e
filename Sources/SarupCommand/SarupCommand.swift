internal import ArgumentParser
internal import Sarup
internal import SarupBatch

@main
struct SarupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sarup",
    abstract: "Render Thai briefs to PDF and Word.",
    usage: """
      sarup <verb> ...
      sarup <verb> --help
      """,
    discussion: """
      A brief is a text with a title, numbered findings and credits, written as
      Markdown, YAML or JSON. A template gives it its look. From both Sarup makes
      a PDF to print and to archive, a Word document to go on with, and pictures.

      To begin:
        sarup new meeting               a folder with a brief to write into
        sarup render meeting/brief.md   makes meeting/brief.pdf
        sarup check meeting/brief.md    tells every mistake, with its place

      Templates: a brief names its own, else it is `brief`. `sarup templates`
      lists those that ship; a file of your own is named by its path.
      Fonts: Sarabun is part of Sarup. `sarup fonts` lists what there is.

      Exit status:
         0  done, perhaps with warnings
         1  a batch is finished, and some records failed
        64  the command line is wrong
        65  a brief or a template has mistakes
        66  an input is not there, or may not be read
        70  a fault in Sarup itself
        73  an output cannot be written
      """,
    version: "sarup \(Version.number)",
    subcommands: [
      NewCommand.self, RenderCommand.self, WatchCommand.self, BatchCommand.self, CheckCommand.self, ImportCommand.self,
      ExtractCommand.self,
      TemplatesCommand.self, FontsCommand.self, SchemaCommand.self, BreakCommand.self,
    ])

  static let verbs = configuration.subcommands.compactMap { $0.configuration.commandName }

  static func main() {
    let arguments = Arguments.all
    Usage.checkVerb(arguments)
    do {
      var command: any ParsableCommand = try parseAsRoot(arguments)
      try command.run()
    } catch {
      Usage.end(with: error, arguments: arguments)
    }
  }
}
