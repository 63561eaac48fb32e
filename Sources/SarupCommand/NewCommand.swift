internal import ArgumentParser
internal import Sarup

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a folder with a brief and a template to start from.",
    usage: "sarup new <folder> [--template <name>]",
    discussion: """
      The folder gets two files: brief.md, which tells in its own text how a brief
      is written, and template.yaml, which stands on a template that ships and
      names three things that are often changed. Files that are there already are
      left as they are, and then nothing is written.

        sarup new meeting
        sarup render meeting/brief.md        makes meeting/brief.pdf

      Exit status: 0 done, 64 wrong command line, 66 no such template, 73 a file
      is there already, or the folder cannot be made.
      """)

  @Argument(help: "The folder to make; one that is there is used.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("The template to stand on; `sarup templates` lists them.", valueName: "name"),
    completion: .list(ShippedTemplates.all.map(\.name)))
  var template: String = "brief"

  func run() throws {
    var reporter = Reporter()
    guard let starter = StarterFolder(template: template) else {
      let names = ShippedTemplates.all.map(\.name)
      let near = DidYouMean.nearest(to: template, among: names).map { "Did you mean `\($0)`? " } ?? ""
      reporter.fail(
        "template-not-found", "there is no shipped template \(template)",
        hints: "\(near)Templates that ship: \(names.joined(separator: ", ")).")
      throw ExitCode(Status.noInput.rawValue)
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for file in starter.files where SystemFiles.exists(prefix + file.name) {
      reporter.fail(
        "output", "\(prefix)\(file.name) is there already, and stays as it is",
        hints: "Name a folder that is not there yet.")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    do throws(SystemError) {
      try SystemFiles.makeFolder(folder)
    } catch {
      let parent = SystemFiles.folder(of: folder)
      let message = "cannot make the folder \(folder): \(error.message.lowercased())"
      if SystemFiles.exists(parent) {
        reporter.fail("output", message)
      } else {
        reporter.fail("output", message, hints: "There is no folder \(parent); make it first.")
      }
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    for file in starter.files {
      let status = OutputFile.write(Array(file.text.utf8), to: prefix + file.name, reporting: &reporter)
      if status != .done { throw ExitCode(status.rawValue) }
    }
    Console.say(
      """
      \(prefix)brief.md       the text
      \(prefix)template.yaml  the look
      Next: sarup render \(prefix)brief.md
      """)
  }
}
