package import SarupSyntax

/// What is wrong with a font file.
package enum FontDefect: Error, Hashable, Sendable {
  case notAFont
  case truncated
  case missingTable(String)
  case variable
  case embeddingForbidden
  case subsettingForbidden
  /// Printing and viewing alone are allowed.
  case editingForbidden
  case outlinesForbidden
  /// Its outlines are of the kind of PostScript, where TrueType ones are wanted.
  case notTrueType
  case collection
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
    case .editingForbidden: "forbids embedding in a file that can be edited (fsType 4, printing and viewing alone)"
    case .outlinesForbidden: "forbids embedding its outlines (fsType)"
    case .notTrueType: "has PostScript outlines, and Word files carry TrueType ones alone"
    case .collection: "is a collection of faces, and Word files carry single ones"
    case .unreadable: "cannot be read"
    }
  }

  var hint: String {
    switch self {
    case .notAFont, .truncated, .missingTable, .unreadable: "Get the file anew, or take it out of the folder."
    case .variable: "Use the static faces of the family, one file for each weight."
    case .notTrueType, .collection: "Get the family as one .ttf file for each face."
    case .embeddingForbidden, .subsettingForbidden, .editingForbidden, .outlinesForbidden:
      "Use a font whose licence allows embedding, such as Sarabun."
    }
  }
}

extension DiagnosticCode {
  package static let fontNotFound: DiagnosticCode = "font-not-found"
  package static let fontStyleMissing: DiagnosticCode = "font-style-missing"
  /// A font that a Word file cannot carry.
  package static let fontNotCarried: DiagnosticCode = "font-not-carried"
  package static let fontRefused: DiagnosticCode = "font-refused"
}
