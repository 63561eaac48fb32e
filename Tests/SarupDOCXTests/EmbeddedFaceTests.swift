import SarupContainer
import SarupDOCX
import SarupDocument
import TestSupport
import Testing

/// Fonts that a Word file carries (ECMA-376 Part 1, 17.8).
@Suite struct EmbeddedFaceTests {
  private static let regular = GoldenFile.readBytes(
    Fixtures.folder(beside: #filePath) + "/../../Fonts/Sarabun-Regular.ttf")
  private static let bold = GoldenFile.readBytes(Fixtures.folder(beside: #filePath) + "/../../Fonts/Sarabun-Bold.ttf")
  private static let embedded = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

  private func options(_ family: String = "TH Sarabun New") throws -> DOCXOptions {
    var options = DOCXOptions()
    options.faces = [
      EmbeddedFace(family: family, style: .bold, bytes: try #require(Self.bold)),
      EmbeddedFace(family: family, style: .regular, bytes: try #require(Self.regular)),
    ]
    return options
  }

  /// The font behind an element of the font table, as a program that opens the file gets it back.
  private func font(of element: [String: String], in file: WordFile) throws -> [UInt8] {
    let target = try #require(
      file["word/_rels/fontTable.xml.rels"].attributes(of: "Relationship").first { $0["Id"] == element["r:id"] })
    #expect(target["Type"] == "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font")
    let name = "word/" + (target["Target"] ?? "")
    let types = file["[Content_Types].xml"].attributes(of: "Override")
    #expect(types.contains { $0["PartName"] == "/" + name && $0["ContentType"] == Self.embedded })
    let archive = try ZIPReader(file.bytes)
    var bytes = try archive.read(try #require(archive.entry(named: name)))
    let digits = try #require(element["w:fontKey"]).filter { $0.isHexDigit }
    #expect(digits.count == 32)
    let key = stride(from: 0, to: 32, by: 2).map { place in
      UInt8(digits.dropFirst(place).prefix(2), radix: 16) ?? 0
    }
    // The last two digits go with the first byte.
    for place in 0..<32 { bytes[place] ^= key.reversed()[place % 16] }
    return bytes
  }

  @Test func facesComeBackWithTheirKeys() throws {
    let file = try WordFile(Samples.brief, options: options())
    let fonts = file["word/fontTable.xml"].elements("w:font").filter {
      $0.attributes(of: "w:font")[0]["w:name"] == "TH Sarabun New"
    }
    #expect(fonts.count == 1)
    // In the order of the schema, behind everything else that is said of a font.
    let names = fonts[0].compactMap { if case .start(let name, _, _) = $0 { name } else { nil } }
    #expect(names.suffix(3) == ["w:sig", "w:embedRegular", "w:embedBold"])
    #expect(try font(of: fonts[0].attributes(of: "w:embedRegular")[0], in: file) == Self.regular)
    #expect(try font(of: fonts[0].attributes(of: "w:embedBold")[0], in: file) == Self.bold)
    #expect(file["word/settings.xml"].attributes(of: "w:embedTrueTypeFonts").count == 1)
    // What stands in the file is no font for those who do not know the key.
    let archive = try ZIPReader(file.bytes)
    for entry in archive.entries where entry.name.hasSuffix(".odttf") {
      #expect(try archive.read(entry).starts(with: [0, 1, 0, 0]) == false)
    }
    #expect(try WordFile(Samples.brief, options: options()).bytes == file.bytes)
  }

  @Test func aFileCarriesNoneUnlessItIsAsked() throws {
    let file = try WordFile(Samples.brief)
    #expect(!file.names.contains { $0.hasSuffix(".odttf") || $0 == "word/_rels/fontTable.xml.rels" })
    #expect(file["word/settings.xml"].attributes(of: "w:embedTrueTypeFonts").isEmpty)
    // Nor one that none of its styles names.
    let other = try WordFile(Samples.brief, options: options("Norasi"))
    #expect(!other.names.contains { $0.hasSuffix(".odttf") })
  }

  @Test(arguments: [
    ("<w:font w:name=\"TH Sarabun New\"><w:charset w:val=\"DE\"/></w:font>", 1),
    ("<w:font w:name=\"th sarabun new\"/>", 1), ("<w:font w:name=\"Norasi\"/>", 2),
    ("<w:font w:name=\"TH Sarabun New\"><w:embedRegular r:id=\"rId1\" w:fontKey=\"{0}\"/></w:font>", 0),
  ])
  func aLetterheadsTableTakesThemOn(table: String, fonts count: Int) throws {
    var sample = LetterheadSample()
    sample["word/fontTable.xml"] =
      "<w:fonts xmlns:w=\"\(LetterheadSample.main)\" xmlns:r=\"\(LetterheadSample.office)\">\(table)</w:fonts>"
    sample["word/_rels/document.xml.rels"] = sample["word/_rels/document.xml.rels"].replacing(
      "</Relationships>", with: LetterheadSample.relationship("rId9", "fontTable", "fontTable.xml") + "</Relationships>"
    )
    sample["[Content_Types].xml"] = sample["[Content_Types].xml"].replacing(
      "</Types>",
      with:
        "<Override PartName=\"/word/fontTable.xml\" ContentType=\"\(LetterheadSample.word).fontTable+xml\"/></Types>")
    let letterhead = try #require(sample.read().letterhead)
    var options = try options()
    options.letterhead = letterhead
    let file = try WordFile(letterhead.placed(Samples.brief), options: options)
    let written = file["word/fontTable.xml"]
    #expect(written.elements("w:font").count == max(1, count))
    let regular = written.attributes(of: "w:embedRegular").filter { $0["w:fontKey"] != "{0}" }
    #expect(regular.count == min(1, count))
    if let element = regular.first { #expect(try font(of: element, in: file) == Self.regular) }
    #expect(file["word/settings.xml"].attributes(of: "w:embedTrueTypeFonts").count == 1)
  }
}
