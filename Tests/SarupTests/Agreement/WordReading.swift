import SarupContainer
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
    var lines: [ReadLine] = []
    // Paragraphs do not stand in each other: the body is read from tag to tag.
    for paragraph in try tokens("word/document.xml").elements("w:p") {
      var line = ReadLine(label: numbering.count(paragraph)?.label ?? "")
      var isText = false
      for token in paragraph {
        switch token {
        case .start("w:t", _, let isEmpty): isText = !isEmpty
        case .end("w:t"): isText = false
        case .start("w:noBreakHyphen", _, _): line.text += "\u{2011}"
        case .text(let text) where isText: line.text += text
        default: break
        }
      }
      lines.append(line)
    }
    return tidy(lines)
  }
}
