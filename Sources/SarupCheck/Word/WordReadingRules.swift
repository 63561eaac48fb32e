internal import SarupContainer
internal import SarupDOCX
internal import SarupSyntax

// What those need who do not see the page, and what should not leave the office.

extension WordLint {
  mutating func checkReading(of body: WordStory) {
    var last = 0
    for (number, paragraph) in body.paragraphs.enumerated() where !paragraph.range.isEmpty {
      let own = paragraph.properties?.value("outlineLvl")
      let level =
        own
        ?? paragraph.style.flatMap { style in
          styles.inherited(style) { $0.word("pPr")?.value("outlineLvl") }
        }
      guard let level = level.flatMap({ Int($0) }), (0..<9).contains(level) else { continue }
      if level > last {
        warn(
          .wordHeadings, at: body.span(of: number),
          last == 0
            ? "the first heading is of level \(level + 1)"
            : "a heading of level \(level + 1) follows one of level \(last)",
          hint: "Screen readers jump from heading to heading: let none be left out.")
      }
      last = level + 1
    }
    if last == 0, body.paragraphs.count > 1 {
      warn(
        .wordHeadings, at: body.span(of: 0), "nothing in the text is a heading or a title",
        hint: "Give the title and the headings their styles, so that they can be found without seeing them.")
    }
    for mark in body.marks where mark.name == "tbl" {
      let rows = mark.element.children.filter { $0.isWord("tr") }
      let look = mark.element.word("tblPr")
      // One without a style and without lines only puts things side by side.
      if look?.word("tblStyle") == nil, look?.word("tblBorders") == nil { continue }
      if rows.count > 1, rows.first?.word("trPr")?.toggle("tblHeader") != true {
        warn(
          .wordHeaderRow, at: body.span(of: mark.paragraph), "a table has no header row",
          hint: "Let its first row repeat as header row (Table Layout), so that cells can be read with their heads.")
      }
    }
    for story in stories {
      for mark in story.marks where mark.name == "docPr" {
        let says = [mark.element.attribute("descr"), mark.element.attribute("title")].contains {
          $0.map { $0.contains { $0 != " " } } ?? false
        }
        let isDecorative = mark.element.descendants.contains { $0.name.local == "decorative" }
        if says || isDecorative { continue }
        warn(
          .wordAlternative, at: story.span(of: mark.paragraph),
          "nothing says what this picture shows to those who cannot see it",
          hint: "Write it under Edit Alt Text, or mark the picture as decorative.")
      }
    }
  }

  mutating func checkLeftovers(of body: WordStory) {
    let changes = body.marks.filter { ["ins", "del", "moveFrom", "moveTo"].contains($0.name) }
    if let first = changes.first {
      warn(
        .wordChanges, at: body.span(of: first.paragraph),
        changes.count == 1
          ? "a tracked change waits to be accepted or rejected"
          : "\(changes.count) tracked changes wait to be accepted or rejected, the first one here",
        hint: "Accept or reject them before the file leaves the office: what was deleted is still in it.")
    }
    let comments = body.marks.filter { $0.name == "commentReference" }
    if let first = comments.first {
      warn(
        .wordComments, at: body.span(of: first.paragraph),
        comments.count == 1
          ? "there is a comment in the file" : "there are \(comments.count) comments, the first one here",
        hint: "Delete comments before the file leaves the office.")
    }
  }
}
