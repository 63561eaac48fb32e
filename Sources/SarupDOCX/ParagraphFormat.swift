internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

/// What a Word style says of a paragraph and its text, in Word's units. A style writes only what differs from its base.
struct ParagraphFormat: Equatable {
  struct Numbering: Equatable {
    var instance: Int
    var level: Int
  }

  var font: ResolvedFont
  var isBold: Bool
  var isItalic: Bool
  /// Word marks its spelling mistakes.
  var isProofed = true
  var color: Color
  var alignment: TextAlignment
  var start: Int
  var end: Int
  /// Negative: the first line hangs out.
  var firstLine: Int
  var before: Int
  var after: Int
  /// 240 is one line box.
  var line: Int
  var keepWithNext: Bool
  var keepTogether: Bool
  var widowControl: Bool
  var outlineLevel: Int?
  var numbering: Numbering?

  init(_ style: ParagraphStyle) {
    font = ResolvedFont(of: style)
    isBold = style.isBold
    isItalic = style.isItalic
    color = style.color
    alignment = style.alignment
    start = twips(style.startIndent)
    end = twips(style.endIndent)
    firstLine = twips(style.firstLine)
    before = max(0, twips(style.spaceBefore))
    after = max(0, twips(style.spaceAfter))
    line = rounded(240 * style.lineHeight * font.linePitch, in: 12...31_680)
    keepWithNext = style.keepWithNext
    keepTogether = style.keepTogether
    widowControl = style.widows > 1 || style.orphans > 1
  }

  /// How many kinds of properties two formats differ in.
  func differences(from other: ParagraphFormat) -> Int {
    [
      font == other.font, isBold == other.isBold, isItalic == other.isItalic, color == other.color,
      alignment == other.alignment, (start, end, firstLine) == (other.start, other.end, other.firstLine),
      (before, after, line) == (other.before, other.after, other.line), keepWithNext == other.keepWithNext,
      keepTogether == other.keepTogether, widowControl == other.widowControl, outlineLevel == other.outlineLevel,
      numbering == other.numbering,
    ].count { !$0 }
  }

  /// The face, size and pitch of a style with everything else as Word has it by default: what `w:docDefaults` says.
  static func defaults(from style: ParagraphStyle) -> ParagraphFormat {
    var plain = ParagraphStyle(name: style.name, font: style.font, size: style.size)
    plain.lineHeight = style.lineHeight
    return ParagraphFormat(plain)
  }

  /// The children of `w:pPr`, in the order of the schema. `base` is what holds without them.
  func writeParagraphProperties(over base: ParagraphFormat, to xml: inout XMLWriter) {
    if keepWithNext != base.keepWithNext { xml.toggle("w:keepNext", keepWithNext) }
    if keepTogether != base.keepTogether { xml.toggle("w:keepLines", keepTogether) }
    if widowControl != base.widowControl { xml.toggle("w:widowControl", widowControl) }
    if let numbering, numbering != base.numbering {
      xml.open("w:numPr")
      if numbering.level > 0 { xml.value("w:ilvl", numbering.level) }
      xml.value("w:numId", numbering.instance)
      xml.close()
    }
    if (before, after, line) != (base.before, base.after, base.line) {
      xml.open("w:spacing")
      if before != base.before { xml.attribute("w:before", before) }
      if after != base.after { xml.attribute("w:after", after) }
      if line != base.line {
        xml.attribute("w:line", line)
        xml.attribute("w:lineRule", "auto")
      }
      xml.close()
    }
    // A numbered style says its indents even where they are zero, since the level of its list would say others.
    if (start, end, firstLine) != (base.start, base.end, base.firstLine) || (numbering != nil && base.numbering == nil)
    {
      writeIndents(to: &xml)
    }
    if alignment != base.alignment { xml.value("w:jc", Self.wordAlignment(alignment)) }
    if let outlineLevel, outlineLevel != base.outlineLevel { xml.value("w:outlineLvl", outlineLevel) }
  }

  func writeIndents(to xml: inout XMLWriter) {
    xml.open("w:ind")
    xml.attribute("w:left", start)
    if end != 0 { xml.attribute("w:right", end) }
    if firstLine < 0 { xml.attribute("w:hanging", -firstLine) } else { xml.attribute("w:firstLine", firstLine) }
    xml.close()
  }

  /// The children of `w:rPr`, in the order of the schema. Thai text takes the second of each pair of twins.
  func writeRunProperties(over base: ParagraphFormat, to xml: inout XMLWriter) {
    if font.family != base.font.family { Self.writeFonts(font.family, to: &xml) }
    if isBold != base.isBold {
      xml.toggle("w:b", isBold)
      xml.toggle("w:bCs", isBold)
    }
    if isItalic != base.isItalic {
      xml.toggle("w:i", isItalic)
      xml.toggle("w:iCs", isItalic)
    }
    if isProofed != base.isProofed { xml.toggle("w:noProof", !isProofed) }
    if color != base.color { xml.value("w:color", color == .black ? "auto" : color.hexadecimal) }
    if font.halfPoints != base.font.halfPoints {
      xml.value("w:sz", font.halfPoints)
      xml.value("w:szCs", font.halfPoints)
    }
  }

  static func writeFonts(_ family: String, to xml: inout XMLWriter) {
    xml.open("w:rFonts")
    for slot: StaticString in ["w:ascii", "w:eastAsia", "w:hAnsi", "w:cs"] { xml.attribute(slot, family) }
    xml.close()
  }

  /// Thai Distributed spreads slack over the clusters of a line; a paragraph that is mostly Latin overrides it with `both`.
  static func wordAlignment(_ alignment: TextAlignment) -> String {
    switch alignment {
    case .start: "left"
    case .center: "center"
    case .end: "right"
    case .justify: "thaiDistribute"
    }
  }
}
