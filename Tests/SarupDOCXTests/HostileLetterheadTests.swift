import SarupContainer
import SarupDOCX
import SarupDocument
import SarupSyntax
import TestSupport
import Testing

/// Letterheads that no office should have.
@Suite struct HostileLetterheadTests {
  private typealias Sample = LetterheadSample

  private func refusal(_ sample: LetterheadSample) -> String {
    let (letterhead, messages) = sample.read()
    #expect(letterhead == nil)
    return messages.joined(separator: "\n")
  }

  @Test func otherKindsOfFiles() {
    let macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    var sample = Sample()
    sample["[Content_Types].xml"] = sample["[Content_Types].xml"].replacing(
      "\(Sample.word).document.main+xml", with: macro)
    #expect(refusal(sample).contains("error letterhead-kind: a.docx has macros"))
    sample = Sample()
    sample["word/vbaProject.bin"] = "x"
    #expect(refusal(sample).contains("error letterhead-kind: a.docx has macros"))
    sample = Sample()
    sample["[Content_Types].xml"] = sample["[Content_Types].xml"].replacing("wordprocessingml.document", with: "sheet")
    #expect(refusal(sample).contains("error letterhead-kind: a.docx is no Word file"))
    sample = Sample()
    sample["_rels/.rels"] = Sample.list("")
    #expect(refusal(sample).contains("error letterhead-kind: a.docx is no Word file"))
    sample = Sample()
    sample["word/document.xml"] = sample["word/document.xml"].replacing(
      Sample.main, with: "http://purl.oclc.org/ooxml/wordprocessingml/main")
    #expect(refusal(sample).contains("is a Strict Open XML document"))
    sample = Sample()
    sample["word/document.xml"] = "<x:document xmlns:x=\"\(Sample.main)\"/>"
    #expect(refusal(sample).contains("is not written as Word writes its files"))
    #expect(Sample(mainType: "template.main").read().letterhead != nil)
  }

  @Test func documentTypes() {
    for part in ["word/document.xml", "word/styles.xml", "word/header1.xml", "[Content_Types].xml", "_rels/.rels"] {
      var sample = Sample()
      sample[part] = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + sample[part]
      #expect(refusal(sample).contains("error xml-document-type"))
    }
  }

  @Test func pathsThatLeadOut() {
    for target in ["../../../etc/passwd", "file:///etc/passwd", "\\\\server\\share\\a.png", "c:/a.png"] {
      var sample = Sample()
      sample["word/_rels/header1.xml.rels"] = Sample.list(Sample.relationship("rId1", "image", target))
      #expect(refusal(sample).contains("error office-unsafe"))
    }
  }

  @Test func hugeParts() {
    var sample = Sample()
    sample["word/styles.xml"] = String(repeating: " ", count: 9 << 20) + sample["word/styles.xml"]
    #expect(refusal(sample).contains("error office-too-large"))
    sample = Sample(head: String(repeating: "<w:p>", count: 400))
    #expect(refusal(sample).contains("error xml-too-large"))
  }

  @Test func whatIsDamaged() {
    #expect(Sample.read([1, 2, 3]).messages.joined().contains("error office-archive"))
    var sample = Sample()
    sample["word/header1.xml"] = "<w:hdr"
    #expect(refusal(sample).contains("error xml-syntax"))
  }

  @Test func fieldsThatRunPrograms() {
    for instruction in ["DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "dde x", "MACROBUTTON x y"] {
      let pieces = instruction.map { "<w:r><w:instrText>\($0)</w:instrText></w:r>" }.joined()
      let complex =
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\(pieces)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
      #expect(refusal(Sample(head: complex)).contains("error letterhead-unsafe"))
      #expect(
        refusal(Sample(head: "<w:p><w:fldSimple w:instr=\" \(instruction)\"/></w:p>"))
          .contains("error letterhead-unsafe"))
    }
  }

  /// What stands in the head of the new file, and what was said.
  private func head(_ inside: String, _ relationships: String) throws -> (tokens: [XMLToken], messages: [String]) {
    let (letterhead, messages) = Sample(head: inside, headRelationships: relationships).read()
    let file = try WordFile(Samples.rich, upon: try #require(letterhead, "\(messages)"))
    // Whatever is left speaks of nothing that is not there.
    let ids = file["word/letterhead/_rels/header1.xml.rels"].attributes(of: "Relationship").compactMap { $0["Id"] }
    for case .start(_, let attributes, _) in file["word/letterhead/header1.xml"] {
      for attribute in attributes where attribute.name.hasPrefix("r:") { #expect(ids.contains(attribute.value)) }
    }
    #expect(!file.names.contains { $0.contains("embeddings") || $0.contains("activeX") })
    return (file["word/letterhead/header1.xml"], messages)
  }

  @Test func fieldsThatReadOtherFilesBecomeText() throws {
    let field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDEPICTURE \"http://x/a\"</w:instrText>"
    let (tokens, messages) = try head(
      "<w:p>\(field)</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>kept</w:t></w:r><w:r><w:fldChar "
        + "w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"LINK x\"><w:r><w:t>too</w:t></w:r></w:fldSimple>"
        + "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>", "")
    #expect(messages.count == 2 && messages.allSatisfy { $0.hasPrefix("warning letterhead-dropped: a field") })
    #expect(tokens.elements("w:instrText").isEmpty && tokens.elements("w:fldChar").isEmpty)
    #expect(tokens.elements("w:t").count == 3 && tokens.elements("w:fldSimple").count == 1)
  }

  @Test func objectsAndControlsAreLeftOut() throws {
    let (tokens, messages) = try head(
      "<w:p><w:r><w:object><o:OLEObject r:id=\"rId1\"/></w:object></w:r><w:r><w:object><w:control r:id=\"rId2\"/></w:object></w:r>"
        + "</w:p><w:altChunk r:id=\"rId3\"/><w:p/>",
      Sample.relationship("rId1", "oleObject", "embeddings/a.bin")
        + Sample.relationship("rId2", "control", "embeddings/a.bin")
        + Sample.relationship("rId3", "aFChunk", "embeddings/a.bin"))
    #expect(messages.count == 3 && messages.allSatisfy { $0.hasPrefix("warning letterhead-dropped") })
    #expect(tokens.elements("o:OLEObject").isEmpty && tokens.elements("w:control").isEmpty)
    #expect(tokens.elements("w:altChunk").isEmpty && tokens.elements("w:object").count == 2)
  }

  @Test func picturesFromOutsideAreLeftOut() throws {
    let (tokens, messages) = try head(
      "<w:p><w:r><w:drawing><a:blip r:link=\"rId1\"/></w:drawing></w:r><w:r><w:drawing><a:blip r:embed=\"rId2\" r:link=\"rId1\"/>"
        + "</w:drawing></w:r><w:r><w:drawing><a:blip r:embed=\"rId9\"/></w:drawing></w:r><w:r><w:drawing><a:hlinkClick r:id=\"rId3\"/>"
        + "<a:blip r:embed=\"rId2\"/></w:drawing></w:r><w:r><w:drawing><a:blip r:embed=\"rId4\"/></w:drawing></w:r></w:p>",
      Sample.relationship("rId1", "image", "https://example.org/track.png", isExternal: true)
        + Sample.relationship("rId2", "image", "media/a.png")
        + Sample.relationship("rId3", "hyperlink", "file:///c:/x.exe", isExternal: true)
        + Sample.relationship("rId4", "image", "embeddings/a.bin"))
    #expect(messages.allSatisfy { $0.hasPrefix("warning letterhead-dropped") } && messages.count >= 4)
    #expect(tokens.elements("w:drawing").count == 2)
    #expect(tokens.attributes(of: "a:blip").allSatisfy { $0["r:embed"] == "rId2" && $0["r:link"] == nil })
    #expect(tokens.elements("a:hlinkClick").isEmpty)
  }

  @Test func linksLeadToTheWebOrNowhere() throws {
    let (tokens, messages) = try head(
      "<w:p><w:hyperlink r:id=\"rId1\"><w:r/></w:hyperlink><w:hyperlink w:history=\"1\" r:id=\"rId2\"><w:r/></w:hyperlink></w:p>",
      Sample.relationship("rId1", "hyperlink", "https://example.org/", isExternal: true)
        + Sample.relationship("rId2", "hyperlink", "javascript:x", isExternal: true))
    #expect(messages.count == 1)
    #expect(tokens.attributes(of: "w:hyperlink").map { $0["r:id"] } == ["rId1", nil])
  }

  /// Whatever single byte of a letterhead of another program is wrong, reading ends, and what is made can be read.
  @Test(arguments: ["libreoffice", "python-docx"])
  func damageEnds(name: String) throws {
    let good = try #require(GoldenFile.readBytes(Fixtures.folder(beside: #filePath) + "/Letterheads/\(name).docx"))
    // Parts as they are, so that what is changed is text and not only checksums.
    let reader = try ZIPReader(good)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<15 {
      var writer = ZIPWriter(level: 1)
      let hit = Int.random(in: 0..<reader.entries.count, using: &random)
      for (place, entry) in reader.entries.enumerated() {
        var bytes = try reader.read(entry)
        if place == hit, !bytes.isEmpty {
          for _ in 0..<Int.random(in: 1...3, using: &random) {
            let byte = Int.random(in: 0..<bytes.count, using: &random)
            bytes[byte] = [0x3C, 0x3E, 0x20, 0x22, 0x31, 0x61, 0xFF].randomElement(using: &random) ?? 0
          }
        }
        try writer.add(entry.name, bytes)
      }
      let (letterhead, messages) = Sample.read(writer.finish())
      #expect(letterhead != nil || !messages.isEmpty)
      guard let letterhead else { continue }
      var options = DOCXOptions()
      options.letterhead = letterhead
      var diagnostics = Diagnostics()
      let made = DOCXWriter.write(letterhead.placed(Samples.rich), options: options, reporting: &diagnostics)
      let archive = try ZIPReader(made)
      for entry in archive.entries where entry.name.hasSuffix(".xml") {
        let reading = XMLTree.read(entry.name, try archive.read(entry), reporting: &diagnostics)
        #expect(reading.tree != nil, "\(entry.name)")
      }
    }
  }
}
