internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

// The table of contents: a field whose entries are there already, so that Word asks for nothing when it opens the file.

extension StoryWriter {
  mutating func openContents(end: Int) {
    xml.open("w:sdt")
    xml.open("w:sdtPr")
    xml.value("w:id", package.fields.nextControl())
    xml.open("w:docPartObj")
    xml.value("w:docPartGallery", "Table of Contents")
    xml.empty("w:docPartUnique")
    xml.close()
    xml.close()
    xml.open("w:sdtContent")
    containers.append((.contents, end))
  }

  mutating func closeContents() {
    xml.close()
    xml.close()
  }

  /// The page numbers stand at the right margin.
  mutating func writeEntryTab() {
    xml.open("w:tabs")
    xml.open("w:tab")
    xml.attribute("w:val", "right")
    if package.hasLeaders { xml.attribute("w:leader", "dot") }
    xml.attribute("w:pos", twips(sheet.measure))
    xml.close()
    xml.close()
  }

  /// An entry, a link to its heading. The first one opens the field, the last one ends it.
  mutating func writeEntry(_ paragraph: Paragraph, at index: Int) {
    let elements = package.document.elements
    if let levels = contentsLevels {
      writeFieldStart("TOC \\o \"1-\(levels)\" \\h \\z")
      contentsLevels = nil
    }
    let heading = paragraph.text.references.first?.element ?? -1
    if let name = package.bookmarks.name(of: heading) {
      xml.open("w:hyperlink")
      xml.attribute("w:anchor", name)
      xml.attribute("w:history", 1)
      writeRuns(of: paragraph.text.withoutLinks, in: 0..<paragraph.text.utf8.count, [])
      xml.open("w:r")
      xml.empty("w:tab")
      xml.close()
      let format = package.document.page.pageNumbers
      let page = package.options.pages[heading].map { format.string(for: $0 + 1) }
      writeField("PAGEREF \(name) \\h\(format.fieldSwitch)", result: page ?? "–", isThai: page != nil && format.isThai)
      xml.close()
    } else {
      writeRuns(of: paragraph.text.withoutLinks, in: 0..<paragraph.text.utf8.count, [])
    }
    let parent = elements[index].parent
    if elements.indices.contains(parent), elements[parent].end == index + 1 { writeFieldEnd() }
  }
}

extension StyledText {
  fileprivate var withoutLinks: StyledText {
    var text = self
    for index in text.runs.indices { text.runs[index].link = nil }
    text.references = []
    return text
  }
}
