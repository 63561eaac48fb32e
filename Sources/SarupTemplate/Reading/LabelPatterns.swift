internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// What tables, pictures and findings are called: ตารางที่ ๑, ข้อ ๓.๒. Where a template says nothing, the language decides.
struct LabelPatterns: Sendable {
  /// `nil`: the language's own; without pieces: none, so that captions are not numbered.
  var table: NumberPattern?
  var figure: NumberPattern?
  /// In references only.
  var finding: NumberPattern?

  static let shape = Shape.partialRecord(
    "the labels", initial: LabelPatterns(),
    fields: [
      Field("table", "Of tables with a caption; empty for no numbers. Default: ตารางที่ {n}, Table {n}.", pattern) {
        $0.table = $1
      },
      Field("figure", "Of pictures with a caption; empty for no numbers. Default: ภาพที่ {n}, Figure {n}.", pattern) {
        $0.figure = $1
      },
      Field("finding", "In references to findings. Default: ข้อ {n}, item {n}.", pattern) { $0.finding = $1 },
    ])

  private static let pattern = Shape<Scalar>.textScalar.map { scalar, _ in scalar }
    .checked { scalar, node, diagnostics -> NumberPattern? in
      if scalar.text.isEmpty { return NumberPattern(pieces: []) }
      return NumberPattern(scalar, at: node.span, level: 0, reporting: &diagnostics)
    }

  func pattern(of kind: Caption.Kind, for wording: Wording) -> NumberPattern {
    let isThai = wording.language.primary == "th"
    return switch kind {
    case .table: table ?? Self.pattern(isThai ? "ตารางที่ " : "Table ")
    case .figure: figure ?? Self.pattern(isThai ? "ภาพที่ " : "Figure ")
    }
  }

  func findingPattern(for wording: Wording) -> NumberPattern {
    finding ?? Self.pattern(wording.language.primary == "th" ? "ข้อ " : "item ")
  }

  private static func pattern(_ words: String) -> NumberPattern {
    NumberPattern(pieces: [.text(words), .numbers(count: 1, .n)])
  }
}

extension NumberPattern {
  /// The label for an ordinal, and where the number stands in it.
  func label(_ ordinal: Int, for wording: Wording) -> (text: String, number: Range<Int>, format: NumberFormat) {
    var text = ""
    var number = 0..<0
    var used = wording.numberFormat
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .numbers(_, let form):
        used = form.format(for: wording)
        let start = text.utf8.count
        text += used.string(for: ordinal)
        number = start..<text.utf8.count
      }
    }
    return (text, number, used)
  }

  /// The label for a number in words, and how many bytes stand before the number.
  func label(_ number: String) -> (text: String, before: Int) {
    var text = ""
    var before = 0
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .numbers:
        before = text.utf8.count
        text += number
      }
    }
    return (text, before)
  }
}
