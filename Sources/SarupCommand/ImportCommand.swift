internal import ArgumentParser
internal import Sarup

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a Word file or a plain-text article into a brief.",
    usage: "sarup import <article|docx> [-o <brief.md>] [--encoding utf-8|windows-874]",
    discussion: """
      Reads an article as government sites publish them: a title, paragraphs,
      numbered findings, credits at the end. Page furniture is dropped, no-break
      spaces become spaces; every other character stays, typing mistakes too. What
      was left out, changed or guessed is told. - is standard input or output.

      A Word file (.docx) that Sarup wrote comes back with what was changed in
      Word or LibreOffice: text, findings, credits, and the fields of the front
      matter, whether they were changed in the text or in the data behind it. Of
      any other Word file headings, lists, tables, pictures, notes and paragraphs
      are taken. Pictures are written beside the brief, into a folder with its
      name. What a brief has no words for is told: looks of parts of a paragraph,
      comments, text boxes, lines of the template.

        sarup import article.txt -o brief.md
        sarup import letter.docx -o letter.md
        sarup import - < article.txt

      Exit status: 0 done, perhaps with warnings; 64 wrong command line; 65 no
      article in it; 66 input not found; 73 output not written.
      """)

  @Argument(
    help: ArgumentHelp("Plain text, or .docx; - is standard input.", valueName: "article|docx"),
    completion: .file(extensions: ["txt", "docx"]))
  var article: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where to write the brief. Default: standard output.", valueName: "brief.md"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @Option(help: "Encoding of the article.")
  var encoding: TextEncoding = .utf8

  @Option(help: "How messages are printed.")
  var format: MessageFormat = .human

  func run() throws {
    var reporter = Reporter(format: format)
    if article == "-" { Console.announceStandardInput("the article") }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes =
        article == "-"
        ? try SystemFiles.readStandardInput(limit: Limits.brief)
        : try SystemFiles.read(article, limit: Limits.brief)
    } catch {
      reporter.fail("input-unreadable", Console.sentence(error))
      throw ExitCode(Status.noInput.rawValue)
    }
    let output = output ?? "-"
    if output != "-" && SystemFiles.isSameFile(article, output) {
      reporter.fail("output", "the output \(output) is the article itself", hints: "Give the output another name.")
      throw ExitCode(Status.cannotWrite.rawValue)
    }
    // Pictures lie in a folder beside the brief, which has the brief's name.
    let pictures = Self.stem(of: output == "-" ? article : output) + "-pictures"
    let imported = Article.brief(from: bytes, name: article, encoding: encoding, pictures: pictures)
    reporter.report(imported.diagnostics, sources: imported.sources)
    guard let markdown = imported.markdown else { throw ExitCode(Status.badInput.rawValue) }
    if !imported.pictures.isEmpty, output == "-" {
      reporter.warn(
        "pictures", "the pictures of \(article) are not written",
        hints: "Name the brief with -o, so that they lie beside it.")
    } else if !imported.pictures.isEmpty {
      let folder = SystemFiles.folder(of: output)
      do throws(SystemError) {
        try SystemFiles.makeFolder("\(folder)/\(pictures)")
      } catch {
        reporter.fail("output", "cannot make the folder \(pictures): \(error.message.lowercased())")
        throw ExitCode(Status.cannotWrite.rawValue)
      }
      for picture in imported.pictures {
        let status = OutputFile.write(picture.bytes, to: "\(folder)/\(picture.path)", reporting: &reporter)
        if status != .done { throw ExitCode(status.rawValue) }
      }
    }
    let status = OutputFile.write(markdown, to: output, reporting: &reporter)
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// The name of a file without its folder and its ending.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name == "-" ? "brief" : name }
    return String(name[..<dot])
  }
}
