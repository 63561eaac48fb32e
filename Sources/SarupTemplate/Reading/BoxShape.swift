internal import SarupDocument
internal import SarupSyntax

/// The border of a style as it is written.
struct BorderDraft: Sendable, Equatable {
  var sides = Sides()
  var color = Color.black

  static let shape = Shape.either(scalar: around, mapping: bySide)

  private static let thickest: Points = 12

  private static let around = Shape<Points>.length(in: 0...thickest).map { thickness, _ in
    BorderDraft(sides: Sides(top: thickness, end: thickness, bottom: thickness, start: thickness))
  }

  private static let bySide = Shape.partialRecord(
    "the border of a style", initial: BorderDraft(),
    fields: [
      Field("top", "Thickness of the line above.", .length(in: 0...thickest)) { $0.sides.top = $1 },
      Field("right", "Thickness of the line to the right.", .length(in: 0...thickest)) { $0.sides.end = $1 },
      Field("bottom", "Thickness of the line below.", .length(in: 0...thickest)) { $0.sides.bottom = $1 },
      Field("left", "Thickness of the line to the left.", .length(in: 0...thickest)) { $0.sides.start = $1 },
      Field("color", "Colour of the lines. Default: black.", .color) { $0.color = $1 },
    ])
}

/// The padding of a style as it is written. A side that is not named has none.
struct PaddingDraft: Sendable, Equatable {
  var top: RelativeLength?
  var end: RelativeLength?
  var bottom: RelativeLength?
  var start: RelativeLength?

  static let shape = Shape.either(scalar: around, mapping: bySide)

  /// Word knows no more than 31 pt between a border and its text.
  private static let widest: Points = 31

  private static let length = Shape<RelativeLength>.relativeLength(in: 0...widest)

  private static let around = length.map { length, _ in
    PaddingDraft(top: length, end: length, bottom: length, start: length)
  }

  private static let bySide = Shape.partialRecord(
    "the padding of a style", initial: PaddingDraft(),
    fields: [
      Field("top", "Above the text.", length) { $0.top = $1 },
      Field("right", "To the right of the text.", length) { $0.end = $1 },
      Field("bottom", "Below the text.", length) { $0.bottom = $1 },
      Field("left", "To the left of the text.", length) { $0.start = $1 },
    ])
}

/// How high the lines of a style are.
enum LineHeight: Sendable {
  case multiple(Double)
  case exact(RelativeLength)

  static let shape: Shape<LineHeight> = {
    let multiple = Shape<Double>.number(in: 0.5...10)
    let length = Shape<RelativeLength>.relativeLength(in: 1...1000)
    return Shape(
      schema: .anyOf([multiple.schema, length.schema]), wants: multiple.wants + " or a length", hint: multiple.hint
    ) { node, diagnostics in
      // A text that is not a number at all is taken for a length that went wrong only if it begins like one.
      guard node.scalar?.number == nil, let first = node.scalar?.text.utf8.first,
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
      else { return multiple.read(node, &diagnostics).map { .multiple($0) } }
      return length.read(node, &diagnostics).map { .exact($0) }
    }
  }()
}
