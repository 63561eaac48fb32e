internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// What a document's texts refer to: what has a label, and the texts that wait for it, since a reference may stand before what
/// it leads to.
struct ReferenceBook {
  /// Something with a label.
  struct Target {
    enum Kind {
      case heading
      /// With its number.
      case finding(String)
      case caption(String)
    }

    var label: Placed<String>
    var kind: Kind
    var element: Int
  }

  /// A paragraph whose text is not known yet: marks of footnotes are in it, references are not.
  struct Waiting {
    var element: Int
    var text: RichText
    var role: ParagraphRole
    /// Links that are marks, and the notes that they lead to.
    var marks: [(link: Int, note: Int)]
    var label: ParagraphLabel?
  }

  struct Note {
    /// From 1, in the order in which the document refers to them.
    var number: Int?
    var element = -1
  }

  var targets: [Target] = []
  var waiting: [Waiting] = []
  var notes: [Note]
  /// Notes wait for a place that can hold them.
  var holdsNotes = false
  var noteCount = 0
  /// Notes that the paragraph in hand refers to and that have no place yet.
  var queue: [Int] = []
  var isInNote = false
  var captions: [Caption] = []
  var captionCounts: [Caption.Kind: Int] = [:]
  /// The table of contents, and the element it stands before.
  var contents: (section: ContentsSection, place: Int)?
  /// Its entries, and the headings that they lead to.
  var entries: [(element: Int, heading: Int)] = []
  /// Made at the end.
  var anchors: [Anchor] = []

  init(notes count: Int) { notes = Array(repeating: Note(), count: count) }
}

extension RichText {
  /// Whether there are footnotes or links within the document.
  var hasReferences: Bool {
    links.contains { $0.destination.utf8.first == UInt8(ascii: "#") } || runs.contains { $0.footnote != nil }
  }
}

extension DocumentFiller {
  // MARK: - What has a label

  /// Gives an element the name that references use.
  mutating func name(_ label: Placed<String>, _ kind: ReferenceBook.Target.Kind, of element: Int) {
    if let first = references.targets.first(where: { $0.label == label }) {
      var message = Diagnostic(
        .error, .repeatedLabel, at: label.span, "the label `\(Excerpt.of(label.value))` stands twice",
        hints: ["Give each its own."])
      if let span = first.label.span { message.notes = [.init(at: span, "it stands here first")] }
      diagnostics.add(message)
      return
    }
    references.targets.append(ReferenceBook.Target(label: label, kind: kind, element: element))
  }

  /// The number of a finding as references print it: labels without the signs at their ends, those of higher levels before one
  /// that does not show them.
  func findingNumber(_ ordinals: [Int]) -> String {
    var result = ""
    for level in ordinals.indices {
      let form = numbering.levels.indices.contains(level) ? numbering.levels[level] : numbering.levels.last
      let own = Self.bare(numbering.label(ordinals: Array(ordinals[...level]), level: level))
      let showsAll = form?.pieces.contains { if case .ordinal(0, _) = $0 { true } else { false } } ?? false
      result = showsAll || result.isEmpty ? own : result + " " + own
    }
    return result
  }

  /// `๑.` and `๑)` without their sign; `(ก)` is whole.
  private static func bare(_ label: String) -> String {
    guard let last = label.last, last == "." || (last == ")" && !label.contains("(")) else { return label }
    return String(label.dropLast())
  }

  /// A caption with its number before it; one that says nothing and is referred to is its number alone.
  mutating func addCaption(_ caption: RichText?, of kind: Caption.Kind, label: Placed<String>?, style: Int) {
    guard caption != nil || label != nil else { return }
    let pattern = template.labels.pattern(of: kind, for: wording)
    let element = builder.elements.count
    var text = caption ?? RichText()
    var words = ""
    if !pattern.pieces.isEmpty {
      let ordinal = references.captionCounts[kind, default: 0] + 1
      references.captionCounts[kind] = ordinal
      let made = pattern.label(ordinal, for: wording)
      words = made.text
      if let caption { reportNumber(typedIn: caption, before: made.text.utf8.prefix(made.number.lowerBound)) }
      references.captions.append(
        Caption(
          element: element, kind: kind, ordinal: ordinal, format: made.format, label: 0..<made.text.utf8.count,
          number: made.number))
      var whole = RichText(made.text)
      if !text.isEmpty { whole.append(RichText(" ")) }
      whole.append(text)
      text = whole
    }
    if let label { name(label, .caption(words), of: element) }
    add(text, role: .caption, style: style, at: caption?.span)
  }

  /// A caption whose author has counted would be printed with two numbers.
  private mutating func reportNumber(typedIn caption: RichText, before label: Substring.UTF8View) {
    let prefix = label.filter { $0 != UInt8(ascii: " ") }
    guard !prefix.isEmpty else { return }
    // Blanks may stand anywhere between: `ตารางที่ ๑`, `ตารางที่๑`.
    let written = caption.string.unicodeScalars.filter { $0 != " " }
    let rest = written.dropFirst(String(decoding: prefix, as: UTF8.self).unicodeScalars.count)
    guard written.starts(with: String(decoding: prefix, as: UTF8.self).unicodeScalars), let digit = rest.first,
      ("0"..."9").contains(digit) || ("๐"..."๙").contains(digit)
    else { return }
    diagnostics.warning(
      .numberedCaption, at: caption.span, "this caption has a number already, and gets one more",
      hint: "Leave its number out: tables and pictures are counted, and `id` gives them a name to refer to.")
  }

  // MARK: - Footnotes

  /// The text for a place that has neither footnotes nor links.
  func withoutReferences(_ text: RichText) -> RichText {
    guard text.hasReferences else { return text }
    var result = RichText()
    result.links = text.links
    for run in text.runs where run.footnote == nil && !text.utf8[run.range].elementsEqual(RichText.placeholder) {
      result.append(text.utf8[run.range], traits: run.traits, link: run.link, span: run.span)
    }
    return result
  }

  /// Adds a paragraph that refers to something, and behind it the footnotes that it is the first to refer to.
  mutating func addReferring(
    _ text: RichText, role: ParagraphRole, style: Int, label: ParagraphLabel? = nil, at span: SarupSyntax.Span?
  ) {
    let element = builder.elements.count
    builder.add(.paragraph(Paragraph(role: role, style: style, text: StyledText())), at: span ?? text.span)
    var marked = RichText()
    marked.links = text.links
    var marks: [(link: Int, note: Int)] = []
    for run in text.runs {
      guard let note = run.footnote else {
        marked.append(text.utf8[run.range], traits: run.traits, link: run.link, span: run.span)
        continue
      }
      guard let number = number(ofNote: note, at: run.span) else { continue }
      let link = marked.addLink(RichText.Link(destination: "#"))
      marks.append((link, note))
      marked.append(
        wording.numberFormat.string(for: number).utf8, traits: run.traits.union(.raised), link: link, span: run.span)
    }
    references.waiting.append(
      ReferenceBook.Waiting(element: element, text: marked, role: role, marks: marks, label: label))
    if !references.isInNote, !references.holdsNotes { addQueuedNotes() }
  }

  private mutating func number(ofNote note: Int, at span: SarupSyntax.Span?) -> Int? {
    guard references.notes.indices.contains(note) else { return nil }
    if references.isInNote {
      diagnostics.error(
        .unsupported, at: span, "a footnote cannot refer to a footnote",
        hint: "Write what the other note says into this one.")
      return nil
    }
    if let number = references.notes[note].number { return number }
    references.noteCount += 1
    references.notes[note].number = references.noteCount
    references.queue.append(note)
    return references.noteCount
  }

  mutating func addQueuedNotes() {
    let queue = references.queue
    references.queue = []
    for note in queue {
      let footnote = values.brief.footnotes[note]
      references.notes[note].element = builder.elements.count
      references.isInNote = true
      builder.open(.note(NoteProperties(number: references.notes[note].number ?? 0)), at: footnote.span)
      var isEmpty = true
      for block in footnote.blocks {
        guard case .paragraph(let text) = block else {
          diagnostics.error(
            .unsupported, at: block.span ?? footnote.span, "a footnote can hold paragraphs only",
            hint: "Write it as a paragraph, or move it into the text.")
          continue
        }
        add(text, role: .footnote, style: template.footnoteStyle)
        isEmpty = false
      }
      if isEmpty { add(RichText(), role: .footnote, style: template.footnoteStyle) }
      builder.close()
      references.isInNote = false
    }
  }

  // MARK: - The end

  /// Gives the texts that waited what they refer to.
  mutating func resolveReferences() {
    let waiting = references.waiting
    guard !waiting.isEmpty || !references.targets.isEmpty || !references.entries.isEmpty else { return }
    // Headings first: others print their words.
    let isHeading = { (text: ReferenceBook.Waiting) in
      if case .heading = text.role { true } else { false }
    }
    var linked: [Anchor] = []
    for text in waiting where isHeading(text) { resolve(text, fragments: [], anchors: &linked) }
    let needsFragments =
      !references.entries.isEmpty
      || waiting.contains { $0.text.links.contains { $0.destination.utf8.first == UInt8(ascii: "#") } }
    let fragments = needsFragments ? Document.headingFragments(in: builder.elements) : []
    for text in waiting where !isHeading(text) { resolve(text, fragments: fragments, anchors: &linked) }
    if !references.entries.isEmpty {
      let listed = Set(references.entries.map(\.heading))
      for (element, fragment) in fragments where listed.contains(element) {
        linked.append(Anchor(element: element, name: fragment))
      }
    }
    var elements: Set<Int> = []
    var names: Set<String> = []
    for anchor in references.targets.map({ Anchor(element: $0.element, name: $0.label.value) }) + linked {
      // An element has one name; a name that is taken gets its element's number behind it.
      guard elements.insert(anchor.element).inserted else { continue }
      var anchor = anchor
      if !names.insert(anchor.name).inserted {
        anchor.name += ".\(anchor.element)"
        names.insert(anchor.name)
      }
      references.anchors.append(anchor)
    }
    references.anchors.sort { $0.element < $1.element }
  }

  private mutating func resolve(
    _ waiting: ReferenceBook.Waiting, fragments: [(element: Int, fragment: String)], anchors: inout [Anchor]
  ) {
    var text = RichText()
    text.links = waiting.text.links
    var found = waiting.marks.map { mark in
      StyledText.Reference(link: mark.link, element: references.notes[mark.note].element, shows: .note)
    }
    for run in waiting.text.runs {
      let bytes = waiting.text.utf8[run.range]
      guard let link = run.link, !found.contains(where: { $0.link == link && $0.shows == .note }),
        let name = Fragment.of(text.links[link].destination)
      else {
        text.append(bytes, traits: run.traits, link: run.link, span: run.span)
        continue
      }
      let prints = bytes.elementsEqual(RichText.placeholder)
      guard let target = target(named: name, fragments) else {
        reportUnknown(name, prints: prints, among: fragments.map(\.fragment), at: run.span)
        text.append(prints ? [] : bytes, traits: run.traits, span: run.span)
        continue
      }
      if !target.isLabelled { anchors.append(Anchor(element: target.element, name: name)) }
      guard prints else {
        found.append(.init(link: link, element: target.element, shows: .words))
        text.append(bytes, traits: run.traits, link: link, span: run.span)
        continue
      }
      if target.words.isEmpty {
        diagnostics.error(
          .nothingToPrint, at: run.span, "what `\(Excerpt.of(name))` leads to has no number to print",
          hint: "Write words between the square brackets, or give the template a label for it.")
      }
      found.append(.init(link: link, element: target.element, shows: target.shows))
      text.append(Array(target.words.utf8), traits: run.traits, link: link, span: run.span)
    }
    var styled = StyledText(text, language: wording.language, digits: textDigits)
    styled.references = found
    if case .note(let length) = waiting.role { styled.add(.strong, to: 0..<min(length, styled.utf8.count)) }
    if let label = waiting.label { styled.setLabel(label.length, style: label.style) }
    builder.setText(of: waiting.element, to: styled)
  }

  private func target(
    named name: String, _ fragments: [(element: Int, fragment: String)]
  ) -> (element: Int, words: String, shows: StyledText.Reference.Shows, isLabelled: Bool)? {
    guard let target = references.targets.first(where: { $0.label.value == name }) else {
      return fragments.first { $0.fragment == name }.map { ($0.element, words(of: $0.element), .heading, false) }
    }
    switch target.kind {
    case .heading: return (target.element, words(of: target.element), .heading, true)
    case .caption(let label): return (target.element, label, .label, true)
    case .finding(let number):
      let label = template.labels.findingPattern(for: wording).label(number)
      return (target.element, label.text, .number(from: label.before), true)
    }
  }

  private func words(of heading: Int) -> String {
    guard case .paragraph(let paragraph) = builder.elements[heading].kind else { return "" }
    return paragraph.text.wordsAlone
  }

  private mutating func reportUnknown(
    _ name: String, prints: Bool, among fragments: [String], at span: SarupSyntax.Span?
  ) {
    let names = references.targets.map(\.label.value) + fragments
    let suggestion = DidYouMean.nearest(to: name, among: names).map { "Did you mean `#\($0)`?" }
    let shown = Excerpt.of(name)
    diagnostics.add(
      Diagnostic(
        prints ? .error : .warning, .unknownLabel, at: span, "nothing has the label `\(shown)`",
        hints: [
          suggestion ?? "Write `{#\(shown)}` behind the heading, the finding or the caption that is meant."
        ]))
  }
}
