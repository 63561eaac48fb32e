import SarupCheck
import SarupSyntax
import Testing

@Test(
  arguments: [
    ("a.md", "---\ntitle: ก\n---\n", .brief),
    ("a.md", "# ก\n", .brief),
    ("a.md", "styles: นี่คือเนื้อความ\nbody: เช่นกัน\n", .brief),
    ("a.yaml", "title: ก\nfindings: [ข]\n", .brief),
    ("a.yaml", "title: ก\nbody: ข\nlead: ค\n", .brief),
    ("a.yaml", "name: x\nextends: brief\n", .template),
    ("a.yaml", "name: x\nstyles:\n  title: {size: 20pt}\n", .template),
    ("a.yaml", "extends: [\n", .template),
    ("-", "extends: brief\n", .template),
    ("a.yaml", "name: x\n", .brief),
    ("a.yaml", "", .empty),
    ("a.md", " \n\t\r\n", .empty),
    ("a.md", "%PDF-1.7\n", .foreign(.pdf)),
    ("a.md", "<!DOCTYPE HTML>\n<p>", .foreign(.webPage)),
    ("a.md", "  <html>", .foreign(.webPage)),
    ("a.md", "<b>ก</b>", .brief),
    ("a.md", "{\\rtf1", .foreign(.richText)),
    ("a.docx", "PK\u{3}\u{4}", .foreign(.word)),
    ("a", "PK\u{3}\u{4}....word/document.xml", .foreign(.word)),
    ("a.odt", "PK\u{3}\u{4}", .foreign(.openDocument)),
    ("a", "PK\u{3}\u{4}", .foreign(.archive)),
  ] as [(String, String, InputKind)])
func kind(_ name: String, _ text: String, _ expected: InputKind) {
  #expect(InputKind.tell(name: name, bytes: Array(text.utf8)) == expected)
}
