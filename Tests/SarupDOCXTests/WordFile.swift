import SarupContainer
import SarupDOCX
import SarupDocument
import SarupSyntax
import TestSupport

/// A written file, taken apart again for tests.
struct WordFile {
  var bytes: [UInt8]
  var diagnostics = Diagnostics()
  /// Those that are XML.
  var parts: [(name: String, tokens: [XMLToken])] = []
  /// Of all parts, pictures too.
  var names: [String] = []

  init(_ document: Document, options: DOCXOptions = DOCXOptions()) throws {
    bytes = DOCXWriter.write(document, options: options, reporting: &diagnostics)
    let reader = try ZIPReader(bytes)
    names = reader.entries.map(\.name)
    for entry in reader.entries where !entry.name.contains("/media/") && !entry.name.hasSuffix(".odttf") {
      parts.append((entry.name, try XMLToken.tokens(of: reader.read(entry))))
    }
  }

  subscript(part: String) -> [XMLToken] { parts.first { $0.name == part }?.tokens ?? [] }

  var body: [XMLToken] { self["word/document.xml"] }

  /// The text of each paragraph of a part, with `\t` and `\n` for the elements that stand for them.
  func paragraphs(of part: String = "word/document.xml") -> [String] {
    var result: [String] = []
    var inText = false
    for token in self[part] {
      switch token {
      case .start("w:p", _, let isEmpty):
        result.append("")
        _ = isEmpty
      case .start("w:t", _, let isEmpty): inText = !isEmpty
      case .end("w:t"): inText = false
      case .start("w:tab", let attributes, _) where attributes.isEmpty: result[result.count - 1] += "\t"
      case .start("w:br", _, _): result[result.count - 1] += "\n"
      case .start("w:noBreakHyphen", _, _): result[result.count - 1] += "\u{2011}"
      case .start("w:softHyphen", _, _): result[result.count - 1] += "\u{AD}"
      case .text(let text) where inText: result[result.count - 1] += text
      default: break
      }
    }
    return result
  }
}
