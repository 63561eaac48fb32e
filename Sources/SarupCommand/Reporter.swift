internal import Sarup

/// Prints messages in the form that was asked for, and counts them. What several inputs have in common, such as a mistake in
/// their template, is told once.
struct Reporter {
  private let format: MessageFormat
  private let descriptor: Int32
  private(set) var errors = 0
  private(set) var warnings = 0
  private var told: Set<Key> = []
  private static let mostTold = 20_000

  /// Cells that stand before the line of a source.
  private static let gutter = 8

  private struct Key: Hashable {
    var code: DiagnosticCode
    var message: String
    var file: String?
    var lower: UInt32
    var upper: UInt32
  }

  /// - Parameter descriptor: Where to: messages are beside the point of most verbs, and the whole point of others.
  init(format: MessageFormat = .human, to descriptor: Int32 = Console.standardError) {
    self.format = format
    self.descriptor = descriptor
  }

  mutating func report(_ diagnostics: Diagnostics, sources: [SourceText] = []) {
    var fresh = Diagnostics()
    for diagnostic in diagnostics.all {
      let span = diagnostic.span
      let key = Key(
        code: diagnostic.code, message: diagnostic.message,
        file: span.flatMap { span in sources.first { $0.id == span.source }?.name }, lower: span?.lower ?? 0,
        upper: span?.upper ?? 0)
      // Of very many only the latest are remembered.
      if told.count >= Self.mostTold { told = [] }
      if told.insert(key).inserted { fresh.add(diagnostic) }
    }
    errors += fresh.all.count { $0.severity == .error }
    warnings += fresh.all.count { $0.severity == .warning }
    if format == .human {
      // What has no place in a text is said in the command's own voice.
      for diagnostic in fresh.all where diagnostic.span == nil { say(diagnostic) }
      var placed = Diagnostics()
      for diagnostic in fresh.all where diagnostic.span != nil { placed.add(diagnostic) }
      fresh = placed
    }
    if fresh.all.isEmpty { return }
    let printer = DiagnosticPrinter(
      format: format.printerFormat, sources: sources, isColored: Console.usesColor(descriptor),
      width: Console.width(descriptor) - Self.gutter)
    put(printer.text(of: fresh))
  }

  /// An error that has no place in a text.
  mutating func fail(_ code: DiagnosticCode, _ message: String, hints: String...) {
    add(Diagnostic(.error, code, at: nil, message, hints: hints))
  }

  mutating func warn(_ code: DiagnosticCode, _ message: String, hints: String...) {
    add(Diagnostic(.warning, code, at: nil, message, hints: hints))
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    var diagnostics = Diagnostics()
    diagnostics.add(diagnostic)
    report(diagnostics)
  }

  private func say(_ diagnostic: Diagnostic) {
    let message = DisplayCells.harmless(diagnostic.message)
    let hints = diagnostic.hints.map { "  hint: \(DisplayCells.harmless($0))\n" }
    put("sarup: \(diagnostic.severity.rawValue): \(message)\n" + hints.joined())
  }

  private func put(_ text: String) { try? SystemFiles.write(Array(text.utf8), to: descriptor) }
}
