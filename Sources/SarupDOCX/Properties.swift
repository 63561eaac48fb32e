internal import SarupContainer
internal import SarupDocument
internal import SarupThai

// Settings and properties: what a file says of itself as a whole.

extension WordPackage {
  /// `word/settings.xml`, its elements in the order of the schema.
  func settings() -> [UInt8] {
    var xml = XMLWriter(capacity: 2048)
    xml.open("w:settings")
    xml.attribute("xmlns:w", Namespace.main)
    xml.open("w:zoom")
    xml.attribute("w:percent", 100)
    xml.close()
    let letterhead = options.letterhead?.settings.elements ?? [:]
    for name in Letterhead.Settings.kept where name != "clrSchemeMapping" {
      if name == "embedTrueTypeFonts", !options.faces.isEmpty {
        xml.empty("w:embedTrueTypeFonts")
        continue
      }
      if let written = letterhead[name] {
        xml.verbatim(written)
        continue
      }
      switch name {
      case "mirrorMargins": if document.page.isMirrored { xml.empty("w:mirrorMargins") }
      case "defaultTabStop": xml.value("w:defaultTabStop", 720)
      case "evenAndOddHeaders": if document.page.even != nil { xml.empty("w:evenAndOddHeaders") }
      default: break
      }
    }
    xml.value("w:characterSpacingControl", "doNotCompress")
    writeNoteProperties(to: &xml, namingSeparators: true)
    // Without mode 15 Word stretches Thai letter by letter and does not break it between words.
    xml.open("w:compat")
    for (name, value) in [
      ("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
      ("doNotFlipMirrorIndents", 1), ("differentiateMultirowTableHeaders", 1),
    ] {
      xml.open("w:compatSetting")
      xml.attribute("w:name", name)
      xml.attribute("w:uri", "http://schemas.microsoft.com/office/word")
      xml.attribute("w:val", value)
      xml.close()
    }
    xml.close()
    xml.open("w:themeFontLang")
    xml.attribute("w:val", language.latin)
    xml.attribute("w:bidi", language.complex)
    xml.close()
    if let written = letterhead["clrSchemeMapping"] { xml.verbatim(written) }
    xml.value("w:decimalSymbol", ".")
    xml.value("w:listSeparator", ",")
    return xml.finish()
  }

  /// `docProps/core.xml`: Dublin Core, with the document's date and never the clock's.
  func coreProperties() -> [UInt8] {
    let properties = document.properties
    var xml = XMLWriter(capacity: 1024)
    xml.open("cp:coreProperties")
    xml.attribute(
      "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
    xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    xml.attribute("xmlns:dcterms", "http://purl.org/dc/terms/")
    xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    func add(_ name: StaticString, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      fields.facts?.properties.append(("\(name)", WordFacts.mark(ofList: value)))
      xml.open(name)
      xml.text(value)
      xml.close()
    }
    add("dc:title", properties.title)
    add("dc:subject", properties.subject)
    add("dc:creator", properties.authors.joined(separator: "; "))
    add("cp:keywords", properties.keywords.joined(separator: ", "))
    add("dc:language", WordLanguage.name(of: properties.language))
    if let day = properties.date.flatMap(Self.dateTime) {
      for name: StaticString in ["dcterms:created", "dcterms:modified"] {
        xml.open(name)
        xml.attribute("xsi:type", "dcterms:W3CDTF")
        xml.text(day)
        xml.close()
      }
    }
    return xml.finish()
  }

  /// `docProps/app.xml`
  func appProperties() -> [UInt8] {
    var xml = XMLWriter(capacity: 512)
    xml.open("Properties")
    xml.attribute("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
    xml.open("Application")
    xml.text("Sarup")
    xml.close()
    if let publisher = document.properties.publisher, !publisher.isEmpty {
      xml.open("Company")
      xml.text(publisher)
      xml.close()
    }
    return xml.finish()
  }

  /// `docProps/custom.xml`: what the other two have no place for, such as the number of a letter. Numbers of properties begin with 2
  /// (ECMA-376 Part 1, 22.3.2.2).
  func detailedProperties() -> [UInt8] {
    var xml = XMLWriter(capacity: 1024)
    xml.open("Properties")
    xml.attribute("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
    xml.attribute("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes")
    for (index, detail) in document.properties.details.enumerated() {
      xml.open("property")
      // The one set of properties that Word shows.
      xml.attribute("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
      xml.attribute("pid", index + 2)
      xml.attribute("name", detail.name)
      xml.open("vt:lpwstr")
      xml.text(detail.text)
      xml.close()
      xml.close()
    }
    return xml.finish()
  }

  /// W3CDTF, as in `2019-03-14T00:00:00Z`; `nil` for a year that has not four digits.
  private static func dateTime(_ day: CalendarDay) -> String? {
    guard (1000...9999).contains(day.year) else { return nil }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.year)-\(padded(day.month))-\(padded(day.day))T00:00:00Z"
  }
}
