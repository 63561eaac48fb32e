internal import Glibc
internal import Sarup

/// Exit codes of sysexits.h, which is where the higher numbers come from.
enum Status: Int32, Comparable {
  case done = 0
  /// Of many.
  case someFailed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case bug = 70
  case cannotWrite = 73

  /// Of several failures the one that weighs more is reported.
  private var weight: Int {
    switch self {
    case .done: 0
    case .someFailed: 1
    case .usage: 2
    case .badInput: 3
    case .noInput: 4
    case .cannotWrite: 5
    case .bug: 6
    }
  }

  static func < (left: Status, right: Status) -> Bool { left.weight < right.weight }
}

/// What the command says to people: messages go to standard error, results to standard output.
enum Console {
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  static func say(_ text: String) {
    // When standard error itself cannot be written, there is nobody left to tell.
    try? SystemFiles.write(Array((text + "\n").utf8), to: standardError)
  }

  static func write(_ bytes: [UInt8]) throws(SystemError) {
    try SystemFiles.write(bytes, to: standardOutput)
  }

  /// A result for people or programs; says why where it cannot be written.
  static func printed(_ text: String) -> Status {
    do throws(SystemError) {
      try write(Array(text.utf8))
      return .done
    } catch {
      var reporter = Reporter()
      reporter.fail("output", "cannot write to standard output: \(error.message.lowercased())")
      return .cannotWrite
    }
  }

  /// Takes everything off the screen of a terminal.
  static func clear() { try? SystemFiles.write(Array("\u{1B}[H\u{1B}[2J".utf8), to: standardError) }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Cells that a line of a terminal has; what is usual elsewhere.
  static func width(_ descriptor: Int32) -> Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 108
  }

  /// The time of day in UTC, as ISO 8601 has it.
  static func time() -> String {
    var now = time_t()
    Glibc.time(&now)
    var parts = tm()
    gmtime_r(&now, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    return "\(day)T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
  }

  /// Whoever types `-` at a terminal may wonder what happens now.
  static func announceStandardInput(_ what: String) {
    if isTerminal(0) { say("Type \(what); Ctrl-D on an empty line ends it.") }
  }

  static func usesColor(_ descriptor: Int32) -> Bool { isTerminal(descriptor) && getenv("NO_COLOR") == nil }

  /// A sentence for a file that could not be read.
  static func sentence(_ error: FileError) -> String {
    let name = error.path == "-" ? "standard input" : error.path
    return switch error.reason {
    case .notFound: "there is no file \(name)"
    case .isFolder: "\(name) is a folder, not a file"
    case .denied: "no permission to read \(name)"
    case .outsideRoot: "\(name) lies outside the folder that may be read"
    case .tooLarge(let limit): "\(name) is larger than \(limit >> 20) MiB"
    case .other(let words): "cannot read \(name): \(words.lowercased())"
    }
  }
}
