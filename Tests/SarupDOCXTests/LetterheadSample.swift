import SarupContainer
import SarupDOCX
import SarupDocument
import SarupSyntax

/// A letterhead part by part, so that a test can spoil any of them.
struct LetterheadSample {
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  var files: [(name: String, content: String)]

  /// - Parameters:
  ///   - body: Blocks before the properties of the section.
  ///   - head: What stands in the one running head.
  ///   - more: Relationships of the head.
  init(
    body: String = "", section: String = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", head: String = "<w:p/>",
    headRelationships: String = "", styles: String = "", mainType: String = "document.main"
  ) {
    func root(_ name: String, _ inside: String) -> String {
      "<w:\(name) xmlns:w=\"\(Self.main)\" xmlns:r=\"\(Self.office)\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\(inside)</w:\(name)>"
    }
    let override = { (part: String, kind: String) in
      "<Override PartName=\"/word/\(part).xml\" ContentType=\"\(Self.word).\(kind)+xml\"/>"
    }
    files = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
          + "<Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/>"
          + override("document", mainType) + override("styles", "styles") + override("header1", "header") + "</Types>"
      ),
      ("_rels/.rels", Self.list(Self.relationship("rId1", "officeDocument", "word/document.xml"))),
      (
        "word/document.xml",
        root(
          "document",
          "<w:body>\(body)<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>\(section)</w:sectPr></w:body>"
        )
      ),
      (
        "word/_rels/document.xml.rels",
        Self.list(
          Self.relationship("rId1", "styles", "styles.xml") + Self.relationship("rId2", "header", "header1.xml"))
      ),
      ("word/styles.xml", root("styles", styles)), ("word/header1.xml", root("hdr", head)),
      ("word/_rels/header1.xml.rels", Self.list(headRelationships)), ("word/media/a.png", "not looked at"),
      ("word/embeddings/a.bin", "an object"),
    ]
  }

  static func relationship(_ id: String, _ kind: String, _ target: String, isExternal: Bool = false) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\""
      + (isExternal ? " TargetMode=\"External\"" : "") + "/>"
  }

  static func list(_ relationships: String) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(relationships)</Relationships>"
  }

  subscript(name: String) -> String {
    get { files.first { $0.name == name }?.content ?? "" }
    set {
      if let place = files.firstIndex(where: { $0.name == name }) {
        files[place].content = newValue
      } else {
        files.append((name, newValue))
      }
    }
  }

  var bytes: [UInt8] {
    var writer = ZIPWriter(level: 1)
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    for (name, content) in files {
      try? writer.add(name, Array((content.hasPrefix("<") ? head + content : content).utf8))
    }
    return writer.finish()
  }

  /// The letterhead, and what was said of it: `code message`, a line each.
  func read() -> (letterhead: Letterhead?, messages: [String]) { Self.read(bytes) }

  static func read(_ bytes: [UInt8]) -> (letterhead: Letterhead?, messages: [String]) {
    var diagnostics = Diagnostics()
    var sources: [SourceText] = []
    let letterhead = Letterhead.read("a.docx", bytes, sources: &sources, reporting: &diagnostics)
    return (letterhead, diagnostics.all.map { "\($0.severity.rawValue) \($0.code.name): \($0.message)" })
  }
}

extension WordFile {
  init(_ document: Document, upon letterhead: Letterhead) throws {
    var options = DOCXOptions()
    options.letterhead = letterhead
    try self.init(letterhead.placed(document), options: options)
  }
}
