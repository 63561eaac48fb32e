internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

// The watermark: WordArt in the running heads, named as Word names its own, so that its command for watermarks finds it. Word writes it in
// VML (ECMA-376 Part 4, 19), and so does every version since 2003.

extension StoryWriter {
  /// A run with the watermark, in a paragraph of a running head.
  mutating func writeWatermark(_ watermark: Watermark) {
    package.watermarks += 1
    let number = package.watermarks
    let text = watermark.text.string
    let size = Self.size(of: watermark, text: text, on: sheet)
    let style =
      package.document.styles.indices.contains(watermark.style) ? package.document.styles[watermark.style] : nil
    let family = style.flatMap { $0.font.wordFamilies.first ?? $0.font.families.first } ?? "TH Sarabun New"
    xml.open("w:r")
    xml.open("w:rPr")
    xml.empty("w:noProof")
    xml.close()
    xml.open("w:pict")
    xml.attribute("xmlns:v", "urn:schemas-microsoft-com:vml")
    xml.attribute("xmlns:o", "urn:schemas-microsoft-com:office:office")
    writeShapeType()
    xml.open("v:shape")
    xml.attribute("id", "PowerPlusWaterMarkObject\(number)")
    xml.attribute("o:spid", "_x0000_s\(2048 + number)")
    xml.attribute("type", "#_x0000_t136")
    // What is said of a picture to those who do not see it: nothing of one that decorates.
    xml.attribute("alt", "")
    // In VML angles turn to the right.
    let turn = Int((360 - watermark.angle).rounded()) % 360
    xml.attribute(
      "style",
      "position:absolute;margin-left:0;margin-top:0;width:\(size.width)pt;height:\(size.height)pt;rotation:\(turn);"
        + "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        + "mso-position-vertical:center;mso-position-vertical-relative:page")
    xml.attribute("o:allowincell", "f")
    xml.attribute("fillcolor", "#" + watermark.color.hexadecimal.lowercased())
    xml.attribute("stroked", "f")
    xml.open("v:textpath")
    xml.attribute("style", "font-family:\"\(family.filter { $0 != "\"" && $0 != ";" })\";font-size:1pt")
    xml.attribute("string", text)
    for _ in 0..<4 { xml.close() }
  }

  /// Plain text as WordArt, as Word describes it.
  private mutating func writeShapeType() {
    xml.open("v:shapetype")
    xml.attribute("id", "_x0000_t136")
    xml.attribute("coordsize", "21600,21600")
    xml.attribute("o:spt", 136)
    xml.attribute("adj", 10800)
    xml.attribute("path", "m@7,l@8,m@5,21600l@6,21600e")
    xml.open("v:formulas")
    for formula in [
      "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1",
      "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
    ] {
      xml.open("v:f")
      xml.attribute("eqn", formula)
      xml.close()
    }
    xml.close()
    xml.open("v:path")
    xml.attribute("textpathok", "t")
    xml.attribute("o:connecttype", "custom")
    xml.attribute("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
    xml.attribute("o:connectangles", "270,180,90,0")
    xml.close()
    xml.open("v:textpath")
    xml.attribute("on", "t")
    xml.attribute("fitshape", "t")
    xml.close()
    xml.open("v:handles")
    xml.open("v:h")
    xml.attribute("position", "#0,bottomRight")
    xml.attribute("xrange", "6629,14971")
    xml.close()
    xml.close()
    xml.open("o:lock")
    xml.attribute("v:ext", "edit")
    xml.attribute("text", "t")
    xml.attribute("shapetype", "t")
    xml.close()
    xml.close()
  }

  /// WordArt fills its box, so that the box has to have about the shape of the word: letters of offices' faces are two fifths of an em
  /// wide, and stand with their marks in nine tenths of one.
  private static func size(of watermark: Watermark, text: String, on sheet: Sheet) -> (width: Int, height: Int) {
    let columns = text.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark }
    let em = watermark.size ?? min(0.42 * min(sheet.width, sheet.height), 1.5 * sheet.width / Double(max(columns, 1)))
    return (
      max(1, Int((em * 0.42 * Double(max(columns, 1))).rounded())), max(1, Int((em * 0.9).rounded()))
    )
  }
}
