internal import SarupDocument
internal import SarupOffice

// Values as CSS writes them.

func css(_ value: Double) -> String { decimal(value) }

/// A string in quotes. `<` is escaped as well, so that no name can end the element that the style sheet stands in.
func css(quoted text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\", "<", "\u{0}"..."\u{1F}", "\u{7F}": result += "\\\(String(scalar.value, radix: 16)) "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

func css(_ color: Color) -> String { "#\(color.hexadecimal)" }
