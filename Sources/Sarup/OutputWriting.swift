internal import SarupBrief
internal import SarupDOCX
internal import SarupDocument
internal import SarupDrawing
internal import SarupHTML
internal import SarupImage
internal import SarupLayout
internal import SarupODT
internal import SarupPDF
internal import SarupSyntax
internal import SarupTemplate
internal import SarupThai

extension RenderRun {
  /// What takes the pieces of outputs.
  typealias Sink<Failure: Error> = (OutputPiece) throws(Failure) -> Void

  /// Writes every output asked for, a piece at a time.
  ///
  /// - Parameter pieceSize: Bytes that wait before they are handed on as a piece, where a format can be written so.
  mutating func write<Failure: Error>(
    _ document: Document, from input: Brief, pieceSize: Int, to sink: Sink<Failure>
  ) throws(Failure) {
    // Where the template has keys for a kind of output, that kind has a document and pages of its own.
    var layout: Layout?
    var layouts: [OutputKind: Layout] = [:]
    for format in request.formats {
      if stops() { return }
      if let variant = variants[format.kind] {
        try write(variant, as: format, layout: &layouts[format.kind], from: input, pieceSize: pieceSize, to: sink)
      } else {
        try write(document, as: format, layout: &layout, from: input, pieceSize: pieceSize, to: sink)
      }
    }
  }

  /// - Parameter shared: The document on pages, once one of its outputs has needed them.
  private mutating func write<Failure: Error>(
    _ document: Document, as format: OutputFormat, layout shared: inout Layout?, from input: Brief, pieceSize: Int,
    to sink: Sink<Failure>
  ) throws(Failure) {
    if format == .docx, request.embedsFonts || request.letterhead?.letterhead != nil {
      guard let bytes = word(document, upon: request.letterhead?.letterhead) else { return }
      try sink(OutputPiece(format: .docx, page: nil, bytes: bytes, isLast: true))
      return
    }
    if format == .docx || format == .odt, document.needsPageNumbers, shared == nil {
      // Pages are set only for a file that shows their numbers.
      shared = layout(document)
    }
    if let bytes = flow(document, as: format, pages: shared) {
      try sink(OutputPiece(format: format, page: nil, bytes: bytes, isLast: true))
      return
    }
    let pages = shared ?? layout(document)
    shared = pages
    if stops() { return }
    do throws(Interruption<Failure>) {
      try draw(pages, document, as: format, from: input, pieceSize: pieceSize, to: sink)
    } catch {
      switch error {
      case .cancelled: wasCancelled = true
      case .failed(let failure): throw failure
      }
    }
  }

  /// A Word file upon a letterhead, whose sheet is another one than that of all other outputs, or with fonts of its own; `nil` where
  /// those cannot be had.
  private mutating func word(_ document: Document, upon letterhead: Letterhead?) -> [UInt8]? {
    request.control.report(.writing, .docx)
    let placed = letterhead?.placed(document) ?? document
    var options = wordOptions(placed, placed.needsPageNumbers ? layout(placed) : nil)
    options.letterhead = letterhead
    guard request.embedsFonts else { return DOCXWriter.write(placed, options: options, reporting: &diagnostics) }
    var fonts = CarriedFonts(book: self.fonts)
    let dressed = fonts.dress(placed, reporting: &diagnostics)
    options.faces = fonts.faces
    return diagnostics.hasErrors ? nil : DOCXWriter.write(dressed, options: options, reporting: &diagnostics)
  }

  /// - Parameter pages: The document on pages, where those have been set.
  private func wordOptions(_ document: Document, _ pages: Layout?) -> DOCXOptions {
    var options = DOCXOptions(pagesOf: pages)
    options.columnWidths = Layout.columnWidths(of: document, fonts: fonts, breaks: breaks)
    options.frontMatter = filled.map { MarkdownWriter.frontMatter(of: $0) }
    return options
  }

  /// The outputs that are made from the document and need no pages; `nil` for the others.
  private mutating func flow(_ document: Document, as format: OutputFormat, pages: Layout?) -> [UInt8]? {
    switch format {
    case .docx, .odt, .html: request.control.report(.writing, format)
    case .pdf, .png, .svg, .dump: break
    }
    switch format {
    case .docx: return DOCXWriter.write(document, options: wordOptions(document, pages), reporting: &diagnostics)
    case .odt:
      var options = ODTOptions(pagesOf: pages)
      options.columnWidths = Layout.columnWidths(of: document, fonts: fonts, breaks: breaks)
      return ODTWriter.write(document, options: options, reporting: &diagnostics)
    case .html: return HTMLWriter.write(document, reporting: &diagnostics)
    case .pdf, .png, .svg, .dump: return nil
    }
  }

  private mutating func draw<Failure: Error>(
    _ layout: Layout, _ document: Document, as format: OutputFormat, from input: Brief, pieceSize: Int,
    to sink: Sink<Failure>
  ) throws(Interruption<Failure>) {
    switch format {
    case .pdf: try pdf(layout, document, from: input, pieceSize: pieceSize, to: sink)
    case .png: try pictures(layout, to: sink)
    case .svg: try drawings(layout, document, to: sink)
    case .dump:
      try hand(sink, .dump, bytes: Array(PageDump.dump(layout, book: fonts).utf8))
    case .docx, .odt, .html: break
    }
  }

  private func hand<Failure: Error>(
    _ sink: Sink<Failure>, _ format: OutputFormat, page: Int? = nil, bytes: [UInt8], isLast: Bool = true
  ) throws(Interruption<Failure>) {
    do throws(Failure) {
      try sink(OutputPiece(format: format, page: page, bytes: bytes, isLast: isLast))
    } catch {
      throw .failed(error)
    }
  }

  /// Tells of a page that is about to be made.
  private func turn<Failure: Error>(
    to page: Int, of count: Int, _ format: OutputFormat, failure: Failure.Type
  ) throws(Interruption<Failure>) {
    if request.control.isCancelled?() == true { throw .cancelled }
    request.control.report(.writing, format, pages: page, of: count)
  }

  private mutating func pdf<Failure: Error>(
    _ layout: Layout, _ document: Document, from input: Brief, pieceSize: Int, to sink: Sink<Failure>
  ) throws(Interruption<Failure>) {
    if request.archive != .none {
      ArchiveRules.check(document, reporting: &diagnostics)
      if diagnostics.hasErrors { return }
    }
    var options = PDFOptions()
    options.conformance = request.archive.conformance
    if request.archive == .pdfA3a { options.attachments = [input.attachment(in: document.properties.language.primary)] }
    options.creator = "Sarup \(Version.number)"
    options.producer = options.creator
    var writer = PDFWriter(document: document, fonts: fonts, options: options, streams: last?.streams)
    try layout.forEachPage { (page) throws(Interruption<Failure>) in
      try turn(to: page.number, of: layout.pageCount, .pdf, failure: Failure.self)
      writer.add(page)
      if writer.waitingBytes >= pieceSize {
        try hand(sink, .pdf, bytes: writer.takeBytes(), isLast: false)
      }
    }
    let rest: [UInt8]
    do throws(PictureFault) {
      rest = try writer.finish()
    } catch {
      diagnostics.error("picture-damaged", at: nil, "a picture of the brief \(error.message)", hint: error.hint)
      return
    }
    try hand(sink, .pdf, bytes: rest)
  }

  private mutating func pictures<Failure: Error>(
    _ layout: Layout, to sink: Sink<Failure>
  ) throws(Interruption<Failure>) {
    for number in 0..<layout.pageCount {
      try turn(to: number, of: layout.pageCount, .png, failure: Failure.self)
      let page = layout.makePage(number)
      let pixels = (page.width * request.resolution / 72) * (page.height * request.resolution / 72)
      if pixels > Double(request.mostPixels) {
        diagnostics.error(
          "picture-size", at: nil, "a picture of page \(number + 1) would have more than \(request.mostPixels) pixels",
          hint: "Take a lower resolution or a smaller sheet.")
        return
      }
      let bytes: [UInt8]
      do throws(DrawingError) {
        bytes = try PageDrawer.png(
          of: page, fonts: fonts, pictures: layout.pictures, dotsPerInch: request.resolution)
      } catch {
        diagnostics.error("png-drawing", at: nil, "a page could not be drawn: \(error)")
        return
      }
      try hand(sink, .png, page: number + 1, bytes: bytes)
    }
  }

  private func drawings<Failure: Error>(
    _ layout: Layout, _ document: Document, to sink: Sink<Failure>
  ) throws(Interruption<Failure>) {
    let title = document.properties.title
    try layout.forEachPage { (page) throws(Interruption<Failure>) in
      try turn(to: page.number, of: layout.pageCount, .svg, failure: Failure.self)
      let bytes = SVGWriter.svg(
        of: page, title: layout.pageCount == 1 ? title : "\(title) (\(page.number + 1)/\(layout.pageCount))",
        language: document.properties.language.tag, fonts: fonts, document: document)
      try hand(sink, .svg, page: page.number + 1, bytes: bytes)
    }
  }
}
