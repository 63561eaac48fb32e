internal import SarupContainer
internal import SarupOffice

/// `word/fontTable.xml`: every font that a style names, in the order of first use.
struct FontTable {
  private var fonts: [(family: String, alternatives: [String])] = []

  mutating func add(_ font: ResolvedFont) {
    guard !fonts.contains(where: { $0.family == font.family }) else { return }
    fonts.append((font.family, font.alternatives))
  }

  var families: [String] { fonts.map(\.family) }

  /// - Parameters:
  ///   - known: The table of a letterhead, which keeps what it says of a font.
  ///   - faces: Those that the file carries.
  func part(over known: LetterheadTable?, with faces: EmbeddedFaces) -> [UInt8] {
    guard let known else {
      var xml = XMLWriter(capacity: 1024)
      xml.open("w:fonts")
      xml.attribute("xmlns:w", Namespace.main)
      write(fonts, with: faces, to: &xml)
      return xml.finish()
    }
    var edits = ByteEdits()
    var names: [String] = []
    for element in known.tree.root.children {
      guard let name = element.attribute("name", in: Namespace.main)?.lowercased() else { continue }
      names.append(name)
      if let font = fonts.first(where: { $0.family.lowercased() == name }) {
        edits.add(addition(of: faces, font.family, to: element))
      }
    }
    let added = fonts.filter { !names.contains($0.family.lowercased()) }
    let additions = XMLWriter.fragment { write(added, with: faces, to: &$0) }
    return known.inserting([(["font"], additions)], root: "fonts", beside: edits)
  }

  /// The faces of a font that a letterhead's table has an element for: they stand at its end.
  private func addition(of faces: EmbeddedFaces, _ family: String, to element: XMLElement) -> ByteEdits {
    var edits = ByteEdits()
    // The letterhead carries the font itself.
    if element.children.contains(where: { $0.name.local.hasPrefix("embed") }) { return edits }
    let added = XMLWriter.fragment { faces.write(family, to: &$0) }
    if added.isEmpty { return edits }
    if element.startTag == element.range {
      let end = element.range.upperBound
      edits.replace(end - 2..<end, by: Array(">".utf8) + added + Array("</w:font>".utf8))
    } else {
      edits.insert(added, at: element.inner.upperBound)
    }
    return edits
  }

  private func write(
    _ fonts: [(family: String, alternatives: [String])], with faces: EmbeddedFaces, to xml: inout XMLWriter
  ) {
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
      faces.write(font.family, to: &xml)
      xml.close()
    }
  }
}
