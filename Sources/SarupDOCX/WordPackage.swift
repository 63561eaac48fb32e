internal import SarupContainer
internal import SarupDocument
internal import SarupImage
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// A Word file in the making: its parts, and what they share.
///
/// A class, since every story (body, running heads) adds to the same styles, lists and messages while it is written.
final class WordPackage {
  private struct Part {
    var name: String
    /// `nil` for the default of its file name's ending.
    var contentType: String?
    var bytes: [UInt8]
    var relationships: Relationships
    /// The list of relationships as a letterhead has it, instead.
    var copiedRelationships: [Letterhead.Relationship] = []
    /// Pictures are compressed already.
    var method = ZIPWriter.Method.deflated
  }

  let document: Document
  let options: DOCXOptions
  let plan: DocumentPlan
  let language = WordLanguage()
  var styles: StyleSheet
  var numbering: NumberingTable
  var fields = FieldStore()
  let bookmarks: Bookmarks
  /// Bookmarks so far: each has a number of its own.
  var bookmarkCount = 0
  /// Numbers of the footnotes that have their mark.
  var writtenNotes: Set<Int> = []
  private(set) var diagnostics = Diagnostics()
  /// Characters that Word has no use for, over the whole file.
  var droppedCharacters = 0
  var reorderedMarks = 0
  /// Ids of the styles whose paragraphs open with a label in bold.
  var noteStyles: Set<String> = []
  /// Hidden bookmarks for the way back so far.
  var traces = 0
  /// Pictures shown so far: each has a number of its own, or Word calls the file unreadable.
  var drawings = 0
  /// Pictures of the document in the order in which they are first shown.
  private var mediaPictures: [Int] = []
  private var parts: [Part] = []
  /// Running heads and feet that have been written, by what they are for; looked up, never gone through.
  var runningParts: [String: String] = [:]
  /// Whether the properties of a section have been written.
  var hasSections = false
  /// Watermarks so far: each running head has one of its own, with a number of its own.
  var watermarks = 0
  private var headerCount = 0
  private var footerCount = 0

  init(document: Document, options: DOCXOptions) {
    self.document = document
    self.options = options
    plan = DocumentPlan(of: document)
    bookmarks = Bookmarks(of: document)
    styles = StyleSheet(of: document, plan: plan, language: language, letterhead: options.letterhead?.styles)
    numbering = NumberingTable(of: document)
  }

  /// Whether dots lead to the page numbers of the contents.
  var hasLeaders: Bool {
    document.elements.contains { element in
      if case .contents(let contents) = element.kind { contents.hasLeaders } else { false }
    }
  }

  func warn(_ code: DiagnosticCode, at span: SarupSyntax.Span?, _ message: String, hint: String) {
    diagnostics.warning(code, at: span, message, hint: hint)
  }

  func writeParts() {
    prepareLetterhead()
    if let frontMatter = options.frontMatter { fields.facts = WordFacts(frontMatter: frontMatter) }
    var story = StoryWriter(
      package: self, root: "w:document", attributes: options.letterhead?.body?.rootAttributes ?? [])
    story.writeBody()
    var section = SectionWriter(package: self, isLandscape: story.isLandscape)
    section.write(to: &story)
    let (bytes, own) = story.finish()
    var relationships = own
    if hasNotes {
      let (notes, noteRelationships) = footnotes()
      _ = relationships.id(PartKind.footnotes.relationship, "footnotes.xml")
      parts.append(
        Part(
          name: "word/footnotes.xml", contentType: PartKind.footnotes.contentType, bytes: notes,
          relationships: noteRelationships))
    }
    // Styles and numbering come last: only now is known what they hold.
    let target = "word/document.xml"
    let letterhead = options.letterhead
    numbering.complete(&styles)
    styles.complete()
    addPart("word/styles.xml", .styles, styles.part(), to: &relationships)
    let kept = letterhead?.keptNumbering
    if !numbering.isEmpty || kept != nil {
      addPart(
        "word/numbering.xml", .numbering, numbering.part(styles: styles, over: kept), to: &relationships,
        copied: kept == nil ? [] : letterhead?.numberingRelationships ?? [])
    }
    addPart("word/settings.xml", .settings, settings(), to: &relationships)
    addFontTable(to: &relationships)
    addPart(
      "word/theme/theme1.xml", .theme,
      letterhead?.theme?.bytes ?? ThemePart.part(family: styles.defaultFormat.font.family), to: &relationships,
      copied: letterhead?.theme?.relationships ?? [])
    addLetterheadParts()
    if !fields.isEmpty { _ = relationships.id("customXml", "../customXml/item1.xml") }
    parts.insert(
      Part(name: target, contentType: PartKind.document.contentType, bytes: bytes, relationships: relationships), at: 0)
    parts.append(
      Part(
        name: "docProps/core.xml", contentType: PartKind.coreProperties.contentType, bytes: coreProperties(),
        relationships: Relationships()))
    parts.append(
      Part(
        name: "docProps/app.xml", contentType: PartKind.appProperties.contentType, bytes: appProperties(),
        relationships: Relationships()))
    if !document.properties.details.isEmpty {
      parts.append(
        Part(
          name: "docProps/custom.xml", contentType: PartKind.details.contentType, bytes: detailedProperties(),
          relationships: Relationships()))
    }
    if fields.facts != nil { collectFacts() }
    addFields()
    addMedia()
    for (level, shown) in numbering.levelsWithOtherForms {
      warn(
        .docxNumbering, at: nil,
        "labels of level \(level) show the number of level \(shown) in that level's own form in the Word file",
        hint: "Number a level in one form in all labels: Word knows no other.")
    }
    if droppedCharacters > 0 {
      warn(
        .docxCharacters, at: nil,
        droppedCharacters == 1
          ? "an invisible or unusable character is left out of the Word file"
          : "\(droppedCharacters) invisible or unusable characters are left out of the Word file",
        hint: "Word finds Thai words by itself; delete zero-width spaces, joiners and control characters.")
    }
    if reorderedMarks > 0 {
      warn(
        .docxCharacters, at: nil,
        reorderedMarks == 1
          ? "a Thai vowel or tone mark is put in order in the Word file"
          : "\(reorderedMarks) Thai vowel or tone marks are put in order in the Word file",
        hint: "Type SARA AM as one character and a tone mark behind its vowel.")
    }
  }

  private func collectFacts() {
    for entry in styles.entries {
      if let use = entry.use.factName, entry.builtIn == nil || noteStyles.contains(entry.id) {
        // The label of a note is bold by the template; its level is that of the list item that it is in.
        let level = if case .continued(let level) = entry.use { level } else { 0 }
        fields.facts?.styles.append((entry.name.lowercased(), noteStyles.contains(entry.id) ? "note \(level)" : use))
      }
    }
    let fragments = Dictionary(
      document.headingFragments().map { ($0.element, $0.fragment) }, uniquingKeysWith: { first, _ in first })
    for anchor in document.anchors {
      let element = Bookmarks.paragraph(of: anchor.element, in: document)
      guard let name = bookmarks.name(of: element) else { continue }
      fields.facts?.labels.append((name, anchor.name, fragments[element] == anchor.name))
    }
    for part in parts where [PartKind.header.contentType, PartKind.footer.contentType].contains(part.contentType) {
      if options.letterhead == nil, let words = HeadWords.scan(part.bytes) {
        addHead(words)
        continue
      }
      // Read as they will be read, so that the letterhead's are told like ours.
      var unused = Diagnostics()
      guard let root = XMLTree.read(part.name, part.bytes, reporting: &unused).tree?.root else { continue }
      addHead(Array(root.wordsBesideControls.utf8))
      if options.letterhead != nil { fields.facts?.controls += FilledControls.marks(in: [root]) }
      for text in root.watermarks where fields.facts?.watermarks.contains(text) == false {
        fields.facts?.watermarks.append(text)
      }
    }
  }

  private func addHead(_ words: [UInt8]) {
    guard words.contains(where: { $0 != 0x20 }) else { return }
    let mark = WordFacts.mark(ofWords: words)
    if fields.facts?.heads.contains(mark) == false { fields.facts?.heads.append(mark) }
  }

  private func addFields() {
    guard !fields.isEmpty else { return }
    var relationships = Relationships()
    _ = relationships.id(PartKind.customProperties.relationship, "itemProps1.xml")
    // The item itself has the type that every .xml has by default.
    parts.append(
      Part(name: "customXml/item1.xml", contentType: nil, bytes: fields.item(), relationships: relationships))
    parts.append(
      Part(
        name: "customXml/itemProps1.xml", contentType: PartKind.customProperties.contentType,
        bytes: fields.properties(), relationships: Relationships()))
  }

  private func addPart(
    _ name: String, _ kind: PartKind, _ bytes: [UInt8], to relationships: inout Relationships,
    copied: [Letterhead.Relationship] = []
  ) {
    _ = relationships.id(kind.relationship, String(name.dropFirst("word/".utf8.count)))
    parts.append(
      Part(
        name: name, contentType: kind.contentType, bytes: bytes, relationships: Relationships(),
        copiedRelationships: copied))
  }

  /// Adds a part of the letterhead.
  func addCopy(_ part: Letterhead.Part, bytes: [UInt8]) {
    parts.append(
      Part(
        name: part.name, contentType: part.contentType, bytes: bytes, relationships: Relationships(),
        copiedRelationships: part.relationships, method: part.story == nil ? .stored : .deflated))
  }

  /// The file name of a picture, as relationships of the document name it. The same picture is one file.
  func media(_ picture: Int) -> String {
    let place = mediaPictures.firstIndex(of: picture) ?? mediaPictures.count
    if place == mediaPictures.count { mediaPictures.append(picture) }
    return "media/image\(place + 1).\(document.pictures[picture].wordEnding)"
  }

  private func addMedia() {
    for index in mediaPictures {
      let picture = document.pictures[index]
      // Where its blocks cannot be moved it is shown as the camera stored it.
      let upright = (try? picture.uprighted()) ?? picture
      parts.append(
        Part(
          name: "word/\(media(index))", contentType: nil, bytes: upright.bytes, relationships: Relationships(),
          method: .stored))
    }
  }

  /// Adds a running head or foot; gives its file name, as relationships of the document name it.
  func addRunningPart(_ kind: PartKind, _ bytes: [UInt8], _ relationships: Relationships) -> String {
    let name: String
    if kind == .header {
      headerCount += 1
      name = "header\(headerCount).xml"
    } else {
      footerCount += 1
      name = "footer\(footerCount).xml"
    }
    parts.append(
      Part(name: "word/\(name)", contentType: kind.contentType, bytes: bytes, relationships: relationships))
    return name
  }

  /// Adds the table of fonts, and behind it the faces that the file carries.
  private func addFontTable(to relationships: inout Relationships) {
    var table = FontTable()
    table.add(styles.defaultFormat.font)
    for entry in styles.entries where !entry.isTheirs { table.add(entry.format.font) }
    for character in styles.characterStyles { table.add(ResolvedFont(of: styles.style(character.style))) }
    let letterhead = options.letterhead
    let faces = EmbeddedFaces(options.faces, of: table.families)
    addPart(
      "word/fontTable.xml", .fontTable, table.part(over: letterhead?.fontTable, with: faces), to: &relationships,
      copied: (letterhead?.fontRelationships ?? [])
        + faces.entries.map { Letterhead.Relationship(id: $0.id, type: "font", target: $0.part) })
    for face in faces.entries {
      parts.append(
        Part(
          name: face.part, contentType: "application/vnd.openxmlformats-officedocument.obfuscatedFont",
          bytes: face.bytes, relationships: Relationships()))
    }
  }

  // MARK: Archive

  func archive() throws(ZIPError) -> [UInt8] {
    var zip = ZIPWriter(level: options.compression)
    try zip.add("[Content_Types].xml", contentTypes())
    var root = Relationships()
    _ = root.id("officeDocument", "word/document.xml")
    _ = root.id(PartKind.coreProperties.relationship, "docProps/core.xml")
    _ = root.id(PartKind.appProperties.relationship, "docProps/app.xml")
    if !document.properties.details.isEmpty { _ = root.id(PartKind.details.relationship, "docProps/custom.xml") }
    try zip.add("_rels/.rels", root.part())
    for part in parts {
      try zip.add(part.name, part.bytes, method: part.method)
      if !part.relationships.isEmpty {
        try zip.add(OfficePackage.relationshipsName(of: part.name), part.relationships.part())
      } else if !part.copiedRelationships.isEmpty {
        try zip.add(
          OfficePackage.relationshipsName(of: part.name),
          Letterhead.relationships(part.copiedRelationships, from: part.name))
      }
    }
    return zip.finish()
  }

  private func contentTypes() -> [UInt8] {
    var xml = XMLWriter(capacity: 2048)
    xml.open("Types")
    xml.attribute("xmlns", Namespace.contentTypes)
    var defaults = [
      ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
    ]
    for format in [Picture.Format.png, .jpeg]
    where mediaPictures.contains(where: { document.pictures[$0].format == format }) {
      defaults.append(format == .png ? ("png", "image/png") : ("jpeg", "image/jpeg"))
    }
    for (ending, type) in defaults {
      xml.open("Default")
      xml.attribute("Extension", ending)
      xml.attribute("ContentType", type)
      xml.close()
    }
    for part in parts {
      guard let contentType = part.contentType else { continue }
      xml.open("Override")
      xml.attribute("PartName", "/\(part.name)")
      xml.attribute("ContentType", contentType)
      xml.close()
    }
    return xml.finish()
  }
}

extension Picture {
  fileprivate var wordEnding: String { format == .png ? "png" : "jpeg" }
}

/// The kinds of parts with their content types and relationships.
enum PartKind {
  case document
  case styles
  case numbering
  case settings
  case fontTable
  case theme
  case header
  case footer
  case footnotes
  case coreProperties
  case appProperties
  case customProperties
  /// Properties by names of our own.
  case details

  var contentType: String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return switch self {
    case .document: "\(word).document.main+xml"
    case .styles: "\(word).styles+xml"
    case .numbering: "\(word).numbering+xml"
    case .settings: "\(word).settings+xml"
    case .fontTable: "\(word).fontTable+xml"
    case .theme: "application/vnd.openxmlformats-officedocument.theme+xml"
    case .header: "\(word).header+xml"
    case .footer: "\(word).footer+xml"
    case .footnotes: "\(word).footnotes+xml"
    case .coreProperties: "application/vnd.openxmlformats-package.core-properties+xml"
    case .appProperties: "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    case .customProperties: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    case .details: "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    }
  }

  /// The last part of the relationship's name, or all of it where it is not one of the office's own.
  var relationship: String {
    switch self {
    case .document: "officeDocument"
    case .styles: "styles"
    case .numbering: "numbering"
    case .settings: "settings"
    case .fontTable: "fontTable"
    case .theme: "theme"
    case .header: "header"
    case .footer: "footer"
    case .footnotes: "footnotes"
    case .coreProperties: "\(Namespace.packageRelationships)/metadata/core-properties"
    case .appProperties: "extended-properties"
    case .customProperties: "customXmlProps"
    case .details: "custom-properties"
    }
  }
}
