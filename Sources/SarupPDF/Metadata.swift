internal import SarupDocument
internal import SarupThai

/// Facts about the file, once as a dictionary (ISO 32000-1, 14.3.3) and once as XMP (14.3.2). The two must agree.
struct Metadata {
  var properties: DocumentProperties
  var options: PDFOptions

  func appendInformation(to output: inout [UInt8]) {
    func entry(_ key: StaticString, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      output.append(key)
      output.append(textString: Metadata.plain(value))
    }
    output.append("<<")
    entry("/Title", properties.title)
    entry("/Author", author)
    entry("/Subject", properties.subject)
    entry("/Keywords", keywords)
    entry("/Creator", options.creator)
    entry("/Producer", options.producer)
    if let date = properties.date {
      let text = Metadata.dateString(date)
      entry("/CreationDate", text)
      entry("/ModDate", text)
    }
    output.append(">>")
  }

  func xmp() -> [UInt8] {
    var output: [UInt8] = []
    output.append("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
    output.append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
    output.append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">")
    output.append("<rdf:Description rdf:about=\"\"")
    for (prefix, name) in Metadata.namespaces {
      output.append(string: " xmlns:\(prefix)=\"\(name)\"")
    }
    output.append(">")
    appendProperties(to: &output)
    appendIdentification(to: &output)
    output.append("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
    return output
  }

  private func appendProperties(to output: inout [UInt8]) {
    func element(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      output.append(string: "<\(name)>\(Metadata.escaped(value))</\(name)>")
    }
    func list(_ name: String, _ container: String, _ values: [String]) {
      let items = values.filter { !$0.isEmpty }.map { "<rdf:li>\(Metadata.escaped($0))</rdf:li>" }.joined()
      if items.isEmpty { return }
      output.append(string: "<\(name)><rdf:\(container)>\(items)</rdf:\(container)></\(name)>")
    }
    // In the document's language, and as what readers of any other get: the default comes first (XMP, 8.2.2.4).
    func text(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      let items = ["x-default", properties.language.tag].map { language in
        "<rdf:li xml:lang=\"\(language)\">\(Metadata.escaped(value))</rdf:li>"
      }
      output.append(string: "<\(name)><rdf:Alt>\(items.joined())</rdf:Alt></\(name)>")
    }
    element("dc:format", "application/pdf")
    text("dc:title", properties.title)
    list("dc:creator", "Seq", properties.authors)
    text("dc:description", properties.subject)
    list("dc:subject", "Bag", properties.keywords)
    list("dc:publisher", "Bag", [properties.publisher ?? ""])
    list("dc:language", "Bag", [properties.language.tag])
    if let date = properties.date {
      let text =
        "\(Metadata.padded(date.year, 4))-\(Metadata.padded(date.month, 2))-\(Metadata.padded(date.day, 2))T00:00:00Z"
      element("xmp:CreateDate", text)
      element("xmp:ModifyDate", text)
      element("xmp:MetadataDate", text)
    }
    element("xmp:CreatorTool", options.creator)
    element("pdf:Keywords", keywords)
    element("pdf:Producer", options.producer)
  }

  /// Which standards the file keeps (ISO 19005-2, 6.6.4; ISO 14289-1, 5). PDF/A knows no schema of PDF/UA, so that it is
  /// described in the file (ISO 19005-2, 6.6.2.3).
  private func appendIdentification(to output: inout [UInt8]) {
    guard let part = options.conformance.archivePart else { return }
    output.append("<pdfuaid:part>1</pdfuaid:part>")
    output.append(string: "<pdfaid:part>\(part)</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
    output.append("<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">")
    output.append("<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>")
    output.append("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>")
    output.append("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>")
    output.append("<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>")
    output.append("<pdfaProperty:valueType>Integer</pdfaProperty:valueType>")
    output.append("<pdfaProperty:category>internal</pdfaProperty:category>")
    output.append("<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>")
    output.append("</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>")
  }

  private static let namespaces = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
  ]

  private var author: String? { properties.authors.isEmpty ? nil : properties.authors.joined(separator: ", ") }
  private var keywords: String? { properties.keywords.isEmpty ? nil : properties.keywords.joined(separator: ", ") }

  /// A date as PDF writes it (ISO 32000-1, 7.9.4).
  static func dateString(_ date: CalendarDay) -> String {
    "D:\(padded(date.year, 4))\(padded(date.month, 2))\(padded(date.day, 2))000000Z"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(max(0, number))
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in plain(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What XML 1.0 has no way to write is dropped, from the dictionary as well.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\n", "\r": result += " "
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
