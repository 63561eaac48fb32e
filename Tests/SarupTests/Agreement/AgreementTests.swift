import Sarup
import SarupBrief
import SarupDOCX
import SarupDocument
import SarupFonts
import SarupHTML
import SarupLayout
import SarupODT
import SarupSyntax
import SarupTemplate
import SarupThai
import TestSupport
import Testing

/// Every output of a document says the same: numbers, texts and their order, each worked out from the file alone.
@Suite struct AgreementTests {
  private static let book = FontBook(faces: [], system: .forbidden)
  private static let here = Fixtures.folder(beside: #filePath)

  private static func template(_ name: String) throws -> Template {
    let folder = here + "/../../../Templates/"
    let library = TemplateLibrary(
      shipped: try ["base", "brief", "brief-en"].map { (name) throws in
        let bytes = try #require(GoldenFile.readBytes(folder + name + ".yaml"))
        return .init(name: name, source: SourceText(name: name, text: String(decoding: bytes, as: UTF8.self)))
      })
    var diagnostics = Diagnostics()
    return try #require(library.template(named: name, reporting: &diagnostics).template)
  }

  private static func check(_ document: Document, _ name: String) throws {
    var diagnostics = Diagnostics()
    let meant = ReadLine.meant(by: document)
    let layout = Layout(document, fonts: book, breaks: ThaiBreakFinder(), reporting: &diagnostics)
    expect(ReadLine.pages(layout, of: document), meant, "\(name), pages")
    expect(try ReadLine.word(DOCXWriter.write(document, reporting: &diagnostics)), meant, "\(name), Word")
    expect(
      try ReadLine.openDocument(ODTWriter.write(document, reporting: &diagnostics)), meant, "\(name), OpenDocument")
    expect(try ReadLine.page(HTMLWriter.write(document, reporting: &diagnostics)), meant, "\(name), web page")
  }

  private static func expect(_ found: [ReadLine], _ meant: [ReadLine], _ name: String) {
    guard found != meant else { return }
    let place = zip(found, meant).prefix { $0 == $1 }.count
    let have = found.indices.contains(place) ? "\(found[place])" : "nothing"
    let want = meant.indices.contains(place) ? "\(meant[place])" : "nothing"
    Issue.record("\(name): line \(place) of \(meant.count) is \(have), and \(want) is meant")
  }

  @Test(arguments: ["integrity-workshop.md", "one-page.md", "bilingual.md", "long.md"])
  func examplesAgree(name: String) throws {
    let bytes = try #require(GoldenFile.readBytes(Self.here + "/../../../Examples/" + name))
    var diagnostics = Diagnostics()
    let source = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    let brief = try #require(MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter))
    for template in ["brief", "brief-en", "base"] {
      try Self.check(
        Self.template(template).fill(brief, reporting: &diagnostics), "\(name) in \(template)")
    }
  }

  @Test(arguments: 0..<100)
  func generatedBriefsAgree(seed: Int) throws {
    var generator = BriefGenerator(seed: seed)
    var diagnostics = Diagnostics()
    var brief = generator.brief()
    // Each output has a place of its own for footnotes.
    brief.footnotes = []
    let document = try Self.template(["brief", "base", "brief-en"][seed % 3]).fill(brief, reporting: &diagnostics)
    try Self.check(document, "seed \(seed)")
  }
}

extension ReadLine {
  /// The paragraphs of the pages, by the owners of their marks.
  static func pages(_ layout: Layout, of document: Document) -> [ReadLine] {
    var lines: [ReadLine] = []
    var last: Int?
    /// The first element behind the item whose label was met last.
    var awaited: Int?
    layout.forEachPage { page in
      for mark in page.marks {
        guard case .element(let element, let part) = mark.owner, case .text(let text) = mark.shape else { continue }
        let words = String(decoding: page.text[text.text], as: UTF8.self)
        switch part {
        case .label:
          // The space behind a label belongs to its mark.
          lines.append(ReadLine(label: words.split(separator: " ").joined(separator: " ")))
          awaited = document.elements[element..<document.elements[element].end].firstIndex {
            if case .paragraph = $0.kind { true } else { false }
          }
        case .content where element == awaited || element == last: lines[lines.count - 1].text += words
        case .content: lines.append(ReadLine(text: words))
        }
        if part == .content {
          last = element
          awaited = nil
        } else {
          last = nil
        }
      }
    }
    return tidy(lines)
  }
}
