package import SarupDocument

extension DecimalPlace {
  /// How wide the longest part behind the points of a column is in the font that office programs are told of.
  ///
  /// From the advances of Sarabun, whose proportions TH Sarabun New and TH SarabunPSK share; other Thai faces differ by a few
  /// hundredths. Thai digits are wider than Arabic ones by a quarter.
  package func width(in style: ParagraphStyle) -> Points { Self.width(of: longest.string, in: style) }

  /// How far a number ends before those of its column that reach furthest behind their points.
  ///
  /// - Parameter text: Of the cell.
  package func pad(of text: StyledText, in style: ParagraphStyle) -> Points {
    guard start <= text.utf8.count else { return 0 }
    let own = String(decoding: text.utf8[start...], as: UTF8.self)
    return max(0, width(in: style) - Self.width(of: own, in: style))
  }

  private static func width(of text: String, in style: ParagraphStyle) -> Points {
    let font = ResolvedFont(of: style)
    // An em of faces that are not known is taken to be like that of most.
    let koKai = (OfficeFont.named(font.family)?.koKaiWidth ?? 0.5) * Double(font.halfPoints) / 2
    return text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * koKai
  }

  /// In widths of ก.
  private static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "0"..."9": 0.955
    case "๐"..."๙": 1.19
    case ".", ",", " ", "\u{A0}": 0.44
    case "(", ")", "-": 0.57
    case "%": 1.57
    case _ where scalar.properties.generalCategory == .nonspacingMark: 0
    default: 1
    }
  }
}
