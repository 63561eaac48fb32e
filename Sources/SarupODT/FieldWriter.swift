internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

// Fields of the brief that stay fields: the text shows a property of the file, so that an office changes it in one place.

extension ContentWriter {
  /// The stretches of a text that become fields of the file, in its order.
  ///
  /// A field of an office program has one look and no line ends, and shows what its property says: a stretch that says something else
  /// in another place stays text.
  func boundFields(of text: StyledText) -> [StyledText.FieldRange] {
    text.fields.filter { field in
      guard field.range.lowerBound >= text.labelLength, let shown = shownText(of: field.range, in: text) else {
        return false
      }
      return file.binds(field.field, showing: shown)
    }
  }

  private func shownText(of range: Range<Int>, in text: StyledText) -> String? {
    let runs = text.runs.filter { $0.range.overlaps(range) }
    guard let first = runs.first, first.link == nil,
      runs.allSatisfy({ $0.link == nil && file.styles.look(of: $0) == file.styles.look(of: first) })
    else { return nil }
    var shown: [UInt8] = []
    for run in runs {
      for piece in TextPieces(text.utf8[run.range.clamped(to: range)], of: run.script).pieces {
        guard case .text(let utf8) = piece else { return nil }
        shown += utf8
      }
    }
    let string = String(decoding: shown, as: UTF8.self)
    // Where programs drop spaces, the property would no longer be what the text shows.
    let words = string.split(separator: " ", omittingEmptySubsequences: false)
    return words.contains("") ? nil : string
  }

  mutating func write(_ field: StyledText.FieldRange, of text: StyledText) {
    guard let run = text.runs.first(where: { $0.range.overlaps(field.range) }),
      let shown = file.boundFields.first(where: { $0.field == field.field })?.text
    else { return }
    let style = file.styles.name(of: file.styles.look(of: run))
    if let style {
      xml.open("text:span")
      xml.attribute("text:style-name", style)
    }
    switch field.field {
    case .title where shown == document.properties.title: xml.open("text:title")
    case .subject: xml.open("text:subject")
    default:
      xml.open("text:user-defined")
      xml.attribute("text:name", field.field.rawValue)
    }
    xml.text(shown)
    xml.close()
    if style != nil { xml.close() }
  }
}

extension TextFile {
  /// Whether a field can be a property of the file where it shows a text: the first text that it has counts.
  func binds(_ field: BriefField, showing text: String) -> Bool {
    if let known = boundFields.first(where: { $0.field == field }) { return known.text == text }
    switch field {
    case .subject: guard text == document.properties.subject else { return false }
    default: break
    }
    boundFields.append(FieldText(field, text))
    return true
  }

  /// Properties by names of the brief's: what its fields show in the text, and what else there is to look through records by.
  func writeUserDefined(to xml: inout XMLWriter) {
    func write(_ name: String, _ text: String) {
      xml.open("meta:user-defined")
      xml.attribute("meta:name", name)
      xml.attribute("meta:value-type", "string")
      xml.text(text)
      xml.close()
    }
    let bound = boundFields.filter { field in
      field.field != .subject && (field.field != .title || field.text != document.properties.title)
    }
    let details = document.properties.details
    for detail in details {
      write(detail.name, bound.first { $0.field.rawValue == detail.name }?.text ?? detail.text)
    }
    for field in bound where !details.contains(where: { $0.name == field.field.rawValue }) {
      write(field.field.rawValue, field.text)
    }
  }
}
