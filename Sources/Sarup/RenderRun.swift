internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupHTML
internal import SarupImage
internal import SarupLayout
internal import SarupODT
internal import SarupPDF
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
  /// Knows the words of the brief once that has been read.
  private(set) var breaks = LineBreaks.finder
  var diagnostics = Diagnostics()
  var sources: [SourceText] = []
  /// What the document shows, once it has been filled.
  private(set) var pictures: [Picture] = []
  /// What has been read, whole or not.
  private(set) var brief: Brief?
  private(set) var template: Template?
  /// The document of each kind of output that the template has keys of its own for.
  private(set) var variants: [OutputKind: Document] = [:]

  init(
    environment: Environment, templates: TemplateStore, books: FontBooks, hyphenation: Hyphenation,
    words: SharedWords, request: RenderRequest
  ) {
    self.environment = environment
    sharedWords = words
    self.templates = templates
    self.books = books
    self.hyphenation = hyphenation
    fonts = books.common
    self.request = request
  }

  /// `nil` when the input has errors.
  mutating func outputs(of input: BriefInput) -> [Output]? {
    guard let document = document(of: input) else { return nil }
    let outputs = write(document, from: input)
    return diagnostics.hasErrors ? nil : outputs
  }

  /// The first half of every request. `nil` when the input has errors.
  mutating func document(of input: BriefInput) -> Document? {
    guard let brief = read(input) else {
      // What is wrong with a template that the caller named is said in the same run.
      if let name = request.template { _ = template(named: name) }
      return nil
    }
    guard let template = template(for: brief, beside: input), !diagnostics.hasErrors else { return nil }
    let document = fill(brief, into: template, files: input.files)
    pictures = document.pictures
    fillVariants(of: template, with: brief, files: input.files)
    return diagnostics.hasErrors ? nil : document
  }

  /// Fills the template of each kind of output that is asked for and that it has keys of its own for; a check, which asks for
  /// none, fills them all.
  private mutating func fillVariants(of template: Template, with brief: Brief, files: any FileAccess = NoFiles()) {
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
    var options = Layout.Options()
    options.hyphenator = hyphenation.hyphenator(for: document, reporting: &diagnostics)
    return Layout(document, fonts: fonts, breaks: breaks, options: options, reporting: &diagnostics)
  }

  /// - Parameter files: Reads the pictures that the brief names.
  mutating func fill(_ brief: Brief, into template: Template, files: any FileAccess = NoFiles()) -> Document {
    for var problem in fonts.problems.all {
      // Another face may do; if none does, that is the error.
      problem.severity = .warning
      diagnostics.add(problem)
    }
    let fill = FillEnvironment(
      day: environment.day, digits: request.digits, fieldsUsedElsewhere: request.fieldsUsedElsewhere,
      briefFiles: files, templateFiles: templateFiles)
    return template.fill(brief, environment: fill, reporting: &diagnostics)
  }

  // MARK: - Reading

  private mutating func read(_ input: BriefInput) -> Brief? {
    guard var brief = brief(in: input) else { return nil }
    for setting in request.settings { apply(setting, to: &brief) }
    if !diagnostics.hasErrors { self.brief = brief }
    breaks = finder(for: brief, files: input.files)
    return diagnostics.hasErrors ? nil : brief
  }

  private mutating func brief(in input: BriefInput) -> Brief? {
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
  private mutating func apply(_ setting: (key: String, value: String), to brief: inout Brief) {
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

  private mutating func template(for brief: Brief, beside input: BriefInput) -> Template? {
    if let name = request.template { return template(named: name) }
    let name = brief.template ?? Placed("brief")
    return take(templates.named(name.value, at: name.span, files: input.files))
  }

  /// The template that the caller named.
  private mutating func template(named name: String) -> Template? {
    (templates.shipped(name) ?? templateFile(name)).flatMap { take($0) }
  }

  /// The template of a reading; what was said about it is said from here on, and the fonts of its folder are at hand.
  private mutating func take(_ reading: TemplateStore.Reading) -> Template? {
    sources += reading.sources
    diagnostics.add(contentsOf: reading.diagnostics)
    templateFiles = reading.files
    if let folder = reading.folder { fonts = books.book(besideTemplateIn: folder) }
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

  /// Checks take a template that was handed in as bytes.
  mutating func template(from input: BriefInput) -> Template? {
    guard let source = decode(input.name, input.bytes, input.encoding) else { return nil }
    return take(templates.file(source, files: input.files))
  }

  // MARK: - Writing

  private mutating func write(_ document: Document, from input: BriefInput) -> [Output] {
    var outputs: [Output] = []
    var layout: Layout?
    var layouts: [OutputKind: Layout] = [:]
    for format in request.formats {
      if let variant = variants[format.kind] {
        outputs += write(variant, as: format, layout: &layouts[format.kind], from: input)
      } else {
        outputs += write(document, as: format, layout: &layout, from: input)
      }
    }
    return outputs
  }

  /// - Parameter layout: The document on pages, once one of its outputs has needed them.
  private mutating func write(
    _ document: Document, as format: OutputFormat, layout: inout Layout?, from input: BriefInput
  ) -> [Output] {
    if format == .docx, document.needsPageNumbers, layout == nil {
      // Pages are set only for a file that shows their numbers.
      layout = Layout(document, fonts: fonts, breaks: breaks, reporting: &diagnostics)
    }
    if let bytes = flow(document, as: format, pages: layout) {
      return [Output(format: format, page: nil, bytes: bytes)]
    }
    let pages = layout ?? self.layout(document)
    layout = pages
    return draw(pages, document, as: format, from: input)
  }

  /// The outputs that are made from the document and need no pages; `nil` for the others.
  private mutating func flow(_ document: Document, as format: OutputFormat, pages: Layout?) -> [UInt8]? {
    switch format {
    case .docx: DOCXWriter.write(document, options: DOCXOptions(pagesOf: pages), reporting: &diagnostics)
    case .odt: ODTWriter.write(document, reporting: &diagnostics)
    case .html: HTMLWriter.write(document, reporting: &diagnostics)
    case .pdf, .png, .svg, .dump: nil
    }
  }

  private mutating func draw(
    _ layout: Layout, _ document: Document, as format: OutputFormat, from input: BriefInput
  ) -> [Output] {
    switch format {
    case .pdf: pdf(layout, document, from: input).map { [$0] } ?? []
    case .png: pictures(layout)
    case .svg: drawings(layout, document)
    case .dump: [Output(format: .dump, page: nil, bytes: Array(PageDump.dump(layout, book: fonts).utf8))]
    case .docx, .odt, .html: []
    }
  }

  private mutating func pdf(_ layout: Layout, _ document: Document, from input: BriefInput) -> Output? {
    if request.archive != .none {
      ArchiveRules.check(document, reporting: &diagnostics)
      if diagnostics.hasErrors { return nil }
    }
    var options = PDFOptions()
    options.conformance = request.archive.conformance
    if request.archive == .pdfA3a { options.attachments = [input.attachment(in: document.properties.language.primary)] }
    options.creator = "Sarup \(Version.number)"
    options.producer = options.creator
    var writer = PDFWriter(document: document, fonts: fonts, options: options)
    layout.forEachPage { page in writer.add(page) }
    do throws(PictureFault) {
      return Output(format: .pdf, page: nil, bytes: try writer.finish())
    } catch {
      diagnostics.error("picture-damaged", at: nil, "a picture of the brief \(error.message)", hint: error.hint)
      return nil
    }
  }

  private mutating func pictures(_ layout: Layout) -> [Output] {
    var outputs: [Output] = []
    do throws(DrawingError) {
      for number in 0..<layout.pageCount {
        let page = layout.makePage(number)
        let bytes = try PageDrawer.png(
          of: page, fonts: fonts, pictures: layout.pictures, dotsPerInch: request.resolution)
        outputs.append(Output(format: .png, page: number + 1, bytes: bytes))
      }
    } catch {
      diagnostics.error("png-drawing", at: nil, "a page could not be drawn: \(error)")
    }
    return outputs
  }

  private func drawings(_ layout: Layout, _ document: Document) -> [Output] {
    let title = document.properties.title
    var outputs: [Output] = []
    layout.forEachPage { page in
      let bytes = SVGWriter.svg(
        of: page, title: layout.pageCount == 1 ? title : "\(title) (\(page.number + 1)/\(layout.pageCount))",
        language: document.properties.language.tag, fonts: fonts, document: document)
      outputs.append(Output(format: .svg, page: page.number + 1, bytes: bytes))
    }
    return outputs
  }
}

extension OutputFormat {
  /// By what of a template's `outputs` it is made.
  fileprivate var kind: OutputKind {
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
  }
}
