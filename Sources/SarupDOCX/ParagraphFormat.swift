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
  /// 240 is one line box; twentieths of a point where it is exact.
  var line: Int
  var isExactLine = false
  var box = BoxLook()
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
    if let exact = style.exactLine {
      line = max(1, twips(exact))
      isExactLine = true
    }
    box = style.box
    // Word's borders stand outside of the indents, by the padding; ours stand on them.
    start += twips(box.inset.start)
    end += twips(box.inset.end)
    keepWithNext = style.keepWithNext
    keepTogether = style.keepTogether
    widowControl = style.widows > 1 || style.orphans > 1
  }

  /// How many kinds of properties two formats differ in.
  func differences(from other: ParagraphFormat) -> Int {
    [
      font == other.font, isBold == other.isBold, isItalic == other.isItalic, color == other.color,
      alignment == other.alignment, (start, end, firstLine) == (other.start, other.end, other.firstLine),
      (before, after, line, isExactLine) == (other.before, other.after, other.line, other.isExactLine),
      box == other.box, keepWithNext == other.keepWithNext,
      keepTogether == other.keepTogether, widowControl == other.widowControl, outlineLevel == other.outlineLevel,
      numbering == other.numbering,
    ].count { !$0 }
  }

  /// The face, size and pitch of a style with everything else as Word has it by default: what `w:docDefaults` says.
  static func defaults(from style: ParagraphStyle) -> ParagraphFormat {
    var plain = ParagraphStyle(name: style.name, font: style.font, size: style.size)
    plain.lineHeight = style.lineHeight
    plain.exactLine = style.exactLine
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
    if box != base.box { writeBox(over: base.box, to: &xml) }
    let hasOwnLine = (line, isExactLine) != (base.line, base.isExactLine)
    if hasOwnLine || (before, after) != (base.before, base.after) {
      xml.open("w:spacing")
      if before != base.before { xml.attribute("w:before", before) }
      if after != base.after { xml.attribute("w:after", after) }
      if hasOwnLine {
        xml.attribute("w:line", line)
        xml.attribute("w:lineRule", isExactLine ? "exact" : "auto")
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

  /// `w:pBdr` and `w:shd`.
  private func writeBox(over base: BoxLook, to xml: inout XMLWriter) {
    if (box.border, box.padding, box.borderColor) != (base.border, base.padding, base.borderColor) {
      xml.open("w:pBdr")
      let sides: [(StaticString, Points, Points)] = [
        ("w:top", box.border.top, box.padding.top), ("w:left", box.border.start, box.padding.start),
        ("w:bottom", box.border.bottom, box.padding.bottom), ("w:right", box.border.end, box.padding.end),
      ]
      for (name, thickness, space) in sides {
        // A background reaches as far as its border: where there is none to be seen, one in its colour makes the padding.
        if thickness > 0 {
          StoryWriter.writeBorder(name, thickness, color: box.borderColor, space: space, to: &xml)
        } else if let background = box.background, space > 0 {
          StoryWriter.writeBorder(name, 0.25, color: background, space: space, to: &xml)
        } else if base != BoxLook() {
          xml.open(name)
          xml.attribute("w:val", "nil")
          xml.close()
        }
      }
      xml.close()
    }
    if box.background != base.background {
      xml.open("w:shd")
      xml.attribute("w:val", "clear")
      xml.attribute("w:color", "auto")
      xml.attribute("w:fill", box.background?.hexadecimal ?? "auto")
      xml.close()
    }
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
