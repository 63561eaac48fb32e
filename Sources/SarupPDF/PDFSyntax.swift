// How PDF writes things down (ISO 32000-1, 7.2 and 7.3), into plain bytes.

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { self.append(contentsOf: $0) }
  }

  mutating func append(string: String) { append(contentsOf: string.utf8) }

  mutating func append(integer: Int) {
    if integer < 0 { append(UInt8(ascii: "-")) }
    var magnitude = integer.magnitude
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    self[start...].reverse()
  }

  /// Three decimals at most: a thousandth of a point is finer than any printer.
  mutating func append(decimal: Double) {
    guard decimal.isFinite, abs(decimal) < 1e9 else { return append(integer: 0) }
    let thousandths = Int((decimal * 1000).rounded())
    if thousandths < 0 { append(UInt8(ascii: "-")) }
    append(integer: Int(thousandths.magnitude) / 1000)
    var rest = Int(thousandths.magnitude) % 1000
    if rest == 0 { return }
    append(UInt8(ascii: "."))
    var unit = 100
    while rest > 0 {
      append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// `12 0 R`
  mutating func append(reference: Int) {
    append(integer: reference)
    append(" 0 R")
  }

  /// A text string: as it is where it is ASCII, else UTF-16 with a byte order mark (7.9.2.2). No string of an archive copy may
  /// have more than 32,767 bytes (ISO 19005-2, 6.1.13): what is longer, which is no title and no description, is cut.
  mutating func append(textString: String) {
    if textString.utf16.count > 16_000 {
      var cut = ""
      for scalar in textString.unicodeScalars.prefix(7_990) { cut.unicodeScalars.append(scalar) }
      return append(textString: cut + "\u{2026}")
    }
    if textString.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      append(literal: Array(textString.utf8))
      return
    }
    append("<FEFF")
    for unit in textString.utf16 {
      append(hexadecimal: UInt8(unit >> 8))
      append(hexadecimal: UInt8(unit & 0xFF))
    }
    append(">")
  }

  /// A byte string in parentheses (7.3.4.2).
  mutating func append(literal: [UInt8]) {
    append("(")
    for byte in literal {
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") {
        append(UInt8(ascii: "\\"))
      }
      append(byte)
    }
    append(")")
  }

  mutating func append(hexadecimal byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
  }
}

/// Character classes (ISO 32000-1, 7.2.2).
extension UInt8 {
  var isPDFSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C || self == 0 }

  var isPDFDelimiter: Bool {
    switch self {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
