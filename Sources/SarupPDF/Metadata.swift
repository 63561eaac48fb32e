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
      output.append(textString: value)
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
    func element(_ name: String, _ value: String?, in container: String? = nil, attributes: String = "") {
      guard let value, !value.isEmpty else { return }
      output.append(string: "<\(name)>")
      if let container { output.append(string: "<rdf:\(container)><rdf:li\(attributes)>") }
      output.append(string: Metadata.escaped(value))
      if let container { output.append(string: "</rdf:li></rdf:\(container)>") }
      output.append(string: "</\(name)>")
    }
    let anyLanguage = " xml:lang=\"x-default\""
    element("dc:format", "application/pdf")
    element("dc:title", properties.title, in: "Alt", attributes: anyLanguage)
    // One author as in the dictionary: the two are compared.
    element("dc:creator", author, in: "Seq")
    element("dc:description", properties.subject, in: "Alt", attributes: anyLanguage)
    element("dc:publisher", properties.publisher, in: "Bag")
    element("dc:language", properties.language.tag, in: "Bag")
    if let date = properties.date {
      let text =
        "\(Metadata.padded(date.year, 4))-\(Metadata.padded(date.month, 2))-\(Metadata.padded(date.day, 2))T00:00:00Z"
      element("xmp:CreateDate", text)
      element("xmp:ModifyDate", text)
    }
    element("xmp:CreatorTool", options.creator)
    element("pdf:Keywords", keywords)
    element("pdf:Producer", options.producer)
  }

  /// Which standards the file keeps (ISO 19005-2, 6.6.4; ISO 14289-1, 5). PDF/A knows no schema of PDF/UA, so that it is
  /// described in the file (ISO 19005-2, 6.6.2.3).
  private func appendIdentification(to output: inout [UInt8]) {
    output.append("<pdfuaid:part>1</pdfuaid:part>")
    guard let part = options.conformance.archivePart else { return }
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

  /// Text as XML 1.0 takes it: what XML has no way to write is dropped.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n", "\r": result += " "
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
