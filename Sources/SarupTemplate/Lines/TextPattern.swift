internal import SarupSyntax
internal import SarupThai

/// A line of a template: text with `{{fields}}` and `[optional parts]`, parsed once and filled for every brief.
struct TextPattern: Sendable {
  indirect enum Piece: Sendable {
    case text([UInt8])
    case field(FieldReference)
    /// Vanishes as a whole when a field that stands directly in it is missing.
    case optional([Piece])
  }

  var pieces: [Piece]

  /// Every field of the line, in its order, optional parts included.
  var fields: [FieldReference] {
    var found: [FieldReference] = []
    Self.collect(pieces, into: &found)
    return found
  }

  private static func collect(_ pieces: [Piece], into found: inout [FieldReference]) {
    for piece in pieces {
      switch piece {
      case .text: break
      case .field(let field): found.append(field)
      case .optional(let inner): collect(inner, into: &found)
      }
    }
  }
}

/// `{{venue.name | default: ไม่ระบุ}}`
struct FieldReference: Sendable {
  /// Names separated by dots: the later ones reach into records of the brief's own keys.
  var path: [String]
  var filters: [Filter]
  /// From the first brace to the last.
  var span: Span?

  var name: String { path.joined(separator: ".") }
}

/// What changes a field's value on its way into a line.
enum Filter: Sendable, Equatable {
  case date(DateForm)
  /// `nil`: the digits of the document.
  case digits(DigitMode?)
  /// What stands in for a missing value.
  case fallback(String)
  /// What stands between the values of a list.
  case join(String)
  /// Latin letters to capitals.
  case upper
  /// Commas between thousands.
  case number
  /// An amount of money in Thai words.
  case amount
}
