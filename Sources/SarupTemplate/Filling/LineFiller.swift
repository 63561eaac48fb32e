internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// A line of a template with its fields filled in.
struct FilledLine {
  enum Part {
    case text(RichText)
    case pageNumber
    case pageCount
    case section
  }

  var parts: [Part] = []
  /// How many fields had a value.
  var found = 0
  /// Where the brief's own fields stand in ``text``.
  var fields: [StyledText.FieldRange] = []
  /// Fields that had none and stand outside every optional part.
  var missing: [FieldReference] = []

  /// The whole line as one text; page numbers are left out.
  var text: RichText {
    var result = RichText()
    for case .text(let text) in parts { result.append(text) }
    return result
  }

  /// Bytes of ``text``.
  var length: Int {
    parts.reduce(0) { if case .text(let text) = $1 { $0 + text.utf8.count } else { $0 } }
  }

  mutating func append(_ text: RichText) {
    guard !text.isEmpty else { return }
    if case .text(var last)? = parts.last {
      last.append(text)
      parts[parts.count - 1] = .text(last)
    } else {
      parts.append(.text(text))
    }
  }
}

/// Fills lines for one brief.
struct LineFiller {
  let wording: Wording

  /// The line for these values. `nil` when it names fields and the brief has none of them: the line vanishes, so that a label
  /// does not stand there alone.
  ///
  /// - Parameter stays: The line is of use without any of its fields, as one to sign on is.
  func fill(
    _ pattern: TextPattern, with values: FieldValues, stays: Bool = false, reporting diagnostics: inout Diagnostics
  ) -> FilledLine? {
    var line = FilledLine()
    _ = fill(pattern.pieces, with: values, into: &line, reporting: &diagnostics)
    if line.found == 0, !stays, !pattern.fields.isEmpty { return nil }
    for field in line.missing {
      diagnostics.warning(
        .missingField, at: field.span, "the brief has no `\(field.name)` for this line",
        hint: "Put the field and the text that belongs to it in square brackets, so that they vanish together.")
    }
    return line
  }

  /// Whether no field that stands directly among the pieces is missing.
  private func fill(
    _ pieces: [TextPattern.Piece], with values: FieldValues, into line: inout FilledLine,
    reporting diagnostics: inout Diagnostics
  ) -> Bool {
    var isComplete = true
    for piece in pieces {
      switch piece {
      case .text(let bytes):
        line.append(RichText(ofTemplate: bytes))
      case .field(let field):
        if append(field, with: values, to: &line, reporting: &diagnostics) {
          line.found += 1
        } else {
          line.missing.append(field)
          isComplete = false
        }
      case .optional(let inner):
        var part = line
        if fill(inner, with: values, into: &part, reporting: &diagnostics) { line = part }
      }
    }
    return isComplete
  }

  /// Whether the field had a value or a text that stands in for it.
  private func append(
    _ field: FieldReference, with values: FieldValues, to line: inout FilledLine,
    reporting diagnostics: inout Diagnostics
  ) -> Bool {
    let value = values.value(of: field.path, reporting: &diagnostics)
    guard let value else {
      for case .fallback(let text) in field.filters {
        line.append(RichText(ofTemplate: Array(text.utf8)))
        return true
      }
      return false
    }
    let start = line.length
    defer {
      if let own = values.briefField(of: field.path), line.length > start {
        line.fields.append(.init(own, start..<line.length))
      }
    }
    switch value {
    case .pageNumber: line.parts.append(.pageNumber)
    case .pageCount: line.parts.append(.pageCount)
    case .section: line.parts.append(.section)
    case .text(let text): line.append(apply(field.filters, to: text, of: field, reporting: &diagnostics))
    case .list(let texts):
      var separator = ", "
      for case .join(let text) in field.filters { separator = text }
      var joined = RichText()
      for (index, text) in texts.enumerated() {
        if index > 0 { joined.append(RichText(separator)) }
        joined.append(text)
      }
      line.append(apply(field.filters, to: joined, of: field, reporting: &diagnostics))
    case .date(let date):
      var form = DateForm.long
      var digits = wording.digits
      for filter in field.filters {
        if case .date(let named) = filter { form = named }
        if case .digits(let mode?) = filter { digits = mode }
      }
      line.append(RichText(wording.text(of: date, as: form, digits: digits)))
    }
    return true
  }

  private func apply(
    _ filters: [Filter], to text: RichText, of field: FieldReference, reporting diagnostics: inout Diagnostics
  ) -> RichText {
    var text = text
    for filter in filters {
      switch filter {
      case .fallback, .join: break
      case .digits(let mode): text = text.withDigits(mode ?? wording.digits)
      case .upper: text = text.withLatinCapitals()
      case .number:
        do throws(GroupedNumber.Fault) {
          text = RichText(try GroupedNumber.text(of: text.string))
        } catch {
          diagnostics.error(
            .badFieldValue, at: text.span ?? field.span,
            "the template prints `\(field.name)` as a number, but it is none", hint: "Write digits, such as 1234.50.")
        }
      case .date(let form):
        guard let date = date(in: text, of: field, reporting: &diagnostics) else { continue }
        text = RichText(wording.text(of: date, as: form, digits: wording.digits))
      case .amount:
        do throws(BahtWords.Fault) {
          text = RichText(try BahtWords.text(of: text.string))
        } catch {
          diagnostics.error(
            .badFieldValue, at: text.span ?? field.span,
            "the template prints `\(field.name)` as an amount of money, but it \(error.message)", hint: error.hint)
        }
      }
    }
    return text
  }

  /// A day, month or range in one of the brief's own keys. What is wrong with it is said at its place in the brief.
  private func date(
    in text: RichText, of field: FieldReference, reporting diagnostics: inout Diagnostics
  ) -> BriefDate? {
    let exact = text.span.flatMap { Int($0.upper) - Int($0.lower) == text.utf8.count ? $0 : nil }
    return ISODate.parse(text.utf8, at: exact ?? text.span ?? field.span, reporting: &diagnostics)
  }
}

extension RichText {
  /// Text of a template, in which a row of dots is room for handwriting.
  fileprivate init(ofTemplate bytes: [UInt8]) {
    self.init()
    var start = 0
    var index = 0
    while index < bytes.count {
      let dots = bytes[index...].prefix { $0 == UInt8(ascii: ".") }
      if dots.count >= Self.fewestDots {
        append(bytes[start..<index])
        append(dots, traits: .blank)
        start = dots.endIndex
      }
      index = max(dots.endIndex, index + 1)
    }
    append(bytes[start...])
  }

  /// An ellipsis has three, and hands that shake write five.
  private static let fewestDots = 6

  /// The text with a to z as capitals. Other letters stay: their capitals may be of another length.
  fileprivate func withLatinCapitals() -> RichText {
    var copy = RichText()
    copy.links = links
    for run in runs {
      let capitals = utf8[run.range].map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
      copy.append(capitals, traits: run.traits, link: run.link, footnote: run.footnote, span: run.span)
    }
    return copy
  }
}
