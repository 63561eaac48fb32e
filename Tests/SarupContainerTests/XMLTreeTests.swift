import SarupContainer
import SarupSyntax
import TestSupport
import Testing

@Suite struct XMLTreeTests {
  private func read(
    _ text: String, _ limits: XMLLimits = XMLLimits()
  ) -> (tree: XMLTree?, messages: String) {
    read(Array(text.utf8), limits)
  }

  private func read(_ bytes: [UInt8], _ limits: XMLLimits = XMLLimits()) -> (tree: XMLTree?, messages: String) {
    var diagnostics = Diagnostics()
    let reading = XMLTree.read("a.docx/part.xml", bytes, limits: limits, reporting: &diagnostics)
    let printer = DiagnosticPrinter(format: .short, sources: [reading.source])
    return (reading.tree, printer.text(of: diagnostics))
  }

  private func text(_ tree: XMLTree, _ range: Range<Int>) -> String {
    String(decoding: tree.bytes[range], as: UTF8.self)
  }

  @Test func elementsKnowTheirPlaces() throws {
    let tree = try #require(
      read("<?xml version='1.0'?>\n<a x:p=\"1\" xmlns:x='u'><!-- c --><x:b/>ก&amp;ข<b c='2'>ค</b ></a>").tree)
    let root = tree.root
    #expect(root.name == XMLName(namespace: "", local: "a"))
    #expect(root.attribute("p", in: "u") == "1")
    #expect(root.attribute("p") == nil)
    let children = root.children
    #expect(children.map(\.name.local) == ["b", "b"])
    #expect(children.map(\.name.namespace) == ["u", ""])
    #expect(children.map { text(tree, $0.range) } == ["<x:b/>", "<b c='2'>ค</b >"])
    #expect(text(tree, children[0].startTag) == "<x:b/>")
    #expect(children[0].inner.isEmpty)
    #expect(text(tree, children[1].inner) == "ค")
    #expect(text(tree, root.startTag) == "<a x:p=\"1\" xmlns:x='u'>")
    #expect(root.text == "ก&ขค")
    #expect(children[1].parent?.name.local == "a")
    #expect(root.parent == nil)
    #expect(root.descendants.map(\.name.local) == ["b", "b"])
    #expect(root.first("b", in: "")?.text == "ค")
    #expect(root.first("b", in: "v") == nil)
    let content = root.content.map { content in
      switch content {
      case .element(let element): element.name.local
      case .text(let text): text
      }
    }
    #expect(content == ["b", "ก&ข", "b"])
  }

  @Test func attributesAsTheyAreWritten() throws {
    let tree = try #require(
      read("<a\n xmlns='n' xmlns:w = \"http://x/\" w:id='r&#73;1'\tb=\">\"><w:c xmlns:v='y'/></a>").tree)
    let written = tree.root.writtenAttributes
    #expect(written.map(\.name) == ["xmlns", "xmlns:w", "w:id", "b"])
    #expect(written.map { text(tree, $0.valueRange) } == ["n", "http://x/", "r&#73;1", ">"])
    #expect(tree.root.attributes.map(\.value) == ["rI1", ">"])
    let child = tree.root.children[0]
    #expect(child.namespaces.map(\.prefix) == ["", "v", "w"])
    #expect(child.namespaces.map(\.uri) == ["n", "y", "http://x/"])
    #expect(tree.root.namespaces.map(\.prefix) == ["", "w"])
  }

  @Test func aByteOrderMarkIsDropped() throws {
    #expect(read([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8)).tree?.root.name.local == "a")
  }

  @Test(arguments: [
    ("<a>\n<b></a>", "2:6: error: the part is not well-formed XML: mismatched tag [xml-syntax]"),
    ("<a", "1:1: error: the part is not well-formed XML: unclosed token [xml-syntax]"),
    ("", "1:1: error: the part is not well-formed XML: no element found [xml-syntax]"),
    ("<a/><b/>", "1:5: error: the part is not well-formed XML: junk after document element [xml-syntax]"),
    ("<a b='1' b='2'/>", "1:10: error: the part is not well-formed XML: duplicate attribute [xml-syntax]"),
    ("<w:a/>", "1:1: error: the part is not well-formed XML: unbound prefix [xml-syntax]"),
    ("<a>ก\u{1}</a>", "1:5: error: the part is not well-formed XML: not well-formed (invalid token) [xml-syntax]"),
    ("<a>&e;</a>", "1:4: error: the part is not well-formed XML: undefined entity [xml-syntax]"),
    (
      "<!DOCTYPE a [<!ENTITY e 'eeee'><!ENTITY f '&e;&e;'>]><a>&f;</a>",
      "1:1: error: the part has a document type, which no office file has [xml-document-type]"
    ),
    (
      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
      "1:1: error: the part has a document type, which no office file has [xml-document-type]"
    ),
    (
      "<?xml version='1.0' encoding='windows-874'?><a/>",
      "1:1: error: the part is in windows-874, where UTF-8 is read [xml-encoding]"
    ),
  ])
  func mistakesHaveTheirPlace(xml: String, message: String) {
    let (tree, messages) = read(xml)
    #expect(tree == nil)
    #expect(messages == "a.docx/part.xml:\(message)\n")
  }

  @Test func otherEncodingsAreRefused() {
    #expect(read([0x3C, 0x61, 0x3E, 0xA1, 0x3C]).messages.contains("1:4: error: the part is not in UTF-8"))
    #expect(read([0xFF, 0xFE, 0x3C, 0x00]).messages.contains("the part is in UTF-16"))
    // Surrogates and overlong forms are not UTF-8.
    #expect(read(Array("<a>".utf8) + [0xED, 0xA0, 0x80]).tree == nil)
    #expect(read(Array("<a>".utf8) + [0xC0, 0xBC]).tree == nil)
  }

  @Test func limitsHold() {
    var limits = XMLLimits()
    limits.depth = 3
    #expect(read("<a><b><c/></b></a>", limits).tree != nil)
    #expect(read("<a><b><c><d/></c></b></a>", limits).messages.contains("[xml-too-large]"))
    limits = XMLLimits()
    limits.nodes = 3
    #expect(read("<a><b/>x</a>", limits).tree != nil)
    #expect(read("<a><b/>x<c/></a>", limits).messages.contains("[xml-too-large]"))
    #expect(read("<a><b/>x<c/>y</a>", limits).messages.contains("[xml-too-large]"))
    limits = XMLLimits()
    limits.bytes = 3
    #expect(read("<a/>", limits).messages.contains("[xml-too-large]"))
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(read(deep).messages.contains("more than 256 deep"))
  }

  /// Each element's range is the element again, wherever it stands.
  @Test func rangesAreElements() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let xml = Self.random(depth: 5, &generator)
      let tree = try #require(read(xml).tree)
      for element in [tree.root] + tree.root.descendants {
        let again = try #require(read(Array(element.bytes)).tree)
        #expect(again.root.name == element.name)
        #expect(again.root.text == element.text)
        #expect(again.root.descendants.map(\.name) == element.descendants.map(\.name))
      }
    }
  }

  private static func random(depth: Int, _ generator: inout SeededGenerator) -> String {
    let name = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
    let attribute = Bool.random(using: &generator) ? " x='<\u{0E01}&gt;'".replacing("<", with: "&lt;") : ""
    guard depth > 0, Int.random(in: 0..<4, using: &generator) > 0 else { return "<\(name)\(attribute)/>" }
    var inner = ""
    for _ in 0..<Int.random(in: 0..<4, using: &generator) {
      inner += Bool.random(using: &generator) ? random(depth: depth - 1, &generator) : "ก&#3585;<![CDATA[<]]><?p q?>"
    }
    return "<\(name)\(attribute)>\(inner)</\(name) >"
  }

  /// Whatever a byte is changed to, reading ends, with a tree or with a message at a place in the source.
  @Test func damageIsTold() {
    let good = Array(
      "<?xml version='1.0' encoding='UTF-8'?><w:a xmlns:w='u'><w:b w:c='ก'>x&lt;</w:b><![CDATA[y]]></w:a>".utf8)
    for index in good.indices {
      for flip in [0x01, 0x02, 0x20, 0x80, 0xFF] as [UInt8] {
        var bad = good
        bad[index] ^= flip
        let (tree, messages) = read(bad)
        #expect((tree == nil) != messages.isEmpty)
        #expect(messages.isEmpty || messages.hasPrefix("a.docx/part.xml:1:"))
      }
      #expect(read(Array(good.prefix(index))).tree == nil)
    }
  }
}
