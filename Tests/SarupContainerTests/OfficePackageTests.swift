import SarupContainer
import SarupSyntax
import Testing

@Suite struct OfficePackageTests {
  private static let types = """
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
    <Default Extension="xml" ContentType="application/xml"/>\
    <Default Extension="PNG" ContentType="image/png"/>\
    <Override PartName="/word/Document.xml" ContentType="application/vnd.x.main+xml"/></Types>
    """

  private static func relationships(_ list: String) -> String {
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\(list)</Relationships>"
  }

  private static func relationship(_ id: String, _ kind: String, _ target: String, _ more: String = "") -> String {
    "<Relationship Id='\(id)' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(kind)'"
      + " Target='\(target)' \(more)/>"
  }

  private static let root = relationships(relationship("rId1", "officeDocument", "word/document.xml"))

  private func open(
    _ files: [(String, String)], reporting diagnostics: inout Diagnostics, sources: inout [SourceText]
  ) -> OfficePackage? {
    var writer = ZIPWriter(level: 1)
    for (name, content) in files { try? writer.add(name, Array(content.utf8)) }
    return OfficePackage("a.docx", writer.finish(), sources: &sources, reporting: &diagnostics)
  }

  private func messages(_ files: [(String, String)]) -> String {
    var diagnostics = Diagnostics()
    var sources: [SourceText] = []
    let package = open(files, reporting: &diagnostics, sources: &sources)
    if let main = package?.mainPart {
      _ = package?.relationships(of: main, sources: &sources, reporting: &diagnostics)
    }
    return DiagnosticPrinter(format: .short, sources: sources).text(of: diagnostics)
  }

  @Test func partsAndWhatTheyAre() throws {
    var diagnostics = Diagnostics()
    var sources: [SourceText] = []
    let package = try #require(
      open(
        [
          ("[Content_Types].xml", Self.types), ("_rels/.rels", Self.root), ("word/document.xml", "<a/>"),
          ("word/media/a.png", "x"), ("word/headers/h.xml", "<h/>"),
          (
            "word/_rels/document.xml.rels",
            Self.relationships(
              Self.relationship("a", "image", "media/A.png") + Self.relationship("b", "header", "/word/headers/h.xml")
                + Self.relationship("c", "hyperlink", "https://example.org/", "TargetMode='External'")
                + Self.relationship("d", "hyperlink", "#top") + Self.relationship("e", "image", "NULL")
                + "<Relationship Id='f' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/footer'"
                + " Target='../word/x%20y.xml'/>"
                + "<Relationship Id='g' Type='http://example.org/own' Target='media/a.png'/>")
          ),
        ], reporting: &diagnostics, sources: &sources))
    #expect(diagnostics.all.isEmpty)
    #expect(package.mainPart == "word/document.xml")
    #expect(package.parts == ["word/document.xml", "word/media/a.png", "word/headers/h.xml"])
    #expect(package.contentType(of: "word/document.xml") == "application/vnd.x.main+xml")
    #expect(package.contentType(of: "word/media/a.png") == "image/png")
    #expect(package.contentType(of: "word/headers/h.xml") == "application/xml")
    #expect(package.contentType(of: "word/none") == nil)
    let list = try #require(
      package.relationships(of: "word/document.xml", sources: &sources, reporting: &diagnostics))
    #expect(list.map(\.id) == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(
      list.map(\.target) == [
        .part("word/media/a.png"), .part("word/headers/h.xml"), .external("https://example.org/"), .fragment("top"),
        .missing("word/NULL"), .missing("word/x y.xml"), .part("word/media/a.png"),
      ])
    #expect(
      list.map(\.kind) == [
        "image", "header", "hyperlink", "hyperlink", "image", "footer", "http://example.org/own",
      ])
    #expect(
      try #require(package.relationships(of: "word/headers/h.xml", sources: &sources, reporting: &diagnostics)).isEmpty)
    #expect(package.tree(of: "word/headers/h.xml", sources: &sources, reporting: &diagnostics)?.root.name.local == "h")
    #expect(OfficePackage.relationshipsName(of: "document.xml") == "_rels/document.xml.rels")
  }

  @Test(arguments: [
    "../../etc/passwd", "../../../x", "file:///etc/passwd", "//server/share", "c:\\x", "%2e%2e/%2e%2e/x", "a%2F..%2Fb",
    "a%5Cb", "..\\..\\x", "", "%zz", "word/..%00",
  ])
  func targetsThatLeadOut(target: String) {
    let text = messages([
      ("[Content_Types].xml", Self.types), ("_rels/.rels", Self.root), ("word/document.xml", "<a/>"),
      ("word/_rels/document.xml.rels", Self.relationships(Self.relationship("a", "image", target))),
    ])
    #expect(text.hasPrefix("a.docx/word/_rels/document.xml.rels:1:"))
    #expect(text.contains("[office-unsafe]"))
  }

  @Test func whatIsNoOfficeFile() {
    #expect(messages([("a", "b")]).contains("[office-archive]"))
    #expect(messages([("[Content_Types].xml", "<a/>")]).contains("a.docx/[Content_Types].xml:1:1: error"))
    #expect(messages([("[Content_Types].xml", "<a>")]).contains("[xml-syntax]"))
    let twice = Self.types.replacing(
      "</Types>", with: "<Override PartName='/WORD/document.xml' ContentType='image/png'/></Types>")
    #expect(messages([("[Content_Types].xml", twice)]).contains("[office-content-types]"))
    #expect(
      messages([("[Content_Types].xml", Self.types), ("_rels/.rels", "<a/>")]).contains("[office-relationships]"))
    let same = Self.relationships(Self.relationship("a", "x", "y") + Self.relationship("a", "x", "z"))
    #expect(
      messages([("[Content_Types].xml", Self.types), ("_rels/.rels", same)]).contains("[office-relationships]"))
    let lacking = Self.relationships("<Relationship Id='a'/>")
    #expect(
      messages([("[Content_Types].xml", Self.types), ("_rels/.rels", lacking)]).contains("[office-relationships]"))
  }

  @Test func archivesAreRefusedInWords() {
    func message(_ bytes: [UInt8]) -> String {
      var diagnostics = Diagnostics()
      var sources: [SourceText] = []
      #expect(OfficePackage("a.docx", bytes, sources: &sources, reporting: &diagnostics) == nil)
      return DiagnosticPrinter(format: .short, sources: sources).text(of: diagnostics)
    }
    func raw(_ files: [RawArchive.File]) -> [UInt8] { RawArchive(files).bytes(crc: { Deflate.crc32($0) }) }
    #expect(message(Array("no archive".utf8)).contains("is no office file, or is damaged [office-archive]"))
    #expect(
      message([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 100))
        .contains("is in an old format, or has a password [office-archive]"))
    #expect(message(raw([.init("../a", [1])])).contains("leads out of the file [office-unsafe]"))
    #expect(message(raw([.init("a"), .init("A")])).contains("twice [office-unsafe]"))
    var file = RawArchive.File("a", [1])
    file.flags = 1
    #expect(message(raw([file])).contains("encrypted, or for huge files [office-archive]"))
    file = RawArchive.File("a", [1])
    (file.size, file.packedSize) = (20, 20)
    #expect(message(raw([file, .init("b")])).contains("share their bytes [office-unsafe]"))
    file = RawArchive.File("a", [1])
    file.size = 200 << 20
    #expect(message(raw([file])).contains("[office-too-large]"))
  }

  /// Whatever single byte of a package is wrong, taking it apart ends.
  @Test func damageEnds() throws {
    var writer = ZIPWriter(level: 1)
    for (name, content) in [
      ("[Content_Types].xml", Self.types), ("_rels/.rels", Self.root), ("word/document.xml", "<a/>"),
    ] { try writer.add(name, Array(content.utf8), method: .stored) }
    let good = writer.finish()
    for index in good.indices {
      for flip in [0x01, 0x20, 0x80] as [UInt8] {
        var bad = good
        bad[index] ^= flip
        var diagnostics = Diagnostics()
        var sources: [SourceText] = []
        guard let package = OfficePackage("a", bad, sources: &sources, reporting: &diagnostics) else {
          #expect(diagnostics.hasErrors)
          continue
        }
        for part in package.parts {
          _ = package.contentType(of: part)
          _ = package.relationships(of: part, sources: &sources, reporting: &diagnostics)
          _ = package.tree(of: part, sources: &sources, reporting: &diagnostics)
        }
      }
    }
  }
}
