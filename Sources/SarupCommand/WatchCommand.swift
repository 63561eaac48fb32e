internal import ArgumentParser
internal import Sarup

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Render a brief again whenever it changes.",
    usage: "sarup watch <brief> [-o <file>] ... [--to <kinds>] [<options>]",
    discussion: """
      The brief is rendered as by `sarup render`, and again whenever it, its
      template or what that extends, its pictures, its lists of words, or a font of
      --fonts or of the template's folder are saved. Fonts that are installed while
      it runs are seen when it is started again. A viewer that loads a file anew
      when it changes then shows each save at once.

        sarup watch brief.md                        brief.pdf beside it
        sarup watch brief.md -o out.pdf -o out.html
        sarup watch brief.md --template office.yaml

      Mistakes are shown in place of the last ones; the last good output stays
      until the brief is right again. On a terminal the screen is cleared, in a
      pipe each rendering has lines of its own. Ctrl-C ends it.

      Exit status: 0 ended, 64 wrong command line, 66 the brief is not there.
      """)

  @Argument(
    help: ArgumentHelp("Markdown, YAML or JSON.", valueName: "brief"),
    completion: .file(extensions: ["md", "yaml", "yml", "json"]))
  var brief: String

  @OptionGroup var outputOptions: OutputOptions

  @OptionGroup var options: RenderOptions

  private var targets: RenderTargets { outputOptions.targets }

  func validate() throws {
    if brief == "-" || outputOptions.outputs.contains("-") {
      throw ValidationError("only files can be watched and written\nGive the brief and the output by their names.")
    }
    try targets.check([brief])
    for target in try targets.targets(for: brief) {
      if SystemFiles.isSameFile(target.path, brief)
        || options.template.map({ SystemFiles.isSameFile(target.path, $0) }) == true
      {
        throw ValidationError("the output \(target.path) is what is watched\nGive the output another name.")
      }
    }
  }

  func run() throws {
    var messages = Reporter(format: options.format)
    guard SystemFiles.exists(brief) else {
      messages.fail("input-unreadable", "there is no file \(brief)")
      throw ExitCode(Status.noInput.rawValue)
    }
    var watcher = try watcher(reporting: &messages)
    var held = stamps()
    var renderer = try options.renderer(keepsLast: true, reporting: &messages)
    Interruption.listen()
    let log = FileLog()
    _ = watcher.watch([brief], fontsIn: [])
    repeat {
      repeat {
        if held.isStale || log.hasStaleFonts {
          // A renderer keeps the words and the fonts that it has read.
          let now = stamps()
          if let fresh = try? options.renderer(keepsLast: true, reporting: &messages) {
            (renderer, held) = (fresh, now)
          }
        }
        log.clear()
        render(with: renderer, log)
        // In a folder that is new something may have changed before it was watched.
      } while watcher.watch(log.paths + held.paths, fontsIn: log.fontFolders + held.fontFolders)
        && (log.isStale || held.isStale)
    } while watcher.wait()
    if isTerminal { Console.say("") }
  }

  /// How the lists of words and the fonts of the command line are now.
  private func stamps() -> FileLog {
    let log = FileLog()
    for list in options.dictionaryOptions.dictionary { log.note(list) }
    for folder in options.fontOptions.fonts { log.noteFonts(in: folder) }
    return log
  }

  private var isTerminal: Bool { options.format == .human && Console.isTerminal(Console.standardError) }

  private func watcher(reporting messages: inout Reporter) throws -> FileWatcher {
    do throws(SystemError) {
      return try FileWatcher()
    } catch {
      messages.fail("watch", "files cannot be watched: \(error.message.lowercased())")
      throw ExitCode(Status.bug.rawValue)
    }
  }

  /// Renders once. Messages are those of this rendering alone, whatever was said before.
  private func render(with renderer: Renderer, _ log: FileLog) {
    let start = ContinuousClock.now
    var reporter = Reporter(format: options.format)
    log.note(brief)
    var formats: [OutputFormat] = []
    guard let targets = try? targets.targets(for: brief) else { return }
    for target in targets where !formats.contains(target.format) { formats.append(target.format) }
    var request = options.request(formats)
    request.log = log
    let input = options.input(brief, reporting: &reporter).map { input in
      var input = input
      input.files = FolderFiles(root: SystemFiles.folder(of: brief), log: log)
      return input
    }
    let rendering = input.map { renderer.render($0, request) }
    if isTerminal { Console.clear() }
    if let rendering { reporter.report(rendering.diagnostics, sources: rendering.sources) }
    var isWritten = rendering?.outputs != nil
    for target in targets where isWritten {
      let files = rendering?.outputs?.filter { $0.format == target.format } ?? []
      // The next save writes it anew: nobody has to wait for the disk.
      isWritten = OutputFile.write(files, to: target.path, isSynced: false, reporting: &reporter) == .done
    }
    let names = targets.map(\.path).joined(separator: ", ")
    let time = (ContinuousClock.now - start).components.attoseconds / 1_000_000_000_000_000
    Console.say(
      isWritten
        ? "sarup: \(DisplayCells.harmless(names)) written in \(time) ms"
        : "sarup: \(reporter.errors) \(reporter.errors == 1 ? "error" : "errors"), nothing written to \(DisplayCells.harmless(names))"
    )
  }
}
