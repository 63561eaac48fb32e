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

  private static let forms = ["memo", "letter", "announcement", "press", "minutes"]

  private static func library() throws -> TemplateLibrary {
    let folder = here + "/../../../Templates/"
    return TemplateLibrary(
      shipped: try (["base", "brief", "brief-en"] + forms).map { (name) throws in
        let bytes = try #require(GoldenFile.readBytes(folder + name + ".yaml"))
        return .init(name: name, source: SourceText(name: name, text: String(decoding: bytes, as: UTF8.self)))
      })
  }

  private static func template(_ name: String) throws -> SarupTemplate.Template {
    var diagnostics = Diagnostics()
    return try #require(library().template(named: name, reporting: &diagnostics).template)
  }

  private struct Reading {
    var name: String
    /// What the output says.
    var lines: [ReadLine]
    /// What it should say.
    var meant: [ReadLine]
  }

  /// - Parameter original: The document that they should say what it says.
  private static func readings(of document: Document, for original: Document? = nil) throws -> [Reading] {
    var diagnostics = Diagnostics()
    let layout = Layout(document, fonts: book, breaks: ThaiBreakFinder(), reporting: &diagnostics)
    var wordOptions = DOCXOptions()
    wordOptions.pages = layout.contentsPages
    let word = DOCXWriter.write(document, options: wordOptions, reporting: &diagnostics)
    var openOptions = ODTOptions()
    openOptions.pages = layout.contentsPages
    let openDocument = ODTWriter.write(document, options: openOptions, reporting: &diagnostics)
    let page = HTMLWriter.write(document, reporting: &diagnostics)
    let meant = ReadLine.meant(by: original ?? document, pages: layout.contentsPages)
    return [
      Reading(name: "pages", lines: ReadLine.pages(layout, of: document), meant: meant),
      Reading(name: "Word", lines: try ReadLine.word(word), meant: meant),
      Reading(name: "OpenDocument", lines: try ReadLine.openDocument(openDocument), meant: meant),
      // It has no pages.
      Reading(name: "web page", lines: try ReadLine.page(page), meant: ReadLine.meant(by: original ?? document)),
    ]
  }

  private static func check(_ document: Document, _ name: String) throws {
    for reading in try readings(of: document) { expect(reading.lines, reading.meant, "\(name), \(reading.name)") }
  }

  private static func expect(_ found: [ReadLine], _ meant: [ReadLine], _ name: String) {
    guard found != meant else { return }
    let place = zip(found, meant).prefix { $0 == $1 }.count
    let have = found.indices.contains(place) ? "\(found[place])" : "nothing"
    let want = meant.indices.contains(place) ? "\(meant[place])" : "nothing"
    Issue.record("\(name): line \(place) of \(meant.count) is \(have), and \(want) is meant")
  }

  private static func example(_ name: String) throws -> SarupBrief.Brief {
    let bytes = try #require(GoldenFile.readBytes(here + "/../../../Examples/" + name))
    var diagnostics = Diagnostics()
    let source = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    return try #require(MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter))
  }

  @Test(arguments: ["integrity-workshop.md", "one-page.md", "bilingual.md", "long.md"])
  func examplesAgree(name: String) throws {
    let brief = try Self.example(name)
    var diagnostics = Diagnostics()
    for template in ["brief", "brief-en", "base"] {
      try Self.check(
        Self.template(template).fill(brief, reporting: &diagnostics), "\(name) in \(template)")
    }
  }

  @Test(arguments: forms)
  func formsAgree(name: String) throws {
    var diagnostics = Diagnostics()
    try Self.check(Self.template(name).fill(Self.example(name + ".md"), reporting: &diagnostics), name)
  }

  /// Blocks side by side, which are read one column behind the other; and footnotes, captions, references to them, and a table of
  /// contents with its page numbers.
  @Test(arguments: [("agreement.md", "agreement"), ("data-report.md", "report")])
  func examplesWithTemplatesOfTheirOwnAgree(name: String, template: String) throws {
    let path = "Examples/templates/\(template).yaml"
    let bytes = try #require(GoldenFile.readBytes(Self.here + "/../../../" + path))
    var diagnostics = Diagnostics()
    let filled = try #require(
      Self.library().template(
        from: SourceText(name: path, text: String(decoding: bytes, as: UTF8.self)), reporting: &diagnostics
      ).template
    ).fill(Self.example(name), reporting: &diagnostics)
    try Self.check(filled, name)
    #expect(diagnostics.all == [])
    if name == "data-report.md" {
      #expect(filled.captions.count == 2)
      #expect(filled.elements.contains { if case .note = $0.kind { true } else { false } })
      #expect(filled.elements.contains { if case .contents = $0.kind { true } else { false } })
    }
  }

  /// A number of a caption, of a footnote or of a page that is another one shows wherever it is counted.
  @Test(arguments: ["number", "text", "page"])
  func aDifferenceOfAReferenceShows(kind: String) throws {
    var diagnostics = Diagnostics()
    let template = try #require(
      Self.library().template(
        from: SourceText(
          name: "a.yaml", text: "extends: brief\nbody: [contents: {levels: 2}, lead, findings, closing]\n"),
        reporting: &diagnostics
      ).template)
    let document = template.fill(try Self.example("data-report.md"), reporting: &diagnostics)
    var other = document
    switch kind {
    case "number": other.noteNumbers = .roman
    case "text":
      let note = try #require(
        other.elements.firstIndex { if case .note = $0.kind { true } else { false } })
      guard case .paragraph(var paragraph) = other.elements[note + 1].kind else { return }
      paragraph.text.utf8[2] ^= 1
      other.elements[note + 1].kind = .paragraph(paragraph)
    default: other.page.pageNumbers = .romanCapitals
    }
    let readings = try Self.readings(of: other, for: document)
    for reading in readings where kind != "page" || reading.name != "web page" {
      #expect(reading.lines != reading.meant, "\(reading.name)")
    }
  }

  /// Every form of numbers, over five levels and past the last letter of the alphabet.
  @Test(arguments: [
    ["{n}.", "{n.n}", "({letter})", "{roman})", "({thai})"],
    ["{thai}.", "{thai.thai}", "{thai.thai.thai}", "({letter})"],
    ["{arabic})", "{letter}.", "{latin}.", "{roman}.", "{roman-capital}."],
    ["ข้อ {n}", "{n.n}", "{n.n.n}", "{n.n.n.n}", "{capital}."],
    ["{letter}."], ["{latin}."],
  ])
  func numbersOfAllLevelsAgree(numbers: [String]) throws {
    let levels = max(numbers.count, 4)
    func list(_ level: Int) -> [Block] {
      let count = level == 0 ? 44 : 3
      let items = (1...count).map { number in
        let below = level + 1 < levels && number == 2 ? list(level + 1) : []
        return Finding(blocks: [.paragraph(RichText("ชั้น \(level + 1) ลำดับ \(number)"))] + below)
      }
      return [.findings(FindingList(items: items))]
    }
    var brief = SarupBrief.Brief(title: RichText("เลขข้อ"))
    brief.findings = list(0)
    let patterns = numbers.map { "\"\($0)\"" }.joined(separator: ", ")
    let source = SourceText(
      name: "office.yaml", text: "extends: brief\nsections: {findings: {numbers: [\(patterns)]}}\n")
    var diagnostics = Diagnostics()
    let template = try Self.library().template(from: source, reporting: &diagnostics).template
    let document = try #require(template).fill(brief, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == [])
    try Self.check(document, "\(numbers)")
  }

  /// The readers see what is wrong: a number, a text, an order that is another one shows in every output.
  @Test(arguments: ["number", "text", "order"])
  func aDifferenceShows(kind: String) throws {
    var diagnostics = Diagnostics()
    let document = try Self.template("brief").fill(Self.example("one-page.md"), reporting: &diagnostics)
    var other = document
    let paragraphs = other.elements.indices.filter { index in
      if case .paragraph = other.elements[index].kind { true } else { false }
    }
    switch kind {
    case "number":
      let item = try #require(
        other.elements.indices.last { index in
          if case .item = other.elements[index].kind { true } else { false }
        })
      guard case .item(var properties) = other.elements[item].kind else { return }
      properties.ordinals[properties.ordinals.count - 1] += 1
      other.elements[item].kind = .item(properties)
    case "text":
      guard case .paragraph(var paragraph) = other.elements[paragraphs[3]].kind else { return }
      paragraph.text.utf8[2] ^= 1
      other.elements[paragraphs[3]].kind = .paragraph(paragraph)
    default:
      let (first, second) = (paragraphs[1], paragraphs[2])
      (other.elements[first].kind, other.elements[second].kind) =
        (document.elements[second].kind, document.elements[first].kind)
    }
    for reading in try Self.readings(of: other, for: document) {
      #expect(reading.lines != reading.meant, "\(reading.name)")
    }
    try Self.check(other, kind)
  }

  @Test(arguments: 0..<100)
  func generatedBriefsAgree(seed: Int) throws {
    var generator = BriefGenerator(seed: seed)
    var diagnostics = Diagnostics()
    let document = try Self.template(["brief", "base", "brief-en"][seed % 3]).fill(
      generator.brief(), reporting: &diagnostics)
    try Self.check(document, "seed \(seed)")
  }
}

extension ReadLine {
  /// The paragraphs of the pages, by the owners of their marks; behind them the footnotes.
  static func pages(_ layout: Layout, of document: Document) -> [ReadLine] {
    var text = PageText()
    var notes = PageText()
    var notesOfElements: Set<Int> = []
    for (index, element) in document.elements.enumerated() {
      if case .note = element.kind { notesOfElements.formUnion(index..<element.end) }
    }
    layout.forEachPage { page in
      for mark in page.marks {
        guard case .element(let element, let part) = mark.owner, case .text(let shape) = mark.shape else { continue }
        let words = String(decoding: page.text[shape.text], as: UTF8.self)
        if notesOfElements.contains(element) {
          notes.add(words, part, of: element, in: document)
        } else {
          text.add(words, part, of: element, in: document)
        }
      }
    }
    return tidy(text.lines + notes.lines)
  }
}

/// Lines in the making, mark after mark.
private struct PageText {
  private(set) var lines: [ReadLine] = []
  private var last: Int?
  /// The first paragraph behind the item or in the note whose label was met last.
  private var awaited: Int?

  mutating func add(_ words: String, _ part: Mark.Part, of element: Int, in document: Document) {
    switch part {
    case .label:
      // The space behind a label belongs to its mark.
      lines.append(ReadLine(label: words.split(separator: " ").joined(separator: " ")))
      awaited = document.elements[element..<document.elements[element].end].firstIndex {
        if case .paragraph = $0.kind { true } else { false }
      }
      last = nil
    case .content:
      if element == awaited || element == last {
        lines[lines.count - 1].text += words
      } else {
        lines.append(ReadLine(text: words))
      }
      last = element
      awaited = nil
    }
  }
}
