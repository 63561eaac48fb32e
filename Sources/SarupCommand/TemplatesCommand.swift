internal import ArgumentParser
internal import Sarup

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List the templates that ship, or print one.",
    discussion: """
      A printed template is where a template of your own starts.

        sarup templates
        sarup templates brief > my-office.yaml
      """)

  @Argument(help: ArgumentHelp("Print this one.", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else {
      for template in ShippedTemplates.all { print("\(template.name)\t\(template.summary)") }
      return
    }
    guard let template = ShippedTemplates.all.first(where: { $0.name == name }) else {
      Console.fail(
        "there is no shipped template \(name)",
        hint: "Shipped are \(ShippedTemplates.all.map(\.name).joined(separator: ", ")).")
      throw ExitCode(Status.noInput.rawValue)
    }
    print(template.text, terminator: "")
  }
}
