internal import SarupContainer
package import SarupDocument
package import SarupSyntax

/// What a caller may decide of an OpenDocument file.
package struct ODTOptions: Sendable {
  /// 0 (stored) to 12 (smallest, slow).
  package var compression = 6
  /// How many pages the same document has elsewhere, and the pages on which headings stand there, 0 for the first, by their elements:
  /// shown until a program has worked them out.
  package var pageCount: Int?
  package var pages: [Int: Int] = [:]
  /// The widths of the columns of tables in which the content has a say, by their elements; without them such columns are alike.
  package var columnWidths: [Int: [Points]] = [:]

  package init() {}
}

/// Writes a document as an OpenDocument text (ODF 1.3, ISO/IEC 26300), for LibreOffice above all.
///
/// Real styles, real numbering with Thai digits, Thai tagged as Thai; LibreOffice shows the Thai digits that it leaves out in Word
/// files. The same document gives the same bytes.
package enum ODTWriter {
  /// - Returns: The bytes of the file; empty only if they would be over 4 GiB, which is an error among the diagnostics.
  package static func write(
    _ document: Document, options: ODTOptions = ODTOptions(), reporting diagnostics: inout Diagnostics
  ) -> [UInt8] {
    let file = TextFile(document, options: options)
    let content = ContentWriter(file: file).content()
    let styles = file.stylesPart()
    file.report(to: &diagnostics)
    do throws(ZIPError) {
      var zip = ZIPWriter(level: options.compression)
      // First and stored, so that a program can tell the kind of file by its first bytes (ODF 1.3 part 2, 3.3).
      try zip.add("mimetype", Array(TextFile.mediaType.utf8), method: .stored)
      try zip.add("content.xml", content)
      try zip.add("styles.xml", styles)
      try zip.add("meta.xml", file.metaPart())
      try zip.add("settings.xml", file.settingsPart())
      let media = file.mediaFiles()
      for picture in media { try zip.add(picture.name, picture.bytes, method: .stored) }
      try zip.add("META-INF/manifest.xml", file.manifestPart(media))
      return zip.finish()
    } catch {
      diagnostics.error(.odtTooLarge, at: nil, "the OpenDocument file would be over 4 GiB", hint: "Split the brief.")
      return []
    }
  }
}

extension DiagnosticCode {
  package static let odtTooLarge: DiagnosticCode = "odt-too-large"
  package static let odtLink: DiagnosticCode = "odt-link"
  package static let odtCharacters: DiagnosticCode = "odt-characters"
  package static let odtNumbering: DiagnosticCode = "odt-numbering"
}
