internal import SarupSyntax
internal import SarupThai

/// Reads `filter` or `filter: argument`.
enum FilterParser {
  private static let names = ["date", "digits", "default", "join", "upper", "number", "amount"]

  /// - Parameters:
  ///   - part: what stands between two bars.
  ///   - kind: what the field's value is.
  static func parse(
    _ part: Range<Int>, of text: [UInt8], on kind: FieldScope.Kind, named field: String, span: (Range<Int>) -> Span?,
    reporting diagnostics: inout Diagnostics
  ) -> Filter? {
    let colon = text[part].firstIndex(of: PatternByte.colon)
    let name = PatternByte.trimmed(part.lowerBound..<(colon ?? part.upperBound), of: text)
    let filter = String(decoding: text[name], as: UTF8.self)
    let place = name.isEmpty ? span(part) : span(name)
    let argument = colon.map { argumentRange($0 + 1..<part.upperBound, of: text) }
    let value = argument.map { String(decoding: text[$0], as: UTF8.self) }
    let argumentPlace = argument.flatMap { $0.isEmpty ? place : span($0) } ?? place

    switch filter {
    case "date":
      guard kind == .date || kind == .open else {
        diagnostics.error(
          .filterMismatch, at: place, "`\(field)` is not a date",
          hint: "Take the filter out, or name a date such as `{{date}}`.")
        return nil
      }
      guard let value else { return .date(.long) }
      if let form = DateForm(rawValue: value) { return .date(form) }
      return wrong(value, of: filter, among: DateForm.allCases.map(\.rawValue), at: argumentPlace, &diagnostics)
    case "digits":
      guard let value else { return .digits(nil) }
      if let mode = DigitMode(rawValue: value) { return .digits(mode) }
      return wrong(value, of: filter, among: DigitMode.allCases.map(\.rawValue), at: argumentPlace, &diagnostics)
    case "default":
      guard let value, !value.isEmpty else {
        diagnostics.error(
          .filterArgument, at: place, "`default` needs the text that stands in for a missing value",
          hint: "Write it behind a colon: `{{\(field) | default: ไม่ระบุ}}`.")
        return nil
      }
      return .fallback(value)
    case "join":
      guard let value else {
        diagnostics.error(
          .filterArgument, at: place, "`join` needs the text that stands between the values",
          hint: "Write it in quotes behind a colon: `{{\(field) | join: \", \"}}`.")
        return nil
      }
      guard kind == .list || kind == .open else {
        diagnostics.error(.filterMismatch, at: place, "`\(field)` is not a list", hint: "Take the filter out.")
        return nil
      }
      return .join(value)
    case "upper", "number", "amount":
      if value != nil {
        diagnostics.error(
          .filterArgument, at: argumentPlace, "`\(filter)` takes no argument", hint: "Write `| \(filter)` alone.")
      }
      return filter == "upper" ? .upper : filter == "number" ? .number : .amount
    default:
      var message = Diagnostic(
        .error, .unknownFilter, at: place,
        filter.isEmpty ? "`|` has no filter behind it" : "there is no filter `\(Excerpt.of(filter))`")
      if let nearest = DidYouMean.nearest(to: filter, among: names) {
        message.hints = ["Did you mean `\(nearest)`?"]
      } else {
        message.hints = ["Filters are \(names.map { "`\($0)`" }.joined(separator: ", "))."]
      }
      diagnostics.add(message)
      return nil
    }
  }

  /// The argument without the spaces around it and without its quotes.
  private static func argumentRange(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    PatternByte.unquoted(PatternByte.trimmed(range, of: text), of: text)
  }

  private static func wrong(
    _ value: String, of filter: String, among allowed: [String], at place: Span?, _ diagnostics: inout Diagnostics
  ) -> Filter? {
    let hint =
      DidYouMean.nearest(to: value, among: allowed).map { "Did you mean `\($0)`?" }
      ?? "It takes \(allowed.map { "`\($0)`" }.joined(separator: ", "))."
    diagnostics.error(
      .filterArgument, at: place, "`\(filter)` knows no \(value.isEmpty ? "empty argument" : "`\(Excerpt.of(value))`")",
      hint: hint)
    return nil
  }
}
