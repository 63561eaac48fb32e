package import SarupSyntax

/// Cases in a text file, with what a reader says of each written into it, below the line that it speaks of:
///
///     === a comma too many
///     [1,]
///     #! error 3-4 no value follows the `,` [json-syntax]
///     #! hint Remove this comma.
///
/// Columns count Unicode scalars from 1, the second one excluded; a place that ends on a later line has its line before it,
/// and one in another text stands behind the case with that text's name. How a case is run may be said in lines that begin
/// with `#:`. What was read stands at the end of a case as `#= ...`. None of these lines is part of the input, so a file is
/// checked by annotating it anew: `SARUP_RECORD=1` writes it.
package struct AnnotatedCases {
  /// A case, without its annotations.
  package struct Case {
    package var name: String
    /// What stands behind `#:`, without the space that follows it.
    package var options: [String] = []
    package var text: String
  }

  /// What came of a case.
  package struct Outcome {
    /// The text of the case as it was read; `nil` when nothing got as far.
    package var source: SourceText?
    /// Other texts that the diagnostics may point into.
    package var others: [SourceText] = []
    package var diagnostics: [Diagnostic]
    /// What was read, line by line.
    package var read: [String] = []

    package init(
      source: SourceText?, others: [SourceText] = [], diagnostics: [Diagnostic], read: [String] = []
    ) {
      self.source = source
      self.others = others
      self.diagnostics = diagnostics
      self.read = read
    }
  }

  /// What stands before the first case.
  private var head: [Substring] = []
  package private(set) var cases: [Case] = []

  package init(_ file: String) {
    var lines: [Substring] = []
    var options: [String] = []
    var name: String?
    func finish(_ cases: inout [Case], _ head: inout [Substring]) {
      if let name {
        cases.append(Case(name: name, options: options, text: lines.joined(separator: "\n")))
      } else {
        head = lines
      }
    }
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        finish(&cases, &head)
        name = String(line.dropFirst(4))
        lines = []
        options = []
      } else if line.hasPrefix("#: ") {
        options.append(String(line.dropFirst(3)))
      } else if !line.hasPrefix("#!"), !line.hasPrefix("#=") {
        lines.append(line)
      }
    }
    // The file's last line feed makes no line of its own.
    if lines.last == "" { lines.removeLast() }
    finish(&cases, &head)
  }

  /// The whole file with annotations as a reader makes them.
  ///
  /// - Parameter read: Gives the lines that say what was read; none where there was an error.
  package func annotated(_ read: (Case, SourceText, inout Diagnostics) -> [String]) -> String {
    annotated { example in
      let source = SourceText(name: example.name, text: example.text)
      var diagnostics = Diagnostics()
      let lines = read(example, source, &diagnostics)
      return Outcome(source: source, diagnostics: diagnostics.all, read: lines)
    }
  }

  /// The whole file with annotations of what comes of each case.
  package func annotated(_ run: (Case) -> Outcome) -> String {
    var result = head.map { $0 + "\n" }.joined()
    for example in cases {
      let outcome = run(example)
      result += "=== \(example.name)\n" + example.options.map { "#: \($0)\n" }.joined()
      let places = Places(outcome.source, outcome.others)
      for (index, line) in example.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        result += line + "\n"
        for diagnostic in outcome.diagnostics where places.line(of: diagnostic.span) == index + 1 {
          result += Self.lines(diagnostic, places)
        }
      }
      for diagnostic in outcome.diagnostics where places.line(of: diagnostic.span) == nil {
        result += Self.lines(diagnostic, places)
      }
      result += outcome.read.map { "#= \($0)\n" }.joined()
    }
    return result
  }

  private static func lines(_ diagnostic: Diagnostic, _ places: Places) -> String {
    let head = "\(diagnostic.severity.rawValue) \(places.columns(diagnostic.span))"
    var result = "#! \(head) \(diagnostic.message) [\(diagnostic.code.name)]\n"
    for note in diagnostic.notes {
      let line = places.line(of: note.span).map { "\($0):" } ?? ""
      result += "#! note \(line)\(places.columns(note.span)) \(note.message)\n"
    }
    return result + diagnostic.hints.map { "#! hint \($0)\n" }.joined()
  }
}

/// Counts lines and columns from the start each time: slow, plain, and not the code that it helps to test.
private struct Places {
  private let source: SourceText?
  private let others: [SourceText]

  init(_ source: SourceText?, _ others: [SourceText]) {
    self.source = source
    self.others = others
  }

  private func position(_ offset: UInt32, in source: SourceText) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in source.bytes.prefix(Int(offset)) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// `nil` for what is not in the text of the case.
  func line(of span: Span?) -> Int? {
    guard let span, let source, span.source == source.id else { return nil }
    return position(span.lower, in: source).line
  }

  func columns(_ span: Span?) -> String {
    guard let span else { return "-" }
    if let source, span.source == source.id { return columns(span, in: source) }
    guard let other = others.first(where: { $0.id == span.source }) else { return "elsewhere" }
    return "\(other.name):\(position(span.lower, in: other).line):\(columns(span, in: other))"
  }

  private func columns(_ span: Span, in source: SourceText) -> String {
    let (first, last) = (position(span.lower, in: source), position(span.upper, in: source))
    return first.line == last.line
      ? "\(first.column)-\(last.column)" : "\(first.column)-\(last.line):\(last.column)"
  }
}
