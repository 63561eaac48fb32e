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

  private static func template(_ name: String) throws -> Template {
    var diagnostics = Diagnostics()
    return try #require(library().template(named: name, reporting: &diagnostics).template)
  }

  /// What each output says.
  private static func readings(of document: Document) throws -> [(name: String, lines: [ReadLine])] {
    var diagnostics = Diagnostics()
    let layout = Layout(document, fonts: book, breaks: ThaiBreakFinder(), reporting: &diagnostics)
    let word = DOCXWriter.write(document, reporting: &diagnostics)
    let openDocument = ODTWriter.write(document, reporting: &diagnostics)
    let page = HTMLWriter.write(document, reporting: &diagnostics)
    return [
      ("pages", ReadLine.pages(layout, of: document)), ("Word", try ReadLine.word(word)),
      ("OpenDocument", try ReadLine.openDocument(openDocument)), ("web page", try ReadLine.page(page)),
    ]
  }

  private static func check(_ document: Document, _ name: String) throws {
    let meant = ReadLine.meant(by: document)
    for reading in try readings(of: document) { expect(reading.lines, meant, "\(name), \(reading.name)") }
  }

  private static func expect(_ found: [ReadLine], _ meant: [ReadLine], _ name: String) {
    guard found != meant else { return }
    let place = zip(found, meant).prefix { $0 == $1 }.count
    let have = found.indices.contains(place) ? "\(found[place])" : "nothing"
    let want = meant.indices.contains(place) ? "\(meant[place])" : "nothing"
    Issue.record("\(name): line \(place) of \(meant.count) is \(have), and \(want) is meant")
  }

  private static func example(_ name: String) throws -> Brief {
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

  /// What stands side by side is read one column behind the other.
  @Test func signaturesSideBySideAgree() throws {
    let folder = Self.here + "/../../../"
    func source(_ path: String) throws -> SourceText {
      let bytes = try #require(GoldenFile.readBytes(folder + path))
      return SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
    }
    let library = TemplateLibrary(
      shipped: try ["base", "brief"].map { (name) throws in
        .init(name: name, source: try source("Templates/\(name).yaml"))
      })
    var diagnostics = Diagnostics()
    let template = try #require(
      library.template(from: source("Examples/templates/agreement.yaml"), reporting: &diagnostics).template)
    try Self.check(template.fill(Self.example("agreement.md"), reporting: &diagnostics), "agreement.md")
    #expect(diagnostics.all == [])
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
    var brief = Brief(title: RichText("เลขข้อ"))
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
    let meant = ReadLine.meant(by: document)
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
    for reading in try Self.readings(of: other) { #expect(reading.lines != meant, "\(reading.name)") }
    try Self.check(other, kind)
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
