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
  /// Without one the brief's own `template` decides, else `brief`.
  public var template: Template?
  /// Fields of the brief that take another value, in the order given.
  public var settings: [(key: String, value: String)] = []
  /// Without a value the brief decides, else the template.
  public var digits: DigitMode?
  /// What PDFs declare themselves to be, and whether they carry the brief.
  public var archive = ArchiveLevel.pdfA2a
  /// Fields of the brief that are of use though the template does not print them.
  package var fieldsUsedElsewhere: [String] = []
  /// The office's own Word file that Word files are made upon; other outputs do not take it on.
  public var letterhead: LetterheadFile?
  /// Whether Word files carry their fonts, so that they look the same where those are not installed: whole faces, about 45 kB each. A
  /// family that is not at hand gives way to one of the template that is. Default: they name their fonts.
  public var embedsFonts = false
  /// The day of the document where the brief gives none, in place of the environment's.
  package var day: CalendarDay?
  /// Pixels that a picture of a page may have; a page that would have more is an error.
  package var mostPixels = Int.max
  /// Hears of the files that the template is read from.
  package var log: FileLog?
  /// Dots per inch of pictures.
  public var resolution = 144.0
  /// Who hears of the rendering while it goes on, and may end it.
  public var control = RenderControl()

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
  /// Whether ``RenderControl/isCancelled`` ended it; there are no outputs then.
  public var wasCancelled = false
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
  private let pictures = PictureMemory()
  private let last: LastRendering?

  /// A renderer that looks nowhere but in `environment`.
  public convenience init(_ environment: Environment = Environment()) {
    self.init(environment, keepsTemplateFiles: false)
  }

  /// - Parameters:
  ///   - keepsTemplateFiles: Whether a template file is read once for all briefs, and a change of it is not seen.
  ///   - folder: Templates that briefs may name beside those that ship.
  ///   - keepsLast: Whether it keeps what the last rendering was made from, since the next one will be much the same. What comes out does
  ///     not depend on it.
  package init(
    _ environment: Environment, keepsTemplateFiles: Bool, templates folder: TemplateFolder? = nil,
    keepsLast: Bool = false
  ) {
    self.environment = environment
    last = keepsLast ? LastRendering() : nil
    templates = TemplateStore(keepsFiles: keepsTemplateFiles, folder: folder)
    books = FontBooks(environment)
    hyphenation = Hyphenation(environment.hyphenation)
  }

  /// All that the outputs of a brief would be made from, as rendering tells it, and no outputs.
  package func ingredients(of brief: Brief, _ request: RenderRequest) -> Rendering {
    var run = run(request)
    _ = run.document(of: brief)
    return Rendering(outputs: nil, diagnostics: run.diagnostics, sources: run.sources, pictures: run.pictures)
  }

  /// Reads, fills and sets a brief once and gives every output asked for.
  public func render(_ brief: Brief, _ request: RenderRequest) -> Rendering {
    var run = run(request)
    let outputs = run.outputs(of: brief)
    return run.rendering(outputs)
  }

  /// Renders to a writer that takes each output in pieces, as they are made: a PDF about every 32 KiB, pictures of pages one by one, other
  /// kinds at once. Nothing comes of a brief with errors. Where an error shows only later, such as a damaged picture, or the caller ends
  /// the rendering, ``Rendering/outputs`` is `nil`, and the pieces that came are to be dropped.
  ///
  /// - Parameters:
  ///   - brief: What is rendered.
  ///   - request: What to make of it.
  ///   - body: Takes the next piece. What it throws ends the rendering.
  /// - Returns: Diagnostics and sources; outputs without their bytes, which have gone to the writer.
  public func render<Failure: Error>(
    _ brief: Brief, _ request: RenderRequest, pieces body: (OutputPiece) throws(Failure) -> Void
  ) throws(Failure) -> Rendering {
    var run = run(request)
    let outputs = try run.outputs(of: brief, to: body)
    return run.rendering(outputs)
  }

  /// Renders to a file of the kind that its ending says. It appears whole or not at all: written beside its place, synced, renamed.
  ///
  /// - Throws: `FileError` when the file cannot be written, or its ending names no kind that is one file.
  /// - Returns: Diagnostics and sources; without outputs where the input has errors, and then no file is written.
  public func render(
    _ brief: Brief, _ request: RenderRequest, toFile path: String
  ) throws(FileError) -> Rendering {
    guard let format = OutputFormat(fileName: path), !format.isOnePerPage else {
      throw FileError(path: path, reason: .other("the ending names no kind of file that holds a whole brief"))
    }
    var request = request
    request.formats = [format]
    var rendering = render(brief, request)
    guard let output = rendering.outputs?.first else { return rendering }
    do {
      try SystemFiles.replace(path, with: output.bytes)
    } catch {
      throw FileError(path: path, reason: .other(error.message))
    }
    rendering.outputs?[0].bytes = []
    return rendering
  }

  func run(_ request: RenderRequest) -> RenderRun {
    RenderRun(
      environment: environment, templates: templates, books: books, hyphenation: hyphenation, words: words,
      pictures: pictures, last: last, request: request)
  }
}
