package import SarupImage

// What stands on every page behind its text and around it.

/// Lines along the edges of the sheet.
package struct PageBorder: Sendable, Equatable {
  /// Thickness of the line on each side; 0 for none.
  package var sides: Sides
  package var color: Color
  /// From the edges of the sheet to the outer edges of the lines.
  package var distance: Points

  package init(sides: Sides, color: Color = .black, distance: Points) {
    self.sides = sides
    self.color = color
    self.distance = distance
  }

  /// The lines on a sheet, the upper left corner of each first. They meet in the corners, and lie over each other nowhere.
  package func lines(on sheet: Sheet) -> [(x: Points, y: Points, width: Points, height: Points)] {
    let (width, height) = (sheet.width - 2 * distance, sheet.height - 2 * distance)
    let inner = height - sides.top - sides.bottom
    guard width > sides.start + sides.end, inner > 0 else { return [] }
    let all = [
      (distance, distance, width, sides.top), (distance, sheet.height - distance - sides.bottom, width, sides.bottom),
      (distance, distance + sides.top, sides.start, inner),
      (sheet.width - distance - sides.end, distance + sides.top, sides.end, inner),
    ]
    return all.filter { $0.2 > 0 && $0.3 > 0 }
  }
}

/// A picture behind the text.
package struct PageBackground: Sendable, Equatable {
  package enum Pages: String, Sendable, CaseIterable { case all, first, rest }

  package enum VerticalPlace: String, Sendable, CaseIterable { case top, middle, bottom }

  /// Index in ``Document/pictures``.
  package var picture: Int
  package var pages: Pages
  /// As large as goes into a box; a side that is `nil` ends at the edge of the sheet.
  package var width: Points?
  package var height: Points?
  package var horizontal: TextAlignment
  package var vertical: VerticalPlace

  package init(
    picture: Int, pages: Pages = .all, width: Points? = nil, height: Points? = nil,
    horizontal: TextAlignment = .center, vertical: VerticalPlace = .middle
  ) {
    self.picture = picture
    self.pages = pages
    self.width = width
    self.height = height
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// Whether the first page has it, or all others.
  package func isShown(onFirst isFirst: Bool) -> Bool { pages == .all || (pages == .first) == isFirst }

  /// Where it lies on a sheet.
  package func place(
    of picture: Picture, on sheet: Sheet
  ) -> (x: Points, y: Points, width: Points, height: Points) {
    let box = FigureSize.box(width: width ?? sheet.width, height: height ?? sheet.height)
    let size = box.dimensions(of: picture, measure: sheet.width, tallest: sheet.height)
    let (across, down) = (sheet.width - size.width, sheet.height - size.height)
    let x = horizontal == .end ? across : horizontal == .center ? across / 2 : 0
    let y = vertical == .bottom ? down : vertical == .middle ? down / 2 : 0
    return (x, y, size.width, size.height)
  }
}
