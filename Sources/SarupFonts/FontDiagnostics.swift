package import SarupSyntax

/// What is wrong with a font file.
package enum FontDefect: Error, Hashable, Sendable {
  case notAFont
  case truncated
  case missingTable(String)
  case variable
  case embeddingForbidden
  case subsettingForbidden
  case unreadable

  /// A clause to follow the file's name.
  var clause: String {
    switch self {
    case .notAFont: "is not a TrueType or OpenType font"
    case .truncated: "is cut short: a table reaches behind the end of the file"
    case .missingTable(let name): "has no usable table `\(name)`"
    case .variable: "is a variable font, which cannot be embedded as it looks"
    case .embeddingForbidden: "forbids embedding (fsType 2)"
    case .subsettingForbidden: "forbids embedding a subset of its outlines (fsType)"
    case .unreadable: "cannot be read"
    }
  }

  var hint: String {
    switch self {
    case .notAFont, .truncated, .missingTable, .unreadable: "Get the file anew, or take it out of the folder."
    case .variable: "Use the static faces of the family, one file for each weight."
    case .embeddingForbidden, .subsettingForbidden: "Use a font whose licence allows embedding, such as Sarabun."
    }
  }
}

extension DiagnosticCode {
  package static let fontNotFound: DiagnosticCode = "font-not-found"
  package static let fontStyleMissing: DiagnosticCode = "font-style-missing"
  package static let fontRefused: DiagnosticCode = "font-refused"
}
