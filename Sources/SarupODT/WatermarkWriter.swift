internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

// The watermark: text along a path in the running heads, which LibreOffice calls Fontwork, named as its command for watermarks names it.

extension ContentWriter {
  mutating func writeWatermark(_ watermark: Watermark, on sheet: Sheet) {
    file.watermarks += 1
    let text = watermark.text.string
    let columns = Double(max(1, text.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark }))
    // The word fills its box: letters are two fifths of an em wide, and stand with their marks in nine tenths of one.
    let em = watermark.size ?? min(0.42 * min(sheet.width, sheet.height), 1.5 * sheet.width / columns)
    let width = max(1, em * 0.42 * columns)
    let height = max(1, em * 0.9)
    xml.open("draw:custom-shape")
    xml.attribute("draw:name", "PowerPlusWaterMarkObject\(file.watermarks)")
    xml.attribute("draw:style-name", "Watermark")
    xml.attribute("text:anchor-type", "paragraph")
    xml.attribute("draw:z-index", 0)
    xml.attribute("svg:width", pt(width))
    xml.attribute("svg:height", pt(height))
    // Turned about its upper left corner, and moved so that its middle comes to lie in that of the sheet.
    let radians = watermark.angle * Double.pi / 180
    let angle = Angle(degrees: watermark.angle)
    let (sine, cosine) = (angle.sine, angle.cosine)
    let x = sheet.width / 2 - (width / 2 * cosine + height / 2 * sine)
    let y = sheet.height / 2 - (height / 2 * cosine - width / 2 * sine)
    xml.attribute("draw:transform", "rotate (\(decimal(radians))) translate (\(pt(x)) \(pt(y)))")
    xml.open("text:p")
    xml.text(text)
    xml.close()
    xml.open("draw:enhanced-geometry")
    xml.attribute("svg:viewBox", "0 0 21600 21600")
    xml.attribute("draw:text-path", "true")
    xml.attribute("draw:type", "fontwork-plain-text")
    xml.attribute("draw:enhanced-path", "M 0 0 L 21600 0 N M 0 21600 L 21600 21600 N")
    xml.close()
    xml.close()
  }
}
