internal import SarupContainer
package import SarupDocument
internal import SarupOffice
package import SarupSyntax

/// An office's own Word file, whose page, running heads, styles and theme a brief takes on.
///
/// What an office designed is copied byte for byte into a folder of its own. What a brief cannot take over is left out with a warning;
/// what no letterhead should hold (macros, fields that run programs) is refused.
package struct Letterhead: Sendable {
  /// A part that is copied.
  struct Part: Sendable {
    /// As the new file has it.
    var name: String
    var contentType: String
    var story: LetterheadStory?
    var bytes: [UInt8]
    var relationships: [Relationship] = []
  }

  struct Relationship: Sendable {
    var id: String
    var type: String
    /// The name of a part of the new file, or an address.
    var target: String
    var isExternal = false
  }

  struct Settings: Sendable {
    /// As they are written; each one comes once.
    var elements: [String: [UInt8]] = [:]

    /// What is a matter of the page's look and not of one document.
    static let kept = [
      "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges",
      "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop",
      "evenAndOddHeaders", "clrSchemeMapping",
    ]
  }

  /// Where messages say it is from.
  let name: String
  var section = LetterheadSection()
  var settings = Settings()
  /// Heads, feet, their pictures, embedded fonts.
  var parts: [Part] = []
  var theme: Part?
  var fontTable: LetterheadTable?
  var fontRelationships: [Relationship] = []
  var styles: LetterheadStyles?
  var numbering: LetterheadTable?
  /// The letterhead's lists, where its styles, heads or body speak of them; those of a body that is left out are of no use.
  var keptNumbering: LetterheadTable?
  /// The highest number that a kept list has, and the highest of a definition.
  var highestNumbers = (instance: 0, definition: -1)
  var numberingRelationships: [Relationship] = []
  /// What stands around the brief in the letterhead's own body.
  var body: LetterheadBody?
  /// Fields of the brief that its controls show.
  package internal(set) var fields: [BriefField] = []

  /// Reads a letterhead.
  ///
  /// - Parameter sources: Gets the texts that the diagnostics point into.
  package static func read(
    _ name: String, _ bytes: [UInt8], sources: inout [SourceText], reporting diagnostics: inout Diagnostics
  ) -> Letterhead? {
    var reader = LetterheadReader(name)
    let letterhead = reader.read(bytes)
    sources += reader.sources
    diagnostics.add(contentsOf: reader.diagnostics)
    return reader.diagnostics.hasErrors ? nil : letterhead
  }

  /// The sheet of the letterhead for a document that is to be a Word file: tables and pictures are as wide as it leaves room for.
  package func placed(_ document: Document) -> Document {
    var document = document
    section.place(&document.page)
    document.page.isMirrored = settings.elements["mirrorMargins"] != nil
    // Even pages are the letterhead's to tell apart: where it does not, they have its running lines.
    if settings.elements["evenAndOddHeaders"] == nil { document.page.even = nil }
    return document
  }
}

/// A part that the new file has once, to which it adds something of its own.
struct LetterheadTable: Sendable {
  var tree: XMLTree
}

/// The body of a letterhead with the place for the brief.
struct LetterheadBody: Sendable {
  var story: LetterheadStory
  var before: Range<Int>
  var after: Range<Int>
  var relationships: [Letterhead.Relationship]
  /// Attributes of the root that its text needs.
  var rootAttributes: [UInt8]
}

extension DiagnosticCode {
  /// A file that is no letterhead at all: macros, another format.
  package static let letterheadKind: DiagnosticCode = "letterhead-kind"
  /// Made to run or to read something.
  package static let letterheadUnsafe: DiagnosticCode = "letterhead-unsafe"
  /// Something of it is left out.
  package static let letterheadDropped: DiagnosticCode = "letterhead-dropped"
  package static let letterheadBody: DiagnosticCode = "letterhead-body"
  package static let letterheadStyle: DiagnosticCode = "letterhead-style"
  package static let letterheadField: DiagnosticCode = "letterhead-field"
}
