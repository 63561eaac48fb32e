internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

/// The sheet, its margins, and what runs along on every page.
struct SectionWriter {
  let package: WordPackage
  /// The section is a landscape part.
  var isLandscape = false

  private var page: PageSetup { package.document.page }
  private var sheet: Sheet { isLandscape ? page.landscapeSheet : page.sheet }

  /// Writes `w:sectPr` as the last child of the body or of the properties of a section's last paragraph, and the parts it speaks of.
  mutating func write(to story: inout StoryWriter) {
    let isFirst = !package.hasSections
    let isFirstDifferent = (page.first != page.rest || hasBackgroundOfItsPages) && isFirst
    package.hasSections = true
    var references: [(name: StaticString, type: String, id: String)] = []
    func add(_ kind: PartKind, _ type: String, _ line: RunningLine?, number: Int) {
      // Only what stands at tab stops, and what lies behind the page, depends on the sheet.
      let hasTabStops = line.map { [$0.start, $0.center, $0.end].count { !$0.isEmpty } > 1 } ?? false
      let isOwn = isLandscape && (hasTabStops || kind == .header && page.background != nil)
      let key = "\(kind) \(type)\(isOwn ? " landscape" : "")"
      let target: String
      if let known = package.runningParts[key] {
        target = known
      } else {
        let (bytes, relationships) = part(kind, line, pageNumber: number, isFirstPage: type == "first")
        target = package.addRunningPart(kind, bytes, relationships)
        package.runningParts[key] = target
      }
      references.append(
        (
          kind == .header ? "w:headerReference" : "w:footerReference", type,
          story.relationships.id(kind.relationship, target)
        ))
    }
    for (kind, edge) in [(PartKind.header, \RunningHeads.top), (.footer, \.bottom)] {
      // The letterhead's own lines stand instead.
      if package.options.letterhead?.section.has(kind) ?? false {
        if kind == .header, isFirst {
          if let watermark = page.watermark { warnOfLost("the watermark `\(watermark.text.string)`") }
          if page.background != nil { warnOfLost("the picture behind the pages") }
        }
        continue
      }
      let rest = page.rest[keyPath: edge]
      let first = page.first[keyPath: edge]
      let even = page.even?[keyPath: edge]
      let isMarked = kind == .header && (page.watermark != nil || page.background != nil)
      if rest == nil, even == nil, first == nil, !isMarked { continue }
      // An empty head is a part as well: not every program takes a missing one for an empty one.
      if rest != nil || even != nil || isMarked {
        add(kind, "default", rest, number: page.first == page.rest ? 1 : page.even == nil ? 2 : 3)
      }
      if isFirstDifferent { add(kind, "first", first, number: 1) }
      if page.even != nil { add(kind, "even", even, number: 2) }
    }
    if let letterhead = package.options.letterhead {
      if isFirst, let sides = page.border?.sides, max(sides.top, sides.bottom, sides.start, sides.end) > 0 {
        warnOfLost("the border of the pages", because: "the letterhead's sheet stays as it is")
      }
      package.writeLetterheadSection(
        letterhead, ownReferences: references, isOwnFirstDifferent: isFirstDifferent,
        part: SectionPart(isFirst: isFirst, landscape: isLandscape ? sheet : nil), to: &story)
      return
    }
    let measures = WordSheet(sheet).text
    if package.fields.facts?.sheets.contains(measures) == false { package.fields.facts?.sheets.append(measures) }
    story.xml.open("w:sectPr")
    for reference in references {
      story.xml.open(reference.name)
      story.xml.attribute("w:type", reference.type)
      story.xml.attribute("r:id", reference.id)
      story.xml.close()
    }
    package.writeNoteProperties(to: &story.xml, namingSeparators: false)
    writePage(isFirstDifferent: isFirstDifferent, to: &story.xml)
    story.xml.close()
  }

  private func writePage(isFirstDifferent: Bool, to xml: inout XMLWriter) {
    Self.writeSheet(sheet, of: page, to: &xml)
    if let border = page.border { Self.write(border, to: &xml) }
    if page.pageNumbers != .arabicDigits {
      xml.open("w:pgNumType")
      xml.attribute("w:fmt", page.pageNumbers.wordName)
      xml.close()
    }
    if isFirstDifferent { xml.empty("w:titlePg") }
  }

  /// Whether the picture behind the pages makes the first page another one than the others.
  private var hasBackgroundOfItsPages: Bool {
    let hasOwnHead = package.options.letterhead?.section.has(.header) ?? false
    return page.background.map { $0.pages != .all && !hasOwnHead } ?? false
  }

  /// A letterhead's head and sheet are not to be changed, and Word keeps what lies behind its pages in the head.
  private func warnOfLost(_ what: String, because reason: String = "the letterhead has a head of its own") {
    package.warn(
      .letterheadDropped, at: nil, "\(what) is left out of the Word file: \(reason)",
      hint: "Put it into the letterhead, or write the Word file without one.")
  }

  /// Widths are eighths of a point, from a quarter to six points but for what Word lets through (ECMA-376 Part 1, 17.6.10).
  private static func write(_ border: PageBorder, to xml: inout XMLWriter) {
    let sides: [(StaticString, Points)] = [
      ("w:top", border.sides.top), ("w:left", border.sides.start), ("w:bottom", border.sides.bottom),
      ("w:right", border.sides.end),
    ]
    guard sides.contains(where: { $0.1 > 0 }) else { return }
    xml.open("w:pgBorders")
    xml.attribute("w:offsetFrom", "page")
    for (name, width) in sides where width > 0 {
      xml.open(name)
      xml.attribute("w:val", "single")
      xml.attribute("w:sz", rounded(width * 8, in: 2...96))
      xml.attribute("w:space", rounded(border.distance, in: 0...31))
      xml.attribute("w:color", border.color.hexadecimal)
      xml.close()
    }
    xml.close()
  }

  static func writeSheet(_ sheet: Sheet, of page: PageSetup, to xml: inout XMLWriter) {
    xml.open("w:pgSz")
    xml.attribute("w:w", max(1, twips(sheet.width)))
    xml.attribute("w:h", max(1, twips(sheet.height)))
    if sheet.width > sheet.height { xml.attribute("w:orient", "landscape") }
    xml.close()
    xml.open("w:pgMar")
    let margins: [(StaticString, Points)] = [
      ("w:top", sheet.top), ("w:right", sheet.end), ("w:bottom", sheet.bottom), ("w:left", sheet.start),
      ("w:header", page.headDistance), ("w:footer", page.footDistance),
    ]
    for (name, width) in margins { xml.attribute(name, max(0, twips(width))) }
    xml.attribute("w:gutter", 0)
    xml.close()
  }

  // MARK: Running heads

  /// - Parameters:
  ///   - pageNumber: The first page that shows the line.
  ///   - isFirstPage: Whether no other page shows it.
  private func part(
    _ kind: PartKind, _ line: RunningLine?, pageNumber: Int, isFirstPage: Bool
  ) -> (bytes: [UInt8], relationships: Relationships) {
    var story = StoryWriter(package: package, root: kind == .header ? "w:hdr" : "w:ftr")
    story.xml.open("w:p")
    if let line {
      write(line, as: kind == .header ? .runningHead : .runningFoot, pageNumber: pageNumber, to: &story)
    }
    if kind == .header {
      if let background = page.background, background.isShown(onFirst: isFirstPage) {
        story.write(background, on: sheet)
      }
      if let watermark = page.watermark { story.writeWatermark(watermark) }
    }
    story.xml.close()
    return story.finish()
  }

  private func write(_ line: RunningLine, as use: StyleUse, pageNumber: Int, to story: inout StoryWriter) {
    let entry = package.styles.entry(for: line.style, as: use)
    story.xml.open("w:pPr")
    story.xml.value("w:pStyle", package.styles.entries[entry].id)
    let parts = [line.start, line.center, line.end]
    // One part alone is aligned; several stand at tab stops, as in Word's own heads.
    let only = parts.count { !$0.isEmpty } == 1 ? parts.firstIndex { !$0.isEmpty } : nil
    if let only {
      let alignment = [TextAlignment.start, .center, .end][only]
      if alignment != package.styles.entries[entry].format.alignment {
        story.xml.value("w:jc", ParagraphFormat.wordAlignment(alignment))
      }
      story.xml.close()
      write(parts[only], pageNumber: pageNumber, to: &story)
    } else {
      writeTabStops(to: &story.xml)
      story.xml.close()
      let last = parts.lastIndex { !$0.isEmpty } ?? 0
      for (index, pieces) in parts.enumerated() where index <= last {
        if index > 0 {
          story.xml.open("w:r")
          story.xml.empty("w:tab")
          story.xml.close()
        }
        write(pieces, pageNumber: pageNumber, to: &story)
      }
    }
  }

  private func writeTabStops(to xml: inout XMLWriter) {
    let measure = twips(sheet.measure)
    xml.open("w:tabs")
    for (alignment, position) in [("center", measure / 2), ("right", measure)] {
      xml.open("w:tab")
      xml.attribute("w:val", alignment)
      xml.attribute("w:pos", position)
      xml.close()
    }
    xml.close()
    xml.value("w:jc", "left")
  }

  private func write(_ pieces: [RunningLine.Piece], pageNumber: Int, to story: inout StoryWriter) {
    let format = page.pageNumbers
    for piece in pieces {
      switch piece {
      case .text(let text): story.writeText(text)
      case .section: writeSection(pageNumber: pageNumber, to: &story)
      case .pageNumber:
        // The format comes from w:pgNumType.
        story.writeField("PAGE", result: format.string(for: pageNumber), isThai: format.isThai)
      case .pageCount:
        let count = package.options.pageCount
        if count == nil {
          package.warn(
            .docxPageCount, at: nil, "the number of pages shows only when Word has opened the file",
            hint: "Leave the number of pages out of running lines where files are read without Word.")
        }
        story.writeField(
          "NUMPAGES\(format.fieldSwitch)", result: count.map(format.string) ?? "–",
          isThai: format.isThai && count != nil
        )
      }
    }
  }
}

extension SectionWriter {
  /// The heading that a page stands under, as a field that finds it by its built-in style, whose number is its name in every language
  /// of Word (ECMA-376 Part 1, 17.16.5.59).
  fileprivate func writeSection(pageNumber: Int, to story: inout StoryWriter) {
    guard let level = package.document.sectionLevel else { return }
    // Word has styles for nine levels of headings.
    story.writeFieldStart("STYLEREF \(min(max(level, 1), 9))")
    let sections = package.options.sections
    let heading = sections.indices.contains(pageNumber - 1) ? sections[pageNumber - 1] : sections.last ?? nil
    if let heading { story.writeText(package.document.sectionText(of: heading)) }
    story.writeFieldEnd()
  }
}

extension NumberFormat {
  var isThai: Bool { self == .thaiDigits || self == .thaiLetters }

  /// What a field says that does not follow the numbering of pages (ECMA-376 Part 1, 17.16.4.3.1).
  var fieldSwitch: String {
    switch self {
    // The name as the standard writes it: by ThaiArabic LibreOffice counts ก ข ค, by this 1 2 3.
    case .thaiDigits: " \\* THAIARABIC"
    case .arabicDigits: ""
    case .thaiLetters: " \\* ThaiLetter"
    case .latinLetters: " \\* alphabetic"
    case .latinCapitals: " \\* ALPHABETIC"
    case .roman: " \\* roman"
    case .romanCapitals: " \\* ROMAN"
    }
  }
}
