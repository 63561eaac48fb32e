internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

/// The Word styles that a document needs, collected while its text is written, and `word/styles.xml`.
struct StyleSheet {
  struct Entry {
    var style: Int
    var use: StyleUse
    var id: String
    var name: String
    var builtIn: StyleUse.BuiltIn?
    var format: ParagraphFormat
    /// Twentieths of a point from a list label to its text.
    var labelWidth: Int
    /// A style that the letterhead has: it stays as it is there.
    var isTheirs = false
  }

  private let styles: [ParagraphStyle]
  private let language: WordLanguage
  let letterhead: LetterheadStyles?
  private(set) var entries: [Entry] = []
  /// Names and ids that are taken, in lower case: Word compares them so.
  private var taken: Set<String> = [
    "normal", "hyperlink", "htmlcode", "html code", "tablegrid", "table grid", "tablenormal", "normal table",
    "nolist", "no list", "footnotereference", "footnote reference", "defaultparagraphfont", "default paragraph font",
  ]
  /// Styles of the template whose look words of a paragraph have, with their ids.
  private(set) var characterStyles: [(style: Int, id: String, name: String)] = []
  var usesHyperlink = false
  var usesCode = false
  var usesTables = false
  var usesNotes = false

  /// Which of the template's styles is the built-in one of each use: the one that most paragraphs have. "Body Text" is the template's
  /// own `body`, where that is used: list heads and labels may be more.
  private let primaries: [String: (style: Int, use: StyleUse)]
  /// Outline levels of styles of items that are headings.
  private var outlineLevels: [(style: Int, use: StyleUse, level: Int)] = []
  /// The style of running text: the one that the template calls `body`, else that of most text.
  private let bodyStyle: Int?

  init(of document: Document, plan: DocumentPlan, language: WordLanguage, letterhead: LetterheadStyles? = nil) {
    styles = document.styles
    self.language = language
    self.letterhead = letterhead
    if let letterhead { taken.formUnion(letterhead.taken) }
    var primaries: [String: DocumentPlan.Usage] = [:]
    for usage in plan.usages {
      guard let id = usage.use.builtIn?.id else { continue }
      if let known = primaries[id] {
        let (isOwn, wasOwn) = (document.isBody(usage), document.isBody(known))
        if wasOwn != isOwn ? wasOwn : known.count >= usage.count { continue }
      }
      primaries[id] = usage
    }
    bodyStyle = document.styles.firstIndex { $0.name == "body" } ?? primaries["BodyText"]?.style
    var known = primaries.mapValues { (style: $0.style, use: $0.use) }
    known["BodyText"] = bodyStyle.map { (style: $0, use: StyleUse.body) }
    self.primaries = known
    outlineLevels = plan.usages.compactMap { usage in usage.outlineLevel.map { (usage.style, usage.use, $0) } }
    for (number, scheme) in document.numberings.enumerated() {
      for (level, form) in scheme.levels.enumerated() where form.isHeading {
        guard let style = form.style else { continue }
        let use = StyleUse.numbered(scheme: number, level: level)
        // As deep below the level above it as its list is.
        let above = outlineLevels.last { $0.use == .numbered(scheme: number, level: level - 1) }?.level
        if !plan.usages.contains(where: { $0.style == style && $0.use == use }) {
          outlineLevels.append((style, use, min(above.map { $0 + 1 } ?? level, 8)))
        }
      }
    }
  }

  /// The entry for a template's style in a use; it is made where it is not there yet.
  mutating func entry(for style: Int, as use: StyleUse) -> Int {
    if let known = entries.firstIndex(where: { $0.style == style && $0.use == use }) { return known }
    var entry = Entry(
      style: style, use: use, id: "", name: "", format: ParagraphFormat(self.style(style)),
      labelWidth: max(0, twips(self.style(style).labelWidth)))
    entry.format.outlineLevel =
      use.outlineLevel ?? outlineLevels.first { $0.style == style && $0.use == use }?.level
    entry.format.isProofed = use != .code
    if use == .figure {
      // A line is as high as the picture in it: less than one would cut it off.
      entry.format.line = 240
      entry.format.isExactLine = false
      entry.format.firstLine = 0
    }
    let own = self.style(style).name
    if let theirs = theirs(of: entry, own: own) {
      entry.id = theirs.id
      entry.name = theirs.name
      entry.isTheirs = true
      if let indents = letterhead?.indents(of: theirs.id) {
        (entry.format.start, entry.format.firstLine) = indents
      }
    } else if let builtIn = use.builtIn, isPrimary(style, use, of: builtIn), !taken.contains(builtIn.id.lowercased()) {
      entry.builtIn = builtIn
      entry.id = builtIn.id
      entry.name = builtIn.name
    } else {
      entry.name = unique(Self.displayName(own)) { "\($0) \($1)" }
      entry.id = unique(Self.identifier(own)) { "\($0)\($1)" }
    }
    taken.insert(entry.id.lowercased())
    taken.insert(entry.name.lowercased())
    entries.append(entry)
    return entries.count - 1
  }

  /// The letterhead's style for an entry: the built-in one of its use, or one with the name of the template's style.
  private func theirs(of entry: Entry, own: String) -> LetterheadStyles.Entry? {
    guard let letterhead else { return nil }
    if let builtIn = entry.use.builtIn, isPrimary(entry.style, entry.use, of: builtIn),
      let theirs = letterhead.match("paragraph", id: builtIn.id, name: builtIn.name),
      !entries.contains(where: { $0.id == theirs.id })
    {
      return theirs
    }
    guard let theirs = letterhead.match("paragraph", name: Self.displayName(own)), !theirs.isDefault,
      !entries.contains(where: { $0.id == theirs.id })
    else { return nil }
    return theirs
  }

  /// The id of a built-in style that text and tables refer to.
  func id(_ type: String, _ id: String, name: String) -> String {
    letterhead?.match(type, id: id, name: name)?.id ?? id
  }

  /// Whether the letterhead has a built-in style, or the default of a type.
  private func isTheirs(_ type: String, _ id: String, name: String, isDefault: Bool = false) -> Bool {
    guard let letterhead else { return false }
    return letterhead.match(type, id: id, name: name) != nil || (isDefault && letterhead.defaultID(of: type) != nil)
  }

  private var normalID: String { letterhead?.defaultID(of: "paragraph") ?? "Normal" }
  private var plainCharacterID: String { letterhead?.defaultID(of: "character") ?? "DefaultParagraphFont" }
  private var plainTableID: String { letterhead?.defaultID(of: "table") ?? "TableNormal" }

  private func isPrimary(_ style: Int, _ use: StyleUse, of builtIn: StyleUse.BuiltIn) -> Bool {
    guard let primary = primaries[builtIn.id] else { return true }
    return primary == (style, use)
  }

  /// The id of the character style with the face, size and colour of a template's style.
  mutating func characterStyle(for style: Int) -> String {
    if let known = characterStyles.first(where: { $0.style == style }) { return known.id }
    let own = self.style(style).name
    let name = unique(Self.displayName(own)) { "\($0) \($1)" }
    let id = unique(Self.identifier(own)) { "\($0)\($1)" }
    taken.insert(id.lowercased())
    taken.insert(name.lowercased())
    characterStyles.append((style, id, name))
    return id
  }

  mutating func setNumbering(_ numbering: ParagraphFormat.Numbering, of entry: Int) {
    entries[entry].format.numbering = numbering
  }

  func style(_ index: Int) -> ParagraphStyle {
    styles.indices.contains(index)
      ? styles[index]
      : ParagraphStyle(name: "body", font: FontChoice(families: []), size: 16)
  }

  /// The style that most text has: what `w:docDefaults` is made from.
  var defaultFormat: ParagraphFormat {
    let body = bodyStyle ?? (entries.first { $0.use == .body } ?? entries.first)?.style
    return .defaults(from: style(body ?? 0))
  }

  /// Adds what the styles in use lead to: whoever goes on writing behind a heading writes running text.
  mutating func complete() {
    guard let bodyStyle, entries.contains(where: { $0.use.next == .body }) else { return }
    _ = entry(for: bodyStyle, as: .body)
  }

  /// The style that the Enter key gives behind a paragraph.
  private func next(of entry: Entry) -> Entry? {
    if let use = entry.use.next {
      let all = entries.filter { $0.use == use }
      if use == .body { return all.first { $0.style == bodyStyle } }
      return all.first { style($0.style).defines(style(entry.style)) } ?? all.first
    }
    // Behind the title of an item comes its text.
    guard case .numbered(_, let level) = entry.use, entry.format.outlineLevel != nil else { return nil }
    return entries.first { $0.use == .continued(level: level) }
  }

  // MARK: Names

  /// The template's name for a style that Word has its own name for; none where another style of the file bears it.
  private func alias(of entry: Entry) -> String? {
    let name = Self.displayName(style(entry.style).name)
    guard entry.builtIn != nil, !taken.contains(name.lowercased()) else { return nil }
    let first = entries.first { $0.builtIn != nil && $0.style == entry.style }
    return first?.id == entry.id ? name : nil
  }

  private func unique(_ name: String, numbered: (String, Int) -> String) -> String {
    guard taken.contains(name.lowercased()) else { return name }
    var number = 2
    while taken.contains(numbered(name, number).lowercased()) { number += 1 }
    return numbered(name, number)
  }

  /// Commas and semicolons would part a name into aliases.
  private static func displayName(_ name: String) -> String {
    if name.isEmpty { return "style" }
    guard name.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) else { return name }
    return String(name.map { $0 == "," || $0 == ";" ? " " : $0 })
  }

  private static func identifier(_ name: String) -> String {
    var result = ""
    var startsWord = true
    for scalar in name.unicodeScalars {
      guard scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        startsWord = true
        continue
      }
      result += startsWord ? String(scalar).uppercased() : String(scalar)
      startsWord = false
    }
    return result.isEmpty ? "Style" : result
  }

  // MARK: Part

  func part() -> [UInt8] {
    if let letterhead {
      let added = XMLWriter.fragment { writeStyles(over: letterhead.base(over: defaultFormat), to: &$0) }
      return letterhead.part(adding: added, family: defaultFormat.font.family, language)
    }
    var xml = XMLWriter(capacity: 8192)
    let defaults = defaultFormat
    xml.open("w:styles")
    xml.attribute("xmlns:w", Namespace.main)
    writeDefaults(defaults, to: &xml)
    writeLatentStyles(to: &xml)
    writeStyles(over: defaults, to: &xml)
    return xml.finish()
  }

  private func writeStyles(over defaults: ParagraphFormat, to xml: inout XMLWriter) {
    writeStyle("paragraph", id: "Normal", name: "Normal", isDefault: true, isQuick: true, to: &xml) { _ in }
    writeStyle("character", id: "DefaultParagraphFont", name: "Default Paragraph Font", isDefault: true, to: &xml) {
      $0.value("w:uiPriority", 1)
      $0.empty("w:semiHidden")
      $0.empty("w:unhideWhenUsed")
    }
    writeTableNormal(to: &xml)
    writeStyle("numbering", id: "NoList", name: "No List", isDefault: true, to: &xml) {
      $0.value("w:uiPriority", 99)
      $0.empty("w:semiHidden")
      $0.empty("w:unhideWhenUsed")
    }
    for entry in entries where !entry.isTheirs { write(entry, over: defaults, to: &xml) }
    for (style, id, name) in characterStyles {
      let format = ParagraphFormat(self.style(style))
      writeStyle("character", id: id, name: name, to: &xml) {
        $0.value("w:basedOn", plainCharacterID)
        $0.value("w:uiPriority", 12)
        $0.empty("w:qFormat")
        $0.group("w:rPr") { format.writeRunProperties(over: defaults, to: &$0) }
      }
    }
    if usesHyperlink { writeHyperlink(to: &xml) }
    if usesCode { writeCode(to: &xml) }
    if usesNotes { writeFootnoteReference(to: &xml) }
    if usesTables { writeTableGrid(to: &xml) }
  }

  private func writeDefaults(_ format: ParagraphFormat, to xml: inout XMLWriter) {
    xml.open("w:docDefaults")
    xml.open("w:rPrDefault")
    xml.open("w:rPr")
    ParagraphFormat.writeFonts(format.font.family, to: &xml)
    xml.value("w:sz", format.font.halfPoints)
    xml.value("w:szCs", format.font.halfPoints)
    xml.open("w:lang")
    xml.attribute("w:val", language.latin)
    xml.attribute("w:eastAsia", language.eastAsian)
    xml.attribute("w:bidi", language.complex)
    xml.close()
    xml.close()
    xml.close()
    xml.open("w:pPrDefault")
    if format.line != 240 || format.isExactLine {
      xml.open("w:pPr")
      xml.open("w:spacing")
      xml.attribute("w:line", format.line)
      xml.attribute("w:lineRule", format.isExactLine ? "exact" : "auto")
      xml.close()
      xml.close()
    }
    xml.close()
    xml.close()
  }

  /// Which built-in styles the style pane shows though the document does not use them; all others stay out of sight.
  private func writeLatentStyles(to xml: inout XMLWriter) {
    let shown: [(name: String, priority: Int)] = [
      ("Normal", 0), ("heading 1", 9), ("heading 2", 9), ("heading 3", 9), ("Title", 10), ("Subtitle", 11),
      ("Body Text", 1), ("List Number", 6), ("List Number 2", 6), ("List Number 3", 6), ("List Bullet", 6),
      ("List Continue", 6), ("List Continue 2", 6), ("Quote", 29), ("caption", 35),
    ]
    xml.open("w:latentStyles")
    xml.attribute("w:defLockedState", 0)
    xml.attribute("w:defUIPriority", 99)
    xml.attribute("w:defSemiHidden", 1)
    xml.attribute("w:defUnhideWhenUsed", 1)
    xml.attribute("w:defQFormat", 0)
    xml.attribute("w:count", 376)
    for (name, priority) in shown {
      xml.open("w:lsdException")
      xml.attribute("w:name", name)
      xml.attribute("w:semiHidden", 0)
      xml.attribute("w:uiPriority", priority)
      xml.attribute("w:qFormat", 1)
      xml.close()
    }
    xml.close()
  }

  private func writeStyle(
    _ type: String, id: String, name: String, isDefault: Bool = false, isQuick: Bool = false, to xml: inout XMLWriter,
    content: (inout XMLWriter) -> Void
  ) {
    if isTheirs(type, id, name: name, isDefault: isDefault) { return }
    xml.open("w:style")
    xml.attribute("w:type", type)
    if isDefault { xml.attribute("w:default", 1) }
    xml.attribute("w:styleId", id)
    xml.value("w:name", name)
    content(&xml)
    if isQuick { xml.empty("w:qFormat") }
    xml.close()
  }

  private func write(_ entry: Entry, over defaults: ParagraphFormat, to xml: inout XMLWriter) {
    let base = base(of: entry, over: defaults)
    xml.open("w:style")
    xml.attribute("w:type", "paragraph")
    if entry.builtIn == nil { xml.attribute("w:customStyle", 1) }
    xml.attribute("w:styleId", entry.id)
    xml.value("w:name", entry.name)
    if let alias = alias(of: entry) { xml.value("w:aliases", alias) }
    xml.value("w:basedOn", base?.id ?? normalID)
    if let next = next(of: entry) { xml.value("w:next", next.id) }
    let isLinked = entry.use.hasLinkedCharacterStyle && !taken.contains(entry.id.lowercased() + "char")
    if isLinked { xml.value("w:link", entry.id + "Char") }
    xml.value("w:uiPriority", entry.builtIn?.priority ?? 12)
    if entry.builtIn?.isQuick ?? true { xml.empty("w:qFormat") }
    let reference = base?.format ?? defaults
    writeProperties(of: entry.format, over: reference, to: &xml)
    xml.close()
    if isLinked { writeLinkedStyle(of: entry, over: defaults, to: &xml) }
  }

  /// The built-in style of the same use for a style that has more in common with it than with plain text; `nil`: Normal.
  private func base(of entry: Entry, over defaults: ParagraphFormat) -> Entry? {
    guard entry.builtIn == nil, let id = entry.use.builtIn?.id,
      let base = entries.first(where: { $0.id == id && !$0.isTheirs })
    else {
      return nil
    }
    return entry.format.differences(from: base.format) < entry.format.differences(from: defaults) ? base : nil
  }

  private func writeProperties(of format: ParagraphFormat, over base: ParagraphFormat, to xml: inout XMLWriter) {
    xml.group("w:pPr") { format.writeParagraphProperties(over: base, to: &$0) }
    xml.group("w:rPr") { format.writeRunProperties(over: base, to: &$0) }
  }

  private func writeLinkedStyle(of entry: Entry, over defaults: ParagraphFormat, to xml: inout XMLWriter) {
    xml.open("w:style")
    xml.attribute("w:type", "character")
    xml.attribute("w:customStyle", 1)
    xml.attribute("w:styleId", entry.id + "Char")
    xml.value("w:name", entry.name.prefix(1).uppercased() + entry.name.dropFirst() + " Char")
    xml.value("w:basedOn", plainCharacterID)
    xml.value("w:link", entry.id)
    xml.value("w:uiPriority", entry.builtIn?.priority ?? 12)
    xml.group("w:rPr") { entry.format.writeRunProperties(over: defaults, to: &$0) }
    xml.close()
  }

  private func writeHyperlink(to xml: inout XMLWriter) {
    writeStyle("character", id: "Hyperlink", name: "Hyperlink", to: &xml) {
      $0.value("w:basedOn", plainCharacterID)
      $0.value("w:uiPriority", 99)
      $0.open("w:rPr")
      $0.value("w:color", "0563C1")
      $0.value("w:u", "single")
      $0.close()
    }
  }

  /// Code keeps the font of its paragraph, as everywhere else, and is not proofed.
  private func writeCode(to xml: inout XMLWriter) {
    writeStyle("character", id: "HTMLCode", name: "HTML Code", to: &xml) {
      $0.value("w:basedOn", plainCharacterID)
      $0.value("w:uiPriority", 99)
      $0.open("w:rPr")
      $0.empty("w:noProof")
      $0.close()
    }
  }

  private func writeFootnoteReference(to xml: inout XMLWriter) {
    writeStyle("character", id: "FootnoteReference", name: "footnote reference", to: &xml) {
      $0.value("w:basedOn", plainCharacterID)
      $0.value("w:uiPriority", 99)
      $0.open("w:rPr")
      $0.value("w:vertAlign", "superscript")
      $0.close()
    }
  }

  private func writeTableNormal(to xml: inout XMLWriter) {
    writeStyle("table", id: "TableNormal", name: "Normal Table", isDefault: true, to: &xml) {
      $0.value("w:uiPriority", 99)
      $0.empty("w:semiHidden")
      $0.empty("w:unhideWhenUsed")
      $0.open("w:tblPr")
      $0.open("w:tblInd")
      $0.attribute("w:w", 0)
      $0.attribute("w:type", "dxa")
      $0.close()
      $0.open("w:tblCellMar")
      for (side, width) in [("w:top", 0), ("w:left", 108), ("w:bottom", 0), ("w:right", 108)] as [(StaticString, Int)] {
        $0.open(side)
        $0.attribute("w:w", width)
        $0.attribute("w:type", "dxa")
        $0.close()
      }
      $0.close()
      $0.close()
    }
  }

  private func writeTableGrid(to xml: inout XMLWriter) {
    writeStyle("table", id: "TableGrid", name: "Table Grid", to: &xml) {
      $0.value("w:basedOn", plainTableID)
      $0.value("w:uiPriority", 39)
      $0.open("w:tblPr")
      $0.open("w:tblBorders")
      for side: StaticString in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        $0.open(side)
        $0.attribute("w:val", "single")
        $0.attribute("w:sz", 4)
        $0.attribute("w:space", 0)
        $0.attribute("w:color", "auto")
        $0.close()
      }
      $0.close()
      $0.close()
    }
  }
}

extension Document {
  /// Whether text is body text in the style that the template calls so.
  fileprivate func isBody(_ usage: DocumentPlan.Usage) -> Bool {
    usage.use == .body && styles.indices.contains(usage.style) && styles[usage.style].name == "body"
  }
}
