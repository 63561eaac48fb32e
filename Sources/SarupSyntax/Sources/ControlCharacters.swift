/// Characters that no text may hold: XML 1.0 has no way to write them, and printed they are nothing.
enum ControlCharacters {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00..<0x20, 0x7F, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  static func message(for scalar: Unicode.Scalar) -> String {
    "the control character \(name(of: scalar)) cannot stand in a text"
  }

  static let hint = "Delete it."

  /// `U+001B`.
  static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// The escapes of a text in double quotes (YAML 1.2.2, 5.7).
enum YAMLEscape {
  /// Bytes of an escape, its backslash included, by the character behind the backslash.
  static func length(of character: UInt8) -> Int {
    switch character {
    case UInt8(ascii: "x"): 4
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    default: 2
    }
  }

  /// The character that an escape stands for, as far as it may be a control character.
  static func value(in escape: ArraySlice<UInt8>) -> UInt32? {
    switch escape.dropFirst().first {
    case UInt8(ascii: "0"): 0x00
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "e"): 0x1B
    default: UInt32(String(decoding: escape.dropFirst(2), as: UTF8.self), radix: 16)
    }
  }
}
