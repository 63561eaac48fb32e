internal import SarupSyntax

/// Follows `extends` from a template to its bases and merges their trees key by key.
///
/// The merged tree keeps each node's own place, so that a mistake in a base is shown in the base.
struct InheritanceChain {
  /// One template of the chain.
  struct Link {
    /// Below the library's folder; `nil` for one that ships.
    var path: String?
    var source: SourceText
    /// How messages speak of it.
    var name: String { source.name }
  }

  let library: TemplateLibrary
  private(set) var sources: [SourceText] = []

  /// Longer chains are a mistake that only looks like none.
  private static let longest = 16

  /// Templates are short; merging compares the keys of two of them.
  private static var limits: InputLimits {
    var limits = InputLimits()
    limits.bytes = TemplateLibrary.largestTemplate
    limits.nodes = 10_000
    return limits
  }

  init(library: TemplateLibrary) { self.library = library }

  /// The tree of a template with everything it inherits; `nil` when one of the chain cannot be read.
  mutating func merged(from first: Link, reporting diagnostics: inout Diagnostics) -> Node? {
    var links = [first]
    var trees: [Node] = []
    while let link = links.last {
      if !sources.contains(where: { $0.id == link.source.id }) { sources.append(link.source) }
      guard let tree = YAML.read(link.source, limits: Self.limits, reporting: &diagnostics) else { return nil }
      guard tree.mapping != nil else {
        diagnostics.error(
          .wrongType, at: tree.span,
          tree.isNull ? "the template is empty" : "expected a template, found \(tree.found)",
          hint: "Begin with `name: my-template` and `extends: base`.")
        return nil
      }
      // A name is a template's own; another one that is based on it has its own, or its file's.
      let isBase = !trees.isEmpty
      trees.append(isBase ? Node(.mapping(tree.mapping?.filter { $0.key != "name" } ?? []), at: tree.span) : tree)
      guard let base = tree["extends"], !base.isNull else { break }
      guard let name = base.scalar?.text else {
        diagnostics.error(
          .wrongType, at: base.span, "expected the name of a template, found \(base.found)",
          hint: "Write `extends: base`.")
        return nil
      }
      guard let next = find(name, from: link, at: base.span, reporting: &diagnostics) else { return nil }
      if let start = links.firstIndex(where: { Self.isSame($0, next) }) {
        let names = (links[start...].map(\.name) + [next.name]).joined(separator: " extends ")
        diagnostics.error(
          .baseLoop, at: base.span, "the template extends itself: \(names)",
          hint: "Take this `extends` out, or name a template that stands on its own, such as `base`.")
        return nil
      }
      if links.count == Self.longest {
        diagnostics.error(
          .baseLoop, at: base.span, "more than \(Self.longest) templates extend each other",
          hint: "Merge some of them into one.")
        return nil
      }
      links.append(next)
    }
    var result = trees.removeLast()
    while let tree = trees.popLast() { result = Self.merge(tree, over: result) }
    return result
  }

  // MARK: - Finding

  /// The template of a name: first among those that ship, then in the folder of the one that names it. A name with an
  /// ending is a file; without one, `.yaml` is put behind it.
  mutating func find(
    _ name: String, from link: Link?, at span: Span?, reporting diagnostics: inout Diagnostics
  ) -> Link? {
    let hasEnding = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    if !hasEnding, let shipped = library.shipped.first(where: { $0.name == name }) {
      return Link(path: nil, source: shipped.source)
    }
    // A template that ships extends others that ship; it has no folder.
    if let link, link.path == nil {
      report(name, .notFound, at: span, to: &diagnostics)
      return nil
    }
    let path = Self.path(hasEnding ? name : name + ".yaml", beside: link?.path ?? "")
    do throws(FileError) {
      let bytes = try library.files.read(path, limit: TemplateLibrary.largestTemplate)
      let shown = library.folder.isEmpty ? path : library.folder + "/" + path
      let decoded = SourceText.decode(name: shown, bytes: bytes, reporting: &diagnostics)
      sources.append(decoded.source)
      return decoded.isValid ? Link(path: path, source: decoded.source) : nil
    } catch {
      report(name, error.reason, at: span, to: &diagnostics)
      return nil
    }
  }

  private func report(_ name: String, _ reason: FileError.Reason, at span: Span?, to diagnostics: inout Diagnostics) {
    let names = library.shipped.map(\.name)
    let why: String
    switch reason {
    case .notFound: why = "there is no template `\(name)`"
    case .isFolder: why = "`\(name)` is a folder, not a template"
    case .denied: why = "the template `\(name)` may not be read"
    case .outsideRoot: why = "the template `\(name)` stands outside the folder that templates may be read from"
    case .tooLarge(let limit): why = "the template `\(name)` has more than \(limit) bytes"
    case .other(let words): why = "the template `\(name)` cannot be read: \(words)"
    }
    if reason == .outsideRoot {
      diagnostics.error(
        .templateNotFound, at: span, why,
        hint:
          "Copy it into the folder of the file that names it, or below; or give a brief its template with `--template`."
      )
      return
    }
    let suggestion = DidYouMean.nearest(to: name, among: names).map { "Did you mean `\($0)`? " } ?? ""
    diagnostics.error(
      .templateNotFound, at: span, why,
      hint:
        "\(suggestion)Shipped are \(names.map { "`\($0)`" }.joined(separator: ", ")); write a file of your own with its ending, as `office.yaml`."
    )
  }

  /// A path beside another one. What leads out of the root is left for the file access to refuse.
  private static func path(_ name: String, beside other: String) -> String {
    if name.hasPrefix("/") { return name }
    var parts = other.split(separator: "/").dropLast().map(String.init)
    for part in name.split(separator: "/") {
      switch part {
      case ".": break
      case ".." where !parts.isEmpty && parts.last != "..": parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func isSame(_ left: Link, _ right: Link) -> Bool {
    left.source.id == right.source.id || (left.path != nil && left.path != "" && left.path == right.path)
  }

  // MARK: - Merging

  /// A tree over the one it extends: mappings key by key, everything else replaced as a whole. A null takes a key away, since
  /// readers take it for no key at all.
  ///
  /// Its recursion is as deep as a tree may be, ``InputLimits/depth``.
  static func merge(_ tree: Node, over base: Node) -> Node {
    guard let entries = tree.mapping, let inherited = base.mapping else { return tree }
    var result: [Entry] = []
    for entry in inherited {
      guard let own = entries.first(where: { $0.key == entry.key }) else {
        if entry.key != "extends" { result.append(entry) }
        continue
      }
      result.append(Entry(key: own.key, keySpan: own.keySpan, value: merge(own.value, over: entry.value)))
    }
    for entry in entries where !inherited.contains(where: { $0.key == entry.key }) { result.append(entry) }
    return Node(.mapping(result), at: tree.span)
  }
}
