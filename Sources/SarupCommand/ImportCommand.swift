internal import ArgumentParser
internal import Sarup
internal import SarupSyntax

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a plain-text article into a brief.",
    discussion: """
      Reads an article as government sites publish them: a title, paragraphs, numbered findings, credits at the end. Page \
      furniture is dropped, no-break spaces become spaces; every other character stays. What was changed or guessed is \
      reported.

        sarup import article.txt -o brief.md
        sarup import - < article.txt
      """)

  @Argument(help: ArgumentHelp("The article, UTF-8 text.", valueName: "article"))
  var article: String

  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Where to write the brief.", valueName: "brief.md"))
  var output: String = "-"

  @Option(help: "Encoding of the article: utf-8 or windows-874.")
  var encoding: TextEncoding = .utf8

  @Option(help: "How messages are printed: human, short or json.")
  var format: MessageFormat = .human

  func run() throws {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes =
        article == "-"
        ? try SystemFiles.readStandardInput(limit: Limits.brief)
        : try SystemFiles.read(article, limit: Limits.brief)
    } catch {
      Console.fail(Console.sentence(error))
      throw ExitCode(Status.noInput.rawValue)
    }
    if output != "-" && SystemFiles.isSameFile(article, output) {
      Console.fail("the output \(output) is the article itself", hint: "Give the output another name.")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    let imported = Article.brief(from: bytes, name: article, encoding: encoding)
    Console.report(imported.diagnostics, sources: imported.sources, format: format)
    guard let markdown = imported.markdown else { throw ExitCode(Status.badInput.rawValue) }
    do throws(SystemError) {
      if output == "-" { try Console.write(markdown) } else { try SystemFiles.replace(output, with: markdown) }
    } catch {
      Console.fail("cannot write \(output): \(error.message.lowercased())")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
  }
}
