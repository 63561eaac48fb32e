internal import CResources

/// The templates that ship with Sarup.
package enum BundledTemplates {
  /// Every shipped template with its name, in the order in which they are listed.
  package static let all: [(name: String, data: Resource)] = [
    ("base", Resource(sarup_template_base)),
    ("brief", Resource(sarup_template_brief)),
    ("brief-en", Resource(sarup_template_brief_en)),
    ("memo", Resource(sarup_template_memo)),
    ("letter", Resource(sarup_template_letter)),
    ("announcement", Resource(sarup_template_announcement)),
    ("press", Resource(sarup_template_press)),
    ("minutes", Resource(sarup_template_minutes)),
  ]
}
