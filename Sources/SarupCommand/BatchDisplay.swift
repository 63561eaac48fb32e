internal import ArgumentParser
internal import Sarup
internal import SarupBatch
internal import SarupSyntax

/// How it is told how far a batch has come.
enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
  /// A bar on a terminal, else lines.
  case auto
  case bar
  /// One every ten seconds.
  case lines
  /// One JSON object a second.
  case json
  case none
}

/// Tells on standard error how far a batch has come, and what is wrong with its records.
struct BatchDisplay {
  private var reporter: Reporter
  private let style: ProgressStyle
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant
  private var isBarShown = false
  private var saidFailures = 0
  private var saidWarnings = 0
  private var unsaid = 0
  /// Warnings that have been printed: what is said of one record in these words is not said of every other.
  private var warnings: Set<String> = []

  /// Records of which all messages are printed; the journal has those of the others.
  private static let mostFailures = 100
  private static let mostWarnings = 20
  private static let barWidth = 24

  init(style: ProgressStyle, format: MessageFormat) {
    let isTerminal = Console.isTerminal(Console.standardError)
    self.style = style == .auto ? (isTerminal ? .bar : .lines) : style
    reporter = Reporter(format: format)
    last = start
  }

  var seconds: Double { Self.seconds(ContinuousClock.now - start) }

  mutating func show(_ event: BatchEvent) {
    switch event {
    case .messages(let diagnostics, let sources, let hasFailed): say(diagnostics, sources, hasFailed)
    case .progress(let progress): show(progress)
    }
  }

  private mutating func say(_ diagnostics: Diagnostics, _ sources: [SourceText], _ hasFailed: Bool) {
    if !hasFailed {
      let fresh = diagnostics.all.filter { !warnings.contains($0.message) }
      if fresh.isEmpty { return }
      if warnings.count < Self.mostWarnings { for warning in fresh { warnings.insert(warning.message) } }
    }
    guard hasFailed ? saidFailures < Self.mostFailures : saidWarnings < Self.mostWarnings else {
      unsaid += 1
      return
    }
    if hasFailed { saidFailures += 1 } else { saidWarnings += 1 }
    clear()
    reporter.report(diagnostics, sources: sources)
  }

  private mutating func show(_ progress: BatchProgress) {
    let now = ContinuousClock.now
    let pause: Duration =
      switch style {
      case .bar: .milliseconds(isBarShown ? 100 : 500)
      case .lines: .seconds(10)
      case .json: .seconds(1)
      case .auto, .none: .seconds(1 << 30)
      }
    guard now - last >= pause else { return }
    last = now
    switch style {
    case .bar:
      put("\r\u{1B}[K\(bar(progress))")
      isBarShown = true
    case .json: put(json(progress) + "\n")
    case .lines, .auto, .none: put("sarup: \(line(progress))\n")
    }
  }

  mutating func clear() {
    if isBarShown { put("\r\u{1B}[K") }
    isBarShown = false
  }

  /// The last word: what has come of all.
  mutating func conclude(_ summary: BatchSummary, journal: String) {
    clear()
    let progress = summary.progress
    if style == .json { put(json(progress) + "\n") }
    if unsaid > 0 { Console.say("sarup: messages of \(count(unsaid, "further record")) are in \(journal)") }
    var parts = ["\(count(progress.made, "record")) rendered"]
    if progress.warned > 0 { parts[0] += " (\(progress.warned) with warnings)" }
    if progress.kept > 0 { parts.append("\(progress.kept) there already") }
    if progress.failed > 0 { parts.append("\(progress.failed) failed") }
    if progress.elsewhere > 0 { parts.append("\(progress.elsewhere) of other parts") }
    let rate = seconds > 1 ? ", \(Self.rounded(Double(progress.made) / seconds)) a second" : ""
    Console.say("sarup: \(parts.joined(separator: ", ")) in \(Self.time(seconds))\(rate)")
    if summary.changed > 0 {
      Console.say("sarup: \(count(summary.changed, "record")) made anew: they, their template or words had changed")
    }
    if summary.damaged > 0 {
      Console.say("sarup: \(count(summary.damaged, "record")) made anew: files were not as they had been written")
    }
    if summary.wasStopped { Console.say("sarup: stopped before the end; --resume goes on") }
    if progress.failed > 0 { Console.say("sarup: mend the records that failed, and --resume renders them") }
  }

  // MARK: - In words

  private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  private func bar(_ progress: BatchProgress) -> String {
    guard let fraction = progress.fraction else { return line(progress) }
    let full = Int(fraction * Double(Self.barWidth))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.barWidth - full)
    return "\(bar) \(line(progress))"
  }

  private func line(_ progress: BatchProgress) -> String {
    var parts = [progress.fraction.map { "\(Int($0 * 100)) %" }, "\(progress.done) done"].compactMap { $0 }
    if progress.failed > 0 { parts.append("\(progress.failed) failed") }
    parts.append("\(Self.rounded(rate(progress))) a second")
    if let left = left(progress) { parts.append("\(Self.time(left)) left") }
    return parts.joined(separator: "  ")
  }

  private func json(_ progress: BatchProgress) -> String {
    func number(_ value: Double?) -> String { value.map { "\(Double(Int($0 * 1000)) / 1000)" } ?? "null" }
    return
      "{\"done\":\(progress.done),\"made\":\(progress.made),\"kept\":\(progress.kept),\"failed\":\(progress.failed),"
      + "\"withWarnings\":\(progress.warned),"
      + "\"ofOtherParts\":\(progress.elsewhere),\"fraction\":\(number(progress.fraction)),"
      + "\"perSecond\":\(number(rate(progress))),\"secondsLeft\":\(number(left(progress)))}"
  }

  private func rate(_ progress: BatchProgress) -> Double { Double(progress.done) / max(seconds, 0.001) }

  private func left(_ progress: BatchProgress) -> Double? {
    guard let fraction = progress.fraction, fraction > 0 else { return nil }
    return seconds * (1 - fraction) / fraction
  }

  private static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  private static func rounded(_ value: Double) -> String {
    value >= 10 ? "\(Int(value.rounded()))" : "\(Double(Int(value * 10)) / 10)"
  }

  /// `12 s`, `3 min`, `2 h 5 min`.
  static func time(_ seconds: Double) -> String {
    if seconds < 99.5 { return "\(rounded(seconds)) s" }
    let minutes = Int((seconds / 60).rounded())
    return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  private func put(_ text: String) { try? SystemFiles.write(Array(text.utf8), to: Console.standardError) }
}
