internal import SarupDocument
internal import SarupThai

/// The language and the digits in which a document's generated texts are written.
struct Wording: Sendable {
  let language: LanguageTag
  /// Digits of generated numbers and dates.
  let digits: DigitMode

  func text(of date: BriefDate, as form: DateForm, digits: DigitMode) -> String {
    if language.primary == "th" { return date.thaiText(form, digits: digits) }
    let text = date.englishText(form)
    return digits == .thai ? text.withThaiDigits : text
  }

  /// What a logo shows, where the template does not say it.
  func logo(of agency: String?) -> String {
    guard language.primary == "th" else { return agency.map { "Logo of \($0)" } ?? "Logo" }
    return agency.map { "ตรา\($0)" } ?? "ตราสัญลักษณ์"
  }

  /// What a picture of a signature shows.
  func signature(of name: String) -> String {
    language.primary == "th" ? "ลายมือชื่อของ\(name)" : "Signature of \(name)"
  }

  /// The format of generated numbers.
  var numberFormat: NumberFormat { digits == .thai ? .thaiDigits : .arabicDigits }
}
