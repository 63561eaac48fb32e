internal import SarupSyntax

/// `sections`: keys that go over those of the body's sections, so that an office that adds a level of numbers does not have to
/// write the whole body anew.
enum SectionOverrides {
  /// What the keys may be, for the schema; they are read where they end up, in the body.
  static let shape: Shape<Void> = {
    let record = Record<Void>(
      wants: "keys of sections by their names",
      fields: SectionDraft.variants.filter { !isList($0.name) }.map { variant in
        Field(variant.name, variant.summary, variant.shape) { _, _ in }
      })
    return Shape(schema: record.schema, wants: record.wants, hint: record.hint) { node, diagnostics in
      if node.mapping == nil { diagnostics.mismatch(node, wants: record.wants, hint: record.hint) }
    }
  }()

  /// Sections that are lists of lines, and may stand more than once.
  private static func isList(_ name: String) -> Bool { ["header", "lines"].contains(name) }

  /// The tree with its `sections` merged into its `body`.
  static func apply(_ tree: Node, reporting diagnostics: inout Diagnostics) -> Node {
    guard let overrides = tree["sections"]?.mapping, let entries = tree.mapping, let body = tree["body"],
      var items = body.sequence
    else { return tree }
    for entry in overrides {
      let names = items.compactMap(name)
      guard !isList(entry.key), let index = items.firstIndex(where: { name(of: $0) == entry.key }) else {
        report(entry, among: names, to: &diagnostics)
        continue
      }
      if entry.value.isNull {
        items.remove(at: index)
        continue
      }
      let inherited = items[index].mapping?.first?.value
      let value = inherited.map { InheritanceChain.merge(entry.value, over: $0) } ?? entry.value
      items[index] = Node(
        .mapping([Entry(key: entry.key, keySpan: entry.keySpan, value: value)]), at: items[index].span)
    }
    let merged = Node(.sequence(items), at: body.span)
    return Node(
      .mapping(
        entries.map { $0.key == "body" ? Entry(key: $0.key, keySpan: $0.keySpan, value: merged) : $0 }), at: tree.span)
  }

  /// What a section of a body is called; `nil` for one that is none.
  private static func name(of node: Node) -> String? { node.mapping?.first?.key ?? node.scalar?.text }

  private static func report(_ entry: Entry, among names: [String], to diagnostics: inout Diagnostics) {
    if isList(entry.key) {
      diagnostics.error(
        .noSection, at: entry.keySpan, "`\(entry.key)` is a list of lines, which `sections` cannot change",
        hint: "Write the whole `body` with the lines that you want.")
      return
    }
    let known = SectionDraft.variants.map(\.name).filter { !isList($0) }
    if !known.contains(entry.key) {
      let nearest = DidYouMean.nearest(to: entry.key, among: known).map { "Did you mean `\($0)`?" }
      diagnostics.error(
        .unknownKey, at: entry.keySpan, "`\(Excerpt.of(entry.key))` is not a section",
        hint: nearest ?? "Sections are \(known.map { "`\($0)`" }.joined(separator: ", ")).")
    } else if !entry.value.isNull {
      diagnostics.error(
        .noSection, at: entry.keySpan, "the body has no section `\(entry.key)`",
        hint: names.isEmpty ? "Write it into `body`." : "It has \(names.map { "`\($0)`" }.joined(separator: ", ")).")
    }
  }
}
