import Sarup
import Testing

@testable import SarupBatch

struct OutputPatternTests {
  private func paths(
    _ pattern: String, _ values: [String: String], _ kinds: [OutputFormat] = [.pdf]
  ) throws -> [String] {
    try OutputPattern(pattern, kinds: kinds).paths { values[$0] }
  }

  @Test func fieldsStandForValues() throws {
    let values = ["id": "ก-1", "agency": "สำนักงาน ก.พ.ร."]
    #expect(
      try paths("out/{agency}/{id}.{ext}", values, [.pdf, .docx]) == [
        "out/สำนักงาน ก.พ.ร/ก-1.pdf", "out/สำนักงาน ก.พ.ร/ก-1.docx",
      ])
    #expect(try paths("{id}.pdf", values) == ["ก-1.pdf"])
    #expect(try paths("/var/out/{ext}/x-{id}.{ext}", values) == ["/var/out/pdf/x-ก-1.pdf"])
    #expect(try OutputPattern("../out/{id}.pdf", kinds: [.pdf]).root == "../out")
    #expect(try OutputPattern("{id}.pdf", kinds: [.pdf]).root == ".")
    #expect(try OutputPattern("/{id}.pdf", kinds: [.pdf]).root == "/")
  }

  @Test(arguments: [
    ("..", "out/_..pdf"), ("../../etc/passwd", "out/_._.._etc_passwd.pdf"), ("/etc/passwd", "out/_etc_passwd.pdf"),
    (".hidden", "out/_hidden.pdf"), ("a\u{0}b\n", "out/a_b_.pdf"), ("a:b*c?", "out/a_b_c_.pdf"),
    ("con", "out/con_.pdf"), ("LPT1.x", "out/LPT1_.x.pdf"), ("ก\u{200B}ข\u{202E}ค", "out/กขค.pdf"),
    (" ที่ ๑/๒๕๖๒ ", "out/ที่ ๑_๒๕๖๒.pdf"), ("น้ำ", "out/น้ำ.pdf"), ("\u{85}x", "out/_x.pdf"),
  ])
  func noValueLeavesTheFolder(_ value: String, _ path: String) throws {
    #expect(try paths("out/{id}.{ext}", ["id": value]) == [path])
  }

  @Test func foldersOfValuesStayBelow() throws {
    let found = try paths("out/{a}/{b}.pdf", ["a": "..", "b": "x"])
    #expect(found == ["out/_/x.pdf"])
  }

  @Test func longNamesAreCutAndStayApart() throws {
    let long = String(repeating: "กำ", count: 100)
    let first = try paths("out/{id}.{ext}", ["id": long + "1"])[0]
    let second = try paths("out/{id}.{ext}", ["id": long + "2"])[0]
    #expect(first != second)
    #expect(first.hasSuffix(".pdf") && first.utf8.count <= 4 + FileName.limit)
    #expect(first.hasPrefix("out/กำกำ"))
  }

  @Test(arguments: ["", " ", "\u{200B}", "///"])
  func aValueOfNothingIsMissing(_ value: String) throws {
    #expect(throws: OutputPattern.MissingValue.self) { try paths("out/{id}.pdf", ["id": value]) }
  }

  @Test(arguments: [
    "", "out/x.pdf", "out/{id", "out/id}.pdf", "out/{}.pdf", "out/{id}", "out/{id}.docx", "out/{id}/../x.pdf",
    "out/{id}/./x.pdf", "out/{id}//x.pdf", "out/{{id}}.pdf", "out/{ext}.pdf", "out/{id}.{ext}/", "a\u{7}{id}.pdf",
  ])
  func badPatternsAreRefused(_ pattern: String) {
    #expect(throws: OutputPattern.Mistake.self) { try OutputPattern(pattern, kinds: [.pdf]) }
  }

  @Test func severalKindsNeedTheEnding() {
    #expect(throws: OutputPattern.Mistake.self) { try OutputPattern("out/{id}.pdf", kinds: [.pdf, .docx]) }
  }
}
