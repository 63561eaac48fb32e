internal import SarupSyntax

extension DiagnosticCode {
  // The text language.
  static let unclosedField: DiagnosticCode = "template-unclosed-field"
  static let unclosedOptional: DiagnosticCode = "template-unclosed-optional"
  static let optionalWithoutField: DiagnosticCode = "template-optional-without-field"
  static let nestedTooDeep: DiagnosticCode = "template-nested-too-deep"
  static let unknownField: DiagnosticCode = "template-unknown-field"
  static let unknownFilter: DiagnosticCode = "template-unknown-filter"
  static let filterArgument: DiagnosticCode = "template-filter-argument"
  static let filterMismatch: DiagnosticCode = "template-filter-mismatch"

  // The template's keys.
  static let incomplete: DiagnosticCode = "template-incomplete"
  static let badColor: DiagnosticCode = "template-bad-color"
  static let unknownStyle: DiagnosticCode = "template-unknown-style"
  static let unknownFont: DiagnosticCode = "template-unknown-font"
  static let repeatedSection: DiagnosticCode = "template-repeated-section"
  static let badNumbering: DiagnosticCode = "template-bad-numbering"
  static let styleLoop: DiagnosticCode = "template-style-loop"
  static let baseLoop: DiagnosticCode = "template-base-loop"
  static let templateNotFound: DiagnosticCode = "template-not-found"
  static let noRoom: DiagnosticCode = "template-no-room"

  // Filling.
  static let unsupported: DiagnosticCode = "template-unsupported"
  static let missingField: DiagnosticCode = "template-missing-field"
  static let requiredField: DiagnosticCode = "brief-required-field"
  static let unusedKey: DiagnosticCode = "brief-unused-key"
  static let unprintedField: DiagnosticCode = "brief-unprinted-field"
  static let emptyBrief: DiagnosticCode = "brief-empty"
  static let unsafeLink: DiagnosticCode = "link-unsafe"
  static let unplacedPart: DiagnosticCode = "brief-unplaced-part"
  static let pictureNotFound: DiagnosticCode = "picture-not-found"
  static let pictureFormat: DiagnosticCode = "picture-format"
  static let pictureDamaged: DiagnosticCode = "picture-damaged"
  static let pictureTooLarge: DiagnosticCode = "picture-too-large"
  static let pictureColor: DiagnosticCode = "picture-color"
  static let pictureAlternative: DiagnosticCode = "picture-alternative-missing"
  static let repeatedLabel: DiagnosticCode = "label-repeated"
  static let unknownLabel: DiagnosticCode = "label-unknown"
  static let tableTooWide: DiagnosticCode = "table-too-wide"
  static let numberedCaption: DiagnosticCode = "caption-numbered"
  static let nothingToPrint: DiagnosticCode = "label-without-number"
  static let badFieldValue: DiagnosticCode = "brief-bad-value"
}
