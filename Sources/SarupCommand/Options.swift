public import ArgumentParser
internal import Sarup
public import SarupSyntax
public import SarupThai

extension DigitMode: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

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

/// Options of every verb that renders.
struct RenderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A shipped template or a template file.", valueName: "name|file"))
  var template: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Give a field of the brief another value.", valueName: "key=value"))
  var settings: [Setting] = []

  @Option(help: ArgumentHelp("Use the font files of a folder before the bundled ones.", valueName: "folder"))
  var fonts: [String] = []

  @Flag(help: "Never ask the system for a font.")
  var noSystemFonts = false

  @Option(help: "Digits of generated numbers and dates: thai, arabic or keep.")
  var digits: DigitMode?

  @Option(help: ArgumentHelp("The day of the outputs where the brief gives none.", valueName: "yyyy-mm-dd"))
  var date: Day?

  @Option(help: "How messages are printed: human, short or json.")
  var format: MessageFormat = .human

  struct Setting: ExpressibleByArgument {
    var key: String
    var value: String

    init?(argument: String) {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
      key = String(argument[..<equals])
      value = String(argument[argument.index(after: equals)...])
    }
  }

  struct Day: ExpressibleByArgument {
    var day: CalendarDay

    init?(argument: String) {
      guard case .day(let day) = ISODate.parse(argument) else { return nil }
      self.day = day
    }
  }
}
