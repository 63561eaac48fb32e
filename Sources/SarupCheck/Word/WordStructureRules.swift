internal import SarupContainer
internal import SarupDOCX
internal import SarupSyntax

/// What the parts of a file refer to in each other.
struct WordReferences {
  /// Names of bookmarks.
  private(set) var bookmarks: Set<String> = []
  private(set) var footnotes: Set<String> = []
  private(set) var endnotes: Set<String> = []
  private(set) var comments: Set<String> = []
  /// Custom data by the id of its store.
  private(set) var stores: [(id: String, root: XMLElement)] = []

  init(_ file: WordFile, stories: [WordStory]) {
    for story in stories {
      for mark in story.marks {
        switch mark.name {
        case "bookmarkStart": bookmarks.insert(mark.element.wordAttribute("name") ?? "")
        case "footnote": footnotes.insert(mark.element.wordAttribute("id") ?? "")
        case "endnote": endnotes.insert(mark.element.wordAttribute("id") ?? "")
        default: break
        }
      }
    }
    for comment in file.root("comments")?.children ?? [] { comments.insert(comment.wordAttribute("id") ?? "") }
    for relationship in file.relationships(of: file.main) where relationship.kind == "customXml" {
      guard case .part(let part) = relationship.target, let root = file.tree(part)?.root,
        let properties = file.part("customXmlProps", of: part).flatMap({ file.tree($0) })?.root,
        let id = properties.attributes.first(where: { $0.name.local == "itemID" })?.value
      else { continue }
      stores.append((id.lowercased(), root))
    }
  }
}

extension WordLint {
  // MARK: Ids, fields, cells

  mutating func checkStructure(of story: WordStory, _ references: WordReferences) {
    var marks = Marks()
    for mark in story.marks {
      let span = story.span(of: mark.paragraph)
      switch mark.name {
      case "bookmarkStart":
        let name = mark.element.wordAttribute("name") ?? ""
        let isNew = marks.bookmarks.insert(name.lowercased()).inserted
        if !marks.bookmarkIDs.insert(mark.element.wordAttribute("id") ?? "").inserted || !isNew {
          error(
            .wordBookmark, at: span, "the bookmark `\(Excerpt.of(name))` or its number is there twice",
            hint: "Word keeps one of them: give the other another name.")
        }
      case "bookmarkEnd": marks.bookmarkEnds.insert(mark.element.wordAttribute("id") ?? "")
      case "sdtPr":
        if let id = mark.element.value("id"), !marks.controls.insert(id).inserted {
          error(
            .wordControl, at: span, "two content controls have the number \(Excerpt.of(id))",
            hint: "Word takes the file for damaged: make one of them anew.")
        }
      case "docPr":
        if let id = mark.element.attribute("id"), !marks.drawings.insert(id).inserted {
          error(
            .wordPicture, at: span, "two pictures or drawings have the number \(Excerpt.of(id))",
            hint: "Word may take the file for damaged: put one of them in anew.")
        }
      case "fldChar": check(mark, &marks, span)
      case "instrText" where marks.fields.last?.isResult == false:
        marks.fields[marks.fields.count - 1].instruction += mark.element.text
      case "fldSimple": checkField(mark.element.wordAttribute("instr") ?? "", span, references)
      case "hyperlink":
        if let anchor = mark.element.wordAttribute("anchor"), mark.element.relationship("id") == nil,
          anchor != "_top", !references.bookmarks.contains(anchor)
        {
          reportMissing(anchor, by: "a link", at: span)
        }
      case "tc":
        if mark.element.children.last?.isWord("p") != true, mark.element.children.last?.isWord("sdt") != true {
          error(
            .wordCell, at: span, "a cell of a table does not end with a paragraph",
            hint: "Word takes the file for damaged: put an empty paragraph into the cell.")
        }
      case "sectPr":
        if mark.element.word("pgSz") == nil || mark.element.word("pgMar") == nil {
          warn(
            .wordSection, at: span, "a section does not say the size or the margins of its pages",
            hint: "Set the page up anew: programs take their own page otherwise, often Letter.")
        }
      default: break
      }
    }
    for field in marks.fields { report(field) }
    for (instruction, span) in marks.instructions { checkField(instruction, span, references) }
    for id in marks.bookmarkIDs.subtracting(marks.bookmarkEnds).sorted() {
      warn(
        .wordBookmark, at: story.source.span(0, 0), "the bookmark with the number \(Excerpt.of(id)) has no end",
        hint: "Set it anew.")
    }
    if story.part == file.main, !story.marks.contains(where: { $0.name == "sectPr" }) {
      warn(
        .wordSection, at: story.span(of: story.paragraphs.count), "nothing says the size and the margins of the pages",
        hint: "Set the page up anew: programs take their own page otherwise, often Letter.")
    }
  }

  private struct Field {
    var span: Span
    var instruction = ""
    var isResult = false
  }

  /// What has been met in one part.
  private struct Marks {
    var bookmarks: Set<String> = []
    var bookmarkIDs: Set<String> = []
    var bookmarkEnds: Set<String> = []
    var controls: Set<String> = []
    var drawings: Set<String> = []
    /// Fields that are open, the innermost last.
    var fields: [Field] = []
    var instructions: [(String, Span)] = []
  }

  private mutating func check(_ mark: WordStory.Mark, _ marks: inout Marks, _ span: Span) {
    switch mark.element.wordAttribute("fldCharType") {
    case "begin": marks.fields.append(Field(span: span))
    case "separate":
      if let last = marks.fields.indices.last { marks.fields[last].isResult = true }
    case "end":
      guard let field = marks.fields.popLast() else {
        error(.wordField, at: span, "a field ends here that does not begin", hint: "Delete it, and put it in anew.")
        return
      }
      marks.instructions.append((field.instruction, field.span))
    default: break
    }
  }

  private mutating func report(_ field: Field) {
    error(
      .wordField, at: field.span, "a field begins here and does not end, so Word hides the text behind it",
      hint: "Delete it, and put it in anew.")
  }

  private mutating func checkField(_ instruction: String, _ span: Span, _ references: WordReferences) {
    let words = instruction.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }.map(String.init)
    guard let kind = words.first?.uppercased() else { return }
    switch kind {
    case "REF", "PAGEREF", "NOTEREF":
      guard words.count > 1, !references.bookmarks.contains(words[1]) else { return }
      reportMissing(words[1], by: "a field (\(kind))", at: span)
    case "INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "IMPORT", "INCLUDE":
      warn(
        .wordExternal, at: span, "a field loads something from outside (\(kind))",
        hint: "Break the link (Edit Links), so that the file holds what it shows.")
    default: break
    }
  }

  private mutating func reportMissing(_ bookmark: String, by what: String, at span: Span) {
    warn(
      .wordAnchor, at: span, "\(what) leads to the bookmark `\(Excerpt.of(bookmark))`, which is not there",
      hint: "Set the bookmark, or make the reference anew.")
  }

  // MARK: Notes and comments

  mutating func checkNotes(of story: WordStory, _ references: WordReferences) {
    for mark in story.marks {
      let known: Set<String>
      switch mark.name {
      case "footnoteReference": known = references.footnotes
      case "endnoteReference": known = references.endnotes
      case "commentReference": known = references.comments
      default: continue
      }
      guard let id = mark.element.wordAttribute("id"), !known.contains(id) else { continue }
      error(
        .wordNote, at: story.span(of: mark.paragraph), "the text refers to a note or comment that is not there",
        hint: "Word takes the file for damaged: delete the mark, and make the note anew.")
    }
  }

  // MARK: Bindings

  /// Controls that are bound to data: to such as is there, and that says what the control shows.
  mutating func checkBindings(of story: WordStory, _ references: WordReferences) {
    for mark in story.marks where mark.name == "sdtPr" {
      guard let binding = mark.element.word("dataBinding") else { continue }
      let id = (binding.wordAttribute("storeItemID") ?? "").lowercased()
      // The properties of the file itself are stores that every file has.
      if Self.builtInStores.contains(id) { continue }
      let span = story.span(of: mark.paragraph)
      guard let store = references.stores.first(where: { $0.id == id }),
        let data = WordBinding(binding).find(in: store.root)
      else {
        warn(
          .wordBinding, at: span, "a content control is bound to data that is not in the file",
          hint: "Remove the control, and type its text.")
        continue
      }
      let shown = Self.text(of: mark.element.parent?.word("sdtContent"))
      let isPlaceholder = mark.element.toggle("showingPlcHdr") ?? false
      if isPlaceholder || shown == data.text || mark.element.word("date") != nil { continue }
      warn(
        .wordBinding, at: span,
        "a content control shows `\(Excerpt.of(shown))`, and its data says `\(Excerpt.of(data.text))`: Word will show that",
        hint: "Type the text into the control in Word, which keeps both alike.")
    }
  }

  private static let builtInStores = [
    "{6c3c8bc8-f283-45ae-878a-bab7291924a1}", "{6668398d-a668-4e3e-a5eb-62b293d839f1}",
    "{55af091b-3c7a-41e3-b477-f2fdaa23cfda}",
  ]

  private static func text(of element: XMLElement?) -> String {
    (element?.descendants ?? []).filter { $0.isWord("t") }.map(\.text).joined()
  }
}
