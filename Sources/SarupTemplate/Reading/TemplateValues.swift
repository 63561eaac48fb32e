internal import SarupBrief
internal import SarupSyntax

/// What an office says once for all of its briefs: its name, its address, its logo. A brief that says otherwise is right.
struct TemplateValues: Sendable {
  /// Fields that every brief may have, and keys of the office's own, in their order.
  var texts: [Brief.Extra] = []
  /// A file below the template's folder.
  var logo: Placed<String>?

  /// Fields of a brief that can be said for all of an office's briefs. The title, the day and the text are each brief's own.
  private static let fields: [(name: String, field: any WritableKeyPath<Brief, RichText?> & Sendable)] = [
    ("subtitle", \.subtitle), ("agency", \.agency), ("unit", \.unit), ("number", \.number), ("place", \.place),
    ("subject", \.subject), ("to", \.to), ("from", \.from),
  ]

  /// Keys that lines may name.
  var keys: [String] { texts.map(\.key.value) }

  static let shape = Shape(
    schema: SchemaNode.type(
      "object",
      with: [
        (
          "properties",
          .schemas(
            fields.map { ($0.name, Shape<String>.text.schema.orNull) }
              + [("logo", Shape<String>.text.schema.orNull.described("A picture below the template's folder."))])
        )
      ]), wants: "values by name", hint: "Write keys with their values, such as `agency: ...`."
  ) { node, diagnostics in
    guard let entries = node.mapping else {
      diagnostics.mismatch(
        node, wants: "values by name", hint: "Write keys with their values, such as `agency: ...`.")
      return TemplateValues()
    }
    var values = TemplateValues()
    for entry in entries where !entry.value.isNull {
      if entry.key == "logo" {
        values.logo = Shape<Placed<String>>.name.read(entry.value, &diagnostics)
      } else if check(entry, &diagnostics) {
        values.texts.append(BriefFields.ownKey(entry, reporting: &diagnostics))
      }
    }
    return values
  }

  private static func check(_ entry: Entry, _ diagnostics: inout Diagnostics) -> Bool {
    if fields.contains(where: { $0.name == entry.key }) {
      // The shape reports what is no text.
      return Shape<String>.text.read(entry.value, &diagnostics) != nil
    }
    if FieldScope.briefKeys.contains(entry.key) || ["today", "page", "pages"].contains(entry.key) {
      diagnostics.error(
        .badValue, at: entry.keySpan, "`\(entry.key)` is each brief's own, no value of a template",
        hint: "Values are \(fields.map { "`\($0.name)`" }.joined(separator: ", ")), `logo` and keys of your own.")
      return false
    }
    if let nearest = DidYouMean.mistyped(entry.key, among: fields.map(\.name) + ["logo"]) {
      diagnostics.warning(
        .unknownKey, at: entry.keySpan, "`\(entry.key)` is not a field of a brief", hint: "Did you mean `\(nearest)`?")
    }
    return true
  }

  /// The brief with these values where it says nothing itself.
  func completed(_ brief: Brief) -> Brief {
    if texts.isEmpty { return brief }
    var whole = brief
    for entry in texts {
      if let field = Self.fields.first(where: { $0.name == entry.key.value })?.field {
        if case .text(let text) = entry.value, whole[keyPath: field] == nil { whole[keyPath: field] = text }
      } else if !whole.extra.contains(where: { $0.key.value == entry.key.value }) {
        whole.extra.append(entry)
      }
    }
    return whole
  }
}
