internal import Glibc
internal import Sarup
internal import SarupSyntax

/// Exit codes of sysexits.h, which is where the numbers come from.
enum Status: Int32, Comparable {
  case done = 0
  case badInput = 65
  case noInput = 66
  case bug = 70
  case cannotWrite = 73

  /// Of several failures the one that weighs more is reported.
  private var weight: Int {
    switch self {
    case .done: 0
    case .badInput: 1
    case .noInput: 2
    case .cannotWrite: 3
    case .bug: 4
    }
  }

  static func < (left: Status, right: Status) -> Bool { left.weight < right.weight }
}

/// What the command says to people: everything goes to standard error, results alone to standard output.
enum Console {
  static func say(_ text: String) {
    writeAll(Array((text + "\n").utf8), to: 2)
  }

  static func write(_ bytes: [UInt8]) throws(SystemError) {
    try SystemFiles.write(bytes, to: 1)
  }

  /// An error that has no place in a source.
  static func fail(_ message: String, hint: String? = nil) {
    say("sarup: error: \(message)" + (hint.map { "\n  hint: \($0)" } ?? ""))
  }

  static func report(_ diagnostics: Diagnostics, sources: [SourceText], format: MessageFormat) {
    guard !diagnostics.all.isEmpty else { return }
    let printer = DiagnosticPrinter(format: format.printerFormat, sources: sources, isColored: usesColor)
    writeAll(Array(printer.text(of: diagnostics).utf8), to: 2)
  }

  private static var usesColor: Bool { isatty(2) == 1 && getenv("NO_COLOR") == nil }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    // When standard error itself cannot be written, there is nobody left to tell.
    try? SystemFiles.write(bytes, to: descriptor)
  }

  /// A sentence for a file that could not be read.
  static func sentence(_ error: FileError) -> String {
    switch error.reason {
    case .notFound: "there is no file \(error.path)"
    case .isFolder: "\(error.path) is a folder, not a file"
    case .denied: "no permission to read \(error.path)"
    case .outsideRoot: "\(error.path) lies outside the folder that may be read"
    case .tooLarge(let limit): "\(error.path) is larger than \(limit >> 20) MiB"
    case .other(let words): "cannot read \(error.path): \(words.lowercased())"
    }
  }
}
