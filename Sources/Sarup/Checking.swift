internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupLayout
public import SarupSyntax
internal import SarupTemplate

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
  /// with a brief that has every field.
  ///
  /// - Parameter request: The template, settings and digits to check with; its formats do not matter.
  public func check(_ input: BriefInput, _ request: RenderRequest = RenderRequest(formats: [])) -> Checking {
    var run = run(request)
    if InputKind.tell(name: input.name, bytes: input.bytes) == .template {
      run.checkTemplate(input)
    } else {
      run.checkBrief(input)
    }
    return Checking(diagnostics: run.diagnostics, sources: run.sources)
  }
}

extension RenderRun {
  fileprivate mutating func checkBrief(_ input: BriefInput) {
    if let document = document(of: input) {
      let printed = variants[.pdf] ?? document
      let layout = self.layout(printed)
      UnsureLineEnds.check(layout, of: printed, breaks: breaks, reporting: &diagnostics)
      let word = variants[.docx] ?? document
      _ = DOCXWriter.write(word, options: DOCXOptions(pagesOf: layout), reporting: &diagnostics)
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
    let tried = diagnostics.all
    diagnostics = own
    // What the specimen lacks, or has too much of, is no mistake of the template.
    for diagnostic in tried
    where diagnostic.span?.source != Specimen.source.id && diagnostic.code != "template-missing-field" {
      diagnostics.add(diagnostic)
    }
  }
}
