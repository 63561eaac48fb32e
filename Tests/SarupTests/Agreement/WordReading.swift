import SarupContainer
import SarupThai
import TestSupport

extension ReadLine {
  /// The paragraphs of a Word file, numbered as Word numbers them.
  static func word(_ bytes: [UInt8]) throws -> [ReadLine] {
    let archive = try ZIPReader(bytes)
    func tokens(_ name: String) throws -> [XMLToken] {
      try archive.entry(named: name).map { try XMLToken.tokens(of: archive.read($0)) } ?? []
    }
    var numbering = WordNumbering(
      numbering: try tokens("word/numbering.xml"), styles: try tokens("word/styles.xml"))
    let format = try tokens("word/settings.xml").elements("w:footnotePr").first?.values(of: "w:numFmt").first
    let noteNumbers = WordNumbering.format(format ?? "decimal")
    var marks = 0
    var order: [String] = []
    // Paragraphs do not stand in each other: the body is read from tag to tag.
    let lines = try tokens("word/document.xml").elements("w:p").map { paragraph in
      var line = ReadLine(label: numbering.count(paragraph)?.label ?? "")
      line.text = text(of: paragraph) { id in
        marks += 1
        order.append(id)
        return noteNumbers.string(for: marks)
      }
      return line
    }
    // Word counts footnotes by their marks.
    let notes = try tokens("word/footnotes.xml").elements("w:footnote")
    let notesInOrder = order.enumerated().flatMap { place, id in
      let note = notes.first { $0.attributes(of: "w:footnote").first?["w:id"] == id } ?? []
      return note.elements("w:p").enumerated().map { index, paragraph in
        let hasNumber = paragraph.contains { if case .start("w:footnoteRef", _, _) = $0 { true } else { false } }
        return ReadLine(
          label: hasNumber ? noteNumbers.string(for: place + 1) : "", text: text(of: paragraph) { _ in "?" })
      }
    }
    return tidy(lines + notesInOrder)
  }

  /// - Parameter mark: The number of the footnote with an id.
  private static func text(of paragraph: [XMLToken], mark: (String) -> String) -> String {
    var result = ""
    var isText = false
    for token in paragraph {
      switch token {
      case .start("w:t", _, let isEmpty): isText = !isEmpty
      case .end("w:t"): isText = false
      case .start("w:noBreakHyphen", _, _): result += "\u{2011}"
      case .start("w:footnoteReference", let attributes, _):
        result += mark(attributes.first { $0.name == "w:id" }?.value ?? "")
      case .text(let text) where isText: result += text
      default: break
      }
    }
    return result
  }
}
