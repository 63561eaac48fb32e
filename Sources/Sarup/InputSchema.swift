internal import SarupBrief
internal import SarupSyntax
internal import SarupTemplate

/// What may be written in an input, as a JSON Schema (2020-12): editors complete keys by it and mark mistakes while one types.
public enum InputSchema: String, Sendable, CaseIterable {
  /// The fields of a brief, in YAML, in JSON, or between the `---` lines of a Markdown text.
  case brief
  /// A template.
  case template

  /// The schema, made from the same declarations that the readers read by.
  public var text: String {
    switch self {
    case .brief: BriefFields.schemaText
    case .template: TemplateReader.schema.document(title: "A template")
    }
  }
}
