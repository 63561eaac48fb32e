/// A stable name for a kind of message, apart from its wording: `yaml-syntax`, `brief-unknown-key`.
///
/// Programs filter by it, so a code never changes its meaning. Each module declares its own codes in an extension.
public struct DiagnosticCode: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Lower-case words with hyphens.
  public let name: String

  /// Makes a code of its name.
  public init(stringLiteral name: StaticString) {
    self.name = "\(name)"
  }
}

/// Something to tell the person who wrote an input: what is wrong, where, and what to type instead.
public struct Diagnostic: Hashable, Sendable {
  /// Whether there is an output all the same.
  public enum Severity: String, Sendable {
    case warning
    case error
  }

  /// A second place that explains the first.
  public struct Note: Hashable, Sendable {
    /// Where it is.
    public var span: Span
    /// A clause as in the diagnostic itself.
    public var message: String

    package init(at span: Span, _ message: String) {
      self.span = span
      self.message = message
    }
  }

  /// An error has no output, a warning has one.
  public var severity: Severity
  /// What kind of message it is, for programs.
  public var code: DiagnosticCode
  /// A clause in lower case without a full stop: it names the thing and says what is wrong with it.
  public var message: String
  /// Where; `nil` only for something that has no place, such as a file that is not there.
  public var span: Span?
  /// Sentences that say what to do.
  public var hints: [String]
  /// Further places that explain it.
  public var notes: [Note]

  package init(
    _ severity: Severity, _ code: DiagnosticCode, at span: Span?, _ message: String, hints: [String] = [],
    notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.hints = hints
    self.notes = notes
  }
}

/// What a phase has to say. A phase reports every mistake it sees before it gives up.
public struct Diagnostics: Sendable {
  /// In the order in which they were found.
  public private(set) var all: [Diagnostic] = []
  /// Whether one of them is an error.
  public private(set) var hasErrors = false

  package init() {}

  package mutating func error(_ code: DiagnosticCode, at span: Span?, _ message: String, hint: String...) {
    add(Diagnostic(.error, code, at: span, message, hints: hint))
  }

  package mutating func warning(_ code: DiagnosticCode, at span: Span?, _ message: String, hint: String...) {
    add(Diagnostic(.warning, code, at: span, message, hints: hint))
  }

  package mutating func add(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
    hasErrors = hasErrors || diagnostic.severity == .error
  }

  package mutating func add(contentsOf other: Diagnostics) {
    all += other.all
    hasErrors = hasErrors || other.hasErrors
  }

  /// Takes back what later knowledge has shown to be no mistake.
  package mutating func remove(where isNone: (Diagnostic) -> Bool) {
    all.removeAll(where: isNone)
    hasErrors = all.contains { $0.severity == .error }
  }
}
