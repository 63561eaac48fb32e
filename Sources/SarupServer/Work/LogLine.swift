internal import Glibc
internal import Sarup

/// The log: a line of JSON for each event, on standard error. What briefs say never stands in it.
enum LogLine {
  enum Level: String, Comparable, CaseIterable, Sendable {
    case debug, info, warning, error

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  static func text(_ level: Level, _ event: String, _ members: [(String, JSON)], at time: String) -> String {
    JSON.object([("time", .text(time)), ("level", .text(level.rawValue)), ("event", .text(event))] + members).line
  }

  static func write(_ level: Level, _ event: String, _ members: [(String, JSON)] = []) {
    // When standard error cannot be written, there is nobody left to tell.
    try? SystemFiles.write(Array((text(level, event, members, at: now()) + "\n").utf8), to: 2)
  }

  /// The time of day in UTC with milliseconds (RFC 3339).
  private static func now() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = "\(parts.tm_year + 1900)-\(padded(Int(parts.tm_mon) + 1))-\(padded(Int(parts.tm_mday)))"
    let time = "\(padded(Int(parts.tm_hour))):\(padded(Int(parts.tm_min))):\(padded(Int(parts.tm_sec)))"
    return "\(day)T\(time).\(padded(now.tv_nsec / 1_000_000, 3))Z"
  }
}
