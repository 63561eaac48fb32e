import Sarup
import SarupBrief
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// Word files that go out, are edited, and come back as briefs.
@Suite struct WordImportTests {
  private static let examples = Fixtures.folder(beside: #filePath) + "/../../Examples/"

  private static func document(
    _ markdown: [UInt8], _ files: any FileAccess = NoFiles(), template: String? = nil, letterhead: LetterheadFile? = nil
  ) throws -> [UInt8] {
    var request = RenderRequest(formats: [.docx])
    request.template = template.map { Template($0) }
    request.letterhead = letterhead
    let rendering = Renderer().render(Sarup.Brief(name: "brief.md", bytes: markdown, files: files), request)
    #expect(!rendering.diagnostics.hasErrors, "\(rendering.diagnostics.all)")
    return try #require(rendering.outputs?.first).bytes
  }

  private static func codes(_ imported: Article.Imported) -> [String] { imported.diagnostics.all.map(\.code.name) }

  /// Pictures that an import gave, for the brief that it gave.
  private struct Pictures: FileAccess {
    var pictures: [(path: String, bytes: [UInt8])]

    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
      guard let picture = pictures.first(where: { $0.path == path }) else {
        throw FileError(path: path, reason: .notFound)
      }
      return picture.bytes
    }
  }

  @Test(arguments: [
    "bilingual", "integrity-workshop", "long", "one-page", "pictures", "memo", "letter", "announcement", "press",
    "minutes",
  ])
  func exampleComesBack(_ name: String) throws {
    let markdown = try #require(GoldenFile.readBytes(Self.examples + name + ".md"))
    let first = try Self.document(markdown, FolderFiles(root: Self.examples))
    let imported = Article.brief(from: first, name: "\(name).docx")
    #expect(Self.codes(imported) == [])
    let second = try Self.document(try #require(imported.markdown), Pictures(pictures: imported.pictures))
    // The front matter that the file keeps names the logo by another path.
    #expect(try Self.text(first) == Self.text(second))
  }

  @Test func everythingComesBack() throws {
    let folder = Fixtures.folder(beside: #filePath) + "/Files/"
    let first = try Self.document(try #require(GoldenFile.readBytes(folder + "everything.md")))
    let imported = Article.brief(from: first, name: "everything.docx")
    #expect(Self.codes(imported) == [])
    #expect(try first == Self.document(try #require(imported.markdown)))
  }

  /// Briefs with everything that Markdown could misread, but for pictures, which are not there, and what a Word file cannot tell
  /// apart: they give the same file once more.
  @Test(arguments: 0..<60) func generatedBriefComesBack(_ seed: Int) throws {
    var generator = BriefGenerator(seed: seed)
    let brief = Self.plain(generator.brief())
    let markdown = MarkdownWriter.write(brief)
    let rendering = Renderer().render(
      Sarup.Brief(name: "brief.md", bytes: Array(markdown.utf8)), RenderRequest(formats: [.docx]))
    guard let first = rendering.outputs?.first?.bytes else { return }
    let imported = Article.brief(from: first, name: "brief.docx")
    #expect(Self.codes(imported) == [])
    let again = Renderer().render(
      Sarup.Brief(name: "brief.md", bytes: try #require(imported.markdown)), RenderRequest(formats: [.docx]))
    let second = try #require(again.outputs?.first, "\(again.diagnostics.all.filter { $0.severity == .error })").bytes
    let difference = Self.difference(try Self.text(first), try Self.text(second))
    #expect(difference == nil, "\(difference ?? "")")
  }

  /// Where two texts begin to differ.
  private static func difference(_ left: String, _ right: String) -> String? {
    if left == right { return nil }
    let same = zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    func around(_ text: String) -> String {
      String(decoding: text.utf8.dropFirst(max(0, same - 200)).prefix(500), as: UTF8.self)
    }
    return around(left) + "\n--- for ---\n" + around(right)
  }

  private static func text(_ bytes: [UInt8]) throws -> String {
    let zip = try ZIPReader(bytes)
    return String(decoding: try zip.read(try #require(zip.entry(named: "word/document.xml"))), as: UTF8.self)
  }

  private static func plain(_ brief: SarupBrief.Brief) -> SarupBrief.Brief {
    func isParagraph(_ block: Block) -> Bool { if case .paragraph = block { true } else { false } }
    /// An item begins with a paragraph.
    func item(_ blocks: [Block]) -> [Block] {
      let blocks = plain(blocks)
      return blocks.first.map(isParagraph) ?? false ? blocks : [.paragraph(RichText("ก"))] + blocks
    }
    func plain(_ blocks: [Block]) -> [Block] {
      blocks.compactMap { block in
        switch block {
        case .figure, .pageBreak, .code, .rule: return nil
        case .findings(let list):
          return .findings(
            FindingList(start: list.start, items: list.items.map { Finding(blocks: item($0.blocks), label: nil) }))
        case .bullets(let items): return .bullets(items.map(item))
        case .quote(let inner):
          let inner = inner.filter(isParagraph)
          return inner.isEmpty ? nil : .quote(inner)
        case .heading(let level, let text, _): return .heading(level: level, text, label: nil)
        case .table(var table):
          table.label = nil
          return .table(table)
        default: return block
        }
      }
    }
    var brief = brief
    brief.lead = plain(brief.lead)
    brief.findings = plain(brief.findings)
    brief.closing = plain(brief.closing)
    brief.logo = nil
    return brief
  }

  // MARK: Edits

  private static let brief = """
    ---
    title: แผนงานประจำปี
    agency: กองแผน
    date: 2019-03-14
    credits:
      - {name: โชติมา, unit: กองข่าว, role: รายงาน}
    ---

    ย่อหน้านำ

    1. ข้อหนึ่ง

    2. ข้อสอง

       ตัวอย่าง ย่อหน้าต่อ

       1. ข้อย่อย

    3. ข้อสาม

    ปิดท้าย

    """

  /// The brief that comes of the file when its text and the data behind it have been changed.
  private static func edited(_ changes: (inout String, inout String) -> Void) throws -> Article.Imported {
    try edited { parts in
      var (text, data) = (parts["word/document.xml"] ?? "", parts["customXml/item1.xml"] ?? "")
      changes(&text, &data)
      parts["word/document.xml"] = text
      parts["customXml/item1.xml"] = data
    }
  }

  /// The brief that comes of a file when parts of it have been changed, by their names.
  private static func edited(
    _ markdown: String = brief, letterhead: LetterheadFile? = nil, _ changes: (inout [String: String]) -> Void
  ) throws -> Article.Imported {
    let file = try changed(try document(Array(markdown.utf8), letterhead: letterhead), changes)
    return Article.brief(from: file, name: "edited.docx")
  }

  private static func changed(_ file: [UInt8], _ changes: (inout [String: String]) -> Void) throws -> [UInt8] {
    let zip = try ZIPReader(file)
    var writer = ZIPWriter(level: 1)
    var parts: [String: String] = [:]
    for entry in zip.entries { parts[entry.name] = String(decoding: try zip.read(entry), as: UTF8.self) }
    let before = parts
    changes(&parts)
    #expect(parts != before, "there is nothing to change")
    for entry in zip.entries {
      guard let text = parts[entry.name] else { continue }
      // A picture is no text, and is left as it is.
      try writer.add(entry.name, text == before[entry.name] ? try zip.read(entry) : Array(text.utf8))
    }
    return writer.finish()
  }

  private static func expect(
    _ imported: Article.Imported, _ old: String, _ new: String, codes expected: [String] = []
  ) throws {
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    #expect(markdown == brief.replacing(old, with: new))
    #expect(codes(imported) == expected)
  }

  @Test func unchanged() throws {
    try Self.expect(Article.brief(from: Self.document(Array(Self.brief.utf8)), name: "same.docx"), "", "")
  }

  @Test func changedText() throws {
    try Self.expect(Self.edited { text, _ in text.replace("ข้อสอง", with: "ข้อที่สอง") }, "ข้อสอง", "ข้อที่สอง")
  }

  /// The paragraph with a text, from its start tag to its end tag.
  private static func paragraph(with words: String, in text: String) throws -> Range<String.Index> {
    let place = try #require(text.range(of: words))
    let start = try #require(text[..<place.lowerBound].range(of: "<w:p>", backwards: true))
    let end = try #require(text[place.upperBound...].range(of: "</w:p>"))
    return start.lowerBound..<end.upperBound
  }

  @Test func addedAndRemovedFindings() throws {
    let imported = try Self.edited { text, _ in
      guard let third = try? Self.paragraph(with: "ข้อสาม", in: text) else { return }
      text.insert(contentsOf: text[third].replacing("ข้อสาม", with: "ข้อใหม่"), at: third.lowerBound)
      guard let first = try? Self.paragraph(with: "ข้อหนึ่ง", in: text) else { return }
      text.removeSubrange(first)
    }
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    #expect(
      markdown
        == Self.brief.replacing("1. ข้อหนึ่ง\n\n2. ข้อสอง", with: "1. ข้อสอง").replacing(
          "3. ข้อสาม", with: "2. ข้อใหม่\n\n3. ข้อสาม"))
    #expect(Self.codes(imported) == [])
  }

  @Test func titleInTheText() throws {
    try Self.expect(
      Self.edited { text, _ in text.replace("แผนงานประจำปี", with: "แผนงานใหม่") }, "แผนงานประจำปี", "แผนงานใหม่")
  }

  @Test func titleInTheData() throws {
    try Self.expect(
      Self.edited { _, data in data.replace(">แผนงานประจำปี<", with: ">แผนงานใหม่<") }, "แผนงานประจำปี", "แผนงานใหม่")
  }

  @Test func titleInBoth() throws {
    try Self.expect(
      Self.edited { text, data in
        text.replace("แผนงานประจำปี", with: "แผนงานใหม่")
        data.replace(">แผนงานประจำปี<", with: ">แผนงานอื่น<")
      }, "แผนงานประจำปี", "แผนงานใหม่", codes: ["word-import-field"])
  }

  @Test func changedDate() throws {
    try Self.expect(
      Self.edited { text, _ in text.replace("๑๔ มีนาคม ๒๕๖๒", with: "๒ เมษายน ๒๕๖๓") }, "2019-03-14", "2020-04-02")
    try Self.expect(
      Self.edited { text, _ in text.replace("๑๔ มีนาคม ๒๕๖๒", with: "เร็ว ๆ นี้") }, "", "", codes: ["word-import-field"])
  }

  @Test func addedCredit() throws {
    let imported = try Self.edited { text, _ in
      guard let credit = try? Self.paragraph(with: "โชติมา", in: text) else { return }
      let style = "<w:pPr><w:pStyle w:val=\"Credit\"/></w:pPr>"
      text.insert(contentsOf: "<w:p>\(style)<w:r><w:t>มาลี (กองแผน) / ภาพ</w:t></w:r></w:p>", at: credit.upperBound)
    }
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    let line = "  - {name: โชติมา, unit: กองข่าว, role: รายงาน}\n"
    #expect(markdown == Self.brief.replacing(line, with: line + "  - {name: มาลี, unit: กองแผน, role: ภาพ}\n"))
    #expect(Self.codes(imported) == ["word-import-credit"])
  }

  @Test func whatABriefHasNoWordsFor() throws {
    let imported = try Self.edited { text, _ in
      text.replace(
        "ปิดท้าย</w:t></w:r>",
        with: "ปิดท้าย</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>ก</w:t></w:r>"
          + "<w:ins w:id=\"90\"><w:r><w:t>ข</w:t></w:r></w:ins><w:del w:id=\"91\"><w:r><w:delText>ค</w:delText></w:r></w:del>"
          + "<w:r><w:commentReference w:id=\"1\"/></w:r>"
          + "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>กล่อง</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>")
    }
    try Self.expect(
      imported, "ปิดท้าย", "ปิดท้ายกข",
      codes: [
        "word-import-look", "word-import-changes", "word-import-changes", "word-import-comments", "word-import-lost",
      ])
  }

  // MARK: What is told and not brought back

  /// The name of the part with the running head that shows.
  private static let head = "word/header1.xml"

  @Test func changedRunningHead() throws {
    let imported = try Self.edited { $0[Self.head]?.replace("- </w:t>", with: "ลับ - </w:t>") }
    try Self.expect(imported, "", "", codes: ["word-import-template"])
    let removed = try Self.edited { $0[Self.head]?.replace("- </w:t>", with: "</w:t>") }
    try Self.expect(removed, "", "", codes: ["word-import-template"])
    // Of a head without words only the absence can be told.
    let empty = try Self.edited { $0[Self.head] = $0[Self.head]?.replacing(/<w:t[ >].*?<\/w:t>/, with: "") }
    try Self.expect(empty, "", "", codes: ["word-import-template"])
  }

  @Test func whatFieldsShowIsNoChange() throws {
    let imported = try Self.edited { $0[Self.head]?.replace("<w:t>๒</w:t>", with: "<w:t>๙</w:t>") }
    try Self.expect(imported, "", "")
  }

  @Test func changedPage() throws {
    let turned = try Self.edited { text, _ in
      text.replace("w:w=\"11906\" w:h=\"16838\"", with: "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"")
    }
    try Self.expect(turned, "", "", codes: ["word-import-template"])
    let wider = try Self.edited { text, _ in text.replace("w:left=\"1701\"", with: "w:left=\"1134\"") }
    try Self.expect(wider, "", "", codes: ["word-import-template"])
  }

  @Test func changedProperties() throws {
    let imported = try Self.edited { $0["docProps/core.xml"]?.replace("แผนงานประจำปี", with: "แผนงาน") }
    try Self.expect(imported, "", "", codes: ["word-import-field"])
  }

  @Test func looksOfParagraphsAndLetters() throws {
    let imported = try Self.edited { text, _ in
      guard let lead = try? Self.paragraph(with: "ย่อหน้านำ", in: text) else { return }
      let changed = text[lead].replacing("</w:pPr>", with: "<w:jc w:val=\"center\"/></w:pPr>").replacing(
        "<w:cs/>", with: "<w:sz w:val=\"60\"/><w:szCs w:val=\"60\"/><w:cs/>"
      ).replacing("<w:rFonts w:hint=\"cs\"/>", with: "<w:rFonts w:ascii=\"Arial\" w:cs=\"Arial\"/>")
      text.replaceSubrange(lead, with: changed)
    }
    try Self.expect(imported, "", "", codes: ["word-import-look", "word-import-look", "word-import-look"])
  }

  @Test func lineOfTheTemplateTakenOut() throws {
    let memo = Self.brief.replacing("title:", with: "template: memo\nto: ผู้อำนวยการ\nfrom: กองแผน\ntitle:")
    let imported = try Self.edited(memo) { parts in
      guard let text = parts["word/document.xml"], let line = try? Self.paragraph(with: "บันทึกข้อความ", in: text)
      else { return }
      parts["word/document.xml"]?.removeSubrange(line)
    }
    #expect(Self.codes(imported) == ["word-import-template"])
  }

  @Test func watermarkTakenOut() throws {
    var request = RenderRequest(formats: [.docx])
    let marked = "name: marked\nextends: brief\npage: {watermark: ร่าง}\n"
    request.template = Sarup.Template(name: "marked.yaml", bytes: Array(marked.utf8))
    let input = Sarup.Brief(name: "brief.md", bytes: Array(Self.brief.utf8))
    let file = try #require(Renderer().render(input, request).outputs?.first).bytes
    #expect(Self.codes(Article.brief(from: file, name: "marked.docx")) == [])
    let changed = try Self.changed(file) { parts in
      for (name, text) in parts { parts[name] = text.replacing("string=\"ร่าง\"", with: "string=\"ลับ\"") }
    }
    #expect(Self.codes(Article.brief(from: changed, name: "marked.docx")) == ["word-import-template"])
  }

  // MARK: Letterheads

  private static func letterhead() throws -> LetterheadFile {
    try LetterheadFile(path: "letterhead/letterhead.docx", files: FolderFiles(root: examples))
  }

  private static let numbered = brief.replacing("date:", with: "number: กผ ๑/๒๕๖๙\ndate:")

  /// What the letterhead has around the brief does not become a part of it.
  @Test func briefUponALetterheadComesBack() throws {
    let file = try Self.document(Array(Self.numbered.utf8), letterhead: Self.letterhead())
    let imported = Article.brief(from: file, name: "upon.docx")
    #expect(Self.codes(imported) == [])
    #expect(String(decoding: try #require(imported.markdown), as: UTF8.self) == Self.numbered)
  }

  @Test func controlOfALetterhead() throws {
    let imported = try Self.edited(Self.numbered, letterhead: Self.letterhead()) {
      $0["word/document.xml"]?.replace("กผ ๑/๒๕๖๙", with: "กผ ๒/๒๕๖๙")
    }
    let meant = Self.numbered.replacing("กผ ๑/๒๕๖๙", with: "กผ ๒/๒๕๖๙")
    #expect(Self.codes(imported) == [])
    #expect(String(decoding: try #require(imported.markdown), as: UTF8.self) == meant)
  }

  @Test func changedLetterhead() throws {
    for (part, old) in [("word/document.xml", "สำเนาส่ง"), ("word/letterhead/footer1.xml", "</w:t>")] {
      let imported = try Self.edited(Self.numbered, letterhead: Self.letterhead()) {
        $0[part]?.replace(old, with: "ก" + old)
      }
      #expect(Self.codes(imported) == ["word-import-template"])
    }
  }

  /// A control of the office's own.
  private static func control(_ text: String, isPlaceholder: Bool = true) -> String {
    "<w:sdt><w:sdtPr><w:alias w:val=\"ชั้นความลับ\"/><w:id w:val=\"4711\"/>\(isPlaceholder ? "<w:showingPlcHdr/>" : "")<w:text/></w:sdtPr>"
      + "<w:sdtContent><w:r><w:t>\(text)</w:t></w:r></w:sdtContent></w:sdt>"
  }

  /// The example with such a control in its head or in its body.
  private static func letterhead(withControlIn part: String) throws -> LetterheadFile {
    let control = control("[พิมพ์ที่นี่]")
    let file = try changed(letterhead().bytes) { parts in
      guard let place = parts[part]?[...].range(of: "</w:p>", backwards: true) else { return }
      parts[part]?.insert(contentsOf: control, at: place.lowerBound)
    }
    return LetterheadFile(name: "own.docx", bytes: file)
  }

  @Test(arguments: [("word/document.xml", "word/document.xml"), ("word/footer1.xml", "word/letterhead/footer1.xml")])
  func ownControlOfALetterhead(_ part: String, written: String) throws {
    let letterhead = try Self.letterhead(withControlIn: part)
    let file = try Self.document(Array(Self.numbered.utf8), letterhead: letterhead)
    #expect(Self.codes(Article.brief(from: file, name: "upon.docx")) == [])
    let imported = try Self.edited(Self.numbered, letterhead: letterhead) {
      $0[written]?.replace("<w:showingPlcHdr/>", with: "")
      $0[written]?.replace("[พิมพ์ที่นี่]", with: "ลับ")
    }
    #expect(Self.codes(imported) == ["word-import-template"])
    let message = try #require(imported.diagnostics.all.first)
    #expect(message.message.contains("`ชั้นความลับ`") && message.message.hasSuffix("`ลับ`"))
    let span = try #require(message.span)
    let source = try #require(imported.sources.first { $0.id == span.source })
    #expect(source.name.hasSuffix(written) && source[span].contains("ลับ"))
    #expect(String(decoding: try #require(imported.markdown), as: UTF8.self) == Self.numbered)
  }

  /// LibreOffice makes a control of each run, and writes all of the text behind each but the first, which becomes all of it.
  @Test func ownControlAsLibreOfficeWritesIt() throws {
    let letterhead = try Self.letterhead(withControlIn: "word/document.xml")
    for (whole, codes) in [("[พิมพ์ที่นี่]", []), ("(ลับมาก)", ["word-import-template"])] {
      let words = whole.dropFirst().dropLast()
      let imported = try Self.edited(Self.numbered, letterhead: letterhead) {
        $0["word/document.xml"]?.replace(
          Self.control("[พิมพ์ที่นี่]"),
          with: [whole, words + whole, "\(whole.last ?? " ")" + whole].map { Self.control($0, isPlaceholder: false) }
            .joined())
      }
      #expect(Self.codes(imported) == codes)
      #expect(imported.diagnostics.all.allSatisfy { $0.message.hasSuffix("`(ลับมาก)`") })
    }
  }

  /// A field that the brief does not have is for the office to fill in.
  @Test func fieldFilledInWord() throws {
    let imported = try Self.edited(letterhead: Self.letterhead()) {
      $0["word/document.xml"]?.replace("[ที่]", with: "กผ ๙/๒๕๖๙")
    }
    #expect(Self.codes(imported) == [])
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    #expect(markdown.contains("\nnumber: กผ ๙/๒๕๖๙\n"))
  }

  // MARK: Fields with looks of their own

  @Test(arguments: [
    ("minutes", "รายงานการประชุม", "คณะทำงาน**ชุดใหญ่**"), ("memo", "เรื่อง", "ขอ*เชิญ*ประชุม"),
    ("letter", "เรื่อง", "ขอ*เชิญ*ประชุม"),
  ])
  func titleWithLooksInALineOfTheTemplate(_ template: String, label: String, title: String) throws {
    let example = try #require(GoldenFile.readBytes(Self.examples + template + ".md"))
    let old = String(decoding: example, as: UTF8.self)
    let line = try #require(old.split(separator: "\n").first { $0.hasPrefix("title:") })
    let text = old.replacing(line, with: "title: \"\(title)\"")
    let file = try Self.document(Array(text.utf8), FolderFiles(root: Self.examples))
    #expect(Self.codes(Article.brief(from: file, name: "same.docx")) == [])
    let looked = title.filter { $0 != "*" }
    let part = try #require(title.split(separator: "*").dropFirst().first)
    let edited = try Self.changed(file) {
      $0["word/document.xml"]?.replace("<w:t>\(part)</w:t>", with: "<w:t>ใหม่</w:t>")
    }
    let imported = Article.brief(from: edited, name: "edited.docx")
    #expect(Self.codes(imported) == [])
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    let new = try #require(markdown.split(separator: "\n").first { $0.hasPrefix("title:") })
    #expect(new.contains(title.replacing(part, with: "ใหม่")) && !new.contains(label), "\(new) \(looked)")
    // The template's own words are told.
    let other = try Self.changed(file) { $0["word/document.xml"]?.replace(label, with: "ก\(label)") }
    #expect(Self.codes(Article.brief(from: other, name: "other.docx")).contains("word-import-template"))
  }

  // MARK: Definitions

  @Test(arguments: [
    "ก\n: หนึ่ง\n\n<!-- -->\n\nข\n: สอง\n\n<!-- -->\n\nค\n: สาม", "ก\n: หนึ่ง\n\nย่อหน้าคั่น\n\nข\n: สอง",
    "1. ข้อ\n\n   ก\n   : หนึ่ง\n\n   <!-- -->\n\n   ข\n   : สอง\n\n     ค\n     : สาม\n\n   ต่อ\n\n2. ข้อ",
    "- จุด\n\n  ก\n  : หนึ่ง\n\n- จุด", "> ก\n> : หนึ่ง",
  ])
  func definitionsComeBack(_ blocks: String) throws {
    let text = "---\ntitle: ก\n---\n\n\(blocks)\n"
    let imported = Article.brief(from: try Self.document(Array(text.utf8)), name: "terms.docx")
    #expect(Self.codes(imported) == [])
    #expect(String(decoding: try #require(imported.markdown), as: UTF8.self) == text)
  }

  // MARK: Landscape parts

  @Test func landscapePartComesBack() throws {
    let part = "\\landscape\n\nหน้ากว้าง\n\n| ก | ข |\n| --- | --- |\n| 1 | 2 |\n\n\\portrait"
    let turned = Self.brief.replacing("ปิดท้าย", with: "ปิดท้าย\n\n\(part)\n\nหลังหน้ากว้าง")
    let imported = Article.brief(from: try Self.document(Array(turned.utf8)), name: "turned.docx")
    #expect(Self.codes(imported) == [])
    #expect(String(decoding: try #require(imported.markdown), as: UTF8.self) == turned)
  }

  /// A file is called as its title is printed, and the brief is not; not even where the data behind the text is lost.
  @Test func titleOfMinutes() throws {
    let markdown = try #require(GoldenFile.readBytes(Self.examples + "minutes.md"))
    let first = try Self.document(markdown)
    let title = "คณะทำงานปรับปรุงงานบริการ สำนักบริการประชาชน"
    let core = String(
      decoding: try ZIPReader(first).read(try #require(ZIPReader(first).entry(named: "docProps/core.xml"))),
      as: UTF8.self)
    #expect(core.contains("<dc:title>รายงานการประชุม\(title) ครั้งที่ ๓/๒๕๖๙</dc:title>"))
    let foreign = try Self.changed(first) { parts in parts["customXml/item1.xml"] = "<other/>" }
    for file in [first, foreign] {
      let imported = Article.brief(from: file, name: "minutes.docx")
      let again = String(decoding: try #require(imported.markdown), as: UTF8.self)
      #expect(again.contains("title: \(title)\n"), "\(again.prefix(300))")
    }
  }

  @Test func fileOfAnotherProgram() throws {
    let imported = try Self.edited { _, data in data = "<other/>" }
    let markdown = String(decoding: try #require(imported.markdown), as: UTF8.self)
    #expect(markdown.contains("title: แผนงานประจำปี") && markdown.contains("2. ข้อสอง"))
    #expect(Self.codes(imported).first == "word-import-foreign")
  }
}

extension String {
  fileprivate mutating func replace(_ old: String, with new: String) { self = replacing(old, with: new) }

  fileprivate func range(of words: String) -> Range<Index>? { ranges(of: words).first }
}

extension Substring {
  fileprivate func range(of words: String, backwards: Bool = false) -> Range<Index>? {
    backwards ? ranges(of: words).last : ranges(of: words).first
  }
}
