internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// Who signs, as a template has it.
struct SignatureSection: Sendable {
  /// How many stand side by side at most.
  var columns: Int
  /// What stands where one signs, in a Thai document and in any other.
  var line: [TextPattern]
  var lines: [TemplateLine]
  var pictureHeight: Points
  /// Styles of the first line of each signature and of all others.
  var first: Int
  var rest: Int
}

extension DocumentFiller {
  mutating func fill(_ section: SignatureSection) {
    let signatures = values.brief.signatures
    guard !signatures.isEmpty else { return }
    // A page with nothing but the closing and signatures on it could be put behind any text.
    builder.keepEndOfTextWithNext(styles: template.styles)
    builder.open(.group(.signatures))
    let columns = min(section.columns, signatures.count)
    if columns == 1 {
      for signature in signatures { fill(signature, section) }
    } else {
      fill(signatures, section, columns: columns)
    }
    builder.closeUnlessEmpty()
  }

  /// Side by side; one that is left over stands in the middle.
  private mutating func fill(_ signatures: [Signature], _ section: SignatureSection, columns: Int) {
    for start in stride(from: 0, to: signatures.count, by: columns) {
      let isLeftOver = start == signatures.count - 1
      let count = isLeftOver ? 1 : columns
      builder.open(.columns(ColumnsProperties(widths: Array(repeating: .share(1), count: count))))
      for column in start..<start + count {
        builder.open(.column)
        if signatures.indices.contains(column) { fill(signatures[column], section) }
        builder.close()
      }
      builder.close()
    }
  }

  private mutating func fill(_ signature: Signature, _ section: SignatureSection) {
    var values = values
    values.signed = [
      ("name", FieldValues.text(signature.name)), ("role", FieldValues.text(signature.role)),
      ("position", FieldValues.text(signature.position)), ("unit", FieldValues.text(signature.unit)),
      ("for", FieldValues.text(signature.acting)), ("date", signature.date.map { .date($0.value) }),
    ]
    let start = builder.elements.count
    if !addPicture(of: signature, section) {
      let pattern = section.line[wording.language.primary == "th" ? 0 : 1]
      if let line = lines.fill(pattern, with: values, stays: true, reporting: &diagnostics) {
        if !line.text.isEmpty {
          add(line.text, role: .signature, style: section.first)
          builder.setMaker(of: start, to: .line)
        }
      }
    }
    for line in section.lines {
      var line = line
      if builder.elements.count == start, line.style == section.rest { line.style = section.first }
      fill(line, with: values)
    }
    builder.keepParagraphsTogether(from: start)
  }

  /// A picture stands where one would sign. Whether there is one.
  private mutating func addPicture(of signature: Signature, _ section: SignatureSection) -> Bool {
    guard let path = signature.picture,
      let picture = shelf.picture(path, of: .brief, reporting: &diagnostics)
    else { return false }
    builder.add(
      .figure(
        FigureProperties(
          picture: picture, alternative: wording.signature(of: signature.name.onOneLine), style: section.first,
          size: .box(width: nil, height: section.pictureHeight))), at: path.span)
    return true
  }
}
