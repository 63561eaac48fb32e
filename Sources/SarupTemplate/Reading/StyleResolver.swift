internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// Resolves what styles take from fonts and from each other.
struct StyleResolver {
  private let fonts: [Keyed<FontChoice>]
  private let drafts: [Keyed<StyleDraft>]
  private var resolved: [ParagraphStyle?]

  /// All styles in the order in which they are written, those of a base first.
  static func resolve(
    _ drafts: [Keyed<StyleDraft>], fonts: [Keyed<FontChoice>], reporting diagnostics: inout Diagnostics
  ) -> [ParagraphStyle] {
    var resolver = StyleResolver(fonts: fonts, drafts: drafts)
    for index in drafts.indices { resolver.resolve(index, reporting: &diagnostics) }
    return resolver.resolved.compactMap { $0 }
  }

  private init(fonts: [Keyed<FontChoice>], drafts: [Keyed<StyleDraft>]) {
    self.fonts = fonts
    self.drafts = drafts
    resolved = [ParagraphStyle?](repeating: nil, count: drafts.count)
  }

  /// Resolves a style after the one it is based on, along the whole chain.
  private mutating func resolve(_ index: Int, reporting diagnostics: inout Diagnostics) {
    var chain: [Int] = []
    var next: Int? = index
    while let current = next, resolved[current] == nil {
      if let start = chain.firstIndex(of: current) {
        let names = (chain[start...] + [current]).map { drafts[$0].key }.joined(separator: ", based on ")
        diagnostics.error(
          .styleLoop, at: drafts[chain.last ?? current].value.basedOn?.span,
          "the style `\(drafts[current].key)` is based on itself: \(names)",
          hint: "Take one of these `based-on` out.")
        break
      }
      chain.append(current)
      next = base(of: current, reporting: &diagnostics)
    }
    for current in chain.reversed() {
      let base = drafts[current].value.basedOn.flatMap { name in drafts.firstIndex { $0.key == name.value } }
      resolved[current] = style(drafts[current], over: base.flatMap { resolved[$0] }, reporting: &diagnostics)
    }
  }

  private func base(of index: Int, reporting diagnostics: inout Diagnostics) -> Int? {
    guard let name = drafts[index].value.basedOn else { return nil }
    if let base = drafts.firstIndex(where: { $0.key == name.value }) { return base }
    diagnostics.unknownStyle(name.value, at: name.span, among: drafts.map(\.key))
    return nil
  }

  private func style(
    _ draft: Keyed<StyleDraft>, over base: ParagraphStyle?, reporting diagnostics: inout Diagnostics
  ) -> ParagraphStyle {
    var style =
      base
      ?? ParagraphStyle(name: draft.key, font: fonts.first?.value ?? FontChoice(families: ["Sarabun"]), size: 16)
    style.name = draft.key
    if let font = draft.value.font {
      if let known = fonts.first(where: { $0.key == font.value }) {
        style.font = known.value
      } else {
        reportFont(font.value, at: font.span, to: &diagnostics)
      }
    }
    for change in draft.value.changes { change(&style) }
    if style.firstLine < -style.startIndent, let span = draft.value.indentSpan {
      diagnostics.error(
        .badLength, at: span, "the first line of `\(style.name)` starts outside the margin",
        hint: "Write `start-indent: ...` with at least the length that `first-line` goes back.")
    }
    if let span = draft.value.colorSpan { Contrast.check(style, at: span, reporting: &diagnostics) }
    return style
  }

  private func reportFont(_ name: String, at span: Span?, to diagnostics: inout Diagnostics) {
    let hint =
      DidYouMean.nearest(to: name, among: fonts.lazy.map(\.key)).map { "Did you mean `\($0)`?" }
      ?? (fonts.isEmpty
        ? "Add it: `fonts: {\(Excerpt.of(name)): {families: [Sarabun]}}`."
        : "Fonts of this template are \(fonts.map { "`\($0.key)`" }.joined(separator: ", ")).")
    diagnostics.error(.unknownFont, at: span, "there is no font `\(Excerpt.of(name))`", hint: hint)
  }
}

extension Diagnostics {
  mutating func unknownStyle(_ name: String, at span: Span?, among names: [String]) {
    let hint =
      DidYouMean.nearest(to: name, among: names).map { "Did you mean `\($0)`?" }
      ?? (names.isEmpty
        ? "Add it to styles." : "Add it to styles; there are \(names.map { "`\($0)`" }.joined(separator: ", ")).")
    error(.unknownStyle, at: span, "there is no style `\(Excerpt.of(name))`", hint: hint)
  }
}
