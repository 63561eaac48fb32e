import Glibc
import SarupDOCX
import SarupDocument
import SarupSyntax
import Testing

/// Writes the samples as files where `SARUP_DOCX_OUT` names a folder, for validators and for a look in a word processor.
@Suite struct ExportForReview {
  @Test(.enabled(if: getenv("SARUP_DOCX_OUT") != nil))
  func writesSamples() throws {
    let folder = try #require(getenv("SARUP_DOCX_OUT").map { String(cString: $0) })
    for (name, document) in Samples.all {
      var diagnostics = Diagnostics()
      let bytes = DOCXWriter.write(document, options: Samples.options(for: name), reporting: &diagnostics)
      let file = try #require(fopen("\(folder)/\(name).docx", "wb"))
      defer { fclose(file) }
      #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
  }
}
