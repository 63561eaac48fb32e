package import SarupContainer
package import SarupSyntax

/// A Word file that is read: each part is parsed when it is first asked for, and kept.
package final class WordFile {
  package let package: OfficePackage
  /// The part with the text: `word/document.xml`.
  package let main: String
  private var trees: [String: XMLTree?] = [:]
  private var known: [String: [OfficeRelationship]] = [:]
  /// What was wrong with the parts that were read so far.
  package var diagnostics = Diagnostics()
  /// Texts that the diagnostics point into, in the order in which they were read.
  package private(set) var sources: [SourceText]

  /// What messages call the file.
  package var name: String { package.name }

  /// - Parameter sources: Gets the texts that the diagnostics of a file point into that cannot be read.
  package init?(
    _ name: String, _ bytes: [UInt8], sources: inout [SourceText], reporting diagnostics: inout Diagnostics
  ) {
    guard let package = OfficePackage(name, bytes, sources: &sources, reporting: &diagnostics) else { return nil }
    guard let main = package.mainPart else {
      diagnostics.error(
        .officeArchive, at: nil, "\(name) has no part with the text of a document",
        hint: "Open it in Word or LibreOffice, and save it again as .docx.")
      return nil
    }
    self.package = package
    self.main = main
    self.sources = sources
    sources = []
  }

  /// A part as XML; `nil`, after telling why, where it is none.
  package func tree(_ part: String) -> XMLTree? {
    if let known = trees[part] { return known }
    let tree = package.tree(of: part, sources: &sources, reporting: &diagnostics)
    trees[part] = tree
    return tree
  }

  /// The bytes of a part that is no XML.
  package func bytes(of part: String) -> [UInt8]? { package.bytes(of: part, reporting: &diagnostics) }

  /// The relationships of a part; of the whole file for an empty name.
  package func relationships(of part: String) -> [OfficeRelationship] {
    if part.isEmpty { return package.relationships }
    if let known = known[part] { return known }
    let result = package.relationships(of: part, sources: &sources, reporting: &diagnostics) ?? []
    known[part] = result
    return result
  }

  /// The part that a relationship of a kind leads to.
  package func part(_ kind: String, of part: String) -> String? {
    for relationship in relationships(of: part) where relationship.kind == kind {
      if case .part(let name) = relationship.target { return name }
    }
    return nil
  }

  /// The root of the part that a relationship of the main part leads to.
  package func root(_ kind: String) -> XMLElement? { part(kind, of: main).flatMap { tree($0) }?.root }
}
