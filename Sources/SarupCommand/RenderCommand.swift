internal import ArgumentParser
internal import Sarup
internal import SarupSyntax

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render briefs to PDF, Word, pictures or a dump.",
    discussion: """
      The kind of an output follows its ending: .pdf .docx .png .dump. Without -o the outputs stand beside the brief, under \
      its name. A picture of several pages becomes brief-1.png, brief-2.png and so on. - is standard input or output.

        sarup render brief.md                              brief.pdf beside it
        sarup render brief.md -o out.pdf -o out.docx       two outputs of one run
        sarup render *.md --to pdf,docx                    each beside its brief
        sarup render - -o - --to pdf < brief.md > out.pdf
      """)

  @Argument(help: ArgumentHelp("Markdown, YAML or JSON.", valueName: "brief"))
  var briefs: [String]

  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Where to write.", valueName: "file"))
  var outputs: [String] = []

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Kinds of output: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kinds"))
  var kinds: Kinds?

  @Option(help: ArgumentHelp("Dots per inch of pictures.", valueName: "dpi"))
  var resolution: Double = 144

  @OptionGroup var options: RenderOptions

  struct Kinds: ExpressibleByArgument {
    var formats: [OutputFormat]

    init?(argument: String) {
      let names = argument.split(separator: ",", omittingEmptySubsequences: false)
      formats = names.compactMap { OutputFormat(rawValue: String($0)) }
      if formats.count != names.count { return nil }
    }
  }

  /// One file to write.
  struct Target {
    var format: OutputFormat
    var path: String
  }

  func validate() throws {
    if briefs.count > 1 && !outputs.isEmpty {
      throw ValidationError("-o takes one brief at a time; with several, leave it out and give the kinds with --to.")
    }
    if briefs.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once only.") }
    guard (20...1200).contains(resolution) else { throw ValidationError("--resolution goes from 20 to 1200.") }
    for brief in briefs { _ = try targets(for: brief) }
  }

  func run() throws {
    var environment = Environment()
    do throws(FileError) {
      for folder in options.fonts { environment.fonts += try FontFolders.read(folder) }
    } catch {
      Console.fail(Console.sentence(error), hint: "--fonts takes a folder of .ttf files.")
      throw ExitCode(Status.noInput.rawValue)
    }
    environment.allowsSystemFonts = !options.noSystemFonts
    environment.day = options.date?.day
    let renderer = Renderer(environment)
    var status = Status.done
    for brief in briefs { status = max(status, render(brief, with: renderer)) }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func render(_ brief: String, with renderer: Renderer) -> Status {
    let input: BriefInput
    do throws(FileError) {
      input = try BriefInput(path: brief)
    } catch {
      Console.fail(Console.sentence(error))
      return .noInput
    }
    guard let targets = try? targets(for: brief) else { return .bug }
    for target in targets where target.path != "-" && SystemFiles.isSameFile(target.path, brief) {
      Console.fail("the output \(target.path) is the brief itself", hint: "Give the output another name.")
      return .cannotWrite
    }

    var request = RenderRequest(formats: [])
    for target in targets where !request.formats.contains(target.format) { request.formats.append(target.format) }
    request.template = options.template
    request.settings = options.settings.map { (key: $0.key, value: $0.value) }
    request.digits = options.digits
    request.resolution = resolution
    let rendering = renderer.render(input, request)
    Console.report(rendering.diagnostics, sources: rendering.sources, format: options.format)
    guard let outputs = rendering.outputs else { return .badInput }
    var status = Status.done
    for target in targets {
      let files = outputs.filter { $0.format == target.format }
      for file in files { status = max(status, write(file, of: files.count, to: target.path)) }
    }
    return status
  }

  private func write(_ output: Output, of count: Int, to path: String) -> Status {
    do throws(SystemError) {
      if path == "-" {
        try Console.write(output.bytes)
      } else {
        try SystemFiles.replace(count > 1 ? numbered(path, output.page ?? 1) : path, with: output.bytes)
      }
      return .done
    } catch {
      let folder = SystemFiles.folder(of: path)
      Console.fail(
        "cannot write \(path): \(error.message.lowercased())",
        hint: SystemFiles.isFolder(folder) ? nil : "There is no folder \(folder); make it first.")
      return .cannotWrite
    }
  }

  /// `page.png` and 2 give `page-2.png`.
  private func numbered(_ path: String, _ page: Int) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "\(path)-\(page)" }
    return "\(path[..<dot])-\(page)\(path[dot...])"
  }

  private func targets(for brief: String) throws -> [Target] {
    let formats = kinds?.formats ?? []
    if outputs.isEmpty {
      if brief == "-" { throw ValidationError("A brief from standard input needs -o, which may be - as well.") }
      return (formats.isEmpty ? [.pdf] : formats).map { Target(format: $0, path: stem(of: brief) + "." + $0.fileExtension) }
    }
    return try outputs.map { path in
      if let format = OutputFormat(fileName: path) { return Target(format: format, path: path) }
      guard let format = formats.first, formats.count == 1 else {
        let known = OutputFormat.allCases.map { "." + $0.fileExtension }.joined(separator: " ")
        throw ValidationError(
          path == "-"
            ? "Standard output needs one kind: add --to pdf."
            : "The ending of \(path) names no kind of output; endings are \(known), or give one kind with --to.")
      }
      return Target(format: format, path: path)
    }
  }

  private func stem(of path: String) -> String {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex, !path[dot...].contains("/") else { return path }
    return String(path[..<dot])
  }
}
