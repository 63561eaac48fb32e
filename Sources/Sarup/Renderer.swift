internal import SarupBrief
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
package import SarupImage
internal import SarupLayout
internal import SarupPDF
public import SarupSyntax
internal import SarupTemplate
public import SarupThai

/// What to make of a brief.
public struct RenderRequest: Sendable {
  /// Kinds of output, in the order in which they come back.
  public var formats: [OutputFormat]
  /// The name of a shipped template or the path of a template file. Without one the brief's own `template` decides, else `brief`.
  public var template: String?
  /// Fields of the brief that take another value, in the order given.
  public var settings: [(key: String, value: String)] = []
  /// Without a value the brief decides, else the template.
  public var digits: DigitMode?
  /// What PDFs declare themselves to be, and whether they carry the brief.
  public var archive = ArchiveLevel.pdfA2a
  /// Fields of the brief that are of use though the template does not print them.
  package var fieldsUsedElsewhere: [String] = []
  /// Hears of the files that the template is read from.
  package var log: FileLog?
  /// Dots per inch of pictures.
  public var resolution = 144.0

  /// A request with the brief's and the template's own settings.
  public init(formats: [OutputFormat]) { self.formats = formats }
}

/// What came of a request: outputs, or the errors that stood in the way; warnings either way.
public struct Rendering: Sendable {
  /// `nil` when the input has errors; nothing is made then.
  public var outputs: [Output]?
  /// Warnings, and errors when there are no outputs.
  public var diagnostics: Diagnostics
  /// The texts that the diagnostics point into.
  public var sources: [SourceText]
  /// The pictures that the outputs show, each once.
  package var pictures: [Picture]
}

/// Renders briefs. One renderer serves a whole process: it keeps faces and templates, and is safe to use from many threads.
public final class Renderer: Sendable {
  private let environment: Environment
  private let templates: TemplateStore
  private let books: FontBooks
  private let hyphenation: Hyphenation
  private let words = SharedWords()

  /// A renderer that looks nowhere but in `environment`.
  public convenience init(_ environment: Environment = Environment()) {
    self.init(environment, keepsTemplateFiles: false)
  }

  /// - Parameter keepsTemplateFiles: Whether a template file is read once for all briefs, and a change of it is not seen.
  package init(_ environment: Environment, keepsTemplateFiles: Bool) {
    self.environment = environment
    templates = TemplateStore(keepsFiles: keepsTemplateFiles)
    books = FontBooks(environment)
    hyphenation = Hyphenation(environment.hyphenation)
  }

  /// All that the outputs of a brief would be made from, as rendering tells it, and no outputs.
  package func ingredients(of input: BriefInput, _ request: RenderRequest) -> Rendering {
    var run = run(request)
    _ = run.document(of: input)
    return Rendering(outputs: nil, diagnostics: run.diagnostics, sources: run.sources, pictures: run.pictures)
  }

  /// Reads, fills and sets a brief once and gives every output asked for.
  public func render(_ input: BriefInput, _ request: RenderRequest) -> Rendering {
    var run = run(request)
    let outputs = run.outputs(of: input)
    return Rendering(outputs: outputs, diagnostics: run.diagnostics, sources: run.sources, pictures: run.pictures)
  }

  func run(_ request: RenderRequest) -> RenderRun {
    RenderRun(
      environment: environment, templates: templates, books: books, hyphenation: hyphenation, words: words,
      request: request)
  }
}
