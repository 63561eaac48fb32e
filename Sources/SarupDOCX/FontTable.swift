internal import SarupContainer
internal import SarupOffice

/// `word/fontTable.xml`: every font that a style names, in the order of first use.
struct FontTable {
  private var fonts: [(family: String, alternatives: [String])] = []

  mutating func add(_ font: ResolvedFont) {
    guard !fonts.contains(where: { $0.family == font.family }) else { return }
    fonts.append((font.family, font.alternatives))
  }

  /// - Parameter known: The table of a letterhead, which keeps what it says of a font.
  func part(over known: LetterheadTable?) -> [UInt8] {
    guard let known else {
      var xml = XMLWriter(capacity: 1024)
      xml.open("w:fonts")
      xml.attribute("xmlns:w", Namespace.main)
      write(fonts, to: &xml)
      return xml.finish()
    }
    let names = known.tree.root.children.compactMap { $0.attribute("name", in: Namespace.main)?.lowercased() }
    let added = fonts.filter { !names.contains($0.family.lowercased()) }
    return known.inserting([(["font"], XMLWriter.fragment { write(added, to: &$0) })], root: "fonts")
  }

  private func write(_ fonts: [(family: String, alternatives: [String])], to xml: inout XMLWriter) {
    for font in fonts {
      let known = OfficeFont.named(font.family)
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
  }
}
