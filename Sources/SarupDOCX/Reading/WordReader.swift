package import SarupBrief
internal import SarupContainer
internal import SarupDocument
package import SarupSyntax
internal import SarupThai

/// Brings a Word file back into a brief.
///
/// One that Sarup wrote and an office edited comes back with its front matter, its lists and its references; of any other headings, lists,
/// tables, pictures, notes and paragraphs are taken as far as a brief has them. What cannot be brought back is told.
package struct WordReader {
  package struct Result: Sendable {
    package var brief: Brief
    /// Pictures by the paths that the brief names them by.
    package var pictures: [(path: String, bytes: [UInt8])]
  }

  private let file: WordFile
  private let styles: WordStyleTable
  private let story: WordStory
  private let facts: WordFacts?
  private let data: XMLElement?
  private var diagnostics = Diagnostics()
  /// Running heads that messages point into.
  private var headSources: [SourceText] = []
  private var brief = Brief(title: RichText())

  /// - Parameters:
  ///   - folder: Where the pictures are to lie, relative to the brief.
  ///   - sources: Gets the texts that the diagnostics point into.
  package static func read(
    _ name: String, _ bytes: [UInt8], pictures folder: String, sources: inout [SourceText],
    reporting diagnostics: inout Diagnostics
  ) -> Result? {
    guard let file = WordFile(name, bytes, sources: &sources, reporting: &diagnostics) else { return nil }
    guard let tree = file.tree(file.main), let body = tree.root.word("body") else {
      sources = file.sources
      diagnostics.add(contentsOf: file.diagnostics)
      return nil
    }
    var reader = WordReader(file, tree)
    let pictures = reader.read(body, folder: folder)
    sources = [reader.story.source] + reader.headSources + file.sources
    diagnostics.add(contentsOf: file.diagnostics)
    diagnostics.add(contentsOf: reader.diagnostics)
    return Result(brief: reader.brief, pictures: pictures)
  }

  private init(_ file: WordFile, _ tree: XMLTree) {
    self.file = file
    styles = WordStyleTable(file.root("styles"))
    story = WordStory(file.main, tree, of: file.name)
    var data: XMLElement?
    for relationship in file.relationships(of: file.main) where relationship.kind == "customXml" {
      // Data of other programs, and what a program has left of ours, is nothing to complain about.
      var unused = Diagnostics()
      var sources: [SourceText] = []
      guard case .part(let part) = relationship.target,
        let root = file.package.tree(of: part, sources: &sources, reporting: &unused)?.root,
        root.is("brief", in: FieldStore.namespace)
      else { continue }
      data = root
      break
    }
    self.data = data
    facts = data.flatMap { WordFacts($0) }
  }

  private mutating func read(_ body: XMLElement, folder: String) -> [(path: String, bytes: [UInt8])] {
    if let facts {
      // The front matter is Sarup's own text: what could be wrong with it is nobody's mistake.
      var unused = Diagnostics()
      let source = SourceText(name: "front matter", text: facts.frontMatter)
      if let known = MarkdownReader.read(source, into: &unused) { brief = known }
    } else {
      diagnostics.warning(
        .importForeign, at: nil,
        "\(file.name) was not written by Sarup, or was saved by a program that dropped what Sarup keeps in it",
        hint: "Headings, lists, tables, pictures, notes and paragraphs are brought in; look the brief through.")
    }
    let referred = referredBookmarks(body)
    var labels: [String: String] = [:]
    var given: [String: String] = [:]
    for label in facts?.labels ?? [] {
      labels[label.bookmark] = label.label
      if !label.isMade || referred.contains(label.bookmark) { given[label.bookmark] = label.label }
    }
    for bookmark in referred.sorted() where labels[bookmark] == nil {
      let label = String(bookmark.drop { $0 == "_" })
      guard !label.isEmpty, !labels.values.contains(label) else { continue }
      labels[bookmark] = label
      given[bookmark] = label
    }
    var spans: [Int: Span] = [:]
    for (number, paragraph) in story.paragraphs.enumerated() {
      spans[paragraph.element.range.lowerBound] = story.span(of: number)
    }
    var context = WordContext(file: file, part: file.main, styles: styles, labels: labels, spans: spans)
    context.isOurs = facts != nil
    readNotes(&context)
    for mark in story.marks where mark.name == "bookmarkStart" {
      guard let name = mark.element.wordAttribute("name"), name.hasPrefix("_Note"), let parent = mark.element.parent,
        let place = parent.children.firstIndex(where: { $0.range == mark.element.range })
      else { continue }
      let reference = parent.children[place...].lazy.compactMap { $0.word("footnoteReference") }.first
      if let id = reference?.wordAttribute("id") { context.noteMarks[name] = "footnoteReference \(id)" }
    }
    let uses = Dictionary((facts?.styles ?? []).map { ($0.name, $0.use) }, uniquingKeysWith: { first, _ in first })
    var reader = WordPieceReader(
      context, WordCounting(file.root("numbering"), styles), uses: uses, given: given, folder: folder,
      hasLogo: brief.logo != nil)
    let letterhead = LetterheadBlocks(in: body, before: facts?.before ?? [], behind: facts?.behind ?? [])
    reader.passedOver = letterhead.places
    reader.read(body)
    if let logo = reader.logo { brief.logo = Placed(logo) }
    var losses = reader.context.losses
    if letterhead.hasChanged {
      losses.add(
        .importTemplate, "a part of the letterhead around the brief was changed or taken out",
        hint: "Change the letterhead itself. What was written there stands in the brief now: look it through.", at: nil)
    }
    let pieces = takeFrontMatter(from: reader.pieces, controls: reader.controls, &losses)
    takeLetterheadControls(in: body, letterhead.places)
    brief.append(WordBlocks.build(pieces))
    raiseHeadings()
    if brief.title.isEmpty { findTitle() }
    losses.report(to: &diagnostics)
    if let facts {
      WordChanges(file: file, facts: facts, story: story).report(to: &diagnostics)
    } else {
      reportRunningHeads()
    }
    return reader.pictures
  }

  // MARK: Notes and references

  private mutating func readNotes(_ context: inout WordContext) {
    for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
      guard let part = file.part(kind, of: file.main), let root = file.tree(part)?.root else { continue }
      var inner = WordContext(file: file, part: part, styles: styles, labels: context.labels, spans: [:])
      inner.isInNote = true
      inner.losses = context.losses
      for note in root.children where note.isWord(element) {
        // Separators are no notes.
        guard let id = note.wordAttribute("id"), note.wordAttribute("type").map({ $0 == "normal" }) ?? true else {
          continue
        }
        context.notes["\(element)Reference \(id)"] = brief.footnotes.count
        var blocks: [Block] = []
        for paragraph in note.descendants where paragraph.isWord("p") {
          var text = WordTextReader.read(paragraph, &inner).text
          // A space parts the number from the words.
          if blocks.isEmpty, text.utf8.first == 0x20 || text.utf8.first == 0x09 {
            text = text.slice(1..<text.utf8.count)
          }
          if !text.isEmpty { blocks.append(.paragraph(text)) }
        }
        brief.footnotes.append(Footnote(label: "\(brief.footnotes.count + 1)", blocks: blocks))
      }
      context.losses = inner.losses
    }
  }

  /// Bookmarks that links and fields lead to, those of the table of contents left out.
  private func referredBookmarks(_ body: XMLElement) -> Set<String> {
    var result: Set<String> = []
    func look(_ element: XMLElement) {
      if element.isWord("sdt"), element.word("sdtPr")?.word("docPartObj") != nil { return }
      if element.isWord("hyperlink"), let anchor = element.wordAttribute("anchor"), element.relationship("id") == nil {
        result.insert(anchor)
      }
      if element.isWord("instrText") {
        let words = element.text.split(separator: " ").map(String.init)
        if words.count > 1, words[0] == "REF" { result.insert(words[1]) }
      }
      for child in element.children { look(child) }
    }
    look(body)
    return result
  }

  // MARK: Front matter

  /// Takes the lines that the template made out of the text, and what was changed in them into the front matter.
  ///
  /// - Parameter controls: Those of the letterhead around the brief.
  private mutating func takeFrontMatter(
    from pieces: [WordPiece], controls: [(tag: String, text: RichText)], _ losses: inout WordLosses
  ) -> [WordPiece] {
    var rest: [WordPiece] = []
    var shown: [String: RichText] = [:]
    var credits: [Credit] = []
    var attachments: [RichText] = []
    var hasTitle = false
    for piece in pieces {
      guard case .paragraph(let paragraph) = piece else {
        rest.append(piece)
        continue
      }
      let content = paragraph.content
      for control in content.controls where shown[control.tag] == nil {
        shown[control.tag] = self.text(of: content.controls.filter { $0.tag == control.tag }.map(\.text), control.tag)
      }
      let trace = content.bookmarks.lazy.compactMap { Trace($0) }.first
      if trace?.kind == WordTrace.credit || (trace == nil && paragraph.kind == .credit) {
        if content.text.isEmpty { continue }
        if let trace, trace.mark == WordFacts.mark(ofWords: content.text.utf8),
          brief.credits.indices.contains(trace.number - 1)
        {
          credits.append(brief.credits[trace.number - 1])
        } else {
          credits.append(Self.credit(content.text))
          losses.add(
            .importCredit, "a credit is read as name, unit in brackets, and role behind a slash",
            hint: "Look at `credits` in the front matter.", at: paragraph.span)
        }
      } else if let trace, trace.kind == WordTrace.attachment {
        let isSame = trace.mark == WordFacts.mark(ofWords: content.text.utf8)
        if isSame, brief.attachments.indices.contains(trace.number - 1) {
          attachments.append(brief.attachments[trace.number - 1])
        } else {
          attachments.append(content.text)
          losses.add(
            .importCredit, "an attachment is read with all that stands in its line",
            hint: "Look at `attachments` in the "
              + "front matter.", at: paragraph.span)
        }
      } else if trace != nil || (facts != nil && content.controls.contains { BriefField(rawValue: $0.tag) != nil }) {
        if paragraph.kind == .title { hasTitle = true }
        if let trace { check(trace, paragraph, &losses) }
      } else if paragraph.kind == .title, !hasTitle {
        hasTitle = true
        brief.title = content.text
      } else if paragraph.kind == .subtitle, facts == nil, brief.subtitle == nil {
        brief.subtitle = content.text
      } else {
        rest.append(piece)
      }
    }
    for control in controls where shown[control.tag] == nil { shown[control.tag] = control.text }
    if facts == nil || !brief.credits.isEmpty || !credits.isEmpty { brief.credits = credits }
    if !brief.attachments.isEmpty, !attachments.isEmpty { brief.attachments = attachments }
    for field in BriefField.allCases { take(field, shown[field.rawValue], &losses) }
    return rest
  }

  /// What the controls of a field show in one paragraph. LibreOffice makes a control of each run, and writes the data behind the
  /// text of each.
  private func text(of controls: [RichText], _ tag: String) -> RichText {
    let stored = Array(data?.children.first { $0.name.local == tag }?.text.utf8 ?? "".utf8)
    guard controls.count > 1, !stored.isEmpty,
      controls.allSatisfy({ $0.utf8.suffix(stored.count).elementsEqual(stored) })
    else { return controls[0] }
    var result = RichText()
    for control in controls { result.append(control.slice(0..<control.utf8.count - stored.count)) }
    return result.isEmpty ? controls[0] : result
  }

  /// A hidden bookmark with a mark of what its line said.
  private struct Trace {
    var name: String
    var kind: String
    var number: Int
    var mark: String

    init?(_ name: String) {
      guard let kind = [WordTrace.made, WordTrace.credit, WordTrace.attachment].first(where: { name.hasPrefix($0) })
      else { return nil }
      let parts = name.dropFirst(kind.count).split(separator: "_")
      guard let number = parts.first.flatMap({ Int($0) }) else { return nil }
      self.name = name
      self.kind = kind
      self.number = number
      mark = parts.count > 1 ? String(parts[1]) : ""
    }
  }

  /// A line of the template whose own words were changed.
  private mutating func check(
    _ trace: Trace, _ paragraph: WordPiece.Paragraph, _ losses: inout WordLosses
  ) {
    guard !trace.mark.isEmpty else { return }
    let text = paragraph.content.text
    var words: [UInt8] = []
    var position = 0
    for control in paragraph.content.controls where control.range.lowerBound >= position {
      words += text.utf8[position..<control.range.lowerBound]
      position = control.range.upperBound
    }
    words += text.utf8[position...]
    if WordFacts.mark(ofWords: words) == trace.mark { return }
    // A field with looks of its own is in no control: it is what stands between the template's words.
    if let line = facts?.lookedFields.first(where: { $0.bookmark == trace.name }),
      let field = BriefField(rawValue: line.field)
    {
      if let place = text.place(between: line.before, and: line.behind), !place.isEmpty {
        set(field, text.slice(place))
        return
      }
    } else if let field = Self.field(ofLine: paragraph.kind),
      !paragraph.content.controls.contains(where: { $0.tag == field.rawValue })
    {
      if field == .title { brief.title = title(in: text) } else { brief.subtitle = text }
      return
    }
    if facts == nil {
      losses.add(
        .importTemplate, "a line that a template wrote is left out: `\(Excerpt.of(text.string))`",
        hint: "Write what it says into the front matter.", at: paragraph.span)
      return
    }
    losses.add(
      .importTemplate, "a line that the template writes was changed: `\(Excerpt.of(text.string))`",
      hint: "Change it in the template, or in the fields that it shows.", at: paragraph.span)
  }

  /// The field that a line of a kind is, where nothing else says so.
  private static func field(ofLine kind: WordPiece.Kind) -> BriefField? {
    kind == .title ? .title : kind == .subtitle ? .subtitle : nil
  }

  /// The title without what a template writes around it: what the file calls itself, where the line has that.
  private func title(in line: RichText) -> RichText {
    guard facts == nil, let title = propertyTitle, line.string.contains(title) else { return line }
    return RichText(title)
  }

  /// What a field says now: the text where that was changed, else the data that it is bound to.
  private mutating func take(_ field: BriefField, _ text: RichText?, _ losses: inout WordLosses) {
    let element = data?.children.first { $0.name.local == field.rawValue }
    guard let element, let was = element.attribute("was") else {
      if facts == nil, let text, !text.isEmpty { set(field, text) }
      return
    }
    let stored = element.text
    let isDataNew = WordFacts.mark(of: stored.utf8) != was
    guard let text else {
      if isDataNew {
        set(field, RichText(stored))
        return
      }
      guard field != .title else { return }
      losses.add(
        .importField, "`\(field.rawValue)` no longer stands in the text and is left out",
        hint: "Write it into the front matter if it is to stay: `\(Excerpt.of(stored))`.", at: nil)
      set(field, RichText())
      return
    }
    let isTextNew = WordFacts.mark(of: text.utf8) != was
    if isTextNew, isDataNew, text.string != stored {
      losses.add(
        .importField,
        "`\(field.rawValue)` says `\(Excerpt.of(text.string))` in the text and `\(Excerpt.of(stored))` in the data behind it",
        hint: "The text counts: write the other into the front matter if that is meant.", at: nil)
    }
    if isTextNew { set(field, text) } else if isDataNew { set(field, RichText(stored)) }
  }

  private mutating func set(_ field: BriefField, _ text: RichText) {
    let value = text.isEmpty ? nil : text
    switch field {
    case .title: if let value { brief.title = value }
    case .subtitle: brief.subtitle = value
    case .agency: brief.agency = value
    case .unit: brief.unit = value
    case .number: brief.number = value
    case .place: brief.place = value
    case .subject: brief.subject = value
    case .to: brief.to = value
    case .from: brief.from = value
    case .date:
      guard let value else {
        brief.date = nil
        return
      }
      if let date = ArticleDate.whole(value.string) {
        brief.date = Placed(date)
      } else {
        diagnostics.warning(
          .importField, at: nil, "`\(Excerpt.of(value.string))` cannot be read as a date, so the old one stays",
          hint: "Write it into the front matter as `date: 2026-01-31`.")
      }
    }
  }

  // MARK: Controls of a letterhead

  /// What was typed into the letterhead's own controls: a field of the brief where a control is of one, else it is told.
  ///
  /// - Parameter places: Where the letterhead's blocks in the body begin.
  private mutating func takeLetterheadControls(in body: XMLElement, _ places: Set<Int>) {
    guard let facts, !facts.controls.isEmpty else { return }
    take(FilledControls.filled(in: body.children.filter { places.contains($0.range.lowerBound) }, facts), story)
    for relationship in file.relationships(of: file.main) where ["header", "footer"].contains(relationship.kind) {
      guard case .part(let part) = relationship.target, let tree = file.tree(part) else { continue }
      let controls = FilledControls.filled(in: [tree.root], facts)
      if controls.isEmpty { continue }
      let head = WordStory(part, tree, of: file.name)
      headSources.append(head.source)
      take(controls, head)
    }
  }

  private mutating func take(_ controls: [FilledControls.Filled], _ story: WordStory) {
    for control in controls {
      // One that shows a field is filled in by the brief, where that has it; else it was for somebody to fill in.
      if let field = control.field, data?.children.contains(where: { $0.name.local == field.rawValue }) != true {
        set(field, RichText(control.text))
        continue
      }
      let place = story.paragraphs.firstIndex {
        control.element.range.contains($0.element.range.lowerBound)
          || $0.element.range.contains(control.element.range.lowerBound)
      }
      let name = control.title.map { " `\(Excerpt.of($0))`" } ?? ""
      diagnostics.warning(
        .importTemplate, at: place.map { story.span(of: $0) },
        "the control\(name) of the letterhead was filled in, and stays as the letterhead has it: `\(Excerpt.of(control.text))`",
        hint: "Write it into the letterhead, or give the control the name of a field of the brief, such as `number`.")
    }
  }

  /// `name (unit) / role`
  private static func credit(_ text: RichText) -> Credit {
    func trimmed(_ range: Range<Int>) -> RichText {
      var (lower, upper) = (range.lowerBound, range.upperBound)
      while lower < upper, text.utf8[lower] == 0x20 { lower += 1 }
      while upper > lower, text.utf8[upper - 1] == 0x20 { upper -= 1 }
      return text.slice(lower..<upper)
    }
    var end = text.utf8.count
    var credit = Credit(name: RichText())
    if let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let role = trimmed(slash + 1..<end)
      if !role.isEmpty {
        credit.role = role
        end = slash
      }
    }
    while end > 0, text.utf8[end - 1] == 0x20 { end -= 1 }
    if end > 0, text.utf8[end - 1] == UInt8(ascii: ")"), let open = text.utf8[..<end].lastIndex(of: UInt8(ascii: "(")),
      open > 0
    {
      credit.unit = trimmed(open + 1..<end - 1)
      end = open
    }
    credit.name = trimmed(0..<end)
    return credit
  }

  // MARK: Any file

  /// The title of a file without one in its style: of its properties, or its first heading or paragraph.
  private mutating func findTitle() {
    if case .heading(_, let text, _)? = brief.lead.first {
      brief.title = text
      brief.lead.removeFirst()
    } else if let title = propertyTitle {
      brief.title = RichText(title)
    } else if case .paragraph(let text)? = brief.lead.first {
      brief.title = text
      brief.lead.removeFirst()
    } else {
      brief.title = RichText("?")
    }
    raiseHeadings()
  }

  /// What the file calls itself. A file of Sarup's that is called as its title is printed keeps the brief's own title beside it.
  private var propertyTitle: String? {
    for relationship in file.relationships(of: "") where relationship.type.hasSuffix("/custom-properties") {
      guard case .part(let part) = relationship.target else { continue }
      let property = file.tree(part)?.root.children.first { $0.attribute("name") == "title" }
      if let title = property?.text, title.contains(where: { $0 != " " }) { return title }
    }
    for relationship in file.relationships(of: "") where relationship.type.hasSuffix("/core-properties") {
      guard case .part(let part) = relationship.target else { continue }
      let title = file.tree(part)?.root.children.first { $0.name.local == "title" }?.text ?? ""
      if title.contains(where: { $0 != " " }) { return title }
    }
    return nil
  }

  private mutating func reportRunningHeads() {
    for relationship in file.relationships(of: file.main) where ["header", "footer"].contains(relationship.kind) {
      guard case .part(let part) = relationship.target, let tree = file.tree(part),
        tree.root.descendants.contains(where: { $0.isWord("t") && !$0.text.isEmpty })
      else { continue }
      diagnostics.warning(
        .importLost, at: nil, "the running heads of \(file.name) are left out", hint: "They belong to a template.")
      return
    }
  }

  /// The highest heading of a brief has the first level.
  private mutating func raiseHeadings() {
    var shift = Int.max
    func look(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .heading(let level, _, _): shift = min(shift, level - 1)
        case .findings(let list): for item in list.items { look(item.blocks) }
        case .bullets(let items): for item in items { look(item) }
        case .definitions(let definitions): for meaning in definitions.flatMap(\.meanings) { look(meaning) }
        case .quote(let inner), .landscape(let inner): look(inner)
        default: break
        }
      }
    }
    func raised(_ blocks: [Block]) -> [Block] {
      blocks.map { block in
        switch block {
        case .heading(let level, let text, let label): .heading(level: level - shift, text, label: label)
        case .findings(let list):
          .findings(
            FindingList(
              start: list.start, items: list.items.map { Finding(blocks: raised($0.blocks), label: $0.label) }))
        case .bullets(let items): .bullets(items.map(raised))
        case .definitions(let definitions):
          .definitions(definitions.map { Definition(term: $0.term, meanings: $0.meanings.map(raised)) })
        case .quote(let inner): .quote(raised(inner))
        case .landscape(let inner): .landscape(raised(inner))
        default: block
        }
      }
    }
    for blocks in [brief.lead, brief.findings, brief.closing] { look(blocks) }
    guard shift != Int.max, shift > 0 else { return }
    brief.lead = raised(brief.lead)
    brief.findings = raised(brief.findings)
    brief.closing = raised(brief.closing)
  }
}

extension RichText {
  /// What stands between words that begin and end the text, spaces and breaks aside; `nil` where it does not begin or end so.
  fileprivate func place(between before: String, and behind: String) -> Range<Int>? {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\u{2028}" }
    /// How many bytes the words take up.
    func length(of words: some Sequence<Unicode.Scalar>, in text: some Sequence<Unicode.Scalar>) -> Int? {
      var words = words.lazy.filter { !isBlank($0) }.makeIterator()
      var wanted = words.next()
      var length = 0
      var blanks = 0
      for scalar in text {
        if isBlank(scalar) {
          blanks += UTF8.width(scalar)
          continue
        }
        // Blanks that stand behind the last word are the template's as well.
        guard let next = wanted else { return length + blanks }
        if scalar != next { return nil }
        wanted = words.next()
        length += UTF8.width(scalar) + blanks
        blanks = 0
      }
      return wanted == nil ? length + blanks : nil
    }
    let text = String(decoding: utf8, as: UTF8.self).unicodeScalars
    guard let lower = length(of: before.unicodeScalars, in: text),
      let rest = length(of: behind.unicodeScalars.reversed(), in: text.reversed()), lower <= utf8.count - rest
    else { return nil }
    return lower..<utf8.count - rest
  }
}
