internal import SarupContainer
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// Fields of the brief that stay fields in Word: a content control in the text, bound to an element of a custom XML part, so that
/// a program finds and changes them without reading the text around them.
struct FieldStore {
  struct Field {
    /// Element of the custom XML part and tag of the control.
    var name: StaticString
    var text: String
  }

  /// One store a file, so that one name for it does for all files.
  static let identifier = "{7E4B1C52-93A6-4D0F-8B1E-5A2C6F70D914}"
  static let namespace = "urn:sarup:brief"

  private(set) var fields: [Field] = []

  /// - Returns: Whether the field was not there yet: a field is bound once, where it comes first.
  mutating func add(_ name: StaticString, _ text: String) -> Bool {
    guard !fields.contains(where: { "\($0.name)" == "\(name)" }) else { return false }
    fields.append(Field(name: name, text: text))
    return true
  }

  /// `customXml/item1.xml`
  func item() -> [UInt8] {
    var xml = XMLWriter(capacity: 512)
    xml.open("brief")
    xml.attribute("xmlns", Self.namespace)
    for field in fields {
      xml.open(field.name)
      xml.text(field.text)
      xml.close()
    }
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

extension StoryWriter {
  /// Opens the control for a paragraph that is a field as a whole; `false` where there is none to open.
  ///
  /// A control of plain text has neither links nor looks of its own inside.
  mutating func openControl(for paragraph: Paragraph) -> Bool {
    let isThai = WordLanguage.name(of: package.document.properties.language) == "th-TH"
    let name: StaticString
    let alias: String
    switch paragraph.role {
    case .title: (name, alias) = ("title", isThai ? "ชื่อเรื่อง" : "Title")
    case .subtitle: (name, alias) = ("subtitle", isThai ? "ชื่อรอง" : "Subtitle")
    default: return false
    }
    let isPlain = paragraph.text.runs.allSatisfy { $0.traits.isEmpty && $0.link == nil }
    guard isPlain, let text = plainText(of: paragraph.text), package.fields.add(name, text) else { return false }
    xml.open("w:sdt")
    xml.open("w:sdtPr")
    xml.value("w:alias", alias)
    xml.value("w:tag", "\(name)")
    xml.value("w:id", package.fields.fields.count)
    xml.open("w:dataBinding")
    xml.attribute("w:prefixMappings", "xmlns:b='\(FieldStore.namespace)'")
    xml.attribute("w:xpath", "/b:brief[1]/b:\(name)[1]")
    xml.attribute("w:storeItemID", FieldStore.identifier)
    xml.close()
    xml.empty("w:text")
    xml.close()
    xml.open("w:sdtContent")
    return true
  }

  mutating func closeControl() {
    xml.close()
    xml.close()
  }

  /// The text as Word shows it; `nil` when there is none, or when it has breaks, which a control of one line cannot hold.
  private func plainText(of text: StyledText) -> String? {
    var result: [UInt8] = []
    for run in text.runs {
      for piece in TextPieces(text.utf8[run.range], of: run.script).pieces {
        guard case .text(let utf8) = piece else { return nil }
        result += utf8
      }
    }
    return result.isEmpty ? nil : String(decoding: result, as: UTF8.self)
  }
}
