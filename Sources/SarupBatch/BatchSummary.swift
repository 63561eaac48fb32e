internal import SarupSyntax

/// What has come of a batch.
package struct BatchSummary: Sendable {
  package var progress = BatchProgress()
  /// Records made anew because they, their template or a list of words had changed since an earlier run.
  package var changed = 0
  /// Records made anew because their files were not as an earlier run had left them.
  package var damaged = 0
  /// Lines of the journal that could not be read; their records were made anew.
  package var brokenLines = 0
  /// Whether it ended before the end of the records because it was told to.
  package var wasStopped = false
  /// The first failures; the journal has all of them.
  package private(set) var failures: [Failure] = []

  package struct Failure: Sendable {
    /// From 1.
    package var record: Int
    package var line: Int
    package var id: String?
    /// JSON objects.
    package var diagnostics: [String]
  }

  private static let mostFailures = 1000

  package init() {}

  mutating func add(_ failure: Failure) {
    if failures.count < Self.mostFailures { failures.append(failure) }
  }

  /// For programs: counts and failures as one JSON object.
  ///
  /// - Parameter seconds: how long it took.
  package func report(journal: String, seconds: Double) -> String {
    var members = [
      "\"records\": \(progress.done)", "\"made\": \(progress.made)", "\"kept\": \(progress.kept)",
      "\"failed\": \(progress.failed)", "\"withWarnings\": \(progress.warned)",
      "\"ofOtherParts\": \(progress.elsewhere)", "\"changed\": \(changed)",
      "\"damaged\": \(damaged)", "\"stopped\": \(wasStopped)", "\"seconds\": \(Double(Int(seconds * 1000)) / 1000)",
      "\"journal\": \(JSONText.quoted(journal))",
    ]
    let failures = failures.map { failure in
      "    {\"record\": \(failure.record), \"line\": \(failure.line), \"id\": \(failure.id.map(JSONText.quoted) ?? "null"), "
        + "\"diagnostics\": [\(failure.diagnostics.joined(separator: ", "))]}"
    }
    members.append(
      "\"failures\": [" + (failures.isEmpty ? "" : "\n" + failures.joined(separator: ",\n") + "\n  ") + "]")
    return "{\n  " + members.joined(separator: ",\n  ") + "\n}\n"
  }
}
