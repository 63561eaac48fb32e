package import SarupContainer
package import SarupSyntax

/// A part of a Word file that holds text, with its words as a text of one line a paragraph: that is how messages say where they are.
package struct WordStory {
  package struct Run {
    package var element: XMLElement
    /// Bytes of the source.
    package var range: Range<Int>
  }

  package struct Paragraph {
    package var element: XMLElement
    package var range: Range<Int>
    package var runs: [Run]

    package var properties: XMLElement? { element.word("pPr") }
    package var style: String? { properties?.value("pStyle") }
  }

  /// An element that is no text, in or behind a paragraph.
  package struct Mark {
    package var element: XMLElement
    package var name: String
    /// Index of the paragraph; that behind the mark where it stands before all.
    package var paragraph: Int
  }

  package let part: String
  package let root: XMLElement
  package let source: SourceText
  package private(set) var paragraphs: [Paragraph]
  /// In the order of the part: everything but text, runs and what is in properties of paragraphs and runs.
  package private(set) var marks: [Mark]

  package init(_ part: String, _ tree: XMLTree, of file: String) {
    var reader = Reader()
    reader.read(tree.root)
    reader.lines.append(contentsOf: repeatElement([], count: reader.lines.isEmpty ? 1 : 0))
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for line in reader.lines {
      starts.append(bytes.count)
      bytes += line
      bytes.append(0x0A)
    }
    self.part = part
    root = tree.root
    source = SourceText(name: "\(file)/\(part)", validated: bytes)
    marks = reader.marks
    paragraphs = reader.paragraphs.enumerated().map { index, paragraph in
      let start = starts[index]
      return Paragraph(
        element: paragraph.element, range: start..<start + reader.lines[index].count,
        runs: paragraph.runs.map { run in
          Run(element: run.element, range: run.range.lowerBound + start..<run.range.upperBound + start)
        })
    }
  }

  /// The place of a paragraph; of the last one for a number behind it.
  package func span(of paragraph: Int) -> Span {
    guard !paragraphs.isEmpty else { return source.span(0, 0) }
    let range = paragraphs[min(max(paragraph, 0), paragraphs.count - 1)].range
    return source.span(range.lowerBound, range.upperBound)
  }

  package func span(of range: Range<Int>) -> Span { source.span(range.lowerBound, range.upperBound) }

  package func text(of range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

  // MARK: Reading

  private struct Reader {
    var paragraphs: [(element: XMLElement, runs: [Run])] = []
    var lines: [[UInt8]] = []
    var marks: [Mark] = []
    /// Paragraphs around the element in hand: one in a text box stands within another.
    private var open: [Int] = []

    mutating func read(_ element: XMLElement) {
      // What a newer program is told counts; the second telling for older ones is the same text once more.
      if element.isFallback { return }
      let name = element.word ?? (element.isDrawingProperties ? "docPr" : "")
      switch name {
      case "p":
        open.append(paragraphs.count)
        paragraphs.append((element, []))
        lines.append([])
        for child in element.children { read(child) }
        open.removeLast()
      case "r": readRun(element)
      case "pPr":
        if let section = element.word("sectPr") { mark(section, "sectPr") }
      case "rPr", "tblPr", "tcPr", "tblGrid": break
      case "sdtPr": mark(element, name)
      default:
        if !name.isEmpty { mark(element, name) }
        for child in element.children { read(child) }
      }
    }

    private mutating func readRun(_ element: XMLElement) {
      guard let paragraph = open.last else { return }
      let start = lines[paragraph].count
      for child in element.children {
        switch child.word {
        case "t", "delText": add(child.text.utf8, to: paragraph)
        case "tab", "ptab": add("\t".utf8, to: paragraph)
        case "br", "cr":
          add(" ".utf8, to: paragraph)
          if child.wordAttribute("type") != nil { mark(child, "br") }
        case "noBreakHyphen": add("\u{2011}".utf8, to: paragraph)
        case "softHyphen": add("\u{AD}".utf8, to: paragraph)
        case "rPr": break
        default: read(child)
        }
      }
      // A text box in the run has written lines of its own.
      paragraphs[paragraph].runs.append(Run(element: element, range: start..<lines[paragraph].count))
    }

    private mutating func add(_ text: some Sequence<UInt8>, to line: Int) {
      for byte in text { lines[line].append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
    }

    private mutating func mark(_ element: XMLElement, _ name: String) {
      marks.append(Mark(element: element, name: name, paragraph: open.last ?? paragraphs.count))
    }
  }
}
