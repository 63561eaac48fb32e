internal import ArgumentParser
internal import Sarup

@main
struct SarupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sarup",
    abstract: "Render Thai briefs to PDF and Word.",
    discussion: """
      A brief is Markdown with front matter, YAML or JSON; a template gives it its look.

        sarup render brief.md -o brief.pdf -o brief.docx
        sarup import article.txt -o brief.md

      Exit status: 0 done, 64 wrong usage, 65 bad input, 66 input not found, 73 cannot write, 70 a bug in Sarup.
      """,
    version: Version.text,
    subcommands: [RenderCommand.self, ImportCommand.self, BreakCommand.self, TemplatesCommand.self])
}
