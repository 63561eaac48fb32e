import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// Word files that carry their fonts, from a request to the file.
@Suite struct CarriedFontTests {
  private static let folder = Fixtures.folder(beside: #filePath) + "/../../Fonts/"
  private static let brief = Array(
    "---\ntitle: ชื่อเรื่อง\nagency: กรม\n---\nเนื้อความ **หนา** และ Latin\n\n1. ข้อแรก\n\n2. *เอน*\n".utf8)

  private func render(
    fonts: [Environment.FontFile] = [], embeds: Bool = true, template: String? = nil, formats: [OutputFormat] = [.docx]
  ) -> Rendering {
    var environment = Environment()
    environment.allowsSystemFonts = false
    environment.fonts = fonts
    var request = RenderRequest(formats: formats)
    request.embedsFonts = embeds
    if let template { request.template = Template(name: "a.yaml", bytes: Array(template.utf8)) }
    return Renderer(environment).render(Brief(name: "a.md", bytes: Self.brief), request)
  }

  private func tokens(_ name: String, of rendering: Rendering) throws -> [XMLToken] {
    let archive = try ZIPReader(try #require(rendering.outputs?.first).bytes)
    return try XMLToken.tokens(of: archive.read(try #require(archive.entry(named: name))))
  }

  /// Sarabun's file under another name and with another permission to embed it.
  private func face(_ file: String, named name: String, fsType: UInt8 = 0) throws -> Environment.FontFile {
    var bytes = try #require(GoldenFile.readBytes(Self.folder + file))
    for (old, new) in [
      (Array("Sarabun".utf8), Array(name.utf8)),
      (Array("Sarabun".utf8).flatMap { [0, $0] }, Array(name.utf8).flatMap { [0, $0] }),
    ] as [([UInt8], [UInt8])] {
      for start in 0...bytes.count - old.count
      where bytes[start] == old[0] && bytes[start..<start + old.count].elementsEqual(old) {
        bytes.replaceSubrange(start..<start + old.count, with: new)
      }
    }
    for record in stride(from: 12, to: 12 + 16 * Int(bytes[5]), by: 16)
    where bytes[record..<record + 4].elementsEqual("OS/2".utf8) {
      let table = bytes[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
      bytes[table + 9] = fsType
    }
    return Environment.FontFile(name: name + ".ttf", bytes: bytes)
  }

  @Test func theFamilyThatIsAtHandIsNamedAtTheSizeThatLooksTheSame() throws {
    let rendering = render()
    #expect(rendering.diagnostics.all.isEmpty)
    let fonts = try tokens("word/fontTable.xml", of: rendering).elements("w:font")
    #expect(fonts.map { $0.attributes(of: "w:font")[0]["w:name"] } == ["Sarabun"])
    // The faces that the text stands in: regular, bold, italic.
    let faces = ["w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"].map {
      fonts[0].attributes(of: $0).count
    }
    #expect(faces == [1, 1, 1, 0])
    let styles = try tokens("word/styles.xml", of: rendering)
    // 16 pt of TH Sarabun New are 10.7 pt of Sarabun; Word counts in halves.
    #expect(styles.elements("w:docDefaults")[0].values(of: "w:szCs") == ["21"])
    #expect(!styles.attributes(of: "w:rFonts").contains { $0["w:cs"] == "TH Sarabun New" })
  }

  @Test func theTemplatesFamilyForWordGoesFirst() throws {
    let fonts = try ["Sarabun-Regular.ttf", "Sarabun-Bold.ttf"].map { try face($0, named: "Qarabun") }
    let rendering = render(
      fonts: fonts, template: "extends: brief\nfonts:\n  body: {families: [Sarabun], word: [Nowhere, Qarabun]}\n")
    #expect(rendering.diagnostics.all.isEmpty)
    let table = try tokens("word/fontTable.xml", of: rendering).elements("w:font")
    #expect(table.map { $0.attributes(of: "w:font")[0]["w:name"] } == ["Qarabun"])
    // It has no italic face: programs slant its regular one.
    #expect(table[0].attributes(of: "w:embedItalic").isEmpty)
    #expect(try tokens("word/styles.xml", of: rendering).elements("w:docDefaults")[0].values(of: "w:szCs") == ["32"])
  }

  @Test func aFontThatForbidsItIsAMistake() throws {
    let fonts = [try face("Sarabun-Regular.ttf", named: "Qarabun", fsType: 4)]
    let template = "extends: brief\nfonts:\n  body: {families: [Sarabun], word: [Qarabun]}\n"
    let rendering = render(fonts: fonts, template: template)
    #expect(rendering.outputs == nil)
    #expect(rendering.diagnostics.all.map(\.code.name) == ["font-not-carried"])
    // A file that only names the font asks nobody.
    #expect(render(fonts: fonts, embeds: false, template: template).diagnostics.all.isEmpty)
  }

  @Test func otherOutputsAreWhatTheyWere() throws {
    for format in [OutputFormat.odt, .html, .pdf] {
      let bytes = try #require(render(formats: [format]).outputs?.first?.bytes)
      #expect(bytes == render(embeds: false, formats: [format]).outputs?.first?.bytes)
      if format == .pdf { KeptFiles.keep(bytes, of: Test.current?.name) }
    }
  }
}
