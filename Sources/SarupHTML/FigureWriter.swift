internal import SarupContainer
internal import SarupDocument
internal import SarupImage

extension PageWriter {
  /// Opens a figure with its picture, whose file is part of the page. What is below it are its children.
  mutating func openFigure(_ figure: FigureProperties, at index: Int, end: Int) {
    var classes = names(of: figure.style)
    if let side = figure.alignment { classes.append("at-\(side.rawValue)") }
    openBlock("figure", .block, end, classes: classes)
    guard let stored = document.picture(of: index) else { return }
    // Where its blocks cannot be moved it is shown as the camera stored it.
    let picture = (try? stored.uprighted()) ?? stored
    let page = document.page
    let size = figure.size.dimensions(
      of: stored, measure: document.measure(around: index), tallest: page.height - page.top - page.bottom)
    xml.open("img")
    xml.attribute("alt", figure.alternative)
    // A pixel of CSS is 1/96 inch.
    xml.attribute("width", max(1, Int((size.width * 96 / 72).rounded())))
    xml.attribute("height", max(1, Int((size.height * 96 / 72).rounded())))
    let kind = picture.format == .png ? "png" : "jpeg"
    xml.attribute(
      "src", "data:image/\(kind);base64,\(String(decoding: Base64.text(of: picture.bytes), as: UTF8.self))")
    xml.close()
  }
}
