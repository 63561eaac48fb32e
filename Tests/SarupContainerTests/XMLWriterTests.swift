import SarupContainer
import Testing

@Suite struct XMLWriterTests {
  private func written(_ write: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter()
    write(&xml)
    let all = String(decoding: xml.finish(), as: UTF8.self)
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    #expect(all.hasPrefix(head))
    return String(all.dropFirst(head.count))
  }

  @Test func nestsAndClosesElements() {
    let text = written { xml in
      xml.open("a")
      xml.attribute("z", "1")
      xml.attribute("b", -20)
      xml.empty("c")
      xml.open("d")
      xml.text("ก")
      xml.close()
      xml.text("ข")
      xml.open("e")
      xml.open("f")
    }
    #expect(text == #"<a z="1" b="-20"><c/><d>ก</d>ข<e><f/></e></a>"#)
  }

  @Test func closingTooOftenDoesNothing() {
    #expect(
      written { xml in
        xml.empty("a")
        xml.close()
      } == "<a/>")
  }

  @Test(arguments: [Int.min, -1, 0, 7, 10, 1234, Int.max])
  func writesNumbers(number: Int) {
    #expect(
      written { xml in
        xml.open("a")
        xml.attribute("n", number)
      } == "<a n=\"\(number)\"/>")
  }

  @Test(arguments: [
    ("a<b>&\"c\"", "a&lt;b&gt;&amp;\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
    ("]]>", "]]&gt;", "]]&gt;"),
    ("a\tb\nc\rd", "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d"),
    ("ก\u{0}ข\u{B}\u{1F}", "กข", "กข"),
    ("\u{FFFD}\u{FFFE}\u{FFFF}\u{FFE6}", "\u{FFFD}\u{FFE6}", "\u{FFFD}\u{FFE6}"),
    ("กำลัง 𝒳", "กำลัง 𝒳", "กำลัง 𝒳"),
  ])
  func escapesByPlace(value: String, text: String, attribute: String) {
    let both = written { xml in
      xml.open("a")
      xml.attribute("b", value)
      xml.text(value)
    }
    #expect(both == "<a b=\"\(attribute)\">\(text)</a>")
    let bytes = written { xml in
      xml.open("a")
      xml.text(Array(value.utf8)[...])
    }
    #expect(bytes == "<a>\(text)</a>")
  }

  @Test func countsWhatItDrops() {
    var xml = XMLWriter()
    xml.open("a")
    xml.text("\u{1}ก\u{FFFF}\u{8}")
    #expect(xml.droppedCharacters == 3)
  }

  @Test(arguments: [
    ("ก", false), (" ก", true), ("ก ", true), ("ก ข", false), ("ก  ข", true), ("", false), ("\tก", true),
  ])
  func keepsSpacesThatReadersDrop(text: String, keeps: Bool) {
    let bytes = Array(text.utf8)[...]
    let result = written { xml in
      xml.open("t")
      xml.preserveSpace(of: bytes)
      xml.text(bytes)
    }
    #expect(result == "<t\(keeps ? " xml:space=\"preserve\"" : "")>\(text)</t>")
  }
}
