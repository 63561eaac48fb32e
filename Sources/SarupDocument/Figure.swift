package import SarupImage

/// A picture in its place. What stands below it are its children: paragraphs.
package struct FigureProperties: Sendable, Equatable {
  /// Index in ``Document/pictures``.
  package var picture: Int
  /// What it shows, for those who cannot see it; empty where the picture is decorative.
  package var alternative: String
  /// Index in ``Document/styles``: indents, alignment and the space around it.
  package var style: Int
  package var size: FigureSize
  /// Over that of the style.
  package var alignment: TextAlignment?

  package init(
    picture: Int, alternative: String, style: Int, size: FigureSize = .natural, alignment: TextAlignment? = nil
  ) {
    self.picture = picture
    self.alternative = alternative
    self.style = style
    self.size = size
    self.alignment = alignment
  }
}

/// How large a picture is to be.
package enum FigureSize: Sendable, Equatable {
  /// By its own resolution.
  case natural
  case width(Points)
  /// A part of the room between the margins, 0 to 1.
  case share(Double)
  /// As large as goes into a box; a side that is `nil` is free.
  case box(width: Points?, height: Points?)
}

extension FigureSize {
  /// Width and height of a picture: as asked for, and made smaller as a whole where there is no room for it.
  ///
  /// - Parameters:
  ///   - measure: The room between left and right.
  ///   - tallest: The room between top and bottom.
  package func dimensions(
    of picture: Picture, measure: Points, tallest: Points
  ) -> (width: Points, height: Points) {
    let natural = picture.naturalSize
    let wanted: Double =
      switch self {
      case .natural: 1
      case .width(let width): width / natural.width
      case .share(let share): share * measure / natural.width
      case .box(let width, let height):
        [width.map { $0 / natural.width }, height.map { $0 / natural.height }].compactMap { $0 }.min() ?? 1
      }
    let scale = min(wanted, max(measure, 1) / natural.width, max(tallest, 1) / natural.height)
    return (natural.width * scale, natural.height * scale)
  }
}

extension Document {
  /// The picture of a figure; `nil` for an element that is none.
  package func picture(of element: Int) -> Picture? {
    guard elements.indices.contains(element), case .figure(let figure) = elements[element].kind,
      pictures.indices.contains(figure.picture)
    else { return nil }
    return pictures[figure.picture]
  }

  /// Whether an element is a paragraph that stands below a picture.
  package func isFigureCaption(_ element: Int) -> Bool {
    guard elements.indices.contains(element), elements.indices.contains(elements[element].parent),
      case .paragraph = elements[element].kind, case .figure = elements[elements[element].parent].kind
    else { return false }
    return true
  }
}
