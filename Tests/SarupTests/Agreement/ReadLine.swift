import SarupDocument
import SarupThai

/// One paragraph as a reader meets it in a file: its number or bullet, and its text without white space, which carries line ends and
/// justification, and without what cannot be seen.
struct ReadLine: Equatable, CustomStringConvertible {
  var label: String
  var text: String

  init(label: String = "", text: String = "") {
    self.label = label
    self.text = text
  }

  var description: String { "[\(label)] \(text)" }

  private static let invisible: Set<Unicode.Scalar> = [
    "\u{200B}", "\u{200C}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{FFFC}",
  ]

  /// Lines with something in them.
  static func tidy(_ lines: [ReadLine]) -> [ReadLine] {
    lines.compactMap { line in
      var text = String.UnicodeScalarView()
      for scalar in withoutBlanks(line.text).unicodeScalars
      where !scalar.properties.isWhitespace && !invisible.contains(scalar) && scalar.value > 0x1F {
        text.append(scalar)
      }
      return text.isEmpty && line.label.isEmpty ? nil : ReadLine(label: line.label, text: String(text))
    }
  }

  /// Without rows of dots to write on, which stand on pages as decoration.
  private static func withoutBlanks(_ text: String) -> String {
    text.replacing(/\.{6,}/, with: "")
  }

  /// What every output of a document has to say.
  static func meant(by document: Document) -> [ReadLine] {
    var lines: [ReadLine] = []
    var waiting: (item: Int, end: Int)?
    for (index, element) in document.elements.enumerated() {
      switch element.kind {
      case .item: waiting = (index, element.end)
      case .paragraph(let paragraph):
        let label = waiting.map { document.label(of: $0.item) } ?? ""
        waiting = nil
        lines.append(ReadLine(label: label, text: paragraph.text.string))
      default: break
      }
    }
    return tidy(lines)
  }
}
