internal import SarupBrief
internal import SarupCheck
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupHTML
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
  let request: RenderRequest
  /// Knows the words of the brief once that has been read.
  private(set) var breaks = LineBreaks.finder
  var diagnostics = Diagnostics()
  var sources: [SourceText] = []

  init(
    environment: Environment, templates: TemplateStore, books: FontBooks, hyphenation: Hyphenation,
    request: RenderRequest
  ) {
    self.environment = environment
    self.templates = templates
    self.books = books
    self.hyphenation = hyphenation
    fonts = books.common
    self.request = request
  }

  /// `nil` when the input has errors.
  mutating func outputs(of input: BriefInput) -> [Output]? {
    guard let document = document(of: input) else { return nil }
    let outputs = write(document)
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
    let document = fill(brief, into: template)
    return diagnostics.hasErrors ? nil : document
  }

  /// Sets a document on pages.
  mutating func layout(_ document: Document) -> Layout {
    var options = Layout.Options()
    options.hyphenator = hyphenation.hyphenator(for: document, reporting: &diagnostics)
    return Layout(document, fonts: fonts, breaks: breaks, options: options, reporting: &diagnostics)
  }

  mutating func fill(_ brief: Brief, into template: Template) -> Document {
    for var problem in fonts.problems.all {
      // Another face may do; if none does, that is the error.
      problem.severity = .warning
      diagnostics.add(problem)
    }
    let fill = FillEnvironment(day: environment.day, digits: request.digits)
    return template.fill(brief, environment: fill, reporting: &diagnostics)
  }

  // MARK: - Reading

  private mutating func read(_ input: BriefInput) -> Brief? {
    guard isBrief(input), let source = decode(input.name, input.bytes, input.encoding) else { return nil }
    let brief: Brief?
    switch input.format {
    case .markdown: brief = MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter)
    case .yaml: brief = DataReader.readYAML(source, reporting: &diagnostics)
    case .json: brief = DataReader.readJSON(source, reporting: &diagnostics)
    }
    guard var brief else { return nil }
    for setting in request.settings { apply(setting, to: &brief) }
    breaks = finder(for: brief, files: input.files)
    return diagnostics.hasErrors ? nil : brief
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
    if let folder = reading.folder { fonts = books.book(besideTemplateIn: folder) }
    return reading.template
  }

  /// The template in a file that the caller named: any file, with its bases beside it.
  private mutating func templateFile(_ path: String) -> TemplateStore.Reading? {
    do throws(FileError) {
      let bytes = try SystemFiles.read(path, limit: Limits.template)
      guard isTemplate(path, bytes), let source = decode(path, bytes) else { return nil }
      return templates.file(source, files: FolderFiles(root: SystemFiles.folder(of: path)))
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

  private mutating func write(_ document: Document) -> [Output] {
    var outputs: [Output] = []
    var layout: Layout?
    for format in request.formats {
      if let bytes = flow(document, as: format) {
        outputs.append(Output(format: format, page: nil, bytes: bytes))
        continue
      }
      let pages: Layout
      if let layout {
        pages = layout
      } else {
        pages = self.layout(document)
        layout = pages
      }
      outputs += draw(pages, document, as: format)
    }
    return outputs
  }

  /// The outputs that are made from the document and need no pages; `nil` for the others.
  private mutating func flow(_ document: Document, as format: OutputFormat) -> [UInt8]? {
    switch format {
    case .docx: DOCXWriter.write(document, reporting: &diagnostics)
    case .odt: ODTWriter.write(document, reporting: &diagnostics)
    case .html: HTMLWriter.write(document, reporting: &diagnostics)
    case .pdf, .png, .svg, .dump: nil
    }
  }

  private mutating func draw(_ layout: Layout, _ document: Document, as format: OutputFormat) -> [Output] {
    switch format {
    case .pdf: [pdf(layout, document)]
    case .png: pictures(layout)
    case .svg: drawings(layout, document)
    case .dump: [Output(format: .dump, page: nil, bytes: Array(PageDump.dump(layout, book: fonts).utf8))]
    case .docx, .odt, .html: []
    }
  }

  private func pdf(_ layout: Layout, _ document: Document) -> Output {
    var options = PDFOptions()
    options.creator = "Sarup \(Version.number)"
    options.producer = options.creator
    var writer = PDFWriter(document: document, fonts: fonts, options: options)
    layout.forEachPage { page in writer.add(page) }
    return Output(format: .pdf, page: nil, bytes: writer.finish())
  }

  private mutating func pictures(_ layout: Layout) -> [Output] {
    var outputs: [Output] = []
    do throws(DrawingError) {
      for number in 0..<layout.pageCount {
        let page = layout.makePage(number)
        let bytes = try PageDrawer.png(of: page, fonts: fonts, dotsPerInch: request.resolution)
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
        language: document.properties.language.tag, fonts: fonts)
      outputs.append(Output(format: .svg, page: page.number + 1, bytes: bytes))
    }
    return outputs
  }
}
