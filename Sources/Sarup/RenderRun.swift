internal import SarupBrief
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
internal import SarupFonts
internal import SarupLayout
internal import SarupPDF
internal import SarupSyntax
internal import SarupTemplate
internal import SarupThai

/// One request on its way through the phases: read, fill, lay out, write.
struct RenderRun {
  let environment: Environment
  let templates: TemplateStore
  let fonts: FontBook
  let request: RenderRequest
  private(set) var diagnostics = Diagnostics()
  private(set) var sources: [SourceText] = []

  init(environment: Environment, templates: TemplateStore, fonts: FontBook, request: RenderRequest) {
    self.environment = environment
    self.templates = templates
    self.fonts = fonts
    self.request = request
  }

  /// `nil` when the input has errors.
  mutating func outputs(of input: BriefInput) -> [Output]? {
    guard let brief = read(input) else { return nil }
    guard let template = template(for: brief, beside: input), !diagnostics.hasErrors else { return nil }
    let fill = FillEnvironment(day: environment.day, digits: request.digits)
    let document = template.fill(brief, environment: fill, reporting: &diagnostics)
    if diagnostics.hasErrors { return nil }
    let outputs = write(document)
    return diagnostics.hasErrors ? nil : outputs
  }

  // MARK: - Reading

  private mutating func read(_ input: BriefInput) -> Brief? {
    guard let source = SourceText.decode(name: input.name, bytes: input.bytes, reporting: &diagnostics) else { return nil }
    sources.append(source)
    var brief: Brief?
    switch input.format {
    case .markdown: brief = MarkdownReader.read(source, into: &diagnostics, fields: BriefFields.readFrontMatter)
    case .yaml: brief = DataReader.readYAML(source, reporting: &diagnostics)
    case .json: brief = DataReader.readJSON(source, reporting: &diagnostics)
    }
    for setting in request.settings {
      let source = SourceText(name: "--set", text: "\(setting.key)=\(setting.value)")
      sources.append(source)
    }
    return brief
  }

  private mutating func template(for brief: Brief, beside input: BriefInput) -> Template? {
    let reading: TemplateStore.Reading?
    if let name = request.template {
      reading = templates.shipped(name) ?? templateFile(name)
    } else if let name = brief.template {
      reading = templates.shipped(name.value) ?? templateFile(name.value, at: name.span, beside: input)
    } else {
      reading = templates.shipped("brief")
    }
    guard let reading else { return nil }
    sources += reading.sources
    diagnostics.add(contentsOf: reading.diagnostics)
    return reading.template
  }

  // MARK: - Writing

  private mutating func write(_ document: Document) -> [Output] {
    var outputs: [Output] = []
    var layout: Layout?
    for format in request.formats {
      if format == .docx {
        let bytes = DOCXWriter.write(document, reporting: &diagnostics)
        outputs.append(Output(format: .docx, page: nil, bytes: bytes))
        continue
      }
      let pages: Layout
      if let layout {
        pages = layout
      } else {
        pages = Layout(document, fonts: fonts, breaks: breakFinder, reporting: &diagnostics)
        layout = pages
      }
      outputs += draw(pages, document, as: format)
    }
    return outputs
  }

  private mutating func draw(_ layout: Layout, _ document: Document, as format: OutputFormat) -> [Output] {
    switch format {
    case .pdf: pdf(layout, document).map { [$0] } ?? []
    case .png: pictures(layout)
    case .dump: [Output(format: .dump, page: nil, bytes: Array(PageDump.dump(layout, book: fonts).utf8))]
    case .docx: []
    }
  }

  private mutating func pdf(_ layout: Layout, _ document: Document) -> Output? {
    var options = PDFOptions()
    options.creator = "Sarup \(Version.number)"
    options.producer = options.creator
    var writer = PDFWriter(document: document, fonts: fonts, options: options)
    layout.forEachPage { page in writer.add(page) }
    do throws(CompositionError) {
      return Output(format: .pdf, page: nil, bytes: try writer.finish())
    } catch {
      diagnostics.error(
        "pdf-composition", at: nil, "the PDF could not be composed: \(error)",
        hint: "This is a fault in Sarup: please report it with the brief.")
      return nil
    }
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
}
