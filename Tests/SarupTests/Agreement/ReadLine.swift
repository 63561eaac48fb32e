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

  /// What every output of a document has to say: its text, and behind that its footnotes, for which each output has a place of its own.
  ///
  /// - Parameter pages: The pages of headings, 0 for the first, for an output that shows them in a table of contents.
  static func meant(by document: Document, pages: [Int: Int] = [:]) -> [ReadLine] {
    var lines: [ReadLine] = []
    var notes: [ReadLine] = []
    /// The item or the note whose label the next paragraph has.
    var waiting: Int?
    var noteEnd = 0
    for (index, element) in document.elements.enumerated() {
      switch element.kind {
      case .item: waiting = index
      case .note:
        waiting = index
        noteEnd = element.end
      case .paragraph(let paragraph):
        var line = ReadLine(label: waiting.map { document.label(of: $0) } ?? "", text: paragraph.text.string)
        waiting = nil
        if case .contentsEntry = paragraph.role,
          let page = paragraph.text.references.first.flatMap({ pages[$0.element] })
        {
          line.text += document.page.pageNumbers.string(for: page + 1)
        }
        if index < noteEnd { notes.append(line) } else { lines.append(line) }
      default: break
      }
    }
    return tidy(lines + notes)
  }
}
