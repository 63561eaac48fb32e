internal import SarupContainer
internal import SarupDocument
internal import SarupImage

// What lies behind the pages of paper (CSS Paged Media 3, 5.1): Chromium paints it, other browsers leave it out. The lines along the
// edges are a layer of the background too, for a border of `@page` would push the running heads out to the edges.

extension PageStyle {
  /// The declarations of a page; empty where nothing lies behind it.
  func look(_ sheet: Sheet, isFirst: Bool) -> String {
    var layers: [String] = []
    if let border = document.page.border {
      let whole = (x: 0.0, y: 0.0, width: sheet.width, height: sheet.height)
      layers.append("\(Self.drawing(of: border, on: sheet)) \(place(whole, on: sheet))")
    }
    if let background = document.page.background, background.isShown(onFirst: isFirst),
      document.pictures.indices.contains(background.picture)
    {
      let stored = document.pictures[background.picture]
      // Where its blocks cannot be moved it is shown as the camera stored it.
      let picture = (try? stored.uprighted()) ?? stored
      let kind = picture.format == .png ? "png" : "jpeg"
      let bytes = String(decoding: Base64.text(of: picture.bytes), as: UTF8.self)
      layers.append(
        "url(data:image/\(kind);base64,\(bytes)) \(place(background.place(of: stored, on: sheet), on: sheet))")
    }
    if layers.isEmpty { return document.page.background == nil || !isFirst ? "" : "background:none;" }
    return "print-color-adjust:exact;background:\(layers.joined(separator: ","));"
  }

  /// The lines as a picture as large as the sheet: browsers do not print gradients there.
  private static func drawing(of border: PageBorder, on sheet: Sheet) -> String {
    let path = border.lines(on: sheet).map { line in
      "M\(css(line.x)) \(css(line.y))h\(css(line.width))v\(css(line.height))h\(css(-line.width))z"
    }.joined()
    let picture =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(css(sheet.width)) \(css(sheet.height))\">"
      + "<path fill=\"\(css(border.color))\" d=\"\(path)\"/></svg>"
    return "url(data:image/svg+xml;base64,\(String(decoding: Base64.text(of: Array(picture.utf8)), as: UTF8.self)))"
  }

  /// Places are counted from the room inside the margins.
  private func place(
    _ place: (x: Points, y: Points, width: Points, height: Points), on sheet: Sheet
  ) -> String {
    "\(css(place.x - sheet.start))pt \(css(place.y - sheet.top))pt/\(css(place.width))pt \(css(place.height))pt no-repeat"
  }
}
