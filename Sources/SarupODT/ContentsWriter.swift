internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

// The table of contents: entries that are there already, and how a program makes them anew.

extension ContentWriter {
  mutating func openContents(at index: Int) {
    let end = document.elements[index].end
    var properties = ContentsProperties(levels: 3, hasLeaders: false)
    for case .contents(let contents) in document.elements[index..<end].lazy.map(\.kind) { properties = contents }
    xml.open("text:table-of-content")
    xml.attribute("text:name", "contents")
    xml.open("text:table-of-content-source")
    xml.attribute("text:outline-level", properties.levels)
    writeTemplates(of: index..<end, properties)
    xml.close()
    xml.open("text:index-body")
    containers.append(Container(part: .contents, end: end))
  }

  /// The title and the levels as a program is to write them when it works out the table anew.
  private mutating func writeTemplates(of range: Range<Int>, _ properties: ContentsProperties) {
    let paragraphs = range.compactMap { index in
      if case .paragraph(let paragraph) = document.elements[index].kind { paragraph } else { nil }
    }
    if let title = paragraphs.first(where: { $0.role == .contentsTitle }) {
      xml.open("text:index-title-template")
      xml.attribute("text:style-name", file.styles.name(of: title.style, as: .contentsTitle))
      xml.text(title.text.wordsAlone)
      xml.close()
    }
    for level in 1...max(1, min(properties.levels, 10)) {
      guard let entry = paragraphs.first(where: { $0.role == .contentsEntry(level) }) else { continue }
      xml.open("text:table-of-content-entry-template")
      xml.attribute("text:outline-level", level)
      xml.attribute("text:style-name", file.styles.name(of: entry.style, as: .contentsEntry(level)))
      xml.empty("text:index-entry-link-start")
      xml.empty("text:index-entry-text")
      xml.open("text:index-entry-tab-stop")
      xml.attribute("style:type", "right")
      xml.attribute("style:leader-char", properties.hasLeaders ? "." : " ")
      xml.close()
      xml.empty("text:index-entry-page-number")
      xml.empty("text:index-entry-link-end")
      xml.close()
    }
  }

  /// The tab stop at which page numbers end: the right margin.
  func entryTab(of style: ParagraphStyle) -> TabStop {
    TabStop(isRight: true, position: sheet.measure - style.startIndent, leader: hasLeaders ? .dots : nil)
  }

  private var hasLeaders: Bool {
    document.elements.contains { element in
      if case .contents(let contents) = element.kind { contents.hasLeaders } else { false }
    }
  }

  /// An entry leads to its heading. Programs show the page that it comes to stand on with them; until then it is that of the other
  /// outputs.
  mutating func writeEntry(_ paragraph: Paragraph) {
    writeText(paragraph.text)
    guard let heading = paragraph.text.references.first?.element, let name = file.fragments[heading] else { return }
    xml.empty("text:tab")
    xml.open("text:bookmark-ref")
    xml.attribute("text:reference-format", "page")
    xml.attribute("text:ref-name", name)
    xml.text(file.options.pages[heading].map { document.page.pageNumbers.string(for: $0 + 1) } ?? "–")
    xml.close()
  }
}
