internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

/// The kinds of pages of a file.
enum MasterPage: CaseIterable {
  /// Those that the document begins with: its first page may have heads of its own.
  case standard
  /// Those of landscape parts.
  case landscape
  /// Those behind a landscape part: a program takes the first of them for no first page.
  case further

  var name: String {
    switch self {
    case .standard: "Standard"
    case .landscape: "Landscape"
    case .further: "Further"
    }
  }
}

/// Where a block begins a new page.
struct PageBreak: Equatable {
  /// `nil` for more of the pages before it.
  var pages: MasterPage?
}

/// The sheet, its margins, and what runs along on every page.
struct PageLayout {
  let file: TextFile
  private var tabbed: [(base: String, isLandscape: Bool)] = []
  private var aligned: [(base: String, alignment: TextAlignment)] = []

  init(file: TextFile) { self.file = file }

  private var page: PageSetup { file.document.page }
  private var hasLandscape: Bool {
    page.canTurn
      && file.document.elements.contains { if case .group(.landscape) = $0.kind { true } else { false } }
  }

  // MARK: Master pages

  /// Each `style:master-page`, as bytes to be put where it belongs.
  mutating func masterPages() -> [ArraySlice<UInt8>] {
    MasterPage.allCases.filter { $0 == .standard || hasLandscape }.map { masterPage($0) }
  }

  private mutating func masterPage(_ kind: MasterPage) -> ArraySlice<UInt8> {
    var writer = ContentWriter(file: file)
    writer.xml.open("style:master-page")
    writer.xml.attribute("style:name", kind.name)
    writer.xml.attribute("style:page-layout-name", kind == .landscape ? "Page.2" : "Page.1")
    // A part that begins the document has its first page.
    let isFirstDifferent =
      page.first != page.rest && (kind == .standard || kind == .landscape && file.document.beginsWithLandscape)
    for (edge, names) in [
      (
        \RunningHeads.top,
        ("style:header", "style:header-left", "style:header-first") as (StaticString, StaticString, StaticString)
      ), (\.bottom, ("style:footer", "style:footer-left", "style:footer-first")),
    ] {
      let rest = page.rest[keyPath: edge]
      let first = page.first[keyPath: edge]
      let even = page.even?[keyPath: edge]
      let isMarked = edge == \.top && page.watermark != nil
      guard rest != nil || even != nil || isMarked || (isFirstDifferent && first != nil) else { continue }
      let use: StyleUse = edge == \.top ? .runningHead : .runningFoot
      let isLandscape = kind == .landscape
      write(rest, in: names.0, as: use, isLandscape: isLandscape, number: page.even == nil ? 2 : 3, to: &writer)
      if page.even != nil { write(even, in: names.1, as: use, isLandscape: isLandscape, number: 2, to: &writer) }
      if isFirstDifferent { write(first, in: names.2, as: use, isLandscape: isLandscape, number: 1, to: &writer) }
    }
    writer.xml.close()
    file.droppedCharacters += writer.xml.droppedCharacters
    return writer.xml.finish().drop { $0 != UInt8(ascii: "\n") }.dropFirst()
  }

  /// - Parameter number: The first page that shows the line.
  private mutating func write(
    _ line: RunningLine?, in name: StaticString, as use: StyleUse, isLandscape: Bool, number: Int,
    to writer: inout ContentWriter
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
        write(parts[only], number: number, to: &writer)
      } else {
        writer.xml.attribute("text:style-name", tabbedStyle(base, isLandscape: isLandscape))
        let last = parts.lastIndex { !$0.isEmpty } ?? 0
        for (index, pieces) in parts.enumerated() where index <= last {
          if index > 0 { writer.xml.empty("text:tab") }
          write(pieces, number: number, to: &writer)
        }
      }
    }
    if use == .runningHead, let watermark = page.watermark {
      writer.writeWatermark(watermark, on: isLandscape ? page.landscapeSheet : page.sheet)
    }
    writer.xml.close()
    writer.xml.close()
  }

  private func write(_ pieces: [RunningLine.Piece], number: Int, to writer: inout ContentWriter) {
    for piece in pieces {
      switch piece {
      case .text(let text): writer.writeText(text)
      case .section:
        writer.xml.open("text:chapter")
        writer.xml.attribute("text:display", "name")
        writer.xml.attribute("text:outline-level", min(max(file.document.sectionLevel ?? 1, 1), 10))
        if let level = file.document.sectionLevel,
          let heading = file.document.elements.indices.first(where: { file.document.headingLevel(of: $0) == level })
        {
          writer.xml.text(file.document.sectionText(of: heading).string)
        }
        writer.xml.close()
      case .pageNumber:
        writer.xml.open("text:page-number")
        writer.xml.attribute("text:select-page", "current")
        writer.xml.numberFormat(page.pageNumbers)
        writer.xml.text(page.pageNumbers.string(for: number))
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

  private mutating func tabbedStyle(_ base: String, isLandscape: Bool) -> String {
    if let known = tabbed.firstIndex(where: { $0 == (base, isLandscape) }) { return "Tabs.\(known + 1)" }
    tabbed.append((base, isLandscape))
    return "Tabs.\(tabbed.count)"
  }

  // MARK: Styles

  func writeAutomaticStyles(to xml: inout XMLWriter) {
    for (number, style) in aligned.enumerated() {
      start("Head.\(number + 1)", on: style.base, to: &xml)
      xml.attribute("fo:text-align", style.alignment == .end ? "end" : style.alignment == .center ? "center" : "start")
      xml.close()
      xml.close()
    }
    for (number, style) in tabbed.enumerated() {
      start("Tabs.\(number + 1)", on: style.base, to: &xml)
      xml.attribute("fo:text-align", "start")
      xml.open("style:tab-stops")
      let measure = (style.isLandscape ? page.landscapeSheet : page.sheet).measure
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
    if let watermark = page.watermark { writeStyle(of: watermark, to: &xml) }
    writeLayout("Page.1", page.sheet, to: &xml)
    if hasLandscape { writeLayout("Page.2", page.landscapeSheet, to: &xml) }
  }

  private func writeStyle(of watermark: Watermark, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", "Watermark")
    xml.attribute("style:family", "graphic")
    xml.open("style:graphic-properties")
    xml.attribute("draw:stroke", "none")
    xml.attribute("draw:fill", "solid")
    xml.attribute("draw:fill-color", "#" + watermark.color.hexadecimal.lowercased())
    xml.attribute("draw:auto-grow-height", "false")
    xml.attribute("style:run-through", "background")
    xml.attribute("style:wrap", "run-through")
    xml.attribute("style:number-wrapped-paragraphs", "no-limit")
    xml.attribute("style:vertical-pos", "from-top")
    xml.attribute("style:vertical-rel", "page")
    xml.attribute("style:horizontal-pos", "from-left")
    xml.attribute("style:horizontal-rel", "page")
    xml.attribute("style:flow-with-text", "false")
    xml.close()
    xml.close()
  }

  private func start(_ name: String, on base: String, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", name)
    xml.attribute("style:family", "paragraph")
    xml.attribute("style:parent-style-name", base)
    xml.open("style:paragraph-properties")
  }

  /// A running head takes its room from the margin: the text begins where it does in the other outputs.
  private func writeLayout(_ name: String, _ sheet: Sheet, to xml: inout XMLWriter) {
    let hasHead = page.watermark != nil || page.allHeads.contains { $0.top != nil }
    let hasFoot = page.allHeads.contains { $0.bottom != nil }
    let head = hasHead ? max(0, min(page.headDistance, sheet.top)) : sheet.top
    let foot = hasFoot ? max(0, min(page.footDistance, sheet.bottom)) : sheet.bottom
    xml.open("style:page-layout")
    xml.attribute("style:name", name)
    if page.isMirrored { xml.attribute("style:page-usage", "mirrored") }
    xml.open("style:page-layout-properties")
    xml.attribute("fo:page-width", pt(sheet.width))
    xml.attribute("fo:page-height", pt(sheet.height))
    xml.numberFormat(page.pageNumbers)
    xml.attribute("style:print-orientation", sheet.width > sheet.height ? "landscape" : "portrait")
    let margins: [(StaticString, Points)] = [
      ("fo:margin-top", head), ("fo:margin-bottom", foot), ("fo:margin-left", sheet.start),
      ("fo:margin-right", sheet.end),
    ]
    for (name, width) in margins { xml.attribute(name, pt(max(0, width))) }
    xml.attribute("style:writing-mode", "lr-tb")
    xml.close()
    for (name, height, isThere) in [
      ("style:header-style", sheet.top - head, hasHead), ("style:footer-style", sheet.bottom - foot, hasFoot),
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

extension Document {
  /// Whether nothing stands before a landscape part.
  fileprivate var beginsWithLandscape: Bool {
    for element in elements {
      switch element.kind {
      case .group(.landscape): return true
      case .group, .list, .item, .definitions, .definition, .meaning, .quote, .pageBreak: continue
      default: return false
      }
    }
    return false
  }
}
