internal import SarupBrief
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
  /// What has been read, bases before what stands on them.
  private var trees: [(link: Link, tree: Node)] = []

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
  ///
  /// Bases come before what stands on them, each once: where two bases of a template share one, what they say goes over it.
  mutating func merged(from first: Link, reporting diagnostics: inout Diagnostics) -> Node? {
    var open: [Link] = []
    guard add(first, below: &open, reporting: &diagnostics) else { return nil }
    guard var result = trees.first?.tree else { return nil }
    for (_, tree) in trees.dropFirst() { result = Self.merge(tree, over: result) }
    return result
  }

  /// Adds a template behind its bases.
  ///
  /// - Parameter open: the templates that lead to it, the first one first.
  private mutating func add(_ link: Link, below open: inout [Link], reporting diagnostics: inout Diagnostics) -> Bool {
    if !sources.contains(where: { $0.id == link.source.id }) { sources.append(link.source) }
    guard let tree = YAML.read(link.source, limits: Self.limits, reporting: &diagnostics) else { return false }
    guard tree.mapping != nil else {
      diagnostics.error(
        .wrongType, at: tree.span,
        tree.isNull ? "the template is empty" : "expected a template, found \(tree.found)",
        hint: "Begin with `name: my-template` and `extends: base`.")
      return false
    }
    guard let names = names(in: tree["extends"], reporting: &diagnostics) else { return false }
    open.append(link)
    for name in names {
      guard let next = find(name.value, from: link, at: name.span, reporting: &diagnostics) else { return false }
      if let start = open.firstIndex(where: { Self.isSame($0, next) }) {
        let names = (open[start...].map(\.name) + [next.name]).joined(separator: " extends ")
        diagnostics.error(
          .baseLoop, at: name.span, "the template extends itself: \(names)",
          hint: "Take this `extends` out, or name a template that stands on its own, such as `base`.")
        return false
      }
      if trees.contains(where: { Self.isSame($0.link, next) }) { continue }
      if open.count + trees.count == Self.longest {
        diagnostics.error(
          .baseLoop, at: name.span, "more than \(Self.longest) templates extend each other",
          hint: "Merge some of them into one.")
        return false
      }
      guard add(next, below: &open, reporting: &diagnostics) else { return false }
    }
    open.removeLast()
    // A name is a template's own; another one that is based on it has its own, or its file's.
    let isBase = !open.isEmpty
    trees.append(
      (link, isBase ? Node(.mapping(tree.mapping?.filter { $0.key != "name" } ?? []), at: tree.span) : tree))
    return true
  }

  /// The names of the bases; `nil` after what stands there instead has been reported.
  private func names(in node: Node?, reporting diagnostics: inout Diagnostics) -> [Placed<String>]? {
    guard let node, !node.isNull else { return [] }
    var names: [Placed<String>] = []
    for item in node.sequence ?? [node] {
      guard let scalar = item.scalar, !scalar.isNull else {
        diagnostics.error(
          .wrongType, at: item.span, "expected the name of a template, found \(item.found)",
          hint: "Write `extends: base`.")
        return nil
      }
      names.append(Placed(scalar.text, at: item.span))
    }
    return names
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
