internal import ArgumentParser
internal import Sarup

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List the templates that ship, or print one.",
    usage: "sarup templates [<name>]",
    discussion: """
      A printed template shows what can be said in one. To change a few things,
      begin a file of your own with `extends: brief` and write only those.

        sarup templates
        sarup templates brief
        sarup render brief.md --template office.yaml

      Exit status: 0 done, 66 no template of that name.
      """)

  @Argument(
    help: ArgumentHelp("Print this one.", valueName: "name"), completion: .list(ShippedTemplates.all.map(\.name)))
  var name: String?

  func run() throws {
    let text: String
    if let name {
      guard let template = ShippedTemplates.all.first(where: { $0.name == name }) else {
        let names = ShippedTemplates.all.map(\.name)
        let near = DidYouMean.nearest(to: name, among: names).map { "Did you mean `\($0)`? " } ?? ""
        var reporter = Reporter()
        reporter.fail(
          "template-not-found", "there is no shipped template \(name)",
          hints: "\(near)Templates that ship: \(names.joined(separator: ", ")).")
        throw ExitCode(Status.noInput.rawValue)
      }
      text = template.text
    } else {
      var table = TextTable("NAME", "IS FOR")
      for template in ShippedTemplates.all { table.add(template.name, template.summary) }
      text = table.text
    }
    let status = Console.printed(text)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
