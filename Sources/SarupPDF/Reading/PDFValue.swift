/// An object as a file holds it (ISO 32000-1, 7.3), with what it refers to left unread.
indirect enum PDFValue {
  case null
  case boolean(Bool)
  case number(Double)
  /// Without the solidus, escapes undone.
  case name([UInt8])
  /// The string's bytes, of either notation.
  case string([UInt8])
  case array([PDFValue])
  /// As the file has them: of two equal keys the first counts.
  case dictionary([(key: [UInt8], value: PDFValue)])
  case reference(Int)

  /// What stands behind a key of a dictionary; `null` where there is none.
  subscript(_ key: StaticString) -> PDFValue {
    guard case .dictionary(let entries) = self else { return .null }
    return entries.first { $0.key.equals(key) }?.value ?? .null
  }

  var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(exactly: number)
  }

  func isName(_ text: StaticString) -> Bool {
    guard case .name(let name) = self else { return false }
    return name.equals(text)
  }

  /// A text string (7.9.2.2): UTF-16 with its mark, UTF-8 with its mark, else bytes of which only ASCII is taken as it is.
  var text: String? {
    guard case .string(let bytes) = self else { return nil }
    if bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
      return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    return String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate func equals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in text.count == count && elementsEqual(text) }
  }
}
