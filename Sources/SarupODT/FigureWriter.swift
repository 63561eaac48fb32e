internal import SarupContainer
internal import SarupDocument
internal import SarupImage

extension ContentWriter {
  /// A paragraph with a picture in it, which stands in the line as a letter does.
  mutating func write(_ figure: FigureProperties, at index: Int) {
    guard let picture = document.picture(of: index) else { return }
    lists.closeAll(&xml)
    let page = sheet
    let style = file.styles.style(figure.style)
    var tallest = page.height - page.top - page.bottom
    // How many lines a caption has is for the reader's program to find out; a few are left free on a picture's page.
    if document.elements[index].end > index + 1 { tallest *= 0.85 }
    let size = figure.size.dimensions(
      of: picture, measure: document.measure(around: index) - style.startIndent - style.endIndent, tallest: tallest)
    file.drawings += 1
    xml.open("text:p")
    // What stands below a picture stays with it.
    let hasCaption = document.elements[index].end > index + 1
    xml.attribute(
      "text:style-name",
      styleName(figure.style, .figure, keepsWithNext: hasCaption, alignment: figure.alignment))
    xml.open("draw:frame")
    xml.attribute("draw:name", "Picture \(file.drawings)")
    xml.attribute("text:anchor-type", "as-char")
    xml.attribute("svg:width", pt(size.width))
    xml.attribute("svg:height", pt(size.height))
    writeImage(figure.picture)
    if !figure.alternative.isEmpty {
      xml.open("svg:desc")
      xml.text(figure.alternative)
      xml.close()
    }
    xml.close()
    xml.close()
  }

  /// The picture that lies behind the pages of this running head.
  mutating func write(_ background: PageBackground, on sheet: Sheet) {
    guard file.document.pictures.indices.contains(background.picture) else { return }
    let place = background.place(of: file.document.pictures[background.picture], on: sheet)
    file.drawings += 1
    xml.open("draw:frame")
    xml.attribute("draw:name", "Picture \(file.drawings)")
    xml.attribute("draw:style-name", "Background")
    xml.attribute("text:anchor-type", "paragraph")
    xml.attribute("draw:z-index", 0)
    xml.attribute("svg:x", pt(place.x))
    xml.attribute("svg:y", pt(place.y))
    xml.attribute("svg:width", pt(place.width))
    xml.attribute("svg:height", pt(place.height))
    writeImage(background.picture)
    xml.close()
  }

  private mutating func writeImage(_ picture: Int) {
    xml.open("draw:image")
    xml.attribute("xlink:href", file.media(picture))
    xml.attribute("xlink:type", "simple")
    xml.attribute("xlink:show", "embed")
    xml.attribute("xlink:actuate", "onLoad")
    xml.close()
  }
}

extension TextFile {
  /// The file name of a picture in the package. The same picture is one file.
  func media(_ picture: Int) -> String {
    let place = mediaPictures.firstIndex(of: picture) ?? mediaPictures.count
    if place == mediaPictures.count { mediaPictures.append(picture) }
    return "Pictures/image\(place + 1).\(document.pictures[picture].format == .png ? "png" : "jpeg")"
  }

  /// The pictures of the package by name; they are compressed already.
  func mediaFiles() -> [(name: String, type: String, bytes: [UInt8])] {
    mediaPictures.map { index in
      let stored = document.pictures[index]
      // Where its blocks cannot be moved it is shown as the camera stored it.
      let picture = (try? stored.uprighted()) ?? stored
      return (media(index), stored.format == .png ? "image/png" : "image/jpeg", picture.bytes)
    }
  }
}
