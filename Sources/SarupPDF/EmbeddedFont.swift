internal import SarupFonts
internal import SarupLayout

/// A face as one document uses it: a code for each cluster that is shown, with the cluster's text.
///
/// A code stands for one text and one look. So every reader gets the text back by looking up codes, and none has to know about
/// marks that stand above each other, or letters that are drawn as two. A second text for a glyph, such as a no-break space
/// that is drawn as a space, gets a code of its own, and so does a text that shows nothing.
struct EmbeddedFont {
  let face: LoadedFace
  /// Object number of the font.
  let number: Int
  private var subset: SubsetFont
  /// Widths by code, in thousandths of the type size, as the file says them.
  private(set) var widths: [Double] = [0]
  /// UTF-8 of all codes, one behind the other.
  private var texts: [UInt8] = []
  /// Where the text of a code ends; that of code 0 is empty.
  private var ends: [Int] = [0]
  /// By code, see ``key(_:)``.
  private var keys: [UInt64] = [0]
  /// By glyph of the face, the code that shows it alone with the first text it was met with; 0 for none.
  private var singles: [UInt16]
  /// All other codes by the hash of their text and parts; 0 for a free place. At most half full.
  private var table = [UInt16](repeating: 0, count: 512)
  private var tableCount = 0
  private var parts: [GlyphPart] = []
  private let thousandthsPerUnit: Double

  /// A text mapping may have 256 units of UTF-16 (Adobe Technical Note 5411); a longer text is told in several codes.
  static let longestText = 240

  init(_ face: LoadedFace, number: Int) {
    self.face = face
    self.number = number
    subset = SubsetFont(face)
    singles = [UInt16](repeating: 0, count: face.glyphCount)
    thousandthsPerUnit = 1000 / Double(face.unitsPerEm)
  }

  /// How many more codes there is room for.
  var room: Int { subset.room }

  /// The code of a cluster.
  ///
  /// - Parameter unitsPerPoint: Font units in a point at the size at which the glyphs are placed.
  mutating func code(
    _ text: UnsafeBufferPointer<UInt8>, _ glyphs: UnsafeBufferPointer<PlacedGlyph>, baseline: Double,
    unitsPerPoint: Double
  ) -> UInt16 {
    let key = EmbeddedFont.key(text)
    var single = -1
    if glyphs.count == 1, glyphs[0].y == baseline, glyphs[0].id < singles.count {
      single = Int(glyphs[0].id)
      let code = singles[single]
      if code != 0, keys[Int(code)] == key, has(code, text) { return code }
    }
    parts.removeAll(keepingCapacity: true)
    if let first = glyphs.first {
      for glyph in glyphs {
        parts.append(
          GlyphPart(
            glyph: glyph.id, x: EmbeddedFont.units((glyph.x - first.x) * unitsPerPoint),
            y: EmbeddedFont.units((baseline - glyph.y) * unitsPerPoint)))
      }
    }
    if single >= 0 && singles[single] == 0 {
      singles[single] = add(text, key)
      return singles[single]
    }
    var place = hash(key) & (table.count - 1)
    while table[place] != 0 {
      let code = table[place]
      if keys[Int(code)] == key, subset.has(code, parts), has(code, text) { return code }
      place = (place + 1) & (table.count - 1)
    }
    let code = add(text, key)
    table[place] = code
    tableCount += 1
    if tableCount * 2 > table.count { growTable() }
    return code
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ key: UInt64) -> UInt16 {
    let advance = parts.reduce(0) { $0 + face.advance(of: $1.glyph) }
    let code = subset.add(parts, advance: advance)
    widths.append(EmbeddedFont.thousandths(Double(subset.advance(code)) * thousandthsPerUnit))
    texts.append(contentsOf: text)
    ends.append(texts.count)
    keys.append(key)
    return code
  }

  private mutating func growTable() {
    let old = table
    table = [UInt16](repeating: 0, count: 2 * old.count)
    for code in old where code != 0 {
      parts.removeAll(keepingCapacity: true)
      parts += subset.parts(code)
      var place = hash(keys[Int(code)]) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = code
    }
  }

  /// Of a text's key and the present parts.
  private func hash(_ key: UInt64) -> Int {
    var hash = key
    for part in parts {
      hash ^=
        UInt64(part.glyph) << 32 | UInt64(UInt16(truncatingIfNeeded: part.x)) << 16
        | UInt64(UInt16(truncatingIfNeeded: part.y))
      hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }

  /// Texts of up to seven bytes have keys of their own, all others a hash.
  private static func key(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    if text.count <= 7 {
      for byte in text { key = key << 8 | UInt64(byte) }
      return key | UInt64(text.count) << 56
    }
    for byte in text { key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return key | 0xFF << 56
  }

  private func has(_ code: UInt16, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= 7 || texts[ends[Int(code) - 1]..<ends[Int(code)]].elementsEqual(text)
  }

  private static func units(_ length: Double) -> Int32 { Int32(max(-0x7FFF, min(0x7FFF, length.rounded()))) }

  private static func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

// MARK: - The font as objects

extension EmbeddedFont {
  /// Writes a composite font (ISO 32000-1, 9.7) whose codes are the glyph numbers of its subset.
  func write(to writer: inout ObjectWriter) {
    let file = subset.file()
    let names = FontNames(face, subset: file)
    let program = writer.reserve()
    var length: [UInt8] = []
    length.append("/Length1 ")
    length.append(integer: file.count)
    writer.writeStream(program, dictionary: length, file, packing: .deflateFast)
    let descriptor = writer.write { names.appendDescriptor(file: program, to: &$0) }
    let descendant = writer.write { output in
      output.append("<</Type/Font/Subtype/CIDFontType2/BaseFont/")
      output += names.name
      output.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
      output.append(reference: descriptor)
      // Both standards want the map, even where it says nothing (ISO 19005-2, 6.2.11.3.2; ISO 14289-1, 7.21.3.2).
      output.append("/CIDToGIDMap/Identity/W[1[")
      for width in widths.dropFirst() {
        output.append(decimal: width)
        output.append(" ")
      }
      output.append("]]>>")
    }
    let mapping = writer.reserve()
    writer.writeStream(mapping, textMapping(), packing: .deflate)
    writer.write(number) { output in
      output.append("<</Type/Font/Subtype/Type0/BaseFont/")
      output += names.name
      output.append("/Encoding/Identity-H/DescendantFonts[")
      output.append(reference: descendant)
      output.append("]/ToUnicode ")
      output.append(reference: mapping)
      output.append(">>")
    }
  }

  /// What each code is read as (9.10.3).
  private func textMapping() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(256 + 16 * keys.count)
    output.append("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n")
    output.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n")
    output.append("/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n")
    output.append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
    // Ranges would be shorter, but not every validator reads their lists.
    for first in stride(from: 1, to: keys.count, by: 100) {
      let end = min(keys.count, first + 100)
      output.append(integer: end - first)
      output.append(" beginbfchar\n")
      for code in first..<end {
        output.append("<")
        output.append(hexadecimal: UInt16(code))
        output.append("> <")
        let text = String(decoding: texts[ends[code - 1]..<ends[code]], as: UTF8.self)
        for unit in text.utf16 { output.append(hexadecimal: unit) }
        output.append(">\n")
      }
      output.append("endbfchar\n")
    }
    output.append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend")
    return output
  }
}

/// What the objects of a font are named, and the measures of its face.
private struct FontNames {
  private let face: LoadedFace
  private let source: FontFile?
  /// The face's PostScript name behind a tag that tells one subset from another (9.6.4).
  let name: [UInt8]

  init(_ face: LoadedFace, subset: [UInt8]) {
    self.face = face
    source = try? FontFile(face.bytes, index: face.index)
    var name = FileIdentifier(of: subset).subsetTag
    name.append("+")
    let own = source?.postScriptName.utf8.filter { $0 > 0x20 && $0 < 0x7F && !$0.isPDFDelimiter && $0 != 0x23 } ?? []
    if own.isEmpty { name.append("Font") } else { name += own.prefix(63) }
    self.name = name
  }

  func appendDescriptor(file: Int, to output: inout [UInt8]) {
    output.append("<</Type/FontDescriptor/FontName/")
    output += name
    // Codes are no character codes: the font is symbolic.
    output.append("/Flags 4/FontBBox[")
    let unit = 1000 / Double(face.unitsPerEm)
    for (index, value) in (source?.box ?? [0, 0, 0, 0]).enumerated() {
      if index > 0 { output.append(" ") }
      output.append(integer: Int((Double(value) * unit).rounded()))
    }
    output.append("]/ItalicAngle ")
    output.append(decimal: source?.italicAngle ?? 0)
    output.append("/Ascent ")
    output.append(integer: Int((face.metrics.ascent * 1000).rounded()))
    output.append("/Descent ")
    output.append(integer: -Int((face.metrics.descent * 1000).rounded()))
    output.append("/CapHeight ")
    output.append(integer: Int((face.metrics.capHeight * 1000).rounded()))
    // Nothing in a font says it, and nobody uses it but to make a stand-in for a font that is not there.
    output.append("/StemV 80/FontFile2 ")
    output.append(reference: file)
    output.append(">>")
  }
}
