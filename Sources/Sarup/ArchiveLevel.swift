internal import SarupPDF

/// What a PDF declares itself to be. It is tagged and carries its fonts whichever it is.
public enum ArchiveLevel: String, Sendable, CaseIterable {
  /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): for archives and for everybody who reads.
  case pdfA2a = "2a"
  /// PDF/A-3a (ISO 19005-3) and PDF/UA-1, with the brief inside, byte for byte; ``EmbeddedBrief`` gets it out.
  case pdfA3a = "3a"
  /// Nothing: for input that cannot be had in an archive copy.
  case none

  var conformance: PDFConformance {
    switch self {
    case .pdfA2a: .archive2a
    case .pdfA3a: .archive3a
    case .none: .undeclared
    }
  }
}

extension Brief {
  /// The brief as it is put into a PDF that carries its source: under its own name, without the folders before it.
  func attachment(in language: String) -> PDFAttachment {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return PDFAttachment(
      name: last == "-" || last.isEmpty ? "brief.\(format.fileExtension)" : last, mediaType: format.mediaType,
      description: language == "th" ? "ต้นฉบับของเอกสารนี้" : "Source of this document", bytes: bytes)
  }
}

extension BriefFormat {
  fileprivate var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .yaml: "yaml"
    case .json: "json"
    }
  }

  /// RFC 7763, RFC 9512, RFC 8259.
  fileprivate var mediaType: String {
    switch self {
    case .markdown: "text/markdown"
    case .yaml: "application/yaml"
    case .json: "application/json"
    }
  }
}
