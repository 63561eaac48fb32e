import SarupSyntax
import Testing

/// Prints one diagnostic at a place that `«` and `»` mark in a text.
private func printed(_ marked: String, _ format: DiagnosticPrinter.Format, notes: [String] = []) -> String {
  let bytes = Array(marked.utf8)
  let lower = marked.utf8.prefix { $0 != 0xC2 }.count
  let open = Array("«".utf8)
  let close = Array("»".utf8)
  var text: [UInt8] = []
  var places: [Int] = []
  var offset = 0
  while offset < bytes.count {
    if bytes[offset...].starts(with: open) || bytes[offset...].starts(with: close) {
      places.append(text.count)
      offset += 2
    } else {
      text.append(bytes[offset])
      offset += 1
    }
  }
  #expect(lower == places[0] && places.count == 2, "the text marks one place")
  let source = SourceText(name: "brief.md", text: String(decoding: text, as: UTF8.self))
  let diagnostic = Diagnostic(
    .error, "test-code", at: source.span(places[0], places[1]), "something is wrong", hints: notes)
  return DiagnosticPrinter(sources: [source], format: format).text(for: [diagnostic])
}

@Test func caretStandsUnderThaiLettersAndNotUnderTheirMarks() {
  #expect(
    printed("title: ที่ปรึกษา«ผู้เชี่ยวชาญ» ครับ\n", .human, notes: ["Type this."]) == """
      error: something is wrong [test-code]
       --> brief.md:1:17
        |
      1 | title: ที่ปรึกษาผู้เชี่ยวชาญ ครับ
        |               ^^^^^^^^
        = hint: Type this.

      """)
}

@Test func markAloneGetsItsCaretUnderItsBase() {
  let text = printed("กขค«่» ง\n", .human)
  #expect(text.contains("  |   ^\n"), "\(text)")
}

@Test func emptyPlaceAtTheEndOfALine() {
  #expect(printed("ab«»\ncd\n", .human).contains("1 | ab\n  |   ^\n"))
}

@Test func tabsAreExpanded() {
  #expect(printed("\tkey«\t»x\n", .human).contains("1 |     key    x\n  |        ^^^^\n"))
}

@Test func spanOverLinesShowsTheFirstAndTheLast() {
  let text = printed("one «two\nthree\nfour» five\n", .human)
  #expect(text.contains("1 | one two\n  |     ^^^\n  | ...\n3 | four five\n  | ^^^^\n"), "\(text)")
}

@Test func longLineIsCutAroundThePlace() {
  let text = printed(String(repeating: "ก", count: 300) + "«ข»" + String(repeating: "ค", count: 300) + "\n", .human)
  let lines = text.split(separator: "\n")
  #expect(lines[3].hasPrefix("1 | …") && lines[3].hasSuffix("…"))
  #expect(DisplayCells.width(of: lines[3]) < 120)
  let caret = DisplayCells.width(of: lines[4].prefix { $0 != "^" })
  let before = lines[3].prefix { $0 != "ข" }
  #expect(DisplayCells.width(of: before) == caret)
}

@Test func shortIsOneLineForEditors() {
  #expect(printed("ab\nกี่«ข»\n", .short) == "brief.md:2:4: error: something is wrong [test-code]\n")
}

@Test func jsonIsOneObjectALine() {
  #expect(
    printed("«\"»\n", .json, notes: ["a \"hint\"\n"])
      == #"{"severity":"error","code":"test-code","message":"something is wrong","file":"brief.md","line":1,"column":1,"#
      + #""endLine":1,"endColumn":2,"offset":0,"endOffset":1,"hints":["a \"hint\"\n"],"notes":[]}"# + "\n")
}

@Test func orderIsThatOfThePlaces() {
  let source = SourceText(name: "a", text: "xyz")
  let late = Diagnostic(.warning, "late", at: source.span(2, 3), "late")
  let early = Diagnostic(.error, "early", at: source.span(0, 1), "early")
  let nowhere = Diagnostic(.error, "nowhere", at: nil, "nowhere")
  let text = DiagnosticPrinter(sources: [source], format: .short).text(for: [late, early, nowhere, late])
  #expect(text == "error: nowhere [nowhere]\na:1:1: error: early [early]\na:1:3: warning: late [late]\n")
}

