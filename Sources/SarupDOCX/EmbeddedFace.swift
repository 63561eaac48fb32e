internal import SarupContainer

/// A face that a Word file carries, so that it looks the same where the font is not installed.
package struct EmbeddedFace: Sendable {
  /// In the order of `w:font` (ECMA-376 Part 1, 17.8.3).
  package enum Style: Int, Sendable, CaseIterable {
    case regular
    case bold
    case italic
    case boldItalic

    package init(isBold: Bool, isItalic: Bool) {
      self = isBold ? (isItalic ? .boldItalic : .bold) : (isItalic ? .italic : .regular)
    }

    var element: StaticString {
      switch self {
      case .regular: "w:embedRegular"
      case .bold: "w:embedBold"
      case .italic: "w:embedItalic"
      case .boldItalic: "w:embedBoldItalic"
      }
    }
  }

  /// As the styles of the file name it.
  package var family: String
  package var style: Style
  /// A whole TrueType file: who goes on writing needs letters that the brief has not.
  package var bytes: [UInt8]

  package init(family: String, style: Style, bytes: [UInt8]) {
    self.family = family
    self.style = style
    self.bytes = bytes
  }

  /// The key that hides the font from programs that know no Word files: made of its bytes, so that the same font has the same one, and
  /// marked as made in a way of our own (RFC 9562, version 8).
  fileprivate var key: [UInt8] {
    var key = Array(SHA256.digest(of: bytes).prefix(16))
    key[6] = key[6] & 0x0F | 0x80
    key[8] = key[8] & 0x3F | 0x80
    return key
  }

  /// `w:fontKey`, the key as a GUID.
  fileprivate static func text(of key: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = [UInt8(ascii: "{")]
    for (place, byte) in key.enumerated() {
      if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text + [UInt8(ascii: "}")], as: UTF8.self)
  }

  /// The font as it stands in the file: its first 32 bytes are mixed with the key, last byte of the written GUID first (ECMA-376
  /// Part 1, 17.8.1). In the other order programs leave the font out and say nothing.
  fileprivate func hidden(by key: [UInt8]) -> [UInt8] {
    var hidden = bytes
    for place in 0..<min(32, hidden.count) { hidden[place] ^= key[15 - place % 16] }
    return hidden
  }
}

/// The faces of a Word file with their parts.
struct EmbeddedFaces {
  struct Entry {
    var family: String
    var style: EmbeddedFace.Style
    var key: String
    /// Of the relationship of the font table.
    var id: String
    var part: String
    var bytes: [UInt8]
  }

  private(set) var entries: [Entry] = []

  /// - Parameter faces: Only those of a family that a style of the file names are written.
  init(_ faces: [EmbeddedFace], of families: [String]) {
    for face in faces where families.contains(face.family) {
      let key = face.key
      let number = entries.count + 1
      entries.append(
        Entry(
          family: face.family, style: face.style, key: EmbeddedFace.text(of: key), id: "rIdFace\(number)",
          part: "word/fonts/font\(number).odttf", bytes: face.hidden(by: key)))
    }
    // The schema has the styles of a font in one order.
    entries.sort { ($0.family, $0.style.rawValue) < ($1.family, $1.style.rawValue) }
  }

  /// Writes what `w:font` says of the faces of a family.
  ///
  func write(_ family: String, to xml: inout XMLWriter) {
    for entry in entries where entry.family == family {
      xml.open(entry.style.element)
      // A letterhead's table may not know the prefix.
      xml.attribute("xmlns:r", Namespace.relationships)
      xml.attribute("r:id", entry.id)
      xml.attribute("w:fontKey", entry.key)
      xml.close()
    }
  }
}
