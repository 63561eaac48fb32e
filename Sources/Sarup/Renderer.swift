internal import SarupBrief
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
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
}

/// Renders briefs. One renderer serves a whole process: it keeps faces and templates, and is safe to use from many threads.
public final class Renderer: Sendable {
  private let environment: Environment
  private let templates = TemplateStore()
  private let books: FontBooks
  private let hyphenation: Hyphenation

  /// A renderer that looks nowhere but in `environment`.
  public init(_ environment: Environment = Environment()) {
    self.environment = environment
    books = FontBooks(environment)
    hyphenation = Hyphenation(environment.hyphenation)
  }

  /// Reads, fills and sets a brief once and gives every output asked for.
  public func render(_ input: BriefInput, _ request: RenderRequest) -> Rendering {
    var run = run(request)
    let outputs = run.outputs(of: input)
    return Rendering(outputs: outputs, diagnostics: run.diagnostics, sources: run.sources)
  }

  func run(_ request: RenderRequest) -> RenderRun {
    RenderRun(
      environment: environment, templates: templates, books: books, hyphenation: hyphenation, request: request)
  }
}
