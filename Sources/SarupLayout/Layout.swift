package import SarupDocument
package import SarupFonts
package import SarupImage
package import SarupSyntax
package import SarupThai

/// A document set on pages.
///
/// Making one is the first pass: every paragraph is shaped and fitted, its line ends and height are kept, and pages are
/// chosen. The second pass makes one page at a time, so that the number of pages costs no memory:
///
/// ```swift
/// let layout = Layout(document, fonts: book, breaks: finder, reporting: &diagnostics)
/// layout.forEachPage { page in draw(page) }
/// ```
package struct Layout: Sendable {
  /// What a layout can be told.
  package struct Options: Sendable {
    /// Shaped text that may be kept from the first pass to the second, in bytes.
    package var keptBytes = 4 << 20
    /// Knows where the words of paragraphs with `hyphenate` may be parted.
    package var hyphenator: Hyphenator?
    package var pages = PageChoice.whole
    /// Asked before each paragraph; when it says so, what comes behind is left out.
    package var isCancelled: (@Sendable () -> Bool)?
    /// Paragraphs of a layout before this one, for a document that is much the same.
    package var paragraphs: FittedParagraphs?
    /// What the break finder knows that another one may not know: paragraphs are the same only where it is.
    package var words: [UInt8] = []

    package init() {}
  }

  let document: Document
  let fonts: FontBook
  let faces: StyleFaces
  let flow: Flow
  let kept: KeptParagraphs
  let hyphenator: Hyphenator?
  let plan: PagePlan
  let sheets: Sheets
  /// By page, what its foot says of the next one; empty where no page has it.
  let catchwords: [StyledText]
  private let sections: SectionHeadings

  package init(
    _ document: Document, fonts: FontBook, breaks: any BreakFinder, options: Options = Options(),
    reporting diagnostics: inout Diagnostics
  ) {
    var builder = FlowBuilder(
      document: document, fonts: fonts, breaks: breaks, hyphenator: options.hyphenator, keeping: options.keptBytes)
    builder.isCancelled = options.isCancelled
    builder.recall = options.paragraphs?.recall(
      on: FittedParagraphs.Ground(styles: document.styles, book: fonts, words: options.words))
    builder.build(reporting: &diagnostics)
    if let recall = builder.recall { options.paragraphs?.keep(recall) }
    self.document = document
    self.fonts = fonts
    hyphenator = options.hyphenator
    flow = builder.flow
    kept = builder.kept
    faces = builder.faces
    sheets = builder.sheets
    plan = PageBreaker(
      flow: flow, height: sheets.portrait.textHeight, landscapeHeight: sheets.landscape.textHeight
    ).plan(options.pages)
    catchwords =
      document.page.catchwordStyle == nil
      ? [] : Catchwords(document: document, flow: flow, breaks: breaks).all(on: plan)
    sections = SectionHeadings(document, flow: flow, plan: plan)
  }

  /// The widths of the columns of the tables in which the content has a say, by their elements. No page is set for it.
  package static func columnWidths(
    of document: Document, fonts: FontBook, breaks: any BreakFinder
  ) -> [Int: [Points]] {
    let tables = document.elements.indices.filter { index in
      if case .table(let table) = document.elements[index].kind { table.isAutomatic } else { false }
    }
    var widths: [Int: [Points]] = [:]
    if tables.isEmpty { return widths }
    var builder = FlowBuilder(document: document, fonts: fonts, breaks: breaks, hyphenator: nil, keeping: 0)
    for index in tables {
      guard case .table(let table) = document.elements[index].kind else { continue }
      widths[index] = builder.columnWidths(of: table, element: index, measure: document.sheet(of: index).measure)
    }
    return widths
  }

  /// The pages of the headings that a table of contents lists, 0 for the first, by their elements.
  package var contentsPages: [Int: Int] {
    var pages: [Int: Int] = [:]
    for element in document.elements {
      guard case .paragraph(let paragraph) = element.kind, case .contentsEntry = paragraph.role,
        let heading = paragraph.text.references.first?.element
      else { continue }
      pages[heading] = page(of: heading)
    }
    return pages
  }

  /// The page on which a paragraph begins, 0 for the first; `nil` for one that is not set.
  package func page(of element: Int) -> Int? {
    var lower = 0
    var upper = flow.blocks.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if flow.blocks[middle].element < element { lower = middle + 1 } else { upper = middle }
    }
    guard lower < flow.blocks.count, flow.blocks[lower].element == element else { return nil }
    return plan.page(ofBlock: lower)
  }

  /// The heading that running lines of a page show, 0 for the first page; `nil` before the first heading.
  package func section(onPage page: Int) -> Int? { sections.element(onPage: page) }

  package var pageCount: Int { plan.starts.count }

  /// What the indices of picture marks stand for.
  package var pictures: [Picture] { document.pictures }

  /// The number of a page as it is printed; 0 is the first page.
  package func pageLabel(_ number: Int) -> String { document.page.pageNumbers.string(for: number + 1) }

  /// Hands on each page in order. The page is one value that is filled again: copy what is to stay.
  package func forEachPage<Failure: Error>(_ body: (borrowing Page) throws(Failure) -> Void) throws(Failure) {
    var maker = PageMaker(self)
    var page = Page()
    for number in 0..<pageCount {
      maker.fill(&page, number: number)
      try body(page)
    }
  }

  /// Hands on each line end of each paragraph but its last, in reading order: the element, and the byte behind the line.
  package func forEachLineEnd(_ body: (_ element: Int, _ offset: Int) -> Void) {
    func report(_ block: FlowBlock) {
      for line in 0..<max(0, block.lineCount - 1) { body(block.element, Int(flow.lineEnds[block.firstLine + line])) }
    }
    for block in flow.blocks {
      switch block.kind {
      case .paragraph: report(block)
      case .row:
        for cell in flow.rows[block.firstLine].cells where flow.cellLines[cell].line == 0 {
          if flow.cellLines[cell].block.kind == .paragraph { report(flow.cellLines[cell].block) }
        }
      case .rule, .pageBreak, .figure: break
      }
    }
  }

  /// Justified lines that are loose, in the order of the document.
  package var looseLines: [LooseLine] { flow.looseLines }

  /// One page; 0 is the first.
  package func makePage(_ number: Int) -> Page {
    var maker = PageMaker(self)
    var page = Page()
    if (0..<pageCount).contains(number) { maker.fill(&page, number: number) }
    return page
  }
}
