internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

/// Fields of the brief that stay fields in Word: a content control in the text, bound to an element of a custom XML part, so that
/// a program finds and changes them without reading the text around them.
struct FieldStore {
  /// One store a file, so that one name for it does for all files.
  static let identifier = "{7E4B1C52-93A6-4D0F-8B1E-5A2C6F70D914}"
  static let namespace = "urn:sarup:brief"

  private(set) var fields: [(field: BriefField, text: String)] = []
  private(set) var controls = 0
  /// Ids that controls of a letterhead have.
  private var reserved: Set<Int> = []

  /// What is kept for the way back; see ``WordFacts``.
  var facts: WordFacts?

  var isEmpty: Bool { fields.isEmpty && facts == nil }

  /// Whether a field may have a control; not where it says something else in another place: Word keeps all controls of one element alike.
  func allows(_ field: BriefField, showing text: String) -> Bool {
    fields.first { $0.field == field }.map { $0.text == text } ?? true
  }

  /// The id of a control for a field, which is allowed one.
  mutating func control(for field: BriefField, showing text: String) -> Int {
    if !fields.contains(where: { $0.field == field }) { fields.append((field, text)) }
    return nextControl()
  }

  /// The id of a control.
  mutating func nextControl() -> Int {
    repeat { controls += 1 } while reserved.contains(controls)
    return controls
  }

  mutating func reserve(_ ids: [Int]) { reserved.formUnion(ids) }

  /// `customXml/item1.xml`
  func item() -> [UInt8] {
    var xml = XMLWriter(capacity: 512)
    xml.open("brief")
    xml.attribute("xmlns", Self.namespace)
    for (field, text) in fields {
      xml.open(field.element)
      // What the field said when the file was written: who has changed it shows by that.
      if facts != nil { xml.attribute("was", WordFacts.mark(of: text.utf8)) }
      xml.text(text)
      xml.close()
    }
    facts?.write(to: &xml)
    return xml.finish()
  }

  /// `customXml/itemProps1.xml`
  func properties() -> [UInt8] {
    var xml = XMLWriter(capacity: 512)
    xml.open("ds:datastoreItem")
    xml.attribute("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
    xml.attribute("ds:itemID", Self.identifier)
    xml.open("ds:schemaRefs")
    xml.open("ds:schemaRef")
    xml.attribute("ds:uri", Self.namespace)
    return xml.finish()
  }
}

extension BriefField {
  /// The element's name, which is the tag of the control as well.
  fileprivate var element: StaticString {
    switch self {
    case .title: "title"
    case .subtitle: "subtitle"
    case .agency: "agency"
    case .unit: "unit"
    case .number: "number"
    case .date: "date"
    case .place: "place"
    case .subject: "subject"
    case .to: "to"
    case .from: "from"
    }
  }

  /// What Word shows above the control.
  func label(inThai: Bool) -> String {
    switch self {
    case .title: inThai ? "ชื่อเรื่อง" : "Title"
    case .subtitle: inThai ? "ชื่อรอง" : "Subtitle"
    case .agency: inThai ? "ส่วนราชการ" : "Agency"
    case .unit: inThai ? "หน่วยงาน" : "Unit"
    case .number: inThai ? "ที่" : "Number"
    case .date: inThai ? "วันที่" : "Date"
    case .place: inThai ? "สถานที่" : "Place"
    case .subject: inThai ? "เรื่อง" : "Subject"
    case .to: inThai ? "เรียน" : "To"
    case .from: inThai ? "จาก" : "From"
    }
  }
}

extension StoryWriter {
  /// The fields of a text that stand in controls, in order, with what these show.
  ///
  /// A control of plain text has neither links nor looks of its own inside, and stands on one line.
  func controlled(in text: StyledText) -> [(field: BriefField, range: Range<Int>, shown: String)] {
    var result: [(field: BriefField, range: Range<Int>, shown: String)] = []
    // What parts the label from the text is written anew.
    var position = text.labelLength > 0 ? text.labelLength + 1 : 0
    for field in text.fields where field.range.lowerBound >= position && field.range.upperBound <= text.utf8.count {
      let runs = text.runs.filter { $0.range.overlaps(field.range) }
      guard runs.allSatisfy({ $0.traits.isEmpty && $0.link == nil }),
        let shown = shownText(of: field.range, runs, text), package.fields.allows(field.field, showing: shown),
        !result.contains(where: { $0.field == field.field && $0.shown != shown })
      else { continue }
      result.append((field.field, field.range, shown))
      position = field.range.upperBound
    }
    return result
  }

  mutating func openControl(_ id: Int, for field: BriefField) {
    xml.open("w:sdt")
    xml.open("w:sdtPr")
    xml.value("w:alias", field.label(inThai: package.document.properties.language.primary == "th"))
    xml.value("w:tag", field.rawValue)
    xml.value("w:id", id)
    xml.open("w:dataBinding")
    xml.attribute("w:prefixMappings", "xmlns:b='\(FieldStore.namespace)'")
    xml.attribute("w:xpath", "/b:brief[1]/b:\(field.rawValue)[1]")
    xml.attribute("w:storeItemID", FieldStore.identifier)
    xml.close()
    xml.empty("w:text")
    xml.close()
    xml.open("w:sdtContent")
  }

  mutating func closeControl() {
    xml.close()
    xml.close()
  }

  /// The text as Word shows it; `nil` when there is none, or when it has breaks.
  private func shownText(of range: Range<Int>, _ runs: [StyledText.Run], _ text: StyledText) -> String? {
    var result: [UInt8] = []
    for run in runs {
      for piece in TextPieces(text.utf8[run.range.clamped(to: range)], of: run.script).pieces {
        guard case .text(let utf8) = piece else { return nil }
        result += utf8
      }
    }
    return result.isEmpty ? nil : String(decoding: result, as: UTF8.self)
  }
}
