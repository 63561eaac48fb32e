internal import SarupSyntax

/// What cannot be brought into a brief, told once a kind: at its first place, with how many there are.
struct WordLosses {
  private var kinds: [(code: DiagnosticCode, message: String, hint: String, span: Span?, count: Int)] = []

  /// - Parameter message: A clause about one of them.
  mutating func add(_ code: DiagnosticCode, _ message: String, hint: String, at span: Span?) {
    if let known = kinds.firstIndex(where: { $0.code == code && $0.message == message }) {
      kinds[known].count += 1
    } else {
      kinds.append((code, message, hint, span, 1))
    }
  }

  func report(to diagnostics: inout Diagnostics) {
    for kind in kinds {
      let more = kind.count > 1 ? " (\(kind.count) places, the first one here)" : ""
      diagnostics.warning(kind.code, at: kind.span, kind.message + more, hint: kind.hint)
    }
  }
}

extension DiagnosticCode {
  static let importForeign: DiagnosticCode = "word-import-foreign"
  static let importLook: DiagnosticCode = "word-import-look"
  static let importLost: DiagnosticCode = "word-import-lost"
  static let importChanges: DiagnosticCode = "word-import-changes"
  static let importComments: DiagnosticCode = "word-import-comments"
  static let importField: DiagnosticCode = "word-import-field"
  static let importTemplate: DiagnosticCode = "word-import-template"
  static let importCredit: DiagnosticCode = "word-import-credit"
  static let importPicture: DiagnosticCode = "word-import-picture"
}
