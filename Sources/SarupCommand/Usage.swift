internal import ArgumentParser
internal import Glibc
internal import Sarup

/// What is wrong with a command line, said in the voice of all other messages.
enum Usage {
  /// Ends the process for whatever parsing or running has thrown.
  static func end(with error: any Error, arguments: [String]) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    let text = SarupCommand.message(for: error)
    if SarupCommand.exitCode(for: error) == .success {
      exit(Console.printed(answer(text) + "\n").rawValue)
    }
    let verb = arguments.first.flatMap { SarupCommand.verbs.contains($0) ? $0 : nil }
    complain(text, verb: verb)
  }

  /// Help, a version, or a completion script, as it is printed: the parser's word for a verb is subcommand.
  private static func answer(_ text: String) -> String {
    if text == SarupCommand.configuration.version { return Version.text }
    guard text.hasPrefix("OVERVIEW: ") else { return text }
    let lines = text.replacing("SUBCOMMANDS:", with: "VERBS:").replacing("<subcommand>", with: "<verb>")
    return String(lines.reversed().drop { $0.isNewline }.reversed())
  }

  /// Ends the process when the first argument is no verb: the parser only calls it unexpected.
  static func checkVerb(_ arguments: [String]) {
    let place = arguments.first == "help" ? 1 : 0
    guard arguments.count > place, !arguments[place].hasPrefix("-") else { return }
    let word = arguments[place]
    if SarupCommand.verbs.contains(word) || word == "help" { return }
    var reporter = Reporter()
    if let near = DidYouMean.nearest(to: word, among: SarupCommand.verbs) {
      reporter.fail("usage", "there is no verb \(word)", hints: "Did you mean `sarup \(near)`?")
    } else if SystemFiles.exists(word) {
      reporter.fail("usage", "what is to be done with \(word)?", hints: "To render it: sarup render \(word)")
    } else {
      reporter.fail(
        "usage", "there is no verb \(word)",
        hints: "Verbs are \(SarupCommand.verbs.joined(separator: ", ")).", "`sarup --help` tells what they do.")
    }
    exit(Status.usage.rawValue)
  }

  private static func complain(_ text: String, verb: String?) -> Never {
    var (message, hints) = parts(of: text)
    if hints.isEmpty { hints.append("`sarup \(verb.map { $0 + " " } ?? "")--help` shows what can be given.") }
    var diagnostics = Diagnostics()
    diagnostics.add(Diagnostic(.error, "usage", at: nil, message, hints: hints))
    var reporter = Reporter()
    reporter.report(diagnostics)
    exit(Status.usage.rawValue)
  }

  /// Cuts a message of the parser, or one of ours with its hint on a second line, into a clause and sentences.
  private static func parts(of text: String) -> (message: String, hints: [String]) {
    var clause = Substring(text)
    var hints: [String] = []
    for (mark, length) in [("\n", 1), (". ", 2), ("': ", 3)] {
      guard hints.isEmpty, let cut = clause.firstRange(of: mark) else { continue }
      hints = [String(clause[cut.upperBound...]).replacing("Please provide", with: "Give")]
      // Of the third mark the quote belongs to the clause.
      clause = length == 3 ? clause[...cut.lowerBound] : clause[..<cut.lowerBound]
    }
    if clause.hasSuffix(".") { clause.removeLast() }
    let missing = "Missing expected argument '"
    if clause.hasPrefix(missing), let argument = clause.dropFirst(missing.count).split(separator: " ").first {
      return ("\(argument.filter { $0 != "'" }) is missing", hints)
    }
    return (clause.prefix(1).lowercased() + clause.dropFirst(), hints)
  }
}

/// Why the value of an option cannot be taken: a sentence that says what to write.
struct ValueMistake: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
