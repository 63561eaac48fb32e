internal import SarupDOCX
internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// The fonts that a Word file carries: for each style a family whose files are at hand, and of that the faces that the text needs.
struct CarriedFonts {
  let book: FontBook
  private(set) var faces: [EmbeddedFace] = []
  /// The choices so far; `nil` where no family of a font is at hand.
  private var families: [(font: FontChoice, family: String?)] = []

  /// Faces that the book has been asked for, so that one that is refused is told once.
  private var asked: [(family: String, style: EmbeddedFace.Style)] = []

  init(book: FontBook) { self.book = book }

  /// The document in families that the file can carry. Sizes change with the families, so that text looks as large as it did.
  mutating func dress(_ document: Document, reporting diagnostics: inout Diagnostics) -> Document {
    var dressed = document
    let needs = Self.needs(of: document)
    for index in document.styles.indices where !needs[index].isEmpty {
      let font = document.styles[index].font
      guard let family = family(for: font, reporting: &diagnostics) else { continue }
      dress(&dressed.styles[index], in: family)
      // What people add may be regular, whatever the text is.
      for style in EmbeddedFace.Style.allCases where needs[index].contains(style) || style == .regular {
        carry(family, style, reporting: &diagnostics)
      }
    }
    // What the file has for whoever goes on editing takes what there is.
    let spare = Self.spareStyles(of: document)
    for index in document.styles.indices where needs[index].isEmpty && spare.contains(index) {
      var unheard = Diagnostics()
      guard let family = family(for: document.styles[index].font, reporting: &unheard) else { continue }
      dress(&dressed.styles[index], in: family)
      carry(family, .regular, reporting: &unheard)
    }
    return dressed
  }

  /// The first family of a font that is at hand: those of Word files, then those of the other outputs.
  private mutating func family(for font: FontChoice, reporting diagnostics: inout Diagnostics) -> String? {
    if let known = families.first(where: { $0.font == font }) { return known.family }
    var candidates = font.wordFamilies
    if candidates.isEmpty { candidates = [font.sizeAs].compactMap(\.self) }
    candidates += font.families
    let family = candidates.first { book.hasFamily($0) }
    if family == nil {
      diagnostics.error(
        .fontNotFound, at: font.familiesSpan,
        "no font for the Word file to carry: none of \(candidates.map { "`\(Excerpt.of($0))`" }.joined(separator: ", ")) is at hand",
        hint: "Give the folder of its files with `--fonts`, or write the Word file without `--embed-fonts`.")
    }
    families.append((font, family))
    return family
  }

  private func dress(_ style: inout ParagraphStyle, in family: String) {
    let font = style.font
    style.font.wordFamilies = [family]
    // A family that the template names for Word has the size that it is written in.
    if font.wordFamilies.contains(family) || font.sizeAs == nil || font.sizeAs == family { return }
    var unheard = Diagnostics()
    let request = FontRequest(families: [family], isBold: false, isItalic: false)
    guard let meant = font.sizeAs, let face = book.face(for: request, reporting: &unheard) else { return }
    let (scale, linePitch) = book.standIn(face, for: meant)
    style.font.sizeAs = nil
    style.size *= scale
    style.lineHeight *= linePitch
  }

  private mutating func carry(
    _ family: String, _ style: EmbeddedFace.Style, reporting diagnostics: inout Diagnostics
  ) {
    guard !asked.contains(where: { $0 == (family, style) }) else { return }
    asked.append((family, style))
    let isBold = style == .bold || style == .boldItalic
    let isItalic = style == .italic || style == .boldItalic
    // A family without this style is no fault: programs make one up from its regular face.
    if let bytes = book.wholeFace(of: family, isBold: isBold, isItalic: isItalic, reporting: &diagnostics) {
      faces.append(EmbeddedFace(family: family, style: style, bytes: bytes))
    }
  }

  // MARK: What the text needs

  /// Styles that a Word file may have without text in them: running text, and levels of lists.
  private static func spareStyles(of document: Document) -> Set<Int> {
    var styles = Set(document.bulletStyles)
    for scheme in document.numberings { styles.formUnion(scheme.levels.compactMap(\.style)) }
    if let body = document.styles.firstIndex(where: { $0.name == "body" }) { styles.insert(body) }
    return styles
  }

  /// By style of the document, the faces in which its text stands.
  private static func needs(of document: Document) -> [Set<EmbeddedFace.Style>] {
    var needs = [Set<EmbeddedFace.Style>](repeating: [], count: document.styles.count)
    func add(_ style: Int, _ traits: RichText.Traits) {
      guard document.styles.indices.contains(style) else { return }
      let look = document.styles[style]
      needs[style].insert(
        EmbeddedFace.Style(
          isBold: look.isBold || traits.contains(.strong), isItalic: look.isItalic || traits.contains(.emphasis)))
    }
    func add(_ text: StyledText, _ style: Int) {
      add(style, [])
      for run in text.runs { add(run.style ?? style, run.traits) }
    }
    for element in document.elements {
      switch element.kind {
      case .paragraph(let paragraph): add(paragraph.text, paragraph.style)
      case .figure(let figure): add(figure.style, [])
      default: break
      }
    }
    for line in document.page.allHeads.flatMap({ [$0.top, $0.bottom] }).compactMap(\.self) {
      add(line.style, [])
      for case .text(let text) in line.start + line.center + line.end { add(text, line.style) }
    }
    return needs
  }
}
