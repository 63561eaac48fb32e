internal import SarupDocument

/// The languages of a file's three kinds of text; a run says only what differs.
struct WordLanguage: Equatable {
  var latin = Self.name(of: .english)
  var eastAsian = Self.name(of: .english)
  var complex = Self.name(of: .thai)

  /// Word knows languages with their region (MS-LCID).
  static func name(of language: LanguageTag) -> String {
    switch language.tag {
    case "th": "th-TH"
    case "en": "en-GB"
    case "lo": "lo-LA"
    case "km": "km-KH"
    case "my": "my-MM"
    case "zh": "zh-CN"
    case "ja": "ja-JP"
    case "ko": "ko-KR"
    case "vi": "vi-VN"
    case "id": "id-ID"
    default: language.tag
    }
  }
}
