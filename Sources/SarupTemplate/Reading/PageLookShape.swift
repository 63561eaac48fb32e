internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// The border of a page as it is written.
struct PageBorderDraft: Sendable, Equatable {
  var sides = Sides()
  var color = Color.black
  /// As far as Word's own.
  var distance: Points = 24

  /// `nil` where no side has a line.
  var border: PageBorder? {
    sides == Sides() ? nil : PageBorder(sides: sides, color: color, distance: distance)
  }

  static let shape = Shape.either(scalar: around, mapping: bySide)

  /// Word knows no thicker line, and no line further from the edge of the sheet.
  private static let thickest: Points = 12
  private static let furthest: Points = 31

  private static let around = Shape<Points>.length(in: 0...thickest).map { thickness, _ in
    PageBorderDraft(sides: Sides(top: thickness, end: thickness, bottom: thickness, start: thickness))
  }

  private static let bySide = Shape.partialRecord(
    "the border of a page", initial: PageBorderDraft(),
    fields: [
      Field("top", "Thickness of the upper line. Default: 0.", .length(in: 0...thickest)) { $0.sides.top = $1 },
      Field("right", "Thickness of the right line. Default: 0.", .length(in: 0...thickest)) { $0.sides.end = $1 },
      Field("bottom", "Thickness of the lower line. Default: 0.", .length(in: 0...thickest)) { $0.sides.bottom = $1 },
      Field("left", "Thickness of the left line. Default: 0.", .length(in: 0...thickest)) { $0.sides.start = $1 },
      Field("color", "Colour of the lines. Default: black.", .color) { $0.color = $1 },
      Field("distance", "From the edge of the sheet to the lines. Default: 24pt.", .length(in: 0...furthest)) {
        $0.distance = $1
      },
    ])
}

/// The picture behind the pages as it is written.
struct BackgroundDraft: Sendable {
  var picture: Placed<String>?
  var pages = PageBackground.Pages.all
  var width: Points?
  var height: Points?
  var horizontal = TextAlignment.center
  var vertical = PageBackground.VerticalPlace.middle

  static let shape = Shape.either(scalar: bare, mapping: full)

  private static let bare = Shape<Placed<String>>.name.map { path, _ in BackgroundDraft(picture: path) }

  private static let full = Shape.partialRecord(
    "the picture behind the pages", initial: BackgroundDraft(),
    fields: [
      Field("picture", "The path of a file below the template's folder.", .name, .required) { $0.picture = $1 },
      Field("pages", "On which pages it is: all, first or rest. Default: all.", .choice(PageBackground.Pages.self)) {
        $0.pages = $1
      },
      Field("width", "How wide it is at most. Default: as wide as the sheet.", .length(in: 1...Length.longest)) {
        $0.width = $1
      },
      Field("height", "How high it is at most. Default: as high as the sheet.", .length(in: 1...Length.longest)) {
        $0.height = $1
      },
      Field("align", "Between the left and the right edge of the sheet. Default: center.", .sides) {
        $0.horizontal = $1
      },
      Field(
        "vertical", "Between the upper and the lower edge of the sheet. Default: middle.",
        .choice(PageBackground.VerticalPlace.self)
      ) { $0.vertical = $1 },
    ])
}
