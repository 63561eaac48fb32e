/// What a PDF declares itself to be.
package enum PDFConformance: Hashable, Sendable {
  /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.
  case archive2a
  /// PDF/UA-1 alone: the same file without the claim to be an archive copy and without the colour profile.
  case accessible
}

package struct PDFOptions: Hashable, Sendable {
  package var conformance = PDFConformance.archive2a
  /// The program that wrote the brief's template and text, as readers show it.
  package var creator = "Sarup"
  /// The program and the libraries that made the file.
  package var producer = "Sarup"
  /// 0 (stored) to 12 (smallest, slow).
  package var compressionLevel = 6

  package init() {}
}
