internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupDocument
internal import SarupFonts
internal import SarupImage
internal import SarupLayout
internal import SarupODT
internal import SarupSyntax
internal import SarupTemplate
internal import SarupThai

/// One request on its way through the phases: read, fill, lay out, write.
struct RenderRun {
  let environment: Environment
  let templates: TemplateStore
  let books: FontBooks
  let hyphenation: Hyphenation
  /// The book of the template's folder, once that is known.
  private(set) var fonts: FontBook
  /// Reads the pictures that the template names.
  private var templateFiles: any FileAccess = NoFiles()
  let request: RenderRequest
  let sharedWords: SharedWords
  private let pictureMemory: PictureMemory
  /// What is kept of the rendering before this one.
  let last: LastRendering?
  /// Knows the words of the brief once that has been read.
  private(set) var breaks = LineBreaks.finder
  /// The brief's own list of words and its names, as they were read.
  var ownWords: [UInt8] = []
  var diagnostics = Diagnostics()
  var sources: [SourceText] = []
  /// The brief that the document is made of, with those of its own keys that the template prints.
  private(set) var filled: SarupBrief.Brief?
  /// What the document shows, once it has been filled.
  private(set) var pictures: [Picture] = []
  /// The caller ended it; what was made is not whole.
  var wasCancelled = false
  /// What has been read, whole or not.
  private(set) var brief: SarupBrief.Brief?
  private(set) var template: SarupTemplate.Template?
  /// The document of each kind of output that the template has keys of its own for.
  private(set) var variants: [OutputKind: Document] = [:]

  init(
    environment: Environment, templates: TemplateStore, books: FontBooks, hyphenation: Hyphenation,
    words: SharedWords, pictures: PictureMemory, last: LastRendering? = nil, request: RenderRequest
  ) {
    self.last = last
    self.environment = environment
    pictureMemory = pictures
    sharedWords = words
    self.templates = templates
    self.books = books
    self.hyphenation = hyphenation
    fonts = books.common
    self.request = request
  }

  /// `nil` when the input has errors.
  mutating func outputs(of input: Brief) -> [Output]? {
    tellOfLetterhead()
    guard let document = document(of: input) else { return nil }
    var outputs: [Output] = []
    write(document, from: input, pieceSize: .max) { piece in
      outputs.append(Output(format: piece.format, page: piece.page, bytes: piece.bytes))
    }
    return diagnostics.hasErrors || wasCancelled ? nil : outputs
  }

  /// The outputs without their bytes, which `sink` has taken; `nil` when they are to be dropped.
  mutating func outputs<Failure: Error>(
    of input: Brief, to sink: Sink<Failure>
  ) throws(Failure) -> [Output]? {
    tellOfLetterhead()
    guard let document = document(of: input) else { return nil }
    var outputs: [Output] = []
    try write(document, from: input, pieceSize: 1 << 15) { (piece) throws(Failure) in
      try sink(piece)
      if piece.isLast { outputs.append(Output(format: piece.format, page: piece.page, bytes: [])) }
    }
    return diagnostics.hasErrors || wasCancelled ? nil : outputs
  }

  /// Its warnings are of the file, not of every brief.
  private mutating func tellOfLetterhead() {
    guard let letterhead = request.letterhead, letterhead.diagnostics.hasErrors else { return }
    sources += letterhead.sources
    diagnostics.add(contentsOf: letterhead.diagnostics)
  }

  func rendering(_ outputs: [Output]?) -> Rendering {
    Rendering(
      outputs: outputs, diagnostics: diagnostics, sources: sources, wasCancelled: wasCancelled, pictures: pictures)
  }

  /// Whether the caller has had enough.
  mutating func stops() -> Bool {
    wasCancelled = wasCancelled || request.control.isCancelled?() == true
    return wasCancelled
  }

  /// The first half of every request. `nil` when the input has errors.
  mutating func document(of input: Brief) -> Document? {
    if stops() { return nil }
    request.control.report(.reading)
    guard let brief = read(input) else {
      // What is wrong with a template that the caller named is said in the same run.
      if request.template != nil { _ = template(for: nil, beside: input) }
      return nil
    }
    guard let template = template(for: brief, beside: input) else { return nil }
    // What looks like a slip of a brief's field may be a field of the template's own.
    let own = brief.extra.filter { template.usedKeys.contains($0.key.value) }.map(\.key.span)
    diagnostics.remove { $0.code == .unknownKey && $0.span != nil && own.contains($0.span) }
    if diagnostics.hasErrors { return nil }
    let document = fill(brief, into: template, files: input.files)
    filled = brief
    filled?.extra.removeAll { !template.usedKeys.contains($0.key.value) }
    pictures = document.pictures
    fillVariants(of: template, with: brief, files: input.files)
    return diagnostics.hasErrors || stops() ? nil : document
  }

  /// Fills the template of each kind of output that is asked for and that it has keys of its own for; a check, which asks for
  /// none, fills them all.
  private mutating func fillVariants(
    of template: SarupTemplate.Template, with brief: SarupBrief.Brief, files: any FileAccess = NoFiles()
  ) {
    let kinds = request.formats.isEmpty ? Set(OutputKind.allCases) : Set(request.formats.map(\.kind))
    for kind in OutputKind.allCases where kinds.contains(kind) {
      guard let variant = template.variant(for: kind) else { continue }
      let common = diagnostics
      diagnostics = Diagnostics()
      let document = fill(brief, into: variant, files: files)
      let own = diagnostics
      diagnostics = common
      // What is said of every output is said once.
      for message in own.all where !common.all.contains(message) { diagnostics.add(message) }
      variants[kind] = document
      pictures += document.pictures
    }
  }

  /// Sets a document on pages.
  mutating func layout(_ document: Document) -> Layout {
    request.control.report(.setting)
    var options = Layout.Options()
    options.isCancelled = request.control.isCancelled
    options.hyphenator = hyphenation.hyphenator(for: document, reporting: &diagnostics)
    options.paragraphs = last?.paragraphs
    options.words = ownWords
    return Layout(document, fonts: fonts, breaks: breaks, options: options, reporting: &diagnostics)
  }

  /// - Parameter files: Reads the pictures that the brief names.
  mutating func fill(
    _ brief: SarupBrief.Brief, into template: SarupTemplate.Template, files: any FileAccess = NoFiles()
  ) -> Document {
    for var problem in fonts.problems.all {
      // Another face may do; if none does, that is the error.
      problem.severity = .warning
      diagnostics.add(problem)
    }
    var fill = FillEnvironment(
      day: request.day ?? environment.day, digits: request.digits, fieldsUsedElsewhere: request.fieldsUsedElsewhere,
      briefFiles: files, templateFiles: templateFiles, pictures: pictureMemory)
    if request.formats.contains(.docx) { fill.fieldsToTell = request.letterhead?.letterhead?.fields ?? [] }
    return template.fill(brief, environment: fill, reporting: &diagnostics)
  }

  // MARK: - Reading

  private mutating func read(_ input: Brief) -> SarupBrief.Brief? {
    guard var brief = brief(in: input) else { return nil }
    for setting in request.settings { apply(setting, to: &brief) }
    if !diagnostics.hasErrors { self.brief = brief }
    breaks = finder(for: brief, files: input.files)
    return diagnostics.hasErrors ? nil : brief
  }

  private mutating func brief(in input: Brief) -> SarupBrief.Brief? {
    if let record = input.record {
      sources += record.sources
      return DataReader.read(record.node, reporting: &diagnostics)
    }
    guard isBrief(input), let source = decode(input.name, input.bytes, input.encoding) else { return nil }
    return switch input.format {
    case .markdown: MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter)
    case .yaml: DataReader.readYAML(source, reporting: &diagnostics)
    case .json: DataReader.readJSON(source, reporting: &diagnostics)
    }
  }

  /// `nil` when the bytes are no text; why has been reported.
  mutating func decode(
    _ name: String, _ bytes: [UInt8], _ encoding: TextEncoding = .utf8
  ) -> SourceText? {
    var limits = InputLimits()
    limits.bytes = Limits.brief
    let decoded = SourceText.decode(
      name: name, bytes: bytes, encoding: encoding, limits: limits, reporting: &diagnostics)
    sources.append(decoded.source)
    return decoded.isValid ? decoded.source : nil
  }

  /// Sets one field as if the brief itself had said so.
  private mutating func apply(_ setting: (key: String, value: String), to brief: inout SarupBrief.Brief) {
    let source = SourceText(name: "--set", text: "\(setting.key)=\(setting.value)")
    sources.append(source)
    let start = setting.key.utf8.count + 1
    let span = source.span(start, source.bytes.count)
    // Nothing behind the sign is an empty text, which empties the field; as a plain scalar it would leave the field as it is.
    let style: Scalar.Style = setting.value.isEmpty ? .quoted : .plain
    let value = Node(.scalar(Scalar(setting.value, style: style, contentSpan: span)), at: span)
    let entry = Entry(key: setting.key, keySpan: source.span(0, start - 1), value: value)
    let node = Node(.mapping([entry]), at: source.span(0, source.bytes.count))
    BriefFields.apply(node, to: &brief, reporting: &diagnostics)
  }

  /// - Parameter brief: `nil` where it could not be read, and then the caller has named a template.
  private mutating func template(for brief: SarupBrief.Brief?, beside input: Brief) -> SarupTemplate.Template? {
    if let named = request.template { return template(named) }
    let name = brief?.template ?? Placed("brief")
    return take(templates.named(name.value, at: name.span, files: input.files))
  }

  /// The template that the caller named or handed in.
  mutating func template(_ named: Template) -> SarupTemplate.Template? {
    guard let bytes = named.bytes else {
      return (templates.shipped(named.name) ?? templateFile(named.name)).flatMap { take($0) }
    }
    guard let source = decode(named.name, bytes, named.encoding) else { return nil }
    return take(templates.file(source, files: named.files))
  }

  /// The template of a reading; what was said about it is said from here on, and the fonts of its folder are at hand.
  private mutating func take(_ reading: TemplateStore.Reading) -> SarupTemplate.Template? {
    sources += reading.sources
    diagnostics.add(contentsOf: reading.diagnostics)
    templateFiles = reading.files
    if let folder = reading.folder {
      request.log?.noteFonts(in: folder)
      fonts = books.book(besideTemplateIn: folder)
    }
    template = reading.template
    return reading.template
  }

  /// The template in a file that the caller named: any file, with its bases beside it.
  private mutating func templateFile(_ path: String) -> TemplateStore.Reading? {
    if let known = templates.kept(path) { return known }
    do throws(FileError) {
      request.log?.note(path)
      let bytes = try SystemFiles.read(path, limit: Limits.template)
      guard isTemplate(path, bytes), let source = decode(path, bytes) else { return nil }
      let reading = templates.file(source, files: FolderFiles(root: SystemFiles.folder(of: path), log: request.log))
      templates.keep(reading, as: path)
      return reading
    } catch {
      report(error)
      return nil
    }
  }
}

extension OutputFormat {
  /// By what of a template's `outputs` it is made.
  var kind: OutputKind {
    switch self {
    case .pdf, .png, .svg, .dump: .pdf
    case .docx: .docx
    case .odt: .odt
    case .html: .html
    }
  }
}

extension DOCXOptions {
  /// What a Word file shows of pages until Word has set its own.
  init(pagesOf layout: Layout?) {
    self.init()
    guard let layout else { return }
    pageCount = layout.pageCount
    pages = layout.contentsPages
    // A running line shows the heading of the first page that it stands on, and that is one of the first three.
    sections = (0..<min(layout.pageCount, 3)).map { layout.section(onPage: $0) }
  }
}

extension ODTOptions {
  /// What an OpenDocument file shows of pages until a program has worked them out.
  init(pagesOf layout: Layout?) {
    self.init()
    pageCount = layout?.pageCount
    pages = layout?.contentsPages ?? [:]
  }
}
