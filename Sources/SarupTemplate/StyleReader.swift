internal import SarupDocument
internal import SarupSyntax

/// Reads fonts and paragraph styles, and resolves what styles take from each other.
struct StyleReader {
  /// A style as it is written: what it does not say comes from the style it is based on.
  private struct Draft {
    var name: String
    var keySpan: Span
    var keys: KeyReader?
    var basedOn: (name: String, span: Span)?
  }

  private var fonts: [(name: String, font: FontChoice)] = []
  private var drafts: [Draft] = []
  private var resolved: [ParagraphStyle?] = []
  /// Fonts or styles that cannot be read have been reported; names that they would have given are not missed as well.
  private(set) var isWhole = true

  static let keys = [
    "based-on", "font", "size", "weight", "slant", "color", "align", "start-indent", "end-indent", "first-line",
    "label-width", "line-height", "space-before", "space-after", "keep-with-next", "keep-together", "widows", "orphans",
    "balance",
  ]

  private enum Weight: String, CaseIterable { case regular, bold }
  private enum Slant: String, CaseIterable { case upright, italic }

  /// All styles in the order in which they are written, those of a base first.
  static func read(
    fonts: Node?, styles: Node?, reporting diagnostics: inout Diagnostics
  ) -> (styles: [ParagraphStyle], isWhole: Bool) {
    var reader = StyleReader()
    if let fonts { reader.readFonts(fonts, reporting: &diagnostics) }
    if let styles { reader.readDrafts(styles, reporting: &diagnostics) }
    reader.resolved = [ParagraphStyle?](repeating: nil, count: reader.drafts.count)
    for index in reader.drafts.indices { reader.resolve(index, reporting: &diagnostics) }
    return (reader.resolved.compactMap { $0 }, reader.isWhole)
  }

  // MARK: - Fonts

  private mutating func readFonts(_ node: Node, reporting diagnostics: inout Diagnostics) {
    guard let entries = node.mapping else {
      diagnostics.error(
        .badValue, at: node.span, "fonts is a mapping of names to families",
        hint: "Write `fonts: {body: {families: [Sarabun]}}`.")
      isWhole = false
      return
    }
    for entry in entries where !entry.value.isNull {
      guard
        let keys = KeyReader(
          entry.value, of: "a font", keys: ["families", "word", "size-as"], reporting: &diagnostics)
      else {
        isWhole = false
        continue
      }
      var font = FontChoice(families: [])
      if let families = keys["families"] {
        font.families = ValueReader.texts(families, "families", reporting: &diagnostics)
      }
      if font.families.isEmpty {
        diagnostics.error(
          .badValue, at: keys["families"]?.span ?? entry.keySpan, "the font \(entry.key) names no family",
          hint: "Write `families: [Sarabun]`.")
      }
      if let word = keys["word"] { font.wordFamilies = ValueReader.texts(word, "word", reporting: &diagnostics) }
      if let family = keys["size-as"] { font.sizeAs = ValueReader.text(family, "size-as", reporting: &diagnostics) }
      fonts.append((entry.key, font))
    }
  }

  // MARK: - Styles

  private mutating func readDrafts(_ node: Node, reporting diagnostics: inout Diagnostics) {
    guard let entries = node.mapping else {
      diagnostics.error(
        .badValue, at: node.span, "styles is a mapping of names to styles",
        hint: "Write `styles: {body: {size: 16pt}}`.")
      isWhole = false
      return
    }
    for entry in entries where !entry.value.isNull {
      var draft = Draft(name: entry.key, keySpan: entry.keySpan)
      draft.keys = KeyReader(
        entry.value, of: "the style \(entry.key)", keys: Self.keys, reporting: &diagnostics)
      if let base = draft.keys?["based-on"], let name = ValueReader.text(base, "based-on", reporting: &diagnostics) {
        draft.basedOn = (name, base.span)
      }
      drafts.append(draft)
    }
  }

  /// Resolves a style after the one it is based on, along the whole chain.
  private mutating func resolve(_ index: Int, reporting diagnostics: inout Diagnostics) {
    var chain: [Int] = []
    var next: Int? = index
    while let current = next, resolved[current] == nil {
      if let start = chain.firstIndex(of: current) {
        let names = (chain[start...] + [current]).map { drafts[$0].name }.joined(separator: ", based on ")
        diagnostics.error(
          .styleLoop, at: drafts[chain.last ?? current].basedOn?.span, "a style is based on itself: \(names)",
          hint: "Take one of these `based-on` out.")
        break
      }
      chain.append(current)
      next = base(of: current, reporting: &diagnostics)
    }
    for current in chain.reversed() {
      let base = drafts[current].basedOn.flatMap { basedOn in drafts.firstIndex { $0.name == basedOn.name } }
      resolved[current] = style(drafts[current], over: base.flatMap { resolved[$0] }, reporting: &diagnostics)
    }
  }

  private func base(of index: Int, reporting diagnostics: inout Diagnostics) -> Int? {
    guard let basedOn = drafts[index].basedOn else { return nil }
    if let base = drafts.firstIndex(where: { $0.name == basedOn.name }) { return base }
    let hint =
      DidYouMean.nearest(to: basedOn.name, among: drafts.map(\.name)).map { "Did you mean \($0)?" }
      ?? "Add it to styles, or take the `based-on` out."
    diagnostics.error(.unknownStyle, at: basedOn.span, "there is no style \(basedOn.name)", hint: hint)
    return nil
  }

  private func style(
    _ draft: Draft, over base: ParagraphStyle?, reporting diagnostics: inout Diagnostics
  ) -> ParagraphStyle {
    var style =
      base ?? ParagraphStyle(name: draft.name, font: fonts.first?.font ?? FontChoice(families: ["Sarabun"]), size: 16)
    style.name = draft.name
    guard let keys = draft.keys else { return style }
    if let font = keys["font"], let choice = self.font(font, reporting: &diagnostics) { style.font = choice }
    if let node = keys["size"] {
      style.size = ValueReader.length(node, "size", in: 1...1000, reporting: &diagnostics) ?? style.size
    }
    if let node = keys["weight"],
      let weight = ValueReader.choice(node, "weight", as: Weight.self, reporting: &diagnostics)
    {
      style.isBold = weight == .bold
    }
    if let node = keys["slant"], let slant = ValueReader.choice(node, "slant", as: Slant.self, reporting: &diagnostics)
    {
      style.isItalic = slant == .italic
    }
    if let node = keys["color"] { style.color = color(node, reporting: &diagnostics) ?? style.color }
    if let node = keys["align"] {
      style.alignment = ValueReader.choice(node, "align", reporting: &diagnostics) ?? style.alignment
    }
    readLengths(keys, into: &style, reporting: &diagnostics)
    if let node = keys["line-height"] {
      style.lineHeight =
        ValueReader.number(node, "line-height", in: 0.5...10, reporting: &diagnostics) ?? style.lineHeight
    }
    if let node = keys["widows"] {
      style.widows = ValueReader.integer(node, "widows", in: 1...10, reporting: &diagnostics) ?? style.widows
    }
    if let node = keys["orphans"] {
      style.orphans = ValueReader.integer(node, "orphans", in: 1...10, reporting: &diagnostics) ?? style.orphans
    }
    for (key, path) in Self.switches {
      if let node = keys[key], let value = ValueReader.bool(node, key, reporting: &diagnostics) {
        style[keyPath: path] = value
      }
    }
    return style
  }

  private static var switches: [(String, WritableKeyPath<ParagraphStyle, Bool>)] {
    [("keep-with-next", \.keepWithNext), ("keep-together", \.keepTogether), ("balance", \.balance)]
  }

  private static var lengths: [(String, WritableKeyPath<ParagraphStyle, Points>)] {
    [
      ("start-indent", \.startIndent), ("end-indent", \.endIndent), ("label-width", \.labelWidth),
      ("space-before", \.spaceBefore), ("space-after", \.spaceAfter),
    ]
  }

  private func readLengths(
    _ keys: KeyReader, into style: inout ParagraphStyle, reporting diagnostics: inout Diagnostics
  ) {
    for (key, path) in Self.lengths {
      if let node = keys[key], let length = ValueReader.length(node, key, reporting: &diagnostics) {
        style[keyPath: path] = length
      }
    }
    // A first line may start left of the others, as far as there is an indent.
    if let node = keys["first-line"] {
      style.firstLine =
        ValueReader.length(node, "first-line", in: -Length.longest...Length.longest, reporting: &diagnostics)
        ?? style.firstLine
    }
    if style.firstLine < -style.startIndent, let node = keys["first-line"] ?? keys["start-indent"] {
      diagnostics.error(
        .badLength, at: node.span,
        "the first line of \(style.name) starts outside the margin",
        hint: "Make start-indent at least as wide as first-line goes back.")
    }
  }

  private func font(_ node: Node, reporting diagnostics: inout Diagnostics) -> FontChoice? {
    guard let name = ValueReader.text(node, "font", reporting: &diagnostics) else { return nil }
    if let font = fonts.first(where: { $0.name == name }) { return font.font }
    if !isWhole { return nil }
    let hint =
      DidYouMean.nearest(to: name, among: fonts.map(\.name)).map { "Did you mean \($0)?" }
      ?? (fonts.isEmpty
        ? "Add it: `fonts: {\(name): {families: [Sarabun]}}`."
        : "Fonts of this template are \(fonts.map(\.name).joined(separator: ", ")).")
    diagnostics.error(.unknownFont, at: node.span, "there is no font \(name)", hint: hint)
    return nil
  }

  private func color(_ node: Node, reporting diagnostics: inout Diagnostics) -> Color? {
    if let color = node.scalar.flatMap({ Color(notation: $0.text) }) { return color }
    diagnostics.error(
      .badColor, at: node.span,
      node.isNull || node.scalar == nil ? "color is a text" : "\(node.scalar?.text ?? "") is no colour",
      hint: "Write it as red, green and blue in quotes: \"#1a2b3c\".")
    return nil
  }
}
