internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// Resolves what styles take from fonts and from each other.
struct StyleResolver {
  private let fonts: [Keyed<FontChoice>]
  private let drafts: [Keyed<StyleDraft>]
  private var resolved: [ParagraphStyle?]
  /// Lengths in em of each style, its own and those that it takes on: they follow its size.
  private var relative: [[StyleLength]]
  /// Where the colours of each style are given, by itself or by one that it takes them from.
  private var colorSpans: [Span?]

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
    relative = [[StyleLength]](repeating: [], count: drafts.count)
    colorSpans = [Span?](repeating: nil, count: drafts.count)
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
      var style = style(drafts[current].value, named: drafts[current].key, over: base, reporting: &diagnostics)
      relative[current] = setLengths(
        of: &style, drafts[current].value.lengths, over: base.map { relative[$0] } ?? [], reporting: &diagnostics)
      colorSpans[current] =
        drafts[current].value.colorSpan ?? drafts[current].value.backgroundSpan ?? base.flatMap { colorSpans[$0] }
      check(style, drafts[current].value, reporting: &diagnostics)
      // Colours that are enough for large letters may be taken on by small ones. What has too little itself is told once.
      if base.flatMap({ resolved[$0] }).map(Contrast.suffices) ?? true || drafts[current].value.hasColors,
        let span = colorSpans[current]
      {
        Contrast.check(style, on: style.box.background ?? .white, at: span, reporting: &diagnostics)
      }
      resolved[current] = style
    }
  }

  private func base(of index: Int, reporting diagnostics: inout Diagnostics) -> Int? {
    guard let name = drafts[index].value.basedOn else { return nil }
    if let base = drafts.firstIndex(where: { $0.key == name.value }) { return base }
    diagnostics.unknownStyle(name.value, at: name.span, among: drafts.map(\.key))
    return nil
  }

  private func style(
    _ draft: StyleDraft, named name: String, over base: Int?, reporting diagnostics: inout Diagnostics
  ) -> ParagraphStyle {
    var style =
      base.flatMap { resolved[$0] }
      ?? ParagraphStyle(name: name, font: fonts.first?.value ?? FontChoice(families: ["Sarabun"]), size: 16)
    style.name = name
    if let font = draft.font {
      if let known = fonts.first(where: { $0.key == font.value }) {
        style.font = known.value
      } else {
        reportFont(font.value, at: font.span, to: &diagnostics)
      }
    }
    if let size = draft.size { style.size = size }
    for change in draft.changes { change(&style) }
    return style
  }

  /// Sets the lengths that a style says itself, and those in em that it has taken on.
  ///
  /// - Returns: All that are in em.
  private func setLengths(
    of style: inout ParagraphStyle, _ own: [StyleLength], over base: [StyleLength],
    reporting diagnostics: inout Diagnostics
  ) -> [StyleLength] {
    var relative = base
    for setting in own {
      relative.removeAll { $0.path as AnyKeyPath == setting.path as AnyKeyPath }
      guard let length = setting.length else { continue }
      if length.isRelative { relative.append(setting) } else { style[keyPath: setting.path] = length.points(em: 0) }
    }
    for setting in relative {
      guard let length = setting.length else { continue }
      style[keyPath: setting.path] = length.points(em: style.size)
      // Once is enough where many styles take it on.
      guard let range = length.rangeMissed(em: style.size), !diagnostics.all.contains(where: { $0.span == length.span })
      else { continue }
      diagnostics.error(
        .badLength, at: length.span,
        "\(Self.shown(length.points(em: style.size))), which this is with the size of `\(style.name)`, is out of range",
        hint: Length.hint(for: range, in: "pt"))
    }
    return relative
  }

  /// With at most one decimal. What an em makes of a number may be any length.
  private static func shown(_ points: Points) -> String {
    let tenths = Int((min(max(points, -1e9), 1e9) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)pt" : "\(tenths / 10).\(abs(tenths % 10))pt"
  }

  private func check(_ style: ParagraphStyle, _ draft: StyleDraft, reporting diagnostics: inout Diagnostics) {
    if style.firstLine < -style.startIndent, let span = draft.indentSpan {
      diagnostics.error(
        .badLength, at: span, "the first line of `\(style.name)` starts outside the margin",
        hint: "Write `start-indent: ...` with at least the length that `first-line` goes back.")
    }
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
