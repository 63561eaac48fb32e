internal import SarupThai

/// Files inside the PDF that belong to the whole document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).
enum AttachedFiles {
  /// Writes the files; the result is the catalog's entry for them, and its name tree of them.
  static func write(
    _ attachments: [PDFAttachment], date: CalendarDay?, to writer: inout ObjectWriter
  ) -> (entry: [UInt8], names: [UInt8]) {
    if attachments.isEmpty { return ([], []) }
    var names: [(name: [UInt8], number: Int)] = []
    for attachment in attachments {
      let name = textString(attachment.name)
      names.append((name, write(attachment, name: name, date: date, to: &writer)))
    }
    var entries: [UInt8] = []
    entries.append("/AF[")
    for (_, number) in names {
      entries.append(reference: number)
      entries.append(" ")
    }
    entries.append("]")
    var tree: [UInt8] = []
    tree.append("/EmbeddedFiles<</Names[")
    // A name tree is sorted by the bytes of its names (7.9.6).
    for (name, number) in names.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      tree += name
      tree.append(reference: number)
      tree.append(" ")
    }
    tree.append("]>>")
    return (entries, tree)
  }

  private static func write(
    _ attachment: PDFAttachment, name: [UInt8], date: CalendarDay?, to writer: inout ObjectWriter
  ) -> Int {
    var dictionary: [UInt8] = []
    dictionary.append("/Type/EmbeddedFile/Subtype/")
    for byte in attachment.mediaType.utf8 {
      if byte > 0x20 && byte < 0x7F && !byte.isPDFDelimiter && byte != UInt8(ascii: "#") {
        dictionary.append(byte)
      } else {
        dictionary.append("#")
        dictionary.append(hexadecimal: byte)
      }
    }
    dictionary.append("/Params<</Size ")
    dictionary.append(integer: attachment.bytes.count)
    if let date {
      dictionary.append("/ModDate")
      dictionary.append(textString: Metadata.dateString(date))
    }
    dictionary.append(">>")
    let stream = writer.reserve()
    writer.writeStream(stream, dictionary: dictionary, attachment.bytes, packing: .deflate)
    return writer.write { output in
      output.append("<</Type/Filespec/F")
      // Old readers look here, and take nothing but ASCII.
      output.append(literal: attachment.name.utf8.map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "_") })
      output.append("/UF")
      output += name
      output.append("/Desc")
      output.append(textString: attachment.description)
      output.append("/AFRelationship/Source/EF<</F ")
      output.append(reference: stream)
      output.append("/UF ")
      output.append(reference: stream)
      output.append(">>>>")
    }
  }

  private static func textString(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    output.append(textString: text)
    return output
  }
}
