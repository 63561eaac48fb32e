import SarupDocument
import SarupFonts
import SarupImage
import SarupLayout
import SarupSyntax
import SarupThai
import TestSupport

/// Break opportunities that a test writes into its text: `|` a good one, `~` a doubtful one (score 0), `^` one that is most likely
/// wrong (score -4). Spaces and U+2028 need no mark.
struct MarkedText {
  var text: [UInt8] = []
  var breaks: [BreakOpportunity] = []

  init(_ marked: String) {
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "|": breaks.append(BreakOpportunity(offset: text.count, score: 6, kind: .word))
      case "~": breaks.append(BreakOpportunity(offset: text.count, score: 0, kind: .word))
      case "^": breaks.append(BreakOpportunity(offset: text.count, score: -4, kind: .word))
      default:
        if text.last == 0x20 && scalar != " " {
          breaks.append(BreakOpportunity(offset: text.count, score: BreakOpportunity.certain, kind: .space))
        }
        text += Array(String(scalar).utf8)
      }
    }
  }
}

/// Knows the breaks of the texts it was made for, and spaces in any other.
final class KnownBreaks: BreakFinder {
  private let known: [[UInt8]: [BreakOpportunity]]

  init(_ texts: [MarkedText]) {
    known = Dictionary(texts.map { ($0.text, $0.breaks) }) { first, _ in first }
  }

  func findBreaks(in text: Swift.Span<UInt8>, into result: inout [BreakOpportunity]) {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    result += known[bytes] ?? MarkedText(String(decoding: bytes, as: UTF8.self)).breaks
  }
}

/// A document put together by hand.
struct Sheet {
  var styles: [ParagraphStyle] = []
  var elements: [Element] = []
  var numberings: [NumberingScheme] = []
  var pictures: [Picture] = []
  var texts: [MarkedText] = []
  var setup = PageSetup(
    width: 200, height: 200, top: 20, end: 20, bottom: 20, start: 20, headDistance: 5, footDistance: 5)
  private var open: [Int] = []
  /// Of the styles that are made from now on.
  var family = FixedFont.family
  static let source = SourceText(name: "sheet", text: "")

  mutating func style(_ name: String, size: Points = 10, _ change: (inout ParagraphStyle) -> Void = { _ in }) -> Int {
    var style = ParagraphStyle(name: name, font: FontChoice(families: [family]), size: size)
    change(&style)
    styles.append(style)
    return styles.count - 1
  }

  mutating func add(_ kind: Element.Kind, children: (inout Sheet) -> Void = { _ in }) {
    let index = elements.count
    elements.append(Element(kind: kind, parent: open.last ?? -1, end: index + 1))
    open.append(index)
    children(&self)
    open.removeLast()
    elements[index].end = elements.count
  }

  mutating func paragraph(
    _ marked: String, style: Int, role: ParagraphRole = .body, traits: RichText.Traits = []
  ) {
    let text = MarkedText(marked)
    texts.append(text)
    add(.paragraph(Paragraph(role: role, style: style, text: Sheet.styled(text.text, traits: traits))))
  }

  /// Cuts a text where it turns from Thai to Latin letters.
  static func styled(_ utf8: [UInt8], traits: RichText.Traits = []) -> StyledText {
    var runs: [StyledText.Run] = []
    var offset = 0
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      let script: Script? =
        (0x0E00...0x0E7F).contains(scalar.value) ? .thai : scalar.properties.isAlphabetic ? .latin : nil
      if let last = runs.last, script == nil || script == last.script {
        runs[runs.count - 1].range = last.range.lowerBound..<offset + length
      } else {
        runs.append(
          StyledText.Run(
            range: offset..<offset + length, script: script ?? .thai, language: script == .latin ? .english : .thai,
            traits: traits, span: nil))
      }
      offset += length
    }
    for index in runs.indices {
      runs[index].span = source.span(runs[index].range.lowerBound, runs[index].range.upperBound)
    }
    return StyledText(utf8: utf8, runs: runs)
  }

  var document: Document {
    var document = Document(
      properties: DocumentProperties(title: "Test", language: .thai), page: setup, styles: styles,
      numberings: numberings, elements: elements)
    document.pictures = pictures
    return document
  }

  var columnWidths: [Int: [Points]] {
    Layout.columnWidths(of: document, fonts: FixedFont.book, breaks: KnownBreaks(texts))
  }

  func layout(_ diagnostics: inout Diagnostics, book: FontBook = FixedFont.book) -> Layout {
    Layout(document, fonts: book, breaks: KnownBreaks(texts), reporting: &diagnostics)
  }
}

/// One line of one element, put together again from its marks.
struct SetLine {
  var page: Int
  var owner: Mark.Owner
  var baseline: Points
  var x: Points
  var right: Points
  var text: String
}

extension Layout {
  /// The lines of the content and of the labels, in reading order.
  func lines() -> [SetLine] {
    var lines: [SetLine] = []
    forEachPage { page in
      for mark in page.marks {
        guard case .text(let text) = mark.shape else { continue }
        let string = String(decoding: page.text[text.text], as: UTF8.self)
        if let last = lines.last, last.page == page.number, last.owner == mark.owner, last.baseline == text.baseline {
          lines[lines.count - 1].text += string
          if text.width > 0 { lines[lines.count - 1].right = text.x + text.width }
        } else {
          lines.append(
            SetLine(
              page: page.number, owner: mark.owner, baseline: text.baseline, x: text.x, right: text.x + text.width,
              text: string))
        }
      }
    }
    return lines
  }

  /// The text of each page's lines.
  func pages() -> [[String]] {
    var result = [[String]](repeating: [], count: pageCount)
    for line in lines() { result[line.page].append(line.text) }
    return result
  }
}

extension SeededGenerator {
  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }
}
