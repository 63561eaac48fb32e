internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupDocument
internal import SarupLayout
public import SarupSyntax

/// What a check of a brief or a template has found.
public struct Checking: Sendable {
  /// In the order in which they were found.
  public var diagnostics: Diagnostics
  /// The texts that the diagnostics point into.
  public var sources: [SourceText]
}

extension Renderer {
  /// Reads, fills and sets a brief and writes nothing: everything that rendering would say is found, and mistakes of typing
  /// that rendering lets pass. A YAML file whose keys are those of a template is checked as a template: it is read, and tried
  /// with a brief that has every field. A Word file, whichever program wrote it, is looked at for what keeps Word from opening it,
  /// leads nowhere, or makes Word take Thai for something else; places in it are lines of one paragraph each.
  ///
  /// - Parameters:
  ///   - input: A brief or a template.
  ///   - request: The template, settings and digits to check with; its formats do not matter.
  public func check(_ input: BriefInput, _ request: RenderRequest = RenderRequest(formats: [])) -> Checking {
    let kind = InputKind.tell(name: input.name, bytes: input.bytes)
    if kind == .foreign(.word) {
      var diagnostics = Diagnostics()
      let sources = WordLint.check(input.bytes, name: input.name, reporting: &diagnostics)
      return Checking(diagnostics: diagnostics, sources: sources)
    }
    var run = run(request)
    if kind == .template { run.checkTemplate(input) } else { run.checkBrief(input) }
    return Checking(diagnostics: run.diagnostics, sources: run.sources)
  }
}

extension RenderRun {
  fileprivate mutating func checkBrief(_ input: BriefInput) {
    if let document = document(of: input) {
      let layout = self.layout(document)
      UnsureLineEnds.check(layout, of: document, breaks: breaks, reporting: &diagnostics)
      checkCatchword(of: document)
      _ = DOCXWriter.write(document, options: DOCXOptions(pagesOf: layout), reporting: &diagnostics)
    }
    // The first source is the brief, whenever it is a text at all.
    if let source = sources.first(where: { $0.name == input.name }) {
      TypingLints.check(source, reporting: &diagnostics)
    }
  }

  fileprivate mutating func checkTemplate(_ input: BriefInput) {
    guard let template = template(from: input), let specimen = Specimen.read() else { return }
    let own = diagnostics
    diagnostics = Diagnostics()
    let document = fill(specimen, into: template)
    _ = layout(document)
    checkCatchword(of: document)
    let tried = diagnostics.all
    diagnostics = own
    // What the specimen lacks, or has too much of, is no mistake of the template.
    for diagnostic in tried
    where diagnostic.span?.source != Specimen.source.id && diagnostic.code != "template-missing-field" {
      diagnostics.add(diagnostic)
    }
  }

  /// Only pages that are set know what the next one begins with.
  private mutating func checkCatchword(of document: Document) {
    guard document.page.catchwordStyle != nil else { return }
    diagnostics.warning(
      "catchword-pages-only", at: document.page.catchwordSpan,
      "the catchword stands in PDF and pictures alone: Word, OpenDocument and web pages cannot have it",
      hint: "Leave `catchword` out where the document is handed on as a Word file.")
  }
}
