internal import SarupContainer
package import SarupDocument
package import SarupSyntax

/// Writes a document as one web page that needs nothing beside it: no script, no request, no second file.
///
/// The page says what the document says in elements that readers of every kind know; numbers come from counters, so that they are
/// those of the other outputs. The same document gives the same bytes.
package enum HTMLWriter {
  package static func write(_ document: Document, reporting diagnostics: inout Diagnostics) -> [UInt8] {
    let style = PageStyle(document)
    var page = PageWriter(document, style: style)
    page.writeHead()
    page.writeBody()
    return page.finish(reporting: &diagnostics)
  }
}

extension DiagnosticCode {
  package static let htmlLink: DiagnosticCode = "html-link"
  package static let htmlCharacters: DiagnosticCode = "html-characters"
}

extension LanguageTag {
  /// As pages say it: the region of the two languages that a brief is written in by default adds nothing.
  var forPage: String {
    switch self {
    case .thai: "th"
    case .english: "en"
    // Unknown, in the words of HTML.
    case LanguageTag("und"): ""
    default: tag
    }
  }
}
