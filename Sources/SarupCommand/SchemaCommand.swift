internal import ArgumentParser
internal import Sarup

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a brief or a template.",
    usage: "sarup schema brief|template",
    discussion: """
      An editor that knows JSON Schema offers the keys while one types, says what
      each is for, and marks what is wrong. It suits YAML and JSON alike.

        sarup schema template > template.schema.json
        sarup schema brief > brief.schema.json

      Editors with a YAML language server, such as VS Code, then take it from a
      first line like this one:

        # yaml-language-server: $schema=template.schema.json

      `sarup check` finds more: styles that are not there, days that are in no
      calendar.

      Exit status: 0 done, 64 wrong command line.
      """)

  @Argument(
    help: ArgumentHelp("Of what.", valueName: "brief|template"),
    completion: .list(InputSchema.allCases.map(\.rawValue)), transform: Self.schema)
  var schema: InputSchema

  private static func schema(_ name: String) throws -> InputSchema {
    guard let schema = InputSchema(rawValue: name) else {
      throw ValueMistake("There are two schemas: brief and template.")
    }
    return schema
  }

  func run() throws {
    let status = Console.printed(schema.text)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}
