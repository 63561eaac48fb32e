package import SarupContainer
package import SarupDocument
package import SarupFonts
package import SarupImage
package import SarupLayout
private import SarupSyntax
private import SarupThai

/// Makes a PDF out of a document and its pages, which come one by one and are forgotten.
///
/// ```swift
/// var writer = PDFWriter(document: document, fonts: fonts, options: PDFOptions())
/// for page in pages { writer.add(page) }
/// let bytes = try writer.finish()
/// ```
///
/// What stays in memory for a page is its compressed content and a few bytes for each piece of marked content.
package struct PDFWriter: ~Copyable {
  private let document: Document
  private let fonts: FontBook
  private let options: PDFOptions
  private let types: StructureTypes
  private var writer: ObjectWriter
  private var content = ContentWriter()
  private var embedded: DocumentFonts
  private var pictures = PictureObjects()
  /// Where on its page each figure is (ISO 32000-1, 14.8.5.4.3).
  private var figures: [Int32: Rectangle] = [:]
  private var failure: PictureFault?

  private let catalog: Int
  private let pageTree: Int
  private let resources: Int
  private var pages: [PageRecords] = []
  private var records: [ContentRecord] = []
  private var links: [LinkPlace] = []
  /// What stands behind each key of the parent tree, in the order of the keys.
  private var keys: [ParentTree.Key] = []
  private var outline = Outline()
  private var destinations: Destinations
  private var lastHeading: Int?

  /// - Parameter streams: What came of the streams of the last file, where the next one is likely to have many of them again.
  package init(
    document: Document, fonts: FontBook, options: PDFOptions = PDFOptions(), streams: PackedStreams? = nil
  ) {
    self.document = document
    self.fonts = fonts
    self.options = options
    types = StructureTypes(document)
    destinations = Destinations(document)
    embedded = DocumentFonts(fonts)
    writer = ObjectWriter(level: options.compressionLevel, streams: streams)
    catalog = writer.reserve()
    pageTree = writer.reserve()
    resources = writer.reserve()
  }

  // MARK: - Pieces

  /// Bytes of the file that are written and were not taken yet.
  package var waitingBytes: Int { writer.waitingBytes }

  /// What is written so far, for a caller that does not want the whole file in memory. ``finish()`` gives only what comes behind it.
  package mutating func takeBytes() -> [UInt8] { writer.takeBytes() }

  // MARK: - Pages

  /// Adds the next page.
  package mutating func add(_ page: borrowing Page) {
    let page = copy page
    let number = writer.reserve()
    pages.append(PageRecords(page: Int32(number), start: Int32(records.count)))
    let key = keys.count
    let recordsBefore = records.count
    keys.append(.page(records: 0))
    let contentNumber = writeContent(of: page)
    keys[key] = .page(records: Int32(records.count - recordsBefore))
    destinations.note(page, number: number, of: document, fonts: fonts)
    let annotations = writeLinks(of: page, number: number)
    noteHeadings(of: page, number: number)

    writer.write(number) { output in
      output.append("<</Type/Page/Parent ")
      output.append(reference: pageTree)
      output.append("/MediaBox[0 0 ")
      output.append(decimal: page.width)
      output.append(" ")
      output.append(decimal: page.height)
      output.append("]/Contents ")
      output.append(reference: contentNumber)
      output.append("/Resources ")
      output.append(reference: resources)
      output.append("/StructParents ")
      output.append(integer: key)
      // Readers go through annotations in the order of the structure (ISO 14289-1, 7.18.3).
      output.append("/Tabs/S")
      if !annotations.isEmpty {
        output.append("/Annots[")
        for annotation in annotations {
          output.append(reference: annotation)
          output.append(" ")
        }
        output.append("]")
      }
      output.append(">>")
    }
  }

  private mutating func writeContent(of page: Page) -> Int {
    content.begin()
    let first = records.count
    var last: MarkGroup?
    var opening: [UInt8] = []
    for mark in page.marks {
      let group = MarkGroup(mark)
      if group != last {
        opening.removeAll(keepingCapacity: true)
        begin(group, number: records.count - first, with: mark, on: page.height, to: &opening)
        content.beginGroup(opening)
        content.setColor(group.color)
        last = group
      }
      switch mark.shape {
      case .text(let text):
        // Words that only furnish the page are drawn as outlines: whoever copies its text or listens to it meets them nowhere.
        if group.isOutline {
          if let face = fonts.loaded(text.face) { content.outline(text, of: page, face: face) }
          continue
        }
        if let font = embedded.place(of: text.face, room: text.text.count, writer: &writer) {
          content.show(text, of: page, isRunningLine: group.isRunningLine, font: font, in: &embedded)
        }
      case .rule(let rule):
        content.fill(x: rule.x, y: page.height - rule.y - rule.height, width: rule.width, height: rule.height)
      case .image(let image): draw(image, of: page, owner: mark.owner)
      }
    }
    content.endGroup()
    let number = writer.reserve()
    writer.writeStream(number, content.bytes, packing: .deflate)
    return number
  }

  /// What goes wrong with a picture is thrown at the end.
  private mutating func draw(_ image: ImageMark, of page: borrowing Page, owner: Mark.Owner) {
    guard document.pictures.indices.contains(image.picture) else { return }
    let picture = document.pictures[image.picture]
    do throws(PictureFault) {
      try pictures.add(image.picture, picture, to: &writer)
    } catch {
      failure = error
    }
    content.draw(
      picture: image.picture, matrix: image.matrix(as: picture.orientation, pageHeight: page.height))
    if case .element(let element, _) = owner {
      figures[Int32(element)] = Rectangle(
        left: image.x, bottom: page.height - image.y - image.height, right: image.x + image.width,
        top: page.height - image.y)
    }
  }

  /// Writes the operator that begins a group's marked content (ISO 32000-1, 14.6), and notes whose it is.
  ///
  /// - Parameters:
  ///   - number: What the group's content is called on its page, if it belongs to an element.
  ///   - mark: The first mark of the group.
  private mutating func begin(
    _ group: MarkGroup, number: Int, with mark: Mark, on height: Points, to output: inout [UInt8]
  ) {
    switch group.owner {
    case .artifact(.background):
      PDFWriter.beginBackground(mark, on: height, to: &output)
    case .artifact(let artifact):
      output.append(PDFWriter.mark(for: artifact))
    case .element(let element, let part):
      let isLabel = part == .label
      let owner = isLabel ? item(around: element) : element
      // What no reader hears of, such as a picture that decorates, is an artifact.
      guard document.elements.indices.contains(owner), let type = types.name(of: owner) else {
        output.append(PDFWriter.mark(for: .decoration))
        return
      }
      let link = isLabel ? followableLabel(of: owner) : followable(group.link, of: element)
      if let language = group.language, language != document.properties.language {
        // Content in another language keeps its element; only the language is told here.
        output.append("/Span<</MCID ")
        output.append(integer: number)
        output.append("/Lang")
        output.append(textString: language.tag)
      } else {
        output.append("/")
        output.append(isLabel ? "Lbl" : link >= 0 ? "Link" : type)
        output.append("<</MCID ")
        output.append(integer: number)
      }
      output.append(">>BDC\n")
      records.append(ContentRecord(element: Int32(owner), link: link, isLabel: isLabel))
    }
  }

  private static func mark(for artifact: Mark.Artifact) -> StaticString {
    switch artifact {
    case .runningHead: "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
    case .runningFoot, .catchword: "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
    case .watermark: "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n"
    case .background, .decoration: "/Artifact<</Type/Layout>>BDC\n"
    }
  }

  /// What lies behind the text says where it ends (ISO 32000-1, table 330).
  private static func beginBackground(_ mark: Mark, on height: Points, to output: inout [UInt8]) {
    guard case .image(let image) = mark.shape else { return output.append(PDFWriter.mark(for: .decoration)) }
    output.append("/Artifact<</Type/Background/BBox[")
    for number in [image.x, height - image.y - image.height, image.x + image.width, height - image.y] {
      output.append(decimal: number)
      output.append(" ")
    }
    output.append("]>>BDC\n")
  }

  /// The list item or the footnote that a label belongs to.
  private func item(around element: Int) -> Int {
    var candidate = element
    while document.elements.indices.contains(candidate) {
      switch document.elements[candidate].kind {
      case .item, .note: return candidate
      default: break
      }
      candidate = document.elements[candidate].parent
    }
    return element
  }

  // MARK: - Links and headings

  private func link(_ index: Int?, of element: Int) -> RichText.Link? {
    guard let index, document.elements.indices.contains(element),
      case .paragraph(let paragraph) = document.elements[element].kind, paragraph.text.links.indices.contains(index)
    else { return nil }
    return paragraph.text.links[index]
  }

  /// The index of a link that a reader can follow; -1 for any other.
  private func followable(_ index: Int?, of element: Int) -> Int16 {
    guard let index, target(of: index, in: element) != nil else { return -1 }
    return Int16(exactly: index) ?? -1
  }

  /// The number of a footnote leads back to the text: it is a link that stands alone.
  private func followableLabel(of element: Int) -> Int16 {
    if case .note = document.elements[element].kind { return 0 }
    return -1
  }

  /// Where a link leads, and what is said of it to those who cannot see it; `nil` for one that nobody can follow.
  private func target(of index: Int, in element: Int) -> (target: LinkAnnotation.Target, words: String)? {
    guard document.elements.indices.contains(element) else { return nil }
    let isThai = document.properties.language.primary == "th"
    if case .note(let note) = document.elements[element].kind {
      let label = document.label(of: element)
      let name = Destinations.name(ofMark: note.number)
      return (.place(name), isThai ? "กลับไปที่เครื่องหมายเชิงอรรถ \(label)" : "Back to the mark of footnote \(label)")
    }
    guard let link = link(index, of: element) else { return nil }
    guard case .paragraph(let paragraph) = document.elements[element].kind,
      let reference = paragraph.text.reference(of: index)
    else {
      return LinkAnnotation.uri(of: link.destination).map { (.address($0), link.title ?? link.destination) }
    }
    if case .note(let note) = document.elements[reference.element].kind {
      let label = document.label(of: reference.element)
      return (.place(Destinations.name(ofNote: note.number)), (isThai ? "เชิงอรรถ " : "Footnote ") + label)
    }
    guard let name = destinations.name(of: reference.element) else { return nil }
    var words: [UInt8] = []
    for run in paragraph.text.runs where run.link == index { words += paragraph.text.utf8[run.range] }
    return (.place(name), link.title ?? String(decoding: words, as: UTF8.self))
  }

  /// Writes an annotation for each piece of a link that stands on one line, and gives their numbers.
  private mutating func writeLinks(of page: Page, number: Int) -> [Int] {
    var pieces: [(element: Int, link: Int, baseline: Double, place: Rectangle)] = []
    for mark in page.marks {
      guard case .text(let text) = mark.shape, case .element(let element, let part) = mark.owner,
        document.elements.indices.contains(element),
        let link = part == .label ? (followableLabel(of: element) < 0 ? nil : 0) : text.link,
        target(of: link, in: element) != nil
      else { continue }
      let metrics = fonts.metrics(of: text.face)
      let place = Rectangle(
        left: text.x, bottom: page.height - text.baseline - metrics.descent * text.size, right: text.x + text.width,
        top: page.height - text.baseline + metrics.ascent * text.size)
      if let last = pieces.last, last.element == element, last.link == link, last.baseline == text.baseline {
        pieces[pieces.count - 1].place.right = max(last.place.right, place.right)
        pieces[pieces.count - 1].place.top = max(last.place.top, place.top)
        pieces[pieces.count - 1].place.bottom = min(last.place.bottom, place.bottom)
      } else {
        pieces.append((element, link, text.baseline, place))
      }
    }
    return pieces.compactMap { piece in
      guard let (target, words) = target(of: piece.link, in: piece.element) else { return nil }
      let key = keys.count
      let annotation = writer.write { output in
        LinkAnnotation.append(target, words: words, rectangle: piece.place, key: key, to: &output)
      }
      keys.append(.link(Int32(links.count)))
      links.append(LinkPlace(element: piece.element, link: piece.link, annotation: annotation, page: number))
      return annotation
    }
  }

  private mutating func noteHeadings(of page: Page, number: Int) {
    for mark in page.marks {
      guard case .element(let element, _) = mark.owner, case .text(let text) = mark.shape, element != lastHeading,
        document.elements.indices.contains(element), types.headingLevel(of: element) > 0,
        case .paragraph(let paragraph) = document.elements[element].kind
      else { continue }
      lastHeading = element
      var title = paragraph.text.string.split(whereSeparator: { $0 == "\u{2028}" }).joined(separator: " ")
      if let item = document.item(beside: element) { title = "\(document.label(of: item)) \(title)" }
      outline.append(
        title: title, level: types.headingLevel(of: element), page: number,
        top: page.height - text.baseline + fonts.metrics(of: text.face).ascent * text.size)
    }
  }

  // MARK: - The end

  /// The whole file.
  ///
  /// - Throws: ``PictureFault`` where a picture that is whole cannot be decoded all the same.
  package consuming func finish() throws(PictureFault) -> [UInt8] {
    if let failure { throw failure }
    let embedded = self.embedded
    let pictures = self.pictures
    embedded.write(to: &writer)
    writer.write(resources) { output in
      output.append("<<")
      embedded.appendResources(to: &output)
      pictures.appendResources(to: &output)
      output.append(">>")
    }
    let parentTreeNumber = writer.reserve()
    let tree = StructureTree(
      document: document, types: types, records: records, pages: pages, links: links, figures: figures)
    let structure = tree.write(parentTree: parentTreeNumber, nextKey: keys.count, to: &writer)
    ParentTree(keys: keys, owners: structure.owners, linkOwners: structure.linkOwners)
      .write(parentTreeNumber, to: &writer)
    let pages = self.pages
    writer.write(pageTree) { output in
      output.append("<</Type/Pages/Kids[")
      for page in pages {
        output.append(reference: Int(page.page))
        output.append(" ")
      }
      output.append("]/Count ")
      output.append(integer: pages.count)
      output.append(">>")
    }
    let metadata = Metadata(properties: document.properties, options: options)
    let information = writer.write { metadata.appendInformation(to: &$0) }
    writeCatalog(structure: structure.root, metadata)
    return writer.finish(root: catalog, info: information)
  }

  private mutating func writeCatalog(structure: Int, _ metadata: Metadata) {
    let xmp = writer.reserve()
    writer.writeStream(xmp, dictionary: Array("/Type/Metadata/Subtype/XML".utf8), metadata.xmp(), packing: .plain)
    var profile: Int?
    if options.conformance.archivePart != nil {
      let number = writer.reserve()
      writer.writeStream(number, dictionary: Array("/N 3".utf8), ColorProfile.sRGB, packing: .deflateRemembering)
      profile = number
    }
    let bookmarks = outline.isWorthWriting ? outline.write(to: &writer) : nil
    let language = document.properties.language.tag
    let labels = pageLabels()
    let attachments = options.conformance == .archive2a ? [] : options.attachments
    let files = AttachedFiles.write(attachments, date: document.properties.date, to: &writer)
    let names = destinations.write(to: &writer) + files.names
    writer.write(catalog) { output in
      output.append("<</Type/Catalog/Pages ")
      output.append(reference: pageTree)
      output.append("/Lang")
      output.append(textString: language)
      output.append("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ")
      output.append(reference: structure)
      output.append("/Metadata ")
      output.append(reference: xmp)
      if let profile {
        output.append("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)")
        output.append("/Info(sRGB IEC61966-2.1)/DestOutputProfile ")
        output.append(reference: profile)
        output.append(">>]")
      }
      if let bookmarks {
        output.append("/PageMode/UseOutlines/Outlines ")
        output.append(reference: bookmarks)
      }
      output += labels
      output += files.entry
      if !names.isEmpty {
        output.append("/Names<<")
        output += names
        output.append(">>")
      }
      output.append(">>")
    }
  }

  /// Page numbers as readers show them (ISO 32000-1, 12.4.2). PDF has no style for Thai digits, so that each page gets its text.
  private func pageLabels() -> [UInt8] {
    var output: [UInt8] = []
    output.append("/PageLabels<</Nums[")
    switch document.page.pageNumbers {
    case .arabicDigits: output.append("0<</S/D>>")
    case .latinLetters: output.append("0<</S/a>>")
    case .latinCapitals: output.append("0<</S/A>>")
    case .roman: output.append("0<</S/r>>")
    case .romanCapitals: output.append("0<</S/R>>")
    case .thaiDigits, .thaiLetters:
      for page in pages.indices {
        output.append(integer: page)
        output.append("<</P")
        output.append(textString: document.page.pageNumbers.string(for: page + 1))
        output.append(">>")
      }
    }
    output.append("]>>")
    return output
  }
}
