internal import SarupContainer

/// `word/theme/theme1.xml`: the colours that Word offers and the fonts that new text boxes take.
///
/// No style refers to it, so that what a file looks like stands in its styles alone.
enum ThemePart {
  private static let colors: [(name: StaticString, value: String)] = [
    ("a:dk2", "1F3864"), ("a:lt2", "E7E6E6"), ("a:accent1", "1F4E79"), ("a:accent2", "C55A11"), ("a:accent3", "7F7F7F"),
    ("a:accent4", "BF9000"), ("a:accent5", "2E75B6"), ("a:accent6", "538135"), ("a:hlink", "0563C1"),
    ("a:folHlink", "954F72"),
  ]

  static func part(family: String) -> [UInt8] {
    var xml = XMLWriter(capacity: 2048)
    xml.open("a:theme")
    xml.attribute("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
    xml.attribute("name", "Sarup")
    xml.open("a:themeElements")
    writeColors(to: &xml)
    writeFonts(family, to: &xml)
    writeFormats(to: &xml)
    return xml.finish()
  }

  private static func writeColors(to xml: inout XMLWriter) {
    xml.open("a:clrScheme")
    xml.attribute("name", "Sarup")
    for (name, system, last) in [("a:dk1", "windowText", "000000"), ("a:lt1", "window", "FFFFFF")]
      as [(StaticString, String, String)]
    {
      xml.open(name)
      xml.open("a:sysClr")
      xml.attribute("val", system)
      xml.attribute("lastClr", last)
      xml.close()
      xml.close()
    }
    for color in colors {
      xml.open(color.name)
      xml.open("a:srgbClr")
      xml.attribute("val", color.value)
      xml.close()
      xml.close()
    }
    xml.close()
  }

  private static func writeFonts(_ family: String, to xml: inout XMLWriter) {
    xml.open("a:fontScheme")
    xml.attribute("name", "Sarup")
    for use: StaticString in ["a:majorFont", "a:minorFont"] {
      xml.open(use)
      for slot: StaticString in ["a:latin", "a:ea", "a:cs"] {
        xml.open(slot)
        xml.attribute("typeface", family)
        xml.close()
      }
      xml.close()
    }
    xml.close()
  }

  /// The schema wants three fills, lines, effects and backgrounds; these are as plain as they can be.
  private static func writeFormats(to xml: inout XMLWriter) {
    func fill(_ xml: inout XMLWriter) {
      xml.open("a:solidFill")
      xml.open("a:schemeClr")
      xml.attribute("val", "phClr")
      xml.close()
      xml.close()
    }
    xml.open("a:fmtScheme")
    xml.attribute("name", "Sarup")
    xml.open("a:fillStyleLst")
    for _ in 0..<3 { fill(&xml) }
    xml.close()
    xml.open("a:lnStyleLst")
    for width in [6350, 12_700, 19_050] {
      xml.open("a:ln")
      xml.attribute("w", width)
      fill(&xml)
      xml.close()
    }
    xml.close()
    xml.open("a:effectStyleLst")
    for _ in 0..<3 {
      xml.open("a:effectStyle")
      xml.empty("a:effectLst")
      xml.close()
    }
    xml.close()
    xml.open("a:bgFillStyleLst")
    for _ in 0..<3 { fill(&xml) }
    xml.close()
    xml.close()
  }
}
