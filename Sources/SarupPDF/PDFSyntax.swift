// How PDF writes things down (ISO 32000-1, 7.2 and 7.3), into plain bytes.

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { self.append(contentsOf: $0) }
  }

  mutating func append(string: String) { append(contentsOf: string.utf8) }

  mutating func append(integer: Int) {
    if integer < 0 { append(UInt8(ascii: "-")) }
    let magnitude = integer.magnitude
    if magnitude < 10 { return append(UInt8(ascii: "0") + UInt8(magnitude)) }
    var unit: UInt = 10
    while magnitude / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(magnitude / unit % 10))
      unit /= 10
    }
  }

  /// Three decimals at most: a thousandth of a point is finer than any printer.
  mutating func append(decimal: Double) {
    guard decimal.isFinite, abs(decimal) < 1e9 else { return append(integer: 0) }
    append(Int((decimal * 1000).rounded()), decimals: 3)
  }

  /// A number in tenths, hundredths and so on, without zeros at its end.
  mutating func append(_ value: Int, decimals: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var unit = 1
    for _ in 0..<decimals { unit *= 10 }
    append(integer: Int(value.magnitude) / unit)
    var rest = Int(value.magnitude) % unit
    if rest == 0 { return }
    append(UInt8(ascii: "."))
    while rest > 0 {
      unit /= 10
      append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
    }
  }

  /// `12 0 R`
  mutating func append(reference: Int) {
    append(integer: reference)
    append(" 0 R")
  }

  /// A text string: as it is where it is ASCII, else UTF-16 with a byte order mark (7.9.2.2).
  mutating func append(textString: String) {
    if textString.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      append(literal: Array(textString.utf8))
      return
    }
    append("<FEFF")
    for unit in textString.utf16 { append(hexadecimal: unit) }
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
    append(hexadecimalDigit: byte >> 4)
    append(hexadecimalDigit: byte & 15)
  }

  mutating func append(hexadecimal word: UInt16) {
    append(hexadecimal: UInt8(word >> 8))
    append(hexadecimal: UInt8(word & 0xFF))
  }

  private mutating func append(hexadecimalDigit digit: UInt8) { append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
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
