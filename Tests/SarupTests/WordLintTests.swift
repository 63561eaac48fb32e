import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// A good Word file with everything that can be broken in it, and copies with one defect each: every defect has to be found.
@Suite struct WordLintTests {
  private struct Picture: FileAccess {
    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
      let folder = Fixtures.folder(beside: #filePath) + "/../SarupImageTests/Pictures/"
      guard let bytes = GoldenFile.readBytes(folder + path) else { throw FileError(path: path, reason: .notFound) }
      return bytes
    }
  }

  private static let brief = """
    ---
    title: แผนงานประจำปี
    agency: สำนักงานทดสอบ
    date: 2019-03-14
    credits: [{name: โชติมา, role: รายงาน}]
    ---
    ย่อหน้านำของ Big Data ดู[ที่นี่](https://example.org/)และ[](#งบ) กับ[ข้อนี้](#ข้อ)[^1] น้ำ

    1. ข้อหนึ่ง {#ข้อ}

    2. ข้อสอง[^2]

    ```table
    caption: งบประมาณ
    id: งบ
    rows: [[รายการ, บาท], [อบรม, 1]]
    ```

    ![ภาพการประชุม](rgb8.png)

    ปิดท้าย

    [^1]: หมายเหตุ
    [^2]: หมายเหตุสอง
    """

  private static func parts() throws -> [(name: String, bytes: [UInt8])] {
    let input = BriefInput(name: "brief.md", bytes: Array(brief.utf8), files: Picture())
    let rendering = Renderer().render(input, RenderRequest(formats: [.docx]))
    #expect(rendering.diagnostics.all == [])
    let zip = try ZIPReader(try #require(rendering.outputs?.first).bytes)
    return try zip.entries.map { ($0.name, try zip.read($0)) }
  }

  private static func codes(_ parts: [(name: String, bytes: [UInt8])]) throws -> [String] {
    var zip = ZIPWriter(level: 1)
    for part in parts { try zip.add(part.name, part.bytes) }
    let checking = Renderer().check(BriefInput(name: "broken.docx", bytes: zip.finish()))
    return checking.diagnostics.all.map(\.code.name)
  }

  @Test func goodFile() throws {
    #expect(try Self.codes(Self.parts()) == [])
  }

  /// A part, what is replaced in it (everywhere, or first only), and the code that has to come.
  struct Mutant: CustomTestStringConvertible, Sendable {
    var name: String
    var part: String
    var old: String
    var new: String
    var code: String
    var isEverywhere = false

    init(_ name: String, _ part: String, _ old: String, _ new: String, _ code: String, everywhere: Bool = false) {
      (self.name, self.part, self.old, self.new, self.code) = (name, part, old, new, code)
      isEverywhere = everywhere
    }

    var testDescription: String { name }
  }

  private static let body = "word/document.xml"
  private static let styles = "word/styles.xml"

  static let mutants = [
    Mutant("alignment that is none", styles, "\"thaiDistribute\"", "\"thaiJustify\"", "word-value"),
    Mutant("Latin justification", styles, "\"thaiDistribute\"", "\"both\"", "word-thai-justified"),
    Mutant("list of a style missing", styles, "<w:numId w:val=\"1\"/>", "<w:numId w:val=\"77\"/>", "word-list"),
    Mutant(
      "list definition missing", "word/numbering.xml", "<w:abstractNumId w:val=\"0\"/>",
      "<w:abstractNumId w:val=\"9\"/>", "word-list"),
    Mutant("form of numbers that is none", "word/numbering.xml", "\"thaiNumbers\"", "\"thaiDigits\"", "word-value"),
    Mutant("style missing", body, "w:pStyle w:val=\"Title\"", "w:pStyle w:val=\"None\"", "word-style"),
    Mutant("base of a style missing", styles, "w:basedOn w:val=\"Normal\"", "w:basedOn w:val=\"None\"", "word-style"),
    Mutant("relationship missing", body, "r:embed=\"", "r:embed=\"x", "word-relationship"),
    Mutant("bookmark twice", body, "w:name=\"_Ref2\"", "w:name=\"_Ref1\"", "word-bookmark"),
    Mutant(
      "bookmark number twice", body, "<w:bookmarkStart w:id=\"2\"", "<w:bookmarkStart w:id=\"1\"", "word-bookmark"),
    Mutant("bookmark without end", body, "<w:bookmarkEnd w:id=\"1\"/>", "", "word-bookmark"),
    Mutant(
      "footnote missing", body, "<w:footnoteReference w:id=\"1\"/>", "<w:footnoteReference w:id=\"9\"/>", "word-note"),
    Mutant("control number twice", body, "<w:id w:val=\"2\"/>", "<w:id w:val=\"1\"/>", "word-control"),
    Mutant(
      "picture number twice", body, "</w:drawing>",
      "</w:drawing><w:drawing><wp:docPr xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" id=\"1\" descr=\"ก\"/></w:drawing>",
      "word-picture"),
    Mutant("field without end", body, "<w:fldChar w:fldCharType=\"end\"/>", "", "word-field"),
    Mutant("field without beginning", body, "<w:fldChar w:fldCharType=\"begin\"/>", "", "word-field"),
    Mutant("field to nowhere", body, "REF _Ref", "REF _Gone", "word-anchor"),
    Mutant("link to nowhere", body, "w:anchor=\"_Ref", "w:anchor=\"_Gone", "word-anchor"),
    Mutant("field that loads", body, "REF _Ref", "INCLUDETEXT _Ref", "word-external"),
    Mutant("store missing", body, "w:storeItemID=\"{7E", "w:storeItemID=\"{00", "word-binding"),
    Mutant("path to nothing", body, "b:title[1]", "b:titles[1]", "word-binding"),
    Mutant("text and data differ", "customXml/item1.xml", "แผนงาน", "งาน", "word-binding"),
    Mutant("cell without paragraph", body, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "word-cell"),
    Mutant("picture without words", body, " descr=\"ภาพการประชุม\"", "", "word-alternative"),
    Mutant("Thai untagged", body, "<w:cs/>", "", "word-thai-untagged"),
    Mutant("Latin tagged", body, "<w:t>Big", "<w:rPr><w:cs/></w:rPr><w:t>Big", "word-latin-tagged"),
    Mutant("Thai from right to left", body, "<w:cs/>", "<w:rtl/><w:cs/>", "word-thai-right-to-left"),
    Mutant("no Thai by default", styles, " w:bidi=\"th-TH\"", "", "word-thai-language"),
    Mutant("no Thai in settings", "word/settings.xml", " w:bidi=\"th-TH\"", "", "word-thai-language"),
    Mutant("no Thai font", styles, " w:cs=\"", " w:x=\"", "word-thai-font"),
    Mutant("no compatibility", "word/settings.xml", "\"compatibilityMode\"", "\"compatibility\"", "word-compatibility"),
    Mutant("old compatibility", "word/settings.xml", "w:val=\"15\"", "w:val=\"12\"", "word-compatibility"),
    Mutant("size without its twin", styles, "<w:szCs w:val=\"40\"/>", "", "word-twins"),
    Mutant("weight without its twin", styles, "<w:bCs/>", "", "word-twins"),
    Mutant("header row missing", body, "<w:tblHeader/>", "", "word-header-row"),
    Mutant("page size missing", body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", "", "word-section"),
    Mutant("section missing", body, "w:sectPr>", "w:sect>", "word-section", everywhere: true),
    Mutant("zero-width space", body, "ปิดท้าย", "ปิด\u{200B}ท้าย", "word-invisible"),
    Mutant("word joiner", body, "ปิดท้าย", "ปิด\u{2060}ท้าย", "word-invisible"),
    Mutant("SARA AM in two", body, "น้ำ", "น้ํา", "thai-split-sara-am"),
    Mutant("tone before vowel", body, "ข้อหนึ่ง", "ข้อหน่ึง", "thai-mark-order"),
    Mutant("typed number", body, "ข้อหนึ่ง", "๑. ข้อหนึ่ง", "word-typed-number"),
    Mutant(
      "lines too low", styles, "<w:keepNext/>", "<w:keepNext/><w:spacing w:line=\"200\" w:lineRule=\"exact\"/>",
      "word-line-height"),
    Mutant("control character", body, "ปิดท้าย", "ปิด\u{1}ท้าย", "xml-syntax"),
    Mutant("document type", body, "<w:document", "<!DOCTYPE w:document><w:document", "xml-document-type"),
    Mutant("date that is none", "docProps/core.xml", "2019-03-14T", "๑๔ มีนาคม T", "word-date"),
    Mutant("no title", "docProps/core.xml", "แผนงานประจำปี", "", "word-title"),
    Mutant("no language", "docProps/core.xml", "th-TH", "", "word-language"),
    Mutant(
      "link to a file", "word/_rels/document.xml.rels", "https://example.org/", "file:///etc/hostname", "word-external"),
    Mutant(
      "picture from outside", "word/_rels/document.xml.rels", "Target=\"media/image1.png\"",
      "Target=\"https://example.org/a.png\" TargetMode=\"External\"", "word-external"),
    Mutant(
      "content type missing", "[Content_Types].xml", "/word/numbering.xml", "/word/number.xml", "word-content-type"),
    Mutant("no list of relationships", "_rels/.rels", "officeDocument\"", "officeDocuments\"", "office-archive"),
    Mutant("no title among headings", styles, "<w:outlineLvl w:val=\"0\"/>", "", "word-headings"),
    Mutant("heading skipped", styles, "<w:outlineLvl w:val=\"0\"/>", "<w:outlineLvl w:val=\"2\"/>", "word-headings"),
    Mutant(
      "deletion left in", body, "ปิดท้าย</w:t></w:r>", "ปิดท้าย</w:t></w:r><w:del w:id=\"1\"/>", "word-tracked-changes"),
    Mutant(
      "comment missing", body, "ปิดท้าย</w:t></w:r>", "ปิดท้าย</w:t></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>",
      "word-note"),
    Mutant(
      "comment left in", body, "ปิดท้าย</w:t></w:r>", "ปิดท้าย</w:t></w:r><w:r><w:commentReference w:id=\"1\"/></w:r>",
      "word-comments"),
  ]

  @Test(arguments: mutants) func defect(_ mutant: Mutant) throws {
    var parts = try Self.parts()
    let index = try #require(parts.firstIndex { $0.name == mutant.part })
    let text = String(decoding: parts[index].bytes, as: UTF8.self)
    let changed =
      mutant.isEverywhere
      ? text.replacing(mutant.old, with: mutant.new) : text.replacing(mutant.old, with: mutant.new, maxReplacements: 1)
    try #require(changed != text, "there is nothing to break")
    parts[index].bytes = Array(changed.utf8)
    let codes = try Self.codes(parts)
    #expect(codes.contains(mutant.code), "\(codes)")
  }

  @Test(arguments: ["word/media/image1.png", "word/numbering.xml", "word/footnotes.xml", "customXml/item1.xml"])
  func partMissing(_ name: String) throws {
    let codes = try Self.codes(Self.parts().filter { $0.name != name })
    #expect(codes.contains("word-part-missing"))
  }

  @Test func macros() throws {
    let codes = try Self.codes(Self.parts() + [("word/vbaProject.bin", [0])])
    #expect(codes.contains("word-macros"))
  }

  @Test(arguments: [[], Array("PK\u{3}\u{4}".utf8)])
  func noArchive(_ bytes: [UInt8]) throws {
    let checking = Renderer().check(BriefInput(name: "none.docx", bytes: bytes))
    #expect(checking.diagnostics.hasErrors)
  }

  /// A place is a paragraph and a character of it, in a text that messages can show.
  @Test func place() throws {
    var parts = try Self.parts()
    let index = try #require(parts.firstIndex { $0.name == Self.body })
    parts[index].bytes = Array(
      String(decoding: parts[index].bytes, as: UTF8.self).replacing("ปิดท้าย", with: "ปิด\u{200B}ท้าย").utf8)
    var zip = ZIPWriter(level: 1)
    for part in parts { try zip.add(part.name, part.bytes) }
    let checking = Renderer().check(BriefInput(name: "broken.docx", bytes: zip.finish()))
    let text = DiagnosticPrinter(format: .short, sources: checking.sources).text(of: checking.diagnostics)
    #expect(
      text == """
        broken.docx/word/document.xml:13:4: warning: a zero-width space stands in Thai text, where nobody sees it \
        [word-invisible]\n
        """)
  }
}
