internal import SarupSyntax

/// A kind of file that is neither a brief nor a template.
package struct ForeignKind: Hashable, Sendable {
  /// With its article: `a PDF`.
  package var name: String
  /// Whether a brief could be made of the text in it.
  package var isDocument: Bool

  package init(_ name: String, isDocument: Bool) {
    self.name = name
    self.isDocument = isDocument
  }

  package static let pdf = ForeignKind("a PDF", isDocument: true)
  package static let word = ForeignKind("a Word document", isDocument: true)
  package static let oldOffice = ForeignKind("an Office document of the old kind", isDocument: true)
  package static let openDocument = ForeignKind("an OpenDocument text", isDocument: true)
  package static let richText = ForeignKind("a rich text document", isDocument: true)
  package static let webPage = ForeignKind("a web page", isDocument: true)
  package static let spreadsheet = ForeignKind("a spreadsheet", isDocument: false)
  package static let archive = ForeignKind("a ZIP archive", isDocument: false)
  package static let compressed = ForeignKind("a compressed file", isDocument: false)
  package static let picture = ForeignKind("a picture", isDocument: false)
  package static let font = ForeignKind("a font", isDocument: false)
  package static let program = ForeignKind("a program", isDocument: false)
}

/// What a file is, told by its content: people hand in a PDF for the brief it was made from, or a template for a brief.
package enum InputKind: Hashable, Sendable {
  /// Nothing but white space.
  case empty
  /// A brief in any notation, and every text that is nothing else.
  case brief
  case template
  /// Something that Sarup does not read.
  case foreign(ForeignKind)

  /// - Parameter name: The file's name; only its ending is looked at.
  package static func tell(name: String, bytes: [UInt8]) -> InputKind {
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return .empty }
    let ending = ending(of: name)
    if let kind = foreignKind(bytes, ending: ending) { return .foreign(kind) }
    switch ending {
    case "md", "markdown", "json", "txt": return .brief
    default: return hasKeysOfTemplate(bytes) ? .template : .brief
    }
  }

  /// Whether something that is given for a template is a brief beyond doubt: it has front matter, or a title. Of a YAML file with
  /// neither the mistakes are shown, as those of a template.
  package static func isSurelyBrief(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("---".utf8))
      || bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: Array("title:".utf8)) }
  }

  /// In lower case, without the dot.
  private static func ending(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), !name[dot...].utf8.contains(UInt8(ascii: "/")) else {
      return ""
    }
    return name[name.index(after: dot)...].lowercased()
  }

  // MARK: - Other files

  /// What begins a file, and what file it begins.
  private static let signatures: [(bytes: [UInt8], kind: ForeignKind)] = [
    (Array("%PDF-".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldOffice),
    (Array("{\\rtf".utf8), .richText),
    ([0x89, 0x50, 0x4E, 0x47], .picture),
    ([0xFF, 0xD8, 0xFF], .picture),
    (Array("GIF8".utf8), .picture),
    ([0x1F, 0x8B], .compressed),
    ([0x00, 0x01, 0x00, 0x00], .font),
    (Array("OTTO".utf8), .font),
    (Array("ttcf".utf8), .font),
    ([0x7F, 0x45, 0x4C, 0x46], .program),
  ]

  private static func foreignKind(_ bytes: [UInt8], ending: String) -> ForeignKind? {
    if let known = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return known.kind }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return packageKind(bytes, ending: ending) }
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), bytes[first] == UInt8(ascii: "<") else { return nil }
    let start = String(decoding: bytes[first...].prefix(32), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html") ? .webPage : nil
  }

  /// What a ZIP archive is, by the names of its first parts or, where they do not tell, by the file's own.
  private static func packageKind(_ bytes: [UInt8], ending: String) -> ForeignKind {
    let start = bytes.prefix(4096)
    func mentions(_ name: StaticString) -> Bool {
      name.withUTF8Buffer { name in
        start.indices.contains { start[$0...].starts(with: name) }
      }
    }
    if ending == "docx" || mentions("word/") { return .word }
    if ending == "xlsx" || mentions("xl/") { return .spreadsheet }
    if ending == "odt" || mentions("application/vnd.oasis.opendocument.text") { return .openDocument }
    return .archive
  }

  // MARK: - Briefs and templates in YAML

  /// Keys at the left margin that only a template has, and such that only a brief has. Both have `language` and
  /// `digits`; a brief may have any other key of its own, so that only its usual ones tell.
  private static let keysOfTemplates = ["extends", "styles", "body", "page", "fonts", "digits-in-text", "fields"]
  private static let keysOfBriefs = [
    "title", "subtitle", "date", "place", "lead", "findings", "closing", "credits", "template", "agency", "subject",
  ]

  /// The lines are looked at as they are, so that a file with mistakes in it is told as well.
  private static func hasKeysOfTemplate(_ bytes: [UInt8]) -> Bool {
    var templateKeys = 0
    var briefKeys = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let first = line.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
        let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex < 24
      else { continue }
      let key = String(decoding: line[..<colon], as: UTF8.self)
      if keysOfTemplates.contains(key) { templateKeys += 1 }
      if keysOfBriefs.contains(key) { briefKeys += 1 }
    }
    return templateKeys > briefKeys
  }
}
