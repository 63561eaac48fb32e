internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// An OpenDocument text in the making: what its parts share.
///
/// A class, since the body and the running heads add to the same styles and messages while they are written.
final class TextFile {
  static let mediaType = "application/vnd.oasis.opendocument.text"

  let document: Document
  let options: ODTOptions
  let styles: TextStyles
  let lists: ListStyles
  /// What links lead to, by element.
  let fragments: [Int: String]
  private let knownFragments: Set<String>
  /// Fields of the brief that are properties of the file, with what they show.
  var boundFields: [FieldText] = []
  /// Footnotes that have been written.
  var writtenNotes: Set<Int> = []
  var droppedCharacters = 0
  var reorderedMarks = 0
  /// Pictures shown so far.
  var drawings = 0
  var watermarks = 0
  /// Pictures of the document in the order in which they are first shown.
  var mediaPictures: [Int] = []
  private(set) var diagnostics = Diagnostics()

  init(_ document: Document, options: ODTOptions = ODTOptions()) {
    self.document = document
    self.options = options
    styles = TextStyles(document)
    lists = ListStyles(document)
    fragments = document.placeNames()
    knownFragments = Set(fragments.values)
  }

  /// Where a link leads; `nil` where a file may not follow it.
  func target(of destination: String) -> String? {
    if let address = ExternalTarget.address(destination) { return address }
    guard let fragment = Fragment.of(destination), knownFragments.contains(fragment) else { return nil }
    return "#" + fragment
  }

  func warn(_ code: DiagnosticCode, at span: SarupSyntax.Span?, _ message: String, hint: String) {
    diagnostics.warning(code, at: span, message, hint: hint)
  }

  func report(to diagnostics: inout Diagnostics) {
    diagnostics.add(contentsOf: self.diagnostics)
    for level in lists.levelsBeyondReach {
      diagnostics.warning(
        .odtNumbering, at: nil, "labels of level \(level) are simpler in the OpenDocument file than the template says",
        hint: "OpenDocument joins the numbers of levels with full stops, as {n.n} does.")
    }
    if droppedCharacters > 0 {
      diagnostics.warning(
        .odtCharacters, at: nil,
        droppedCharacters == 1
          ? "an invisible or unusable character is left out of the OpenDocument file"
          : "\(droppedCharacters) invisible or unusable characters are left out of the OpenDocument file",
        hint: "LibreOffice finds Thai words by itself; delete zero-width spaces, joiners and control characters.")
    }
    if reorderedMarks > 0 {
      diagnostics.warning(
        .odtCharacters, at: nil,
        reorderedMarks == 1
          ? "a Thai vowel or tone mark is put in order in the OpenDocument file"
          : "\(reorderedMarks) Thai vowel or tone marks are put in order in the OpenDocument file",
        hint: "Type SARA AM as one character and a tone mark behind its vowel.")
    }
  }

  // MARK: Parts

  static func open(_ root: StaticString, _ xml: inout XMLWriter) {
    xml.open(root)
    let names: [(StaticString, String)] = [
      ("xmlns:office", "office"), ("xmlns:style", "style"), ("xmlns:text", "text"), ("xmlns:table", "table"),
      ("xmlns:fo", "xsl-fo-compatible"), ("xmlns:svg", "svg-compatible"), ("xmlns:draw", "drawing"),
      ("xmlns:meta", "meta"),
    ]
    for (name, space) in names { xml.attribute(name, "urn:oasis:names:tc:opendocument:xmlns:\(space):1.0") }
    xml.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
    xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    xml.attribute("office:version", "1.3")
  }

  /// `styles.xml`: all that has a name, the sheet, and what runs along on every page.
  func stylesPart() -> [UInt8] {
    // What runs along may ask for styles, so it is written first.
    var page = PageLayout(file: self)
    let masters = page.masterPages()
    var xml = XMLWriter(capacity: 16384)
    Self.open("office:document-styles", &xml)
    styles.writeFonts(to: &xml)
    xml.open("office:styles")
    styles.writeNamed(lists: lists, to: &xml)
    lists.write(to: &xml)
    if !writtenNotes.isEmpty {
      xml.open("text:notes-configuration")
      xml.attribute("text:note-class", "footnote")
      xml.numberFormat(document.noteNumbers)
      // Between the number of a note and its text.
      xml.attribute("style:num-suffix", " ")
      xml.attribute("text:start-value", 0)
      xml.attribute("text:footnotes-position", "page")
      xml.attribute("text:start-numbering-at", "document")
      xml.close()
    }
    xml.close()
    xml.open("office:automatic-styles")
    page.writeAutomaticStyles(to: &xml)
    xml.close()
    xml.open("office:master-styles")
    for master in masters { xml.verbatim(master) }
    return xml.finish()
  }

  func metaPart() -> [UInt8] {
    let properties = document.properties
    var xml = XMLWriter(capacity: 1024)
    Self.open("office:document-meta", &xml)
    xml.open("office:meta")
    func add(_ name: StaticString, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      xml.open(name)
      xml.text(value)
      xml.close()
    }
    add("meta:generator", "Sarup")
    add("dc:title", properties.title)
    add("dc:subject", properties.subject)
    for keyword in properties.keywords { add("meta:keyword", keyword) }
    add("meta:initial-creator", properties.authors.joined(separator: "; "))
    add("dc:creator", properties.authors.joined(separator: "; "))
    if let day = properties.date, (1000...9999).contains(day.year) {
      func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let text = "\(day.year)-\(padded(day.month))-\(padded(day.day))T00:00:00"
      add("meta:creation-date", text)
      add("dc:date", text)
    }
    add("dc:language", properties.language.tag)
    if let publisher = properties.publisher, !publisher.isEmpty {
      xml.open("meta:user-defined")
      xml.attribute("meta:name", "Publisher")
      xml.text(publisher)
      xml.close()
    }
    writeUserDefined(to: &xml)
    return xml.finish()
  }

  /// `settings.xml`: without it LibreOffice stretches a justified line that ends with a forced break. The other items have
  /// to be said with that one: where a file has settings, one that is missing stands for what old versions did.
  func settingsPart() -> [UInt8] {
    let items = [
      ("AddExternalLeading", true), ("AddParaSpacingToTableCells", true), ("AddParaTableSpacing", true),
      ("DoNotJustifyLinesWithManualBreak", true), ("DoNotResetParaAttrsForNumFont", false),
      ("IgnoreFirstLineIndentInNumbering", false), ("PropLineSpacingShrinksFirstLine", true),
      ("TabsRelativeToIndent", true), ("UseFormerLineSpacing", false), ("UseFormerTextWrapping", false),
    ]
    var xml = XMLWriter(capacity: 1024)
    xml.open("office:document-settings")
    xml.attribute("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0")
    xml.attribute("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0")
    xml.attribute("xmlns:ooo", "http://openoffice.org/2004/office")
    xml.attribute("office:version", "1.3")
    xml.open("office:settings")
    xml.open("config:config-item-set")
    xml.attribute("config:name", "ooo:configuration-settings")
    for (name, value) in items {
      xml.open("config:config-item")
      xml.attribute("config:name", name)
      xml.attribute("config:type", "boolean")
      xml.text("\(value)")
      xml.close()
    }
    return xml.finish()
  }

  func manifestPart(_ media: [(name: String, type: String, bytes: [UInt8])]) -> [UInt8] {
    var xml = XMLWriter(capacity: 1024)
    xml.open("manifest:manifest")
    xml.attribute("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
    xml.attribute("manifest:version", "1.3")
    let parts = [
      ("/", Self.mediaType), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"),
      ("settings.xml", "text/xml"),
    ]
    for (path, type) in parts + media.map({ ($0.name, $0.type) }) {
      xml.open("manifest:file-entry")
      xml.attribute("manifest:full-path", path)
      if path == "/" { xml.attribute("manifest:version", "1.3") }
      xml.attribute("manifest:media-type", type)
      xml.close()
    }
    return xml.finish()
  }
}

/// A length in points, as OpenDocument writes it.
func pt(_ points: Points) -> String { decimal(points) + "pt" }

extension NumberFormat {
  /// `style:num-format` (ODF 1.3 part 3, 19.502). "Native Numbering" is what LibreOffice writes for the digits of the paragraph's
  /// language; the form that the standard gives for Thai digits makes it show Arabic ones.
  var odfName: String {
    switch self {
    case .thaiDigits: "Native Numbering"
    case .arabicDigits: "1"
    case .thaiLetters: "ก, ข, ค, ..."
    case .latinLetters: "a"
    case .latinCapitals: "A"
    case .roman: "i"
    case .romanCapitals: "I"
    }
  }
}

extension XMLWriter {
  /// The attributes for a format of numbers. Letters double behind the last one, as they do everywhere else.
  mutating func numberFormat(_ format: NumberFormat) {
    attribute("style:num-format", format.odfName)
    if format == .latinLetters || format == .latinCapitals { attribute("style:num-letter-sync", "true") }
  }
}
