internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

// A Word file that is made upon a letterhead.

extension Letterhead {
  /// Works out what every file that is made upon the letterhead asks for.
  mutating func finish() {
    let isUsed =
      (styles?.tree.root.descendants.contains { $0.is("numId", in: Namespace.main) } ?? false)
      || stories.contains { $0.usesNumbering }
    keptNumbering = isUsed ? numbering : nil
    highestNumbers = highestKeptNumbers
  }

  private var highestKeptNumbers: (instance: Int, definition: Int) {
    guard let root = keptNumbering?.tree.root else { return (0, -1) }
    func highest(_ element: String, _ attribute: String) -> Int {
      root.children.filter { $0.is(element, in: Namespace.main) }
        .compactMap { $0.attribute(attribute, in: Namespace.main).flatMap(Int.init) }.max() ?? -1
    }
    return (max(0, highest("num", "numId")), highest("abstractNum", "abstractNumId"))
  }

  var stories: [LetterheadStory] { parts.compactMap(\.story) + [body?.story].compactMap(\.self) }

  /// `_rels` of a part: targets as paths from its folder, so that readers that resolve them by hand find them.
  static func relationships(_ list: [Relationship], from part: String) -> [UInt8] {
    var xml = XMLWriter(capacity: 1024)
    xml.open("Relationships")
    xml.attribute("xmlns", Namespace.packageRelationships)
    for relationship in list {
      xml.open("Relationship")
      xml.attribute("Id", relationship.id)
      let type = relationship.type
      xml.attribute("Type", type.contains(":") ? type : "\(Namespace.relationships)/\(type)")
      xml.attribute("Target", relationship.isExternal ? relationship.target : path(to: relationship.target, from: part))
      if relationship.isExternal { xml.attribute("TargetMode", "External") }
      xml.close()
    }
    return xml.finish()
  }

  static func path(to target: String, from part: String) -> String {
    var target = target.split(separator: "/")[...]
    var folder = part.split(separator: "/").dropLast()
    while let first = folder.first, target.count > 1, target.first == first {
      target.removeFirst()
      folder.removeFirst()
    }
    return (folder.map { _ in ".." } + target.map(String.init)).joined(separator: "/")
  }
}

extension LetterheadTable {
  /// The part with more behind the last of some elements, or before what may only stand at its end.
  ///
  /// - Parameter edits: What else is changed inside it.
  func inserting(
    _ additions: [(behind: [String], bytes: [UInt8])], root: String, beside edits: ByteEdits = ByteEdits()
  ) -> [UInt8] {
    var edits = edits
    let element = tree.root
    guard element.startTag != element.range else {
      let all = additions.flatMap(\.bytes)
      edits.replace(
        element.range.upperBound - 2..<element.range.upperBound,
        by: Array(">".utf8) + all + Array("</w:\(root)>".utf8))
      return edits.applied(to: tree.bytes)
    }
    for addition in additions where !addition.bytes.isEmpty {
      let last = element.children.last { addition.behind.contains($0.name.local) }
      edits.insert(addition.bytes, at: last?.range.upperBound ?? element.inner.lowerBound)
    }
    return edits.applied(to: tree.bytes)
  }
}

extension XMLWriter {
  /// What a closure writes, without declaration and root: for a place inside another document.
  static func fragment(_ content: (inout XMLWriter) -> Void) -> [UInt8] {
    var xml = XMLWriter(capacity: 4096)
    xml.open("w:x")
    xml.text("")
    content(&xml)
    let bytes = xml.finish()
    let start = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 + "<w:x>".utf8.count } ?? 0
    return Array(bytes[min(start, bytes.count)..<max(start, bytes.count - "</w:x>".utf8.count)])
  }
}

extension WordPackage {
  /// The texts of the fields that the letterhead's controls show become data of the file before any of the text is written.
  func prepareLetterhead() {
    guard let letterhead = options.letterhead else { return }
    for field in letterhead.fields {
      guard let text = fieldText(field) else {
        warn(
          .letterheadField, at: nil, "the letterhead shows `\(field.rawValue)`, which the brief does not have",
          hint: "Add it to the brief, or fill it in Word: the control stays as it is in the letterhead.")
        continue
      }
      _ = fields.control(for: field, showing: text)
    }
    let stories = letterhead.stories
    fields.reserve(stories.flatMap(\.controlIDs))
    bookmarkCount = stories.map(\.highestBookmark).max() ?? 0
    drawings = stories.map(\.highestPicture).max() ?? 0
    let numbers = letterhead.highestNumbers
    numbering.start(afterInstance: numbers.instance, definition: numbers.definition)
  }

  private func fieldText(_ field: BriefField) -> String? {
    guard let text = document.properties.fieldTexts.first(where: { $0.field == field })?.text, !text.isEmpty else {
      return nil
    }
    let pieces = TextPieces(Array(text.utf8)[...], of: .thai).pieces
    var result: [UInt8] = []
    for case .text(let utf8) in pieces { result += utf8 }
    return String(decoding: result, as: UTF8.self)
  }

  private var isThai: Bool { document.properties.language.primary == "th" }

  func letterheadText(of story: LetterheadStory) -> ByteEdits {
    story.filled({ field in fieldText(field) }, inThai: isThai)
  }

  /// Adds the heads, feet, pictures and fonts of the letterhead.
  func addLetterheadParts() {
    guard let letterhead = options.letterhead else { return }
    for part in letterhead.parts {
      let bytes = part.story.map { letterheadText(of: $0).applied(to: part.bytes) } ?? part.bytes
      addCopy(part, bytes: bytes)
    }
  }

  // MARK: Body

  /// What stands before the brief, or behind it, with its relationships among those of the document.
  func writeLetterheadBody(isBefore: Bool, to story: inout StoryWriter) {
    guard let body = options.letterhead?.body else { return }
    let stretch = isBefore ? body.before : body.after
    guard !stretch.isEmpty else { return }
    var edits = letterheadText(of: body.story)
    for use in body.story.uses where stretch.contains(use.place.lowerBound) {
      guard let relationship = body.relationships.first(where: { $0.id == use.id }) else { continue }
      let target =
        relationship.isExternal
        ? relationship.target : Letterhead.path(to: relationship.target, from: "word/document.xml")
      edits.replace(
        use.place, by: story.relationships.id(relationship.type, target, isExternal: relationship.isExternal))
    }
    let written = edits.applied(to: body.story.tree.bytes, in: stretch)
    story.xml.verbatim(written)
    story.endedWithLetterhead()
    if fields.facts != nil {
      let (marks, controls) = marks(ofBlocks: written, attributes: body.rootAttributes)
      fields.facts?.controls += controls
      if isBefore { fields.facts?.before = marks } else { fields.facts?.behind = marks }
    }
  }

  /// What stands around the brief is not the brief's when the file comes back.
  private func marks(ofBlocks written: [UInt8], attributes: [UInt8]) -> (blocks: [String], controls: [String]) {
    var xml = XMLWriter(capacity: written.count + 1024)
    xml.open("w:body")
    xml.attribute("xmlns:r", Namespace.relationships)
    xml.attribute("xmlns:w", Namespace.main)
    xml.attributes(verbatim: attributes)
    xml.verbatim(written)
    var unused = Diagnostics()
    let root = XMLTree.read("letterhead", xml.finish(), reporting: &unused).tree?.root
    let elements = root?.children ?? []
    return (
      LetterheadBlocks.blocks(of: elements).map(LetterheadBlocks.mark), FilledControls.marks(in: elements)
    )
  }

  // MARK: Section

  /// Writes the properties of a section as the letterhead has them. Running lines of the template stand only where the letterhead
  /// has none.
  func writeLetterheadSection(
    _ letterhead: Letterhead, ownReferences: [(name: StaticString, type: String, id: String)],
    isOwnFirstDifferent: Bool, part: SectionPart,
    to story: inout StoryWriter
  ) {
    let section = letterhead.section
    var references: [(kind: PartKind, type: String, id: String)] = []
    for reference in section.references {
      let target = Letterhead.path(to: letterhead.parts[reference.part].name, from: "word/document.xml")
      references.append(
        (reference.kind, reference.type, story.relationships.id(reference.kind.relationship, target)))
    }
    let hasOwn = !ownReferences.isEmpty
    let isFirstDifferent = part.isFirst && (section.isFirstDifferent || (hasOwn && isOwnFirstDifferent))
    for reference in ownReferences {
      references.append(
        ("\(reference.name)" == "w:headerReference" ? .header : .footer, reference.type, reference.id))
    }
    // Whoever's the different first page and even pages are, the lines of the other go on there.
    let hasEven = letterhead.settings.elements["evenAndOddHeaders"] != nil
    for kind in [PartKind.header, .footer] {
      guard section.has(kind) != hasOwn || !section.has(kind) else { continue }
      for (type, isNeeded) in [("first", isFirstDifferent && !section.isFirstDifferent), ("even", hasEven)] {
        let isOurs = !section.has(kind)
        guard isNeeded || (isOurs && type == "first" && isFirstDifferent), hasOwn,
          !references.contains(where: { $0.kind == kind && $0.type == type }),
          let rest = references.first(where: { $0.kind == kind && $0.type == "default" })
        else { continue }
        if !isOurs && type == "even" { continue }
        references.append((kind, type, rest.id))
      }
    }
    story.xml.open("w:sectPr")
    for kind in [PartKind.header, .footer] {
      for reference in references where reference.kind == kind {
        story.xml.open(kind == .header ? "w:headerReference" : "w:footerReference")
        story.xml.attribute("w:type", reference.type)
        story.xml.attribute("r:id", reference.id)
        story.xml.close()
      }
    }
    writeNoteProperties(to: &story.xml, namingSeparators: false)
    for name in LetterheadSection.order {
      if name == "titlePg" {
        if isFirstDifferent { story.xml.empty("w:titlePg") }
      } else if let sheet = part.landscape, name == "pgSz" || name == "pgMar" {
        // The letterhead's own sheet stands upright.
        if name == "pgSz" { SectionWriter.writeSheet(sheet, of: document.page, to: &story.xml) }
      } else if let property = section.properties.first(where: { $0.name == name }) {
        story.xml.verbatim(property.bytes)
      } else if name == "pgNumType", hasOwn, document.page.pageNumbers != .arabicDigits {
        story.xml.open("w:pgNumType")
        story.xml.attribute("w:fmt", document.page.pageNumbers.wordName)
        story.xml.close()
      }
    }
    story.xml.close()
  }
}

/// Which part of a document a section with a letterhead's page is.
struct SectionPart {
  var isFirst: Bool
  /// Its sheet where it is a landscape part.
  var landscape: Sheet?
}
