import SarupDOCX
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@Suite struct RunTests {
  private func runs(_ text: StyledText) throws -> [[XMLToken]] {
    var builder = BriefBuilder()
    builder.paragraph(.body, "body", text)
    return try WordFile(builder.document).body.elements("w:r")
  }

  private func has(_ name: String, _ run: [XMLToken]) -> Bool { !run.attributes(of: name).isEmpty }

  @Test(arguments: Script.allCases)
  func onlyComplexScriptsAreTaggedSo(script: Script) throws {
    let utf8 = Array("x".utf8)
    let run = try #require(
      try runs(StyledText(utf8: utf8, runs: [.init(range: 0..<1, script: script, language: .thai)])).first)
    #expect(has("w:cs", run) == [.thai, .lao, .khmer, .myanmar].contains(script))
    #expect(
      run.attributes(of: "w:rFonts").first?["w:hint"]
        == (script == .cjk ? "eastAsia" : has("w:cs", run) ? "cs" : nil))
  }

  @Test func traitsComeInTwins() throws {
    let found = try runs(BriefBuilder.text("**ก//ข//**"))
    #expect(found.count == 2)
    #expect(has("w:b", found[0]) && has("w:bCs", found[0]) && !has("w:i", found[0]))
    #expect(has("w:b", found[1]) && has("w:bCs", found[1]) && has("w:i", found[1]) && has("w:iCs", found[1]))
  }

  /// The schema of the day fixes the order of a run's properties, and Word repairs files that have another one.
  @Test func propertiesStandInTheOrderOfTheSchema() throws {
    let order = ["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:cs", "w:lang"]
    var text = BriefBuilder.text("<https://example.org>กa</>")
    for index in text.runs.indices {
      text.runs[index].traits = [.strong, .emphasis, .strikethrough, .code]
      text.runs[index].language = LanguageTag(text.runs[index].script == .thai ? "lo-LA" : "fr-FR")
    }
    for run in try runs(text) {
      let names = try #require(run.elements("w:rPr").first).compactMap { token -> String? in
        if case .start(let name, _, true) = token { name } else { nil }
      }
      let places = names.map { order.firstIndex(of: $0) ?? -1 }
      #expect(places == places.sorted() && !places.contains(-1), "\(names)")
      #expect(names.count >= 7)
    }
  }

  @Test func neighboursOfOneLookAreOneRun() throws {
    var text = BriefBuilder.text("กขค")
    text.runs = [
      .init(range: 0..<3, script: .thai, language: .thai),
      .init(range: 3..<6, script: .thai, language: LanguageTag("th")),
      .init(range: 6..<9, script: .thai, language: .thai, traits: .strong),
    ]
    #expect(try runs(text).count == 2)
  }

  @Test(
    arguments: [
      (Script.latin, "en-GB", nil), (.latin, "en", nil), (.latin, "en-US", ["w:val": "en-US"]), (.latin, "th-TH", nil),
      (.latin, "fr-FR", ["w:val": "fr-FR"]), (.thai, "th", nil), (.thai, "en-GB", nil),
      (.lao, "lo", ["w:bidi": "lo-LA"]),
      (.cjk, "ja", ["w:eastAsia": "ja-JP"]), (.cjk, "th-TH", nil), (.other, "zh-CN", nil),
    ] as [(Script, String, [String: String]?)])
  func languageIsSaidWhereItDiffers(script: Script, tag: String, expected: [String: String]?) throws {
    let run = StyledText.Run(range: 0..<1, script: script, language: LanguageTag(tag))
    #expect(try runs(StyledText(utf8: [0x78], runs: [run]))[0].attributes(of: "w:lang").first == expected)
  }

  // MARK: Links

  @Test(
    arguments: [
      ("https://example.org/a", "https://example.org/a"), ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
      ("mailto:a@example.org", "mailto:a@example.org"),
      ("https://example.org/ก b", "https://example.org/%E0%B8%81%20b"),
      ("https://example.org/?a=1&b=<2>", "https://example.org/?a=1&b=%3C2%3E"), ("file:///etc/passwd", nil),
      ("javascript:alert(1)", nil), ("https://", nil), ("mailto:", nil), ("", nil), ("#x", nil), ("//example.org", nil),
      ("data:text/html,x", nil), (" https://example.org", nil), ("\\\\server\\share", nil),
    ] as [(String, String?)])
  func linksLeadToTheWebAndMailOnly(destination: String, target: String?) throws {
    var builder = BriefBuilder()
    var text = StyledText(
      utf8: [0x78], runs: [.init(range: 0..<1, script: .latin, language: .english, link: 0)])
    text.links = [RichText.Link(destination: destination)]
    builder.paragraph(.body, "body", text)
    let file = try WordFile(builder.document)
    let external = file["word/_rels/document.xml.rels"].attributes(of: "Relationship").filter {
      $0["TargetMode"] == "External"
    }
    #expect(external.map { $0["Target"] } == (target.map { [$0] } ?? []))
    #expect(file.body.attributes(of: "w:hyperlink").count == (target == nil ? 0 : 1))
    #expect(file.diagnostics.all.map(\.code) == (target == nil ? [.docxLink] : []))
    #expect(file.paragraphs() == ["x"])
  }

  @Test func aLinkAcrossScriptsIsOneLink() throws {
    var builder = BriefBuilder()
    builder.paragraph(.body, "body", "<https://example.org>ก **a** ข</>ค<https://example.org>ง</>")
    let file = try WordFile(builder.document)
    let links = file.body.elements("w:hyperlink")
    #expect(links.map { $0.elements("w:r").count } == [4, 1])
    #expect(links.compactMap { $0.attributes(of: "w:hyperlink")[0]["r:id"] } == ["rId1", "rId1"])
  }

  @Test func fragmentsLeadToHeadings() throws {
    var builder = BriefBuilder()
    builder.paragraph(
      .body, "body", "<#ผลการ-ประชุม>ก</><#Next-Steps>ข</><#ผลการ-ประชุม-1>ค</><#next-steps>จ</>")
    for heading in ["ผลการ ประชุม", "Next Steps!", "ผลการ ประชุม"] { builder.paragraph(.heading(1), "heading", heading) }
    let file = try WordFile(builder.document)
    #expect(file.body.attributes(of: "w:hyperlink").map { $0["w:anchor"] } == ["_Heading1", "_Heading3", "_Heading2"])
    #expect(
      file.body.attributes(of: "w:bookmarkStart").map { $0["w:name"] } == ["_Heading1", "_Heading2", "_Heading3"])
    #expect(file.diagnostics.all.map(\.code) == [.docxLink])
  }
}
