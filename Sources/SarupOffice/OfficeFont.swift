package import SarupDocument

/// What a file says of a font it names, so that a machine without it can find a stand-in.
package struct OfficeFont: Sendable {
  package var name: String
  /// Families of the same design, for `w:altName`.
  package var alternatives: [String]
  package var panose: StaticString
  /// Unicode and code page bits of the OS/2 table, in the order usb0, usb1, csb0; the others are zero.
  package var signature: (StaticString, StaticString, StaticString)
  /// Line box as Word makes it, and the width of ก, in em.
  package var lineBox: Double
  package var koKaiWidth: Double

  /// Measured from the files: the 2016 revision of TH SarabunPSK, TH Sarabun New of 2011, Sarabun 1.0.
  package static let known: [OfficeFont] = [
    OfficeFont(
      name: "TH Sarabun New", alternatives: ["TH SarabunPSK"], panose: "020B0500040200020003",
      signature: ("A100006F", "5000205A", "60010183"), lineBox: 1.331, koKaiWidth: 0.386),
    OfficeFont(
      name: "TH SarabunPSK", alternatives: ["TH Sarabun New"], panose: "020B0500040200020003",
      signature: ("A100006F", "5000205A", "60010183"), lineBox: 1.327, koKaiWidth: 0.386),
    OfficeFont(
      name: "Sarabun", alternatives: [], panose: "00000500000000000000",
      signature: ("21000007", "00000001", "20010193"), lineBox: 1.300, koKaiWidth: 0.576),
  ]

  package static func named(_ name: String) -> OfficeFont? { known.first { $0.name == name } }
}

/// A font as Word is told of it: a family, the size that looks as the style wants, and the line pitch that goes with it.
package struct ResolvedFont: Sendable, Equatable {
  package var family: String
  /// Further families of the template, tried by `w:altName`.
  package var alternatives: [String]
  package var halfPoints: Int
  /// What a line height of 1.0 is, in multiples of the line box of `family`.
  package var linePitch: Double

  /// Word sets text in the face that the size stands for, unless the template names another one for it.
  package init(of style: ParagraphStyle) {
    let choice = style.font
    var families = choice.wordFamilies
    if families.isEmpty { families = choice.sizeAs.map { [$0] } ?? choice.families }
    // Word takes 31 characters (MS-OI29500 2.1.228).
    families = families.map { String($0.prefix(31)) }.filter { !$0.isEmpty }
    family = families.first ?? "TH Sarabun New"
    alternatives = Array(families.dropFirst())
    var scale = 1.0
    linePitch = 1
    if let meant = choice.sizeAs.flatMap(OfficeFont.named), let named = OfficeFont.named(family) {
      scale = meant.koKaiWidth / named.koKaiWidth
      linePitch = meant.lineBox / (named.lineBox * scale)
    }
    halfPoints = SarupOffice.halfPoints(style.size * scale)
  }
}
