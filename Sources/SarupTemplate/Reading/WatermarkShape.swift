internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// A watermark as it is written: a text alone, or a mapping.
struct WatermarkDraft: Sendable {
  var text: LineText?
  var style: Placed<String>?
  /// So pale that black text on it can be read.
  var color = Color(red: 0xDD, green: 0xDD, blue: 0xDD)
  var size: Points?
  var angle = 45.0

  static let shape = Shape.either(scalar: bare, mapping: full)

  private static let bare = LineText.shape.map { text, _ in WatermarkDraft(text: text) }

  private static let full = Shape.partialRecord(
    "a watermark", initial: WatermarkDraft(),
    fields: [
      Field("text", "What it says: text, {{fields}} and [optional parts].", LineText.shape, .required) { $0.text = $1 },
      Field("style", "A name under `styles`, for its font. Default: watermark, else running, else body.", .name) {
        $0.style = $1
      },
      Field("color", "A pale colour, so that the text can be read. Default: #dddddd.", .color) { $0.color = $1 },
      Field("size", "Its size. Default: as large as goes on the page.", .length(in: 8...1000)) { $0.size = $1 },
      Field("angle", "Degrees by which it rises to the right. Default: 45.", .number(in: -90...90)) { $0.angle = $1 },
    ])
}

struct WatermarkPattern: Sendable {
  var pattern: TextPattern
  var style: Int
  var color: Color
  var size: Points?
  var angle: Double
}
