import Sarup
import SarupBrief
import SarupDocument
import SarupFonts
import SarupLayout
import SarupSyntax
import SarupTemplate
import SarupThai
import TestSupport
import Testing

/// Briefs of all kinds with landscape parts at random places: turning a part changes its sheets and nothing that is said.
@Suite struct LandscapeTests {
  private static let book = FontBook(faces: [], system: .forbidden)

  private static func template() throws -> SarupTemplate.Template {
    let library = TemplateLibrary(
      shipped: ShippedTemplates.all.map { template in
        .init(name: template.name, source: SourceText(name: template.name, text: template.text))
      })
    var diagnostics = Diagnostics()
    return try #require(library.template(named: "brief", reporting: &diagnostics).template)
  }

  private static func brief(seed: Int) -> SarupBrief.Brief {
    var generator = BriefGenerator(seed: seed)
    var brief = generator.brief()
    // Which page a note goes to depends on what else stands there.
    brief.footnotes = []
    return brief
  }

  /// The brief with some of its blocks in landscape parts: neighbours, single ones, and parts inside of findings.
  private static func turned(_ brief: SarupBrief.Brief, seed: Int) -> SarupBrief.Brief {
    var generator = SeededGenerator(seed: UInt64(seed))
    func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }
    func turned(_ blocks: [Block]) -> [Block] {
      var result: [Block] = []
      var part: [Block] = []
      for block in blocks {
        if chance(2) {
          part.append(block)
          continue
        }
        if !part.isEmpty { result.append(.landscape(part)) }
        part = []
        result.append(block)
      }
      return part.isEmpty ? result : result + [.landscape(part)]
    }
    var brief = brief
    brief.lead = turned(brief.lead)
    brief.closing = turned(brief.closing)
    brief.findings = brief.findings.map { block in
      guard case .findings(let list) = block else { return block }
      let items = list.items.map { item in
        Finding(blocks: Array(item.blocks.prefix(1)) + turned(Array(item.blocks.dropFirst())), label: item.label)
      }
      return .findings(FindingList(start: list.start, items: items))
    }
    return brief
  }

  private static func layout(_ brief: SarupBrief.Brief) throws -> (layout: Layout, document: Document, isReported: Bool)
  {
    var filling = Diagnostics()
    let document = try template().fill(brief, reporting: &filling)
    var diagnostics = Diagnostics()
    let layout = Layout(document, fonts: book, breaks: ThaiBreakFinder(), reporting: &diagnostics)
    return (layout, document, !diagnostics.all.isEmpty)
  }

  private static func isTurned(_ element: Int, in document: Document) -> Bool {
    var candidate = element
    while document.elements.indices.contains(candidate) {
      if case .group(.landscape) = document.elements[candidate].kind { return true }
      candidate = document.elements[candidate].parent
    }
    return false
  }

  @Test(arguments: 0..<80) func nothingIsLostAndEverythingIsInsideItsSheet(seed: Int) throws {
    let upright = Self.brief(seed: seed)
    let plain = try Self.layout(upright)
    let (layout, document, isReported) = try Self.layout(Self.turned(upright, seed: seed))
    #expect(ReadLine.pages(layout, of: document) == ReadLine.pages(plain.layout, of: plain.document))

    layout.forEachPage { page in
      let isWide = page.width > page.height
      let sheet = isWide ? document.page.landscapeSheet : document.page.sheet
      #expect(page.width == sheet.width && page.height == sheet.height)
      var lines: [(element: Int, left: Points, right: Points, baseline: Points)] = []
      for mark in page.marks {
        guard case .element(let element, _) = mark.owner else { continue }
        #expect(Self.isTurned(element, in: document) == isWide, "element \(element) is on the wrong page")
        guard case .text(let text) = mark.shape else { continue }
        #expect(text.baseline > sheet.top && text.baseline <= sheet.height - sheet.bottom + 0.5)
        if !isReported {
          #expect(text.x >= sheet.start - 0.5 && text.x + text.width <= sheet.width - sheet.end + 0.5)
        }
        lines.append((element, text.x, text.x + text.width, text.baseline))
      }
      // Lines one below the other are further apart than letters are high; those beside each other do not touch.
      for (number, line) in lines.enumerated() where !isReported {
        for other in lines[..<number] where abs(other.baseline - line.baseline) < 4 && other.element != line.element {
          #expect(line.left >= other.right - 0.5 || other.left >= line.right - 0.5, "\(line) lies over \(other)")
        }
      }
    }
  }

  /// The checkers that are not ours look at these.
  @Test(arguments: 0..<12) func thePDFIsWhole(seed: Int) throws {
    var brief = Self.brief(seed: seed)
    brief.logo = nil
    let markdown = MarkdownWriter.write(Self.turned(brief, seed: seed))
    let rendering = Renderer().renderKept(
      Sarup.Brief(name: "brief.md", bytes: Array(markdown.utf8)), RenderRequest(formats: [.pdf]))
    // A brief with pictures that are not there has no PDF.
    if rendering.diagnostics.hasErrors { return }
    #expect(rendering.outputs?.first?.bytes.isEmpty == false)
  }
}
