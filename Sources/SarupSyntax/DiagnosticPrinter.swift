/// Puts diagnostics into words for people, editors and programs.
public struct DiagnosticPrinter {
  /// How diagnostics are written.
  public enum Format: Sendable {
    /// The line of the source with the place marked below it, then hints.
    case human
    /// `file:line:column: error: message [code]`, one line each, as compilers print and editors read.
    case short
    /// One JSON object a line.
    case json
  }

  let format: Format
  let color: Bool
  private let order: [SourceID: Int]
  private let indices: [SourceID: LineIndex]

  /// - Parameters:
  ///   - sources: the texts that diagnostics may point into. Their order is the order of printing.
  ///   - color: whether to colour the human format with ANSI escapes.
  public init(sources: [SourceText], format: Format, color: Bool = false) {
    self.format = format
    self.color = color
    var order: [SourceID: Int] = [:]
    var indices: [SourceID: LineIndex] = [:]
    for source in sources where order[source.id] == nil {
      order[source.id] = order.count
      indices[source.id] = LineIndex(source)
    }
    self.order = order
    self.indices = indices
  }

  /// All diagnostics by source and place, those without a place first; equal ones are printed once.
  public func text(for diagnostics: [Diagnostic]) -> String {
    var seen: Set<Diagnostic> = []
    let sorted = diagnostics.enumerated().sorted { left, right in
      let first = key(left.element)
      let second = key(right.element)
      return first == second ? left.offset < right.offset : first < second
    }
    return sorted.filter { seen.insert($0.element).inserted }.map { text(for: $0.element) }.joined()
  }

  private func key(_ diagnostic: Diagnostic) -> (Int, UInt32) {
    guard let span = diagnostic.span, let order = order[span.source] else { return (-1, 0) }
    return (order, span.lower)
  }

  private func text(for diagnostic: Diagnostic) -> String {
    switch format {
    case .human: SnippetPrinter(color: color, index: index).text(for: diagnostic)
    case .short: short(diagnostic)
    case .json: json(diagnostic)
    }
  }

  private func index(of span: Span) -> LineIndex? { indices[span.source] }

  private func short(_ diagnostic: Diagnostic) -> String {
    var place = ""
    if let span = diagnostic.span, let index = index(of: span) {
      let position = index.position(of: Int(span.lower))
      place = "\(index.source.name):\(position.line):\(position.column): "
    }
    return "\(place)\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code.name)]\n"
  }

  // MARK: - JSON

  private func json(_ diagnostic: Diagnostic) -> String {
    var fields = [
      "\"severity\":\(quoted(diagnostic.severity.rawValue))", "\"code\":\(quoted(diagnostic.code.name))",
      "\"message\":\(quoted(diagnostic.message))",
    ]
    if let span = diagnostic.span { fields += place(span) }
    fields.append("\"hints\":[\(diagnostic.hints.map(quoted).joined(separator: ","))]")
    let notes = diagnostic.notes.map { note in
      "{" + (["\"message\":\(quoted(note.message))"] + place(note.span)).joined(separator: ",") + "}"
    }
    fields.append("\"notes\":[\(notes.joined(separator: ","))]")
    return "{\(fields.joined(separator: ","))}\n"
  }

  private func place(_ span: Span) -> [String] {
    guard let index = index(of: span) else { return [] }
    let start = index.position(of: Int(span.lower))
    let end = index.position(of: Int(span.upper))
    return [
      "\"file\":\(quoted(index.source.name))", "\"line\":\(start.line)", "\"column\":\(start.column)",
      "\"endLine\":\(end.line)", "\"endColumn\":\(end.column)", "\"offset\":\(span.lower)", "\"endOffset\":\(span.upper)",
    ]
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
