internal import SarupContainer
internal import SarupDocument
internal import SarupImage
internal import SarupOffice
internal import SarupSyntax

// Pictures: each a paragraph of its own with one drawing in it, in line with the text.

extension StoryWriter {
  mutating func write(_ figure: FigureProperties, _ line: DocumentPlan.Line, of element: Int) {
    guard let picture = package.document.picture(of: element) else { return }
    openParagraph(line, text: StyledText(), of: element, alignment: figure.alignment)
    let size = size(of: figure, picture, element: element)
    let target = package.media(figure.picture)
    let trace = traceOfPicture(element).map { openBookmark($0) }
    xml.open("w:r")
    xml.open("w:drawing")
    writeInline(figure, width: size.width, height: size.height, target: target)
    xml.close()
    xml.close()
    if let trace { closeBookmark(trace) }
    xml.close()
    endedWithParagraph()
  }

  /// In English Metric Units, of which a point has 12,700.
  private func size(of figure: FigureProperties, _ picture: Picture, element: Int) -> (width: Int, height: Int) {
    let page = sheet
    let styles = package.document.styles
    var measure = package.document.measure(around: element)
    var tallest = page.height - page.top - page.bottom
    if styles.indices.contains(figure.style) {
      measure -= styles[figure.style].startIndent + styles[figure.style].endIndent
    }
    // How many lines a caption has is for Word to find out; a few are left free on a picture's page.
    if package.document.elements[element].end > element + 1 { tallest *= 0.85 }
    let size = figure.size.dimensions(of: picture, measure: measure, tallest: tallest)
    func units(_ points: Points) -> Int { rounded(points * 12_700, in: 1...20_116_800) }
    return (units(size.width), units(size.height))
  }

  private mutating func writeInline(_ figure: FigureProperties, width: Int, height: Int, target: String) {
    xml.open("wp:inline")
    xml.attribute("xmlns:wp", Namespace.wordDrawing)
    for side: StaticString in ["distT", "distB", "distL", "distR"] { xml.attribute(side, 0) }
    writeSize("wp:extent", width, height)
    writeContent(alternative: figure.alternative, width: width, height: height, target: target)
    xml.close()
  }

  /// A run with the picture that lies behind the pages of this running head.
  mutating func write(_ background: PageBackground, on sheet: Sheet) {
    guard package.document.pictures.indices.contains(background.picture) else { return }
    let place = background.place(of: package.document.pictures[background.picture], on: sheet)
    func units(_ points: Points, from least: Int) -> Int { rounded(points * 12_700, in: least...20_116_800) }
    let (width, height) = (units(place.width, from: 1), units(place.height, from: 1))
    xml.open("w:r")
    xml.open("w:drawing")
    xml.open("wp:anchor")
    xml.attribute("xmlns:wp", Namespace.wordDrawing)
    for side: StaticString in ["distT", "distB", "distL", "distR", "simplePos", "relativeHeight"] {
      xml.attribute(side, 0)
    }
    xml.attribute("behindDoc", 1)
    xml.attribute("locked", 0)
    xml.attribute("layoutInCell", 0)
    xml.attribute("allowOverlap", 1)
    xml.open("wp:simplePos")
    xml.attribute("x", 0)
    xml.attribute("y", 0)
    xml.close()
    for (name, distance) in [("wp:positionH", place.x), ("wp:positionV", place.y)] as [(StaticString, Points)] {
      xml.open(name)
      xml.attribute("relativeFrom", "page")
      xml.open("wp:posOffset")
      xml.text("\(units(distance, from: 0))")
      xml.close()
      xml.close()
    }
    writeSize("wp:extent", width, height)
    xml.open("wp:effectExtent")
    for side: StaticString in ["l", "t", "r", "b"] { xml.attribute(side, 0) }
    xml.close()
    xml.empty("wp:wrapNone")
    writeContent(alternative: "", width: width, height: height, target: package.media(background.picture))
    for _ in 0..<3 { xml.close() }
  }

  /// What every drawing of a picture has behind its size: name and words, and the picture itself.
  private mutating func writeContent(alternative: String, width: Int, height: Int, target: String) {
    package.drawings += 1
    let number = package.drawings
    let relationship = relationships.id("image", target)
    let name = "Picture \(number)"
    xml.open("wp:docPr")
    xml.attribute("id", number)
    xml.attribute("name", name)
    if alternative.isEmpty {
      writeDecorativeMark()
    } else {
      xml.attribute("descr", alternative)
    }
    xml.close()
    xml.open("wp:cNvGraphicFramePr")
    xml.open("a:graphicFrameLocks")
    xml.attribute("xmlns:a", Namespace.drawing)
    xml.attribute("noChangeAspect", 1)
    xml.close()
    xml.close()
    xml.open("a:graphic")
    xml.attribute("xmlns:a", Namespace.drawing)
    xml.open("a:graphicData")
    xml.attribute("uri", Namespace.picture)
    xml.open("pic:pic")
    xml.attribute("xmlns:pic", Namespace.picture)
    xml.open("pic:nvPicPr")
    xml.open("pic:cNvPr")
    xml.attribute("id", number)
    xml.attribute("name", name)
    xml.close()
    xml.empty("pic:cNvPicPr")
    xml.close()
    xml.open("pic:blipFill")
    xml.open("a:blip")
    xml.attribute("r:embed", relationship)
    xml.close()
    xml.open("a:stretch")
    xml.empty("a:fillRect")
    xml.close()
    xml.close()
    xml.open("pic:spPr")
    xml.open("a:xfrm")
    xml.open("a:off")
    xml.attribute("x", 0)
    xml.attribute("y", 0)
    xml.close()
    writeSize("a:ext", width, height)
    xml.close()
    xml.open("a:prstGeom")
    xml.attribute("prst", "rect")
    xml.empty("a:avLst")
    for _ in 0..<5 { xml.close() }
  }

  private mutating func writeSize(_ name: StaticString, _ width: Int, _ height: Int) {
    xml.open(name)
    xml.attribute("cx", width)
    xml.attribute("cy", height)
    xml.close()
  }

  /// Tells screen readers to pass over the picture (MS-ODRAWXML, 2.28.1.1).
  private mutating func writeDecorativeMark() {
    xml.open("a:extLst")
    xml.attribute("xmlns:a", Namespace.drawing)
    xml.open("a:ext")
    xml.attribute("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    xml.open("adec:decorative")
    xml.attribute("xmlns:adec", Namespace.decorative)
    xml.attribute("val", 1)
    for _ in 0..<3 { xml.close() }
  }
}
