internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax

/// A face at the real size at which it looks as large as its style asks.
struct SizedFace: Sendable, Equatable {
  var face: FaceIndex
  /// The real size in points.
  var size: Points
  var pointsPerUnit: Double
  /// How far above the baseline its glyphs stand.
  var rise: Points = 0

  /// The face for text that is raised, such as the mark of a footnote.
  var raised: SizedFace {
    SizedFace(face: face, size: size * 0.65, pointsPerUnit: pointsPerUnit * 0.65, rise: size * 0.36)
  }
}

/// The line of a style: what stands above and below the baseline, and the type's own measures.
struct LineBox: Sendable, Equatable {
  var ascent: Points
  var descent: Points
  /// Real size of the style's upright face.
  var em: Points
  /// Width of ก: the column in which slack and penalties are measured.
  var column: Points

  var height: Points { ascent + descent }
}

/// Faces and sizes of a document's styles, each looked up once.
struct StyleFaces: Sendable {
  private let book: FontBook
  private let styles: [ParagraphStyle]
  /// Four for each style: regular, bold, italic, bold italic.
  private var faces: [SizedFace?]
  private var known: [Bool]
  private var boxes: [LineBox?]
  /// Several styles have one font; what is wrong with it is said once.
  private var told: [Diagnostic] = []

  init(styles: [ParagraphStyle], book: FontBook) {
    self.book = book
    self.styles = styles
    faces = Array(repeating: nil, count: styles.count * 4)
    known = Array(repeating: false, count: styles.count * 4)
    boxes = Array(repeating: nil, count: styles.count)
  }

  /// The face of a style's text with the given traits; `nil` when the book has none of its families, which the book reports.
  mutating func face(
    style: Int, traits: RichText.Traits, reporting diagnostics: inout Diagnostics
  ) -> SizedFace? {
    let isBold = styles[style].isBold || traits.contains(.strong)
    let isItalic = styles[style].isItalic || traits.contains(.emphasis)
    let slot = style * 4 + (isBold ? 1 : 0) + (isItalic ? 2 : 0)
    if known[slot] { return faces[slot] }
    known[slot] = true
    let request = FontRequest(families: styles[style].font.families, isBold: isBold, isItalic: isItalic)
    var problems = Diagnostics()
    let found = book.face(for: request, reporting: &problems)
    for problem in problems.all { tell(problem, at: styles[style].font.familiesSpan, to: &diagnostics) }
    if let face = found {
      reportUnknownSize(of: styles[style].font, to: &diagnostics)
      let scale = book.apparentSize(of: face, as: styles[style].font.sizeAs).scale
      faces[slot] = sized(face, at: styles[style].size * scale)
    }
    return faces[slot]
  }

  /// From where the label of a line starts to where its text does.
  func labelWidth(style: Int) -> Points { styles[style].labelWidth }

  func color(style: Int) -> Color { styles[style].color }

  /// The families that a style names for its text.
  func families(style: Int) -> [String] { styles[style].font.families }

  private mutating func tell(_ problem: Diagnostic, at span: SarupSyntax.Span?, to diagnostics: inout Diagnostics) {
    var problem = problem
    problem.span = problem.span ?? span
    guard !told.contains(problem) else { return }
    told.append(problem)
    diagnostics.add(problem)
  }

  private mutating func reportUnknownSize(of font: FontChoice, to diagnostics: inout Diagnostics) {
    guard let family = font.sizeAs, !book.knowsSize(of: family),
      !font.families.contains(where: { $0.lowercased() == family.lowercased() })
    else { return }
    let problem = Diagnostic(
      .warning, .fontSizeUnknown, at: font.sizeAsSpan, "it is not known how large `\(family)` looks",
      hints: ["Write a family whose files are there, or `TH Sarabun New`; take `size-as` out for the face's own size."])
    tell(problem, at: nil, to: &diagnostics)
  }

  /// A face that steps in for characters which `primary` lacks, at the size at which both look alike.
  func fallback(_ face: FaceIndex, for primary: SizedFace) -> SizedFace {
    let wanted = book.metrics(of: primary.face).koKaiWidth
    let found = book.metrics(of: face).koKaiWidth
    let ratio = wanted > 0 && found > 0 ? min(max(wanted / found, 0.5), 2) : 1
    var other = sized(face, at: primary.size * ratio)
    other.rise = primary.rise
    return other
  }

  mutating func lineBox(style: Int, reporting diagnostics: inout Diagnostics) -> LineBox {
    if let box = boxes[style] { return box }
    let size = styles[style].size
    let multiple = styles[style].lineHeight
    var box = LineBox(ascent: size * multiple, descent: size * 0.3 * multiple, em: size, column: size * 0.5)
    if let face = face(style: style, traits: [], reporting: &diagnostics) {
      let apparent = book.apparentSize(of: face.face, as: styles[style].font.sizeAs)
      box.ascent = size * apparent.ascent * multiple
      box.descent = size * apparent.descent * multiple
      box.em = face.size
      box.column = max(face.size * book.metrics(of: face.face).koKaiWidth, face.size * 0.1)
    }
    if let line = styles[style].exactLine, box.height > 0 {
      box.ascent *= line / box.height
      box.descent = line - box.ascent
    }
    boxes[style] = box
    return box
  }

  private func sized(_ face: FaceIndex, at size: Points) -> SizedFace {
    SizedFace(face: face, size: size, pointsPerUnit: size / Double(max(1, book.unitsPerEm(of: face))))
  }
}
