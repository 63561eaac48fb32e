internal import SarupSyntax

/// A kind of output that a template may have keys of its own for. Pictures of pages follow the PDF.
package enum OutputKind: String, Sendable, CaseIterable {
  case pdf, docx, odt, html

  fileprivate var summary: String {
    switch self {
    case .pdf: "PDFs, and pictures of their pages."
    case .docx: "Word files."
    case .odt: "OpenDocument texts."
    case .html: "Web pages."
    }
  }
}

/// `outputs`: keys that go over those of the template for one kind of output.
enum OutputOverrides {
  /// Keys of the whole template, which say what it is and stands on and not how a document looks.
  private static let ofTheWhole = ["name", "extends", "outputs", "values", "fields", "language", "lint"]

  /// What the keys may be, for the schema; they are read where they end up, in the template of each output.
  static func shape(of fields: [Field<TemplateDraft>]) -> Shape<Void> {
    let inner = Record<TemplateDraft>(
      wants: "keys of a template", fields: fields.filter { !ofTheWhole.contains($0.name) })
    let keys = Shape<Void>.named("output", wants: inner.wants, hint: inner.hint) {
      Shape(schema: inner.schema, wants: inner.wants, hint: inner.hint) { _, _ in () }
    }
    let record = Record<Void>(
      wants: "keys of a template by kinds of output",
      fields: OutputKind.allCases.map { kind in Field(kind.rawValue, kind.summary, keys) { _, _ in } })
    return Shape(schema: record.schema, wants: record.wants, hint: record.hint) { node, diagnostics in
      var nothing: Void = ()
      _ = record.read(node, into: &nothing, &diagnostics)
      for output in node.mapping ?? [] {
        if !output.value.isNull, output.value.mapping == nil {
          diagnostics.mismatch(output.value, wants: inner.wants, hint: inner.hint)
        }
        for entry in output.value.mapping ?? [] where ofTheWhole.contains(entry.key) {
          diagnostics.error(
            .unknownKey, at: entry.keySpan, "`\(entry.key)` is the same for all outputs",
            hint: "Write it at the top of the template.")
        }
      }
    }
  }

  /// The whole template as it is for each kind of output that has keys of its own.
  static func trees(of tree: Node) -> [(kind: OutputKind, tree: Node)] {
    guard let outputs = tree["outputs"]?.mapping, let entries = tree.mapping else { return [] }
    let rest = Node(.mapping(entries.filter { $0.key != "outputs" }), at: tree.span)
    return outputs.compactMap { output in
      guard let kind = OutputKind(rawValue: output.key), let keys = output.value.mapping else { return nil }
      let own = keys.filter { !ofTheWhole.contains($0.key) }
      return (kind, InheritanceChain.merge(Node(.mapping(own), at: tree.span), over: rest))
    }
  }
}
