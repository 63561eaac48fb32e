internal import SarupContainer
internal import SarupDocument

/// What a file says of a font it names, so that a machine without it can find a stand-in.
struct WordFont {
  var name: String
  /// Families of the same design, for `w:altName`.
  var alternatives: [String]
  var panose: StaticString
  /// Unicode and code page bits of the OS/2 table, in the order usb0, usb1, csb0; the others are zero.
  var signature: (StaticString, StaticString, StaticString)
  /// Line box as Word makes it, and the width of ก, in em.
  var lineBox: Double
  var koKaiWidth: Double

  /// Measured from the files: the 2016 revision of TH SarabunPSK, TH Sarabun New of 2011, Sarabun 1.0.
  static let known: [WordFont] = [
    WordFont(
      name: "TH Sarabun New", alternatives: ["TH SarabunPSK"], panose: "020B0500040200020003",
      signature: ("A100006F", "5000205A", "60010183"), lineBox: 1.331, koKaiWidth: 0.386),
    WordFont(
      name: "TH SarabunPSK", alternatives: ["TH Sarabun New"], panose: "020B0500040200020003",
      signature: ("A100006F", "5000205A", "60010183"), lineBox: 1.327, koKaiWidth: 0.386),
    WordFont(
      name: "Sarabun", alternatives: [], panose: "00000500000000000000",
      signature: ("21000007", "00000001", "20010193"), lineBox: 1.300, koKaiWidth: 0.576),
  ]

  static func named(_ name: String) -> WordFont? { known.first { $0.name == name } }
}

/// A font as Word is told of it: a family, the size that looks as the style wants, and the line pitch that goes with it.
struct ResolvedFont: Equatable {
  var family: String
  /// Further families of the template, tried by `w:altName`.
  var alternatives: [String]
  var halfPoints: Int
  /// What a line height of 1.0 is, in multiples of the line box of `family`.
  var linePitch: Double

  /// Word sets text in the face that the size stands for, unless the template names another one for it.
  init(of style: ParagraphStyle) {
    let choice = style.font
    var families = choice.wordFamilies
    if families.isEmpty { families = choice.sizeAs.map { [$0] } ?? choice.families }
    // Word takes 31 characters (MS-OI29500 2.1.228).
    families = families.map { String($0.prefix(31)) }.filter { !$0.isEmpty }
    family = families.first ?? "TH Sarabun New"
    alternatives = Array(families.dropFirst())
    var scale = 1.0
    linePitch = 1
    if let meant = choice.sizeAs.flatMap(WordFont.named), let named = WordFont.named(family) {
      scale = meant.koKaiWidth / named.koKaiWidth
      linePitch = meant.lineBox / (named.lineBox * scale)
    }
    halfPoints = SarupDOCX.halfPoints(style.size * scale)
  }
}

/// `word/fontTable.xml`: every font that a style names, in the order of first use.
struct FontTable {
  private var fonts: [(family: String, alternatives: [String])] = []

  mutating func add(_ font: ResolvedFont) {
    guard !fonts.contains(where: { $0.family == font.family }) else { return }
    fonts.append((font.family, font.alternatives))
  }

  func part() -> [UInt8] {
    var xml = XMLWriter(capacity: 1024)
    xml.open("w:fonts")
    xml.attribute("xmlns:w", Namespace.main)
    for font in fonts {
      let known = WordFont.named(font.family)
      xml.open("w:font")
      xml.attribute("w:name", font.family)
      let alternatives = font.alternatives.isEmpty ? known?.alternatives ?? [] : font.alternatives
      if !alternatives.isEmpty { xml.value("w:altName", alternatives.joined(separator: ",")) }
      if let known { xml.value("w:panose1", "\(known.panose)") }
      // 222, Thai: what Windows looks for when it has to choose another font.
      xml.value("w:charset", "DE")
      xml.value("w:family", "swiss")
      xml.value("w:pitch", "variable")
      if let known {
        xml.open("w:sig")
        xml.attribute("w:usb0", "\(known.signature.0)")
        xml.attribute("w:usb1", "\(known.signature.1)")
        xml.attribute("w:usb2", "00000000")
        xml.attribute("w:usb3", "00000000")
        xml.attribute("w:csb0", "\(known.signature.2)")
        xml.attribute("w:csb1", "00000000")
        xml.close()
      }
      xml.close()
    }
    return xml.finish()
  }
}
