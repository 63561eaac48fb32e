internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

extension DocumentFiller {
  mutating func fill(_ figure: Figure, styles: BlockStyles) {
    if figure.alternative == nil {
      diagnostics.error(
        .pictureAlternative, at: figure.path.span, "nothing says what this picture shows to those who cannot see it",
        hint: "Write it between the square brackets: `![what it shows](\(Excerpt.of(figure.path.value)))`, or behind "
          + "`alternative:` in a `figure` block. One that only decorates has `alternative: \"\"` there.")
    }
    let picture = shelf.picture(figure.path, of: .brief, reporting: &diagnostics)
    if let picture {
      builder.open(
        .figure(
          FigureProperties(
            picture: picture, alternative: figure.alternative ?? "", style: styles.figure,
            size: figure.width?.size ?? .natural)), at: figure.path.span)
    }
    addCaption(figure.caption, of: .figure, label: figure.label, style: styles.figureCaption)
    if picture != nil { builder.close() }
  }

  /// A picture that the template places. One of the brief's that is not there leaves nothing behind.
  mutating func fill(_ line: TemplatePicture, with values: FieldValues) {
    guard values.hold(line.conditions) else { return }
    let path: Placed<String>
    let owner: PictureShelf.Owner
    switch line.source {
    case .logo:
      placesLogo = true
      if let logo = values.brief.logo {
        (path, owner) = (logo, .brief)
      } else if let logo = template.values.logo {
        (path, owner) = (logo, .template)
      } else {
        if let height = line.reserved { builder.add(.rule(RuleProperties(thickness: 0, height: height))) }
        return
      }
    case .file(let file): (path, owner) = (file, .template)
    }
    guard let picture = shelf.picture(path, of: owner, reporting: &diagnostics) else { return }
    var alternative = wording.logo(of: values.brief.agency?.onOneLine)
    if let pattern = line.alternative { alternative = text(of: pattern, with: values) }
    builder.add(
      .figure(
        FigureProperties(
          picture: picture, alternative: alternative, style: line.style, size: line.size, alignment: line.alignment)),
      at: path.span)
  }

  /// The picture behind the pages.
  mutating func background(_ draft: BackgroundDraft) -> PageBackground? {
    guard let path = draft.picture,
      let picture = shelf.picture(path, of: .template, reporting: &diagnostics)
    else { return nil }
    return PageBackground(
      picture: picture, pages: draft.pages, width: draft.width, height: draft.height, horizontal: draft.horizontal,
      vertical: draft.vertical)
  }
}

extension FigureWidth {
  fileprivate var size: FigureSize {
    if unit == .percent { return .share(amount / 100) }
    let points = Length.units.first { $0.name == unit.rawValue }?.points ?? 1
    return .width(amount * points)
  }
}
