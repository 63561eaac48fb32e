import SarupSyntax

/// Chooses the marks that stand between the segments of a text.
enum MarkdownInlineMarks {
  enum Attribute: Hashable {
    case strong, emphasis, strikethrough
    case link(RichText.Link)
  }

  /// The marks in one place: first those that close, then those that open.
  struct Border {
    var closing = ""
    var opening = ""

    var isEmpty: Bool { closing.isEmpty && opening.isEmpty }

    var mixesTildes: Bool {
      let marks = closing + opening
      return marks.contains("~") && marks != "~~"
    }
  }

  private struct Opened {
    var attribute: Attribute
    var closing: String
  }

  /// The borders before each segment and behind the last.
  static func borders(between segments: [[Attribute]], isCell: Bool) -> [Border] {
    var borders: [Border] = []
    var open: [Opened] = []
    for (index, attributes) in segments.enumerated() {
      var border = Border()
      let kept = open.firstIndex { !attributes.contains($0.attribute) } ?? open.count
      while open.count > kept, let last = open.popLast() { border.closing += last.closing }
      // What lasts longest stands outermost, so that little is closed only to be opened again.
      let new = attributes.filter { attribute in !open.contains { $0.attribute == attribute } }.enumerated()
        .map { (order: $0.offset, attribute: $0.element, length: length(of: $0.element, in: segments[index...])) }
        .sorted { ($1.length, $0.order) < ($0.length, $1.order) }
      for (_, attribute, length) in new {
        let isAlone = attributes.count == 1 && length == 1 && border.isEmpty && !touches(segments, index)
        let (opening, closing) = marks(of: attribute, isAlone: isAlone, isCell: isCell)
        border.opening += opening
        open.append(Opened(attribute: attribute, closing: closing))
      }
      borders.append(border)
    }
    borders.append(Border(closing: open.reversed().map(\.closing).joined(), opening: ""))
    return borders
  }

  private static func length(of attribute: Attribute, in segments: ArraySlice<[Attribute]>) -> Int {
    segments.prefix { $0.contains(attribute) }.count
  }

  private static func touches(_ segments: [[Attribute]], _ index: Int) -> Bool {
    (index > 0 && !segments[index - 1].isEmpty) || (index + 1 < segments.count && !segments[index + 1].isEmpty)
  }

  /// Emphasis that stands alone is marked with stars; beside stars it takes the other sign, so that runs stay apart.
  private static func marks(of attribute: Attribute, isAlone: Bool, isCell: Bool) -> (opening: String, closing: String)
  {
    switch attribute {
    case .strong: ("**", "**")
    case .strikethrough: ("~~", "~~")
    case .emphasis: isAlone ? ("*", "*") : ("_", "_")
    case .link(let link): ("[", "](\(target(of: link, isCell: isCell)))")
    }
  }

  /// Whether marks are one run that a letter on its inner side opens or closes, whatever is on the other.
  static func isPure(_ marks: String) -> Bool { ["*", "**", "~~"].contains(marks) }

  /// Destination and title of a link as they stand in the round brackets.
  static func target(of link: RichText.Link, isCell: Bool = false) -> String {
    var isPlain = !link.destination.isEmpty
    var escaped = ""
    for scalar in link.destination.unicodeScalars {
      if scalar.value <= 0x20 || scalar == "(" || scalar == ")" || scalar == "<" { isPlain = false }
      if "\\<>&".unicodeScalars.contains(scalar) || (isCell && scalar == "|") { escaped += "\\" }
      append(scalar, to: &escaped)
    }
    let destination = isPlain ? escaped : "<\(escaped)>"
    guard let title = link.title else { return destination }
    return "\(destination) \(quoted(title, isCell: isCell))"
  }

  /// A title in quotation marks.
  private static func quoted(_ title: String, isCell: Bool) -> String {
    var escaped = ""
    for scalar in title.unicodeScalars {
      if "\\\"&".unicodeScalars.contains(scalar) || (isCell && scalar == "|") { escaped += "\\" }
      append(scalar, to: &escaped)
    }
    return "\"\(escaped)\""
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if scalar.value < 0x20 { text += "&#\(scalar.value);" } else { text.unicodeScalars.append(scalar) }
  }
}
