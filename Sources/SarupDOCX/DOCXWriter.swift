internal import SarupContainer
package import SarupDocument
package import SarupSyntax

/// What a caller may decide of a Word file.
package struct DOCXOptions: Sendable {
  /// 0 (stored) to 12 (smallest, slow). With 6 a brief would be a fourteenth smaller, and take half as long again to compress.
  package var compression = 1
  /// How many pages the same document has elsewhere: shown by the field for it until Word has counted for itself.
  package var pageCount: Int?
  /// The pages on which headings stand elsewhere, 0 for the first, by their elements: shown until Word has worked them out.
  package var pages: [Int: Int] = [:]
  /// The widths of the columns of tables in which the content has a say, by their elements; without them such columns are alike.
  package var columnWidths: [Int: [Points]] = [:]
  /// By page, the heading that it stands under elsewhere: shown in running lines until Word has found it.
  package var sections: [Int?] = []
  /// Whose page, running heads and styles the file takes. The document has been placed on its sheet.
  package var letterhead: Letterhead?
  /// The brief's front matter. With it the file can be brought back into a brief when it has been edited: it holds the front matter,
  /// what its styles are used for, and hidden bookmarks where Word shows less than the document says.
  package var frontMatter: String?
  /// Faces that the file carries. The document's styles name their families.
  package var faces: [EmbeddedFace] = []

  package init() {}
}

/// Writes a document as a Word file: WordprocessingML of ECMA-376 (transitional), for Word 2013 and later.
///
/// The file is made to be edited in a Thai office: real styles, real numbering, Thai tagged as Thai. The same document gives
/// the same bytes.
package enum DOCXWriter {
  /// - Returns: The bytes of the file; empty only if they would be over 4 GiB, which is an error among the diagnostics.
  package static func write(
    _ document: Document, options: DOCXOptions = DOCXOptions(), reporting diagnostics: inout Diagnostics
  ) -> [UInt8] {
    let package = WordPackage(document: document, options: options)
    package.writeParts()
    diagnostics.add(contentsOf: package.diagnostics)
    do throws(ZIPError) {
      return try package.archive()
    } catch {
      diagnostics.error(.docxTooLarge, at: nil, "the Word file would be over 4 GiB", hint: "Split the brief.")
      return []
    }
  }
}

extension DiagnosticCode {
  package static let docxTooLarge: DiagnosticCode = "docx-too-large"
  package static let docxLink: DiagnosticCode = "docx-link"
  package static let docxCharacters: DiagnosticCode = "docx-characters"
  package static let docxNumbering: DiagnosticCode = "docx-numbering"
  package static let docxPageCount: DiagnosticCode = "docx-page-count"
}
