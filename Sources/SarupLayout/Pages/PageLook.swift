internal import SarupDocument

extension PageMaker {
  /// The picture behind a page, and the lines along its edges.
  func addLook(to page: inout Page, sheet: Sheet) {
    let document = layout.document
    if let background = document.page.background, background.isShown(onFirst: page.number == 0),
      document.pictures.indices.contains(background.picture)
    {
      let place = background.place(of: document.pictures[background.picture], on: sheet)
      let image = ImageMark(
        picture: background.picture, x: place.x, y: place.y, width: place.width, height: place.height)
      page.marks.append(Mark(owner: .artifact(.background), shape: .image(image)))
    }
    guard let border = document.page.border else { return }
    for line in border.lines(on: sheet) {
      page.addRule(x: line.x, y: line.y, width: line.width, height: line.height, color: border.color)
    }
  }
}
