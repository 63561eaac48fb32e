/// What a PDF declares itself to be.
package enum PDFConformance: Hashable, Sendable {
  /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.
  case archive2a
  /// PDF/A-3a (ISO 19005-3) and PDF/UA-1 at once: an archive copy that may carry its source.
  case archive3a
  /// The same file, tagged all the same, that declares nothing and has no colour profile.
  case undeclared

  /// Part of ISO 19005; `nil` for a file that is no archive copy.
  var archivePart: Int? {
    switch self {
    case .archive2a: 2
    case .archive3a: 3
    case .undeclared: nil
    }
  }
}

/// A file inside the PDF, such as the brief it was made from.
package struct PDFAttachment: Hashable, Sendable {
  /// The name under which a reader saves it.
  package var name: String
  /// As in RFC 6838: `text/markdown`.
  package var mediaType: String
  package var description: String
  package var bytes: [UInt8]

  package init(name: String, mediaType: String, description: String, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.description = description
    self.bytes = bytes
  }
}

package struct PDFOptions: Hashable, Sendable {
  package var conformance = PDFConformance.archive2a
  /// The program that wrote the brief's template and text, as readers show it.
  package var creator = "Sarup"
  /// The program and the libraries that made the file.
  package var producer = "Sarup"
  /// 0 (stored) to 12 (smallest, slow).
  package var compressionLevel = 4
  /// Sources of the document. PDF/A-2 forbids them: ``PDFConformance/archive2a`` leaves them out.
  package var attachments: [PDFAttachment] = []

  package init() {}
}
