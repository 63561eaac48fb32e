/// Writes scalars of YAML 1.2 that read back to the same text.
enum YAMLText {
  /// A scalar without quotes where that is safe beyond doubt, else in double quotes.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// Letters at both ends and nothing between that means something to YAML; no number, truth value or null.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isLetter(first),
      last != " ", text.utf8.count > longestReserved || !reserved.contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20, 0x28...0x29, 0x2B, 0x2D...0x39, 0x3B, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x0E01...0x0E5B: true
      // Quotation marks and dashes of running text.
      case 0x2013...0x2014, 0x2018...0x201D: true
      case 0x26, 0x2F: true
      default: false
      }
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x0E01...0x0E2E, 0x0E40...0x0E44: true
    default: false
    }
  }

  private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
  private static let longestReserved = 5

  /// Escapes by YAML 1.2, 5.7. The line breaks of Unicode and what no stream may hold are escaped as well.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x09: result += "\\t"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x00...0x1F, 0x7F...0xA0: result += "\\x" + hex(scalar.value, 2)
      case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: result += "\\u" + hex(scalar.value, 4)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
