internal import SarupContainer
internal import SarupDOCX
internal import SarupSyntax

/// Letters in UTF-8.
enum WordThai {
  /// Letters, marks and digits of Thai: U+0E01 to U+0E5B.
  static func count(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      // U+0E00 to U+0E7F are E0 B8 80 to E0 B9 BF.
      if bytes[index] == 0xE0, bytes[index + 1] == 0xB8 || bytes[index + 1] == 0xB9 { count += 1 }
      index += 1
    }
    return count
  }

  static func hasThai(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      if bytes[index] == 0xE0, bytes[index + 1] == 0xB8 || bytes[index + 1] == 0xB9 { return true }
      index += 1
    }
    return false
  }

  static func countLatin(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }
}

// What makes Word take Thai for something else, or set it badly.

extension WordLint {
  mutating func checkThai(of story: WordStory) {
    for paragraph in story.paragraphs {
      for run in paragraph.runs { check(run, in: paragraph, of: story) }
      let bytes = story.source.bytes[paragraph.range]
      let thai = WordThai.count(in: bytes)
      guard thai > 0 else { continue }
      checkInvisible(in: paragraph, of: story)
      checkAlignment(of: paragraph, of: story, isMostlyThai: thai >= WordThai.countLatin(in: bytes))
      checkTypedNumber(in: paragraph, of: story)
    }
  }

  private mutating func check(_ run: WordStory.Run, in paragraph: WordStory.Paragraph, of story: WordStory) {
    let bytes = story.source.bytes[run.range]
    let hasThai = WordThai.hasThai(bytes)
    guard hasThai || WordThai.countLatin(in: bytes) > 0 else { return }
    let properties = run.element.word("rPr")
    func isOn(_ name: String) -> Bool {
      properties?.toggle(name) ?? styles.inherited(properties?.value("rStyle") ?? paragraph.style) {
        $0.word("rPr")?.toggle(name)
      } ?? false
    }
    let isComplex = isOn("cs")
    let isRightToLeft = isOn("rtl")
    if hasThai, !isComplex, !isRightToLeft {
      warn(
        .wordUntagged, at: story.span(of: run.range), "Word does not take this text for Thai (no `w:cs`)",
        hint: "Word proofs and breaks it as Latin, and takes size and weight from Latin: write the file with Sarup, or "
          + "type the text anew with the Thai keyboard.")
    }
    if hasThai, isRightToLeft {
      warn(
        .wordRightToLeft, at: story.span(of: run.range), "this Thai text is set to run from right to left (`w:rtl`)",
        hint: "Take the direction out: brackets and spaces stand at the wrong side.")
    }
    if isComplex, !hasThai {
      warn(
        .wordTagged, at: story.span(of: run.range), "Word takes these Latin letters for Thai (`w:cs`)",
        hint: "Clear the formatting of the words.")
    }
  }

  private static let invisible: [(bytes: [UInt8], name: String)] = [
    ([0xE2, 0x80, 0x8B], "a zero-width space"), ([0xE2, 0x80, 0x8C], "a zero-width non-joiner"),
    ([0xE2, 0x81, 0xA0], "a word joiner"), ([0xEF, 0xBB, 0xBF], "a byte order mark"), ([0xC2, 0xAD], "a soft hyphen"),
  ]

  private mutating func checkInvisible(in paragraph: WordStory.Paragraph, of story: WordStory) {
    let bytes = story.source.bytes
    var index = paragraph.range.lowerBound
    while index < paragraph.range.upperBound {
      if bytes[index] >= 0xC2, let sign = Self.invisible.first(where: { bytes[index...].starts(with: $0.bytes) }) {
        warn(
          .wordInvisible, at: story.source.span(index, index + sign.bytes.count),
          "\(sign.name) stands in Thai text, where nobody sees it",
          hint: "Delete it: it spoils searching and spelling, and Word parts Thai words by itself.")
      }
      index += 1
    }
  }

  /// ECMA-376 Part 1, 17.18.44 ST_Jc, with the names of both forms of the standard.
  private static let alignments: Set<String> = [
    "left", "start", "center", "right", "end", "both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida",
    "highKashida", "numTab",
  ]

  private mutating func checkAlignment(
    of paragraph: WordStory.Paragraph, of story: WordStory, isMostlyThai: Bool
  ) {
    let alignment =
      paragraph.properties?.value("jc") ?? styles.inherited(paragraph.style) { $0.word("pPr")?.value("jc") }
    if let alignment, !Self.alignments.contains(alignment) {
      error(
        .wordValue, at: story.span(of: paragraph.range), "there is no alignment `\(Excerpt.of(alignment))`",
        hint: "Word takes the file for damaged: align the paragraph anew.")
    }
    if isMostlyThai, alignment == "both" || alignment == "distribute" {
      warn(
        .wordJustified, at: story.span(of: paragraph.range),
        "this Thai paragraph is justified as Latin is (`\(alignment ?? "")`), which leaves holes between words",
        hint: "Align it with Thai Distributed (Ctrl+Shift+J).")
    }
    func spacing(_ name: String) -> String? {
      paragraph.properties?.word("spacing")?.wordAttribute(name)
        ?? styles.inherited(paragraph.style) { $0.word("pPr", "spacing")?.wordAttribute(name) }
    }
    guard spacing("lineRule") == "exact", let line = spacing("line").flatMap({ Int($0) }) else { return }
    let size =
      styles.inherited(paragraph.style) { $0.word("rPr")?.value("szCs") }
      ?? styles.defaults?.word("rPrDefault", "rPr")?.value("szCs") ?? "20"
    // Half-points and twentieths of a point: a line of Thai needs a fifth more than the size.
    if line < (Int(size) ?? 20) * 12 {
      warn(
        .wordLineHeight, at: story.span(of: paragraph.range),
        "lines are set to exactly \(line / 20) pt, so marks above and below are cut off",
        hint: "Set the line spacing to single or at least.")
    }
  }

  /// A number that was typed where Word writes one as well.
  private mutating func checkTypedNumber(in paragraph: WordStory.Paragraph, of story: WordStory) {
    let list =
      paragraph.properties?.word("numPr")?.value("numId")
      ?? styles.inherited(paragraph.style) { $0.word("pPr", "numPr")?.value("numId") }
    guard let list, list != "0", let run = paragraph.runs.first else { return }
    let text = story.text(of: run.range.lowerBound..<paragraph.range.upperBound).unicodeScalars
    let digits = text.prefix { ("0"..."9").contains($0) || ("๐"..."๙").contains($0) }
    let rest = text.dropFirst(digits.count)
    guard (1...3).contains(digits.count), rest.first == "." || rest.first == ")",
      rest.dropFirst().first == " " || rest.dropFirst().first == "\t"
    else { return }
    let start = run.range.lowerBound
    let length = digits.reduce(0) { $0 + UTF8.width($1) } + 1
    warn(
      .wordTypedNumber, at: story.source.span(start, start + length),
      "a number is typed here, and Word writes one of its own before it",
      hint: "Delete the typed one: Word counts anew when items come and go.")
  }
}
