internal import SarupContainer
internal import SarupDocument
internal import SarupThai

/// The sheet, its margins, and what runs along on every page.
struct PageLayout {
  let file: TextFile
  private var usesTabs: [String] = []
  private var aligned: [(base: String, alignment: TextAlignment)] = []

  init(file: TextFile) { self.file = file }

  private var page: PageSetup { file.document.page }

  // MARK: Master page

  /// `style:master-page`, as bytes to be put where it belongs.
  mutating func masterPage() -> ArraySlice<UInt8> {
    var writer = ContentWriter(file: file)
    writer.xml.open("style:master-page")
    writer.xml.attribute("style:name", "Standard")
    writer.xml.attribute("style:page-layout-name", "Page.1")
    let isFirstDifferent = page.first != page.rest
    for (rest, first, names) in [
      (page.rest.top, page.first.top, ("style:header", "style:header-first") as (StaticString, StaticString)),
      (page.rest.bottom, page.first.bottom, ("style:footer", "style:footer-first")),
    ] {
      guard rest != nil || (isFirstDifferent && first != nil) else { continue }
      let use: StyleUse = names.0.description.hasSuffix("header") ? .runningHead : .runningFoot
      write(rest, in: names.0, as: use, to: &writer)
      if isFirstDifferent { write(first, in: names.1, as: use, to: &writer) }
    }
    writer.xml.close()
    file.droppedCharacters += writer.xml.droppedCharacters
    return writer.xml.finish().drop { $0 != UInt8(ascii: "\n") }.dropFirst()
  }

  private mutating func write(
    _ line: RunningLine?, in name: StaticString, as use: StyleUse, to writer: inout ContentWriter
  ) {
    writer.xml.open(name)
    writer.xml.open("text:p")
    if let line {
      let parts = [line.start, line.center, line.end]
      let base = file.styles.name(of: line.style, as: use)
      // One part alone is aligned; several stand at tab stops, as in office programs' own heads.
      let only = parts.count { !$0.isEmpty } == 1 ? parts.firstIndex { !$0.isEmpty } : nil
      if let only {
        let alignment = [TextAlignment.start, .center, .end][only]
        let isOwn = file.styles.style(line.style).alignment == alignment
        writer.xml.attribute("text:style-name", isOwn ? base : alignedStyle(base, alignment))
        write(parts[only], to: &writer)
      } else {
        writer.xml.attribute("text:style-name", tabbedStyle(base))
        let last = parts.lastIndex { !$0.isEmpty } ?? 0
        for (index, pieces) in parts.enumerated() where index <= last {
          if index > 0 { writer.xml.empty("text:tab") }
          write(pieces, to: &writer)
        }
      }
    }
    writer.xml.close()
    writer.xml.close()
  }

  private func write(_ pieces: [RunningLine.Piece], to writer: inout ContentWriter) {
    for piece in pieces {
      switch piece {
      case .text(let text): writer.writeText(text)
      case .pageNumber:
        writer.xml.open("text:page-number")
        writer.xml.attribute("text:select-page", "current")
        writer.xml.numberFormat(page.pageNumbers)
        writer.xml.text(page.pageNumbers.string(for: 2))
        writer.xml.close()
      case .pageCount:
        writer.xml.open("text:page-count")
        writer.xml.numberFormat(page.pageNumbers)
        writer.xml.close()
      }
    }
  }

  private mutating func alignedStyle(_ base: String, _ alignment: TextAlignment) -> String {
    if let known = aligned.firstIndex(where: { $0 == (base, alignment) }) { return "Head.\(known + 1)" }
    aligned.append((base, alignment))
    return "Head.\(aligned.count)"
  }

  private mutating func tabbedStyle(_ base: String) -> String {
    if let known = usesTabs.firstIndex(of: base) { return "Tabs.\(known + 1)" }
    usesTabs.append(base)
    return "Tabs.\(usesTabs.count)"
  }

  // MARK: Styles

  func writeAutomaticStyles(to xml: inout XMLWriter) {
    for (number, style) in aligned.enumerated() {
      start("Head.\(number + 1)", on: style.base, to: &xml)
      xml.attribute("fo:text-align", style.alignment == .end ? "end" : style.alignment == .center ? "center" : "start")
      xml.close()
      xml.close()
    }
    for (number, base) in usesTabs.enumerated() {
      start("Tabs.\(number + 1)", on: base, to: &xml)
      xml.attribute("fo:text-align", "start")
      xml.open("style:tab-stops")
      let measure = page.width - page.start - page.end
      for (type, position) in [("center", measure / 2), ("right", measure)] {
        xml.open("style:tab-stop")
        xml.attribute("style:type", type)
        xml.attribute("style:position", pt(position))
        xml.close()
      }
      xml.close()
      xml.close()
      xml.close()
    }
    // The looks of text in running lines are those that the text itself has asked for as well.
    file.styles.writeLooks(to: &xml)
    writeLayout(to: &xml)
  }

  private func start(_ name: String, on base: String, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", name)
    xml.attribute("style:family", "paragraph")
    xml.attribute("style:parent-style-name", base)
    xml.open("style:paragraph-properties")
  }

  /// A running head takes its room from the margin: the text begins where it does in the other outputs.
  private func writeLayout(to xml: inout XMLWriter) {
    let hasHead = page.rest.top != nil || page.first.top != nil
    let hasFoot = page.rest.bottom != nil || page.first.bottom != nil
    let head = hasHead ? max(0, min(page.headDistance, page.top)) : page.top
    let foot = hasFoot ? max(0, min(page.footDistance, page.bottom)) : page.bottom
    xml.open("style:page-layout")
    xml.attribute("style:name", "Page.1")
    xml.open("style:page-layout-properties")
    xml.attribute("fo:page-width", pt(page.width))
    xml.attribute("fo:page-height", pt(page.height))
    xml.numberFormat(page.pageNumbers)
    xml.attribute("style:print-orientation", page.width > page.height ? "landscape" : "portrait")
    let margins: [(StaticString, Points)] = [
      ("fo:margin-top", head), ("fo:margin-bottom", foot), ("fo:margin-left", page.start),
      ("fo:margin-right", page.end),
    ]
    for (name, width) in margins { xml.attribute(name, pt(max(0, width))) }
    xml.attribute("style:writing-mode", "lr-tb")
    xml.close()
    for (name, height, isThere) in [
      ("style:header-style", page.top - head, hasHead), ("style:footer-style", page.bottom - foot, hasFoot),
    ] as [(StaticString, Points, Bool)] where isThere {
      xml.open(name)
      xml.open("style:header-footer-properties")
      xml.attribute("fo:min-height", pt(max(0, height)))
      xml.attribute("fo:margin-left", "0pt")
      xml.attribute("fo:margin-right", "0pt")
      xml.attribute("fo:margin-top", "0pt")
      xml.attribute("fo:margin-bottom", "0pt")
      xml.attribute("style:dynamic-spacing", "false")
      xml.close()
      xml.close()
    }
    xml.close()
  }
}
