/// Prints diagnostics for people and programs.
///
/// Lines and columns count from 1, columns in Unicode scalars. The caret of the human form stands under display cells,
/// where a mark above or below a letter takes none and an East Asian wide character two.
public struct DiagnosticPrinter: Sendable {
  /// What the output looks like.
  public enum Format: String, Sendable, CaseIterable {
    /// With the line of the source and a caret under the place.
    case human
    /// `file:line:column: error: message [code]`, one line each.
    case short
    /// One JSON object a line.
    case json
  }

  private let format: Format
  private let isColored: Bool
  private let width: Int
  private let sources: [SourceText]
  private let order: [SourceID: Int]
  private let lines: [LineIndex]

  /// - Parameters:
  ///   - format: For people or for programs.
  ///   - sources: The texts that the diagnostics may point to, in the order in which they are to be reported.
  ///   - isColored: Whether the human form may use the colours of ANSI terminals (ECMA-48 SGR).
  ///   - width: Cells that a line of a source may take before it is cut around the place.
  public init(format: Format, sources: [SourceText], isColored: Bool = false, width: Int = 100) {
    self.format = format
    self.isColored = isColored && format == .human
    self.width = max(20, width)
    self.sources = sources
    order = Dictionary(sources.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    lines = sources.map(LineIndex.init)
  }

  /// The diagnostics by source and place, each line ended by a line feed. Of several that say the same of one place only
  /// the first is printed.
  public func text(of diagnostics: Diagnostics) -> String {
    var result = ""
    var printed: Set<Diagnostic> = []
    for diagnostic in sorted(diagnostics.all) where printed.insert(diagnostic).inserted {
      switch format {
      case .human: result += human(diagnostic)
      case .short: result += header(diagnostic) + "\n"
      case .json: result += json(diagnostic) + "\n"
      }
    }
    return result
  }

  private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func key(_ index: Int) -> (Int, UInt32, UInt32, Int) {
      guard let span = diagnostics[index].span else { return (-1, 0, 0, index) }
      return (order[span.source] ?? sources.count, span.lower, span.upper, index)
    }
    return diagnostics.indices.sorted { key($0) < key($1) }.map { diagnostics[$0] }
  }

  // MARK: Places

  /// Where a diagnostic points, as people count: lines and characters from 1.
  public struct Location: Hashable, Sendable {
    /// The name of the text.
    public var file: String
    /// The first is 1.
    public var line: Int
    /// In characters; the first is 1.
    public var column: Int
    /// The line of the last character.
    public var endLine: Int
    /// The column behind the last character.
    public var endColumn: Int
  }

  /// Where a span is; `nil` for one in a text that the printer was not given.
  public func location(of span: Span?) -> Location? {
    guard let place = place(span) else { return nil }
    let start = place.lines.position(of: place.range.lowerBound)
    let end = place.lines.position(of: place.range.upperBound)
    return Location(
      file: place.source.name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private struct Place {
    var source: SourceText
    var lines: LineIndex
    var range: Range<Int>
  }

  private func place(_ span: Span?) -> Place? {
    guard let span, let index = order[span.source] else { return nil }
    let count = sources[index].bytes.count
    let lower = min(Int(span.lower), count)
    return Place(source: sources[index], lines: lines[index], range: lower..<max(lower, min(Int(span.upper), count)))
  }

  // MARK: For people

  private enum Color: String {
    case red = "\u{1B}[1;31m"
    case yellow = "\u{1B}[1;33m"
    case blue = "\u{1B}[34m"
    case plain = "\u{1B}[0m"
  }

  private func paint(_ text: String, _ color: Color) -> String {
    isColored ? color.rawValue + text + Color.plain.rawValue : text
  }

  private func header(_ diagnostic: Diagnostic) -> String {
    let color: Color = diagnostic.severity == .error ? .red : .yellow
    let what = paint(diagnostic.severity.rawValue + ":", color)
    let tail = "\(what) \(DisplayCells.harmless(diagnostic.message)) [\(diagnostic.code.name)]"
    guard let place = place(diagnostic.span) else { return tail }
    return "\(address(place)): \(tail)"
  }

  private func address(_ place: Place) -> String {
    let (line, column) = place.lines.position(of: place.range.lowerBound)
    return "\(DisplayCells.harmless(place.source.name)):\(line):\(column)"
  }

  private func human(_ diagnostic: Diagnostic) -> String {
    var result = header(diagnostic) + "\n"
    let places = [place(diagnostic.span)] + diagnostic.notes.map { place($0.span) }
    // One gutter for all snippets of a diagnostic.
    let numbers = places.compactMap { $0.map { $0.lines.position(of: $0.range.upperBound).line } }
    let gutter = max(4, String(numbers.max() ?? 0).count + 1)
    let color: Color = diagnostic.severity == .error ? .red : .yellow
    if let place = places[0] { result += snippet(place, "^", color, gutter, label: nil) }
    for (note, place) in zip(diagnostic.notes, places.dropFirst()) {
      let message = DisplayCells.harmless(note.message)
      guard let place else {
        result += "note: \(message)\n"
        continue
      }
      if place.source.id != diagnostic.span?.source { result += "\(address(place)): note: \(message)\n" }
      result += snippet(place, "-", .blue, gutter, label: message)
    }
    for hint in diagnostic.hints {
      result += String(repeating: " ", count: gutter) + paint(" = ", .blue) + DisplayCells.harmless(hint) + "\n"
    }
    return result
  }

  private func snippet(_ place: Place, _ mark: Character, _ color: Color, _ gutter: Int, label: String?) -> String {
    let first = place.lines.line(of: place.range.lowerBound)
    // A span that ends with the end of a line does not reach into the next.
    let last = place.lines.line(of: max(place.range.lowerBound, place.range.upperBound - 1))
    var result = ""
    for line in first == last ? [first] : [first, last] {
      let range = place.lines.range(ofLine: line)
      var lower = max(place.range.lowerBound, range.lowerBound)
      // What a later line begins with is its indentation, not a part of the mistake.
      while line > first, lower < range.upperBound, place.source.bytes[lower] == 0x20 { lower += 1 }
      let covered =
        min(lower, range.upperBound)..<max(min(lower, range.upperBound), min(place.range.upperBound, range.upperBound))
      let drawn = SourceLine(place.source, range).snippet(underlining: covered, with: mark, width: width)
      if line == last, last > first + 1 { result += margin("...", gutter) + "\n" }
      result += margin("\(place.lines.linesBefore + line + 1)", gutter) + paint(" | ", .blue) + drawn.text + "\n"
      let words = line == last ? label.map { " " + $0 } ?? "" : ""
      result += margin("", gutter) + paint(" | ", .blue) + paint(drawn.marks + words, color) + "\n"
    }
    return result
  }

  private func margin(_ text: String, _ gutter: Int) -> String {
    String(repeating: " ", count: max(0, gutter - text.count)) + paint(text, .blue)
  }

  // MARK: For programs

  private func json(_ diagnostic: Diagnostic) -> String {
    var members = [
      "\"severity\":" + JSONText.quoted(diagnostic.severity.rawValue),
      "\"code\":" + JSONText.quoted(diagnostic.code.name),
      "\"message\":" + JSONText.quoted(diagnostic.message),
    ]
    members += location(diagnostic.span)
    members.append("\"hints\":[" + diagnostic.hints.map(JSONText.quoted).joined(separator: ",") + "]")
    let notes = diagnostic.notes.map { note in
      "{" + (["\"message\":" + JSONText.quoted(note.message)] + location(note.span)).joined(separator: ",") + "}"
    }
    members.append("\"notes\":[" + notes.joined(separator: ",") + "]")
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The upper end is excluded: `endColumn` is the column behind the last character.
  private func location(_ span: Span?) -> [String] {
    guard let place = place(span) else { return ["\"file\":null"] }
    let start = place.lines.position(of: place.range.lowerBound)
    let end = place.lines.position(of: place.range.upperBound)
    return [
      "\"file\":" + JSONText.quoted(place.source.name), "\"line\":\(start.line)", "\"column\":\(start.column)",
      "\"endLine\":\(end.line)", "\"endColumn\":\(end.column)",
      "\"byte\":\(place.source.origin.bytes + place.range.lowerBound)",
      "\"endByte\":\(place.source.origin.bytes + place.range.upperBound)",
    ]
  }
}
