internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// What a template's style is used for. One that serves two uses becomes two styles, since outline levels and numbers come with styles.
enum StyleUse: Hashable {
  case title
  case subtitle
  case heading(Int)
  case body
  case caption
  case code
  case quote
  case term
  case definition
  case footnote
  case signature
  case contentsTitle
  case contentsEntry(Int)
  case cell
  case headCell
  case figure
  case runningHead
  case runningFoot
  case item(ListKind, level: Int)
  /// By the template's own name alone.
  case other

  /// The name that LibreOffice knows such a style by, and translates; `nil` where it has none.
  var builtInName: String? {
    switch self {
    case .title: "Title"
    case .subtitle: "Subtitle"
    case .heading(let level): (1...10).contains(level) ? "Heading \(level)" : nil
    case .body: "Text body"
    case .caption: "Caption"
    case .code: "Preformatted Text"
    case .quote: "Quotations"
    case .term: "List Heading"
    case .definition: "List Contents"
    case .footnote: "Footnote"
    case .signature: "Signature"
    case .contentsTitle: "Contents Heading"
    case .contentsEntry(let level): (1...10).contains(level) ? "Contents \(level)" : nil
    case .cell: "Table Contents"
    case .headCell: "Table Heading"
    case .runningHead: "Header"
    case .runningFoot: "Footer"
    case .item(.scheme, let level): (0..<5).contains(level) ? "Numbering \(level + 1)" : nil
    case .item(.bullets, let level): (0..<5).contains(level) ? "List \(level + 1)" : nil
    case .figure, .other: nil
    }
  }
}

/// The paragraph styles of a file and the looks of text in it, collected while it is written.
final class TextStyles {
  struct Entry {
    var style: Int
    var use: StyleUse
    var displayName: String
    /// As the markup names it.
    var name: String
  }

  /// What a run of text has over its paragraph.
  struct Look: Hashable {
    var traits: RichText.Traits = []
    /// A language of its own, and which of the three slots it belongs to.
    var language: String?
    var slot = Script.Slot.latin
    /// Index of the template's style whose face, size and colour it has.
    var style: Int?
  }

  private let document: Document
  private(set) var entries: [Entry] = []
  private var taken: Set<String> = ["standard"]
  /// Looks that have no named style; their number is their place.
  private(set) var automaticLooks: [Look] = []
  /// Paragraph styles that differ from the one they stand on in where pages end around them.
  private(set) var flowStyles: [FlowStyle] = []
  /// Paragraph styles with tab stops, by the style that they stand on; and rules that a template draws. See `FormWriter.swift`.
  var tabStyles: [(base: String, tabs: [TabStop], pageBreak: PageBreak?)] = []
  var ruleStyles: [(rule: RuleProperties, slack: Points, pageBreak: PageBreak?)] = []
  private(set) var usedNamedLooks: Set<RichText.Traits> = []
  var usesLinks = false
  var usesRules = false
  /// The style that most plain text has: it becomes "Text body".
  private let body: Int
  /// The language of text that is neither Thai nor East Asian. LibreOffice takes the digits of numbers from it as well.
  let western: LanguageTag

  init(_ document: Document) {
    self.document = document
    body = Self.commonest(in: document)
    let formats = document.numberings.flatMap {
      $0.levels.flatMap { level in
        level.pieces.compactMap { piece in
          if case .ordinal(_, let format) = piece { format } else { nil }
        }
      }
    }
    western = formats.contains(.thaiDigits) || document.page.pageNumbers == .thaiDigits ? .thai : .english
  }

  func style(_ index: Int) -> ParagraphStyle {
    document.styles.indices.contains(index)
      ? document.styles[index] : ParagraphStyle(name: "body", font: FontChoice(families: []), size: 16)
  }

  /// The style of most paragraphs that are nothing but text and stand in nothing; the template's own `body`, where there are such.
  private static func commonest(in document: Document) -> Int {
    var counts = [Int](repeating: 0, count: document.styles.count)
    for element in document.elements where element.parent < 0 {
      guard case .paragraph(let paragraph) = element.kind, paragraph.role == .body,
        counts.indices.contains(paragraph.style)
      else { continue }
      counts[paragraph.style] += 1
    }
    if let own = document.styles.firstIndex(where: { $0.name == "body" }), counts[own] > 0 { return own }
    let most = counts.max() ?? 0
    return counts.firstIndex(of: most) ?? 0
  }

  // MARK: Names

  /// The name in the markup of a template's style in a use.
  func name(of style: Int, as use: StyleUse) -> String {
    if let known = entries.first(where: { $0.style == style && $0.use == use }) { return known.name }
    let own = self.style(style).name
    let builtIn = use == .body && style != body ? nil : use.builtInName
    let wanted = builtIn.flatMap { taken.contains($0.lowercased()) ? nil : $0 } ?? own
    var display = wanted.isEmpty ? "style" : wanted
    var number = 1
    while taken.contains(display.lowercased()) {
      number += 1
      display = "\(wanted) \(number)"
    }
    taken.insert(display.lowercased())
    entries.append(Entry(style: style, use: use, displayName: display, name: Self.encoded(display)))
    return entries[entries.count - 1].name
  }

  struct FlowStyle: Equatable {
    /// The name of the style that it is like.
    var base: String
    /// The page that it begins, if it begins one.
    var pageBreak: PageBreak?
    var keepsWithNext = false
    /// What is left free behind a number, for those of its column that reach further behind their points.
    var decimalPad: Points?
    /// Where a picture or a number stands, over its style.
    var alignment: TextAlignment?
  }

  /// The name of a style that is like another one but for page breaks; that other one's where there is no difference.
  func name(of style: FlowStyle) -> String {
    guard style != FlowStyle(base: style.base) else { return style.base }
    if let known = flowStyles.firstIndex(of: style) { return "P.\(known + 1)" }
    flowStyles.append(style)
    return "P.\(flowStyles.count)"
  }

  /// The name of the style for a look; `nil` where it is the paragraph's own.
  func name(of look: Look) -> String? {
    if look == Look() { return nil }
    if look.language == nil, look.style == nil,
      let name = Self.namedLooks.first(where: { $0.traits == look.traits })?.name
    {
      usedNamedLooks.insert(look.traits)
      return Self.encoded(name)
    }
    if let known = automaticLooks.firstIndex(of: look) { return "T.\(known + 1)" }
    automaticLooks.append(look)
    return "T.\(automaticLooks.count)"
  }

  private static let namedLooks: [(traits: RichText.Traits, name: String)] = [
    (.strong, "Strong Emphasis"), (.emphasis, "Emphasis"), (.code, "Source Text"), (.strikethrough, "Strikeout"),
  ]

  /// A name without what an XML name may not have: `_20_` for a space, as LibreOffice does it. A full stop is escaped as well: names
  /// with one are those of automatic styles.
  static func encoded(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isLetter =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || (0x0E01...0x0E2E).contains(scalar.value)
      let isPlain = isLetter || (!result.isEmpty && (("0"..."9").contains(scalar) || scalar == "-"))
      if isPlain { result.unicodeScalars.append(scalar) } else { result += "_\(String(scalar.value, radix: 16))_" }
    }
    return result
  }

  // MARK: Fonts

  func writeFonts(to xml: inout XMLWriter) {
    var families: [String] = [ResolvedFont(of: defaultStyle).family]
    for index in entries.map(\.style) + automaticLooks.compactMap(\.style) {
      let family = ResolvedFont(of: style(index)).family
      if !families.contains(family) { families.append(family) }
    }
    xml.open("office:font-face-decls")
    for family in families {
      xml.open("style:font-face")
      xml.attribute("style:name", family)
      xml.attribute("svg:font-family", "'\(String(family.filter { $0 != "'" }))'")
      xml.attribute("style:font-family-generic", "swiss")
      xml.attribute("style:font-pitch", "variable")
      xml.close()
    }
    xml.close()
  }

  /// The style that most text has.
  private var defaultStyle: ParagraphStyle {
    style((entries.first { $0.use == .body } ?? entries.first)?.style ?? 0)
  }

  // MARK: Named styles

  func writeNamed(lists: ListStyles, to xml: inout XMLWriter) {
    writeDefaults(to: &xml)
    xml.open("style:style")
    xml.attribute("style:name", "Standard")
    xml.attribute("style:family", "paragraph")
    xml.attribute("style:class", "text")
    xml.close()
    for entry in entries { write(entry, lists: lists, to: &xml) }
    if usesRules {
      xml.open("style:style")
      xml.attribute("style:name", "Horizontal_20_Line")
      xml.attribute("style:display-name", "Horizontal Line")
      xml.attribute("style:family", "paragraph")
      xml.attribute("style:parent-style-name", "Standard")
      xml.open("style:paragraph-properties")
      xml.attribute("fo:margin-bottom", "12pt")
      xml.attribute("fo:border-bottom", "0.5pt solid #000000")
      xml.close()
      xml.close()
    }
    for (traits, name) in Self.namedLooks where usedNamedLooks.contains(traits) {
      startText(name: Self.encoded(name), display: name, to: &xml)
      write(Look(traits: traits), to: &xml)
      xml.close()
    }
    if usesLinks {
      startText(name: "Internet_20_link", display: "Internet link", to: &xml)
      xml.open("style:text-properties")
      xml.attribute("fo:color", "#0563c1")
      xml.attribute("style:text-underline-style", "solid")
      xml.attribute("style:text-underline-width", "auto")
      xml.attribute("style:text-underline-color", "font-color")
      xml.close()
      xml.close()
    }
  }

  private func startText(name: String, display: String?, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", name)
    if let display, display != name { xml.attribute("style:display-name", display) }
    xml.attribute("style:family", "text")
  }

  private func writeDefaults(to xml: inout XMLWriter) {
    let style = defaultStyle
    xml.open("style:default-style")
    xml.attribute("style:family", "paragraph")
    xml.open("style:paragraph-properties")
    xml.attribute("fo:orphans", 2)
    xml.attribute("fo:widows", 2)
    xml.attribute("style:tab-stop-distance", "36pt")
    xml.attribute("style:writing-mode", "page")
    xml.close()
    xml.open("style:text-properties")
    let font = ResolvedFont(of: style)
    Self.writeFont(font.family, to: &xml)
    Self.writeSize(font, to: &xml)
    Self.writeLanguage(western.tag, .latin, to: &xml)
    xml.attribute("style:language-asian", "none")
    xml.attribute("style:country-asian", "none")
    Self.writeLanguage(LanguageTag.thai.tag, .complex, to: &xml)
    xml.close()
    xml.close()
    xml.open("style:default-style")
    xml.attribute("style:family", "table")
    xml.open("style:table-properties")
    xml.attribute("table:border-model", "collapsing")
    xml.close()
    xml.close()
  }

  private func write(_ entry: Entry, lists: ListStyles, to xml: inout XMLWriter) {
    let style = style(entry.style)
    xml.open("style:style")
    xml.attribute("style:name", entry.name)
    if entry.displayName != entry.name { xml.attribute("style:display-name", entry.displayName) }
    xml.attribute("style:family", "paragraph")
    xml.attribute("style:parent-style-name", "Standard")
    if let next = next(of: entry) { xml.attribute("style:next-style-name", next) }
    if case .heading(let level) = entry.use { xml.attribute("style:default-outline-level", min(max(level, 1), 10)) }
    if case .item(let kind, let level) = entry.use {
      xml.attribute("style:list-style-name", lists.name(of: kind))
      xml.attribute("style:list-level", level + 1)
    }
    writeParagraph(style, isFigure: entry.use == .figure, to: &xml)
    xml.open("style:text-properties")
    Self.writeFace(of: style, to: &xml)
    xml.close()
    xml.close()
  }

  /// The attributes for a style's face, size and colour.
  private static func writeFace(of style: ParagraphStyle, to xml: inout XMLWriter) {
    let font = ResolvedFont(of: style)
    writeFont(font.family, to: &xml)
    writeSize(font, to: &xml)
    if style.isBold {
      for slot: StaticString in ["fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"] {
        xml.attribute(slot, "bold")
      }
    }
    if style.isItalic {
      for slot: StaticString in ["fo:font-style", "style:font-style-asian", "style:font-style-complex"] {
        xml.attribute(slot, "italic")
      }
    }
    if style.color != .black { xml.attribute("fo:color", "#" + style.color.hexadecimal.lowercased()) }
  }

  /// What the Enter key gives behind a heading.
  private func next(of entry: Entry) -> String? {
    switch entry.use {
    case .title, .subtitle, .heading, .caption: entries.first { $0.use == .body }?.name
    case .term:
      (entries.first { $0.use == .definition && style($0.style).defines(style(entry.style)) }
        ?? entries.first { $0.use == .definition })?.name
    default: nil
    }
  }

  /// - Parameter isFigure: A line is as high as the picture in it: less than one would cut it off.
  private func writeParagraph(_ style: ParagraphStyle, isFigure: Bool = false, to xml: inout XMLWriter) {
    xml.open("style:paragraph-properties")
    xml.attribute("fo:margin-left", pt(style.startIndent))
    xml.attribute("fo:margin-right", pt(style.endIndent))
    xml.attribute("fo:margin-top", pt(max(0, style.spaceBefore)))
    xml.attribute("fo:margin-bottom", pt(max(0, style.spaceAfter)))
    xml.attribute("fo:text-indent", pt(isFigure ? 0 : style.firstLine))
    xml.attribute("style:auto-text-indent", "false")
    let pitch = rounded(100 * style.lineHeight * ResolvedFont(of: style).linePitch, in: 1...1000)
    let exact = style.exactLine.map { pt($0) }
    xml.attribute("fo:line-height", isFigure ? "100%" : exact ?? "\(pitch)%")
    Self.writeBox(style.box, to: &xml)
    switch style.alignment {
    case .start: xml.attribute("fo:text-align", "start")
    case .center: xml.attribute("fo:text-align", "center")
    case .end: xml.attribute("fo:text-align", "end")
    case .justify:
      xml.attribute("fo:text-align", "justify")
      xml.attribute("style:justify-single-word", "false")
    }
    if style.keepWithNext { xml.attribute("fo:keep-with-next", "always") }
    if style.keepTogether { xml.attribute("fo:keep-together", "always") }
    if style.orphans != 2 { xml.attribute("fo:orphans", min(max(style.orphans, 0), 99)) }
    if style.widows != 2 { xml.attribute("fo:widows", min(max(style.widows, 0), 99)) }
    xml.close()
  }

  // MARK: Automatic styles

  func writeFlowStyles(to xml: inout XMLWriter) {
    for (number, style) in flowStyles.enumerated() {
      xml.open("style:style")
      xml.attribute("style:name", "P.\(number + 1)")
      xml.attribute("style:family", "paragraph")
      xml.attribute("style:parent-style-name", style.base)
      if let pages = style.pageBreak?.pages { xml.attribute("style:master-page-name", pages.name) }
      xml.open("style:paragraph-properties")
      if style.keepsWithNext { xml.attribute("fo:keep-with-next", "always") }
      // A change of pages is a break of itself.
      if let pageBreak = style.pageBreak, pageBreak.pages == nil { xml.attribute("fo:break-before", "page") }
      if let alignment = style.alignment { xml.attribute("fo:text-align", alignment.rawValue) }
      if let pad = style.decimalPad { xml.attribute("fo:margin-right", pt(pad)) }
      xml.close()
      xml.close()
    }
  }

  func writeLooks(to xml: inout XMLWriter) {
    for (number, look) in automaticLooks.enumerated() {
      startText(name: "T.\(number + 1)", display: nil, to: &xml)
      write(look, to: &xml)
      xml.close()
    }
  }

  private func write(_ look: Look, to xml: inout XMLWriter) {
    xml.open("style:text-properties")
    let own = look.style.map { style($0) }
    if let own { Self.writeFace(of: own, to: &xml) }
    if look.traits.contains(.strong), own?.isBold != true {
      for slot: StaticString in ["fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"] {
        xml.attribute(slot, "bold")
      }
    }
    if look.traits.contains(.emphasis), own?.isItalic != true {
      for slot: StaticString in ["fo:font-style", "style:font-style-asian", "style:font-style-complex"] {
        xml.attribute(slot, "italic")
      }
    }
    if look.traits.contains(.raised) { xml.attribute("style:text-position", "super 65%") }
    if look.traits.contains(.strikethrough) { xml.attribute("style:text-line-through-style", "solid") }
    // Code is not proofed and keeps the font of its paragraph, as everywhere else.
    if look.traits.contains(.code) {
      for slot in [Script.Slot.latin, .eastAsian, .complex] { Self.writeLanguage("zxx", slot, to: &xml) }
    } else if let language = look.language {
      Self.writeLanguage(language, look.slot, to: &xml)
    }
    xml.close()
  }

  private static func writeFont(_ family: String, to xml: inout XMLWriter) {
    for slot: StaticString in ["style:font-name", "style:font-name-asian", "style:font-name-complex"] {
      xml.attribute(slot, family)
    }
  }

  private static func writeSize(_ font: ResolvedFont, to xml: inout XMLWriter) {
    for slot: StaticString in ["fo:font-size", "style:font-size-asian", "style:font-size-complex"] {
      xml.attribute(slot, pt(Double(font.halfPoints) / 2))
    }
  }

  private static func writeLanguage(_ tag: String, _ slot: Script.Slot, to xml: inout XMLWriter) {
    let parts = tag.split(separator: "-")
    let language = tag == "und" ? "none" : String(parts.first ?? "none")
    // A region is two letters or three digits; a script between them has an attribute that few programs read.
    let country = parts.dropFirst().last { $0.utf8.count == 2 || $0.utf8.count == 3 }.map(String.init) ?? "none"
    switch slot {
    case .latin:
      xml.attribute("fo:language", language)
      xml.attribute("fo:country", country)
    case .eastAsian:
      xml.attribute("style:language-asian", language)
      xml.attribute("style:country-asian", country)
    case .complex:
      xml.attribute("style:language-complex", language)
      xml.attribute("style:country-complex", country)
    }
  }
}
