internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupDocument
internal import SarupLayout
public import SarupSyntax
internal import SarupTemplate

/// What a check of a brief or a template has found.
public struct Checking: Sendable {
  /// In the order in which they were found.
  public var diagnostics: Diagnostics
  /// The texts that the diagnostics point into.
  public var sources: [SourceText]
  /// What the rules about typing have found; the diagnostics tell it too.
  var lints: [Lints.Finding] = []
}

extension Renderer {
  /// Reads, fills and sets a brief and writes nothing: everything that rendering would say is found, and mistakes of typing
  /// that rendering lets pass.
  ///
  /// A file that is no brief is taken for what it is. A YAML file whose keys are those of a template is checked as one. A Word file,
  /// whichever program wrote it, is looked at for what keeps Word from opening it, leads nowhere, or makes Word take Thai for something
  /// else; places in it are lines of one paragraph each.
  ///
  /// - Parameters:
  ///   - brief: A brief, or another file of unknown kind.
  ///   - request: The template, settings and digits to check with; its formats do not matter.
  public func check(_ brief: Brief, _ request: RenderRequest = RenderRequest(formats: [])) -> Checking {
    check(brief, request, LintSelection())
  }

  /// Reads a template, with those it stands on, and tries it with a brief that has every field.
  public func check(_ template: Template) -> Checking {
    var run = run(RenderRequest(formats: []))
    run.checkTemplate(template)
    return Checking(diagnostics: run.diagnostics, sources: run.sources)
  }

  /// - Parameter selection: Which rules about typing are asked, beside what brief and template say of it.
  package func check(_ input: Brief, _ request: RenderRequest, _ selection: LintSelection) -> Checking {
    let kind = InputKind.tell(name: input.name, bytes: input.bytes)
    if kind == .foreign(.word) {
      var diagnostics = Diagnostics()
      let sources = WordLint.check(input.bytes, name: input.name, reporting: &diagnostics)
      return Checking(diagnostics: diagnostics, sources: sources)
    }
    var run = run(request)
    var lints: [Lints.Finding] = []
    if kind == .template {
      var template = Template(name: input.name, bytes: input.bytes, files: input.files)
      template.encoding = input.encoding
      run.checkTemplate(template)
    } else {
      lints = run.checkBrief(input, selection)
    }
    return Checking(diagnostics: run.diagnostics, sources: run.sources, lints: lints)
  }
}

extension RenderRun {
  fileprivate mutating func checkBrief(_ input: Brief, _ selection: LintSelection) -> [Lints.Finding] {
    let document = document(of: input)
    let rules = selection.rules(off: (brief?.lint.off ?? []) + (template?.lint.off ?? []))
    if let document {
      let printed = variants[.pdf] ?? document
      let layout = self.layout(printed)
      if rules.contains(.lineEnd) {
        UnsureLineEnds.check(layout, of: printed, breaks: breaks, reporting: &diagnostics)
      }
      if rules.contains(.lineLoose) {
        LooseLines.check(layout, of: printed, breaks: breaks, reporting: &diagnostics)
      }
      let word = variants[.docx] ?? document
      checkCatchword(of: word)
      Contrast.checkBackground(of: printed, reporting: &diagnostics)
      _ = DOCXWriter.write(word, options: DOCXOptions(pagesOf: layout), reporting: &diagnostics)
    }
    var lints: [Lints.Finding] = []
    if let brief {
      lints = Lints.findings(in: brief, rules: rules)
    } else if let source = sources.first(where: { $0.name == input.name }) {
      // The first source is the brief, whenever it is a text at all.
      lints = Lints.findings(in: source, rules: rules)
    }
    for lint in lints { diagnostics.add(lint.diagnostic) }
    return lints
  }

  fileprivate mutating func checkTemplate(_ named: Template) {
    guard let template = template(named), let specimen = Specimen.read() else { return }
    let own = diagnostics
    diagnostics = Diagnostics()
    let document = fill(specimen, into: template)
    _ = layout(document)
    checkCatchword(of: document)
    Contrast.checkBackground(of: document, reporting: &diagnostics)
    let tried = diagnostics.all
    let web = template.variant(for: .html).map { fill(specimen, into: $0) } ?? document
    diagnostics = own
    checkLook(of: web)
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

  /// Web pages have no sheets before they are printed, and few browsers print what lies behind them.
  private mutating func checkLook(of document: Document) {
    guard let span = document.page.lookSpan else { return }
    diagnostics.warning(
      "page-look-in-print", at: span,
      "web pages show the border and the picture of the page only on paper, and only Chromium and its kin do so",
      hint: "Leave it out for web pages with `outputs: {html: {page: {border: 0, background: null}}}`.")
  }
}
