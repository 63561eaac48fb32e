internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax

/// What was changed in a file of Sarup's where a brief has no words for it: running heads, lines of the template, the page, what the file
/// says of itself. None of it is brought back, so it is told.
struct WordChanges {
  let file: WordFile
  let facts: WordFacts
  let story: WordStory

  func report(to diagnostics: inout Diagnostics) {
    reportHeads(to: &diagnostics)
    reportWatermarks(to: &diagnostics)
    reportLines(to: &diagnostics)
    reportSheets(to: &diagnostics)
    reportProperties(to: &diagnostics)
  }

  private func reportHeads(to diagnostics: inout Diagnostics) {
    var missing = Set(facts.heads)
    var changed: [String] = []
    for relationship in file.relationships(of: file.main) where ["header", "footer"].contains(relationship.kind) {
      guard case .part(let part) = relationship.target else { continue }
      let words = file.tree(part)?.root.wordsBesideControls ?? ""
      if words.isEmpty { continue }
      let mark = WordFacts.mark(ofWords: words.utf8)
      missing.remove(mark)
      if !facts.heads.contains(mark), !changed.contains(words) { changed.append(words) }
    }
    for words in changed {
      diagnostics.warning(
        .importTemplate, at: nil,
        "a running head or foot was changed, and stays as the template has it: `\(Excerpt.of(words))`",
        hint: "Change it in the template, or in the letterhead.")
    }
    if changed.isEmpty, !missing.isEmpty {
      diagnostics.warning(
        .importTemplate, at: nil, "a running head or foot was taken out, and stays as the template has it",
        hint: "Take it out of the template, or of the letterhead.")
    }
  }

  private func reportWatermarks(to diagnostics: inout Diagnostics) {
    var there: Set<String> = []
    for relationship in file.relationships(of: file.main) where relationship.kind == "header" {
      if case .part(let part) = relationship.target { there.formUnion(file.tree(part)?.root.watermarks ?? []) }
    }
    for text in facts.watermarks where !there.contains(text) {
      diagnostics.warning(
        .importTemplate, at: nil, "the watermark `\(Excerpt.of(text))` was changed or taken out, and stays",
        hint: "It is the template's, or comes from a field of the front matter: change it there.")
    }
  }

  private func reportLines(to diagnostics: inout Diagnostics) {
    let there = Set(story.marks.compactMap { $0.name == "bookmarkStart" ? $0.element.wordAttribute("name") : nil })
    for line in facts.lines where !there.contains(line.bookmark) {
      diagnostics.warning(
        .importTemplate, at: nil, "a line that the template writes was taken out: `\(Excerpt.of(line.words))`",
        hint: "Take it out of the template, or empty the field that it depends on.")
    }
  }

  private func reportSheets(to diagnostics: inout Diagnostics) {
    // A letterhead's sheet is as the office has it.
    if facts.sheets.isEmpty { return }
    for mark in story.marks where mark.name == "sectPr" {
      guard let sheet = WordSheet(mark.element), !facts.sheets.contains(sheet.text) else { continue }
      diagnostics.warning(
        .importTemplate, at: story.span(of: mark.paragraph),
        "the size or the margins of the pages were changed, and stay as the template has them",
        hint: "Write them into the template: `page: {size: A4, margins: {start: 30mm}}`.")
      return
    }
  }

  private func reportProperties(to diagnostics: inout Diagnostics) {
    var now: [String: String] = [:]
    for relationship in file.relationships(of: "") where relationship.type.hasSuffix("/core-properties") {
      guard case .part(let part) = relationship.target else { continue }
      for element in file.tree(part)?.root.children ?? [] { now[element.name.local] = element.text }
    }
    for property in facts.properties {
      let name = String(property.name.drop { $0 != ":" }.dropFirst())
      guard let text = now[name], WordFacts.mark(ofList: text) != property.mark else { continue }
      diagnostics.warning(
        .importField, at: nil, "the property \(name) of the file was changed, and is made anew: `\(Excerpt.of(text))`",
        hint: "Change the front matter: the title, the credits and the keywords are written into the properties.")
    }
  }
}

/// A sheet of paper with its margins at the sides, as a section of a Word file says it.
struct WordSheet {
  /// Twentieths of a point. Programs move the margins above and below to make room for running heads.
  let text: String

  init(_ sheet: Sheet) {
    text = [sheet.width, sheet.height, sheet.start, sheet.end].map { "\(max(0, twips($0)))" }.joined(separator: " ")
  }

  /// - Parameter section: `w:sectPr`
  init?(_ section: XMLElement) {
    guard let size = section.word("pgSz"), let margins = section.word("pgMar") else { return nil }
    func side(_ names: String...) -> String? { names.lazy.compactMap { margins.wordAttribute($0) }.first }
    let measures = [
      size.wordAttribute("w"), size.wordAttribute("h"), side("left", "start"), side("right", "end"),
    ]
    guard measures.allSatisfy({ $0 != nil }) else { return nil }
    text = measures.compactMap(\.self).joined(separator: " ")
  }
}

extension XMLElement {
  /// The words of WordArt, which is what Word makes watermarks of.
  var watermarks: [String] {
    descendants.compactMap { $0.name.local == "textpath" ? $0.attribute("string") : nil }
  }

  /// The words of a running head or of a block, without what fields work out and what controls show: that changes by itself.
  var wordsBesideControls: String {
    var words: [UInt8] = []
    var fields = 0
    func look(_ element: XMLElement) {
      if element.isFallback { return }
      switch element.word {
      case "fldChar":
        switch element.wordAttribute("fldCharType") {
        case "begin": fields += 1
        case "end": fields = max(0, fields - 1)
        default: break
        }
      case "fldSimple", "sdt": break
      case "t" where fields == 0: words += element.text.utf8
      default: for child in element.children { look(child) }
      }
    }
    look(self)
    return words.allSatisfy { $0 == 0x20 } ? "" : String(decoding: words, as: UTF8.self)
  }
}
