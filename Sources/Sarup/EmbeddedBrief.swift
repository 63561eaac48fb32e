internal import SarupCheck
internal import SarupPDF
public import SarupSyntax

/// Gets briefs back out of the PDFs that carry them, those that other programs have saved anew among them.
public enum EmbeddedBrief {
  /// A brief, or why there is none.
  public struct Extracted: Sendable {
    /// Byte for byte as it was when the PDF was made; `nil` when there are errors.
    public var bytes: [UInt8]?
    /// The name under which it lies in the PDF. Anybody may have written it: it may hold folders, or be empty.
    public var name: String
    /// Errors; nothing is ever only doubtful.
    public var diagnostics: Diagnostics
  }

  /// Gets the brief out of a PDF/A-3a. Messages call the PDF by `name`.
  public static func extract(from pdf: [UInt8], name: String) -> Extracted {
    var diagnostics = Diagnostics()
    do throws(PDFReadingError) {
      let file = try EmbeddedSource.find(in: pdf, limit: Limits.brief)
      return Extracted(bytes: file.bytes, name: file.name, diagnostics: diagnostics)
    } catch {
      report(error, about: name == "-" ? "standard input" : name, pdf, to: &diagnostics)
      return Extracted(bytes: nil, name: "", diagnostics: diagnostics)
    }
  }

  private static func report(
    _ error: PDFReadingError, about name: String, _ bytes: [UInt8], to diagnostics: inout Diagnostics
  ) {
    switch error {
    case .notAPDF:
      let kind: String =
        switch InputKind.tell(name: name, bytes: bytes) {
        case .empty: "is empty"
        case .brief, .template: "is no PDF"
        case .foreign(let kind): "is \(kind.name), not a PDF"
        }
      diagnostics.error("input-kind", at: nil, "\(name) \(kind)", hint: "Give the PDF that Sarup made.")
    case .encrypted:
      diagnostics.error(
        "pdf-encrypted", at: nil, "\(name) is encrypted",
        hint: "Save it without a password first: qpdf --decrypt --password=... in.pdf out.pdf")
    case .unreadable:
      diagnostics.error("pdf-damaged", at: nil, "\(name) is damaged", hint: "Get the file anew.")
    case .filter:
      diagnostics.error(
        "pdf-damaged", at: nil, "\(name) is packed in a way that Sarup does not undo",
        hint: "Save it anew in the usual way: qpdf \(name == "standard input" ? "in.pdf" : name) out.pdf")
    case .tooLarge:
      diagnostics.error(
        "pdf-too-large", at: nil, "what is packed in \(name) is larger than a brief may be (\(Limits.brief >> 20) MiB)",
        hint: "Sarup makes no such file: do not trust it.")
    case .noSource(let others):
      let inside = others.isEmpty ? "" : "; the files in it are \(others.prefix(5).joined(separator: ", "))"
      diagnostics.error(
        "no-source", at: nil, "there is no brief in \(name)\(inside)",
        hint: "A PDF carries its brief when it was rendered with `--archive 3a`.")
    }
  }
}
