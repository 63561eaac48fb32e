package import SarupSyntax

/// An office file taken apart: a ZIP archive of parts with content types and relationships (ECMA-376 Part 2, Open Packaging
/// Conventions), from anybody and within limits.
///
/// Names of parts are without the slash at the start, as `word/document.xml`.
package struct OfficePackage: Sendable {
  /// What messages call the file.
  package let name: String
  package let limits: Limits
  private let archive: ZIPReader
  /// Names of the archive by how names are compared.
  private let names: [String: String]
  private let defaults: [String: String]
  private let overrides: [String: String]
  /// What belongs to the package as a whole: its main part, its properties.
  package let relationships: [OfficeRelationship]

  package struct Limits: Sendable {
    package var archive = ZIPReader.Limits()
    package var xml = XMLLimits()

    package init() {}
  }

  /// Takes a file apart as far as its list of parts; parts are read when they are asked for.
  ///
  /// - Parameters:
  ///   - sources: Gets the texts that the diagnostics point into.
  package init?(
    _ name: String, _ bytes: [UInt8], limits: Limits = Limits(), sources: inout [SourceText],
    reporting diagnostics: inout Diagnostics
  ) {
    do throws(ZIPReadError) {
      archive = try ZIPReader(bytes, limits: limits.archive)
    } catch {
      Self.report(error, of: name, bytes, to: &diagnostics)
      return nil
    }
    self.name = name
    self.limits = limits
    names = Dictionary(
      archive.entries.map { (Self.key($0.name), $0.name) }, uniquingKeysWith: { first, _ in first })
    guard names["[content_types].xml"] != nil else {
      diagnostics.error(
        .officeArchive, at: nil, "\(name) is an archive, but not of an office program: it does not say what it holds",
        hint: "Save it as .docx in Word or LibreOffice.")
      return nil
    }
    var types = ContentTypes()
    var found: [OfficeRelationship] = []
    let reader = PartReader(name: name, archive: archive, names: names, limits: limits.xml)
    guard let list = reader.tree("[Content_Types].xml", &sources, &diagnostics),
      types.read(list, reporting: &diagnostics)
    else { return nil }
    if names["_rels/.rels"] != nil {
      guard let tree = reader.tree("_rels/.rels", &sources, &diagnostics),
        let list = OfficeRelationship.list(in: tree, of: "", names: names, reporting: &diagnostics)
      else { return nil }
      found = list
    }
    defaults = types.defaults
    overrides = types.overrides
    relationships = found
  }

  // MARK: Parts

  /// The names of all parts, in the order of the archive, without the list of types and the relationships.
  package var parts: [String] {
    archive.entries.map(\.name).filter { $0 != "[Content_Types].xml" && !$0.hasSuffix(".rels") }
  }

  /// The part under a name, whatever its capitals, as the archive spells it.
  package func part(named name: String) -> String? { names[Self.key(name)] }

  /// What a part is, in lower case; `nil` where the package does not say.
  package func contentType(of part: String) -> String? {
    if let type = overrides[Self.key(part)] { return type }
    guard let dot = part.lastIndex(of: "."), !part[dot...].contains("/") else { return nil }
    return defaults[part[part.index(after: dot)...].lowercased()]
  }

  /// The bytes of a part.
  package func bytes(of part: String, reporting diagnostics: inout Diagnostics) -> [UInt8]? {
    reader.bytes(part, &diagnostics)
  }

  /// A part that is XML. Its source is added to `sources` where it could not be read; spans of messages that a caller makes
  /// about the tree point into `tree.source`.
  package func tree(
    of part: String, sources: inout [SourceText], reporting diagnostics: inout Diagnostics
  ) -> XMLTree? {
    reader.tree(part, &sources, &diagnostics)
  }

  /// The relationships of a part, in the order of the file; `nil` where they could not be read.
  package func relationships(
    of part: String, sources: inout [SourceText], reporting diagnostics: inout Diagnostics
  ) -> [OfficeRelationship]? {
    let list = Self.relationshipsName(of: part)
    guard names[Self.key(list)] != nil else { return [] }
    guard let tree = reader.tree(list, &sources, &diagnostics) else { return nil }
    return OfficeRelationship.list(in: tree, of: part, names: names, reporting: &diagnostics)
  }

  /// The part that the package is about, as `word/document.xml`.
  package var mainPart: String? {
    for relationship in relationships where relationship.kind == "officeDocument" {
      if case .part(let part) = relationship.target { return part }
    }
    return nil
  }

  private var reader: PartReader { PartReader(name: name, archive: archive, names: names, limits: limits.xml) }

  /// Names of parts are compared without regard to capitals of ASCII (ECMA-376 Part 2, 6.3.5).
  static func key(_ name: String) -> String { name.lowercased() }

  /// `word/_rels/document.xml.rels` for `word/document.xml`.
  package static func relationshipsName(of part: String) -> String {
    let folder = part.lastIndex(of: "/").map { part[...$0] } ?? ""
    return "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
  }

  // MARK: Messages

  private static func report(
    _ error: ZIPReadError, of name: String, _ bytes: [UInt8], to diagnostics: inout Diagnostics
  ) {
    switch error {
    case .corrupt:
      // Old binary files and files with a password are both in the container of OLE.
      if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        diagnostics.error(
          .officeArchive, at: nil, "\(name) is in an old format, or has a password",
          hint: "Open it in Word and save it as .docx, without a password.")
      } else {
        diagnostics.error(
          .officeArchive, at: nil, "\(name) is no office file, or is damaged",
          hint: "Open it in Word or LibreOffice, and save it again as .docx.")
      }
    case .unsupported:
      diagnostics.error(
        .officeArchive, at: nil,
        "\(name) is packed in a way that office programs do not use: encrypted, or for huge files",
        hint: "Open it in Word or LibreOffice, and save it again as .docx, without a password.")
    case .tooLarge:
      diagnostics.error(
        .officeTooLarge, at: nil, "\(name) would be far too large when it is unpacked",
        hint: "Do not trust the file if it is small: an archive like this is made to fill a machine's memory.")
    case .duplicateName(let part):
      diagnostics.error(
        .officeUnsafe, at: nil, "\(name) has the part `\(part)` twice",
        hint: "Do not trust the file: two programs can read two contents from it. Save it again in Word.")
    case .unusableName(let part):
      diagnostics.error(
        .officeUnsafe, at: nil, "\(name) has a part called `\(part)`, which leads out of the file",
        hint: "Do not trust the file: it is made to write where it should not.")
    case .overlapping:
      diagnostics.error(
        .officeUnsafe, at: nil, "parts of \(name) share their bytes",
        hint: "Do not trust the file: an archive like this is made to fill a machine's memory.")
    }
  }
}

/// Reads parts for a package that is still in the making.
struct PartReader {
  let name: String
  let archive: ZIPReader
  let names: [String: String]
  let limits: XMLLimits

  func bytes(_ part: String, _ diagnostics: inout Diagnostics) -> [UInt8]? {
    guard let known = names[OfficePackage.key(part)], let entry = archive.entry(named: known) else {
      diagnostics.error(
        .officeArchive, at: nil, "\(name) has no part `\(part)`",
        hint: "Open it in Word or LibreOffice, and save it again.")
      return nil
    }
    do throws(ZIPReadError) {
      return try archive.read(entry)
    } catch {
      diagnostics.error(
        .officeArchive, at: nil, "the part `\(part)` of \(name) is damaged",
        hint: "Open it in Word or LibreOffice, and save it again.")
      return nil
    }
  }

  func tree(_ part: String, _ sources: inout [SourceText], _ diagnostics: inout Diagnostics) -> XMLTree? {
    guard let bytes = bytes(part, &diagnostics) else { return nil }
    let reading = XMLTree.read("\(name)/\(part)", bytes, limits: limits, reporting: &diagnostics)
    // Callers may point at places of good parts too; a source that nothing points at costs nothing.
    sources.append(reading.source)
    return reading.tree
  }
}

/// `[Content_Types].xml` (ECMA-376 Part 2, 6.2.3).
private struct ContentTypes {
  private static let namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
  var defaults: [String: String] = [:]
  var overrides: [String: String] = [:]

  /// `false` where the list contradicts itself: two programs would take the same part for two things.
  mutating func read(_ tree: XMLTree, reporting diagnostics: inout Diagnostics) -> Bool {
    guard tree.root.is("Types", in: Self.namespace) else {
      diagnostics.error(
        .officeContentTypes, at: tree.root.span, "the list of content types is not one",
        hint: "Open the file in Word or LibreOffice, and save it again.")
      return false
    }
    var isGood = true
    for entry in tree.root.children {
      guard let type = entry.attribute("ContentType")?.lowercased() else { continue }
      let previous: String?
      if entry.is("Default", in: Self.namespace), let ending = entry.attribute("Extension") {
        previous = defaults.updateValue(type, forKey: ending.lowercased())
      } else if entry.is("Override", in: Self.namespace), let part = entry.attribute("PartName") {
        previous = overrides.updateValue(type, forKey: OfficePackage.key(String(part.drop { $0 == "/" })))
      } else {
        continue
      }
      if let previous, previous != type {
        diagnostics.error(
          .officeContentTypes, at: entry.span, "a content type is given twice, as `\(previous)` and as `\(type)`",
          hint: "Do not trust the file: two programs can take one part for two things.")
        isGood = false
      }
    }
    return isGood
  }
}

extension DiagnosticCode {
  /// No archive, a damaged one, or one without what every office file has.
  package static let officeArchive: DiagnosticCode = "office-archive"
  package static let officeTooLarge: DiagnosticCode = "office-too-large"
  /// Made to mislead a program.
  package static let officeUnsafe: DiagnosticCode = "office-unsafe"
  package static let officeContentTypes: DiagnosticCode = "office-content-types"
  package static let officeRelationships: DiagnosticCode = "office-relationships"
}
