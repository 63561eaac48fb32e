internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax
internal import SarupThai

// The text of a paragraph: runs, links, languages and dates.

extension PageWriter {
  /// An element around a stretch of text. They stand in each other in the order of the cases, so that what two neighbours share
  /// is opened once.
  private enum Wrapper: Equatable {
    case link(Int)
    /// The label of a line, and the class of its look.
    case label(String?)
    case time(String)
    case strong
    case emphasis
    case strikethrough
    case raised
    case blank
    case code
    case language(String)
  }

  mutating func writeText(_ text: StyledText, isCode: Bool) {
    let targets = self.targets(of: text)
    let times = dates.parts(of: text)
    var open: [Wrapper] = []
    for run in text.runs {
      var position = run.range.lowerBound
      while position < run.range.upperBound {
        let time = times.first { $0.range.contains(position) }
        let next = times.lazy.map(\.range.lowerBound).first { $0 > position } ?? run.range.upperBound
        var end = min(run.range.upperBound, time?.range.upperBound ?? next)
        if position < text.labelLength { end = min(end, text.labelLength) }
        var wrappers = self.wrappers(of: run, time: time?.value, targets, isCode: isCode)
        if position < text.labelLength {
          wrappers.insert(.label(run.style.flatMap { style.forms.name(ofLook: $0) }), at: 0)
        }
        let shared = zip(open, wrappers).prefix { $0 == $1 }.count
        for _ in shared..<open.count { xml.close() }
        for wrapper in wrappers[shared...] { start(wrapper, text, targets) }
        open = wrappers
        write(text.utf8[position..<end], of: run.script)
        position = end
      }
    }
    for _ in open { xml.close() }
  }

  private func wrappers(
    of run: StyledText.Run, time: String?, _ targets: [String?], isCode: Bool
  ) -> [Wrapper] {
    var wrappers: [Wrapper] = []
    if let link = run.link, targets.indices.contains(link), targets[link] != nil { wrappers.append(.link(link)) }
    if let time { wrappers.append(.time(time)) }
    if run.traits.contains(.strong) { wrappers.append(.strong) }
    if run.traits.contains(.emphasis) { wrappers.append(.emphasis) }
    if run.traits.contains(.strikethrough) { wrappers.append(.strikethrough) }
    if run.traits.contains(.raised) { wrappers.append(.raised) }
    if run.traits.contains(.blank) { wrappers.append(.blank) }
    if run.traits.contains(.code) || isCode { wrappers.append(.code) }
    if run.language != document.properties.language { wrappers.append(.language(run.language.forPage)) }
    return wrappers
  }

  private mutating func start(_ wrapper: Wrapper, _ text: StyledText, _ targets: [String?]) {
    switch wrapper {
    case .link(let index):
      xml.open("a")
      if let target = targets[index] { xml.attribute("href", target) }
      if let reference = text.reference(of: index), reference.shows == .note {
        xml.attribute("role", "doc-noteref")
        if markedNotes.insert(reference.element).inserted { xml.attribute("id", "mark-\(reference.element)") }
      }
      if let title = text.links[index].title, !title.isEmpty { xml.attribute("title", title) }
    case .label(let look):
      xml.open("span")
      xml.attribute("class", look.map { "label " + $0 } ?? "label")
    case .time(let value):
      xml.open("time")
      xml.attribute("datetime", value)
    case .strong: xml.open("strong")
    case .emphasis: xml.open("em")
    case .strikethrough: xml.open("s")
    case .raised: xml.open("sup")
    case .blank:
      xml.open("span")
      xml.attribute("aria-hidden", "true")
    case .code: xml.open("code")
    case .language(let tag):
      xml.open("span")
      xml.attribute("lang", tag)
    }
  }

  private static let zeroWidthSpace: [UInt8] = [0xE2, 0x80, 0x8B]

  /// A zero-width space becomes the element that stands for it: the text itself has nothing that cannot be seen.
  private mutating func write(_ utf8: ArraySlice<UInt8>, of script: Script) {
    var start = utf8.startIndex
    var index = start
    while index + 2 < utf8.endIndex {
      guard utf8[index] == 0xE2, utf8[index..<index + 3].elementsEqual(Self.zeroWidthSpace) else {
        index += 1
        continue
      }
      writePieces(utf8[start..<index], of: script)
      xml.empty("wbr")
      index += 3
      start = index
    }
    writePieces(utf8[start...], of: script)
  }

  private mutating func writePieces(_ utf8: ArraySlice<UInt8>, of script: Script) {
    let pieces = TextPieces(utf8, of: script)
    droppedCharacters += pieces.dropped
    reorderedMarks += pieces.reordered
    for piece in pieces.pieces {
      switch piece {
      case .text(let utf8): xml.text(utf8)
      case .tab: xml.text("\t")
      case .lineBreak: xml.empty("br")
      case .noBreakHyphen: xml.text("\u{2011}")
      case .softHyphen: xml.text("\u{AD}")
      }
    }
  }

  /// Where each link leads; `nil` where a page may not follow it: its text then stands as it is, and the author is told.
  private mutating func targets(of text: StyledText) -> [String?] {
    var targets: [String?] = []
    for (index, link) in text.links.enumerated() {
      if let reference = text.reference(of: index) {
        targets.append(
          reference.shows == .note
            ? "#note-\(reference.element)" : fragments[document.place(of: reference.element)].map { "#" + $0 })
      } else if !text.runs.contains(where: { $0.link == index }) {
        targets.append(nil)
      } else if let address = ExternalTarget.address(link.destination) {
        targets.append(address)
      } else if let fragment = Fragment.of(link.destination), knownFragments.contains(fragment) {
        targets.append("#" + fragment)
      } else {
        targets.append(nil)
        diagnostics.warning(
          .htmlLink, at: text.runs.first { $0.link == index }.flatMap { text.span(of: $0.range) },
          "the link to `\(Excerpt.of(link.destination))` is plain text in the page",
          hint: link.destination.hasPrefix("#")
            ? "Write `#` and the words of a heading with hyphens between them."
            : "Write an address that begins with `https:`, `http:` or `mailto:`.")
      }
    }
    return targets
  }
}
