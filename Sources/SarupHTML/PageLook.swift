internal import SarupContainer
internal import SarupDocument
internal import SarupImage

// What lies behind the pages of paper (CSS Paged Media 3, 5.1): Chromium paints it, other browsers leave it out. The lines along the
// edges are layers of the background too, for a border of `@page` would push the running heads out to the edges.

extension PageStyle {
  /// The declarations of a page; empty where nothing lies behind it.
  func look(_ sheet: Sheet, isFirst: Bool) -> String {
    var layers: [String] = []
    if let border = document.page.border {
      let color = css(border.color)
      for line in border.lines(on: sheet) {
        layers.append("linear-gradient(\(color),\(color)) \(place(line, on: sheet))")
      }
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

  /// Places are counted from the room inside the margins.
  private func place(
    _ place: (x: Points, y: Points, width: Points, height: Points), on sheet: Sheet
  ) -> String {
    "\(css(place.x - sheet.start))pt \(css(place.y - sheet.top))pt/\(css(place.width))pt \(css(place.height))pt no-repeat"
  }
}
