internal import SarupContainer
internal import SarupDOCX
internal import SarupSyntax

// Styles, lists and embedded fonts.

extension WordLint {
  mutating func checkStyles() {
    let root = file.root("styles")
    let hasThai = stories.contains { WordThai.hasThai($0.source.bytes[...]) }
    if let root, hasThai {
      let defaults = styles.defaults?.word("rPrDefault", "rPr")
      if defaults?.word("lang")?.wordAttribute("bidi")?.lowercased() != "th-th" {
        warn(
          .wordThaiLanguage, at: defaults?.word("lang")?.span ?? defaults?.span ?? root.span,
          "the default language of complex script is not Thai (`w:lang`, `w:bidi=\"th-TH\"`)",
          hint: "Word takes Thai for another language then, and marks and breaks it wrongly.")
      }
      let fonts = defaults?.word("rFonts")
      if fonts?.wordAttribute("cs") == nil, fonts?.wordAttribute("cstheme") == nil {
        warn(
          .wordThaiFont, at: fonts?.span ?? defaults?.span ?? root.span,
          "the default text has no font for Thai (`w:rFonts`, `w:cs`)",
          hint: "Choose a font for complex script in the default font settings.")
      }
    }
    if hasThai {
      for story in stories { checkTwins(in: story.root) { story.span(of: $0) } }
      if let root { checkTwins(in: root) }
    }
    for style in styles.all {
      guard let base = style.value("basedOn"), styles[base] == nil else { continue }
      warn(
        .wordStyle, at: style.span, "the style is based on `\(Excerpt.of(base))`, which is not there",
        hint: "Base it on another style.")
    }
    for story in stories { checkStyleUses(of: story) }
  }

  /// Thai takes size, weight and slant from properties of its own, beside those of Latin.
  private mutating func checkTwins(in root: XMLElement, place: ((Int) -> Span)? = nil) {
    var paragraph = -1
    for element in root.descendants {
      if element.isWord("p") { paragraph += 1 }
      guard element.isWord("rPr") else { continue }
      let span = place.map { $0(paragraph) } ?? element.span
      for (latin, thai) in [("sz", "szCs"), ("b", "bCs"), ("i", "iCs")] {
        let (first, second) = (element.word(latin), element.word(thai))
        let isSame =
          latin == "sz"
          ? first?.wordAttribute("val") == second?.wordAttribute("val")
          : element.toggle(latin) == element.toggle(thai)
        if isSame && (first == nil) == (second == nil) { continue }
        warn(
          .wordTwins, at: span, "`w:\(latin)` and `w:\(thai)` differ, so Thai looks otherwise than Latin beside it",
          hint: "Set size, bold and italic for complex script as well.")
      }
      if let fonts = element.word("rFonts"), fonts.wordAttribute("ascii") != nil, fonts.wordAttribute("cs") == nil,
        fonts.wordAttribute("cstheme") == nil
      {
        warn(
          .wordThaiFont, at: span, "a font is named for Latin and none for Thai (`w:rFonts`, `w:cs`)",
          hint: "Name the font for complex script as well.")
      }
    }
  }

  private mutating func checkStyleUses(of story: WordStory) {
    for (number, paragraph) in story.paragraphs.enumerated() {
      if let id = paragraph.style, styles[id] == nil { report(id, at: story.span(of: number)) }
      for run in paragraph.runs {
        if let id = run.element.word("rPr")?.value("rStyle"), styles[id] == nil {
          report(id, at: story.span(of: run.range))
        }
      }
    }
    for mark in story.marks where mark.name == "tbl" {
      if let id = mark.element.word("tblPr")?.value("tblStyle"), styles[id] == nil {
        report(id, at: story.span(of: mark.paragraph))
      }
    }
  }

  private mutating func report(_ id: String, at span: Span) {
    warn(
      .wordStyle, at: span, "the style `\(Excerpt.of(id))` is not there, so the text looks like plain text",
      hint: "Give the text another style.")
  }

  // MARK: Lists

  /// ECMA-376 Part 1, 17.18.59 ST_NumberFormat.
  private static let numberForms: Set<String> = [
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex",
    "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
    "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth",
    "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
    "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
    "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand",
    "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "koreanDigital",
    "koreanCounting", "koreanLegal", "koreanDigital2", "vietnameseCounting", "russianLower", "russianUpper", "none",
    "numberInDash", "hebrew1", "hebrew2", "arabicAlpha", "arabicAbjad", "hindiVowels", "hindiConsonants",
    "hindiNumbers", "hindiCounting", "thaiLetters", "thaiNumbers", "thaiCounting", "bahtText", "dollarText", "custom",
  ]

  mutating func checkNumbering() {
    let root = file.root("numbering")
    var definitions: Set<String> = []
    var instances: Set<String> = ["0"]
    for element in root?.descendants ?? [] where element.isWord("numFmt") {
      guard let form = element.wordAttribute("val"), !Self.numberForms.contains(form) else { continue }
      error(
        .wordValue, at: element.span, "there is no form of numbers `\(Excerpt.of(form))`",
        hint: "Word takes the file for damaged: number the list anew.")
    }
    for element in root?.children ?? [] where element.isWord("abstractNum") {
      if let id = element.wordAttribute("abstractNumId"), !definitions.insert(id).inserted {
        error(
          .wordList, at: element.span, "two lists have the number \(Excerpt.of(id))",
          hint: "Save the file anew in Word.")
      }
    }
    for element in root?.children ?? [] where element.isWord("num") {
      instances.insert(element.wordAttribute("numId") ?? "")
      if let id = element.value("abstractNumId"), definitions.contains(id) { continue }
      error(
        .wordList, at: element.span, "the list leads to a definition that is not there, so its numbers vanish",
        hint: "Number the paragraphs anew in Word.")
    }
    for style in styles.all {
      guard let id = style.word("pPr", "numPr")?.value("numId"), !instances.contains(id) else { continue }
      error(
        .wordList, at: style.span, "the style has the list \(Excerpt.of(id)), which is not there: its numbers vanish",
        hint: "Give the style a list anew.")
    }
    for story in stories {
      for (number, paragraph) in story.paragraphs.enumerated() {
        guard let id = paragraph.properties?.word("numPr")?.value("numId"), !instances.contains(id) else { continue }
        error(
          .wordList, at: story.span(of: number), "the list \(Excerpt.of(id)) is not there, so the number vanishes",
          hint: "Number the paragraph anew in Word.")
      }
    }
  }

  // MARK: Embedded fonts

  mutating func checkEmbeddedFonts() {
    guard let part = file.part("fontTable", of: file.main), let root = file.tree(part)?.root else { return }
    for font in root.children where font.isWord("font") {
      for face in ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"] {
        guard let element = font.word(face), let id = element.relationship("id"),
          case .part(let target)? = file.relationships(of: part).first(where: { $0.id == id })?.target
        else { continue }
        guard let bytes = file.bytes(of: target), let key = Self.key(element.wordAttribute("fontKey") ?? ""),
          Self.isFont(bytes, key)
        else {
          warn(
            .wordFont, at: element.span,
            "the embedded font `\(Excerpt.of(font.wordAttribute("name") ?? ""))` cannot be used: its key does not open it",
            hint: "Embed it anew in Word (Options, Save), or take it out.")
          continue
        }
      }
    }
  }

  /// The sixteen bytes of a GUID as it is written.
  private static func key(_ guid: String) -> [UInt8]? {
    let digits = guid.unicodeScalars.compactMap { Character($0).hexDigitValue }
    guard digits.count == 32 else { return nil }
    return stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  /// Whether a file is TrueType when its first 32 bytes are combined with the key, backwards (ECMA-376 Part 4, 17.8.1).
  private static func isFont(_ bytes: [UInt8], _ key: [UInt8]) -> Bool {
    guard bytes.count > 64 else { return false }
    var head = Array(bytes.prefix(64))
    for index in 0..<32 { head[index] ^= key[15 - index % 16] }
    let tables = Int(head[4]) << 8 | Int(head[5])
    let tags = [12, 28, 44].map { Array(head[$0..<$0 + 4]) }
    return head[..<4].elementsEqual([0, 1, 0, 0]) && (4...64).contains(tables)
      && tags.allSatisfy { $0.allSatisfy { (0x20...0x7E).contains($0) } }
      && tags.map { String(decoding: $0, as: UTF8.self) } == tags.map { String(decoding: $0, as: UTF8.self) }.sorted()
  }
}
