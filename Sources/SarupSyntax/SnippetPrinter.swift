/// A diagnostic as people read it: message, place, the line with carets below the very cells, hints.
///
/// ```
/// error: unknown key titel [unknown-key]
///  --> brief.md:2:1
///   |
/// 2 | titel: รายงาน
///   | ^^^^^
///   = hint: Did you mean title?
/// ```
struct SnippetPrinter {
  let color: Bool
  let index: (Span) -> LineIndex?

  /// Cells of a source line that are shown; a longer line is cut around the place.
  private static let visibleCells = 100

  func text(for diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity.rawValue
    let tint = diagnostic.severity == .error ? "31" : "33"
    var text = "\(painted(severity, "1;" + tint)): \(painted(diagnostic.message, "1")) [\(diagnostic.code.name)]\n"
    let gutter = max(gutterWidth(diagnostic.span), diagnostic.notes.map { gutterWidth($0.span) }.max() ?? 1)
    if let span = diagnostic.span { text += snippet(span, gutter: gutter, tint: tint) }
    for note in diagnostic.notes {
      text += "\(spaces(gutter)) = note: \(note.message)\n" + snippet(note.span, gutter: gutter, tint: "34")
    }
    for hint in diagnostic.hints { text += "\(spaces(gutter)) = \(painted("hint", "36")): \(hint)\n" }
    return text
  }

  private func gutterWidth(_ span: Span?) -> Int {
    guard let span, let index = index(span) else { return 1 }
    return String(index.position(of: Int(span.upper)).line).count
  }

  private func snippet(_ span: Span, gutter: Int, tint: String) -> String {
    guard let index = index(span) else { return "" }
    let position = index.position(of: Int(span.lower))
    var text = "\(spaces(gutter))--> \(index.source.name):\(position.line):\(position.column)\n\(spaces(gutter)) |\n"
    let first = index.line(holding: Int(span.lower))
    let last = max(first, index.line(holding: max(Int(span.lower), Int(span.upper) - 1)))
    // A span of many lines is shown by its first and its last line.
    for line in first == last ? [first] : [first, last] {
      if line > first + 1 { text += "\(spaces(gutter)) | ...\n" }
      text += self.line(line, marking: span, of: index, gutter: gutter, tint: tint)
    }
    return text
  }

  private func line(_ line: Int, marking span: Span, of index: LineIndex, gutter: Int, tint: String) -> String {
    let range = index.range(ofLine: line)
    let marked = Range(uncheckedBounds: (Int(span.lower), max(Int(span.upper), Int(span.lower)))).clamped(to: range)
    var shown = ""
    var carets = ""
    var hidden = cellsToHide(before: marked.lowerBound, in: range, of: index.source)
    if hidden > 0 { (shown, carets) = ("…", " ") }
    var offset = range.lowerBound
    var isCut = false
    var place: Int?
    for scalar in String(decoding: index.source.bytes[range], as: UTF8.self).unicodeScalars {
      let (text, width) = display(scalar)
      let isMarked = marked.contains(offset)
      offset += UTF8.width(scalar)
      if hidden > 0 {
        hidden -= width
        continue
      }
      // A mark has no cell of its own: its caret stands under its base.
      if isMarked, place == nil { place = max(0, carets.utf8.count - (width == 0 ? 1 : 0)) }
      if DisplayCells.width(of: shown) + width > Self.visibleCells {
        isCut = true
        break
      }
      shown += text
      carets += String(repeating: isMarked ? "^" : " ", count: width)
    }
    if isCut { shown += "…" }
    // An empty place, or one of marks only, still gets one caret.
    if !carets.contains("^") {
      carets = spaces(place ?? emptyPlace(marked, in: range, of: index.source, shown: carets.utf8.count)) + "^"
    }
    while carets.last == " " { carets.removeLast() }
    let number = String(line + 1)
    return "\(spaces(gutter - number.count))\(number) | \(shown)\n\(spaces(gutter)) | \(painted(carets, "1;" + tint))\n"
  }

  /// The cell of a place that holds nothing: between two characters, or at the line's end.
  private func emptyPlace(_ marked: Range<Int>, in range: Range<Int>, of source: SourceText, shown: Int) -> Int {
    min(shown, cells(before: marked.lowerBound, in: range, of: source))
  }

  /// How many cells at a line's start are left out so that the place can be seen.
  private func cellsToHide(before offset: Int, in range: Range<Int>, of source: SourceText) -> Int {
    max(0, cells(before: offset, in: range, of: source) - Self.visibleCells * 2 / 3)
  }

  private func cells(before offset: Int, in range: Range<Int>, of source: SourceText) -> Int {
    let before = String(decoding: source.bytes[range.lowerBound..<max(range.lowerBound, offset)], as: UTF8.self)
    return before.unicodeScalars.reduce(0) { $0 + display($1).width }
  }

  /// What stands for a character: a tab becomes spaces, a control character its picture (U+2400).
  private func display(_ scalar: Unicode.Scalar) -> (text: String, width: Int) {
    if scalar == "\t" { return (spaces(DisplayCells.tabWidth), DisplayCells.tabWidth) }
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return (String(picture), 1) }
    return (String(scalar), DisplayCells.width(of: scalar))
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func painted(_ text: String, _ codes: String) -> String {
    color ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
