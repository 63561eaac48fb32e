/// Copies objects of Cairo's file into ours: references renumbered, spaces dropped, what Cairo leaves out put in.
struct ObjectCopier {
  /// Our numbers for Cairo's, given out when an object is first referred to.
  private var numbers: [Int: Int] = [:]
  /// Cairo's numbers of the objects that were referred to, in that order; those before `written` are done.
  private var wanted: [Int] = []
  private var written = 0
  /// New names of font subsets, see ``rename(_:)``.
  private var tags: [[UInt8]: [UInt8]] = [:]

  mutating func number(for object: Int, in writer: inout ObjectWriter) -> Int {
    if let known = numbers[object] { return known }
    let number = writer.reserve()
    numbers[object] = number
    wanted.append(object)
    return number
  }

  /// Writes all objects that were referred to, and those they refer to.
  ///
  /// - Throws: ``CompositionError`` where an object is not there.
  mutating func copyWanted(
    from objects: [CairoObject], to writer: inout ObjectWriter
  ) throws(CompositionError) {
    var places: [Int: Int] = [:]
    for (place, object) in objects.enumerated() { places[object.number] = place }
    for object in objects where object.has("/Type /FontDescriptor") {
      guard let file = object.integer("/FontFile2 ") ?? object.integer("/FontFile3 ") ?? object.integer("/FontFile "),
        let place = places[file]
      else { continue }
      rename(object, by: objects[place])
    }
    while written < wanted.count {
      guard let place = places[wanted[written]] else { throw .unexpected("no object \(wanted[written])") }
      written += 1
      try copy(objects[place], to: &writer)
    }
  }

  private mutating func copy(_ object: CairoObject, to writer: inout ObjectWriter) throws(CompositionError) {
    guard let number = numbers[object.number] else { return }
    var body: [UInt8] = []
    append(object.body, to: &body, writer: &writer)
    guard let stream = object.stream else {
      writer.write(number) { $0 += body }
      return
    }
    if body == Array("<<".utf8) {
      // A stream of nothing but data: a text mapping, which Cairo deflates or not as its environment says.
      writer.writeStream(number, try object.content(), packing: .deflate)
    } else {
      // Fonts are always deflated.
      writer.writeStream(
        number, dictionary: Array(body.dropFirst(2)), stream, packing: object.has("/FlateDecode") ? .deflated : .plain)
    }
  }

  /// Cairo derives the tag of a font subset from the glyph numbers of the font, which depend on what has been rendered
  /// before. A tag that comes from the subset itself is the same for the same subset.
  private mutating func rename(_ descriptor: CairoObject, by file: CairoObject) {
    guard let start = descriptor.body.firstIndex(of: "/FontName /"), let data = file.stream,
      start + 6 < descriptor.body.count, descriptor.body[start + 6] == UInt8(ascii: "+")
    else { return }
    tags[Array(descriptor.body[start..<start + 6])] = FileIdentifier(of: data).subsetTag
  }

  /// The text of a dictionary, without the entries on a stream's length and filter.
  mutating func append(_ body: [UInt8], to output: inout [UInt8], writer: inout ObjectWriter) {
    var position = 0
    /// Whether a space must part the last token from the next.
    var isOpen = false
    while position < body.count {
      let byte = body[position]
      if byte.isPDFSpace {
        position += 1
        continue
      }
      if byte == UInt8(ascii: "%") {
        while position < body.count && body[position] != UInt8(ascii: "\n") { position += 1 }
        continue
      }
      let end = ObjectCopier.endOfToken(body, from: position)
      let token = body[position..<end]
      if byte.isASCIIDigit, let reference = body.reference(at: position) {
        if isOpen { output.append(" ") }
        output.append(reference: number(for: reference.number, in: &writer))
        isOpen = true
        position = reference.end
        continue
      }
      if token.elementsEqual("/Length".utf8), let length = body.reference(at: end + 1) {
        position = length.end
        continue
      }
      if token.elementsEqual("/Filter".utf8) {
        position = ObjectCopier.endOfToken(body, from: end + 1)
        continue
      }
      if isOpen && !byte.isPDFDelimiter { output.append(" ") }
      if byte == UInt8(ascii: "/"), token.count > 8, body[position + 7] == UInt8(ascii: "+"),
        let tag = tags[Array(body[position + 1..<position + 7])]
      {
        output.append("/")
        output += tag
        output += token.dropFirst(7)
      } else {
        output += token
      }
      // Cairo leaves it out; both standards want it (ISO 19005-2, 6.2.11.3.2; ISO 14289-1, 7.21.3.2).
      if token.elementsEqual("/CIDFontType2".utf8) { output.append("/CIDToGIDMap/Identity") }
      isOpen = !byte.isPDFDelimiter || byte == UInt8(ascii: "/")
      position = end
    }
  }

  private static func endOfToken(_ body: [UInt8], from start: Int) -> Int {
    var position = start + 1
    switch body[start] {
    case UInt8(ascii: "("):
      var depth = 1
      while position < body.count && depth > 0 {
        switch body[position] {
        case UInt8(ascii: "\\"): position += 1
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        default: break
        }
        position += 1
      }
      return min(position, body.count)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return position
    default:
      while position < body.count && !body[position].isPDFSpace && !body[position].isPDFDelimiter { position += 1 }
      return position
    }
  }
}

extension [UInt8] {
  /// `12 0 R` at a place.
  fileprivate func reference(at start: Int) -> (number: Int, end: Int)? {
    var position = start
    while position < count && self[position].isASCIIDigit { position += 1 }
    guard position > start, position + 4 <= count, let number = integer(at: start) else { return nil }
    let rest = self[position..<position + 4]
    return rest.elementsEqual(" 0 R".utf8) ? (number, position + 4) : nil
  }
}
