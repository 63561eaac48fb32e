package import SarupSyntax

/// Cases in a text file, with what a reader says of each written into it, below the line that it speaks of:
///
///     === a comma too many
///     [1,]
///     #! error 3-4 no value follows the `,` [json-syntax]
///     #! hint Remove this comma.
///
/// Columns count Unicode scalars from 1, the second one excluded; a place that ends on a later line has its line before it.
/// What was read stands at the end of a case as `#= ...`. Such lines are no part of the input, so a file is checked by
/// annotating it anew: `SARUP_RECORD=1` writes it.
package struct AnnotatedCases {
  /// A case, without its annotations.
  package struct Case {
    package var name: String
    package var text: String
  }

  /// What stands before the first case.
  private var head: [Substring] = []
  package private(set) var cases: [Case] = []

  package init(_ file: String) {
    var lines: [Substring] = []
    var name: String?
    func finish(_ cases: inout [Case], _ head: inout [Substring]) {
      if let name {
        cases.append(Case(name: name, text: lines.joined(separator: "\n")))
      } else {
        head = lines
      }
    }
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        finish(&cases, &head)
        name = String(line.dropFirst(4))
        lines = []
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
    var result = head.map { $0 + "\n" }.joined()
    for example in cases {
      let source = SourceText(name: example.name, text: example.text)
      var diagnostics = Diagnostics()
      let outcome = read(example, source, &diagnostics)
      result += "=== \(example.name)\n"
      let place = Places(source)
      for (index, line) in example.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        result += line + "\n"
        for diagnostic in diagnostics.all where place.line(of: diagnostic.span) == index + 1 {
          result += Self.lines(diagnostic, place)
        }
      }
      for diagnostic in diagnostics.all where diagnostic.span == nil { result += Self.lines(diagnostic, place) }
      result += outcome.map { "#= \($0)\n" }.joined()
    }
    return result
  }

  private static func lines(_ diagnostic: Diagnostic, _ place: Places) -> String {
    let head = "\(diagnostic.severity.rawValue) \(place.columns(diagnostic.span))"
    var result = "#! \(head) \(diagnostic.message) [\(diagnostic.code.name)]\n"
    for note in diagnostic.notes {
      result += "#! note \(place.line(of: note.span)):\(place.columns(note.span)) \(note.message)\n"
    }
    return result + diagnostic.hints.map { "#! hint \($0)\n" }.joined()
  }
}

/// Counts lines and columns from the start each time: slow, plain, and not the code that it helps to test.
private struct Places {
  private let source: SourceText

  init(_ source: SourceText) { self.source = source }

  private func position(_ offset: UInt32) -> (line: Int, column: Int) {
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

  func line(of span: Span?) -> Int { span.map { position($0.lower).line } ?? 0 }

  func columns(_ span: Span?) -> String {
    guard let span else { return "-" }
    guard span.source == source.id else { return "elsewhere" }
    let (first, last) = (position(span.lower), position(span.upper))
    return first.line == last.line
      ? "\(first.column)-\(last.column)" : "\(first.column)-\(last.line):\(last.column)"
  }
}
