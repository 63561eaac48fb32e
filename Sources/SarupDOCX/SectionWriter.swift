internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

/// The sheet, its margins, and what runs along on every page.
struct SectionWriter {
  let package: WordPackage

  private var page: PageSetup { package.document.page }

  /// Writes `w:sectPr` as the last child of the body, and the parts it speaks of.
  mutating func write(to story: inout StoryWriter) {
    let isFirstDifferent = page.first != page.rest
    var references: [(name: StaticString, type: String, id: String)] = []
    func add(_ kind: PartKind, _ type: String, _ line: RunningLine?, number: Int) {
      let (bytes, relationships) = part(kind, line, pageNumber: number)
      let target = package.addRunningPart(kind, bytes, relationships)
      references.append(
        (
          kind == .header ? "w:headerReference" : "w:footerReference", type,
          story.relationships.id(kind.relationship, target)
        ))
    }
    for (kind, rest, first) in [
      (PartKind.header, page.rest.top, page.first.top), (.footer, page.rest.bottom, page.first.bottom),
    ] {
      // The letterhead's own lines stand instead.
      if package.options.letterhead?.section.has(kind) ?? false { continue }
      if let rest { add(kind, "default", rest, number: isFirstDifferent ? 2 : 1) }
      // An empty first head is a part as well: not every program takes a missing one for an empty one.
      if isFirstDifferent, first != nil || rest != nil { add(kind, "first", first, number: 1) }
    }
    if let letterhead = package.options.letterhead {
      package.writeLetterheadSection(
        letterhead, ownReferences: references, isOwnFirstDifferent: isFirstDifferent, to: &story)
      return
    }
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
    xml.open("w:pgSz")
    xml.attribute("w:w", max(1, twips(page.width)))
    xml.attribute("w:h", max(1, twips(page.height)))
    if page.width > page.height { xml.attribute("w:orient", "landscape") }
    xml.close()
    xml.open("w:pgMar")
    let margins: [(StaticString, Points)] = [
      ("w:top", page.top), ("w:right", page.end), ("w:bottom", page.bottom), ("w:left", page.start),
      ("w:header", page.headDistance), ("w:footer", page.footDistance),
    ]
    for (name, width) in margins { xml.attribute(name, max(0, twips(width))) }
    xml.attribute("w:gutter", 0)
    xml.close()
    if page.pageNumbers != .arabicDigits {
      xml.open("w:pgNumType")
      xml.attribute("w:fmt", page.pageNumbers.wordName)
      xml.close()
    }
    if isFirstDifferent { xml.empty("w:titlePg") }
  }

  // MARK: Running heads

  /// - Parameter pageNumber: The first page that shows the line.
  private func part(
    _ kind: PartKind, _ line: RunningLine?, pageNumber: Int
  ) -> (bytes: [UInt8], relationships: Relationships) {
    var story = StoryWriter(package: package, root: kind == .header ? "w:hdr" : "w:ftr")
    if let line {
      write(line, as: kind == .header ? .runningHead : .runningFoot, pageNumber: pageNumber, to: &story)
    } else {
      story.xml.empty("w:p")
    }
    return story.finish()
  }

  private func write(_ line: RunningLine, as use: StyleUse, pageNumber: Int, to story: inout StoryWriter) {
    let entry = package.styles.entry(for: line.style, as: use)
    story.xml.open("w:p")
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
    story.xml.close()
  }

  private func writeTabStops(to xml: inout XMLWriter) {
    let measure = twips(page.width - page.start - page.end)
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
      case .pageNumber:
        // The format comes from w:pgNumType; LibreOffice takes the switch \* ThaiArabic for letters.
        story.writeField("PAGE", result: format.shown(pageNumber), isThai: format.isThai)
      case .pageCount:
        let count = package.options.pageCount
        if count == nil {
          package.warn(
            .docxPageCount, at: nil, "the number of pages shows only when Word has opened the file",
            hint: "Leave the number of pages out of running lines where files are read without Word.")
        }
        story.writeField(
          "NUMPAGES\(format.fieldSwitch)", result: count.map(format.shown) ?? "–", isThai: format.isThai && count != nil
        )
      }
    }
  }
}

extension NumberFormat {
  var isThai: Bool { self == .thaiDigits || self == .thaiLetters }

  /// What a field says that does not follow the numbering of pages (ECMA-376 Part 1, 17.16.4.3.1).
  var fieldSwitch: String {
    switch self {
    case .thaiDigits: " \\* ThaiArabic"
    case .arabicDigits: ""
    case .thaiLetters: " \\* ThaiLetter"
    case .latinLetters: " \\* alphabetic"
    case .latinCapitals: " \\* ALPHABETIC"
    case .roman: " \\* roman"
    case .romanCapitals: " \\* ROMAN"
    }
  }

  /// A page number as a field shows it.
  fileprivate func shown(_ number: Int) -> String {
    switch self {
    case .thaiDigits:
      String(String.UnicodeScalarView("\(number)".unicodeScalars.map { Unicode.Scalar(0x0E20 + $0.value) ?? $0 }))
    case .arabicDigits: "\(number)"
    case .thaiLetters: number == 1 ? "ก" : "ข"
    case .latinLetters: number == 1 ? "a" : "b"
    case .latinCapitals: number == 1 ? "A" : "B"
    case .roman: String(repeating: "i", count: min(max(number, 1), 3))
    case .romanCapitals: String(repeating: "I", count: min(max(number, 1), 3))
    }
  }
}
