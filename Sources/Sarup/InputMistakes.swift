// Files that are not what they are given for, in words that say what they are.

internal import SarupCheck
internal import SarupSyntax

extension RenderRun {
  /// Whether the input can be read as a brief; if not, what it is has been reported.
  mutating func isBrief(_ input: Brief) -> Bool {
    switch InputKind.tell(name: input.name, bytes: input.bytes) {
    case .brief: return true
    case .empty:
      diagnostics.error(
        "input-empty", at: nil, "\(shown(input.name)) is empty",
        hint: "`sarup new FOLDER` writes a brief to start from.")
    case .template:
      // Data that came with a notation is taken at its word.
      if input.format == .json { return true }
      diagnostics.error(
        "input-kind", at: nil, "\(shown(input.name)) is a template, not a brief",
        hint: "Give it behind --template, beside a brief; or look for mistakes in it with `sarup check`.")
    case .foreign(let kind):
      diagnostics.error(
        "input-kind", at: nil, "\(shown(input.name)) is \(kind.name), not a brief",
        hint: kind.isDocument
          ? "A brief is Markdown, YAML or JSON. Save the text as plain text: `sarup import` makes a brief of it."
          : "A brief is Markdown, YAML or JSON.")
    }
    return false
  }

  /// Whether a file that was named as a template can be read as one; if not, what it is has been reported.
  mutating func isTemplate(_ path: String, _ bytes: [UInt8]) -> Bool {
    let hint = "A template is a YAML file; `sarup templates brief` prints one to start from."
    switch InputKind.tell(name: path, bytes: bytes) {
    case .template: return true
    case .empty: diagnostics.error("input-empty", at: nil, "\(path) is empty", hint: hint)
    case .foreign(let kind):
      diagnostics.error("input-kind", at: nil, "\(path) is \(kind.name), not a template", hint: hint)
    case .brief:
      // A YAML file that tells nothing is read, so that its mistakes are shown in it.
      if isYAML(path), !InputKind.isSurelyBrief(bytes) { return true }
      diagnostics.error("input-kind", at: nil, "\(path) is a brief, not a template", hint: hint)
    }
    return false
  }

  /// A template that the caller named and that cannot be read.
  mutating func report(_ error: FileError) {
    let name = error.path
    let shipped = ShippedTemplates.all.map(\.name)
    let what: String
    switch error.reason {
    case .notFound: what = "there is no template \(name)"
    case .isFolder: what = "\(name) is a folder, not a template"
    case .denied: what = "the template \(name) may not be read"
    case .outsideRoot, .other: what = "the template \(name) cannot be read"
    case .tooLarge(let limit): what = "the template \(name) is larger than \(limit >> 20) MiB"
    }
    let folder = SystemFiles.folder(of: name)
    let beside = (try? SystemFiles.names(in: folder))?.filter(isYAML) ?? []
    let file = name.split(separator: "/").last.map(String.init) ?? name
    var hints: [String] = []
    if let near = DidYouMean.nearest(to: name, among: shipped) {
      hints.append("Did you mean `\(near)`?")
    } else if let near = DidYouMean.nearest(to: file, among: beside) {
      hints.append("Did you mean `\(folder == "." ? near : "\(folder)/\(near)")`?")
    }
    hints.append("Templates that ship: \(shipped.joined(separator: ", ")). Or give the path of a template file.")
    diagnostics.add(Diagnostic(.error, "template-not-found", at: nil, what, hints: hints))
  }

  private func shown(_ name: String) -> String { name == "-" ? "standard input" : name }

  private func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}
