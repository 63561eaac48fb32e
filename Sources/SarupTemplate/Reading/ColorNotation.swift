internal import SarupDocument
internal import SarupSyntax

extension Shape where Value == Color {
  static let color: Shape = {
    let wants = "a colour such as `\"#1a2b3c\"`"
    let schema = SchemaNode.type("string", with: [("pattern", .text("^#([0-9a-fA-F]{3}){1,2}$|^black$|^white$"))])
    let hint = "Write red, green and blue in hexadecimal, in quotes; or black, or white."
    return Shape(schema: schema, wants: wants, hint: hint) { node, diagnostics in
      if let color = node.scalar.flatMap({ Color(notation: $0.text) }) { return color }
      diagnostics.error(.badColor, at: node.span, "expected \(wants), found \(node.found)", hint: hint)
      return nil
    }
  }()
}

extension Color {
  /// `#1a2b3c`, `#abc`, `black` or `white`.
  init?(notation text: String) {
    switch text {
    case "black": self = .black
    case "white": self.init(red: 255, green: 255, blue: 255)
    default:
      guard text.utf8.first == UInt8(ascii: "#") else { return nil }
      var values: [UInt8] = []
      for digit in text.utf8.dropFirst() {
        guard let value = Self.hexadecimal(digit) else { return nil }
        values.append(value)
      }
      switch values.count {
      case 3: self.init(red: values[0] * 17, green: values[1] * 17, blue: values[2] * 17)
      case 6:
        self.init(
          red: values[0] << 4 | values[1], green: values[2] << 4 | values[3], blue: values[4] << 4 | values[5])
      default: return nil
      }
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
