public import ArgumentParser
internal import Sarup

extension DigitMode: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}
extension ArchiveLevel: ExpressibleByArgument {}

/// How messages are printed.
enum MessageFormat: String, CaseIterable, ExpressibleByArgument {
  case human
  case short
  case json

  var printerFormat: DiagnosticPrinter.Format {
    switch self {
    case .human: .human
    case .short: .short
    case .json: .json
    }
  }
}

/// Options of every verb that uses fonts.
struct FontOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of font files, or one font file: they come before all others. May be given again.",
      valueName: "folder"),
    completion: .directory)
  var fonts: [String] = []

  /// The environment with the fonts that were named.
  func environment(reporting reporter: inout Reporter) throws -> Environment {
    var environment = Environment()
    do throws(FileError) {
      for folder in fonts {
        let files = try FontFolders.read(folder)
        if files.isEmpty {
          reporter.warn(
            "no-fonts", "there are no fonts in \(folder)", hints: "Fonts are files that end in .ttf, .otf or .ttc.")
        }
        environment.fonts += files
      }
    } catch {
      reporter.fail(
        "input-unreadable",
        error.reason == .notFound ? "there is no folder \(error.path)" : Console.sentence(error),
        hints: "--fonts takes a folder of .ttf files, or one of them.")
      throw ExitCode(Status.noInput.rawValue)
    }
    return environment
  }
}

/// Options of every verb that reads briefs and fills templates.
struct RenderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The name of a template that ships, or the path of a template file. Default: what the brief names, else brief.",
      valueName: "name|file"),
    completion: .custom(Self.templates))
  var template: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Give a field of the brief another value. May be given again.", valueName: "key=value"),
    transform: Setting.init(argument:))
  var settings: [Setting] = []

  @Option(
    help: ArgumentHelp("Digits of numbers and dates that Sarup writes. Default: as brief and template say."))
  var digits: DigitMode?

  @Option(
    help: ArgumentHelp(
      "The day of the document where the brief gives none. Default: that of SOURCE_DATE_EPOCH, if it is set.",
      valueName: "yyyy-mm-dd"),
    transform: Day.init(argument:))
  var date: Day?

  @Option(help: "Encoding of the brief.")
  var encoding: TextEncoding = .utf8

  @OptionGroup var fontOptions: FontOptions

  @Flag(help: "Never ask the system for a font.")
  var noSystemFonts = false

  @OptionGroup var dictionaryOptions: DictionaryOptions

  @Option(help: "How messages are printed.")
  var format: MessageFormat = .human

  /// What a shell offers behind `--template`: names that ship, and template files and folders in the folder typed so far.
  private static func templates(_: [String], _: Int, typed: String) -> [String] {
    let names = typed.contains("/") ? [] : ShippedTemplates.all.map(\.name)
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let files = (try? SystemFiles.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names
      + files.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { folder + $0 }
      + files.filter { SystemFiles.isFolder(folder + $0) }.map { "\(folder)\($0)/" }
  }

  struct Setting {
    var key: String
    var value: String

    init(argument: String) throws {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ValueMistake("Write it as key=value, in quotes where the value has spaces: --set 'title=...'")
      }
      key = String(argument[..<equals])
      value = String(argument[argument.index(after: equals)...])
    }
  }

  struct Day {
    var day: CalendarDay

    init(argument: String) throws {
      var mistakes = Diagnostics()
      let date = ISODate.parse(Array(argument.utf8), at: nil, reporting: &mistakes)
      if let year = Int(argument.prefix(4)), mistakes.all.first?.code == .dateEra {
        throw ValueMistake("Years are those of the Common Era: for \(year) of the Buddhist era write \(year - 543).")
      }
      guard case .day(let day) = date else { throw ValueMistake("Write a day of the Common Era as 2026-01-31.") }
      self.day = day
    }
  }

  /// - Parameter keepsLast: For one brief that is rendered again and again.
  func renderer(keepsLast: Bool = false, reporting reporter: inout Reporter) throws -> Renderer {
    Renderer(try environment(reporting: &reporter), keepsTemplateFiles: false, keepsLast: keepsLast)
  }

  func environment(reporting reporter: inout Reporter) throws -> Environment {
    var environment = try fontOptions.environment(reporting: &reporter)
    environment.allowsSystemFonts = !noSystemFonts
    environment.day = try date?.day ?? SourceDate.day()
    environment.dictionaries = try dictionaryOptions.sources(reporting: &reporter)
    return environment
  }

  func request(_ formats: [OutputFormat]) -> RenderRequest {
    var request = RenderRequest(formats: formats)
    request.template = template.map { Template($0) }
    request.settings = settings.map { (key: $0.key, value: $0.value) }
    request.digits = digits
    return request
  }

  /// The brief at a path; `nil`, after saying why, when it cannot be read.
  func input(_ path: String, reporting reporter: inout Reporter) -> Brief? {
    if path == "-" { Console.announceStandardInput("the brief") }
    do throws(FileError) {
      var input = try Brief(path: path)
      input.encoding = encoding
      return input
    } catch {
      reporter.fail("input-unreadable", Console.sentence(error))
      return nil
    }
  }
}
